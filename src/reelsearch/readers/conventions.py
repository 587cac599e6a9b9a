"""What the rows of one file say about each other: how its ratings and dates are written.

In: the rating, paper and date of every row. Out: the scale that a bare rating of a paper
must be on, and whether slash dates have the day first. Refused (None): what the rows
leave open. A bare 4 among whole numbers up to 4 may be of 4, 5 or 10.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from reelsearch.readers.columns import fold_name

_FIVE: Final = 5.0
_ENOUGH: Final = 20
"""Whole numbers up to 5, so many and none above, are of 5."""

_STARS: Final = "star"
_BARE = re.compile(r"\s*([0-9]{1,3}(?:[.,][0-9]{1,3})?)\s*\Z")
_SLASHED = re.compile(r"\s*([0-9]{1,2})([/.-])([0-9]{1,2})\2(?:[0-9]{2}){1,2}(?![0-9])")


def guess_scale(numbers: Iterable[float]) -> float | None:
    """The scale that the bare *numbers* of one paper must be on, if any: 1, 5, 10 or 100.

    Up to 20 it may as well be of 20, as French papers mark.
    """
    given = [float(number) for number in numbers]
    most = max(given, default=0.0)
    if not 0 < most <= 100 or 10 < most <= 20:
        return None
    if most <= 1:  # shares of one, or a star and halves of it
        return None if {*given} <= {0.0, 0.5, 1.0} else 1.0
    if most > _FIVE:
        return 10.0 if most <= 10 else 100.0
    halves = any(not number.is_integer() for number in given)
    return _FIVE if halves or (most == _FIVE and len(given) >= _ENOUGH) else None


@dataclass(slots=True)
class Conventions:
    """How the rows of a file write what has no one meaning by itself.

    ``day_first`` is None where no date tells.
    """

    day_first: bool | None = None
    _numbers: dict[str, list[float]] = field(default_factory=dict)
    _scales: dict[str, float | None] = field(default_factory=dict)
    _days: tuple[int, int] = (0, 0)

    def note(self, rating: str, paper: str, date: str) -> None:
        """Take one row into account; ``""`` is a value it has not."""
        paper = paper.strip()
        if rating and (bare := _BARE.match(rating)):
            self._numbers.setdefault(paper, []).append(float(bare[1].replace(",", ".")))
        if date and (slashed := _SLASHED.match(date)):
            first, second = self._days
            self._days = max(first, int(slashed[1])), max(second, int(slashed[3]))
            is_open = (self._days[0] > 12) == (self._days[1] > 12)
            self.day_first = None if is_open else self._days[0] > 12

    def find_scale(self, rating: str, label: str, paper: str) -> float | None:
        """The scale of the bare *rating* under *label*; None if the rows of *paper* leave it open.

        What is no bare number has none.
        """
        if _BARE.match(rating) is None:
            return None
        if paper not in self._scales:
            self._scales[paper] = guess_scale(self._numbers.get(paper, ()))
        scale = self._scales[paper]
        return _FIVE if scale is None and _STARS in fold_name(label) else scale


def note_one(rating: str, date: str) -> Conventions:
    """The conventions of a record that stands alone, such as a front matter."""
    alone = Conventions()
    alone.note(rating, "", date)
    return alone
