"""Stored fields: a document's in JSON, documents in blocks, blocks compressed.

A block holds about 16 KB of documents: large enough to compress, small enough that
fetching one document takes tens of microseconds. Within a block come the number of its
documents, where each one's JSON ends (uint32, little-endian), and the JSON.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from reelsearch.engines.whoosh_engine.codec.arrays import Array, narrow
from reelsearch.engines.whoosh_engine.codec.container import Container, ContainerWriter
from reelsearch.engines.whoosh_engine.codec.stored_json import dump_fields, load_fields
from reelsearch.errors import IndexFormatError

_BLOCK_BYTES = 1 << 14
_LONGEST_BLOCK = 1 << 30
"""No block is longer when unpacked: a damaged or hostile file must not fill the memory."""
_COUNT = struct.Struct("<I")


class StoredDocuments:
    """The stored fields of a segment's documents. Threads may share it."""

    def __init__(self, container: Container, doc_count: int) -> None:
        self._container = container
        self._doc_count = doc_count
        self._kept: tuple[int, list[bytes]] = (-1, [])

    def fields(self, doc: int) -> dict[str, Any]:
        """The fields of one document. Raises :class:`IndexFormatError` where they are damaged."""
        raw = self.raw(doc)
        try:
            return load_fields(raw) if raw else {}
        except ValueError as error:
            raise self._damaged(error) from error

    def raw(self, doc: int) -> bytes:
        """The JSON of one document's fields; empty if it has none."""
        if not 0 <= doc < self._doc_count:
            raise IndexError(f"document {doc} of {self._doc_count}")
        firsts = self.firsts
        number = int(np.searchsorted(firsts, doc, side="right")) - 1
        kept, documents = self._kept
        if kept != number:
            documents = self.block(number)
            self._kept = (number, documents)
        try:
            return documents[doc - int(firsts[number])]
        except IndexError as error:
            raise self._damaged(error) from error

    @property
    def firsts(self) -> Array:
        """The first document of each block."""
        return self._container.array(".stored_firsts")

    def block(self, number: int) -> list[bytes]:
        """The JSON of each document of a block."""
        packed = self.packed(number)
        try:
            unpacker = zlib.decompressobj()
            unpacked = unpacker.decompress(packed, _LONGEST_BLOCK)
            if not unpacker.eof:
                raise ValueError("a block of stored fields is cut or too long")
            (count,) = _COUNT.unpack_from(unpacked)
            at = (count + 1) * _COUNT.size
            ends = np.frombuffer(unpacked, "<u4", count, _COUNT.size).astype(np.int64) + at
        except (ValueError, zlib.error, struct.error) as error:
            raise self._damaged(error) from error
        documents = []
        for end in ends.tolist():
            documents.append(unpacked[at:end])
            at = end
        return documents

    def packed(self, number: int) -> memoryview:
        """A block as it is in the file."""
        ends = self._container.array(".stored_ends")
        start = int(ends[number - 1]) if number else 0
        return self._container.blob(".stored")[start : int(ends[number])]

    def _damaged(self, error: Exception) -> IndexFormatError:
        return self._container.damaged(f"stored fields cannot be read ({error})")


class StoredWriter:
    """Takes the fields of one document after another; keeps compressed blocks. With *deferred*
    they are compressed only when they are written."""

    def __init__(self, deferred: bool = False) -> None:
        self.count = 0
        self.size = 0
        """Bytes held."""
        self._deferred = deferred
        self._blocks: list[bytes | memoryview | list[bytes]] = []
        self._firsts: list[int] = []
        self._open: list[bytes] = []
        self._open_bytes = 0

    def add(self, fields: dict[str, Any]) -> None:
        """Add a document. Raises TypeError naming the field whose value is not plain data."""
        self.add_raw(dump_fields(fields) if fields else b"")

    def add_raw(self, encoded: bytes) -> None:
        """Add a document whose JSON was made already."""
        self._open.append(encoded)
        self._open_bytes += len(encoded)
        self.count += 1
        if self._open_bytes >= _BLOCK_BYTES:
            self._close_block()

    def add_block(self, packed: memoryview, count: int) -> None:
        """Add a block of *count* documents as it was in another file."""
        self._close_block()
        self._firsts.append(self.count)
        self._blocks.append(packed)
        self.count += count

    def write(self, out: ContainerWriter) -> None:
        """Write all that was added; nothing can be added after."""
        self._close_block()
        out.add(".stored_firsts", narrow(np.array(self._firsts, dtype=np.int64)))
        lengths: list[int] = []
        out.add_bytes(".stored", self._take(lengths))
        out.add(".stored_ends", narrow(np.cumsum(np.array(lengths, dtype=np.int64))))

    def _take(self, lengths: list[int]) -> Iterator[bytes | memoryview]:
        blocks, self._blocks = self._blocks, []
        blocks.reverse()
        while blocks:
            block = blocks.pop()
            packed = pack_block(block) if isinstance(block, list) else block
            lengths.append(len(packed))
            yield packed

    def _close_block(self) -> None:
        documents = self._open
        if not documents:
            return
        held = documents if self._deferred else pack_block(documents)
        self.size += self._open_bytes if self._deferred else len(held)
        self._firsts.append(self.count - len(documents))
        self._blocks.append(held)
        self._open, self._open_bytes = [], 0


def pack_block(documents: Sequence[bytes]) -> bytes:
    """The JSON of some documents as a compressed block."""
    ends = np.cumsum(np.fromiter(map(len, documents), np.int64, len(documents))).astype("<u4")
    return zlib.compress(b"".join((_COUNT.pack(len(documents)), ends.tobytes(), *documents)), 1)
