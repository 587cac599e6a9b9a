"""Who signed the review: the value of a byline → names, date and publication.

In: what stands after "By", "Review by", "Words:" or a dash: "A. Smith and B. Jones",
"A Smith, Film Critic | 12 May 2018", "Jane Doe for The Herald". Out: the facts.
Refused (None): anything with words that are none of these, such as a sentence that
begins with "By". A desk ("Variety Staff") is nobody: its line is a byline without names.
"""

from __future__ import annotations

import re

from reelsearch.annotate.credits_line import parse_credits
from reelsearch.annotate.desks import find_paper, is_desk
from reelsearch.annotate.facts import Facts
from reelsearch.annotate.people import is_person, looks_like_name, split_people
from reelsearch.annotate.places import is_country
from reelsearch.readers.dates import find_date

_ROLE = re.compile(
    r"(?:(?:our|the|a|chief|senior|staff|lead|guest|special|film|movie|movies|cinema|arts|culture"
    r"|entertainment|features?|associate|contributing|managing|deputy|tv|and|&|to)\s+){0,6}"
    r"(?:critic|reviewer|editor|writer|correspondent|contributor|columnist|author|journalist|blogger)",
    re.IGNORECASE,
)
_OWNED_ROLE = re.compile(r"(?P<place>[A-Z][\w.'’& -]{1,40}?)\s+(?:film|movie|staff|chief)\s+critic")
_PUBLICATION = re.compile(
    r"(?:the\s.+|.*\b(?:times|guardian|magazine|post|herald|news|journal|gazette|films?|cinema|weekly"
    r"|review|reviews|chronicle|tribune|telegraph|today|observer|independent|standard|mail|mirror"
    r"|press|daily|radio|blog|screen|online|echo|courier|express|star|sun|globe|quarterly|monthly)\b.*"
    r"|\S+\.(?:com|org|net|co\.uk|uk|ie|ca|io|tv)\b.*)",
    re.IGNORECASE,
)
_FOR = re.compile(r"\s+(?:for|of|from)\s+(?=[A-Z\d])|,?\s+(?:in|at)\s+(?=[A-Z\d])")
_IN = re.compile(r",?\s+(?:in|at)\s+(?=[A-Z])")
_TIME = re.compile(
    r"(?:\s*(?:at|@|\|)?\s*\d{1,2}[:.]\d\d(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,4})?)"
    r"|\b(?:on|posted|published|updated)\s*$|^\s*(?:on|posted|published)\b",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"[<(]?\s*[\w.+-]{1,60}@[\w.-]{1,60}\s*[>)]?|@\w{1,30}|https?://\S{1,200}")
_GIVEN_LABEL = re.compile(
    r"(?:(?:film |movie )?review(?:ed)? by|(?:words |posted )?by)\s*:?\s+", re.IGNORECASE
)
_JOINED = re.compile(r"[,|;/&•·+]|\s(?:and|for|of|in|at|from|with|–|—|-)\s", re.IGNORECASE)
_LONGEST = 160
_BIOGRAPHY = re.compile(
    r"(?P<name>[^\W\d_][\w.'’-]{0,24}(?:\s[^\W\d_][\w.'’-]{0,24}){1,3})\s(?:is|was|writes|reviews)\s"
    r"[^.!?]{0,60}?\b(?:writer|critic|reviewer|journalist|blogger|contributor|correspondent|columnist"
    r"|editor|programmer|for\s[A-Z])",
)
_INITIAL = re.compile(r"\w\s[^\W\d_]\.$")
_SIGNATURE = re.compile(r"(?:[—–~]|--?)\s*(?P<name>[^\s].*)")


def read_byline(value: str, *, loose: bool = False) -> Facts | None:
    """The names, date and publication of a byline's *value*; None if it is no byline.

    *loose* is for a label that can only mean the reviewer: a one-word name, or one
    without capitals, is then a name too.
    """
    if not value or len(value) > _LONGEST:
        return None
    facts = Facts()
    value = _CONTACT.sub(" ", value)
    loose = loose or "»" in value  # as forums part a user's name from the time
    if date := find_date(value):
        iso, start, end = date
        facts.date = iso
        value = f"{_TIME.sub('', value[:start])} | {_TIME.sub('', value[end:])}"
    segments = [_strip_piece(piece) for piece in re.split(r"\s*[|•·/»]\s*|\s[–—-]+\s", value)]
    segments = [piece for piece in segments if piece]
    if not segments:
        return None
    reviewers = _read_names(segments[0], facts, loose=loose)
    if reviewers is None:
        return None
    for segment in segments[1:]:
        if not _ROLE.fullmatch(segment) and not _read_place(segment, facts):
            if credits := parse_credits(segment):
                facts.absorb(credits)
                continue
            if not looks_like_name(segment):
                return None
            reviewers += (segment,)
    _take_names(reviewers, facts)
    return facts


