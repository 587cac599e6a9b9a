"""A segment's file, opened for reading: documents in numbers, everything else in columns.

This is what the executor of queries reads. Document numbers count from 0 within the
segment, deleted documents among them: which are deleted is known to Whoosh's segment
(``codec.ColumnarSegment``), since the file never changes.

Opening maps the file and reads its table only. Arrays are views of the mapping, of
unsigned types as narrow as their values allow: mind overflow before you calculate.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from reelsearch.engines.whoosh_engine.codec.arrays import Array
from reelsearch.engines.whoosh_engine.codec.container import Container
from reelsearch.engines.whoosh_engine.codec.field import ColumnField
from reelsearch.engines.whoosh_engine.codec.stored import StoredDocuments, most_documents
from reelsearch.engines.whoosh_engine.codec.terms import TermDictionary


class StringColumn:
    """A value for every document, ordered: ``ranks[doc]`` is the place of its value.

    ``ranks`` (unsigned, length ``doc_count``) are equal where values are equal, and
    compare as the values' bytes do; ``values`` are the distinct values in that order.
    """

    __slots__ = ("ranks", "values")

    def __init__(self, ranks: Array, values: TermDictionary) -> None:
        self.ranks = ranks
        self.values = values

    def __len__(self) -> int:
        return len(self.ranks)

    def value(self, doc: int) -> bytes:
        """The document's value in UTF-8; the column's default where it has none."""
        return self.values[int(self.ranks[doc])]


class ColumnSegment:
    """One segment. Immutable; threads may share it. Get it with ``codec.column_segment``.

    Raises :class:`IndexFormatError` where what is read of the file is damaged.
    """

    def __init__(self, container: Container) -> None:
        self.container = container
        meta = container.meta
        self.doc_count: int
        """The number of documents, deleted ones among them."""
        try:
            self.doc_count = int(meta["docs"])
            self._fields: dict[str, Any] = dict(meta["fields"])
            self._columns: dict[str, Any] = dict(meta["columns"])
        except (KeyError, TypeError, ValueError) as error:
            raise container.damaged(f"its table is not a segment's ({error})") from error
        if not 0 <= self.doc_count <= most_documents(container):
            raise container.damaged(f"it says that it has {self.doc_count} documents")
        self._opened: dict[str, ColumnField] = {}

    @property
    def name(self) -> str:
        """The file's name."""
        return self.container.name

    @property
    def field_names(self) -> tuple[str, ...]:
        """The fields that have terms, sorted."""
        return tuple(sorted(n for n, field in self._fields.items() if field["terms"]))

    @property
    def all_field_names(self) -> tuple[str, ...]:
        """The fields that have terms or lengths, sorted."""
        return tuple(sorted(self._fields))

    @property
    def column_names(self) -> tuple[str, ...]:
        """The fields that have a value for each document, sorted."""
        return tuple(sorted(self._columns))

    def field(self, name: str) -> ColumnField | None:
        """The field; None if no document of the segment has terms or a length in it."""
        field = self._opened.get(name)
        if field is None and name in self._fields:
            try:
                field = ColumnField(self.container, name, self._fields[name], self.doc_count)
            except (KeyError, TypeError, ValueError) as error:
                raise self.container.damaged(f"what it says of {name} is wrong") from error
            self._opened[name] = field
        return field

    def numbers(self, name: str) -> Array | None:
        """A sortable field of numbers, length ``doc_count``: signed or unsigned whole numbers, or
        floats, the column's default where a document has none. None without such a column."""
        if self._column_kind(name) != "numbers":
            return None
        return self.container.array(f"{name}/numbers")

    def strings(self, name: str) -> StringColumn | None:
        """A sortable field of text. None without such a column."""
        if self._column_kind(name) != "strings":
            return None
        blob = self.container.checked(f"{name}/column_values")
        values = TermDictionary(blob, self.container.checked(f"{name}/column_ends"))
        return StringColumn(self.container.array(f"{name}/ranks"), values)

    def other_column(self, name: str) -> memoryview | None:
        """A column of another type, as Whoosh's own class for it wrote it."""
        if self._column_kind(name) != "other":
            return None
        return self.container.blob(f"{name}/column")

    def stored(self, doc: int) -> dict[str, Any]:
        """The stored fields of a document."""
        return self.stored_documents.fields(doc)

    @cached_property
    def stored_documents(self) -> StoredDocuments:
        """The stored fields of all documents, in blocks."""
        return StoredDocuments(self.container, self.doc_count)

    def verify(self) -> None:
        """Read all of the file. Raises :class:`IndexFormatError` that names what is damaged."""
        self.container.verify()

    def _column_kind(self, name: str) -> str | None:
        kind = self._columns.get(name)
        return None if kind is None else str(kind)
