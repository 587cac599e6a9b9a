"""How the year of a film is written, for the patterns that have one in them; a release's year."""

from __future__ import annotations

import re

YEAR = r"(?:18(?=8[89]|9\d)|19|20(?=[0-2]\d|3[0-5]))\d\d"
"""1888, when the first was shot, to 2035."""

_YEAR = re.compile(rf"{YEAR}(?!\d)")


def find_release_year(value: str) -> int | None:
    """The one year of a release; it is the film's where nothing says another. None for a
    re-release, and for several years."""
    years = {int(match[0]) for match in _YEAR.finditer(value)}
    return years.pop() if len(years) == 1 and "re-" not in value else None
