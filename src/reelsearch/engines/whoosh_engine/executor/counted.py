"""The sum of many terms that each score alike: what prefixes of unscored words stand for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from reelsearch.engines.whoosh_engine.codec.arrays import Array
from reelsearch.engines.whoosh_engine.executor.nodes import NO_DOCS, Accept, Node
from reelsearch.engines.whoosh_engine.executor.places import unite
from reelsearch.engines.whoosh_engine.executor.window import Matches, Window

_SPARSE = 24
_SCANNED = 1 << 16


class CountedNode(Node):
    """Documents in any of *lists* (each ascending): *boost* for each list they are in."""

    def __init__(self, doc_count: int, lists: Sequence[Array], boost: float) -> None:
        self.doc_count = doc_count
        self._lists = lists
        self._boost = boost
        self._total = sum(map(len, lists))
        self.size = min(self._total, doc_count)
        self._counted: Array | None = None

    @property
    def bound(self) -> float:
        return float(self._counts.max()) * self._boost

    @property
    def _counts(self) -> Array:
        """In how many of the lists each document of the segment is."""
        if self._counted is None:
            dtype = np.dtype(np.uint8 if len(self._lists) < 256 else np.uint16)
            counts: Array = np.zeros(self.doc_count, dtype=dtype)
            for docs in self._lists:
                counts[docs] += dtype.type(1)
            self._counted = counts
        return self._counted

    def docs(self) -> Array:
        if self._total * _SPARSE < self.doc_count:
            return unite(list(self._lists))
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
