"""The value that each document has in a sortable field: in order of documents, in columns.

Numbers become an array of the type the field's Whoosh column has; bytes become ranks into
their sorted distinct values. Columns of other types are written and read by Whoosh's own
classes, as bytes of one section.
"""

from __future__ import annotations

import io
from array import array
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from whoosh import columns
from whoosh.filedb.structfile import BufferFile, StructFile

from reelsearch.engines.whoosh_engine.codec.arrays import Array, unsigned_for
from reelsearch.engines.whoosh_engine.codec.container import ContainerWriter
from reelsearch.engines.whoosh_engine.codec.segment import ColumnSegment, StringColumn
from reelsearch.engines.whoosh_engine.codec.terms import TermDictionary

NUMBER_TYPES = {code: np.dtype(code).newbyteorder("<") for code in "bBhHqQfd"}
# Their sizes differ between machines; in Whoosh's files, standard sizes hold.
NUMBER_TYPES |= {
    "i": np.dtype("<i4"),
    "I": np.dtype("<u4"),
    "l": np.dtype("<i4"),
    "L": np.dtype("<u4"),
}


class ColumnDraft:
    """The values of one field, given for documents in order; :meth:`write` makes them last."""

    def __init__(self, column: columns.Column) -> None:
        self._column = column
        self._kind = column_kind(column)
        self._docs = array("I")
        code = type_code(column) if self._kind == "numbers" else "I"
        self._numbers: array[Any] = array(code)
        """The values themselves, or which of the distinct ones each is."""
        self._distinct: dict[bytes, int] = {}
        self._others: list[Any] = []

    def add(self, doc: int, value: Any) -> None:
        """Set the value of a document above all before. Raises TypeError or OverflowError where
        the value is not of the column's type."""
        if self._kind == "numbers":
            self._numbers.append(value)
        elif self._kind == "strings":
            if not isinstance(value, bytes):
                raise TypeError(f"a column of bytes cannot hold {value!r}")
            self._numbers.append(self._distinct.setdefault(value, len(self._distinct)))
        else:
            self._others.append(value)
        self._docs.append(doc)

    def write(self, out: ContainerWriter, name: str, doc_count: int) -> str:
        """Write the sections; returns what the file's table says: the kind of column."""
        docs = np.array(self._docs, np.int64)
        if self._kind == "numbers":
            default = self._column.default_value()
            numbers = np.full(doc_count, default, NUMBER_TYPES[type_code(self._column)])
            numbers[docs] = np.array(self._numbers)
            out.add(f"{name}/numbers", numbers)
        elif self._kind == "strings":
            default = self._column.default_value()
            if len(docs) < doc_count:
                self._distinct.setdefault(default, len(self._distinct))
            ordered = sorted(self._distinct)
            rank = np.empty(len(ordered), np.int64)
            rank[[self._distinct[value] for value in ordered]] = np.arange(len(ordered))
            ranks = np.full(doc_count, rank[self._distinct.get(default, 0)], np.int64)
            ranks[docs] = rank[np.array(self._numbers, np.int64)]
            write_ranks(out, name, ranks, ordered)
        else:
            out.add_bytes(f"{name}/column", [self._write_other(doc_count)])
        return self._kind

    def _write_other(self, doc_count: int) -> bytes:
        stream = io.BytesIO()
        writer = self._column.writer(StructFile(stream))
        for doc, value in zip(self._docs, self._others, strict=True):
            writer.add(doc, value)
        writer.finish(doc_count)
        return stream.getvalue()


def write_ranks(out: ContainerWriter, name: str, ranks: Array, ordered: Sequence[bytes]) -> None:
    """Write a column of bytes given as ranks into its sorted distinct values."""
    out.add(f"{name}/ranks", ranks.astype(unsigned_for(max(len(ordered) - 1, 0)), copy=False))
    out.add_bytes(f"{name}/column_values", [b"".join(ordered)])
    ends = np.cumsum(np.fromiter(map(len, ordered), np.int64, len(ordered)))
    out.add(f"{name}/column_ends", ends.astype(unsigned_for(int(ends[-1]) if len(ends) else 0)))


def column_kind(column: columns.Column) -> str:
    """How a column of that type is kept: ``numbers``, ``strings`` or ``other``."""
    if type(column) is columns.NumericColumn and type_code(column) in NUMBER_TYPES:
        return "numbers"
    if type(column) in (columns.VarBytesColumn, columns.RefBytesColumn):
        return "strings"
    return "other"


def type_code(column: columns.Column) -> str:
    """The type of a column of numbers, as ``struct`` names it."""
    assert isinstance(column, columns.NumericColumn)
    return str(column._typecode)


def read_column(segment: ColumnSegment, name: str, column: columns.Column) -> Any:
    """A Whoosh column reader over the column of *name*, which the segment has."""
    if (numbers := segment.numbers(name)) is not None:
        return NumberReader(numbers)
    if (strings := segment.strings(name)) is not None:
        return StringReader(strings)
    view = segment.other_column(name)
    assert view is not None
    return column.reader(BufferFile(view), 0, len(view), segment.doc_count)


class NumberReader(columns.ColumnReader):
    """Whoosh's interface to a column of numbers."""

    def __init__(self, numbers: Array) -> None:
        self._numbers = numbers
        self._sign = 1

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, docnum: int) -> Any:
        return self._numbers[docnum].item()

    def sort_key(self, docnum: int) -> Any:
        """The number, negative in reverse order."""
        return self._sign * self[docnum]

    def __iter__(self) -> Iterator[Any]:
        return iter(self.load())

    def load(self) -> list[Any]:
        """All values."""
        values: list[Any] = self._numbers.tolist()
        return values

    def set_reverse(self) -> None:
        """Sort the other way round."""
        self._sign = -1


class StringReader(columns.ColumnReader):
    """Whoosh's interface to a column of bytes."""

    def __init__(self, strings: StringColumn) -> None:
        self._strings = strings

    def __len__(self) -> int:
        return len(self._strings)

    def __getitem__(self, docnum: int) -> bytes:
        return self._strings.value(docnum)

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.load())

    def load(self) -> list[bytes]:
        """All values."""
        values: TermDictionary = self._strings.values
        distinct = list(values)
        return [distinct[rank] for rank in self._strings.ranks.tolist()]
