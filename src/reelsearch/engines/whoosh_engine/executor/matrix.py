"""Several terms of one field in each of some documents: a row for each term, a column for each
document.

A query of few documents costs what its steps cost, so all its terms are asked in one step
wherever they can be.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from reelsearch.engines.whoosh_engine.codec.arrays import Array
from reelsearch.engines.whoosh_engine.codec.bitmap import Bitmap
from reelsearch.engines.whoosh_engine.executor.keys import make_keys
from reelsearch.engines.whoosh_engine.executor.places import find_each, list_bits, unite
from reelsearch.engines.whoosh_engine.executor.postings import Postings


def are_of_one_field(terms: Sequence[Postings]) -> bool:
    """Whether *terms* can be asked together: all are of one field, which scores by a formula and
    has weights (where all are 1, nothing says which posting of a dense term is a document's)."""
    view = terms[0].view
    return view.scorable and view.field.is_weighted and are_of_one_view(terms)


def are_of_one_view(terms: Sequence[Postings]) -> bool:
    """Whether all of *terms* are of one field."""
    views = [term.view for term in terms]
    return views.count(views[0]) == len(views)  # for few quicker than all()


def locate(terms: Sequence[Postings], docs: Array) -> tuple[Array, Array]:
    """Which of *terms* (of one field) each of *docs* (uint32, ascending) has, and by which of the
    field's postings; where it lacks a term, that is any number."""
    shape = len(terms), len(docs)
    has, places = np.empty(shape, dtype=bool), np.empty(shape, dtype=np.int64)
    dense = [row for row, term in enumerate(terms) if term.is_dense]
    for row, term in enumerate(terms):
        if not term.is_dense:
            found = term.docs.searchsorted(docs)
            np.equal(term.docs.take(found, mode="clip"), docs, out=has[row])
            np.add(found, term.start, out=places[row])
    if dense:
        _, bits, starts = open_dense([terms[row] for row in dense], 0)
        has[dense], ranked = bits.locate(docs)
        places[dense] = ranked + starts
    return has, places


class Dense(NamedTuple):
    """The dense ones of some terms of one field, from the *first* on: their bitmaps, and where
    their postings begin."""

    first: int
    bits: Bitmap
    starts: Array | int

    def contain(self, docs: Array) -> Array:
        """Of each of *docs* (uint32, ascending), whether it has all of them."""
        has = self.bits.contains(docs)
        return has if has.ndim == 1 else np.logical_and.reduce(has)


def open_dense(terms: Sequence[Postings], first: int) -> Dense:
    """What there is of *terms*, all of which are dense."""
    if len(terms) == 1 and terms[0].bits is not None:
        return Dense(first, terms[0].bits, terms[0].start)
    bits = terms[0].view.field.bitmaps([term.number for term in terms])
    return Dense(first, bits, np.array([[term.start] for term in terms]))


def rank(
    terms: Sequence[Postings],
    docs: Array,
    known: Sequence[Array | None],
    dense: Dense | None = None,
) -> Array:
    """The field's postings of *terms*, the rarest first, in *docs*, which have all of them.

    Of some terms the postings are *known*, counted through their own; and what is *dense* may
    have been opened.
    """
    places = np.empty((len(terms), len(docs)), dtype=np.int64)
    for row, (term, found) in enumerate(zip(terms, known, strict=True)):
        if found is None and term.is_dense:
            # Those that follow are no rarer, so they are dense as well.
            if dense is None or dense.first != row:
                dense = open_dense(terms[row:], row)
            np.add(dense.bits.rank(docs), dense.starts, out=places[row:])
            break
        np.add(term.docs.searchsorted(docs) if found is None else found, term.start, places[row])
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


def find_shared(terms: Sequence[Postings]) -> Array:
    """The documents that two or more of *terms*, the rarest first, have."""
    shared: list[Array] = []
    dense = [bits.words for term in terms if (bits := term.bits) is not None]
    if len(dense) > 1:
        once, twice = dense[0] | dense[1], dense[0] & dense[1]
        for words in dense[2:]:
            twice |= once & words
            once |= words
        shared.append(list_bits(twice))
    for number, term in enumerate(terms[: len(terms) - max(1, len(dense))], 1):
        docs = term.docs
        sparse = [more.docs for more in terms[number:] if not more.is_dense]
        shared += find_each(docs, sparse, term.doc_count)
        shared += [docs[bits.contains(docs)] for more in terms[number:] if (bits := more.bits)]
    return shared[0] if len(shared) == 1 else unite(shared)


def find_keys(terms: Sequence[Postings], docs: Array) -> list[Array]:
    """Where each of *terms* (of one field, which has positions) stands in those of *docs* (uint32,
    ascending) that have it, as :mod:`.keys` has it."""
    has, places = locate(terms, docs)
    rows, at = has.nonzero()
    if not len(at):
        return [at] * len(terms)
    numbers = [term.number for term in terms]
    flat, ends, per_posting = terms[0].view.field.positions_at(numbers, places[has])
    keys = make_keys(at, flat, per_posting)
    counted = np.bincount(rows, minlength=len(terms)).cumsum().tolist()
    bounds = [int(ends[count - 1]) if count else 0 for count in counted]
    return [keys[start:end] for start, end in zip([0, *bounds], bounds, strict=False)]


def find_positions(terms: Sequence[Postings], places: Array) -> list[Array]:
    """Where each of *terms* stands in documents that have all of them, by its postings there, as
    :func:`rank` gives them, as :mod:`.keys` has it."""
    count = places.shape[1]
    numbers = [term.number for term in terms]
    flat, ends, per_posting = terms[0].view.field.positions_at(numbers, places.ravel())
    keys = make_keys(np.concatenate([np.arange(count)] * len(terms)), flat, per_posting)
    bounds = ends[count - 1 :: count].tolist()
    return [keys[start:end] for start, end in zip([0, *bounds], bounds, strict=False)]
