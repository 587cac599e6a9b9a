"""A word in, its other spellings by ear out: *fite* may be *fight*, *foto* *photo*.

The groups of spellings that sound alike are in ``sounds.txt``. Up to two of them are put
for each other in a word, so the words that come out are some hundreds, most of which no
text has: they are there to be looked up.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
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
    once = list(dict.fromkeys(_respell(f"^{word}$")))
    found = {word: 0} | {spelling.strip("^$"): 1 for spelling in once}
    for spelling in once if most > 1 else ():
        # From the spelling that came of it: *dawter* is *dauter* first, and *daughter* then.
        for other in _respell(spelling):
            found.setdefault(other.strip("^$"), 2)
        if len(found) > MOST:
            break
    return [(spelling, changes) for spelling, changes in list(found.items())[1 : MOST + 1]]


def _respell(word: str) -> Iterator[str]:
    """*word*, which has its ends marked, with one spelling put for another."""
    for sound, others in _table().items():
        at = word.find(sound)
        while at >= 0:
            for other in others:
                yield word[:at] + other + word[at + len(sound) :]
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
