"""One field of a segment: its terms, the postings of each, and the lengths of its documents.

All arrays are views of the file; none may be written to. A *term number* counts the
terms of the field in order of their bytes; a *posting number* counts the postings of one
term, which are in order of their documents.

Sections, by their names in the file (``f`` is the field): ``f/terms``, ``f/term_ends``;
``f/starts`` of each term's postings (left out if each term has one); the documents as
:mod:`.doc_lists` has them;
``f/tfs`` (left out if all are 1); ``f/max_tf``, ``f/min_len``, ``f/max_len`` of each term;
``f/counts`` of positions where they differ from the weights; ``f/positions`` and
``f/position_starts`` of every 16th posting; ``f/values``, ``f/value_ends`` where a
format keeps something else; ``f/block_…`` for the frequent terms;
``f/lengths``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np

from reelsearch.engines.whoosh_engine.codec.arrays import Array, cumulate, join_ranges
from reelsearch.engines.whoosh_engine.codec.bitmap import Bitmap
from reelsearch.engines.whoosh_engine.codec.blocks import CheckedArray
from reelsearch.engines.whoosh_engine.codec.container import Container
from reelsearch.engines.whoosh_engine.codec.doc_lists import DocLists
from reelsearch.engines.whoosh_engine.codec.terms import TermDictionary, read_terms

POSITION_SAMPLE = 16
"""The start of every so many postings' positions is in the file; the others are counted."""
_SAMPLE_BITS = POSITION_SAMPLE.bit_length() - 1
_BEFORE = np.tril(np.ones((POSITION_SAMPLE, POSITION_SAMPLE), np.uint8), -1)
"""For each place in a row of counts, which of the row come before it."""
_ONES = np.ones(POSITION_SAMPLE)
_BULK = 4096
"""Of so many postings it may pay to count all that lie between."""
BLOCK = 128
"""Postings in a block whose highest weight and least length are known."""


