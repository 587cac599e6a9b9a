"""Documents of a segment in, how many of them have each term of a field out: facets.

Postings are in order of terms. To count the terms of some documents all of them have to be
read, so a field that is asked for again gets a table in order of documents, which is kept.
"""

from __future__ import annotations

import numpy as np

from reelsearch.engines.whoosh_engine.codec.arrays import (
    Array,
    cumulate,
    join_ranges,
    unsigned_for,
)
from reelsearch.engines.whoosh_engine.codec.field import ColumnField
from reelsearch.engines.whoosh_engine.executor.places import mark


class Tally:
    """Counts the terms of one field, None if no document has any. Threads may share it."""

    def __init__(self, field: ColumnField | None, doc_count: int) -> None:
        self._field = field
        self._doc_count = doc_count
        self._asked = False
        self._table: _Terms | None = None
        self._texts: dict[int, str] = {}

    def count(self, docs: Array) -> dict[str, int]:
        """How many of *docs* (uint32, ascending) have each term; only terms that some have."""
        field = self._field
        if field is None or not field.n_terms:
            return {}
        counts = self._count(field, docs)
        numbers = counts.nonzero()[0]
        texts = [self._text(field, number) for number in numbers.tolist()]
        return dict(zip(texts, counts.take(numbers).tolist(), strict=True))

    def _text(self, field: ColumnField, number: int) -> str:
        text = self._texts.get(number)
        if text is None:
            text = self._texts[number] = field.term(number).decode("utf-8")
        return text

    def _count(self, field: ColumnField, docs: Array) -> Array:
        starts = field.starts
        if len(docs) == self._doc_count:
            every = np.ones(field.n_terms, dtype=np.int64)
            return every if starts is None else np.diff(starts.astype(np.int64))
        if self._table is None and not self._asked:
            self._asked = True
            return _count_postings(field, docs, self._doc_count)
        if self._table is None:
            self._table = _Terms(field, self._doc_count)
        return self._table.count(docs)


def _count_postings(field: ColumnField, docs: Array, doc_count: int) -> Array:
    having = mark(docs, doc_count).take(field.all_docs)
    if field.starts is None:
        return having
    # No term is without postings, so every run has one at least.
    counts: Array = np.add.reduceat(having, field.starts[:-1].astype(np.intp), dtype=np.int64)
    return counts


class _Terms:
    """The terms of each document, by their numbers."""

    def __init__(self, field: ColumnField, doc_count: int) -> None:
        self._n_terms = field.n_terms
        docs = field.all_docs
        dtype = unsigned_for(field.n_terms)
        numbers = np.arange(field.n_terms, dtype=dtype)
        if field.starts is not None:
            dfs: Array = np.diff(field.starts.astype(np.int64))
            numbers = numbers.repeat(dfs)
        per_doc = np.bincount(docs, minlength=doc_count)
        self._starts: Array | None = None
        if per_doc.max() <= 1:
            # One place for each document; where it has no term stands one past the last.
            self._terms = np.full(doc_count, field.n_terms, dtype=dtype)
            self._terms[docs] = numbers
        else:
            self._terms = numbers[docs.argsort(kind="stable")]
            self._starts = cumulate(per_doc)

    def count(self, docs: Array) -> Array:
        """How many of *docs* have each term."""
        if self._starts is None:
            found = self._terms.take(docs)
        else:
            starts = self._starts.take(docs)
            found = self._terms.take(join_ranges(starts, self._starts.take(docs + 1) - starts))
        return np.bincount(found, minlength=self._n_terms + 1)[: self._n_terms]
