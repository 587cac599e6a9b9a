"""Stored fields: a document's in JSON, documents in blocks, blocks compressed.

A block holds about 4 KB of documents, so that fetching one takes some ten microseconds. So
little compresses badly by itself: the compressor of a larger segment is given some of its
documents beforehand, as a dictionary (RFC 1950, section 2.2). Within a block come the number of
its documents, where each one's JSON ends (uint32, little-endian), and the JSON.

Merging copies whole blocks, so a segment has the dictionaries of those it was made of; a
block says which is its own, and 0 if it has none.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from reelsearch.engines.whoosh_engine.codec.arrays import Array, narrow
from reelsearch.engines.whoosh_engine.codec.container import Container, ContainerWriter
from reelsearch.engines.whoosh_engine.codec.stored_json import dump_fields, load_fields
from reelsearch.errors import IndexFormatError

_BLOCK_BYTES = 1 << 12
_SAMPLE_BYTES = 1 << 19
"""The dictionary is taken from the first documents, as many as these bytes of JSON hold."""
_DICTIONARY_SHARE = 32
"""A dictionary is one part in so many of the JSON it is taken from: 16 KB of a whole sample."""
_LEAST_DICTIONARY = 1 << 11
"""What is shorter saves less than it takes."""
_LONGEST_BLOCK = 1 << 30
"""No block is longer when unpacked: a damaged or hostile file must not fill the memory."""
_COUNT = struct.Struct("<I")
_HEAD_BYTES, _HAS_DICTIONARY, _DICTIONARY_BYTES = 2, 0x20, 4
"""What precedes the deflated data of a block, by RFC 1950: a head, whose second byte has the flag,
and with that the checksum of the dictionary."""
_HEAD = 256
"""Of so many bytes a block's head may be for one document to be unpacked alone."""


