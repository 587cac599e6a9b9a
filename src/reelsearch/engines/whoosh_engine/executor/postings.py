"""One term of one segment: where its documents are among others, and what it scores there."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

import numpy as np

from reelsearch.engines.whoosh_engine.codec.arrays import Array
from reelsearch.engines.whoosh_engine.codec.field import ColumnField
from reelsearch.engines.whoosh_engine.executor import scoring
from reelsearch.engines.whoosh_engine.executor.impacts import FREQUENT, Impacts
from reelsearch.engines.whoosh_engine.executor.places import BitPlaces, are_among, find_both
from reelsearch.engines.whoosh_engine.executor.scoring import Formula

_TABLE_LIMIT = 1 << 16
_SEARCHED = 256
"""So many documents are searched for among those of a term, also where there are bits."""


class FieldView:
    """A field of a segment with what scoring needs of the whole index.

    *average* is the mean length of the field over all documents of the index; fields
    that are not *scorable* score each document by the weight of its term alone, others by
    *formula*.
    """

    def __init__(
        self, field: ColumnField, *, scorable: bool, average: float, formula: Formula
    ) -> None:
        self.field = field
        self.scorable = scorable
        self.average = average
        self.formula = formula
        self._norms: Array | None = None
        self._impacts: dict[int, Impacts] = {}

    def impacts(self, number: int) -> Impacts:
        """Those of the postings of a term."""
        impacts = self._impacts.get(number)
        if impacts is None:
            field = self.field
            lengths = field.lengths.take(field.docs(number))
            impacts = Impacts(self.formula, field.tfs(number), lengths, self.average)
            self._impacts[number] = impacts
        return impacts

    @property
    def shortest(self) -> int:
        """The least length of a document."""
        return self.field.min_length

    def norms(self, docs: Array) -> Array:
        """The norms of *docs* in float32."""
        return self.norms_of(self.field.lengths.take(docs))

    def norms_of(self, lengths: Array) -> Array:
        """The norms of documents of these *lengths*."""
        if self.field.max_length > _TABLE_LIMIT:
            return self.formula.find_norms(lengths, self.average)
        return self.norm_table.take(lengths)

    @property
    def norm_table(self) -> Array:
        """The norms of all lengths."""
        if self._norms is None:
            every = np.arange(self.field.max_length + 1)
            self._norms = self.formula.find_norms(every, self.average)
        return self._norms


class Found(NamedTuple):
    """Which of some documents have a term: their places ``at``, and their postings."""

    at: Array
    postings: Array


class Postings:
    """A term by its *number*; *idf* is what it weighs in the whole index."""

    def __init__(self, view: FieldView, number: int, idf: float) -> None:
        field = view.field
        self.view = view
        self.number = number
        self.idf = idf
        start, end = field.extent(number)
        self.docs: Array = field.all_docs[start:end]
        self.tfs: Array = field.all_tfs[start:end]
        self.df = end - start
        self.doc_count = len(field.lengths)
        self.impacts: Impacts | None = None
        if view.scorable and self.df > FREQUENT:
            self.impacts = view.impacts(number)
        self._bound: float | None = None

    @cached_property
    def bits(self) -> BitPlaces | None:
        """The documents as bits, if the term is dense."""
        bitmap = self.view.field.bitmap(self.number)
        return None if bitmap is None else BitPlaces(bitmap, self.doc_count)

    @property
    def max_tf(self) -> float:
        """The highest of ``tfs``."""
        return self.view.field.max_tf(self.number)

    @property
    def bound(self) -> float:
        """No document scores above it."""
        if self._bound is None:
            field, highest = self.view.field, self.max_tf
            if self.view.scorable:
                least, _ = field.length_range(self.number)
                highest = self.view.formula.score_one(self.idf, highest, least, self.view.average)
                if self.impacts is not None:
                    highest = min(highest, self.impacts.bound * self.idf)
            self._bound = highest
        return self._bound

    def contains(self, docs: Array) -> Array:
        """Of each of *docs* (ascending), whether it has the term."""
        if self.bits is not None:
            return self.bits.contains(docs)
        return are_among(docs, self.docs, self.doc_count)

    def find(self, docs: Array) -> Found:
        """Those of *docs* (uint32, ascending) that have the term."""
        if docs is self.docs:
            every = np.arange(self.df)
            return Found(every, every)
        if len(docs) > _SEARCHED and self.bits is not None:
            at = np.flatnonzero(self.bits.contains(docs))
            return Found(at, self.bits.rank(docs[at]))
        return Found(*find_both(docs, self.docs, self.doc_count))

    def rank(self, docs: Array) -> Array:
        """The postings of *docs* (uint32, ascending), all of which have the term."""
        if len(docs) > _SEARCHED and self.bits is not None:
            return self.bits.rank(docs)
        if len(docs) * 2 > self.df:
            return np.flatnonzero(are_among(self.docs, docs, self.doc_count))
        return self.docs.searchsorted(docs)

    def score(self, tfs: Array, lengths: Array) -> Array:
        """What documents of these *lengths* score that have the term *tfs* times; float64, as
        Whoosh scores them."""
        if not self.view.scorable:
            return tfs.astype(np.float64)
        return self.view.formula.score(self.idf, tfs, lengths, self.view.average)

    def approximate(self, tfs: Array, norms: Array | None, docs: Array) -> Array:
        """The same within ``scoring.MARGIN``, in float32, and faster; *norms* are those of
        *docs*, None if they are yet to be found."""
        if not self.view.scorable:
            return tfs.astype(np.float32)
        if norms is None:
            norms = self.view.norms(docs)
        return self.view.formula.approximate(self.idf, tfs, norms)

    def bounds_by_length(self) -> Array:
        """What no document of a length scores above, by length; float32, falling."""
        table = self.view.norm_table
        highest = self.view.formula.approximate(self.idf, np.full(1, self.max_tf), table)
        highest *= np.float32(1 + scoring.MARGIN)
        return np.minimum(highest, np.float32(self.bound * (1 + scoring.MARGIN)))

    def best(self, count: int) -> Array | None:
        """The best *count* postings, or a few more; None if they are too few to choose from."""
        if self.impacts is None or count * 2 >= self.df:
            return None
        return self.impacts.best(count)

    def above(self, least: float) -> Array | None:
        """The postings that may score *least*; None if they are too few to choose from."""
        return None if self.impacts is None else self.impacts.above(least / self.idf)
