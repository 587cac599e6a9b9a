"""Nodes for what stands for many terms: prefixes, patterns, ranges, whole fields."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from reelsearch.engines.whoosh_engine.codec.arrays import Array
from reelsearch.engines.whoosh_engine.executor.nodes import NO_DOCS, Accept, Node, cut
from reelsearch.engines.whoosh_engine.executor.places import are_among, find_both, mark, unite
from reelsearch.engines.whoosh_engine.executor.postings import Postings
from reelsearch.engines.whoosh_engine.executor.window import Matches, Window

_SPARSE = 24


class ListsNode(Node):
    """Documents in any of *lists*; all of them score *constant*.

    With *ascending* False, documents are in no order, and may be twice in a list.
    """

    def __init__(
        self, doc_count: int, lists: Sequence[Array], constant: float, *, ascending: bool = True
    ) -> None:
        self.doc_count = doc_count
        self._ascending = ascending
        self._lists = lists
        self._total = sum(map(len, lists))
        self.size = min(self._total, doc_count)
        self.constant = self._score = constant
        self._docs: Array | None = None
        self._mask: Array | None = None

    def docs(self) -> Array:
        if self._docs is None:
            self.budget.check_time()
            if not self._lists:
                self._docs = NO_DOCS
            elif self._is_one:
                self._docs = self._lists[0]
            elif self._is_sparse:
                self._docs = unite(list(self._lists))
            else:
                self._docs = np.flatnonzero(self.mask()).astype(np.uint32)
        return self._docs

    @property
    def _is_one(self) -> bool:
        return len(self._lists) == 1 and self._ascending

    @property
    def _is_sparse(self) -> bool:
        return self._total * _SPARSE < self.doc_count

    def mask(self) -> Array:
        if self._mask is None:
            self._mask = mark(np.concatenate(self._lists), self.doc_count)
        return self._mask

    def count(self) -> int:
        if self._docs is None and not self._is_sparse and not self._is_one:
            return int(np.count_nonzero(self.mask()))
        return len(self.docs())

    def contains(self, docs: Array) -> Array:
        if self._mask is None and self._is_sparse:
            return are_among(docs, self.docs(), self.doc_count)
        return self.mask().take(docs)

    def evaluate(self, window: Window) -> Matches:
        hit = self.contains(window.docs)
        return Matches(hit, np.where(hit, self._score, 0.0))

    def candidates(self, limit: int, accept: Accept) -> Array:
        return cut(self.docs(), limit, accept)


class SummedNode(Node):
    """Documents with any of *terms*; each scores the sum of its terms' scores, times *boost*."""

    def __init__(self, doc_count: int, terms: Sequence[Postings], boost: float) -> None:
        self.doc_count = doc_count
        self._terms = terms
        self._boost = boost
        self.size = min(sum(term.df for term in terms), doc_count)
        self._read: tuple[Array, Array] | None = None

    @property
    def bound(self) -> float:
        scores = self._read_all()[1]
        return float(scores.max()) if len(scores) else 0.0

    def docs(self) -> Array:
        return self._read_all()[0]

    def contains(self, docs: Array) -> Array:
        return are_among(docs, self.docs(), self.doc_count)

    def evaluate(self, window: Window) -> Matches:
        having, found = self._read_all()
        hit = np.zeros(len(window), dtype=bool)
        scores = np.zeros(len(window))
        at, places = find_both(window.docs, having, self.doc_count)
        hit[at] = True
        scores[at] = found[places]
        return Matches(hit, scores)

    def candidates(self, limit: int, accept: Accept) -> Array:
        docs, scores = self._read_all()
        if not accept.is_open:
            passed = accept.mask(docs)
            docs, scores = docs[passed], scores[passed]
        if len(docs) <= limit:
            return docs
        least = np.partition(scores, len(scores) - limit)[len(scores) - limit]
        better = np.flatnonzero(scores > least)
        alike = np.flatnonzero(scores == least)[: limit - len(better)]
        return docs[np.sort(np.concatenate((better, alike)))]

    def _read_all(self) -> tuple[Array, Array]:
        """The documents and their scores."""
        if self._read is None:
            self._read = self._add_sparse() if self._is_sparse else self._add_dense()
        return self._read

    @property
    def _is_sparse(self) -> bool:
        return sum(term.df for term in self._terms) * _SPARSE < self.doc_count

    def _add_sparse(self) -> tuple[Array, Array]:
        docs = np.concatenate([term.docs for term in self._terms])
        scores = np.concatenate([self._score_all(term) for term in self._terms])
        order = np.argsort(docs, kind="stable")  # runs are merged, not sorted
        docs = docs[order]
        first = np.flatnonzero(np.diff(docs, prepend=docs[:1] + np.uint32(1)))
        return docs[first], np.add.reduceat(scores[order], first) * self._boost

    def _add_dense(self) -> tuple[Array, Array]:
        sums = np.zeros(self.doc_count)
        for term in self._terms:
            sums[term.docs] += self._score_all(term)
        docs = np.flatnonzero(sums)
        return docs.astype(np.uint32), sums.take(docs) * self._boost

    def _score_all(self, term: Postings) -> Array:
        self.budget.check_time()
        return term.score(term.tfs, term.view.exact_norms(term.docs))
