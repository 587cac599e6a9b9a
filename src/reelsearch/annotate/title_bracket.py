"""What stands in brackets after a title → the facts.

In: "1995", "15", "B+", "Ada Orr, Iran, 1995, 98 min", "Ada Orr 1995", "Otto e mezzo, 1963",
"Ada Orr, Iran, Competition". Out: the facts. Refused (None): anything with words that are none
of these.
"""

from __future__ import annotations

import re

from reelsearch.annotate.credits_line import is_director, parse_credits, scan_credits
from reelsearch.annotate.facts import Facts
from reelsearch.annotate.film_years import YEAR
from reelsearch.annotate.labelled_line import read_value
from reelsearch.annotate.labels import find_labels
from reelsearch.annotate.people import looks_like_name
from reelsearch.annotate.places import is_certificate, is_country
from reelsearch.annotate.ratings import parse_rating
from reelsearch.annotate.word_lists import read_lines
from reelsearch.readers.dates import find_date

_YEAR = re.compile(YEAR)
_GRADE = re.compile(r"[A-DF][+−–-]?")
_NAME_AND_YEAR = re.compile(rf"(?P<name>[^\d,]{{4,50}}),?\s(?P<year>{YEAR})")
_SHORT_MADE = re.compile(r"[A-ZÀ-Þ][^\W\d_]{2,20}, ['’]?([4-9]\d)")
"""A surname and the last figures of the year, as those who keep lists write: "Herzog, 72"."""

_AND = re.compile(r"\s+(?:and|&)\s+")
_DISCS = ("dvd", "blu-ray", "bluray", "4k", "uhd", "vhs", "dvd & blu-ray", "import", "region 2")
_TITLED = 2  # pieces


def read_maker_and_year(text: str) -> Facts | None:
    """The director and the year of "Ada Orr, 1995"; of two words at least, and no month's."""
    named = _NAME_AND_YEAR.fullmatch(text)
    if named is None or not is_director(named["name"]) or find_date(text) is not None:
        return None
    return Facts(director=(named["name"],), year=int(named["year"]))


def is_section_of_festival(text: str) -> bool:
    """Whether *text* is a part of a festival's programme: "Competition"."""
    return text.strip().lower() in _sections()


def _sections() -> tuple[str, ...]:
    """The parts of festivals' programmes."""
    return read_lines("festival_sections.txt")


def read_bracket(content: str) -> Facts | None:
    """What a bracket after a title says: year, certificate, grade, credits, director."""
    if _YEAR.fullmatch(content):
        return Facts(year=int(content))
    content = content.strip('"“”')
    if is_certificate(content):
        return Facts(certificate=content)
    if content.lower() in _DISCS:
        return Facts()
    if _GRADE.fullmatch(content):
        return Facts(rating=parse_rating(content), rating_text=content)
    said = parse_credits(content) or _read_director(content) or _read_pieces(content)
    if said is None and (short := _SHORT_MADE.fullmatch(content)):
        return Facts(year=1900 + int(short[1]))
    return said


def _read_director(content: str) -> Facts | None:
    """The director behind a label, and nothing else: "dir. Ada Orr", "directed by Ada Orr"."""
    labels = find_labels(content)
    if len(labels) != 1 or labels[0].start or labels[0].field != "director":
        return None
    said = read_value(labels[0])
    return said if said and all(map(is_director, said.director)) else None


def _read_pieces(content: str) -> Facts | None:
    """The facts of the pieces between commas, strokes and the like."""
    facts = Facts()
    named = _NAME_AND_YEAR.fullmatch(content)
    small = content.islower() and named is not None and named["name"].count(" ") in (1, 2)
    if named and (small or is_director(named["name"])):
        return Facts(director=(named["name"],), year=int(named["year"]))
    made, comma, aside = content.partition(", ")
    if comma and aside[:1].islower() and (made_by := read_maker_and_year(made)):
        return made_by  # and a word on it: "Ada Orr 1995, not the old one"
    pieces = [piece.strip() for piece in re.split(r"\s*[,;/|]\s*", content)]
    pieces = [piece for piece in pieces if piece.lower() not in _sections()] or pieces
    scanned = [scan_credits(piece) for piece in pieces]
    dated = any(said is not None and (said[0].year or said[0].runtime) for said in scanned)
    if not dated and not _are_catalogued(pieces):
        return None
    for piece, credits in zip(pieces, scanned, strict=True):
        labels = find_labels(piece)
        if credits is not None:
            countries = tuple(dict.fromkeys((*facts.country, *credits[0].country)))
            facts.absorb(credits[0])
            facts.country = countries
        elif labels and labels[0].start == 0 and (said := read_value(labels[0])):
            facts.absorb(said)
        elif all(map(looks_like_name, names := tuple(_AND.split(piece)))):
            if all(map(is_director, names)):
                facts.director += names
        elif piece is not pieces[0] or len(pieces) != _TITLED or not _YEAR.fullmatch(pieces[1]):
            return None  # else it is the title in another language: "(Otto e mezzo, 1963)"
    return facts


def _are_catalogued(pieces: list[str]) -> bool:
    """Whether *pieces* are a director and countries: "Ada Orr, Iran/Mali"."""
    name, *places = pieces
    return bool(places) and " " in name and looks_like_name(name) and all(map(is_country, places))
