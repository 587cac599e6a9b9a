"""How good a ranking is, from 0 to 1: the measures that evaluations of search agree on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log2
from statistics import fmean
from typing import NamedTuple

CUT = 10
"""How many hits :func:`ndcg` looks at: a page."""


class Scores(NamedTuple):
    """Means over the queries that were asked."""

    ndcg: float
    success: float
    map: float


def ndcg(ranked: Sequence[str], grades: Mapping[str, float]) -> float:
    """Normalised discounted cumulative gain of the first :data:`CUT` (Järvelin and Kekäläinen
    2002): each hit's grade, divided by log2 of its rank + 1, over what the best order has."""
    ideal = _dcg(sorted(grades.values(), reverse=True)[:CUT])
    return _dcg([grades.get(doc, 0.0) for doc in ranked[:CUT]]) / ideal if ideal else 0.0


def average_precision(ranked: Sequence[str], relevant: frozenset[str]) -> float:
    """The mean, over all relevant documents, of the precision at the rank of each; 0 for what
    was not found."""
    found, total = 0, 0.0
    for rank, doc in enumerate(ranked, 1):
        if doc in relevant:
            found += 1
            total += found / rank
    return total / len(relevant) if relevant else 0.0


def measure(
    rankings: Mapping[int, Sequence[str]], relevant: Mapping[int, frozenset[str]]
) -> Scores:
    """The means over *rankings*, by query. A query without a relevant document counts 0."""
    places = list(rankings)
    none: frozenset[str] = frozenset()
    return Scores(
        fmean(ndcg(rankings[p], dict.fromkeys(relevant.get(p, none), 1.0)) for p in places),
        fmean(bool(rankings[p]) and rankings[p][0] in relevant.get(p, none) for p in places),
        fmean(average_precision(rankings[p], relevant.get(p, none)) for p in places),
    )


def _dcg(grades: Sequence[float]) -> float:
    return sum(grade / log2(rank + 1) for rank, grade in enumerate(grades, 1))
