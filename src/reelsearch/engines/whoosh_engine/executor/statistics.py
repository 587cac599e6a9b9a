"""What counts over all segments of an index: how many documents, how long, how rare a term."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from reelsearch.engines.whoosh_engine.codec.field import ColumnField
from reelsearch.engines.whoosh_engine.codec.segment import ColumnSegment
from reelsearch.engines.whoosh_engine.executor import scoring

Find: TypeAlias = Callable[[bytes], int]
Extent: TypeAlias = Callable[[int], tuple[int, int]]


class Statistics:
    """Of *segments*, deleted documents counted, as Whoosh counts them."""

    def __init__(self, segments: Sequence[ColumnSegment]) -> None:
        self.segments = tuple(segments)
        self._fields: dict[str, tuple[tuple[Find, Extent] | None, ...]] = {}
        self.doc_count = sum(segment.doc_count for segment in segments)

    def average_length(self, name: str) -> float:
        """The mean length of a field over all documents; 1 if that is 0."""
        fields = self._list_fields(name)
        total = sum(field.total_length for field in fields if field is not None)
        return total / (self.doc_count or 1) or 1

    def find(self, name: str, term: bytes) -> TermStatistics:
        """A term in all segments."""
        fields = self._fields.get(name) or self._open(name)
        numbers: list[int] = []
        extents: list[tuple[int, int]] = []
        df = 0
        for field in fields:
            number, start, end = -1, 0, 0
            if field is not None:
                find, extent = field
                number = find(term)
                if number >= 0:
                    start, end = extent(number)
            numbers.append(number)
            extents.append((start, end))
            df += end - start
        return TermStatistics(numbers, extents, scoring.idf(self.doc_count, df) if df else 0.0)

    def count(self, name: str, term: bytes) -> int:
        """How many documents have a term."""
        df = 0
        for field in self._fields.get(name) or self._open(name):
            if field is not None:
                find, extent = field
                number = find(term)
                if number >= 0:
                    start, end = extent(number)
                    df += end - start
        return df

    def _open(self, name: str) -> tuple[tuple[Find, Extent] | None, ...]:
        """What finds a term in each segment, and where its postings are there."""
        opened = self._fields[name] = tuple(
            None if field is None else (field.terms.find, field.doc_lists.extent)
            for field in self._list_fields(name)
        )
        return opened

    def _list_fields(self, name: str) -> list[ColumnField | None]:
        return [segment.field(name) for segment in self.segments]


class TermStatistics:
    """A term's *number* in each segment (-1 where it is not), where its postings begin and end
    among those of the field there, and its *idf*."""

    __slots__ = ("extents", "idf", "numbers")

    def __init__(
        self, numbers: Sequence[int], extents: Sequence[tuple[int, int]], idf: float
    ) -> None:
        self.numbers = numbers
        self.extents = extents
        self.idf = idf
