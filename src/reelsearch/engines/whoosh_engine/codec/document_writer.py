"""Whoosh's writer of what belongs to a document: stored fields, lengths, columns, vectors."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from whoosh.codec import base

from reelsearch.engines.whoosh_engine.codec.columns import ColumnDraft
from reelsearch.engines.whoosh_engine.codec.drafts import SegmentDraft
from reelsearch.engines.whoosh_engine.codec.stored_json import dump_fields
from reelsearch.engines.whoosh_engine.codec.vectors import VectorDraft


class DocumentWriter(base.PerDocumentWriter):
    """Fills a draft. A document counts once it is finished: one that is cancelled, or that
    cannot be stored, leaves nothing."""

    def __init__(self, draft: SegmentDraft) -> None:
        self._draft = draft
        self.is_closed = False
        self._forget()

    def start_doc(self, docnum: int) -> None:
        """Begin the next document."""
        if docnum != self._draft.doc_count:
            raise ValueError(f"document {docnum} was given, {self._draft.doc_count} comes next")
        self._forget()

    def add_field(self, fieldname: str, fieldobj: Any, value: Any, length: int) -> None:
        """Set the stored value (None: nothing) and the length (0: none) of a field."""
        if value is not None:
            self._stored[fieldname] = value
        if length:
            self._lengths[fieldname] = length

    def add_column_value(self, fieldname: str, columnobj: Any, value: Any) -> None:
        """Set the value of a sortable field."""
        self._columns[fieldname] = (columnobj, value)

    def add_vector_items(
        self, fieldname: str, fieldobj: Any, items: Iterable[tuple[str, float, bytes]]
    ) -> None:
        """Set the term vector of a field."""
        self._vectors[fieldname] = list(items)

    def finish_doc(self) -> None:
        """Make the document count. Raises TypeError where a stored value is not plain data."""
        draft, doc = self._draft, self._draft.doc_count
        encoded = dump_fields(self._stored) if self._stored else b""
        for name, (column, value) in self._columns.items():
            if name not in draft.columns:
                draft.columns[name] = ColumnDraft(column)
            draft.columns[name].add(doc, value)
        for name, items in self._vectors.items():
            draft.vectors.setdefault(name, VectorDraft()).add(doc, items)
        for name, length in self._lengths.items():
            draft.set_length(name, doc, length)
        draft.stored.add_raw(encoded)
        draft.doc_count += 1
        self._forget()

    def cancel_doc(self) -> None:
        """Forget the document that was begun."""
        self._forget()

    def close(self) -> None:
        """No more documents come."""
        self.is_closed = True

    def _forget(self) -> None:
        self._stored: dict[str, Any] = {}
        self._lengths: dict[str, int] = {}
        self._columns: dict[str, tuple[Any, Any]] = {}
        self._vectors: dict[str, list[tuple[str, float, bytes]]] = {}
