"""A segment that is being written one document at a time, before it becomes a file."""

from __future__ import annotations

from array import array
from typing import IO, Any

import numpy as np

from reelsearch.engines.whoosh_engine.codec.arrays import Array
from reelsearch.engines.whoosh_engine.codec.columns import ColumnDraft
from reelsearch.engines.whoosh_engine.codec.container import ContainerWriter
from reelsearch.engines.whoosh_engine.codec.postings import (
    NO_POSTINGS,
    FieldPostings,
    write_field,
)
from reelsearch.engines.whoosh_engine.codec.stored import StoredWriter
from reelsearch.engines.whoosh_engine.codec.vectors import VectorDraft


class SegmentDraft:
    """Stored fields, lengths, columns and vectors of documents, and the postings of fields."""

    def __init__(self) -> None:
        self.doc_count = 0
        self.stored = StoredWriter()
        self.columns: dict[str, ColumnDraft] = {}
        self.vectors: dict[str, VectorDraft] = {}
        self._lengths: dict[str, array[int]] = {}

    def set_length(self, name: str, doc: int, length: int) -> None:
        """The length of a field in a document above all before."""
        lengths = self._lengths.setdefault(name, array("Q"))
        lengths.extend([0] * (doc - len(lengths)))
        lengths.append(length)

    def lengths(self, name: str) -> Array | None:
        """The length of the field in each document; None if none has one."""
        given = self._lengths.get(name)
        if given is None:
            return None
        lengths = np.zeros(self.doc_count, dtype=np.uint64)
        lengths[: len(given)] = given
        return lengths

    def write(self, stream: IO[bytes], postings: dict[str, FieldPostings]) -> None:
        """Write the segment's file, with the *postings* of each field."""
        out = ContainerWriter(stream)
        fields: dict[str, Any] = {}
        for name in sorted(postings.keys() | self._lengths.keys()):
            # Taken out, so that what is written no longer fills the memory.
            given = postings.pop(name, NO_POSTINGS)
            fields[name] = write_field(out, name, given, self.lengths(name), self.doc_count)
        columns = {
            name: column.write(out, name, self.doc_count)
            for name, column in sorted(self.columns.items())
        }
        for name, vectors in sorted(self.vectors.items()):
            vectors.write(out, name)
        self.stored.write(out)
        out.finish({"docs": self.doc_count, "fields": fields, "columns": columns})
