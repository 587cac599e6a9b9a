"""Documents of a segment in, how many of them have each term of a field out: facets."""

from __future__ import annotations

import numpy as np

from reelsearch.engines.whoosh_engine.codec.arrays import Array
from reelsearch.engines.whoosh_engine.codec.field import ColumnField
from reelsearch.engines.whoosh_engine.executor.places import mark


def count_terms(field: ColumnField, docs: Array, doc_count: int) -> dict[bytes, int]:
    """How many of *docs* (ascending) have each term; only terms that some of them have."""
    starts = field.starts
    if len(docs) == doc_count:
        counts = np.ones(field.n_terms, np.int64) if starts is None else np.diff(starts)
    else:
        having = mark(docs, doc_count).take(field.all_docs)
        if starts is None:
            counts = having
        else:
            # No term is without postings, so every run has one at least.
            counts = np.add.reduceat(having, starts[:-1].astype(np.intp), dtype=np.int64)
    numbers = np.flatnonzero(counts)
    return {field.term(number): int(counts[number]) for number in numbers.tolist()}
