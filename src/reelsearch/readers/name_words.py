"""What the words in a column's name say it holds, where the whole name is not a known one.

In: a name as a person wrote it: ``What we said``, ``Marks /10``, ``dateWatched``,
``Réalisateur``. Out: the fields its words may speak of, and how surely. The words are data, in
``column_words.txt``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final, NamedTuple

from reelsearch.readers.columns import find_scale, strip_scale

OTHER: Final = "other"
"""What a name speaks of that tells of something no field holds: a venue, a plot, a count."""

_LONGEST_NAME: Final = 200
_MOST_WORDS: Final = 40
_SHORTEST_END: Final = 5
_LAST: Final = 1_000
_HUMPS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})")
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]{1,60})[)\]]")
_WORD = re.compile(r"[^\W_]+")
_SMALL: Final = frozenset(
    "a an the of we i you he she they us me our ours my your their his her it its this that "
    "is was are were be been do does did have has had to for and or so please "
    "der die das den dem des ein eine wir ich es du ihr und hat haben war mein meine unser unsere "
    "le la les l un une de du d on nous je vous mon ma mes notre nos a "
    "el los las lo del nuestro nuestra mi mis y o os as um uma meu minha "
    "il i gli un uno una mio mia nasz nasza moj moja".split()
)
# Letters that are one letter with a stroke, and so have no accent to take off.
_STROKES: Final = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})


class Spoken(NamedTuple):
    """The field that a name speaks of; the lower ``rank``, the surer."""

    field: str
    rank: int


class _Phrase(NamedTuple):
    words: tuple[str, ...]
    spoken: Spoken
    is_whole: bool


@lru_cache(maxsize=1_024)
def read_words(name: str) -> tuple[str, ...]:
    """The words of *name* that tell something, folded; all of them if each is a small one."""
    parted = _HUMPS.sub(" ", name[:_LONGEST_NAME])
    folded = unicodedata.normalize("NFKD", parted.casefold().translate(_STROKES))
    plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
    words = _WORD.findall(plain.replace("'", " ").replace("’", " "))[:_MOST_WORDS]
    telling = [word for word in words if word not in _SMALL] or words
    return tuple(_strip_plural(word) for word in telling)


@lru_cache(maxsize=1_024)
def find_fields(name: str) -> tuple[Spoken, ...]:
    """The fields that the words of *name* may speak of, the likeliest first; () if of none.

    What speaks of :data:`OTHER` ends the list: a *film genre* is no film.
    """
    found = _find_spoken(read_words(strip_scale(name)))
    # What stands in brackets explains the rest, and counts where that says nothing.
    if not found and (inner := _IN_BRACKETS.search(name[:_LONGEST_NAME])):
        found = _find_spoken(read_words(strip_scale(inner[1])))
    if find_scale(name) and not any(spoken.field == OTHER for spoken in found):
        found = (*found, Spoken("rating", _LAST))
    return tuple({spoken.field: spoken for spoken in reversed(found)}.values())[::-1]


def _find_spoken(words: tuple[str, ...]) -> tuple[Spoken, ...]:
    phrases, longest = _load_phrases()
    found: list[tuple[int, int, Spoken]] = []
    for length in range(min(longest, len(words)), 0, -1):
        found += [
            (-length, order, phrase.spoken)
            for start in range(len(words) - length + 1)
            for order, phrase in phrases.get(words[start : start + length], ())
            if not phrase.is_whole or length == len(words)
        ]
    if not found:  # German words are built of others, the last of which tells what it is
        ends = [word[at:] for word in words for at in range(3, len(word) - _SHORTEST_END + 1)]
        found = [(0, o, phrase.spoken) for end in ends for o, phrase in phrases.get((end,), ())]
    best: dict[str, Spoken] = {}
    for _, _, spoken in sorted(found):
        best.setdefault(spoken.field, spoken)
        if spoken.field == OTHER:
            break
    return tuple(best.values())


@cache
def _load_phrases() -> tuple[dict[tuple[str, ...], list[tuple[int, _Phrase]]], int]:
    """The phrases by their words, each with the place of its field's line; the longest length."""
    table: dict[tuple[str, ...], list[tuple[int, _Phrase]]] = {}
    text = files("reelsearch.readers").joinpath("column_words.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    for order, line in enumerate(lines):
        field, _, listed = line.partition(":")
        for rank, phrase in enumerate(listed.split(",")):
            whole = phrase.strip().startswith("=")
            words = read_words(phrase.strip().removeprefix("="))
            table.setdefault(words, []).append((order, _Phrase(words, Spoken(field, rank), whole)))
    return table, max(map(len, table))


def _strip_plural(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] == "s" and word[-2] != "s" else word
