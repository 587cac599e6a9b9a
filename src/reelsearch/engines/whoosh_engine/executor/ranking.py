"""The order of an answer: score descending, then document number ascending."""

from __future__ import annotations

import numpy as np

from reelsearch.engines.whoosh_engine.codec.arrays import Array
from reelsearch.engines.whoosh_engine.executor.scoring import find_least

_FEW = 64
"""So many scores are sorted whole."""


def order_best(scores: Array, limit: int) -> Array:
    """The places of the best *limit* of *scores*, best first; of those alike the first first."""
    if len(scores) <= max(limit, _FEW):
        order: Array = np.negative(scores).argsort(kind="stable")
        return order[:limit]
    chosen = (scores >= find_least(scores, limit)).nonzero()[0]
    best: Array = chosen.take(order_best(scores.take(chosen), len(chosen))[:limit])
    return best
