"""One field of several segments in, its merged postings out.

The postings of a term are those of the first segment, then those of the second: each
segment's run of a term moves as a whole, and where to is arithmetic on whole columns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from reelsearch.engines.whoosh_engine.codec.arrays import (
    Array,
    cumulate,
    join_ranges,
    narrow_weights,
)
from reelsearch.engines.whoosh_engine.codec.field import ColumnField
from reelsearch.engines.whoosh_engine.codec.postings import NO_POSTINGS, FieldPostings

_STEP = 1 << 20
"""Postings moved at once, so that the numbers of their places stay few."""


@dataclass(frozen=True)
class FieldSource:
    """A field of one segment: which of its documents stay (None: all), and their new base."""

    field: ColumnField
    kept: Array | None
    base: int


class _Part:
    """What stays of a field of one segment: its terms, and how many postings each has."""

    def __init__(self, source: FieldSource) -> None:
        self.field = field = source.field
        self.base = source.base
        starts = field.starts
        self.counts: Array = (
            np.diff(starts.astype(np.int64)) if starts is not None else np.ones(field.n_terms, "i8")
        )
        self.postings: Array | None = None
        self._renumbered: Array | None = None
        if source.kept is not None:
            self._all_docs = field.all_docs
            stays = source.kept[self._all_docs]
            self.postings = np.flatnonzero(stays)
            self.counts = np.add.reduceat(stays, cumulate(self.counts)[:-1], dtype=np.int64)
            self._renumbered = (np.cumsum(source.kept) - 1).astype(np.uint32)
        self.living = np.flatnonzero(self.counts)
        self.counts = self.counts[self.living]

    @property
    def terms(self) -> list[bytes]:
        """The terms that still have postings."""
        terms = list(self.field.terms)
        if len(self.living) == len(terms):
            return terms
        return [terms[number] for number in self.living.tolist()]

    def docs(self, start: int, end: int) -> Array:
        """New numbers of documents, of the postings that stay."""
        if self.postings is None or self._renumbered is None:
            docs = self.field.docs_between(start, end)
        else:
            docs = self._renumbered[self._all_docs[self.postings[start:end]]]
        moved: Array = np.add(docs, np.uint32(self.base))
        return moved

    def take(self, column: Array, start: int, end: int) -> Array:
        """A stretch of a column, of the postings that stay."""
        return column[start:end] if self.postings is None else column[self.postings[start:end]]

    def position_counts(self) -> Array:
        """How many positions each living term has."""
        per_posting = self.take(self.field.all_counts, 0, self.field.n_postings)
        counts: Array = np.add.reduceat(per_posting, cumulate(self.counts)[:-1], dtype=np.int64)
        return counts

    def positions(self) -> Array:
        """The positions that stay."""
        positions = self.field.all_positions
        if self.postings is None:
            return positions
        counts = self.field.all_counts
        stays = np.zeros(self.field.n_postings, dtype=bool)
        stays[self.postings] = True
        staying: Array = positions[np.repeat(stays, counts)]
        return staying


def merge_postings(name: str, sources: Sequence[FieldSource]) -> FieldPostings:
    """The postings of the merged field. Raises ValueError where the segments do not agree in
    what a posting holds."""
    kinds = {source.field.kind for source in sources}
    if len(kinds) > 1:
        raise ValueError(f"{name}: segments of {' and '.join(sorted(kinds))} cannot be merged")
    parts = [part for part in map(_Part, sources) if len(part.counts)]
    if not parts:
        return NO_POSTINGS
    terms, numbers = _merge_terms([part.terms for part in parts])
    starts, targets = _place(numbers, [part.counts for part in parts], len(terms))
    docs = np.empty(int(starts[-1]), dtype=np.uint32)
    _move(docs, parts, targets, lambda part, start, end: part.docs(start, end))
    merged = FieldPostings(kinds.pop(), terms, starts, docs)
    if any(part.field.is_weighted for part in parts):
        merged.weights = narrow_weights(_gather(parts, targets, len(docs), "all_tfs"))
    if any(part.field.has_own_counts for part in parts):
        merged.counts = _gather(parts, targets, len(docs), "all_counts")
    if merged.kind == "positions":
        merged.positions = _merge_positions(parts, numbers, len(terms))
    if merged.kind == "opaque":
        merged.values = _merge_values(parts, targets, len(docs))
    return merged


def _merge_terms(lists: list[list[bytes]]) -> tuple[list[bytes], list[Array]]:
    """All terms, sorted, and for each list the numbers of its terms among them."""
    terms = sorted(set().union(*lists)) if len(lists) > 1 else lists[0]
    if len(lists) == 1:
        return terms, [np.arange(len(terms))]
    number = dict(zip(terms, range(len(terms)), strict=True))
    return terms, [np.fromiter(map(number.__getitem__, own), np.int64, len(own)) for own in lists]


def _place(
    numbers: Sequence[Array], counts: Sequence[Array], n_terms: int
) -> tuple[Array, list[tuple[Array, Array]]]:
    """Where each term's run begins in all; and for each part, where its runs go and how long
    they are."""
    totals = np.zeros(n_terms, dtype=np.int64)
    for own, count in zip(numbers, counts, strict=True):
        totals[own] += count
    starts = cumulate(totals)
    following = starts[:-1].copy()
    targets = []
    for own, count in zip(numbers, counts, strict=True):
        targets.append((following[own], count))
        following[own] += count
    return starts, targets


def _steps(counts: Array) -> Iterator[tuple[slice, int, int]]:
    """Runs in groups of about a million items: which runs, and which items they are."""
    ends = np.cumsum(counts)
    first = at = 0
    while first < len(counts):
        last = int(np.searchsorted(ends, at + _STEP)) + 1
        end = int(ends[min(last, len(ends)) - 1])
        yield slice(first, last), at, end
        first, at = last, end


def _move(
    out: Array,
    parts: Sequence[_Part],
    targets: Sequence[tuple[Array, Array]],
    read: Callable[[_Part, int, int], Array],
) -> None:
    for part, (starts, counts) in zip(parts, targets, strict=True):
        for runs, start, end in _steps(counts):
            out[join_ranges(starts[runs], counts[runs])] = read(part, start, end)


def _gather(
    parts: Sequence[_Part], targets: Sequence[tuple[Array, Array]], length: int, name: str
) -> Array:
    columns = [getattr(part.field, name) for part in parts]
    out = np.empty(length, dtype=np.result_type(*(column.dtype for column in columns)))

    def read(part: _Part, start: int, end: int) -> Array:
        column: Array = getattr(part.field, name)
        return part.take(column, start, end)

    _move(out, parts, targets, read)
    return out


def _merge_positions(parts: Sequence[_Part], numbers: Sequence[Array], n_terms: int) -> Array:
    starts, targets = _place(numbers, [part.position_counts() for part in parts], n_terms)
    columns = [part.positions() for part in parts]
    out = np.empty(int(starts[-1]), dtype=np.result_type(*(column.dtype for column in columns)))
    for column, (begins, counts) in zip(columns, targets, strict=True):
        for runs, start, end in _steps(counts):
            out[join_ranges(begins[runs], counts[runs])] = column[start:end]
    return out


def _merge_values(
    parts: Sequence[_Part], targets: Sequence[tuple[Array, Array]], length: int
) -> list[bytes]:
    out = [b""] * length
    for part, (starts, counts) in zip(parts, targets, strict=True):
        at = join_ranges(starts, counts)
        postings = part.take(np.arange(part.field.n_postings), 0, part.field.n_postings)
        for target, posting in zip(at.tolist(), postings.tolist(), strict=True):
            out[target] = part.field.value(posting)
    return out
