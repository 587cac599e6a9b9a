"""Names inside a query that names no field: which of its words mean one, misspelt.

In: the words as typed, and which of them occur nowhere in the index. Out: ranges of
words with the names they mean. A range has a word that occurs nowhere, since what the
index has is searched for as it is; and no word that the name does not have.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from reelsearch.names.lexicon import Lexicon, split_name
from reelsearch.names.resolver import Resolution, match_words

_WIDEST = 5  # words
_MOST_UNKNOWN = 12  # words looked at; a query with more is a pasted text


class FreeName(NamedTuple):
    """The words *start* up to *end*, without *end*, and the names that they mean."""

    start: int
    end: int
    resolution: Resolution


def find_names(
    words: Sequence[str], unknown: Collection[int], lexicon: Lexicon, fields: Sequence[str]
) -> tuple[FreeName, ...]:
    """The names that *words* mean, in order and apart; *unknown* are positions in *words*.

    Of ranges that overlap the longest wins, then the surest. Of equal matches those of
    the field that stands first in *fields* come first.
    """
    tokens = [split_name(word) for word in words]
    looked_at = sorted(i for i in set(unknown) if 0 <= i < len(words))[:_MOST_UNKNOWN]
    found: list[FreeName] = []
    for start, end in _windows(len(words), looked_at):
        inside = tokens[start:end]
        if all(inside):
            name = _match_window(words[start:end], inside, start, unknown, lexicon, fields)
            if name is not None:
                found.append(name)
    return _without_overlaps(found)


def _windows(count: int, unknown: Sequence[int]) -> Sequence[tuple[int, int]]:
    """The ranges of words that have an unknown one, each once."""
    return sorted(
        {
            (start, start + width)
            for i in unknown
            for width in range(1, _WIDEST + 1)
            for start in range(max(0, i - width + 1), min(i, count - width) + 1)
        }
    )


def _match_window(
    words: Sequence[str],
    tokens: Sequence[tuple[str, ...]],
    start: int,
    unknown: Collection[int],
    lexicon: Lexicon,
    fields: Sequence[str],
) -> FreeName | None:
    asked = " ".join(words)
    owners = [start + i for i, parts in enumerate(tokens) for _ in parts]
    fixed = {position for position, word in enumerate(owners) if word not in unknown}
    resolution = match_words(asked, lexicon, fields, fixed=fixed)
    return FreeName(start, start + len(words), resolution) if resolution.matches else None


def _without_overlaps(found: Sequence[FreeName]) -> tuple[FreeName, ...]:
    ranked = sorted(found, key=lambda f: (f.start - f.end, -f.resolution.matches[0].score, f.start))
    kept: list[FreeName] = []
    for name in ranked:
        if all(name.end <= other.start or other.end <= name.start for other in kept):
            kept.append(name)
    return tuple(sorted(kept))
