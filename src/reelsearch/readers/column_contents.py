"""What the values of a column show it to hold, where its name does not say.

In: the values of the first rows of one column. Out: whether they may be those of a field
(:func:`may_hold`), and which field they must be (:func:`infer_fields`). Refused: what is
not clear. A bare number may be a rating, a count or an age, a lone forename a person or a
genre, and so they are never taken for anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property
from typing import Final

from reelsearch.readers import values
from reelsearch.readers.dates import parse_date

MOST_ROWS: Final = 200
"""How many rows are looked at."""
MOST_CHARS: Final = 1_000_000
"""How many characters of them, together, a cell being :data:`CELL` more than it holds."""
CELL: Final = 50
LONGEST_VALUE: Final = 2_000
"""A value is looked at so far."""

_FEW: Final = 3
"""Fewer values show nothing."""
_NEARLY_ALL: Final = 0.9
_MOST: Final = 0.8
_RUNNING: Final = 10
"""Words from which a middling value is running text and no title, name or label."""
_LABEL_WORDS: Final = 12
_LEAST_SPREAD: Final = 15

_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(?:[.,][0-9]{1,6})?\Z")
_SENTENCE = re.compile(r"[.!?…][\"”’»)\]]{0,2}(?:\s|\Z)")
_MARKED = re.compile(
    r"[★☆½✩⭐*]{1,10}(?:\s?1/2)?\Z"
    r"|[0-9]{1,3}(?:[.,][0-9]{1,2}|\s?½)?\s?(?:/|out of|von|sur)\s?(?:4|5|6|10|20|100)\Z"
    r"|[A-D][+-]\Z|[0-9](?:[.,]5|½)?\s(?:stars?|étoiles?|Sterne?|estrellas?)\Z",
    re.I,
)
_GRADE = re.compile(r"[A-F][+-]?\Z")
_HALF = re.compile(r"([0-9]|10)(?:[.,]([05]))?0{0,2}\Z")
_BROKEN = re.compile(r"[0-9]{0,2}\s?[½¼¾]\Z")
_EPOCH = re.compile(r"1[0-9]{9}(?:[0-9]{3})?\Z")
_NAME_WORD = re.compile(r"[^\W\d_][\w.'’-]*\Z")
_ADDRESS = re.compile(r"[a-z]{2,8}://|www\.|/[^\s/]+/?|[^\s@]{1,60}@[^\s@]{1,60}\Z", re.I)
_TICKS: Final = frozenset("yes no y n true false x ✓ ja nein oui non si sí tak nie".split())
_PARTICLES: Final = frozenset(
    "de del della di da dos du la le van von der den ten ter bin ibn al el y e af av".split()
)
_NO_NAMES: Final = frozenset(
    "the a an of in on at to and or for with no not my is le les der die das il lo el los las "
    "un une ein eine".split()
)
_PAPERS: Final = frozenset(
    "times post guardian herald tribune magazine review weekly daily journal gazette observer "
    "chronicle telegraph independent press news zeitung anzeiger monde figaro libération pais "
    "gazeta corriere repubblica mirror standard courier globe star-ledger sun-times examiner "
    "dispatch bulletin quarterly monthly blog radio bbc npr variety".split()
)
_WEBSITE = re.compile(r"[\w-]{2,40}\.(?:com|org|net|co\.uk|de|fr|es|it|pl|info)\Z", re.I)


class Column:
    """The values of one column in the first rows; those that say nothing are left out."""

    def __init__(self, held: Sequence[str]) -> None:
        cut = (value[:LONGEST_VALUE].strip() for value in held)
        self.values = tuple(value for value in cut if not values.is_missing(value))

    def share(self, is_one: Callable[[str], object]) -> float:
        """The share of the values of which *is_one* holds; 0 if there are none."""
        return sum(map(bool, map(is_one, self.values))) / max(len(self.values), 1)

    @cached_property
    def words(self) -> float:
        """How many words the middling value has; 0 if there are none."""
        counts = sorted(len(value.split()) for value in self.values)
        return counts[len(counts) // 2] if counts else 0

    @cached_property
    def distinct(self) -> float:
        """How many of the values differ, from 0 to 1."""
        return len(set(self.values)) / max(len(self.values), 1)

    @cached_property
    def people(self) -> float:
        """The share of the values that are names of people in full."""
        return self.share(_is_person)

    @cached_property
    def is_prose(self) -> bool:
        """Whether the values are running text: many words, in sentences, hardly two alike."""
        if self.words < _RUNNING or self.distinct <= 0.5:
            return False
        return self.share(_SENTENCE.search) > 0.5


def may_hold(field: str, column: Column) -> bool:
    """Whether nothing in *column* is against its being *field*, to which its name points."""
    if not column.values:
        return True
    match field:
        case "year":
            return column.share(values.parse_year) >= _NEARLY_ALL
        case "released":
            return column.share(_is_day) >= _MOST
        case "date":
            return column.share(_is_date) >= _MOST
        case "rating":
            return column.share(_is_rating) >= _MOST
        case "rating_max":
            return column.share(_NUMBER.match) >= _NEARLY_ALL
        case "runtime":
            return column.share(values.parse_runtime) >= _MOST
        case "body":
            if len(column.values) >= _FEW and (column.words < 3 or column.people >= _NEARLY_ALL):
                return False
            return max(column.share(_is_short), column.share(_is_date)) < 0.5
        case "film":
            return _is_label(column)
        case "country":
            return _is_label(column) and column.people < _NEARLY_ALL
        case _:
            figures = max(column.share(_NUMBER.match), column.share(_is_date))
            return _is_label(column) and figures < 0.5 and column.share(_is_letter) < 0.5


def infer_fields(free: Mapping[int, Column], found: Collection[str]) -> dict[str, int]:
    """What *free* columns (position → column) must hold of the fields not yet *found*.

    A field is given only where one column shows it and no other might.
    """
    inferred: dict[str, int] = {}
    left = dict(free)

    def take(field: str, shows: Callable[[Column], bool]) -> None:
        if field in found or field in inferred:
            return
        showing = [at for at, column in left.items() if shows(column)]
        if len(showing) == 1:
            inferred[field] = showing[0]
            del left[showing[0]]

    take("body", lambda column: column.is_prose)
    take("year", _shows_year)
    take("date", _shows_date)
    take("rating", _shows_rating)
    take("publication", _shows_publication)
    has_year = "year" in found or "year" in inferred
    take("film", lambda column: _shows_film(column, beside_year=has_year))
    _take_people(left, found, inferred)
    return inferred


def _take_people(left: dict[int, Column], found: Collection[str], inferred: dict[str, int]) -> None:
    """The reviewer is the person who comes again and again, the director hardly ever does.

    With film and reviewer known, a column of nearly as many people as rows is the director;
    without a film it might be of titles that read like names.
    """
    known = {*found, *inferred}
    people = {
        at: column
        for at, column in left.items()
        if len(column.values) >= _FEW and column.people >= _NEARLY_ALL
    }
    often = [at for at, c in people.items() if len(c.values) >= 5 and c.distinct <= 0.5]
    seldom = [at for at, c in people.items() if c.distinct >= _MOST]
    if "reviewer" not in known and len(often) == 1 and len(people) - len(seldom) == 1:
        inferred["reviewer"] = often[0]
        del left[often[0]]
        known.add("reviewer")
    if "director" not in known and {"film", "reviewer"} <= known and len(seldom) == 1:
        rest = [at for at in people if at in left]
        if rest == seldom and len(left[seldom[0]].values) >= 5:
            inferred["director"] = seldom[0]
            del left[seldom[0]]


def find_maker_or_critic(column: Column) -> str | None:
    """``director`` or ``reviewer``, whichever a *column* of people by whom a thing is holds.

    None for too few values, for others than people, and where some come again and some do not.
    """
    if len(column.values) < _FEW or not _is_label(column):
        return None
    if column.distinct >= _MOST and column.people >= _MOST:
        return "director"
    return "reviewer" if column.distinct <= 0.5 and column.share(_begins_large) == 1 else None


def _shows_year(column: Column) -> bool:
    """Years of films lie far apart; those of a club's seasons do not."""
    if len(column.values) < _FEW or column.share(values.parse_year) < 0.95:
        return False
    years = [year for value in column.values if (year := values.parse_year(value))]
    return max(years) - min(years) >= _LEAST_SPREAD


