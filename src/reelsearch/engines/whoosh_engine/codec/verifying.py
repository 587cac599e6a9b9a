"""A segment's file in, what is wrong with it out: its checksums, and whether its parts agree.

The checksums tell damage. That the parts agree (postings in order, counts that add up,
highest weights that are the highest) tells a mistake in what wrote them, or a file that was
forged. All of the file is read; each fault is said in a few words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

import numpy as np

from reelsearch.engines.whoosh_engine.codec.arrays import Array, reduce_runs
from reelsearch.engines.whoosh_engine.codec.bitmap import make_bitmap
from reelsearch.engines.whoosh_engine.codec.field import BLOCK, POSITION_SAMPLE, ColumnField
from reelsearch.engines.whoosh_engine.codec.segment import ColumnSegment
from reelsearch.errors import IndexFormatError


def find_faults(segment: ColumnSegment) -> Iterator[str]:
    """All that is wrong with *segment*. Where checksums are, nothing else is looked at."""
    damaged = list(segment.container.find_damage())
    yield from damaged
    if damaged:
        return
    for check in (_check_fields, _check_columns, _check_stored):
        try:
            yield from check(segment)
        except IndexFormatError as error:
            yield str(error)
        except Exception as error:  # parts that do not fit together raise nearly anything
            yield f"its parts do not agree ({type(error).__name__}: {error})"


def _check_fields(segment: ColumnSegment) -> Iterator[str]:
    for name in segment.all_field_names:
        field = segment.field(name)
        assert field is not None
        for said in _check_field(field, segment.doc_count):
            yield f"{said} in the field {name}"


def _check_field(field: ColumnField, doc_count: int) -> Iterator[str]:
    if len(field.terms) != field.n_terms or not _ascend(field.terms):
        yield "the terms are not in order"
        return
    if field.has_lengths:
        yield from _check_lengths(field, doc_count)
    starts = np.arange(field.n_terms + 1) if field.starts is None else field.starts
    starts = starts.astype(np.int64)
    if len(starts) != field.n_terms + 1 or starts[0] != 0 or starts[-1] != field.n_postings:
        yield "the postings are not as many as they should be"
        return
    if not field.n_postings:
        return
    if np.diff(starts).min() < 1:
        yield "there is a term without postings"
        return
    docs = field.all_docs.astype(np.int64)
    if len(docs) != field.n_postings or docs.min() < 0 or docs.max() >= doc_count:
        yield "a posting is of no document"
        return
    steps = np.diff(docs)
    steps[starts[1:-1] - 1] = 1  # from one term to the next
    if len(steps) and steps.min() < 1:
        yield "the postings are not in order"
    yield from _check_weights(field, docs, starts)
    yield from _check_bitmaps(field, doc_count)
    if field.has_positions:
        yield from _check_positions(field)


def _check_lengths(field: ColumnField, doc_count: int) -> Iterator[str]:
    lengths = field.lengths
    if len(lengths) != doc_count:
        yield "not every document has a length"
    elif int(lengths.sum(dtype=np.int64)) != field.total_length:
        yield "the lengths do not add up"
    elif doc_count and (lengths.min(), lengths.max()) != (field.min_length, field.max_length):
        yield "the least or the greatest length is another"


def _check_weights(field: ColumnField, docs: Array, starts: Array) -> Iterator[str]:
    """What a search passes over documents by must hold for all of them."""
    tfs = field.all_tfs
    if len(tfs) != field.n_postings or not tfs.min() > 0:
        yield "a weight is missing"
        return
    highest = reduce_runs(np.maximum, np.ascontiguousarray(tfs), starts[:-1])
    numbers = range(field.n_terms)
    if field.is_weighted and highest.tolist() != [field.max_tf(number) for number in numbers]:
        yield "the highest weight of a term is another"
    if not field.has_lengths:
        return
    lengths = field.lengths[docs]
    least = reduce_runs(np.minimum, lengths, starts[:-1]).tolist()
    most = reduce_runs(np.maximum, lengths, starts[:-1]).tolist()
    ranges = [field.length_range(number) for number in numbers]
    if ranges != list(zip(least, most, strict=True)):
        yield "the lengths of a term's documents are others"
    for number in numbers:
        bounds = field.bounds(number)
        if bounds is not None:
            start, end = int(starts[number]), int(starts[number + 1])
            if not _are_bounds(bounds, tfs[start:end], lengths[start:end]):
                yield "the bounds of a term's postings do not hold"
                return


def _are_bounds(bounds: tuple[Array, Array], tfs: Array, lengths: Array) -> bool:
    highest, least = bounds
    blocks = np.arange(0, len(tfs), BLOCK)
    return np.array_equal(np.maximum.reduceat(tfs, blocks), highest) and np.array_equal(
        np.minimum.reduceat(lengths, blocks), least
    )


def _check_bitmaps(field: ColumnField, doc_count: int) -> Iterator[str]:
    for number in range(field.n_terms):
        bitmap = field.bitmap(number)
        if bitmap is None:
            continue
        wanted = make_bitmap(field.docs(number), doc_count)
        if not np.array_equal(bitmap.words, wanted.words):
            yield "the bitmap of a term is of other documents"
            return


def _check_positions(field: ColumnField) -> Iterator[str]:
    counts = field.all_counts
    if len(counts) != field.n_postings:
        yield "not every posting has positions"
        return
    total = int(counts.sum(dtype=np.int64))
    if total != len(field.all_positions):
        yield "the positions are not as many as they should be"
        return
    ends = np.cumsum(counts, dtype=np.int64)
    # So far from each other that each is reckoned from the sample in the file.
    far = 4 * POSITION_SAMPLE
    for first in range(0, min(far, field.n_postings), POSITION_SAMPLE):
        at = np.arange(first, field.n_postings, far)
        if not np.array_equal(field.position_starts(at), (ends - counts)[at]):
            yield "the positions begin elsewhere"
            break
    steps = np.diff(field.all_positions.astype(np.int64))
    steps[ends[:-1][ends[:-1] < total] - 1] = 1  # from one posting to the next
    if len(steps) and steps.min() < 0:
        yield "the positions are not in order"


def _check_columns(segment: ColumnSegment) -> Iterator[str]:
    for name in segment.column_names:
        numbers, strings = segment.numbers(name), segment.strings(name)
        if numbers is not None and len(numbers) != segment.doc_count:
            yield f"not every document has a number in the column {name}"
        if strings is not None:
            if len(strings) != segment.doc_count:
                yield f"not every document has a value in the column {name}"
            elif len(strings) and int(strings.ranks.max()) >= len(strings.values):
                yield f"a document has no value in the column {name}"
            if not _ascend(strings.values):
                yield f"the values of the column {name} are not in order"


def _check_stored(segment: ColumnSegment) -> Iterator[str]:
    stored = segment.stored_documents
    at = 0
    for number, first in enumerate(stored.firsts.tolist()):
        if first != at:
            yield "stored documents are missing or stand twice"
            return
        at += len(stored.block(number))
    if at != segment.doc_count:
        yield f"it stores {at} documents and should have {segment.doc_count}"


def _ascend(values: Iterable[bytes]) -> bool:
    return all(before < after for before, after in pairwise(values))
