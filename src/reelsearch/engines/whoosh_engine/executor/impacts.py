"""What each posting of a frequent term is worth, in one byte, so that all can be compared at once.

The *impact* of a posting is its BM25 score without the idf, between 0 and k1 + 1; its
*step* the least whole number of 255ths of that range not below it. A higher step means
a higher score, so the best documents of a term are those of the highest steps; a step
bounds the score from above, and the step below it from below. Impacts depend on the mean
length of the field in the whole index; they are derived when first needed and kept as long
as the index is open.
"""

from __future__ import annotations

from array import array
from math import ceil

import numpy as np

from reelsearch.engines.whoosh_engine.codec.arrays import Array
from reelsearch.engines.whoosh_engine.executor.scoring import MARGIN, Formula

FREQUENT = 1024
"""A term in more documents has its impacts kept."""

_STEPS = 255


class Impacts:
    """The steps of a term's postings (uint8), in the order of its documents; ``step`` is the
    impact that one step stands for."""

    def __init__(self, formula: Formula, tfs: Array, lengths: Array, average: float) -> None:
        impact = formula.score(1.0, tfs, lengths, average)
        self.step = formula.limit / _STEPS
        impact /= self.step
        self.steps: Array = np.minimum(np.ceil(impact, out=impact), _STEPS).astype(np.uint8)
        counts = np.bincount(self.steps, minlength=_STEPS + 1)
        # How many postings have each step or more; one step more than there are, for none.
        self._above = array("Q", [*np.cumsum(counts[::-1])[::-1].tolist(), 0])
        self.bound = self._step_of(1) * self.step
        """No impact is above it."""

    def best(self, count: int) -> Array:
        """The best *count* postings, and all that are as good as the last in steps."""
        return (self.steps >= self._step_of(count)).nonzero()[0]

    def reach(self, least: float) -> tuple[int, int]:
        """The step of postings whose impact may be *least*, and how many have it or more."""
        step = min(max(0, ceil(least / self.step * (1 - MARGIN))), _STEPS + 1)
        return step, self._above[step]

    def _step_of(self, count: int) -> int:
        """The step that at least *count* postings have, or more."""
        low, high = 0, _STEPS
        while low < high:
            middle = (low + high + 1) >> 1
            if self._above[middle] >= count:
                low = middle
            else:
                high = middle - 1
        return low
