"""The columnar codec: Whoosh segments whose postings are columns in one mapped file each."""

from reelsearch.engines.whoosh_engine.codec.codec import (
    ColumnarCodec,
    ColumnarSegment,
    column_segment,
    open_segment,
)
from reelsearch.engines.whoosh_engine.codec.field import ColumnField
from reelsearch.engines.whoosh_engine.codec.segment import ColumnSegment, StringColumn

__all__ = [
    "ColumnField",
    "ColumnSegment",
    "ColumnarCodec",
    "ColumnarSegment",
    "StringColumn",
    "column_segment",
    "open_segment",
]
