"""One committed state of an index: its segments, open, and the documents in them.

A snapshot stays what it is while others write: its files are mapped, and what a commit
removes of them is gone from the folder only.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from heapq import merge
from itertools import groupby
from time import sleep
from typing import Any

import numpy as np
from whoosh.index import FileIndex
from whoosh.reading import IndexReader

from reelsearch.engines.whoosh_engine.codec.arrays import Array
from reelsearch.engines.whoosh_engine.codec.codec import open_segment
from reelsearch.engines.whoosh_engine.codec.segment import ColumnSegment
from reelsearch.engines.whoosh_engine.storage import ReviewIndex

_LOOKS = 10
_BETWEEN_LOOKS = 0.05
"""Seconds between two tries to open files that a commit may have just replaced."""


class Snapshot:
    """What *index* held when this was made. Threads may share it."""

    def __init__(self, index: ReviewIndex) -> None:
        self._index = index
        for look in range(_LOOKS):
            generation = index.latest_generation()
            try:
                self._contents = index._read_toc()
                opened = [open_segment(index.storage, s) for s in self._contents.segments]
                break
            except FileNotFoundError:
                # A commit may have removed it since its list was read, and that list as well.
                if look == _LOOKS - 1 or index.latest_generation() == generation:
                    raise
                sleep(_BETWEEN_LOOKS)
        self.segments: tuple[ColumnSegment, ...] = tuple(opened)
        self.offsets: list[int] = []
        """The number of each segment's first document."""
        self._count_all = 0
        for segment in opened:
            self.offsets.append(self._count_all)
            self._count_all += segment.doc_count

    @property
    def generation(self) -> int:
        """The number of the commit; 0 or below before the first."""
        return int(self._contents.generation)

    @property
    def doc_count(self) -> int:
        """The number of documents that are not deleted."""
        return sum(segment.doc_count() for segment in self._contents.segments)

    def list_deleted(self) -> list[Array]:
        """The numbers of each segment's deleted documents, within the segment."""
        return [
            np.fromiter(segment.deleted_docs(), dtype=np.uint32)
            for segment in self._contents.segments
        ]

    def stored(self, doc: int) -> dict[str, Any]:
        """The stored fields of a document. Raises IndexError if there is no such document."""
        for segment, offset in zip(self.segments, self.offsets, strict=True):
            if 0 <= doc - offset < segment.doc_count:
                return segment.stored(doc - offset)
        raise IndexError(f"there is no document {doc}")

    def find(self, name: str, term: str) -> list[int]:
        """The documents that have exactly *term* in the field, but for deleted ones."""
        found: list[int] = []
        encoded = term.encode("utf-8")
        for place, segment in enumerate(self.segments):
            field = segment.field(name)
            number = -1 if field is None else field.find(encoded)
            if field is not None and number >= 0:
                docs = field.docs(number)
                if len(deleted := self._deleted[place]):
                    docs = docs[~np.isin(docs, deleted)]
                found += (docs.astype(np.int64) + self.offsets[place]).tolist()
        return found

    def list_terms(self, name: str, prefix: bytes = b"") -> list[tuple[bytes, int]]:
        """The terms of a field that begin with *prefix*, in order, with how many documents
        have each; removed documents do not count, and terms that only they have are left out."""
        lists = [self._terms_of(place, name, prefix) for place in range(len(self.segments))]
        if len(lists) == 1:
            return list(lists[0])
        return [
            (term, sum(count for _, count in same))
            for term, same in groupby(merge(*lists), key=lambda pair: pair[0])
        ]

    def count_terms(self, name: str) -> int:
        """The number of distinct terms of a field."""
        fields = [field for s in self.segments if (field := s.field(name)) is not None]
        if len(fields) == 1:
            return fields[0].n_terms
        return sum(1 for _ in groupby(merge(*(iter(field.terms) for field in fields))))

    def _terms_of(self, place: int, name: str, prefix: bytes) -> Iterator[tuple[bytes, int]]:
        field = self.segments[place].field(name)
        if field is None:
            return
        start, stop = field.range(prefix)
        if start == stop:
            return
        ends = field.starts_between(start, stop)
        counts = np.diff(ends)
        if len(deleted := self._deleted[place]):
            gone = np.isin(field.docs_between(int(ends[0]), int(ends[-1])), deleted)
            counts = counts - np.add.reduceat(gone, ends[:-1] - ends[0], dtype=np.int64)
        for term, count in zip(field.terms.slice(start, stop), counts.tolist(), strict=True):
            if count > 0:  # a forged index may say anything
                yield term, count

    @cached_property
    def _deleted(self) -> list[Array]:
        return self.list_deleted()

    def open_reader(self) -> IndexReader:
        """Whoosh's own reader of the same state."""
        contents = self._contents
        reader: IndexReader = FileIndex._reader(
            self._index.storage, contents.schema, contents.segments, contents.generation
        )
        return reader
