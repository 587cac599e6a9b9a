"""BM25 as ``whoosh.scoring.BM25F`` computes it, over columns.

``idf * tf * (K1 + 1) / (tf + K1 * (1 - B + B * length / average))`` with
``idf = ln(documents / (df + 1)) + 1``; documents and df count over all segments, with
deleted documents. What ranks is computed in float64 in Whoosh's order of operations, so
that documents which Whoosh ties are tied here. What only chooses the candidates is
computed in float32 and compared with a margin.
"""

from __future__ import annotations

from math import log

import numpy as np

from reelsearch.engines.whoosh_engine.codec.arrays import Array

B, K1 = 0.75, 1.2

MARGIN = 1e-5
"""How far, relatively, a float32 score may be from the exact one; 80 roundings fit."""


def idf(doc_count: int, df: int) -> float:
    """How much a term weighs that *df* of *doc_count* documents have."""
    return log(doc_count / (df + 1)) + 1


def score(weight: float, tf: Array, length: Array, average: float) -> Array:
    """The exact scores (float64) of a term of idf *weight*."""
    frequency = tf.astype(np.float64)
    norm = K1 * ((1 - B) + B * length.astype(np.float64) / average)
    exact: Array = weight * ((frequency * (K1 + 1)) / (frequency + norm))
    return exact


def score_one(weight: float, tf: float, length: int, average: float) -> float:
    """The same for one document."""
    return weight * ((tf * (K1 + 1)) / (tf + K1 * ((1 - B) + B * length / average)))


def find_norms(lengths: Array, average: float) -> Array:
    """What :func:`approximate` adds to the frequency, for documents of these lengths."""
    return (K1 * ((1 - B) + B * lengths.astype(np.float64) / average)).astype(np.float32)


def approximate(weight: float, tf: Array, norms: Array) -> Array:
    """The scores in float32, from *norms* as :func:`find_norms` gives them."""
    frequency = tf.astype(np.float32)
    below = frequency + norms
    np.divide(frequency, below, out=below)
    below *= np.float32(weight * (K1 + 1))
    return below


def find_least(scores: Array, limit: int) -> float:
    """The score of the last of the best *limit*; there are at least so many."""
    return float(np.partition(scores, len(scores) - limit)[len(scores) - limit])
