"""Nodes made of others: any of, all of, the best of, and one restricted by another."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from reelsearch.engines.whoosh_engine.codec.arrays import Array
from reelsearch.engines.whoosh_engine.executor.nodes import Accept, Node
from reelsearch.engines.whoosh_engine.executor.postings import Postings
from reelsearch.engines.whoosh_engine.executor.union import count_union, unite_docs, unite_masks
from reelsearch.engines.whoosh_engine.executor.window import Matches, Window

_BROAD = 16
"""Where no clause matches less than one document in so many, what matches is counted by masks."""


class AnyNode(Node):
    """What any of *children* matches."""

    def __init__(self, children: Sequence[Node], boost: float) -> None:
        self.children = tuple(children)
        self.matching: Sequence[Node] = self.children  # those that say what matches
        self.boost = boost
        self.doc_count = children[0].doc_count
        self.size = min(sum(child.size for child in children), self.doc_count)

    def docs(self) -> Array:
        return unite_docs(self.matching, self.doc_count)

    def mask(self) -> Array:
        return unite_masks(self.matching, self.doc_count)

    def count(self) -> int:
        return count_union(self.matching, self.doc_count)

    def contains(self, docs: Array) -> Array:
        mask = self.matching[0].contains(docs)
        for child in self.matching[1:]:
            mask = mask | child.contains(docs)
        return mask

    def match(self, window: Window) -> Array:
        hit = window.hits(self.matching[0])
        for child in self.matching[1:]:
            hit = hit | window.hits(child)
        return hit

    @property
    def standing(self) -> Sequence[Postings]:
        return [term for child in self.children for term in child.standing]


class BestNode(AnyNode):
    """A document scores as much as the clause in which it scores most.

    Whoosh's matcher takes the clauses' current documents to be the same even where they
    are not, and its tie-breaker is never used; this is what its documentation says.
    """

    @property
    def bound(self) -> float:
        return max(child.bound for child in self.children) * self.boost

    def evaluate(self, window: Window) -> Matches:
        hit, scores = window.ask(self.children[0])
        for child in self.children[1:]:
            found = window.ask(child)
            hit, scores = hit | found.hit, np.maximum(scores, found.scores)
        return Matches(hit, scores * self.boost)


class RestrictedNode(Node):
    """What *child* matches and scores, of that only what *other* matches, or what it does not."""

    def __init__(self, child: Node, other: Node, *, wanted: bool) -> None:
        self.child, self.other, self.wanted = child, other, wanted
        self.doc_count = child.doc_count
        self.size = min(child.size, other.size) if wanted else child.size
        self.constant = child.constant

    @property
    def bound(self) -> float:
        return self.child.bound

    def _passes(self, docs: Array) -> Array:
        passed = self.other.contains(docs)
        return passed if self.wanted else ~passed

    def docs(self) -> Array:
        if self.wanted and self.other.size < self.child.size:
            docs = self.other.docs()
            return docs[self.child.contains(docs)]
        docs = self.child.docs()
        return docs[self._passes(docs)]

    def count(self) -> int:
        if self.size * _BROAD < self.doc_count:
            return len(self.docs())
        other = self.other.mask()
        return int(np.count_nonzero(self.child.mask() & (other if self.wanted else ~other)))

    def contains(self, docs: Array) -> Array:
        return self.child.contains(docs) & self._passes(docs)

    def evaluate(self, window: Window) -> Matches:
        hit, scores = window.ask(self.child)
        hit = hit & self._passes(window.docs)
        return Matches(hit, np.where(hit, scores, 0.0))

    def candidates(self, limit: int, accept: Accept) -> Array:
        return self.choose(limit, accept).docs

    def choose(self, limit: int, accept: Accept) -> Window:
        if self.wanted and self.other.size * 16 < self.child.size:
            return Window(super().candidates(limit, accept))
        return self.child.choose(limit, accept.also(self._passes))


class MaybeNode(Node):
    """What *child* matches; where *other* does as well, its score is added."""

    def __init__(self, child: Node, other: Node) -> None:
        self.child, self.other = child, other
        self.doc_count, self.size = child.doc_count, child.size

    @property
    def bound(self) -> float:
        return self.child.bound + self.other.bound

    def docs(self) -> Array:
        return self.child.docs()

    def mask(self) -> Array:
        return self.child.mask()

    def count(self) -> int:
        return self.child.count()

    def contains(self, docs: Array) -> Array:
        return self.child.contains(docs)

    def evaluate(self, window: Window) -> Matches:
        hit, scores = window.ask(self.child)
        return Matches(hit, np.where(hit, scores + window.ask(self.other).scores, 0.0))