class StoredDocuments:
    """The stored fields of a segment's documents. Threads may share it."""

    def __init__(self, container: Container, doc_count: int) -> None:
        self._container = container
        self._doc_count = doc_count
        self._kept: tuple[int, bytes, Sequence[int]] = (-1, b"", ())
        self._asked = -1
        self._dictionaries = {0: b""}

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
        firsts = self._container.checked(".stored_firsts")
        number = firsts.last_up_to(doc)
        within = doc - int(firsts.unchecked[number])
        kept, unpacked, borders = self._kept
        if kept != number:
            is_in_order, self._asked = doc == self._asked + 1, doc
            # Whoever reads one after another has use for all of a block.
            if not is_in_order and (alone := self._unpack_one(number, within)) is not None:
                return alone
            unpacked, borders = self._unpack(number)
            self._kept = (number, unpacked, borders)
        try:
            return unpacked[borders[within] : borders[within + 1]]
        except IndexError as error:
            raise self._damaged(error) from error

    @property
    def firsts(self) -> Array:
        """The first document of each block."""
        return self._container.array(".stored_firsts")

    def block(self, number: int) -> list[bytes]:
        """The JSON of each document of a block."""
        unpacked, borders = self._unpack(number)
        return [unpacked[start:end] for start, end in pairwise(borders)]

    def _unpack_one(self, number: int, within: int) -> bytes | None:
        """The JSON of the document at the place *within* a block, of which no more is unpacked
        than up to its end; None if that is not known from the first :data:`_HEAD` bytes."""
        try:
            packed = self.packed(number)
            # The deflated data alone. zlib would sum up the dictionary, to compare it with that
            # of the block's head, and so take half as long again; the blocks of the file have
            # been checked.
            start = _HEAD_BYTES + (_DICTIONARY_BYTES if packed[1] & _HAS_DICTIONARY else 0)
            unpacker = zlib.decompressobj(-zlib.MAX_WBITS, zdict=self.dictionary(number))
            head = unpacker.decompress(packed[start:], _HEAD)
            (count,) = _COUNT.unpack_from(head)
            at = (count + 1) * _COUNT.size
            if at > len(head):
                return None
            ends = struct.unpack_from(f"<{count}I", head, _COUNT.size)
            start, end = at + (ends[within - 1] if within else 0), at + ends[within]
            if len(head) < end <= _LONGEST_BLOCK:
                head += unpacker.decompress(unpacker.unconsumed_tail, end - len(head))
            if len(head) < end:
                raise ValueError("a block of stored fields is cut or too long")
            return head[start:end]
        except (ValueError, IndexError, zlib.error, struct.error) as error:
            raise self._damaged(error) from error

    def _unpack(self, number: int) -> tuple[bytes, Sequence[int]]:
        """A block, and where in it its documents begin; and where the last one ends."""
        packed = self.packed(number)
        try:
            unpacker = zlib.decompressobj(zdict=self.dictionary(number))
            unpacked = unpacker.decompress(packed, _LONGEST_BLOCK)
            if not unpacker.eof:
                raise ValueError("a block of stored fields is cut or too long")
            (count,) = _COUNT.unpack_from(unpacked)
            at = (count + 1) * _COUNT.size
            if len(unpacked) < at:
                raise ValueError("a block of stored fields is too short")
            ends = struct.unpack_from(f"<{count}I", unpacked, _COUNT.size)
            return unpacked, [at, *(at + end for end in ends)]
        except (ValueError, IndexError, zlib.error, struct.error) as error:
            raise self._damaged(error) from error

    def packed(self, number: int) -> memoryview:
        """A block as it is in the file."""
        ends = self._container.checked(".stored_ends")
        start = ends.item(number - 1) if number else 0
        return self._container.checked(".stored").slice(start, ends.item(number)).data

    def dictionary(self, number: int) -> bytes:
        """What the compressor of a block knew beforehand; empty for nothing."""
        which: int = self._container.checked(".stored_dictionary").item(number)
        dictionary = self._dictionaries.get(which)
        if dictionary is None:
            ends = self._container.checked(".dictionary_ends")
            start = ends.item(which - 2) if which > 1 else 0
            blob = self._container.checked(".dictionaries")
            dictionary = blob.slice(start, ends.item(which - 1)).tobytes()
            self._dictionaries[which] = dictionary
        return dictionary

    def _damaged(self, error: Exception) -> IndexFormatError:
        return self._container.damaged(f"stored fields cannot be read ({error})")


def most_documents(container: Container) -> int:
    """No segment can have more: whoever makes up their number must not fill the memory with it.

    A document takes a number of 4 bytes at least, and zlib makes no more than 1,032 bytes into
    one (its technical page, "Maximum Compression Factor").
    """
    packed = container.size(".stored") if ".stored" in container else 0
    return packed * 1032 // _COUNT.size


