"""One term of one segment: where its documents are among others, and what it scores there."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

import numpy as np

from reelsearch.engines.whoosh_engine.codec.arrays import Array
from reelsearch.engines.whoosh_engine.codec.bitmap import Bitmap
from reelsearch.engines.whoosh_engine.codec.field import ColumnField
from reelsearch.engines.whoosh_engine.executor.impacts import FREQUENT, Impacts
from reelsearch.engines.whoosh_engine.executor.places import are_among, find_both
from reelsearch.engines.whoosh_engine.executor.scoring import Formula

_TABLE_LIMIT = 1 << 16
_RANKED = 2048
"""The places of so many documents are searched for among those of a term without bits."""


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
        self.doc_count = field.doc_count
        self.doc_lists = field.doc_lists
        self.dense = field.doc_lists.dense
        self._is_tabled = field.max_length <= _TABLE_LIMIT
        self._impacts: dict[int, Impacts] = {}

    def impacts(self, number: int) -> Impacts:
        """Those of the postings of a term."""
        impacts = self._impacts.get(number)
        if impacts is None:
            field = self.field
            lengths = field.take_lengths(field.docs(number))
            impacts = Impacts(self.formula, field.tfs(number), lengths, self.average)
            self._impacts[number] = impacts
        return impacts

    def exact_norms(self, docs: Array) -> Array:
        """The norms of *docs* in float64."""
        lengths = self.field.take_lengths(docs)
        if self._is_tabled:
            return self.exact_table.take(lengths)
        return self.formula.find_exact_norms(lengths, self.average)

    def norms(self, docs: Array) -> Array:
        """The norms of *docs* in float32."""
        lengths = self.field.take_lengths(docs)
        if self._is_tabled:
            return self.norm_table.take(lengths)
        return self.formula.find_norms(lengths, self.average)

    @cached_property
    def exact_table(self) -> Array:
        """The norms of all lengths in float64."""
        return self.formula.find_exact_norms(np.arange(self.field.max_length + 1), self.average)

    @cached_property
    def norm_table(self) -> Array:
        """The norms of all lengths in float32."""
        return self.exact_table.astype(np.float32)


class Found(NamedTuple):
    """Which of some documents have a term: their places ``at``, and their postings."""

    at: Array
    postings: Array


class Postings:
    """A term by its *number*, whose postings are at *extent* among those of the field; *idf* is
    what it weighs in the whole index."""

    def __init__(self, view: FieldView, number: int, extent: tuple[int, int], idf: float) -> None:
        self.view = view
        self.number = number
        self.idf = idf
        self.start, self._end = extent
        self.df = self._end - self.start
        self.doc_count = view.doc_count
        self.is_dense = number in view.dense
        self._docs: Array | None = None
        self._bound: float | None = None
        self._bits: Bitmap | None = None

    @property
    def impacts(self) -> Impacts | None:
        """What each posting is worth, if the term is frequent."""
        if self.df <= FREQUENT or not self.view.scorable:
            return None
        return self.view.impacts(self.number)

    @property
    def tfs(self) -> Array:
        """The term's weight in each document that has it."""
        return self.view.field.tfs(self.number)

    @property
    def bits(self) -> Bitmap | None:
        """The documents as bits, if the term is dense."""
        if self._bits is None and self.is_dense:
            self._bits = self.view.field.bitmap(self.number)
        return self._bits

    @property
    def docs(self) -> Array:
        """All documents that have the term: uint32, ascending."""
        docs = self._docs
        if docs is None:
            docs = self.view.doc_lists.read(self.number, (self.start, self._end))
            self._docs = docs
        return docs

    def take_docs(self, places: Array) -> Array:
        """The documents of some postings."""
        if self._docs is None and self.is_dense and len(places) * 4 < self.df:
            return self.view.field.take_docs(self.number, places)
        return self.docs.take(places)

    @property
    def max_tf(self) -> float:
        """The highest of ``tfs``."""
        return self.view.field.max_tf(self.number)

    @property
    def bound(self) -> float:
        """No document scores above it."""
        if self._bound is None:
            view, impacts = self.view, self.impacts
            if impacts is not None:
                self._bound = impacts.bound * self.idf
            elif view.scorable:
                least = view.field.least_length(self.number)
                self._bound = view.formula.score_one(self.idf, self.max_tf, least, view.average)
            else:
                self._bound = self.max_tf
        return self._bound

    def contains(self, docs: Array) -> Array:
        """Of each of *docs* (ascending), whether it has the term."""
        if (bits := self.bits) is not None:
            return bits.contains(docs)
        return are_among(docs, self.docs, self.doc_count)

    def find(self, docs: Array) -> Found:
        """Those of *docs* (uint32, ascending) that have the term."""
        if docs is self._docs:
            every = np.arange(self.df)
            return Found(every, every)
        at, places = self.meet(docs)
        return Found(at, self.rank(docs.take(at)) if places is None else places)

    def meet(self, docs: Array) -> tuple[Array, Array | None]:
        """The same; None for the postings if that would cost more, see :meth:`rank`."""
        if (bits := self.bits) is not None:
            return bits.contains(docs).nonzero()[0], None
        return find_both(docs, self.docs, self.doc_count)

    def rank(self, docs: Array) -> Array:
        """The postings of *docs* (uint32, ascending), all of which have the term."""
        if (bits := self.bits) is not None and bits.ranks is not None:
            return bits.rank(docs)
        if len(docs) > _RANKED:
            return find_both(docs, self.docs, self.doc_count)[1]
        return self.docs.searchsorted(docs)

    def score(self, tfs: Array, norms: Array) -> Array:
        """What documents of these *norms* (exact ones) score that have the term *tfs* times;
        float64, as Whoosh scores them."""
        if not self.view.scorable:
            return tfs.astype(np.float64)
        return self.view.formula.score_at(self.idf, tfs, norms)

    def approximate(self, tfs: Array, norms: Array | None, docs: Array) -> Array:
        """The same within ``scoring.MARGIN``, in float32, and faster; *norms* are those of
        *docs*, None if they are yet to be found."""
        if not self.view.scorable:
            return tfs.astype(np.float32)
        if norms is None:
            norms = self.view.norms(docs)
        return self.view.formula.approximate(self.idf, tfs, norms)

    def find_ceilings(self, places: Array, docs: Array) -> Array:
        """What *docs* score at most, and no less than :attr:`slack` below it, within
        ``scoring.MARGIN``; *places* are their postings. float32."""
        if self.impacts is None:
            return self.approximate(self.tfs.take(places), None, docs)
        ceilings = self.impacts.steps.take(places).astype(np.float32)
        ceilings *= np.float32(self.slack)
        return ceilings

    def find_all_ceilings(self) -> Array:
        """The same of all documents that have the term."""
        if self.impacts is None:
            return self.approximate(self.tfs, None, self.docs)
        ceilings: Array = self.impacts.steps * np.float32(self.slack)
        return ceilings

    @property
    def slack(self) -> float:
        """By how much :meth:`find_ceilings` may be too high."""
        impacts = self.impacts
        return 0.0 if impacts is None else impacts.step * self.idf

    def best(self, count: int) -> Array | None:
        """The best *count* postings, or a few more; None if they are too few to choose from."""
        if self.impacts is None or count * 2 >= self.df:
            return None
        return self.impacts.best(count)
