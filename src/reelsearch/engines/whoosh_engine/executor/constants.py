"""Nodes that score every document alike, whatever they match."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from reelsearch.engines.whoosh_engine.codec.arrays import Array
from reelsearch.engines.whoosh_engine.executor.nodes import NO_DOCS, Accept, Node, cut
from reelsearch.engines.whoosh_engine.executor.postings import Postings
from reelsearch.engines.whoosh_engine.executor.window import Matches, Window


class ConstantNode(Node):
    """What *child* matches, all at the score *constant*."""

    def __init__(self, child: Node, constant: float) -> None:
        self.child = child
        self.doc_count = child.doc_count
        self.size = child.size
        self.constant = self._score = constant

    def docs(self) -> Array:
        return self.child.docs()

    def mask(self) -> Array:
        return self.child.mask()

    def count(self) -> int:
        return self.child.count()

    def contains(self, docs: Array) -> Array:
        return self.child.contains(docs)

    def evaluate(self, window: Window) -> Matches:
        hit = window.hits(self.child)
        return Matches(hit, hit * self._score)

    def match(self, window: Window) -> Array:
        return window.hits(self.child)

    @property
    def standing(self) -> Sequence[Postings]:
        return self.child.standing

    def candidates(self, limit: int, accept: Accept) -> Array:
        return cut(self.docs(), limit, accept)


class NothingNode(Node):
    """No document."""

    size = 0
    constant = 0.0

    def __init__(self, doc_count: int) -> None:
        self.doc_count = doc_count

    def docs(self) -> Array:
        return NO_DOCS

    def contains(self, docs: Array) -> Array:
        return np.zeros(len(docs), dtype=bool)

    def evaluate(self, window: Window) -> Matches:
        return Matches(self.contains(window.docs), np.zeros(len(window)))


class EveryNode(Node):
    """Every document of the segment."""

    def __init__(self, doc_count: int, constant: float) -> None:
        self.doc_count = self.size = doc_count
        self.constant = self._score = constant

    def docs(self) -> Array:
        return np.arange(self.doc_count, dtype=np.uint32)

    def mask(self) -> Array:
        return np.ones(self.doc_count, dtype=bool)

    def count(self) -> int:
        return self.doc_count

    def contains(self, docs: Array) -> Array:
        return np.ones(len(docs), dtype=bool)

    def evaluate(self, window: Window) -> Matches:
        return Matches(self.contains(window.docs), np.full(len(window), self._score))

    def candidates(self, limit: int, accept: Accept) -> Array:
        return cut(self.docs(), limit, accept)


class NotNode(Node):
    """What *child* does not match; Whoosh scores it 1."""

    def __init__(self, child: Node) -> None:
        self.child = child
        self.doc_count = self.size = child.doc_count
        self.constant = 1.0

    def docs(self) -> Array:
        return np.flatnonzero(self.mask()).astype(np.uint32)

    def mask(self) -> Array:
        return ~self.child.mask()

    def count(self) -> int:
        return self.doc_count - self.child.count()

    def contains(self, docs: Array) -> Array:
        return ~self.child.contains(docs)

    def evaluate(self, window: Window) -> Matches:
        hit = self.contains(window.docs)
        return Matches(hit, hit.astype(np.float64))

    def candidates(self, limit: int, accept: Accept) -> Array:
        return cut(self.docs(), limit, accept)
