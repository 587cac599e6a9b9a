"""A title with a dash, a bar, a comma or a colon behind it → the film, and what follows.

In: "Heat, 1995", "Heat | 1995 | R", "Heat ★★★★", "Dune: Part Two, 12A, 166 mins". Out: the
facts. Refused (None): lines whose last part says nothing of a film.
"""

from __future__ import annotations

import re

from reelsearch.annotate.bracketed_title import DASH
from reelsearch.annotate.credits_line import (
    is_director,
    parse_named_credits,
    scan_credits,
)
from reelsearch.annotate.facts import Facts
from reelsearch.annotate.found_title import Sureness, TitleLine
from reelsearch.annotate.parted_line import is_studio, read_listed, read_parts
from reelsearch.annotate.ratings import parse_rating
from reelsearch.annotate.title_shape import clean_title, is_heading, is_title_shaped
from reelsearch.readers.dates import find_date

_COURSES = (
    "studies",
    "term",
    "semester",
    "seminar",
    "class",
    "course",
    "module",
    "issue",
    "edition",
)
_MADE_AND_SEEN = 2  # parts
_COUNTRIES = re.compile(r"\s\((?:[A-Z][\w. ]{1,20})(?:/[A-Z][\w. ]{1,20}){0,4}\)")


def parse_dashed(text: str) -> TitleLine | None:
    """ "Heat, 1995", "Heat | 1995 | R", "Heat ★★★★", "Heat – 4/5", "Heat: B+"."""
    dated = find_date(text)
    if listed := _parse_listed(text, dated):
        return listed
    for match in (*DASH.finditer(text), *re.finditer(r"[:,]\s+", text)):
        tail = text[match.end() :].strip()
        film = clean_title(text[: match.start()].split("|", maxsplit=1)[0])
        inside_date = dated is not None and dated[1] < match.end() < dated[2]
        if inside_date or not tail or not is_title_shaped(film) or is_heading(film):
            continue
        if is_studio(film) or film.rsplit(" ", 1)[-1].lower() in _COURSES:
            continue  # "MGM, 1968", "MA Film Studies, 2019"
        if scan_credits(film.rpartition(",")[2]) is not None and "," in film:
            continue
        facts = Facts(film=film)
        rating = parse_rating(tail)
        if (
            rating is not None
            and match[0][0] != ","
            and not (tail.isalpha() and match[0].isspace())
        ):
            facts.absorb(Facts(rating=rating, rating_text=tail))
            return TitleLine(facts, Sureness.REVIEWED)
        found = scan_credits(tail)
        said = found[0] if found is not None else parse_named_credits(tail)
        said = said or _read_title_parts(tail)
        if said is not None and _tells_of_film(said):
            facts.absorb(said)
            _part_maker(facts)
            return TitleLine(facts, Sureness.REVIEWED)
    return None


def _part_maker(facts: Facts) -> None:
    """Part a title in capitals from the name behind it that is not: "HEAT, Ada Orr"."""
    title, _, name = (facts.film or "").rpartition(", ")
    if title.isupper() and not name.isupper() and not facts.director and is_director(name):
        facts.film, facts.director = title, (name,)


def _read_title_parts(tail: str) -> Facts | None:
    """The year and the director in parts behind a title: "1995 - Ada Orr", "Ada Orr / 1995"."""
    facts, _, left = read_parts(_COUNTRIES.sub("", tail))
    if len(left) == _MADE_AND_SEEN and facts.runtime and tail.startswith(left[0]):
        left = left[:1]  # and where it is shown: "Ada Orr | 111 min | The Movies Delta"
        facts.director = (left[0],) if is_director(left[0]) else ()
        return facts if facts.director else None
    if (
        (facts.year is None and facts.rating is None)
        or len(left) > 1
        or not all(map(is_director, left))
    ):
        return None
    facts.director = facts.director or tuple(left)
    return facts


def _parse_listed(text: str, dated: tuple[str, int, int] | None) -> TitleLine | None:
    """A title, commas and all, and credits after it: "Dune: Part Two, 12A, 166 mins"."""
    for match in re.finditer(r",\s+", text):
        if dated is not None and dated[1] < match.end() < dated[2]:
            continue
        film, rest = clean_title(text[: match.start()]), text[match.end() :]
        named = parse_named_credits(rest)
        if named is None or not (named.director and named.year and named.country):
            named = read_listed(rest)
        if named and is_title_shaped(film) and not is_heading(film):
            named.film = film
            return TitleLine(named, Sureness.REVIEWED)
        said = scan_credits(rest)
        if said is None or said[2] < 2 or not _tells_of_film(said[0]):
            continue
        if is_studio(film):
            return None
        if is_title_shaped(film) and not is_heading(film) and scan_credits(film) is None:
            said[0].film = film
            return TitleLine(said[0], Sureness.REVIEWED)
        return None
    return None


def _tells_of_film(facts: Facts) -> bool:
    """Whether *facts* are a film's; a name with a date alone is a byline's."""
    return bool(facts.year or facts.runtime or facts.certificate or facts.rating is not None)
