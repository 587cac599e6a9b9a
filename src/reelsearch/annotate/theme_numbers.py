"""The words of a review by number, so that the few that matter are found all at once.

In: the families of words that a lexicon knows, and the rows of the learned weights. Out:
:class:`WordNumbers`, which tells of all the words of a review where an entry may begin. Of some
hundred words a few do, and asking each in turn takes longer than all that follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import repeat
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

BEGINS, PAIRS, NEGATES = 1, 2, 4
"""What a word may be: an entry alone or before any word, one of a pair, the end of a negation."""

_STEP = 40_503
_SIZE = 1 << 20
"""The first words of a phrase leave one mark in so many places, chosen by them all: a few in a
hundred other words find a mark there too, and are looked at in vain."""


_Number = TypeVar("_Number", int, NDArray[np.int64])


@dataclass(frozen=True, slots=True)
class WordNumbers:
    """``numbers`` has the number of each family that has one: its row in the learned weights, or
    one beyond these. ``kinds`` has what the word of each number is, and nothing for -1;
    ``marks`` are those of phrases."""

    numbers: Mapping[str, int]
    kinds: NDArray[np.uint8]
    marks: NDArray[np.bool_]

    def find_numbers(self, families: Sequence[str]) -> NDArray[np.int64]:
        """The number of each word; -1 where it has none."""
        return np.array(list(map(self.numbers.get, families, repeat(-1))), dtype=np.int64)

    def find_beginnings(self, numbers: NDArray[np.int64]) -> list[int]:
        """The words at which an entry may begin, and none but these."""
        found = self.find_kind(numbers, BEGINS)
        two = _mix(numbers[:-1], numbers[1:])
        found[:-1] |= self.marks[two]
        found[:-2] |= self.marks[_mix(two[:-1], numbers[2:])]
        return found.nonzero()[0].tolist()

    def find_kind(self, numbers: NDArray[np.int64], kind: int) -> NDArray[np.bool_]:
        """Of each word whether it is of a *kind*."""
        found: NDArray[np.bool_] = (self.kinds[numbers] & kind) != 0
        return found


def number_words(
    rows: Mapping[str, int],
    kinds: Mapping[int, Iterable[str]],
    phrases: Iterable[tuple[str, ...]],
) -> WordNumbers:
    """The numbers of the families of *kinds* and of *phrases*, which have two or three words.

    *rows* are those of the learned weights.
    """
    numbers = dict(rows)
    phrases = list(phrases)
    for families in (*kinds.values(), *phrases):
        for family in families:
            numbers.setdefault(family, len(numbers))
    table = np.zeros(len(numbers) + 1, dtype=np.uint8)
    for kind, families in kinds.items():
        table[[numbers[family] for family in families]] |= kind
    marks = np.zeros(_SIZE, dtype=bool)
    for phrase in phrases:
        marks[reduce(_mix, (numbers[family] for family in phrase))] = True
    return WordNumbers(numbers, table, marks)


def _mix(before: _Number, word: _Number) -> _Number:
    """One number of the words *before* and the next."""
    return (before * _STEP + word) & (_SIZE - 1)
