"""Where ascending document numbers are among others: the ways to find out, by their costs.

A search costs about 50 ns for each number, marking a segment's documents in an array and
reading the marks about 3 ns for each number of both sides and 50 µs for a million documents.
"""

from __future__ import annotations

import threading

import numpy as np

from reelsearch.engines.whoosh_engine.codec.arrays import Array
from reelsearch.engines.whoosh_engine.codec.bitmap import Bitmap

_SEARCHED = 4096
"""So many numbers are still searched for."""
_RANKED = 1024
"""So many ranks are still counted one by one."""


def find_both(some: Array, others: Array, doc_count: int) -> tuple[Array, Array]:
    """The places in *some* and in *others* of the documents that are in both."""
    if len(others) < len(some):
        at, places = find_both(others, some, doc_count)
        return places, at
    if len(some) <= _SEARCHED:
        if not len(some):
            return np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.intp)
        places = others.searchsorted(some)
        places[places == len(others)] = 0
        at = np.flatnonzero(others.take(places) == some)
        return at, places[at]
    in_others = np.flatnonzero(_take_marks(others, some, doc_count))
    in_some = np.flatnonzero(_take_marks(some, others, doc_count))
    return in_others, in_some


def are_among(docs: Array, others: Array, doc_count: int) -> Array:
    """Of each of *docs*, whether it is one of *others*."""
    if min(len(docs), len(others)) > _SEARCHED:
        return _take_marks(others, docs, doc_count)
    mask = np.zeros(len(docs), dtype=bool)
    mask[find_both(docs, others, doc_count)[0]] = True
    return mask


_kept = threading.local()


def _take_marks(marked: Array, docs: Array, doc_count: int) -> Array:
    """Of each of *docs*, whether it is one of *marked*."""
    # A new array of a million bytes costs more, in pages, than clearing one that is there.
    marks: Array | None = getattr(_kept, "marks", None)
    if marks is None or len(marks) < doc_count:
        marks = _kept.marks = np.zeros(doc_count, dtype=bool)
    at = marked.astype(np.intp)
    marks[at] = True
    found = marks.take(docs)
    marks[at] = False
    return found


def mark(docs: Array, doc_count: int) -> Array:
    """One bool for each document of the segment, True for *docs*."""
    mask = np.zeros(doc_count, dtype=bool)
    mask[docs.astype(np.intp)] = True
    return mask


def unite(lists: list[Array]) -> Array:
    """The documents of few short lists, ascending, each once."""
    docs = np.concatenate(lists)
    if not len(docs):
        return docs
    docs.sort(kind="stable")  # ascending runs are merged, not sorted
    first = np.concatenate((np.ones(1, dtype=bool), docs[1:] != docs[:-1]))
    found: Array = docs[first]
    return found


class BitPlaces:
    """The documents of a bitmap: whether some are among them, and their places."""

    def __init__(self, bitmap: Bitmap, doc_count: int) -> None:
        self.words = bitmap.words
        self._bitmap = bitmap
        self._doc_count = doc_count
        self._mask: Array | None = None
        self._before: Array | None = None

    def mask(self) -> Array:
        """One bool for each document of the segment."""
        if self._mask is None:
            self._mask = unpack(self.words, self._doc_count)
        return self._mask

    def contains(self, docs: Array) -> Array:
        """Of each of *docs*, whether it is there."""
        if self._mask is not None:
            return self._mask.take(docs)
        found = self.words.view(np.uint8).take(docs >> 3) >> (docs & 7).astype(np.uint8)
        has: Array = (found & np.uint8(1)).view(bool)
        return has

    def rank(self, docs: Array) -> Array:
        """The places of *docs*, all of which are there."""
        if len(docs) <= _RANKED:
            return self._bitmap.rank(docs)
        if self._before is None:
            counts = np.bitwise_count(self.words)
            self._before = np.cumsum(counts, dtype=np.int64) - counts
        at = (docs >> 6).astype(np.intp)
        below = (np.uint64(1) << (docs & 63).astype(np.uint64)) - np.uint64(1)
        ranks: Array = self._before.take(at) + np.bitwise_count(self.words.take(at) & below)
        return ranks


def unpack(words: Array, doc_count: int) -> Array:
    """Bits as one bool for each document."""
    return np.unpackbits(words.view(np.uint8), count=doc_count, bitorder="little").view(bool)
