"""The documents of each term of a field, ascending: narrower where that is possible.

A *dense* term is in one document of 32 or more. Of it only the low 16 bits of each document
are kept, and for each *page* of 65,536 documents where it begins; beside them stands a
bitmap. A term that all documents have takes nothing. The documents of all others are kept
as they are, in 16 bits where the segment has no more than a page of them, else in 32.

Sections (``f`` is the field): ``f/docs`` of the terms that are not dense, one after another;
``f/bitmap_terms`` which terms are dense; ``f/paged_docs`` and ``f/page_starts``,
``f/bitmap_words`` and ``f/bitmap_ranks`` of those.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from reelsearch.engines.whoosh_engine.codec.arrays import Array, narrow
from reelsearch.engines.whoosh_engine.codec.bitmap import Bitmap, count_words, make_bitmap
from reelsearch.engines.whoosh_engine.codec.blocks import CheckedArray
from reelsearch.engines.whoosh_engine.codec.container import Container

if TYPE_CHECKING:
    from reelsearch.engines.whoosh_engine.codec.container import ContainerWriter

PAGE = 1 << 16
_NEVER_DENSE = 256
"""No term in so few documents is dense."""
_DENSE = 32
"""A term is dense if one document in so many has it."""


class DocLists:
    """Those of one field; *starts* is where the postings of each term begin, None if each has
    one. Immutable; threads may share it."""

    def __init__(
        self, container: Container, name: str, starts: CheckedArray | None, doc_count: int
    ) -> None:
        self._container = container
        self._name = name
        self._starts = starts
        if starts is not None:
            # A memoryview gives Python's numbers, and in half the time.
            native = starts.unchecked.dtype.newbyteorder("=")
            self._begins = starts.unchecked.astype(native, copy=False).data
        self._doc_count = doc_count
        self._pages = count_pages(doc_count)
        self._kept = container.checked(f"{name}/docs")
        self._dense: list[int] = []
        if f"{name}/bitmap_terms" in container:
            self._dense = container.array(f"{name}/bitmap_terms").tolist()
        self.dense: frozenset[int] = frozenset(self._dense)
        """The numbers of the terms that have a bitmap, and whose documents are made, not read."""
        self._slots = {number: slot for slot, number in enumerate(self._dense)}
        self._checked_slots: set[int] = set()
        self._words_each = count_words(doc_count)
        # How many postings of dense terms come before each of these, and before the end.
        self._skipped = [0]
        for number in self._dense:
            start, end = self.extent(number)
            self._skipped.append(self._skipped[-1] + end - start)

    def extent(self, number: int) -> tuple[int, int]:
        """Where the postings of the term begin and end among those of all terms."""
        starts = self._starts
        if starts is None:
            return number, number + 1
        if not starts.is_checked:
            starts.check(number, number + 2)
        return self._begins[number], self._begins[number + 1]

    def read(self, number: int, extent: tuple[int, int] | None = None) -> Array:
        """All documents of the term (uint32), whose *extent* may be known."""
        start, end = self.extent(number) if extent is None else extent
        slot = self._slots.get(number, -1)
        if slot < 0:
            skipped = self._skipped[bisect_left(self._dense, number)] if self._dense else 0
            return self._read_kept(start, end, skipped)
        if end - start == self._doc_count:
            return np.arange(self._doc_count, dtype=np.uint32)
        first, pages = self._pages_of(slot)
        low = self._container.checked(f"{self._name}/paged_docs")
        docs = low.slice(first, first + int(pages[-1])).astype(np.uint32)
        for page in range(1, self._pages):
            docs[pages[page] : pages[page + 1]] += np.uint32(page * PAGE)
        return docs

    def take(self, number: int, places: Array) -> Array:
        """The documents of some postings of the term (uint32)."""
        slot = self._slots.get(number, -1)
        if slot < 0:
            return self.read(number).take(places)
        start, end = self.extent(number)
        if end - start == self._doc_count:
            return places.astype(np.uint32)
        first, pages = self._pages_of(slot)
        low = self._container.checked(f"{self._name}/paged_docs")
        docs = low.take(places + first).astype(np.uint32)
        if self._pages > 1:
            page = pages[1:-1].searchsorted(places, "right").astype(np.uint32)
            page *= np.uint32(PAGE)
            docs += page
        return docs

    def read_terms(self, start: int, stop: int) -> Array:
        """The documents of the terms from number *start* up to *stop*, one after another."""
        first, end = self.extent(start)[0], self.extent(stop - 1)[1]
        before = bisect_left(self._dense, start)
        if before < len(self._dense) and self._dense[before] < stop:
            return self.read_between(first, end)
        return self._read_kept(first, end, self._skipped[before])

    def read_between(self, start: int, end: int) -> Array:
        """The documents of the postings from *start* up to *end*, counted through all terms."""
        if not self._dense:
            return self._read_kept(start, end, 0)
        pieces = list(self._read_pieces(start, end))
        return np.concatenate(pieces) if pieces else np.zeros(0, dtype=np.uint32)

    def bitmap(self, number: int) -> Bitmap | None:
        """The documents of a dense term as a bitmap; None for others."""
        slot = self._slots.get(number, -1)
        if slot < 0:
            return None
        words, ranks = self._bitmaps
        part = slot * self._words_each, (slot + 1) * self._words_each
        return Bitmap(words.slice(*part), None if ranks is None else ranks.slice(*part))

    def bitmaps(self, numbers: Sequence[int]) -> Bitmap:
        """The documents of several dense terms."""
        words, ranks = self._bitmaps
        firsts: list[int] = []
        for number in numbers:
            slot = self._slots[number]
            if slot not in self._checked_slots:
                self.bitmap(number)
                self._checked_slots.add(slot)
            firsts.append(slot * self._words_each)
        return Bitmap(
            words.unchecked,
            None if ranks is None else ranks.unchecked,
            np.array(firsts)[:, None],
        )

    @cached_property
    def _bitmaps(self) -> tuple[CheckedArray, CheckedArray | None]:
        """The words and the ranks of all dense terms, one after another."""
        ranks = f"{self._name}/bitmap_ranks"
        return self._container.checked(f"{self._name}/bitmap_words"), (
            self._container.checked(ranks) if ranks in self._container else None
        )

    def _pages_of(self, slot: int) -> tuple[int, Array]:
        """Where the low bits of a dense term's documents begin among those of all, and where its
        pages begin among them; and where the last ends."""
        starts = self._container.array(f"{self._name}/page_starts")
        pages = starts[slot * self._pages : (slot + 1) * self._pages + 1].astype(np.int64)
        return int(pages[0]), pages - pages[0]

    def _read_pieces(self, start: int, end: int) -> Iterator[Array]:
        at = start
        for slot, number in enumerate(self._dense):
            first, last = self.extent(number)
            if last <= at:
                continue
            if first >= end:
                break
            if at < first:
                yield self._read_kept(at, first, self._skipped[slot])
                at = first
            yield self.read(number)[at - first : end - first]
            at = min(last, end)
        if at < end:
            passed = sum(self.extent(number)[1] <= at for number in self._dense)
            yield self._read_kept(at, end, self._skipped[passed])

    def _read_kept(self, start: int, end: int, skipped: int) -> Array:
        docs = self._kept.slice(start - skipped, end - skipped)
        return docs if docs.itemsize == 4 else docs.astype(np.uint32)


def count_pages(doc_count: int) -> int:
    """How many pages that many documents take."""
    return max(1, -(-doc_count // PAGE))


def find_dense(starts: Array, doc_count: int) -> Array:
    """The numbers of the dense terms."""
    counts = np.diff(starts)
    return ((counts > _NEVER_DENSE) & (counts * _DENSE >= doc_count)).nonzero()[0]


def write_doc_lists(
    out: ContainerWriter, name: str, starts: Array, docs: Array, doc_count: int, *, ranked: bool
) -> None:
    """Write the sections; with *ranked*, postings have more than their documents."""
    dense = find_dense(starts, doc_count)
    extents = [(int(starts[number]), int(starts[number + 1])) for number in dense.tolist()]
    dtype = np.dtype("<u2" if doc_count <= PAGE else "<u4")
    edges = [0, *(edge for extent in extents for edge in extent), len(docs)]
    between = [docs[edges[i] : edges[i + 1]] for i in range(0, len(edges), 2)]
    out.add_parts(f"{name}/docs", dtype, between)
    if not extents:
        return
    out.add(f"{name}/bitmap_terms", narrow(dense))
    lists = [docs[start:end] for start, end in extents]
    paged = [some if len(some) < doc_count else some[:0] for some in lists]
    out.add_parts(
        f"{name}/paged_docs", np.dtype("<u2"), (some & np.uint32(PAGE - 1) for some in paged)
    )
    out.add(f"{name}/page_starts", narrow(_find_pages(paged, count_pages(doc_count))))
    bitmaps = (make_bitmap(some, doc_count) for some in lists)
    out.add_parts(f"{name}/bitmap_words", np.dtype("<u8"), (bits.words for bits in bitmaps))
    if ranked:
        bitmaps = (make_bitmap(some, doc_count) for some in lists)
        ranks = (bits.ranks for bits in bitmaps if bits.ranks is not None)
        out.add_parts(f"{name}/bitmap_ranks", np.dtype("<u4"), ranks)


def _find_pages(lists: Sequence[Array], pages: int) -> Array:
    """Where each page of each list begins among all lists together, and where the last ends."""
    starts = np.zeros(len(lists) * pages + 1, dtype=np.int64)
    before = 0
    for slot, docs in enumerate(lists):
        firsts = docs.searchsorted(np.arange(pages, dtype=np.uint32) * np.uint32(PAGE))
        starts[slot * pages : (slot + 1) * pages] = firsts + before
        before += len(docs)
    starts[-1] = before
    return starts