class ColumnField:
    """A field with postings, or with lengths only. Immutable; threads may share it.

    ``kind`` is what a posting holds besides its document and weight: ``"existence"``
    and ``"frequency"`` nothing, ``"positions"`` positions, ``"opaque"`` bytes that only
    the field's format understands.
    """

    def __init__(self, container: Container, name: str, meta: dict[str, Any], docs: int) -> None:
        self.name = name
        self.kind = str(meta["kind"])
        self.n_terms = int(meta["terms"])
        self.n_postings = int(meta["postings"])
        self.total_length = int(meta["total_length"])
        """The sum of ``lengths``."""
        self.min_length = int(meta["min_length"])
        """The least length of all documents, of those without the field too."""
        self.max_length = int(meta["max_length"])
        self.has_positions = self.kind == "positions"
        self.is_weighted = f"{name}/tfs" in container
        """Whether some weight is not 1. If not, :meth:`tfs` gives ones."""
        self._container = container
        self._checked_terms: set[int] = set()
        self._by_term: dict[str, CheckedArray] = {}
        self.doc_count = docs
        """The number of documents of the segment."""

    # Terms

    def find(self, term: bytes) -> int:
        """The number of *term*; -1 if no document had it when the segment was written."""
        return self.terms.find(term)

    def range(self, prefix: bytes) -> tuple[int, int]:
        """The terms that begin with *prefix*: the first's number, and one past the last's."""
        return self.terms.range(prefix)

    def between(self, low: bytes | None, high: bytes | None) -> tuple[int, int]:
        """The terms with ``low <= term < high``, as :meth:`range` gives them.

        None is no bound. For *high* inclusive, give ``high + b"\\0"``.
        """
        start = self.terms.bisect(low) if low is not None else 0
        end = self.terms.bisect(high) if high is not None else self.n_terms
        return start, max(start, end)

    def term(self, number: int) -> bytes:
        """The term of that number."""
        return self.terms[number]

    # Postings of a term

    def extent(self, number: int) -> tuple[int, int]:
        """Where the postings of the term begin and end in ``all_docs`` and ``all_tfs``."""
        return self.doc_lists.extent(number)

    def df(self, number: int) -> int:
        """In how many documents the term is, deleted ones among them."""
        start, end = self.extent(number)
        return end - start

    def docs(self, number: int) -> Array:
        """The documents of the term, ascending (uint32)."""
        return self.doc_lists.read(number)

    def docs_of_terms(self, start: int, stop: int) -> Array:
        """The documents of the terms from *start* up to *stop*, one term after another."""
        return self.doc_lists.read_terms(start, stop)

    def take_docs(self, number: int, postings: Array) -> Array:
        """The documents of some of its postings (uint32), without reading those of all."""
        return self.doc_lists.take(number, postings)

    def is_dense(self, number: int) -> bool:
        """Whether :meth:`bitmap` has the term; then :meth:`docs` is made, not read."""
        return number in self.doc_lists.dense

    def tfs(self, number: int) -> Array:
        """The term's weight in each of :meth:`docs` (unsigned; float32 if the field has weights
        that are not whole numbers)."""
        start, end = self.extent(number)
        return self.all_tfs[start:end] if self._tfs is None else self._tfs.slice(start, end)

    def weight(self, number: int) -> float:
        """The sum of :meth:`tfs`."""
        if not self.is_weighted:
            return float(self.df(number))
        return float(self.tfs(number).sum(dtype=np.float64))

    def max_tf(self, number: int) -> float:
        """The highest of :meth:`tfs`."""
        if not self.is_weighted:
            return 1.0
        return float(self._item("max_tf", number))

    def length_range(self, number: int) -> tuple[int, int]:
        """The least and the greatest length of the documents with the term; (0, 0) without
        lengths."""
        if not self.has_lengths:
            return 0, 0
        return self.least_length(number), int(self._item("max_len", number))

    def least_length(self, number: int) -> int:
        """The first of :meth:`length_range`."""
        return int(self._item("min_len", number)) if self.has_lengths else 0

    def bounds(self, number: int) -> tuple[Array, Array] | None:
        """The highest weight and the least length in each block of 128 postings; None for
        a term with 256 postings or fewer, and for a field without lengths."""
        slot = self._slot("block", number)
        if slot < 0:
            return None
        starts = self._container.array(f"{self.name}/block_starts")
        start, end = int(starts[slot]), int(starts[slot + 1])
        least = self._container.checked(f"{self.name}/block_min_len").slice(start, end)
        if not self.is_weighted:
            return np.broadcast_to(np.uint8(1), len(least)), least
        return self._container.checked(f"{self.name}/block_max_tf").slice(start, end), least

    def bitmap(self, number: int) -> Bitmap | None:
        """The documents of a dense term (one in 32, and more than 256); None for others."""
        return self.doc_lists.bitmap(number)

    def bitmaps(self, numbers: Sequence[int]) -> Bitmap:
        """The documents of several dense terms, to be asked all at once."""
        return self.doc_lists.bitmaps(numbers)

    def positions(self, number: int, postings: Array) -> tuple[Array, Array]:
        """Positions of the term in some of its documents, given as posting numbers.

        Returns them one document after another, ascending within each (unsigned), and where
        each document's end (int64, as long as *postings*). Only where ``has_positions``.
        """
        flat, ends, _ = self.positions_at((number,), postings + self.extent(number)[0])
        return flat, ends

    def positions_at(self, numbers: Sequence[int], at: Array) -> tuple[Array, Array, Array | None]:
        """The same for postings of several terms, where *at* counts those of the whole field; and
        how many positions each has, None if all have one."""
        column = self._counts
        if column is None:
            return self._positions.take(at), np.arange(1, len(at) + 1), None
        if not (column.is_checked and self._samples.is_checked):
            self._check_terms(numbers)
        counts = column.unchecked.take(at)
        ends = counts.cumsum(dtype=np.int64)
        starts = self._reckon_starts(at)
        if not len(ends) or ends[-1] == len(ends):
            return self._positions.take(starts), ends, None
        return self._positions.take(join_ranges(starts, counts, ends)), ends, counts

    # Columns, whole or read here and there

    @cached_property
    def terms(self) -> TermDictionary:
        """The terms themselves."""
        return read_terms(self._container, self.name)

    @cached_property
    def starts(self) -> Array | None:
        """Where each term's postings begin, and the last one's end; None if each term has one."""
        return None if self._starts is None else self._starts.whole()

    @cached_property
    def _starts(self) -> CheckedArray | None:
        return self._find("starts")

    @cached_property
    def _tfs(self) -> CheckedArray | None:
        return self._find("tfs")

    @cached_property
    def _lengths(self) -> CheckedArray | None:
        return self._find("lengths")

    @cached_property
    def _positions(self) -> CheckedArray:
        return self._container.checked(f"{self.name}/positions")

    @cached_property
    def _samples(self) -> CheckedArray:
        return self._container.checked(f"{self.name}/position_starts")

    def _find(self, column: str) -> CheckedArray | None:
        name = f"{self.name}/{column}"
        return self._container.checked(name) if name in self._container else None

    def starts_between(self, start: int, stop: int) -> Array:
        """Where the postings begin of the terms from *start* up to *stop*, and the last one's end
        (int64)."""
        if self._starts is None:
            return np.arange(start, stop + 1)
        return self._starts.slice(start, stop + 1).astype(np.int64)

    @cached_property
    def doc_lists(self) -> DocLists:
        """The documents of each term."""
        return DocLists(self._container, self.name, self._starts, self.doc_count)

    @property
    def all_docs(self) -> Array:
        """The documents of all postings, term by term (uint32)."""
        return self.docs_between(0, self.n_postings)

    def docs_between(self, start: int, end: int) -> Array:
        """The documents of the postings from *start* up to *end* of all (uint32)."""
        return self.doc_lists.read_between(start, end)

    @cached_property
    def all_tfs(self) -> Array:
        """The weights of all postings."""
        if not self.is_weighted:
            return np.broadcast_to(np.uint8(1), self.n_postings)
        return self._container.array(f"{self.name}/tfs")

    @cached_property
    def all_counts(self) -> Array:
        """How many positions each posting has."""
        if not self.has_own_counts:
            return self.all_tfs
        return self._container.array(f"{self.name}/counts")

    @cached_property
    def has_own_counts(self) -> bool:
        """Whether ``all_counts`` are not the weights."""
        return f"{self.name}/counts" in self._container

    @cached_property
    def _counts(self) -> CheckedArray | None:
        """``all_counts``, read here and there; None if all are 1."""
        counts = self._find("counts")
        return self._tfs if counts is None else counts

    @property
    def position_bytes(self) -> int:
        """How many bytes ``all_positions`` takes."""
        return self._container.size(f"{self.name}/positions")

    @property
    def all_positions(self) -> Array:
        """The positions of all postings, one posting after another."""
        return self._container.array(f"{self.name}/positions")

    @cached_property
    def has_lengths(self) -> bool:
        """Whether the field is scored by length. If not, ``lengths`` are zeros."""
        return f"{self.name}/lengths" in self._container

    @cached_property
    def lengths(self) -> Array:
        """The field's length in every document (unsigned), 0 where it lacks the field."""
        if not self.has_lengths:
            return np.broadcast_to(np.uint8(0), self.doc_count)
        return self._container.array(f"{self.name}/lengths")

    def take_lengths(self, docs: Array) -> Array:
        """``lengths`` of some documents, without reading those of all."""
        if self._lengths is None:
            return self.lengths.take(docs)
        return self._lengths.take(docs)

    def take_tfs(self, numbers: Sequence[int], postings: Array) -> Array:
        """The weights of postings of the terms *numbers*, counted through the whole field (and
        anything for postings that are not theirs)."""
        tfs = self._tfs
        if tfs is None:
            return np.ones(postings.shape, dtype=np.uint8)
        if not tfs.is_checked:
            self._check_terms(numbers)
        return tfs.unchecked.take(postings, mode="clip")

    def count(self, posting: int) -> int:
        """How many positions a posting has; *posting* counts the whole field's."""
        return 1 if self._counts is None else int(self._counts.item(posting))

    def position_starts(self, at: Array) -> Array:
        """Where the positions of postings begin in ``all_positions``; *at* counts the
        postings of the whole field."""
        samples, counts = self._samples, self._counts
        if not len(at) or counts is None:
            return at
        if len(at) > _BULK:
            first = int(at.min()) // POSITION_SAMPLE * POSITION_SAMPLE
            last = int(at.max()) + 1
            if last - first <= len(at) * POSITION_SAMPLE:
                starts = cumulate(counts.slice(first, last)).take(at - first)
                starts += samples.item(first // POSITION_SAMPLE)
                return starts
        counts.check_at(at // POSITION_SAMPLE * POSITION_SAMPLE)
        counts.check_at(at)  # what lies between is in the one block or the other
        samples.check_at(at // POSITION_SAMPLE)
        return self._reckon_starts(at)

    def _reckon_starts(self, at: Array) -> Array:
        """The same, where what is read for it was checked."""
        assert self._counts is not None
        sample = at >> _SAMPLE_BITS
        try:
            near = self._count_rows.take(sample, axis=0)
        except IndexError:  # some are of the last, which are no whole row
            places = (sample * POSITION_SAMPLE)[:, None] + np.arange(POSITION_SAMPLE)
            near = self._counts.unchecked.take(places, mode="clip")
        near = near * _BEFORE.take(at & (POSITION_SAMPLE - 1), axis=0)
        # A product of matrices adds up short rows in a quarter of the time that sum() takes.
        starts = (near.astype(np.float64) @ _ONES).astype(np.int64)
        starts += self._samples.unchecked.take(sample)
        return starts

    @cached_property
    def _count_rows(self) -> Array:
        """The counts, unchecked, a row for each sample; without the last if they are no whole
        row."""
        assert self._counts is not None
        counts = self._counts.unchecked
        whole = len(counts) // POSITION_SAMPLE * POSITION_SAMPLE
        return counts[:whole].reshape(-1, POSITION_SAMPLE)

    def value(self, posting: int) -> bytes:
        """What an ``"opaque"`` format keeps of a posting; *posting* counts the whole field's."""
        ends = self._container.array(f"{self.name}/value_ends")
        start = int(ends[posting - 1]) if posting else 0
        return bytes(self._container.blob(f"{self.name}/values")[start : int(ends[posting])])

    def _check_terms(self, numbers: Sequence[int]) -> None:
        """Check the weights of these terms, how many positions they have, and where: that of all
        their postings takes less than to look which blocks some of them are in."""
        for number in numbers:
            if number in self._checked_terms:
                continue
            first, end = self.extent(number)
            first = first // POSITION_SAMPLE * POSITION_SAMPLE
            for column in (self._tfs, self._counts):
                if column is not None:
                    column.check(first, end)
            if self.has_positions:
                self._samples.check(first // POSITION_SAMPLE, (end - 1) // POSITION_SAMPLE + 1)
            self._checked_terms.add(number)

    def _item(self, column: str, number: int) -> Any:
        checked = self._by_term.get(column)
        if checked is None:
            checked = self._by_term[column] = self._container.checked(f"{self.name}/{column}")
        return checked.item(number)

    def _slot(self, kind: str, number: int) -> int:
        """Where the term stands among those that have a *kind* of section; -1 if it does not."""
        name = f"{self.name}/{kind}_terms"
        if name not in self._container:
            return -1
        numbers = self._container.array(name)
        slot = int(np.searchsorted(numbers, number))
        return slot if slot < len(numbers) and int(numbers[slot]) == number else -1