def _shows_date(column: Column) -> bool:
    """Days that lie within a critic's life; those of films' releases may be anywhere."""
    if len(column.values) < 2 or column.share(_is_day) < _NEARLY_ALL:
        return False
    years = [int(day[:4]) for value in column.values if (day := parse_date(value))]
    return min(years) >= 1960 and max(years) - min(years) <= 40


def _shows_rating(column: Column) -> bool:
    """Stars, fractions and grades; numbers up to five or ten only if some are halves."""
    if len(column.values) < _FEW:
        return False
    if column.share(_MARKED.match) >= 0.5 and column.share(_is_rating) >= _NEARLY_ALL:
        return True
    halves = {float(v.replace(",", ".")) for v in column.values if _HALF.match(v)}
    return (
        column.share(_HALF.match) >= 0.95
        and len(halves) >= 4
        and any(not half.is_integer() for half in halves)
    )


def _shows_publication(column: Column) -> bool:
    if len(column.values) < 5 or column.words > 6 or column.distinct > _MOST:
        return False
    return column.share(_is_paper) >= 0.5


def _shows_film(column: Column, *, beside_year: bool) -> bool:
    """Titles: short, mostly different, in capitals at their head, and not people or numbers."""
    if len(column.values) < _FEW or column.words > 6 or column.distinct < _MOST:
        return False
    if column.share(values.has_title_form) >= _MOST:
        return True
    return (
        beside_year
        and column.people < 0.7
        and column.share(_begins_large) >= _NEARLY_ALL
        and column.share(_SENTENCE.search) < 0.2
        and column.share(_NUMBER.match) < 0.2
        and column.share(_is_date) < 0.2
    )


