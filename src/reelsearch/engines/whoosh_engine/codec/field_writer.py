"""Whoosh's writer of postings: one posting after another in, a field's columns out."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from whoosh import formats
from whoosh.codec import base
from whoosh.system import pack_uint

from reelsearch.engines.whoosh_engine.codec.arrays import Array, narrow, narrow_weights
from reelsearch.engines.whoosh_engine.codec.container import EXTENSION
from reelsearch.engines.whoosh_engine.codec.postings import FieldPostings

if TYPE_CHECKING:
    from whoosh.filedb.filestore import Storage


_KINDS: dict[type, str] = {
    formats.Existence: "existence",
    formats.Frequency: "frequency",
    formats.Positions: "positions",
}


def posting_kind(format_: formats.Format | None) -> str:
    """What a posting of that format holds besides its weight; see ``ColumnField``."""
    return _KINDS.get(type(format_), "opaque")


class FieldDraft:
    """The postings of one field, given term by term in order, documents in order.

    A term that is given twice for one document counts once, as it was first given.
    """

    def __init__(self, format_: Any) -> None:
        self._format = format_
        self._kind = posting_kind(format_)
        self._terms: list[bytes] = []
        self._starts = array("q")
        self._docs = array("I")
        self._weights = array("d")
        self._positions = array("Q")
        self._counts = array("I")
        self._values: list[bytes] = []

    def start_term(self, text: bytes) -> None:
        """Begin a term."""
        self._terms.append(text)
        self._starts.append(len(self._docs))

    def add(self, doc: int, weight: float, value: bytes) -> None:
        """Add a posting to the term."""
        if len(self._docs) > self._starts[-1] and self._docs[-1] == doc:
            return
        try:
            if self._kind == "positions":
                positions = sorted(self._format.decode_positions(value))
                self._positions.extend(positions)
                self._counts.append(len(positions))
            elif self._kind == "frequency":
                self._counts.append(self._format.decode_frequency(value))
        except Exception:
            # Not what the format makes (spelling has such): kept as it is, and nearly
            # any error can come of reading it.
            self._keep_values()
        if self._kind == "opaque":
            self._values.append(value)
        self._docs.append(doc)
        self._weights.append(weight)

    def finish(self) -> FieldPostings:
        """What was given, as columns."""
        starts = np.append(np.array(self._starts, dtype=np.int64), len(self._docs))
        weights = narrow_weights(np.array(self._weights, dtype=np.float64))
        return FieldPostings(
            self._kind,
            self._terms,
            starts,
            np.array(self._docs, dtype="<u4"),
            weights,
            narrow(np.array(self._positions, "u8")) if self._kind == "positions" else None,
            self._extra_counts(weights),
            self._values if self._kind == "opaque" else None,
        )

    def _keep_values(self) -> None:
        """Keep all values as they are from now on, those given before too."""
        at = 0
        for count in self._counts:
            if self._kind == "positions":
                self._values.append(self._format.encode(self._positions[at : at + count].tolist()))
                at += count
            else:
                self._values.append(pack_uint(count))
        self._kind = "opaque"
        del self._counts[:], self._positions[:]

    def _extra_counts(self, weights: Array | None) -> Array | None:
        """The counts, if they are not the weights: a boost sets them apart."""
        if not self._counts:
            return None
        counts = np.array(self._counts, dtype=np.int64)
        same = np.array_equal(counts, weights) if weights is not None else (counts == 1).all()
        return None if same else narrow(counts)


class Drafted(Protocol):
    """A segment while it is being written."""

    def create_file(self, storage: Storage, ext: str) -> Any:
        """A new file of the segment."""

    def draft(self) -> Any:
        """What of it is written so far."""

    def finish_draft(self) -> None:
        """Nothing is added any more."""


class PostingWriter(base.FieldWriter):
    """Takes fields in order, each as a ``FieldDraft`` does. Closing it writes the file."""

    def __init__(self, storage: Storage, segment: Drafted) -> None:
        self._storage = storage
        self._segment = segment
        self._fields: dict[str, FieldPostings] = {}
        self.is_closed = False

    def start_field(self, fieldname: str, fieldobj: Any) -> None:
        """Begin a field."""
        self._name = fieldname
        self._field = FieldDraft(fieldobj.format)

    def start_term(self, text: bytes) -> None:
        """Begin a term."""
        self._field.start_term(text)

    def add(self, docnum: int, weight: float, vbytes: bytes, length: int | None) -> None:
        """Add a posting to the term."""
        self._field.add(docnum, weight, vbytes)

    def finish_term(self) -> None:
        """The term is complete."""

    def finish_field(self) -> None:
        """The field is complete."""
        self._fields[self._name] = self._field.finish()

    def close(self) -> None:
        """Write the segment's file."""
        self.is_closed = True
        stream = self._segment.create_file(self._storage, EXTENSION)
        try:
            self._segment.draft().write(stream, self._fields)
        finally:
            stream.close()
        self._segment.finish_draft()
