"""The headers of a mail or of a post, forwarded or quoted too → what each says.

In: the lines of a review. Out: for each line of its mail headers, what it says: who wrote,
when, and the title that the subject gives. Of several mails, each forwarding the next, the
last tells; what the others say is passed over. Refused: a "From:" or a "Date:" by itself.
"""

from __future__ import annotations

import re

from reelsearch.annotate.byline import read_byline
from reelsearch.annotate.facts import Facts
from reelsearch.annotate.found_title import Sureness
from reelsearch.annotate.header_line import Said
from reelsearch.annotate.kickers import cut_kicker
from reelsearch.annotate.lines import Lines
from reelsearch.annotate.people import is_person
from reelsearch.annotate.title_line import parse_title_line
from reelsearch.annotate.title_shape import clean_title, is_title_shaped, may_be_title
from reelsearch.readers.dates import find_date

_FIRSTS = frozenset("abcdefghiklmnoprstuvxàáäåéдо>*-_")
_HEADER = re.compile(
    r"(?P<name>from|to|cc|bcc|date|sent|subject|reply-to|von|an|datum|gesendet|betreff|de|à|para"
    r"|objet|asunto|enviado|enviado el|fecha|envoyé|van|aan|verzonden|onderwerp|från|till|skickat"
    r"|ämne|fra|til|sendt|emne|dato|lähettäjä|vastaanottaja|lähetetty|päivämäärä|aihe|da|inviato"
    r"|oggetto|data|assunto|a|kopie|kopia|copie|newsgroups|organization|message-id|lines|followup-to"
    r"|sender|references|xref|path|x-[a-z-]{1,30}|approved|summary|keywords)\s?:\s*(?P<value>.*)",
    re.IGNORECASE,
)
_FROM = frozenset("from von de van från fra da lähettäjä".split())
_DATE = frozenset(
    "date sent datum gesendet fecha enviado envoyé verzonden skickat sendt dato lähetetty"
    " päivämäärä inviato data".split()
) | {"enviado el"}
_SUBJECT = frozenset(
    "subject betreff objet asunto onderwerp ämne emne aihe oggetto assunto".split()
)
_FORWARDED = re.compile(
    r"\W{0,20}(?:begin forwarded message|forwarded message|original message|forwarded by .{1,60}"
    r"|weitergeleitete nachricht|message transféré|mensaje reenviado)\W{0,20}",
    re.IGNORECASE,
)
_WROTE = re.compile(
    r"(?:on|le|am|el)\s(?P<when>.{6,60}?[\d)m]),?\s(?P<who>[^\d,<>]{2,60}?)\s?(?:<[^<>]{3,80}>)?\s?"
    r"(?:wrote|a écrit|schrieb|escribió)\s?:",
    re.IGNORECASE,
)
_LED = re.compile(
    r"(?:(?:re|fw|fwd|aw|wg|tr|rv)\s?(?:\[\d{1,3}\])?\s?:\s*|\[[^\[\]]{1,40}\]\s*)+", re.IGNORECASE
)
_NAMED_ADDRESS = re.compile(r"(?P<name>[^<>(]{2,60}?)\s*<[^<>]{3,80}>")
_ADDRESS_NAMED = re.compile(r"\S{1,60}@\S{1,60}\s+\((?P<name>[^()]{2,60})\)")
_QUOTED = re.compile(r"(?<!\w)[“\"‘'«](?P<title>[^“”\"«»]{1,60}?)[”\"’'»](?!\w)")
_VIA = re.compile(r"\svia\s.{1,40}$")  # as lists of mails name who sends
_SHORT_YEAR = re.compile(r"^((?:\w{3},? )?\d{1,2}[ -]\w{3}[ -])(\d\d)(?= )")
_LAST_SHORT = 35
_LEAST = 2
_MOST_LINES = 40
_LONGEST_PROSE = 200


def read_mail_headers(lines: Lines) -> dict[int, Said]:
    """What the lines of mail headers at the top say, by their places."""
    first = lines.raw(0).lstrip("> *_-\t").lower() if len(lines) else ""
    if not first or (first[0] not in _FIRSTS and not _FORWARDED.fullmatch(first.strip())):
        return {}
    said: dict[int, Said] = {}
    block: list[tuple[int, str, str]] = []
    told: list[tuple[int, str, str]] = []
    for place in range(min(len(lines), _MOST_LINES)):
        line = lines[place]
        match = _HEADER.fullmatch(line.text)
        joined = not block or line.number == lines[place - 1].number + 1
        if match is not None and joined:
            block.append((place, match["name"].lower(), match["value"].strip()))
            continue
        told = _close(block, told, said)
        block = [] if match is None else [(place, match["name"].lower(), match["value"].strip())]
        if wrote := _read_attribution(line.text):
            told = []
            said[place] = wrote
        elif _FORWARDED.fullmatch(line.text):
            said[place] = Said(Facts())
        elif len(line.text) > _LONGEST_PROSE:
            break
    told = _close(block, told, said)
    for place, name, value in told:
        said[place] = _read_header(name, value)
    return said


def _close(
    block: list[tuple[int, str, str]],
    told: list[tuple[int, str, str]],
    said: dict[int, Said],
) -> list[tuple[int, str, str]]:
    """The block that tells: this one, if it is of a mail, and else the one before."""
    names = {name for _, name, _ in block}
    if len(names) < _LEAST or not (names & _FROM or names & _SUBJECT):
        return told
    said.update((place, Said(Facts())) for place, _, _ in block)
    return block


def _read_header(name: str, value: str) -> Said:
    if name in _FROM:
        return Said(Facts(reviewers=_read_sender(value)))
    if name in _DATE:
        date = find_date(_SHORT_YEAR.sub(_write_out, value))
        return Said(Facts(date=date[0] if date and "-" in date[0] else None))
    if name in _SUBJECT:
        return _read_subject(value)
    return Said(Facts())


def _write_out(match: re.Match[str]) -> str:
    """The year of two figures in a date of the 20th century's mails, in four."""
    return f"{match[1]}{'19' if int(match[2]) > _LAST_SHORT else '20'}{match[2]}"


def _read_sender(value: str) -> tuple[str, ...]:
    match = _ADDRESS_NAMED.fullmatch(value) or _NAMED_ADDRESS.fullmatch(value)
    name = _VIA.sub("", match["name"] if match else value).strip(" \"'“”")
    if "@" in name or not name:
        return ()
    signed = read_byline(name)
    if signed is not None and signed.reviewers:
        return signed.reviewers
    return (name,) if is_person(name) and len(name.split()) <= 3 and "," not in name else ()


def _read_subject(value: str) -> Said:
    led = _LED.match(value)
    value = cut_kicker(value[led.end() :] if led else value)
    title = parse_title_line(value)
    if title is not None:
        return Said(title.facts, int(title.sureness))
    if (quoted := _QUOTED.search(value)) and is_title_shaped(quoted["title"]):
        return Said(Facts(film=clean_title(quoted["title"])), int(Sureness.REVIEWED))
    if may_be_title(value):
        return Said(Facts(film=clean_title(value)), int(Sureness.ALONE))
    return Said(Facts())


def _read_attribution(text: str) -> Said | None:
    """Who wrote what is quoted below: "On 9 Feb 2019, Ada Orr wrote:"."""
    match = _WROTE.fullmatch(text) if text.endswith(":") and len(text) <= _LONGEST_PROSE else None
    date = find_date(match["when"]) if match else None
    if match is None or date is None:
        return None
    return Said(Facts(reviewers=_read_sender(match["who"].strip()), date=date[0]))
