"""Documents in order of a sortable field, over all segments."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from whoosh.fields import FieldType

from reelsearch.engines.whoosh_engine.codec.arrays import Array
from reelsearch.engines.whoosh_engine.codec.segment import ColumnSegment
from reelsearch.engines.whoosh_engine.executor.uncovered import Uncovered


def order_by(
    parts: Sequence[tuple[ColumnSegment, Array]], name: str, field: FieldType, *, reverse: bool
) -> Array:
    """The places of the documents in order of their values; *parts* has those of each
    segment, and places count through all of them.

    Documents without a value (those with the column's default) come last in either order,
    those of one value in the order given. Raises :class:`Uncovered` for a field whose
    column is neither of numbers nor of text.
    """
    if field.column_type is None:
        raise Uncovered(f"an order by {name}, which has no column")
    default = field.column_type.default_value()
    read = [_read(segment, name, docs, default) for segment, docs in parts]
    known = np.concatenate([np.zeros(0, dtype=bool), *(known for known, _ in read)])
    values = [value for _, some in read for value in some]
    ranks = {value: rank for rank, value in enumerate(sorted(set(values)))}
    keys = np.fromiter(map(ranks.__getitem__, values), dtype=np.int64, count=len(values))
    order = np.argsort(-keys if reverse else keys, kind="stable")
    return np.concatenate((np.flatnonzero(known)[order], np.flatnonzero(~known)))


def _read(
    segment: ColumnSegment, name: str, docs: Array, default: object
) -> tuple[Array, list[int | float | bytes]]:
    """Which of *docs* have a value, and the values of those."""
    if (numbers := segment.numbers(name)) is not None:
        found = numbers.take(docs)
        known = found != default
        return known, found[known].tolist()
    if (strings := segment.strings(name)) is not None:
        found = strings.ranks.take(docs)
        distinct, places = np.unique(found, return_inverse=True)
        texts = [strings.values[int(rank)] for rank in distinct]
        known = np.array([text != default for text in texts], dtype=bool)[places]
        return known, [texts[place] for place in places[known].tolist()]
    if segment.other_column(name) is not None:
        raise Uncovered(f"an order by {name}, whose column is of another kind")
    return np.zeros(len(docs), dtype=bool), []
