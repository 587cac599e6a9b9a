"""The best documents of a node, in order: score descending, then document number ascending."""

from __future__ import annotations

import numpy as np

from reelsearch.engines.whoosh_engine.codec.arrays import Array
from reelsearch.engines.whoosh_engine.executor.nodes import Accept, Node
from reelsearch.engines.whoosh_engine.executor.scoring import find_least


def rank_best(node: Node, limit: int, accept: Accept) -> tuple[Array, Array]:
    """The best *limit* documents of those accepted, and their exact scores."""
    window = node.choose(limit, accept)
    docs = window.docs
    hit, scores = window.ask(node)
    if not hit.all():
        docs, scores = docs[hit], scores[hit]
    order = order_best(scores, limit)
    return docs[order], scores[order]


def order_best(scores: Array, limit: int) -> Array:
    """The places of the best *limit* of *scores*, best first; of those alike the first first."""
    if len(scores) <= limit:
        return np.argsort(-scores, kind="stable")
    chosen = (scores >= find_least(scores, limit)).nonzero()[0]
    return chosen[np.argsort(-scores[chosen], kind="stable")[:limit]]
