"""BM25 over columns (Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework").

``idf * tf * (k1 + 1) / (tf + k1 * (1 - b + b * length / average))`` with Lucene's
``idf = ln(1 + (documents - df + 0.5) / (df + 0.5))``, which a word of every document does
not take below 0, nor lift to 1 as Whoosh's own does; documents and df count over all
segments, with deleted documents. What ranks is computed in float64 in Whoosh's order of
operations, so that documents which its matchers tie under ``weighting`` are tied here. What
only chooses the candidates is computed in float32 and compared with a margin.
"""

from __future__ import annotations

from math import log
from typing import NamedTuple

import numpy as np

from reelsearch.engines.whoosh_engine.codec.arrays import Array
from reelsearch.schema import SEARCHED_FIELD

MARGIN = 1e-5
"""How far, relatively, a float32 score may be from the exact one; 80 roundings fit."""


def idf(doc_count: int, df: int) -> float:
    """How much a term weighs that *df* of *doc_count* documents have."""
    return log(1 + (doc_count - df + 0.5) / (df + 0.5))


class Formula(NamedTuple):
    """BM25 with its two parameters: how soon a word's repetition no longer counts, and how
    much a document's length does."""

    k1: float
    b: float

    @property
    def limit(self) -> float:
        """What no document scores above, where the idf is 1."""
        return self.k1 + 1

    def score(self, weight: float, tf: Array, length: Array, average: float) -> Array:
        """The exact scores (float64) of a term of idf *weight*."""
        return self.score_at(weight, tf, self.find_exact_norms(length, average))

    def score_at(self, weight: float | Array, tf: Array, norms: Array) -> Array:
        """The same, from *norms* as :meth:`find_exact_norms` gives them."""
        frequency = tf.astype(np.float64)
        below = frequency + norms
        frequency *= self.k1 + 1
        frequency /= below
        frequency *= weight
        return frequency

    def find_exact_norms(self, lengths: Array, average: float) -> Array:
        """What :meth:`score_at` adds to the frequency, for documents of these lengths; float64."""
        norms = lengths.astype(np.float64)
        norms *= self.b
        norms /= average
        norms += 1 - self.b
        norms *= self.k1
        return norms

    def score_one(self, weight: float, tf: float, length: int, average: float) -> float:
        """The same for one document."""
        norm = self.k1 * ((1 - self.b) + self.b * length / average)
        return weight * ((tf * (self.k1 + 1)) / (tf + norm))

    def find_norms(self, lengths: Array, average: float) -> Array:
        """What :meth:`approximate` adds to the frequency, for documents of these lengths;
        float32."""
        return self.find_exact_norms(lengths, average).astype(np.float32)

    def approximate(self, weight: float, tf: Array, norms: Array) -> Array:
        """The scores in float32, from *norms* as :meth:`find_norms` gives them."""
        frequency = tf.astype(np.float32)
        below = frequency + norms
        np.divide(frequency, below, out=below)
        below *= np.float32(weight * (self.k1 + 1))
        return below


PLAIN = Formula(k1=1.2, b=0.75)
OF_FIELD = {SEARCHED_FIELD: Formula(k1=1.5, b=0.75)}
"""Fields that are not ``PLAIN``. In the sum of all fields, where a title counts three times,
there is more to saturate; docs/ranking.md has how both were chosen."""


def formula_of(name: str) -> Formula:
    """The formula by which the terms of the index field *name* score."""
    return OF_FIELD.get(name, PLAIN)


def find_least(scores: Array, limit: int) -> float:
    """The score of the last of the best *limit*; there are at least so many."""
    place = len(scores) - limit
    parted = scores.copy()
    parted.partition(place)
    return float(parted[place])
