"""A word in, its other spellings by ear out: *fite* may be *fight*, *foto* *photo*.

The groups of spellings that sound alike are in ``sounds.txt``. In up to two places of a word
one is put for another, so the words that come out are some hundreds, most of which no
text has: they are there to be looked up.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import combinations
from pathlib import Path

MOST = 400
"""How many spellings are tried for a word."""

_LONGEST = 24
"""Letters; longer words are no words that one has heard."""


def list_alike(word: str, most: int = 2) -> list[tuple[str, int]]:
    """Other spellings of the folded *word* with the number of changes, one or two; *most* is how
    many there may be."""
    if len(word) > _LONGEST:
        return []
    marked = f"^{word}$"
    places = sorted(_find_places(marked))
    found = {word: 0}
    for start, end, other in places:
        found.setdefault((marked[:start] + other + marked[end:]).strip("^$"), 1)
    if most > 1:
        for (start, end, other), (then, last, another) in combinations(places, 2):
            if end <= then:
                both = marked[:start] + other + marked[end:then] + another + marked[last:]
                found.setdefault(both.strip("^$"), 2)
            if len(found) > MOST:
                break
    return [(spelling, changes) for spelling, changes in list(found.items())[1 : MOST + 1]]


def _find_places(word: str) -> Iterator[tuple[int, int, str]]:
    """From where to where of *word*, which has its ends marked, what may be put."""
    for sound, others in _table().items():
        at = word.find(sound)
        while at >= 0:
            for other in others:
                yield at, at + len(sound), other
            at = word.find(sound, at + 1)


@cache
def _table() -> dict[str, tuple[str, ...]]:
    """spelling → what it may stand for."""
    # Not importlib.resources: its import takes longer than a search.
    text = (Path(__file__).parent / "sounds.txt").read_text(encoding="utf-8")
    table: dict[str, dict[str, None]] = {}
    for line in text.splitlines():
        group = [] if line.startswith("#") else line.split()
        for sound in group:
            others = table.setdefault(sound, {})
            others.update(dict.fromkeys(other for other in group if other != sound))
    return {sound: tuple(others) for sound, others in table.items()}