class StoredWriter:
    """Takes the fields of one document after another; keeps compressed blocks. With *deferred*
    they are compressed only when they are written."""

    def __init__(self, deferred: bool = False) -> None:
        self.count = 0
        self.size = 0
        """Bytes held."""
        self._deferred = deferred
        self._blocks: list[_Block] = []
        self._firsts: list[int] = []
        self._open: list[bytes] = []
        self._open_bytes = 0
        self._dictionaries = {b"": 0}
        self._packer: Packer | None = None

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

    def add_block(self, packed: memoryview, count: int, dictionary: bytes) -> None:
        """Add a block of *count* documents as it was in another file."""
        self._close_block()
        self._firsts.append(self.count)
        self._blocks.append(_Packed(packed, self._number(dictionary)))
        self.count += count

    def write(self, out: ContainerWriter) -> None:
        """Write all that was added; nothing can be added after."""
        self._close_block()
        out.add(".stored_firsts", narrow(np.array(self._firsts, dtype=np.int64)))
        lengths: list[int] = []
        dictionaries: list[int] = []
        out.add_bytes(".stored", self._take(lengths, dictionaries))
        out.add(".stored_ends", narrow(np.cumsum(np.array(lengths, dtype=np.int64))))
        out.add(".stored_dictionary", narrow(np.array(dictionaries, dtype=np.int64)))
        known = list(self._dictionaries)[1:]
        out.add_bytes(".dictionaries", known)
        ends = np.cumsum(np.fromiter(map(len, known), np.int64, len(known)))
        out.add(".dictionary_ends", narrow(ends))

    def _take(self, lengths: list[int], dictionaries: list[int]) -> Iterator[bytes | memoryview]:
        packer = self._packer or self._make_packer()
        blocks, self._blocks = self._blocks, []
        blocks.reverse()
        while blocks:
            block = blocks.pop()
            if not isinstance(block, _Packed):
                block = self._pack(packer, block)
            lengths.append(len(block.data))
            dictionaries.append(block.dictionary)
            yield block.data

    def _close_block(self) -> None:
        documents = self._open
        if not documents:
            return
        self._firsts.append(self.count - len(documents))
        self._blocks.append(documents)
        self.size += self._open_bytes
        self._open, self._open_bytes = [], 0
        if self._deferred:
            return
        if self._packer is not None:
            self.size += self._pack_at(len(self._blocks) - 1, self._packer)
        elif self.size >= _SAMPLE_BYTES:
            self._packer = self._make_packer()
            for at in range(len(self._blocks)):
                self.size += self._pack_at(at, self._packer)

    def _pack_at(self, at: int, packer: Packer) -> int:
        """Pack a block where it is, if it is not yet; returns by how much it grew."""
        block = self._blocks[at]
        if isinstance(block, _Packed):
            return 0
        packed = self._blocks[at] = self._pack(packer, block)
        return len(packed.data) - sum(map(len, block))

    def _pack(self, packer: Packer, documents: list[bytes]) -> _Packed:
        return _Packed(packer.pack(documents), self._number(packer.dictionary))

    def _make_packer(self) -> Packer:
        """One that knows some of the documents that wait; where they are too few, what a packer
        of the blocks that were copied knew."""
        waiting = [block for block in self._blocks if not isinstance(block, _Packed)]
        return Packer(make_dictionary(waiting) or next(reversed(self._dictionaries)))

    def _number(self, dictionary: bytes) -> int:
        return self._dictionaries.setdefault(dictionary, len(self._dictionaries))


class _Packed(NamedTuple):
    """A compressed block, and the number of its dictionary."""

    data: bytes | memoryview
    dictionary: int


_Block = _Packed | list[bytes]


class Packer:
    """Compresses blocks with what *dictionary* holds known beforehand."""

    def __init__(self, dictionary: bytes) -> None:
        self.dictionary = dictionary
        self._fresh = zlib.compressobj(1, zdict=dictionary) if dictionary else zlib.compressobj(1)

    def pack(self, documents: Sequence[bytes]) -> bytes:
        """The JSON of some documents as a compressed block."""
        ends = np.cumsum(np.fromiter(map(len, documents), np.int64, len(documents))).astype("<u4")
        block = b"".join((_COUNT.pack(len(documents)), ends.tobytes(), *documents))
        packer = self._fresh.copy()  # many times faster than to read the dictionary anew
        return packer.compress(block) + packer.flush()


def make_dictionary(blocks: Sequence[Sequence[bytes]]) -> bytes:
    """Some of the documents of *blocks*, from places as far from each other as can be; empty if
    there are too few."""
    sample: list[bytes] = []
    size = 0
    for documents in blocks:
        if size >= _SAMPLE_BYTES:
            break
        sample += documents
        size += sum(map(len, documents))
    wanted = min(size, _SAMPLE_BYTES) // _DICTIONARY_SHARE
    if wanted < _LEAST_DICTIONARY:
        return b""
    step = max(len(sample) * wanted // size, 1)
    return b"".join(sample[:: max(len(sample) // step, 1)])[-wanted:]
