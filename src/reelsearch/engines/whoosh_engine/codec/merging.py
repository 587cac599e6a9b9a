"""Several segments in, one segment's file out, by columns: nothing is analysed again.

Documents keep their order, those of the first segment first; deleted ones are left out, and
so are fields that the schema no longer has. What is in memory at one time is one field.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import IO, Any

import numpy as np
from whoosh.fields import Schema

from reelsearch.engines.whoosh_engine.codec.arrays import Array
from reelsearch.engines.whoosh_engine.codec.container import ContainerWriter
from reelsearch.engines.whoosh_engine.codec.field import ColumnField
from reelsearch.engines.whoosh_engine.codec.merging_columns import merge_column
from reelsearch.engines.whoosh_engine.codec.merging_postings import FieldSource, merge_postings
from reelsearch.engines.whoosh_engine.codec.postings import write_field
from reelsearch.engines.whoosh_engine.codec.segment import ColumnSegment
from reelsearch.engines.whoosh_engine.codec.stored import StoredWriter
from reelsearch.engines.whoosh_engine.codec.vectors import VectorDraft, has_vector, read_vector

_POSTING_BYTES = 8
"""What a posting takes while it is merged, but for its positions: document, frequency, length."""
_TERM_BYTES = 150


@dataclass(frozen=True)
class Source:
    """A segment that is merged: ``kept`` says of each document whether it stays (None: all
    do), ``base`` is the first number that its documents get."""

    columns: ColumnSegment
    kept: Array | None
    base: int

    @property
    def doc_count(self) -> int:
        """How many documents stay."""
        return self.columns.doc_count if self.kept is None else int(self.kept.sum())


def list_sources(segments: Sequence[tuple[ColumnSegment, Collection[int]]]) -> list[Source]:
    """Segments with their deleted documents, as sources of one merge."""
    sources: list[Source] = []
    base = 0
    for columns, deleted in segments:
        kept = None
        if deleted:
            kept = np.ones(columns.doc_count, dtype=bool)
            kept[list(deleted)] = False
        sources.append(Source(columns, kept, base))
        base += sources[-1].doc_count
    return sources


def merge_segments(stream: IO[bytes], sources: Sequence[Source], schema: Schema) -> int:
    """Write the file of the merged segment; returns its number of documents."""
    doc_count = sum(source.doc_count for source in sources)
    out = ContainerWriter(stream)
    names = {name for source in sources for name in source.columns.all_field_names}
    fields: dict[str, Any] = {}
    for name in sorted(name for name in names if name in schema):
        lengths = _merge_lengths(sources, name, doc_count)
        merged = merge_postings(name, _list_fields(sources, name))
        if lengths is None and not merged.terms:
            continue
        fields[name] = write_field(out, name, merged, lengths, doc_count)
        for source in sources:
            source.columns.container.let_go()
    columns: dict[str, str] = {}
    parts = [(source.columns, source.kept) for source in sources]
    given = {name for source in sources for name in source.columns.column_names}
    for name in sorted({*given, *schema.names()}):
        if name in schema and (column := schema[name].column_type):
            columns[name] = merge_column(out, name, column, parts)
    for name in schema.names():
        _merge_vectors(out, sources, name, schema)
    _merge_stored(sources).write(out)
    out.finish({"docs": doc_count, "fields": fields, "columns": columns})
    return doc_count


def estimate_memory(columns: ColumnSegment) -> int:
    """Bytes that the largest field of the segment takes while it is merged, roughly."""
    fields = (columns.field(name) for name in columns.field_names)
    return max((_estimate_field(field) for field in fields if field), default=0)


def _estimate_field(field: ColumnField) -> int:
    positions = field.position_bytes if field.has_positions else 0
    return _POSTING_BYTES * field.n_postings + positions + _TERM_BYTES * field.n_terms


def _list_fields(sources: Sequence[Source], name: str) -> list[FieldSource]:
    found = []
    for source in sources:
        field = source.columns.field(name)
        if field is not None and field.n_terms:
            found.append(FieldSource(field, source.kept, source.base))
    return found


def _merge_lengths(sources: Sequence[Source], name: str, doc_count: int) -> Array | None:
    lengths = None
    for source in sources:
        field = source.columns.field(name)
        if field is None or not field.has_lengths:
            continue
        if lengths is None:
            lengths = np.zeros(doc_count, dtype=np.int64)
        given = field.lengths if source.kept is None else field.lengths[source.kept]
        lengths[source.base : source.base + len(given)] = given
    return lengths


def _merge_vectors(
    out: ContainerWriter, sources: Sequence[Source], name: str, schema: Schema
) -> None:
    draft = None
    for source in sources:
        container = source.columns.container
        if f"{name}/vector_docs" not in container:
            continue
        draft = draft or VectorDraft()
        for doc, new in enumerate(_new_numbers(source)):
            if new >= 0 and has_vector(container, name, doc):
                matcher = read_vector(container, name, doc, schema[name].vector)
                items = []
                while matcher.is_active():
                    items.append((matcher.id(), matcher.weight(), matcher.value()))
                    matcher.next()
                draft.add(new, items)
    if draft is not None:
        draft.write(out, name)


def _new_numbers(source: Source) -> list[int]:
    count = source.columns.doc_count
    if source.kept is None:
        return list(range(source.base, source.base + count))
    numbers: list[int] = np.where(
        source.kept, np.cumsum(source.kept) - 1 + source.base, -1
    ).tolist()
    return numbers


def _merge_stored(sources: Sequence[Source]) -> StoredWriter:
    merged = StoredWriter()
    for source in sources:
        stored = source.columns.stored_documents
        firsts = [*stored.firsts.tolist(), source.columns.doc_count]
        for number, first in enumerate(firsts[:-1]):
            kept = None if source.kept is None else source.kept[first : firsts[number + 1]]
            if kept is None or kept.all():
                count = firsts[number + 1] - first
                merged.add_block(stored.packed(number), count, stored.dictionary(number))
                continue
            for encoded, stays in zip(stored.block(number), kept.tolist(), strict=True):
                if stays:
                    merged.add_raw(encoded)
    return merged
