"""A line parted by bars, strokes or dashes → what its parts say, each read by itself.

In: "1950 / Paramount / 110 min", "dir. Ada Orr | my rating 4 out of 5". Out: the facts, and
the parts that were not understood. Refused: nothing; the caller decides what may be left.
"""

from __future__ import annotations

import re

from reelsearch.annotate.credits_line import (
    is_director,
    parse_credits,
    parse_named_credits,
    scan_credits,
)
from reelsearch.annotate.facts import Facts
from reelsearch.annotate.film_years import YEAR
from reelsearch.annotate.labelled_line import parse_labelled
from reelsearch.annotate.places import is_country
from reelsearch.annotate.ratings import parse_rating
from reelsearch.annotate.signature import read_signed_line
from reelsearch.annotate.word_lists import read_words
from reelsearch.readers.dates import parse_date

_PART = re.compile(r"\s*[|•·]\s*|\s+(?:[–—/-]|//|::)\s+")
_MARKS = " .,;:|–—-/•·"
_YEAR = re.compile(rf"[(\[]?({YEAR})[)\]]?")
_MADE = re.compile(rf"(?P<name>[^,;()\d]{{3,40}}),\s(?P<year>{YEAR})")
_DOTS = ("·", "•", "|")
_LONGEST = 250
_MOST_PARTS = 12
_PLAIN = ("black and white", "black & white", "b/w", "colour", "color")
_LEAST_LISTED = 3


def read_parts(text: str) -> tuple[Facts, int, list[str]]:
    """The facts of the parts of *text*, how many parts have any, and the parts left over."""
    facts = Facts()
    understood = 0
    left: list[str] = []
    pieces = _PART.split(text[:_LONGEST].strip(_MARKS))[:_MOST_PARTS]
    for piece in filter(None, (piece.strip() for piece in pieces)):
        said = _read_part(piece)
        if said is None:
            left.append(piece)
        elif not said.is_empty():
            facts.absorb(said)
            understood += 1
    return facts, understood, left


def parse_parts(text: str) -> Facts | None:
    """The facts of a line of parts that begins with one; studios' names may stand between."""
    if len(text) > _LONGEST:
        return None
    if not _PART.search(text):
        return read_listed(text)
    begin = _PART.split(text, maxsplit=1)[0].strip(_MARKS)
    if not begin or _read_part(begin) is None:
        return None
    facts, understood, left = read_parts(text)
    of_film = understood > 1 and facts.year and not facts.director
    if of_film and len(left) == 1 and is_director(left[0]):
        facts.director = tuple(left)
        return facts
    if understood < 2 or len(left) >= understood or not all(map(is_studio, left)):
        return None
    return facts


def read_made_line(text: str) -> Facts | None:
    """The facts of a line whose first part is who made the film, and when, before a dot or a bar.

    "Ada Orr, 2018 · seen 4 June 2019 · by Bo Lind": each other part has to say something.
    """
    if len(text) > _LONGEST or not any(mark in text for mark in _DOTS):
        return None
    begin, *rest = _PART.split(text.strip(_MARKS))
    made = _MADE.fullmatch(begin)
    if made is None or not rest or len(rest) >= _MOST_PARTS or not is_director(made["name"]):
        return None
    facts = Facts()
    for part in rest:
        said = _read_part(part) or (read_signed_line(part) or (None,))[0]
        if said is None or said.is_empty():
            return None
        facts.absorb(said)
    beside = facts.reviewers or facts.runtime or facts.rating is not None
    if not beside or facts.director or facts.year:
        return None
    facts.director, facts.year = (made["name"],), int(made["year"])
    return facts


def read_listed(text: str) -> Facts | None:
    """The credits of a list between commas that has the director: "France, 1962, Ada Orr"."""
    pieces = [piece.strip() for piece in text.split(",")]
    if not _LEAST_LISTED <= len(pieces) <= _MOST_PARTS:
        return None
    scanned = [scan_credits(piece) for piece in pieces]
    left = [piece for piece, said in zip(pieces, scanned, strict=True) if said is None]
    facts = Facts()
    for said in scanned:
        facts.absorb(said[0] if said else Facts())
    if (
        len(left) != 1
        or not is_director(left[0])
        or not (facts.year and (facts.country or facts.runtime))
    ):
        return None
    facts.director = tuple(left)
    return facts


def find_lone_year(text: str) -> int | None:
    """The year that *text* is, in brackets or not."""
    match = _YEAR.fullmatch(text)
    return int(match[1]) if match else None


def _read_part(part: str) -> Facts | None:
    labelled = parse_labelled(part)
    if labelled is not None:
        return None if labelled[0] else labelled[1]
    if part.lower() in _PLAIN:
        return Facts()
    if year := find_lone_year(part):
        return Facts(year=year)
    if found := parse_credits(part) or parse_named_credits(part):
        return found
    if is_country(part):
        return Facts(country=(part,))
    date = parse_date(part)
    if date and "-" in date:
        return Facts(date=date)
    if (part.isalpha() and len(part) < 3) or part.isdigit():
        return None
    rating = parse_rating(part)
    return None if rating is None else Facts(rating=rating, rating_text=part)


def is_studio(part: str) -> bool:
    """Whether *part* is the name of a studio or a distributor."""
    words = part.split() or [""]
    return words[-1].lower() in read_words("studio_words.txt") and len(words) <= 4
