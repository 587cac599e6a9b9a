"""The sum of many terms that each score alike: what prefixes of unscored words stand for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from reelsearch.engines.whoosh_engine.codec.arrays import Array
from reelsearch.engines.whoosh_engine.executor.nodes import NO_DOCS, Accept, Node, cut
from reelsearch.engines.whoosh_engine.executor.places import are_among, find_both, mark
from reelsearch.engines.whoosh_engine.executor.ranking import order_best
from reelsearch.engines.whoosh_engine.executor.window import Matches, Window

_SPARSE = 24
_SCANNED = 1 << 16


def make_counted(doc_count: int, lists: Sequence[Array], boost: float) -> Node:
    """The documents in any of *lists* (each ascending): *boost* for each list they are in."""
    if sum(map(len, lists)) * _SPARSE < doc_count:
        return SparseNode(doc_count, lists, boost)
    return CountedNode(doc_count, lists, boost)


class SparseNode(Node):
    """So few of them that they are sorted, and counted where they are alike."""

    def __init__(self, doc_count: int, lists: Sequence[Array], boost: float) -> None:
        self.doc_count = doc_count
        self._boost = boost
        all_docs = np.concatenate(lists)
        all_docs.sort()
        is_first = np.ones(len(all_docs) + 1, dtype=bool)
        np.not_equal(all_docs[1:], all_docs[:-1], out=is_first[1:-1])
        edges = is_first.nonzero()[0]
        self.size = len(edges) - 1
        self._docs = all_docs.take(edges[:-1])
        self._counts: Array = edges[1:] - edges[:-1]
        if self.size == len(all_docs):
            self.constant = boost

    @property
    def bound(self) -> float:
        return float(self._counts.max()) * self._boost

    def docs(self) -> Array:
        return self._docs

    def mask(self) -> Array:
        return mark(self._docs, self.doc_count)

    def contains(self, docs: Array) -> Array:
        return are_among(docs, self._docs, self.doc_count)

    def evaluate(self, window: Window) -> Matches:
        hit, scores = np.zeros(len(window), dtype=bool), np.zeros(len(window))
        at, places = find_both(window.docs, self._docs, self.doc_count)
        hit[at] = True
        scores[at] = self._counts.take(places) * self._boost
        return Matches(hit, scores)

    def candidates(self, limit: int, accept: Accept) -> Array:
        docs = self.rank(limit, accept)[0].copy()
        docs.sort()
        return docs

    def rank(self, limit: int, accept: Accept) -> tuple[Array, Array]:
        if self.constant is not None:
            docs = cut(self._docs, limit, accept)
            return docs, np.full(len(docs), self.constant)
        docs, counts = self._docs, self._counts
        if not accept.is_open:
            passed = accept.mask(docs)
            docs, counts = docs[passed], counts[passed]
        order = order_best(counts, limit)
        return docs.take(order), counts.take(order) * self._boost


class CountedNode(Node):
    """So many that each document of the segment has a place of its own."""

    def __init__(self, doc_count: int, lists: Sequence[Array], boost: float) -> None:
        self.doc_count = doc_count
        self._lists = lists
        self._boost = boost
        self.size = min(sum(map(len, lists)), doc_count)

    @property
    def bound(self) -> float:
        return float(self._counts.max()) * self._boost

    @cached_property
    def _counts(self) -> Array:
        """In how many of the lists each document of the segment is."""
        dtype = np.dtype(np.uint8 if len(self._lists) < 256 else np.uint16)
        counts: Array = np.zeros(self.doc_count, dtype=dtype)
        for docs in self._lists:
            counts[docs] += dtype.type(1)
        return counts

    def docs(self) -> Array:
        return np.flatnonzero(self._counts).astype(np.uint32)

    def mask(self) -> Array:
        return self._counts > 0

    def count(self) -> int:
        return int(np.count_nonzero(self._counts))

    def contains(self, docs: Array) -> Array:
        return self._counts.take(docs) > 0

    def evaluate(self, window: Window) -> Matches:
        counts = self._counts.take(window.docs)
        return Matches(counts > 0, counts * self._boost)

    def candidates(self, limit: int, accept: Accept) -> Array:
        """Those in most lists; of those alike, the first."""
        found: list[Array] = []
        for count in range(int(self._counts.max()), 0, -1):
            found.append(self._first_of(count, limit, accept))
            limit -= len(found[-1])
            if limit <= 0:
                break
        return np.sort(np.concatenate(found)) if found else NO_DOCS

    def _first_of(self, count: int, limit: int, accept: Accept) -> Array:
        """The first *limit* documents that are in *count* lists."""
        found: list[Array] = [NO_DOCS]
        for start in range(0, self.doc_count, _SCANNED):
            docs = np.flatnonzero(self._counts[start : start + _SCANNED] == count) + start
            found.append(accept.keep(docs.astype(np.uint32)))
            limit -= len(found[-1])
            if limit <= 0:
                break
        return np.concatenate(found)
