"""The lines around the prose → facts, each with its line, and where the prose is.

In: a review's text. Out: :class:`Header`. The head ends before the first line that is
prose; the foot begins after the last. A line is a header line only if all of it is
accounted for. Refused: nothing; a text without such lines is all prose.
"""

from __future__ import annotations

import re

from reelsearch.annotate.byline import read_byline
from reelsearch.annotate.chat import read_chat, read_dialogue
from reelsearch.annotate.colophon import find_colophon
from reelsearch.annotate.facts import Facts
from reelsearch.annotate.foot import Foot, is_of_film, read_foot
from reelsearch.annotate.head import read_head
from reelsearch.annotate.header_facts import Header
from reelsearch.annotate.late_title import find_late_title
from reelsearch.annotate.lines import BLANK, Line, Lines
from reelsearch.annotate.masthead import find_paper_above, find_thanked, read_row_of_page
from reelsearch.annotate.people import is_lone_name
from reelsearch.annotate.signature import may_sign, read_signature
from reelsearch.annotate.stray_date import find_stray_date

_LONGEST_SIGNATURE = 80
_HERE = re.compile(r"(?P<name>[A-Z][\w’'-]{1,15}(?: [A-Z][\w’'-]{1,20})?) here[.,!]")
_OF_DESKS = (" Staff", " staff", " Desk", " Team", " Reporter")
_LONGEST_WRITER = 50
_MOST_WRITERS = 20
_LAST_WORDS = re.compile(
    r"[.!?…”\"\d★½*)]\s+(?:(?P<signed>(?:—|–|--)\s?[^—–!?]{2,60})"
    r"|(?P<capital>[A-Z][A-Z.'’-]{1,20}(?:\s[A-Z][A-Z.'’-]{1,20}){1,2})"
    r"|(?:I['’]m|I am|This is|this is) (?P<said>[A-ZÀ-Þ][\w’'-]{1,15} [A-ZÀ-Þ][\w’'-]{1,20})"
    r"(?:,? (?:for|from|at) [^.!?]{3,40})?[.!]"
    r"|[(\[](?P<inside>[^()\[\].!?]{3,60}\.?)[)\]])\s*$"
)


def read_header(text: str, named: tuple[str, ...] = ()) -> Header:
    """The facts of the head and foot of *text*, and the range of its prose.

    *named* are the words of its file's name.
    """
    header = Header()
    lines = Lines(text)
    if spoken := read_dialogue(lines):
        header.body = _trim(text, 0, len(text))
        header.take(spoken, lines[0])
        return header
    if len(lines) < 2:
        header.body = _trim(text, 0, len(text))
        _read_last_words(header, lines, 0, text)
        if dated := find_stray_date(lines, header.body[0]):
            header.take(Facts(date=dated[0]), dated[1])
        return header
    used = read_head(header, lines, text, named)
    foot = _read_foot(header, lines, used, text)
    kept = foot.kept
    for place, facts in foot.said:
        _settle_sender(header, facts)
        header.take(facts, lines[place])
    if used < kept:
        header.body = _trim(text, lines.start(used), lines.end(kept - 1))
    else:
        header.body = (0, len(text))
    _read_last_words(header, lines, kept - 1, text)
    if header.facts.film is None and (late := find_late_title(lines, used)):
        header.take(*late)
    _take_masthead(header, lines, text)
    _settle_writer(header)
    _take_strays(header, lines)
    return header


def _read_foot(header: Header, lines: Lines, used: int, text: str) -> Foot:
    """The foot; a headline gives way to the title that stands there above the credits."""
    if header.title_guess:
        foot = read_foot(lines, used, text, None)
        said = [facts for _, facts in foot.said]
        if any(facts.film for facts in said) and any(map(is_of_film, said)):
            header.facts.film = None
            header.title_guess = False
            del header.lines["film"]
            return foot
    return read_foot(lines, used, text, header.facts.film)


def _read_last_words(header: Header, lines: Lines, last: int, text: str) -> None:
    """Take the name that ends the prose: "... a cold film. — Ada Orr" or "(Ada Orr)"."""
    if header.facts.reviewers or not 0 <= last < len(lines):
        return
    match = _LAST_WORDS.search(lines.raw(last), max(0, len(lines.raw(last)) - _LONGEST_SIGNATURE))
    if match is None:
        return
    start = lines.start(last) + match.start(match.lastgroup or 0)
    if match["signed"]:
        found = read_signature(match["signed"].strip())
    else:
        name = match["inside"] or match["capital"] or match["said"]
        start -= match["inside"] is not None
        found = Facts(reviewers=(name,)) if may_sign(name, text[:start]) else None
    if found:
        header.take(found, lines[last])
        header.body = (header.body[0], start)


