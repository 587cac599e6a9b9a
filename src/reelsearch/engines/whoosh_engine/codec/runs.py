"""Documents in, one segment's file out: the quick way, many documents at a time.

A *run* gathers documents in memory until it is written. The postings are the same as
Whoosh's ``SegmentWriter`` makes through the fields' own methods; what that is asked for and
this cannot do (term vectors, spelling, boosts) is refused, never left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from operator import is_
from typing import IO, Any, TypeAlias

from whoosh.fields import FieldType, Schema, UnknownFieldError

from reelsearch.engines.whoosh_engine.codec.columns import ColumnDraft
from reelsearch.engines.whoosh_engine.codec.container import ContainerWriter
from reelsearch.engines.whoosh_engine.codec.field_drafts import (
    FieldValues,
    Stream,
    WordDraft,
    make_draft,
)
from reelsearch.engines.whoosh_engine.codec.postings import write_field
from reelsearch.engines.whoosh_engine.codec.stored import StoredWriter
from reelsearch.engines.whoosh_engine.codec.stored_json import dump_fields
from reelsearch.engines.whoosh_engine.codec.unit_drafts import UnitDraft
from reelsearch.engines.whoosh_engine.codec.words import Tokens, WordTable

_WAITING_CHARS = 1 << 21
_WAITING_BYTES = 8
"""What a character takes in memory while its text is split, roughly."""
_CHUNK_BYTES = 250
"""What a chunk takes in the table of words, roughly."""
_COLUMN_BYTES = 12
_KEPT_VALUES = 10_000
_TABLE_KEPT = 300_000


_Order: TypeAlias = list[tuple[str, str | None]]
"""Fields in the order in which they are added, each with the name of what is stored instead."""


class _Route:
    """Where the value of one field goes: into postings, a column, or neither."""

    def __init__(self, field: FieldType) -> None:
        self.field = field
        self.is_stored = bool(field.stored)
        self.draft: FieldValues | None = make_draft(field) if field.indexed else None
        self.column = ColumnDraft(field.column_type) if field.column_type else None
        self._kept: dict[Any, Any] = {}

    def column_value(self, value: Any) -> Any:
        """The value as the column holds it. Raises ValueError as the field does."""
        if type(value) not in (int, float):
            return self.field.to_column_value(value)
        key = (type(value), value)
        made = self._kept.get(key)
        if made is None:
            made = self.field.to_column_value(value)
            if len(self._kept) < _KEPT_VALUES:
                self._kept[key] = made
        return made


class Run:
    """Documents of *schema*, numbered from 0.

    With *table* (fresh, or what a run before filled) texts are split as they come, so that
    they need not be kept. Without, nothing is split or compressed until the run is written:
    such a run can be pickled, and written by another process.
    """

    def __init__(self, schema: Schema, table: WordTable | None) -> None:
        self.doc_count = 0
        self.waiting_chars = 0
        """Characters of text that was not split yet."""
        self._table = table
        self._schema = schema
        self._stored = StoredWriter(deferred=table is None)
        self._routes: dict[str, _Route] = {}
        self._orders: dict[tuple[str, ...], _Order] = {}
        self._column_values = 0

    @property
    def size(self) -> int:
        """Bytes of memory held, roughly."""
        drafts = sum(route.draft.size for route in self._routes.values() if route.draft)
        values = _WAITING_BYTES * self.waiting_chars + _COLUMN_BYTES * self._column_values
        words = 0 if self._table is None else _CHUNK_BYTES * len(self._table)
        return drafts + values + self._stored.size + words

    def add(self, fields: dict[str, Any]) -> None:
        """Add a document, as ``SegmentWriter.add_document`` takes it.

        Raises UnknownFieldError for a field that the schema lacks, ValueError or TypeError for a
        value that its field refuses, and NotImplementedError for boosts, vectors and spelling,
        which only SegmentWriter writes. A document that is refused leaves nothing.
        """
        indexed: list[tuple[FieldValues, Any]] = []
        columns: list[tuple[ColumnDraft, Any]] = []
        stored: dict[str, Any] = {}
        names = tuple(fields)
        for name, stored_name in self._orders.get(names) or self._order(names):
            value = fields[name]
            if value is None:
                continue
            route = self._routes.get(name) or self._open_route(name)
            if route.draft is not None:
                indexed.append((route.draft, route.draft.index(value)))
            if stored_name is not None:
                value = fields[stored_name]
                if value is None:
                    continue
            if route.is_stored:
                stored[name] = value
            if route.column is not None and value != []:
                columns.append((route.column, route.column_value(value)))
        encoded = dump_fields(stored) if stored else b""
        self._accept(indexed, columns, encoded)

    def _accept(
        self,
        indexed: list[tuple[FieldValues, Any]],
        columns: list[tuple[ColumnDraft, Any]],
        stored: bytes,
    ) -> None:
        doc = self.doc_count
        for draft, made in indexed:
            self.waiting_chars += draft.add(doc, made)
        for column, value in columns:
            column.add(doc, value)
        self._column_values += len(columns)
        self._stored.add_raw(stored)
        self.doc_count += 1
        if self._table is not None and self.waiting_chars > _WAITING_CHARS:
            self._split_waiting(self._table)

    def write(self, stream: IO[bytes], table: WordTable) -> None:
        """Write the segment's file; *table* is the one given before, if one was. The run holds
        nothing after."""
        self._split_waiting(table)
        out = ContainerWriter(stream)
        fields: dict[str, Any] = {}
        columns: dict[str, Any] = {}
        for name, field in self._schema.items():
            # Whoosh mixes up documents where one segment has a column and another lacks it.
            if field.column_type and name not in self._routes:
                self._open_route(name)
        for name in sorted(self._routes):
            # Taken out, so that what is written no longer fills the memory.
            route = self._routes.pop(name)
            if route.draft is not None and not route.draft.is_empty:
                lengths = route.draft.lengths(self.doc_count)
                postings = route.draft.postings(table)
                fields[name] = write_field(out, name, postings, lengths, self.doc_count)
            if route.column is not None:
                columns[name] = route.column.write(out, name, self.doc_count)
        self._stored.write(out)
        out.finish({"docs": self.doc_count, "fields": fields, "columns": columns})

    def _order(self, names: tuple[str, ...]) -> _Order:
        """The fields of documents that have *names*, kept."""
        for name in names:
            if name.startswith("_") and name.endswith("_boost"):
                # Words are counted here in whole numbers; SegmentWriter writes other weights.
                raise NotImplementedError(f"{name}: neither documents nor fields are boosted")
        given = set(names)
        order = []
        for name in sorted(names):
            if not name.startswith("_"):
                apart = f"_stored_{name}"
                order.append((name, apart if apart in given else None))
        if len(self._orders) < _KEPT_VALUES:
            self._orders[names] = order
        return order

    def _open_route(self, name: str) -> _Route:
        if name not in self._schema:
            raise UnknownFieldError(f"No field named {name!r} in {self._schema}")
        field = self._schema[name]
        if field.vector or field.separate_spelling():
            # No field of ours has them: SegmentWriter writes them with the same codec.
            raise NotImplementedError(f"{name}: vectors and spelling need Whoosh's own writer")
        route = self._routes[name] = _Route(field)
        return route

    def _split_waiting(self, table: WordTable) -> None:
        """Split the texts that wait: those that wait in two fields (the words of a text with and
        without their endings) once for both."""
        self.waiting_chars = 0
        split: list[tuple[Stream, Tokens]] = []
        for stream in self._streams():
            if not stream.waiting:
                continue
            tokens = next((made for other, made in split if _wait_for_same(other, stream)), None)
            if tokens is None:
                tokens = table.tokens(stream.waiting_docs, stream.waiting)
                split.append((copy(stream), tokens))
            stream.tokens.append(tokens)
            stream.waiting_docs, stream.waiting = [], []
        for route in self._routes.values():
            if isinstance(route.draft, UnitDraft):
                route.draft.split()

    def _streams(self) -> Iterator[Stream]:
        for route in self._routes.values():
            if isinstance(route.draft, WordDraft):
                yield from route.draft.streams


def _wait_for_same(one: Stream, other: Stream) -> bool:
    return one.waiting_docs == other.waiting_docs and all(map(is_, one.waiting, other.waiting))


def renew_table(table: WordTable) -> WordTable:
    """*table* for the next run, or a fresh one: what was seen once must not fill the memory."""
    return table if len(table) < _TABLE_KEPT else WordTable()
