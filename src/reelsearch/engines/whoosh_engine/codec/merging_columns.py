"""One sortable field of several segments in, its merged column out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from whoosh.columns import Column

from reelsearch.engines.whoosh_engine.codec.arrays import Array
from reelsearch.engines.whoosh_engine.codec.columns import (
    NUMBER_TYPES,
    ColumnDraft,
    column_kind,
    read_column,
    type_code,
    write_ranks,
)
from reelsearch.engines.whoosh_engine.codec.container import ContainerWriter
from reelsearch.engines.whoosh_engine.codec.segment import ColumnSegment

_Part = tuple[ColumnSegment, Array | None]
"""A segment, and which of its documents stay (None: all)."""


def merge_column(out: ContainerWriter, name: str, column: Column, parts: Sequence[_Part]) -> str:
    """Write the column that *column* describes; returns the kind it is of. Documents of a
    segment that lacks it have the column's default."""
    kind = column_kind(column)
    if kind == "numbers":
        out.add(f"{name}/numbers", np.concatenate([_read_numbers(name, column, p) for p in parts]))
    elif kind == "strings":
        _merge_strings(out, name, column, parts)
    else:
        draft = ColumnDraft(column)
        doc = 0
        for segment, kept in parts:
            has = name in segment.column_names
            reader = read_column(segment, name, column) if has else None
            for old in _keep(np.arange(segment.doc_count), kept).tolist():
                if reader is not None:
                    draft.add(doc, reader[old])
                doc += 1
        draft.write(out, name, doc)
    return kind


def _read_numbers(name: str, column: Column, part: _Part) -> Array:
    segment, kept = part
    dtype = NUMBER_TYPES[type_code(column)]
    numbers = segment.numbers(name)
    if numbers is None:
        numbers = np.full(segment.doc_count, column.default_value(), dtype)
    return _keep(numbers, kept).astype(dtype, copy=False)


def _merge_strings(out: ContainerWriter, name: str, column: Column, parts: Sequence[_Part]) -> None:
    values: list[list[bytes]] = []
    ranks: list[Array] = []
    for segment, kept in parts:
        strings = segment.strings(name)
        own: Array
        if strings is None:
            own = np.zeros(segment.doc_count, dtype=np.uint8)
            distinct = [column.default_value()]
        else:
            own, distinct = strings.ranks, list(strings.values)
        used, own = np.unique(_keep(own, kept), return_inverse=True)
        values.append([distinct[rank] for rank in used.tolist()])
        ranks.append(own)
    ordered = sorted(set().union(*values))
    rank = {value: number for number, value in enumerate(ordered)}
    merged = [
        np.fromiter(map(rank.__getitem__, distinct), np.int64, len(distinct))[own]
        for distinct, own in zip(values, ranks, strict=True)
    ]
    write_ranks(out, name, np.concatenate(merged), ordered)


def _keep(column: Array, kept: Array | None) -> Array:
    return column if kept is None else column[kept]