def _settle_sender(header: Header, facts: Facts) -> None:
    """Another name that signs a mail than its sender's is that of who wrote."""
    sender = " ".join(header.facts.reviewers).split()
    if header.sent and any(name not in sender for name in " ".join(facts.reviewers).split()):
        header.facts.reviewers = ()
        header.sent = False
        del header.lines["reviewers"]


def _take_masthead(header: Header, lines: Lines, text: str) -> None:
    """Take the paper that stands above all else."""
    film, known = header.lines.get("film"), header.facts.publication
    if known is None or known.endswith(_OF_DESKS):
        above = find_paper_above(lines, text, film.number if film else None)
        if above is not None and lines[above].text in header.facts.reviewers:
            above = None  # who posts, above the page's lines
        if above is not None and known and known.split()[0] in lines[above].text.split():
            header.facts.publication = None  # whose "Courier Staff" signs
            del header.lines["publication"]
    if header.facts.publication is None:
        if above is not None:
            named = (read_row_of_page(lines, text) if not above else None) or lines[above].text
            header.take(Facts(publication=named), lines[above])
        elif row := read_row_of_page(lines, text):
            header.take(Facts(publication=row), lines[0])
        elif name := find_thanked(text):
            header.take(Facts(publication=name), lines[len(lines) - 1])
        elif found := find_colophon(lines):
            header.take(Facts(publication=found[1]), lines[found[0]])


def _take_strays(header: Header, lines: Lines) -> None:
    """Take what only a chat's stamps, or a line that says more, tell of who wrote and when."""
    if (chat := read_chat(lines)) is not None:
        if chat.reviewers:  # what somebody says in it names nobody who wrote
            header.facts.reviewers = ()
            header.lines.pop("reviewers", None)
        header.take(chat, lines[0])
    if not header.facts.reviewers and (writer := _find_writer(lines)) is not None:
        header.take(*writer)
    if header.facts.date is None and (dated := find_stray_date(lines, header.body[0])):
        header.take(Facts(date=dated[0]), dated[1])


def _find_writer(lines: Lines) -> tuple[Facts, Line] | None:
    """Who is said to write, at the beginning of a paragraph: "Ada writes: I grew up on this"."""
    found = {}
    for place in range(min(len(lines), _MOST_WRITERS)):
        beginning = lines.raw(place)[:_LONGEST_WRITER]
        alone = beginning.rstrip(" .…:").endswith(" writes") and lines.raw(place) == beginning
        here = _HERE.match(beginning) if not place else None
        if " writes: " in beginning or alone or here:
            name = here["name"] if here else beginning.partition(" writes")[0].strip(" *_")
            if is_lone_name(name):
                found[name] = lines[place]
    if len(found) != 1:
        return None
    name, line = next(iter(found.items()))
    return Facts(reviewers=(name,)), line


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without the blanks around it; all of the text if nothing is left."""
    part = text[start:end]
    stripped = part.strip(BLANK)
    if not stripped:
        return 0, len(text)
    begin = start + part.index(stripped)
    return begin, begin + len(stripped)


def _signs_apart(header: Header) -> bool:
    """Whether "Written by" stands beside the day or below the prose, apart from the credits."""
    written, date = header.lines["written_by"], header.lines.get("date")
    beside = date is not None and abs(date.number - written.number) == 1
    made = header.lines.get("director")
    # Above the prose, where all that tells of the film stands below it.
    beside = beside or (
        written.start < header.body[0] and made is not None and made.start >= header.body[1]
    )
    if not beside and written.start < header.body[1]:
        return False
    credits = (header.lines.get(name) for name in ("director", "cast", "year", "runtime"))
    return all(line is None or abs(line.number - written.number) > 1 for line in credits)


def _settle_writer(header: Header) -> None:
    """ "Written by" names the screenwriter among credits, and the reviewer by itself."""
    facts = header.facts
    if facts.hosts and not facts.reviewers:
        facts.reviewers = facts.hosts
        header.lines["reviewers"] = header.lines["hosts"]
    names = facts.written_by
    if not names:
        return
    line = header.lines["written_by"]
    single = not any(" " in name for name in names)  # a screenwriter has two
    credited = bool(facts.director or facts.cast) and not single and not _signs_apart(header)
    if facts.reviewers or credited:
        facts.others += tuple(name for name in names if name not in facts.others)
        header.lines.setdefault("others", line)
    elif byline := read_byline(", ".join(names), loose=single):
        facts.reviewers = byline.reviewers
        header.lines["reviewers"] = line
