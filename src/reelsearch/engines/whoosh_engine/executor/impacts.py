"""What each posting of a frequent term is worth, in one byte, so that all can be compared at once.

The *impact* of a posting is its BM25 score without the idf, between 0 and k1 + 1; its
*step* the least whole number of 255ths of that range not below it. A higher step means
a higher score, so the best documents of a term are those of the highest steps, and a
step bounds the score. Impacts depend on the mean length of the field in the whole index;
they are derived when first needed and kept as long as the index is open.
"""

from __future__ import annotations

import numpy as np

from reelsearch.engines.whoosh_engine.codec.arrays import Array
from reelsearch.engines.whoosh_engine.executor import scoring
from reelsearch.engines.whoosh_engine.executor.scoring import Formula

FREQUENT = 4096
"""A term in more documents has its impacts kept."""

_STEPS = 255


class Impacts:
    """The steps of a term's postings (uint8), in the order of its documents."""

    def __init__(self, formula: Formula, tfs: Array, lengths: Array, average: float) -> None:
        impact = formula.score(1.0, tfs, lengths, average)
        self._step = formula.limit / _STEPS  # the impact that one step stands for
        self.steps: Array = np.minimum(np.ceil(impact / self._step), _STEPS).astype(np.uint8)
        counts = np.bincount(self.steps, minlength=_STEPS + 1)
        self._above = np.cumsum(counts[::-1])[::-1]  # how many postings have each step or more

    @property
    def bound(self) -> float:
        """No impact is above it."""
        return self._step_of(1) * self._step

    def best(self, count: int) -> Array:
        """The best *count* postings, and all that are as good as the last in steps."""
        return np.flatnonzero(self.steps >= self._step_of(count))

    def above(self, least: float) -> Array:
        """The postings whose impact may be *least*."""
        step = max(0, int(np.ceil(least / self._step * (1 - scoring.MARGIN))))
        if step > _STEPS:
            return np.zeros(0, dtype=np.intp)
        return np.flatnonzero(self.steps >= step)

    def _step_of(self, count: int) -> int:
        """The step that at least *count* postings have, or more."""
        return max(0, int(np.count_nonzero(self._above >= count)) - 1)
