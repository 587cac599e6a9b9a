"""What is said of many rows of a file, each on a line, in; one line for all that say the same out.

A table without texts in a tenth of its rows would fill the screen with one reason. The rows
are named as far as they are few: ``reviews.csv#3, 7–9 and 12 more rows: …``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

_OF_ROW = re.compile(r"(?P<file>.*)#(?P<row>\d{1,12}): (?P<reason>.*)", re.DOTALL)
_RANGES = 3
"""So many runs of rows are named."""


class Said(NamedTuple):
    """A line, and of how many rows it says that."""

    line: str
    rows: int


def join_rows(lines: Iterable[str]) -> list[Said]:
    """*lines* (``file#row: reason``, or others, which stay as they are), each in the place of the
    first that says the same."""
    rows: dict[tuple[str, str], list[int]] = {}
    for line in lines:
        match = _OF_ROW.fullmatch(line)
        key = (line, "") if match is None else (match["file"], match["reason"])
        rows.setdefault(key, []).append(-1 if match is None else int(match["row"]))
    return [
        Said(f"{file}#{_list_rows(found)}: {reason}" if found[0] >= 0 else file, len(found))
        for (file, reason), found in rows.items()
    ]


def _list_rows(rows: list[int]) -> str:
    runs = [[rows[0], rows[0]]]
    for before, row in pairwise(rows):
        if row == before + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    named = [str(low) if low == high else f"{low}–{high}" for low, high in runs[:_RANGES]]
    more = sum(high - low + 1 for low, high in runs[_RANGES:])
    rest = "" if not more else f" and {more:,} more row{'s' if more > 1 else ''}"
    return ", ".join(named) + rest
