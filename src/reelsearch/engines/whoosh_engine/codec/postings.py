"""The postings of a field in memory in, the sections of a file out.

Whoever makes postings (one document at a time, a batch, a merge) ends here, so that what
is derived from them (highest weights, lengths, blocks, bitmaps) is made in one place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from reelsearch.engines.whoosh_engine.codec.arrays import (
    Array,
    cumulate,
    join_ranges,
    narrow,
    reduce_runs,
)
from reelsearch.engines.whoosh_engine.codec.container import ContainerWriter
from reelsearch.engines.whoosh_engine.codec.doc_lists import write_doc_lists
from reelsearch.engines.whoosh_engine.codec.field import BLOCK, POSITION_SAMPLE
from reelsearch.engines.whoosh_engine.codec.terms import write_terms

_FREQUENT = 2 * BLOCK
"""Terms with more postings get block maxima."""


_STEP = 1 << 20


@dataclass(slots=True)
class FieldPostings:
    """The postings of one field, in order of terms and, within each, of documents.

    ``starts`` has one item more than there are terms; no term is without postings.
    ``weights`` is None if all are 1, ``counts`` (of positions) if they are the weights;
    ``positions`` and ``values`` belong to the kinds of the same names (see ``ColumnField``).
    """

    kind: str
    terms: Sequence[bytes]
    starts: Array
    docs: Array
    weights: Array | None = None
    positions: Array | None = None
    counts: Array | None = None
    values: Sequence[bytes] | None = None


NO_POSTINGS = FieldPostings("existence", (), np.zeros(1, np.int64), np.zeros(0, np.uint32))


def write_field(
    out: ContainerWriter, name: str, postings: FieldPostings, lengths: Array | None, doc_count: int
) -> dict[str, Any]:
    """Write a field's sections; *lengths*, one for each document, or None if it has none.

    Returns what the file's table says about the field.
    """
    starts, docs = postings.starts, postings.docs
    counts = np.diff(starts)
    write_terms(out, name, postings.terms)
    if len(docs) != len(counts):
        out.add(f"{name}/starts", narrow(starts))
    has_more = postings.weights is not None or postings.kind != "existence"
    write_doc_lists(out, name, starts, docs, doc_count, ranked=has_more)
    if postings.weights is not None:
        out.add(f"{name}/tfs", postings.weights)
        out.add(f"{name}/max_tf", narrow(reduce_runs(np.maximum, postings.weights, starts[:-1])))
    if postings.counts is not None:
        out.add(f"{name}/counts", postings.counts)
    if postings.positions is not None:
        _write_positions(out, name, postings)
    if postings.values is not None:
        out.add_bytes(f"{name}/values", postings.values)
        lens = np.fromiter(map(len, postings.values), np.int64, len(postings.values))
        out.add(f"{name}/value_ends", narrow(np.cumsum(lens)))
    if lengths is not None:
        _write_lengths(out, name, postings, narrow(lengths))
    has_lengths = lengths is not None and len(lengths) > 0
    return {
        "kind": postings.kind,
        "terms": len(postings.terms),
        "postings": len(docs),
        "total_length": int(lengths.sum(dtype=np.int64)) if lengths is not None else 0,
        "min_length": int(lengths.min()) if lengths is not None and has_lengths else 0,
        "max_length": int(lengths.max()) if lengths is not None and has_lengths else 0,
    }


def _write_positions(out: ContainerWriter, name: str, postings: FieldPostings) -> None:
    assert postings.positions is not None
    counts = postings.counts if postings.counts is not None else postings.weights
    if counts is None:
        counts = np.broadcast_to(np.uint8(1), len(postings.docs))
    out.add(f"{name}/positions", narrow(postings.positions))
    # Sampled sums: one for each 16 postings, of all that come before them.
    firsts = np.arange(0, len(counts), POSITION_SAMPLE)
    sums = np.add.reduceat(counts, firsts, dtype=np.int64) if len(firsts) else firsts
    out.add(f"{name}/position_starts", narrow(cumulate(sums)[:-1]))


def _write_lengths(
    out: ContainerWriter, name: str, postings: FieldPostings, lengths: Array
) -> None:
    out.add(f"{name}/lengths", lengths)
    starts, docs = postings.starts, postings.docs
    of_postings = np.empty(len(docs), dtype=lengths.dtype)
    for start in range(0, len(docs), _STEP):
        # Numbers that are looked up are widened first, so not all at once.
        part = slice(start, start + _STEP)
        np.take(lengths, docs[part], out=of_postings[part], mode="clip")
    out.add(f"{name}/min_len", reduce_runs(np.minimum, of_postings, starts[:-1]))
    out.add(f"{name}/max_len", reduce_runs(np.maximum, of_postings, starts[:-1]))
    counts = np.diff(starts)
    terms = np.flatnonzero(counts > _FREQUENT)
    if not len(terms):
        return
    block_counts = -(-counts[terms] // BLOCK)
    block_starts = cumulate(block_counts)
    within = join_ranges(np.zeros(len(terms), np.int64), block_counts)
    first = np.repeat(starts[terms], block_counts) + within * BLOCK
    # A block ends where the next begins or where its term does; what lies between the last
    # block of a term and the first of the next frequent one belongs to neither.
    ends = np.minimum(first + BLOCK, np.repeat(starts[terms + 1], block_counts))
    out.add(f"{name}/block_terms", narrow(terms))
    out.add(f"{name}/block_starts", narrow(block_starts))
    out.add(f"{name}/block_min_len", _reduce_between(np.minimum, of_postings, first, ends))
    if postings.weights is not None:
        highest = _reduce_between(np.maximum, postings.weights, first, ends)
        out.add(f"{name}/block_max_tf", narrow(highest))


def _reduce_between(function: np.ufunc, column: Array, starts: Array, ends: Array) -> Array:
    edges = np.empty(2 * len(starts), dtype=np.int64)
    edges[::2], edges[1::2] = starts, ends
    if edges[-1] == len(column):
        edges = edges[:-1]
    reduced: Array = function.reduceat(column, edges)[::2]
    return reduced
