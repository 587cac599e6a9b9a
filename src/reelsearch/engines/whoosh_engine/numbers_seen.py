"""Which of millions of numbers came before, in eight bytes each where a set takes a hundred."""

from __future__ import annotations

import numpy as np

from reelsearch.engines.whoosh_engine.codec.arrays import Array

_RECENT = 1 << 16


class NumbersSeen:
    """A set of whole numbers from 0 to 2**64 - 1, to which one may add."""

    def __init__(self) -> None:
        self._recent: set[int] = set()
        self._sorted: Array = np.zeros(0, dtype=np.uint64)

    def __len__(self) -> int:
        return len(self._recent) + len(self._sorted)

    def __contains__(self, number: int) -> bool:
        if number in self._recent:
            return True
        if not len(self._sorted):
            return False
        at = int(self._sorted.searchsorted(np.uint64(number)))
        return at < len(self._sorted) and int(self._sorted[at]) == number

    def add(self, number: int) -> None:
        """Add a number; one that is there stays there once."""
        if number in self:
            return
        self._recent.add(number)
        if len(self._recent) == _RECENT:
            recent = np.fromiter(self._recent, dtype=np.uint64, count=_RECENT)
            self._sorted = np.concatenate((self._sorted, recent))
            self._sorted.sort()
            self._recent.clear()
