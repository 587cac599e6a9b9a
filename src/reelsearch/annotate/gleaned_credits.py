"""A line of the head with credits and other words in it → the credits, each piece read by itself.

In: a line above the prose that is not understood as a whole: "USA/UK 1980. d. Ada Orr. Bo Lind,
Cy Moor. 124m b/w.", "HEAT. US 1995. d. Ada Orr.", "French with subtitles. Director Ada Orr.".
Out: the facts. Refused (None):
lines without a director, or a year beside a country or a length, and those that are rather prose.
"""

from __future__ import annotations

import re

from reelsearch.annotate.credits_line import is_director, parse_named_credits, scan_credits
from reelsearch.annotate.facts import Facts
from reelsearch.annotate.film_years import YEAR
from reelsearch.annotate.labelled_line import parse_labelled
from reelsearch.annotate.parted_line import find_lone_year
from reelsearch.annotate.people import is_lone_name, looks_like_name, split_people
from reelsearch.annotate.title_shape import clean_title, may_be_title

_LONGEST = 300
_LONGEST_LEFT = 60  # characters of a piece that is not understood; a longer one is prose
_MOST_PIECES = 16
_PIECE = re.compile(
    r"\s*[|•·;]\s*|\s(?:[–—/-]|//|::)\s|(?:(?<=[\w)]{2})|(?<=['’]))\.\s+|(?<=[\w)])\s?[)\]]\.?\s*"
)
_DIRECTS = re.compile(
    r"(?:[dr]|[Dd]ir|[Rr][ée]al|[Rr]egie|[Rr][ée]g)(?:\.\s?|\s?[:=]\s?|\s)(?=[A-ZÀ-Þ])"
)
"""What stands before the director, as catalogues shorten it: "d. Ada Orr"."""

_MAKER = re.compile(rf"[^,\d]{{2,60}},\s(?P<name>[^,\d()]{{4,50}}?),?\s\(?(?P<year>{YEAR})\)?")
_YEAR_AND_MAKER = re.compile(
    rf"\(?(?P<year>{YEAR})\)?,\s(?P<name>[^,\d()]{{4,50}}),\s[^,.]{{2,60}}"
)
_WITH = re.compile(
    r"(?:with|w/|feat\.?|starring|avec|con|mit|med|met)\s?:?\s(?=[A-ZÀ-Þ])", re.IGNORECASE
)
_TELLING = re.compile(
    r"(?<!\w)(?:1[89]|20)\d\d(?!\w)|\b(?:d|r|dir\w*|r[ée]al\w*|regi\w*|film by)\b", re.IGNORECASE
)
"""No line has credits that count without a year or a word for who directs."""


def glean_credits(text: str) -> Facts | None:
    """The credits in *text*; None if there are none that count, or too much else."""
    if len(text) > _LONGEST or not _TELLING.search(text):
        return None
    facts = Facts()
    understood = 0
    left: list[str] = []
    pieces = [piece.strip(" ,.:()[]") for piece in _PIECE.split(text)[:_MOST_PIECES]]
    for piece in pieces:
        if not piece:
            continue
        said = _read_piece(piece)
        if said is None:
            left.append(piece)
        else:
            facts.absorb(said)
            understood += 1
    made = facts.year and (facts.country or facts.runtime)
    if made and not facts.director and (maker := _find_maker(left)):
        facts.director = (maker,)
        left.remove(maker)
    if not (facts.director or made) or any(len(piece) > _LONGEST_LEFT for piece in left):
        return None
    if left and left[0] == pieces[0] and (left[0].isupper() or len(left) == 1):
        title = left.pop(0)  # "HEAT. US 1995. d. Ada Orr."
        facts.film = clean_title(title) if may_be_title(title) else None
    return facts if len(left) <= understood else None


def glean_maker(text: str) -> Facts | None:
    """Who made it and when, right below the title: "Der dritte Mann, Ada Orr 1949"."""
    match = _MAKER.fullmatch(text) or _YEAR_AND_MAKER.fullmatch(text)
    if match is None:
        return _glean_first(text)
    if not is_director(match["name"]) or not is_lone_name(match["name"]):
        return None
    return Facts(director=(match["name"],), year=int(match["year"]))


def _glean_first(text: str) -> Facts | None:
    """Who made it, first in a line with a length or a country: "Ada Orr // 107 min // 35mm"."""
    for pieces in (_PIECE.split(text), text.split(",")):
        name, *rest = (piece.strip(" ,.:()[]") for piece in pieces[:_MOST_PIECES])
        if not rest or not is_director(name) or not is_lone_name(name):
            continue
        facts = Facts(director=(name,))
        found = [said for piece in rest if (said := scan_credits(piece)) is not None]
        for said in found:
            facts.absorb(said[0])
        if 2 * len(found) >= len(rest) and (facts.runtime or facts.country):
            return facts
    return None


def _read_piece(piece: str) -> Facts | None:
    """What one piece says; None if it is not understood."""
    if lead := _DIRECTS.match(piece):
        piece = f"Dir: {piece[lead.end() :]}"
    labelled = parse_labelled(piece)
    if labelled is not None:
        return None if labelled[0] else labelled[1]
    if year := find_lone_year(piece):
        return Facts(year=year)
    if said := scan_credits(piece):
        return said[0]
    if named := parse_named_credits(piece):
        return named
    lead = _WITH.match(piece)
    people = split_people(piece[lead.end() :] if lead else piece)
    listed = len(people) > 1 or lead is not None
    if listed and all(" " in name and looks_like_name(name) for name, _ in people):
        return Facts(cast=tuple(name for name, _ in people))
    return None


def _find_maker(left: list[str]) -> str | None:
    """The one name that stands by itself among the credits: of who directed."""
    names = [piece for piece in left if is_director(piece)]
    return names[0] if len(names) == 1 else None