def holds_addresses(column: Column) -> bool:
    """Whether the values are of pages, pictures or people's mail."""
    return column.share(_ADDRESS.match) >= 0.5


def _is_label(column: Column) -> bool:
    if column.words > _LABEL_WORDS or holds_addresses(column):
        return False
    return not {value.casefold() for value in column.values} <= _TICKS


def _is_short(value: str) -> bool:
    """A number, a mark or a single word, of which no review is made."""
    return _is_rating(value) or (" " not in value and value.isalnum() and len(value) < 4)


def _is_letter(value: str) -> bool:
    return len(value) == 1 and value.isascii()


def _is_rating(value: str) -> bool:
    written = value.strip().rstrip("%").strip()
    return bool(
        _NUMBER.match(written)
        or _MARKED.match(written)
        or _GRADE.match(written)
        or _BROKEN.match(written)
    )


def _is_day(value: str) -> bool:
    return _is_date(value) and not values.parse_year(value)


def _is_date(value: str) -> bool:
    return bool(_EPOCH.match(value)) or parse_date(value) is not None


def _is_person(value: str) -> bool:
    people = values.split_byline(value)
    return 0 < len(people) <= 3 and all(map(_is_full_name, people))


def _is_full_name(name: str) -> bool:
    words = name.split()
    if not 2 <= len(words) <= 5 or words[0].casefold() in _NO_NAMES:
        return False
    large = [word for word in words if word not in _PARTICLES]
    return (
        len(large) >= 2
        and all(_NAME_WORD.match(word) and word[0].isupper() for word in large)
        and _PAPERS.isdisjoint(word.casefold() for word in words)
        and not _NO_NAMES & {word.casefold() for word in words} - _PARTICLES
    )


def _is_paper(value: str) -> bool:
    words = {word.strip(",.").casefold() for word in value.split()}
    return not _PAPERS.isdisjoint(words) or bool(_WEBSITE.match(value))


def _begins_large(value: str) -> bool:
    letter = next((letter for letter in value if letter.isalnum()), "")
    return bool(letter) and not letter.islower()
