"""Several terms of one field in each of some documents: a row for each term, a column for each
document.

A query of few documents costs what its steps cost, so all its terms are asked in one step
wherever they can be.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from reelsearch.engines.whoosh_engine.codec.arrays import Array
from reelsearch.engines.whoosh_engine.executor.postings import Postings


def are_of_one_field(terms: Sequence[Postings]) -> bool:
    """Whether *terms* can be asked together: all are of one field, which scores by a formula and
    has weights (where all are 1, nothing says which posting of a dense term is a document's)."""
    view = terms[0].view
    return view.scorable and view.field.is_weighted and all(term.view is view for term in terms)


def locate(terms: Sequence[Postings], docs: Array) -> tuple[Array, Array]:
    """Which of *terms* (of one field) each of *docs* (uint32, ascending) has, and by which of the
    field's postings; where it lacks a term, that is any number."""
    shape = len(terms), len(docs)
    has, places = np.empty(shape, dtype=bool), np.empty(shape, dtype=np.int64)
    dense: list[int] = []
    for row, term in enumerate(terms):
        if term.is_dense:
            dense.append(row)
            continue
        found = term.docs.searchsorted(docs)
        np.equal(term.docs.take(found, mode="clip"), docs, out=has[row])
        np.add(found, term.start, out=places[row])
    if dense:
        bits = terms[0].view.field.bitmaps([terms[row].number for row in dense])
        has[dense] = bits.contains(docs)
        places[dense] = bits.rank(docs) + _starts([terms[row] for row in dense])
    return has, places


def rank(terms: Sequence[Postings], docs: Array) -> Array:
    """The field's postings of *terms* in *docs*, all of which have all of them."""
    places = np.empty((len(terms), len(docs)), dtype=np.int64)
    dense: list[int] = []
    for row, term in enumerate(terms):
        if term.is_dense:
            dense.append(row)
        else:
            np.add(term.docs.searchsorted(docs), term.start, out=places[row])
    if dense:
        bits = terms[0].view.field.bitmaps([terms[row].number for row in dense])
        places[dense] = bits.rank(docs) + _starts([terms[row] for row in dense])
    return places


def score(terms: Sequence[Postings], docs: Array, places: Array, has: Array | None = None) -> Array:
    """What each term scores in each of *docs*, without any boost: exactly, in float64; 0 where
    it is not. *places* and *has* are those of :func:`locate`; without *has*, it is everywhere."""
    view = terms[0].view
    tfs = view.field.take_tfs([term.number for term in terms], places)
    if has is not None:
        tfs = tfs * has
    weights = np.array([[term.idf] for term in terms])
    return view.formula.score_at(weights, tfs, view.exact_norms(docs))


def _starts(terms: Sequence[Postings]) -> Array:
    return np.array([[term.start] for term in terms])
