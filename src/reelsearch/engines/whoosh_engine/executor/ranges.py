"""A range of numbers as a node.

The terms of a numeric field are its numbers, in Whoosh by default in several resolutions,
so that few terms make up a range. Where the field has a column that says the same as its
terms, documents are tested against the column instead.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from whoosh import query as q
from whoosh.fields import NUMERIC, FieldType
from whoosh.util.numeric import tiered_ranges, to_sortable

from reelsearch.engines.whoosh_engine.codec.arrays import Array
from reelsearch.engines.whoosh_engine.codec.field import ColumnField
from reelsearch.engines.whoosh_engine.codec.segment import ColumnSegment
from reelsearch.engines.whoosh_engine.executor.constants import NothingNode
from reelsearch.engines.whoosh_engine.executor.multiterms import ListsNode
from reelsearch.engines.whoosh_engine.executor.nodes import Node
from reelsearch.engines.whoosh_engine.executor.uncovered import Uncovered


class Numbers(NamedTuple):
    """A column of sortable numbers; *missing* stands where a document has none."""

    column: Array
    missing: int


def read_numbers(
    segment: ColumnSegment, name: str, field_type: FieldType, field: ColumnField
) -> Numbers | None:
    """The numbers of a field, if every posting of the field is in its column: so that no
    document has two numbers, and none has the one that stands for none."""
    column = segment.numbers(name)
    if column is None or field_type.column_type is None:
        return None
    missing = field_type.column_type.default_value()
    first, after = field.range(b"\0")  # the terms in full resolution
    postings = field.extent(after - 1)[1] - field.extent(first)[0] if after > first else 0
    if postings != np.count_nonzero(column != missing):
        return None
    return Numbers(column, missing)


def make_range(
    query: q.NumericRange,
    field_type: FieldType,
    field: ColumnField,
    numbers: Numbers | None,
    doc_count: int,
) -> Node:
    """The node of *query*. Raises :class:`Uncovered` where Whoosh would raise."""
    if not isinstance(field_type, NUMERIC):
        raise Uncovered(f"a range of numbers in {query.fieldname}, which has none")
    try:
        start = None if query.start is None else field_type.prepare_number(query.start)
        end = None if query.end is None else field_type.prepare_number(query.end)
    except (ValueError, TypeError) as error:
        raise Uncovered(f"a range that is none: {error}") from error
    kind = (field_type.numtype, field_type.bits, field_type.signed)
    exclusive = query.startexcl, query.endexcl
    encode = field_type.sortable_to_bytes
    lists: list[Array] = []
    for low, high, shift in tiered_ranges(*kind, start, end, field_type.shift_step, *exclusive):
        first, after = field.between(encode(low, shift), encode(high, shift) + b"\0")
        lists += [field.docs(number) for number in range(first, after)]
    if not lists:
        return NothingNode(doc_count)
    if numbers is None:
        return ListsNode(doc_count, lists, query.boost)
    lowest = 0 if start is None else to_sortable(*kind, start) + bool(query.startexcl)
    highest = (1 << field_type.bits) - 1
    if end is not None:
        highest = to_sortable(*kind, end) - bool(query.endexcl)
    return RangeNode(doc_count, lists, query.boost, numbers, (lowest, highest))


class RangeNode(ListsNode):
    """The documents of *lists*, which are those whose number is within *bounds*."""

    def __init__(
        self,
        doc_count: int,
        lists: list[Array],
        constant: float,
        numbers: Numbers,
        bounds: tuple[int, int],
    ) -> None:
        super().__init__(doc_count, lists, constant)
        self._numbers = numbers
        self._bounds = bounds

    def contains(self, docs: Array) -> Array:
        column, missing = self._numbers
        return self._are_within(column.take(docs), missing)

    def mask(self) -> Array:
        if self._mask is None:
            self._mask = self._are_within(*self._numbers)
        return self._mask

    def _are_within(self, values: Array, missing: int) -> Array:
        low, high = self._bounds
        within: Array = (values >= low) & (values <= high)
        if low <= missing <= high:
            within &= values != missing
        return within
