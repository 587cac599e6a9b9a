"""Whoosh's reader of what belongs to documents, over columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Protocol

from whoosh.codec import base

from reelsearch.engines.whoosh_engine.codec.columns import read_column
from reelsearch.engines.whoosh_engine.codec.segment import ColumnSegment
from reelsearch.engines.whoosh_engine.codec.vectors import has_vector, read_vector

if TYPE_CHECKING:
    from reelsearch.engines.whoosh_engine.codec.drafts import SegmentDraft


class Deletions(Protocol):
    """What a segment knows of its deleted documents."""

    def deleted_count(self) -> int:
        """How many there are."""

    def is_deleted(self, docnum: int) -> bool:
        """Whether *docnum* is one."""

    def deleted_docs(self) -> Iterator[int]:
        """Their numbers."""


class DocumentReader(base.PerDocumentReader):
    """Reads *columns*; what is deleted is known to *segment*."""

    def __init__(self, columns: ColumnSegment, segment: Deletions) -> None:
        self._columns = columns
        self._segment = segment

    def doc_count(self) -> int:
        """The number of documents that are not deleted."""
        return self._columns.doc_count - self._segment.deleted_count()

    def doc_count_all(self) -> int:
        """The number of documents."""
        return self._columns.doc_count

    def has_deletions(self) -> bool:
        """Whether a document is deleted."""
        return self._segment.deleted_count() > 0

    def is_deleted(self, docnum: int) -> bool:
        """Whether the document is deleted."""
        return self._segment.is_deleted(docnum)

    def deleted_docs(self) -> Iterator[int]:
        """The deleted documents."""
        return self._segment.deleted_docs()

    def supports_columns(self) -> bool:
        """It does."""
        return True

    def has_column(self, fieldname: str) -> bool:
        """Whether a document has a value in the sortable field."""
        return fieldname in self._columns.column_names

    def list_columns(self) -> Iterable[str]:
        """The fields with columns."""
        return self._columns.column_names

    def column_reader(self, fieldname: str, column: Any) -> Any:
        """The reader of a column that exists."""
        return read_column(self._columns, fieldname, column)

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """The exact length of the field; *default* where no document has one."""
        field = self._columns.field(fieldname)
        if field is None or not field.has_lengths:
            return default
        return int(field.lengths[docnum])

    def doc_field_length_reader(self, fieldname: str, default: int = 0) -> Callable[[int], int]:
        """:meth:`doc_field_length` of one field."""
        field = self._columns.field(fieldname)
        if field is None or not field.has_lengths:
            return lambda docnum: default
        lengths = field.lengths.data
        return lambda docnum: int(lengths[docnum])

    def field_length(self, fieldname: str) -> int:
        """The sum of the field's lengths."""
        field = self._columns.field(fieldname)
        return field.total_length if field is not None else 0

    def min_field_length(self, fieldname: str) -> int:
        """The least length of the field."""
        field = self._columns.field(fieldname)
        return field.min_length if field is not None else 0

    def max_field_length(self, fieldname: str) -> int:
        """The greatest length of the field."""
        field = self._columns.field(fieldname)
        return field.max_length if field is not None else 0

    def has_vector(self, docnum: int, fieldname: str) -> bool:
        """Whether the document has a term vector in the field."""
        return has_vector(self._columns.container, fieldname, docnum)

    def vector(self, docnum: int, fieldname: str, format_: Any) -> Any:
        """A matcher over the document's terms. Raises KeyError if it has no vector."""
        return read_vector(self._columns.container, fieldname, docnum, format_)

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """The stored fields."""
        return self._columns.stored(docnum)


class DraftReader:
    """The lengths of a segment whose postings are still to come: all that Whoosh asks for."""

    def __init__(self, draft: SegmentDraft) -> None:
        self._draft = draft

    def doc_count_all(self) -> int:
        """The number of documents."""
        return self._draft.doc_count

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """The exact length of the field."""
        lengths = self._draft.lengths(fieldname)
        return default if lengths is None else int(lengths[docnum])

    def doc_field_length_reader(self, fieldname: str, default: int = 0) -> Callable[[int], int]:
        """:meth:`doc_field_length` of one field."""
        lengths = self._draft.lengths(fieldname)
        if lengths is None:
            return lambda docnum: default
        given = lengths.tolist()
        return lambda docnum: int(given[docnum])

    def close(self) -> None:
        """Nothing is open."""
