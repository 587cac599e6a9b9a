"""A term as a node; the best documents of one term, by its impacts."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from reelsearch.engines.whoosh_engine.codec.arrays import Array
from reelsearch.engines.whoosh_engine.executor import scoring
from reelsearch.engines.whoosh_engine.executor.nodes import Accept, Node, cut
from reelsearch.engines.whoosh_engine.executor.postings import Postings
from reelsearch.engines.whoosh_engine.executor.ranking import order_best
from reelsearch.engines.whoosh_engine.executor.window import Matches, Window

_FEW = 512
"""So many documents need no choice before they are scored exactly."""
_SCORED = 4096
"""So many are scored exactly at once, sooner than they are chosen from."""
CHUNK = 1 << 15
"""So many documents are scored at a time: their arrays stay in the cache."""


class TermNode(Node):
    """Documents that have a term; their scores are multiplied by *boost*."""

    def __init__(self, doc_count: int, postings: Postings, boost: float) -> None:
        self.doc_count = doc_count
        self.postings = postings
        self.boost = boost
        self.size = postings.df
        if not postings.view.scorable and postings.max_tf == 1:
            self.constant = boost

    @property
    def bound(self) -> float:
        return self.postings.bound * self.boost

    def docs(self) -> Array:
        return self.postings.docs

    def count(self) -> int:
        return self.size

    def contains(self, docs: Array) -> Array:
        return self.postings.contains(docs)

    def evaluate(self, window: Window) -> Matches:
        scores = window.score(self.postings)
        return Matches(
            window.has(self.postings), scores if self.boost == 1 else scores * self.boost
        )

    def match(self, window: Window) -> Array:
        return window.has(self.postings)

    def approximate(self, window: Window) -> Array:
        return window.score_roughly(self.postings) * np.float32(self.boost)

    def candidates(self, limit: int, accept: Accept) -> Array:
        postings = self.postings
        if self.constant is not None:
            return cut(postings.docs, limit, accept)
        if (chosen := self._find_best(limit, accept)) is not None:
            return chosen[0]
        docs = accept.keep(postings.docs)
        if len(docs) <= max(limit, _FEW):
            return docs
        return best(docs, score_in_chunks(self, docs, (postings,)), limit)

    def rank(self, limit: int, accept: Accept) -> tuple[Array, Array]:
        postings = self.postings
        chosen = self._find_best(limit, accept)
        if not postings.view.scorable or (chosen is None and self.size > _SCORED):
            return super().rank(limit, accept)
        if chosen is not None:
            docs, places = chosen
            tfs = postings.tfs.take(places)
        else:
            docs, tfs = postings.docs, postings.tfs
            if not accept.is_open:
                passed = accept.mask(docs)
                docs, tfs = docs[passed], tfs[passed]
        scores = postings.score(tfs, postings.view.exact_norms(docs))
        if self.boost != 1:
            scores *= self.boost
        order = order_best(scores, limit)
        return docs.take(order), scores.take(order)

    def _find_best(self, limit: int, accept: Accept) -> tuple[Array, Array] | None:
        """Documents among which the best *limit* are, and their postings, by impacts; None where
        they do not tell."""
        postings, wanted = self.postings, limit
        while (places := postings.best(wanted)) is not None:
            docs, wanted = postings.take_docs(places), len(places) * 4
            if not accept.is_open:
                passed = accept.mask(docs)
                docs, places = docs[passed], places[passed]
            if len(docs) >= limit:
                return docs, places
        return None


def score_terms(nodes: Sequence[Node], window: Window) -> bool:
    """Have the terms among *nodes* scored together, before each is asked. Whether that is all
    of them, and every document of the window has every one."""
    terms = [node.postings for node in nodes if isinstance(node, TermNode)]
    window.score_together(terms)
    return len(terms) == len(nodes) and all(
        len(window.find(term).at) == len(window) for term in terms
    )


def add_up(nodes: Sequence[Node], window: Window) -> Array:
    """The sum of their scores, where all are terms, in their order."""
    scores = [
        window.score(node.postings) if node.boost == 1 else window.score(node.postings) * node.boost
        for node in nodes
        if isinstance(node, TermNode)
    ]
    return sum(scores[1:], scores[0])


def score_in_chunks(node: Node, docs: Array, having: Collection[Postings]) -> Array:
    """What *docs* score in *node*, roughly; all of them have the terms *having*."""
    scores = np.empty(len(docs), dtype=np.float32)
    for start in range(0, len(docs), CHUNK):
        window = Window(docs[start : start + CHUNK], having)
        scores[start : start + CHUNK] = window.ask_roughly(node)
    return scores


def best(docs: Array, scores: Array, limit: int, slack: float = 0.0) -> Array:
    """Those of *docs* that may be among the best *limit*; their approximate *scores* are too
    high by *slack* at most."""
    return docs if len(docs) <= limit else docs[_may_win(scores, limit, slack)]


def find_winners(scores: Array, limit: int, slack: float) -> Array:
    """The same by their places."""
    if len(scores) <= limit:
        return np.arange(len(scores))
    return _may_win(scores, limit, slack).nonzero()[0]


def _may_win(scores: Array, limit: int, slack: float) -> Array:
    least = scoring.find_least(scores, limit) * (1 - 2 * scoring.MARGIN) - slack
    may_win: Array = scores >= least
    return may_win
