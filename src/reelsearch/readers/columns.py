"""Which column or key holds which field, by the names people use.

In: the names in a header, and what a person mapped by hand. Out: field → position.
The names are data, in ``column_names.txt``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from reelsearch.errors import UnreadableError

FILM_FACTS: Final = ("film", "year", "released", "director", "cast", "runtime", "certificate",
                     "country")  # fmt: skip
"""The fields that are true of a film whoever reviews it."""

_NOT_LETTERS = re.compile(r"[\W_]+")
_BRACKETS = re.compile(r"[(\[][^()\[\]]{0,60}[)\]]")
_NUMBER = re.compile(r"[0-9]{1,2}")
_SCALE = re.compile(
    r"\s{0,3}[(\[]?\s{0,3}(?:out[ _]?of[ _]?|(?:of|von|sur|su|de|na|av)[ _]|/\s{0,2}"
    r"|max\.?[ _]|[01]\s{0,2}(?:-|–|to|bis|à|do)\s{0,2})"
    r"(?P<most>5|4|6|10|20|100|four|five|six|ten|twenty|a hundred)"
    r"\s{0,3}(?:stars?|points?)?\s{0,3}[)\]]?\Z",
    re.I,
)
_SCALE_INSIDE = re.compile(
    r"(?:out[ _]of[ _]|[ (]/\s?|[(\[](?:[01]\s?(?:-|–|to|bis|à|do)|von|sur|/)\s?)"
    r"(?P<most>5|4|6|10|20|100|four|five|six|ten|twenty|a hundred)(?![0-9a-z])",
    re.I,
)
_SPELT: Final = {"four": 4, "five": 5, "six": 6, "ten": 10, "twenty": 20, "a hundred": 100}
_PERCENT = re.compile(r"%|\bper ?cent\b", re.I)
NUMBERED: Final = ("director", "cast", "country")
"""The fields of many values, which a table may spread over columns with numbers in their names."""

_MOST_SHOWN: Final = 20
_FILM_PREFIXES: Final = ("movie", "film", "item reviewed")


def fold_name(name: str) -> str:
    """*name* without case, spaces, underscores or punctuation."""
    return _NOT_LETTERS.sub("", name[:200]).casefold()


@cache
def known_names() -> Mapping[str, Mapping[str, int]]:
    """Field → folded name → its rank, 0 first."""
    table: dict[str, dict[str, int]] = {}
    text = files("reelsearch.readers").joinpath("column_names.txt").read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            field, _, names = line.partition(":")
            listed = names.split(",")
            if field in FILM_FACTS:
                listed += [f"{film}{name}" for film in _FILM_PREFIXES for name in names.split(",")]
            ranked = dict.fromkeys(map(fold_name, listed))
            table[field] = {name: rank for rank, name in enumerate(ranked)}
    return table


def match_columns(header: Sequence[str], mapped: Mapping[str, str]) -> dict[str, int]:
    """Field → position in *header*; *mapped* (field → column) comes first.

    A column serves one field. Raises UnreadableError if a mapped column is not there.
    """
    folded = [_fold_known(name) for name in header]
    found: dict[str, int] = {}
    for field, column in mapped.items():
        if _fold_known(column) not in folded:
            raise UnreadableError(
                f"a mapped column must exist and there is no column {column!r} for {field}; "
                f"there are {list_names(header)}"
            )
        found[field] = folded.index(_fold_known(column))
    for field, names in known_names().items():
        if field in found:
            continue
        taken = set(found.values())
        ranked = [
            (names[name], position)
            for position, name in enumerate(folded)
            if name in names and position not in taken
        ]
        if ranked:
            found[field] = min(ranked)[1]
        elif field in NUMBERED and (positions := _list_numbered(folded, names)):
            found[field] = positions[0]
    return found


def find_numbered(header: Sequence[str], position: int) -> tuple[int, ...]:
    """The positions of the columns that differ from the one at *position* by a number only.

    None if its name is not known without the number.
    """
    wanted = fold_name(header[position])
    if not _NUMBER.search(wanted):
        return ()
    plain = _NUMBER.sub("", wanted)
    if plain not in _all_names():
        return ()
    folded = [fold_name(name) for name in header]
    return tuple(_list_numbered(folded, {plain: 0}))


def _list_numbered(folded: Sequence[str], names: Mapping[str, int]) -> list[int]:
    """The positions of names such as *actor 1 name*, of which *actor name* is known."""
    return [
        at
        for at, name in enumerate(folded)
        if _NUMBER.search(name) and _NUMBER.sub("", name) in names
    ]


@lru_cache(maxsize=1_024)
def _fold_known(name: str) -> str:
    """*name* folded, without what it has in brackets if it is known only so: *Rating (1-5)*."""
    folded = fold_name(name)
    if folded in _all_names():
        return folded
    plain = fold_name(strip_scale(name))
    return plain if plain in _all_names() else folded


def is_known_name(name: str) -> bool:
    """Whether *name* as a whole is one of a field's."""
    return _fold_known(name) in _all_names()


@cache
def _all_names() -> frozenset[str]:
    return frozenset(name for names in known_names().values() for name in names)


def strip_scale(name: str) -> str:
    """*name* without what it has in brackets and without the scale it ends with."""
    return _SCALE.sub("", _BRACKETS.sub("", name[:200]))


@lru_cache(maxsize=1_024)
def find_scale(name: str) -> float | None:
    """The scale a column's name states: 10 for *Rating (out of 10)*, 100 for *Score (%)*."""
    match = _SCALE.search(name[:200]) or _SCALE_INSIDE.search(name[:200])
    if match:
        most = match["most"].lower()
        return float(_SPELT.get(most, 0) or most)
    return 100.0 if _PERCENT.search(name[:200]) else None


def count_known(header: Iterable[str]) -> int:
    """How many names in *header* are known to be a field's."""
    folded = {fold_name(name) for name in header}
    return sum(1 for names in known_names().values() if not folded.isdisjoint(names))


def list_names(names: Sequence[str]) -> str:
    """*names* for a message: quoted, and not too many of them."""
    shown = ", ".join(repr(name[:40]) for name in names[:_MOST_SHOWN])
    more = len(names) - _MOST_SHOWN
    return f"{shown} and {more} more" if more > 0 else shown


def explain_no_body(names: Sequence[str]) -> str:
    """The reason of a Rejection for a table or record in which no column is the text."""
    return (
        f"a review needs its text and no column is called text, review or body; "
        f"there are {list_names(names)}: name the one that holds it (--map body=COLUMN)"
    )