def _strip_piece(piece: str) -> str:
    """*piece* without the marks around it; the full stop of an initial stays."""
    piece = piece.strip(" ,;()–—-/•·")
    return piece if _INITIAL.search(piece) else piece.strip(" ,;.()–—-/•·")


def read_signers(given: tuple[str, ...]) -> Facts:
    """Who signed, of the names that a format gives, and the paper that these name.

    A name that is no byline of several ("Smith, John") stays as it is.
    """
    facts = Facts()
    for name in given:
        plain = " ".join(_GIVEN_LABEL.sub("", _CONTACT.sub(" ", name)).split()).strip(" ()|,")
        said = read_byline(plain) if _JOINED.search(plain) else None
        if said is None or any(len(each.split()) < 2 for each in said.reviewers):
            said = Facts()
            _take_names((plain,) if plain else (), said)
        facts.reviewers += tuple(each for each in said.reviewers if each not in facts.reviewers)
        facts.publication = facts.publication or said.publication
    return facts


def _take_names(names: tuple[str, ...], facts: Facts) -> None:
    """Add the persons among *names* to *facts*, and the paper that a desk among them names."""
    facts.reviewers = tuple(dict.fromkeys(name for name in names if is_person(name)))
    for name in names:
        if facts.publication is None and is_desk(name):
            facts.publication = find_paper(name)


def read_signature(text: str) -> Facts | None:
    """The byline of a line such as "— Jane Doe"; None if the line is something else."""
    match = _SIGNATURE.fullmatch(text)
    if match is None or len(text) > 80:
        return None
    name = match["name"]
    signed = re.split(r"[,|(]", name)[0]
    if len(signed.split()) < 2 or ":" in signed:
        return None
    return read_byline(name)


def read_role_line(text: str) -> Facts | None:
    """The byline of a line such as "Jane Doe, Chief Film Critic"."""
    name, _, role = text.partition(",")
    if not _ROLE.fullmatch(role.strip(" .")) or len(name.split()) < 2 or not looks_like_name(name):
        return None
    return Facts(reviewers=(name.strip(),)) if is_person(name) else Facts()


def read_biography(text: str) -> Facts | None:
    """The byline of a closing line such as "Jane Doe is a freelance writer in Leeds"."""
    match = _BIOGRAPHY.match(text)
    if match is None or len(text) > 400 or not is_person(match["name"]):
        return None
    return Facts(reviewers=(match["name"],)) if looks_like_name(match["name"]) else None


def read_dateline(text: str) -> Facts | None:
    """Where and when it appeared, of a line such as "The Evening Ledger, 27 May 2015"."""
    date = find_date(text)
    if date is None or len(text) > _LONGEST or "-" not in date[0] or text[date[2] :].strip(" ."):
        return None
    place = text[: date[1]].strip(" ,|•·–—-")
    if (
        not place[:1].isupper()
        or place.endswith(":")
        or not (_PUBLICATION.fullmatch(place) or looks_like_name(place))
    ):
        return None
    return Facts(publication=place if _PUBLICATION.fullmatch(place) else None, date=date[0])


def _read_names(text: str, facts: Facts, *, loose: bool) -> tuple[str, ...] | None:
    """The names at the head of a byline; what follows them goes into *facts*."""
    if match := _FOR.search(text):
        place = text[match.end() :].strip(" .,")
        if not _IN.match(match[0]) or _PUBLICATION.fullmatch(place):
            facts.publication = place
        text = text[: match.start()]
    names: list[str] = []
    for name, role in split_people(text, shared_surname=True):
        if names and (_ROLE.fullmatch(name) or _read_place(name, facts)):
            continue
        if role is not None and not _ROLE.fullmatch(role) and not _read_place(role, facts):
            return None
        if not _is_name(name, loose=loose):
            return None
        names.append(name)
    return tuple(names) if names else None


def _is_name(name: str, *, loose: bool) -> bool:
    if loose:
        return (len(name.split()) <= 5 and not name.endswith((".", "!", "?"))) or looks_like_name(
            name
        )
    return looks_like_name(name)


def _read_place(text: str, facts: Facts) -> bool:
    """Whether *text* is where the byline's owner writes from, or for."""
    if match := _OWNED_ROLE.fullmatch(text):
        facts.publication = facts.publication or match["place"]
        return True
    if is_country(text):
        return True
    if _PUBLICATION.fullmatch(text) and len(text.split()) <= 6:
        facts.publication = facts.publication or text
        return True
    return False
