"""The file of a segment: named sections of numbers or bytes, written once, read by mapping.

::

    header   magic, format version                              16 bytes
    section  at a multiple of 64 bytes, each with its crc32     …
    table    JSON: what the sections are, and what they mean    …
    footer   place, length and crc32 of the table, version, magic

Opening looks at header, footer and table, and that every section lies within the file;
the sections themselves are views of the mapping, made when first asked for, and nothing of
them is given out unchecked. One that is longer than a block of :mod:`.blocks` is checked
block by block, against the section :data:`SUMS`: the checksums of all blocks of such sections,
in the order of the table, which says how long a block is. :meth:`Container.verify` reads
everything. Everything that is not as it should be is an
:class:`IndexFormatError` that names the file. Nothing in the file is executed.
"""

from __future__ import annotations

import json
import mmap
import struct
from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import IO, Any, NamedTuple
from zlib import crc32

import numpy as np

from reelsearch.engines.whoosh_engine.codec.arrays import Array
from reelsearch.engines.whoosh_engine.codec.blocks import (
    BLOCK_BYTES,
    LONGEST_BLOCK,
    BlockSums,
    CheckedArray,
    check_block_bytes,
    count_blocks,
)
from reelsearch.errors import IndexFormatError

MAGIC = b"\x89RSCOL\r\n"
VERSION = 2
EXTENSION = ".rsc"

_HEADER = struct.Struct("<8sI4x")
_FOOTER = struct.Struct("<QQII8s")
_ALIGNMENT = 64
_TYPES = frozenset(
    f"{'|' if size == 1 else '<'}{kind}{size}"
    for kind, sizes in (("u", (1, 2, 4, 8)), ("i", (1, 2, 4, 8)), ("f", (4, 8)))
    for size in sizes
)
_CHUNK = 1 << 22

SUMS = ".sums"
"""The section with the checksums of blocks; a file of short sections has none."""


class Section(NamedTuple):
    """Where a section is: its type, its number of items, its offset in bytes, its crc32."""

    dtype: str
    length: int
    offset: int
    crc: int

    @property
    def size(self) -> int:
        """Its bytes."""
        return self.length * int(self.dtype[2])


class Container:
    """An open file; *data* is all of it. Views of it stay good after it was closed."""

    def __init__(self, name: str, data: mmap.mmap | bytes) -> None:
        self.name = name
        self._data = data
        self.meta: dict[str, Any]
        self.checksum: int
        """Of the table, which has those of all sections: no other file has the same."""
        self._sections: dict[str, Section]
        self._block_bytes: int
        self._sums_places: dict[str, int]
        self._arrays: dict[str, Array] = {}
        self._checked: dict[str, CheckedArray] = {}
        self._read_table()

    def __contains__(self, section: str) -> bool:
        return section in self._sections

    def array(self, section: str) -> Array:
        """The section as an array that cannot be written to; all of it is checked. Raises
        :class:`IndexFormatError` where the file has no such section, or it is damaged."""
        array = self._arrays.get(section)
        if array is None:
            array = self._arrays[section] = self.checked(section).whole()
        return array

    def blob(self, section: str) -> memoryview:
        """The section as bytes."""
        return self.array(section).data.cast("B")

    def size(self, section: str) -> int:
        """How many bytes the section has."""
        return self._find(section).size

    def checked(self, section: str) -> CheckedArray:
        """The section as an array whose blocks are checked when they are first read: for what is
        long, and of which little is read. Raises :class:`IndexFormatError` as :meth:`array`."""
        checked = self._checked.get(section)
        if checked is None:
            found = self._find(section)
            array = np.frombuffer(self._data, found.dtype, found.length, found.offset)
            # It does not know this container, which would then outlive its last use.
            said = f"the section {section} is not what was written"
            damaged = partial(_make_error, self.name, said)
            sums, block_bytes = self._sums_of(section, found)
            checked = CheckedArray(array, sums, block_bytes, damaged)
            if len(sums) == 1:
                checked.whole()
            self._checked[section] = checked
        return checked

    def _find(self, section: str) -> Section:
        found = self._sections.get(section)
        if found is None:
            raise self.damaged(f"it lacks the section {section}")
        return found

    def _sums_of(self, name: str, section: Section) -> tuple[Sequence[int] | Array, int]:
        """The checksums of its blocks, and how many bytes these have."""
        start = self._sums_places.get(name)
        if start is None:
            return (section.crc,), LONGEST_BLOCK
        end = start + count_blocks(section.size, self._block_bytes)
        return self.array(SUMS)[start:end], self._block_bytes

    def verify(self) -> None:
        """Read everything. Raises :class:`IndexFormatError` that names what is damaged."""
        for said in self.find_damage():
            raise self.damaged(said)

    def find_damage(self) -> Iterator[str]:
        """Read everything; what is damaged, each part in a few words."""
        at = _HEADER.size
        for name, section in sorted(self._sections.items(), key=lambda item: item[1].offset):
            if any(self._data[at : section.offset]):
                yield f"something stands before the section {name}"
            at = section.offset + section.size
            view = memoryview(self._data)[section.offset : at]
            if _sum(view) != section.crc:
                yield f"the section {name} is not what was written"
            elif name in self._sums_places and not self._has_own_sums(name, section, view):
                yield f"the section {name} has not its own checksums of blocks"
        if any(self._data[at : self._table_offset]):
            yield "something stands before the table"

    def _has_own_sums(self, name: str, section: Section, view: memoryview) -> bool:
        try:
            sums, block_bytes = self._sums_of(name, section)
        except IndexFormatError:  # which is said of the section that they are in
            return True
        own = BlockSums(block_bytes)
        own.add(view)
        return np.array_equal(own.finish(), sums)

    def let_go(self) -> None:
        """Let the system have back the memory in which sections were read; they are read again
        when they are asked for."""
        if isinstance(self._data, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
            self._data.madvise(mmap.MADV_DONTNEED)

    def damaged(self, said: str) -> IndexFormatError:
        """The error for a file in which something is not as it should be."""
        return _make_error(self.name, said)

    def _read_table(self) -> None:
        data, size = self._data, len(self._data)
        if size < _HEADER.size + _FOOTER.size:
            raise self.damaged(f"it has {size} bytes, too few")
        magic, version = _HEADER.unpack(data[: _HEADER.size])
        if magic != MAGIC or any(data[12 : _HEADER.size]):
            raise self.damaged("it does not begin as the file of a segment")
        offset, length, crc, again, magic = _FOOTER.unpack(data[size - _FOOTER.size :])
        if magic != MAGIC or again != version:
            raise self.damaged("it does not end as it should; it may have been cut")
        if version != VERSION:
            raise IndexFormatError(
                f"{self.name} has the format {version}; this version reads {VERSION}. Use the"
                " version of reelsearch that wrote it, or build the index again."
            )
        if offset < _HEADER.size or offset + length + _FOOTER.size != size:
            raise self.damaged("its table lies outside")
        table = data[offset : offset + length]
        if crc32(table) != crc:
            raise self.damaged("its table is not what was written")
        self._table_offset = offset
        self.checksum = crc
        try:
            read = json.loads(table)
            self.meta = dict(read["meta"])
            self._sections = {name: Section(*entry) for name, entry in read["sections"].items()}
            fits = all(self._fits(section) for section in self._sections.values())
            if fits:
                self._block_bytes = check_block_bytes(read.get("block", BLOCK_BYTES))
                self._sums_places = self._place_sums()
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise self.damaged(f"its table cannot be read ({error})") from error
        if not fits:
            raise self.damaged("a section lies outside")

    def _fits(self, section: Section) -> bool:
        dtype, length, offset, crc = section
        if not all(type(number) is int for number in (length, offset, crc)):
            return False  # a table may have been made up, and its checksum as well
        if dtype not in _TYPES or length < 0 or offset < _HEADER.size or offset % _ALIGNMENT:
            return False
        return bool(offset + length * int(dtype[2]) <= self._table_offset)

    def _place_sums(self) -> dict[str, int]:
        """Where the checksums of each long section's blocks begin among all. Raises ValueError
        where they are not as many as the blocks."""
        sums = self._sections.get(SUMS)
        places: dict[str, int] = {}
        if sums is None:
            return places
        at = 0
        for name, section in self._sections.items():
            if section.size > self._block_bytes and name != SUMS:
                places[name] = at
                at += count_blocks(section.size, self._block_bytes)
        if at != sums.length or sums.dtype != "<u4":
            raise ValueError("there are not as many checksums as blocks")
        return places


def _make_error(name: str, said: str) -> IndexFormatError:
    return IndexFormatError(
        f"{name} is damaged: {said}. Build the index again with “reelsearch index"
        " --rebuild”, naming the folders to index."
    )


def open_container(name: str, stream: IO[bytes]) -> Container:
    """The container that *stream* holds: mapped if it is a file on disk, else read.

    *stream* may be closed afterwards.
    """
    try:
        descriptor = stream.fileno()
    except (AttributeError, OSError):
        return Container(name, bytes(stream.read()))
    try:
        return Container(name, mmap.mmap(descriptor, 0, access=mmap.ACCESS_READ))
    except ValueError:  # an empty file cannot be mapped
        return Container(name, b"")


class ContainerWriter:
    """Writes sections to *stream* in the order given; :meth:`finish` makes it a whole file."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._sections: dict[str, Section] = {}
        self._block_bytes = BLOCK_BYTES
        self._sums = array("I")
        self._at = 0
        self._write(_HEADER.pack(MAGIC, VERSION))

    def add(self, name: str, column: Array) -> None:
        """Write a section of numbers."""
        self.add_parts(name, column.dtype, (column,))

    def add_bytes(self, name: str, parts: Iterable[bytes | memoryview]) -> None:
        """Write a section of bytes that comes in *parts*."""
        self.add_parts(name, np.dtype("u1"), (np.frombuffer(part, "u1") for part in parts))

    def add_parts(self, name: str, dtype: np.dtype[Any], parts: Iterable[Array]) -> None:
        """Write a section that comes in *parts*, all of them of *dtype*."""
        if name in self._sections:
            raise ValueError(f"section {name!r} was written already")
        dtype = dtype.newbyteorder("<")
        if dtype.str not in _TYPES:
            raise TypeError(f"section {name!r} is of numbers, not of {dtype}")
        self._write(bytes(-self._at % _ALIGNMENT))
        offset, crc = self._at, 0
        sums = BlockSums(self._block_bytes)
        for part in parts:
            for start in range(0, len(part), _CHUNK):
                # Chunks, so that a column that must be copied is not copied whole.
                piece = np.ascontiguousarray(part[start : start + _CHUNK], dtype)
                view = piece.data.cast("B")
                crc = crc32(view, crc)
                sums.add(view)
                self._write(view)
        length = (self._at - offset) // dtype.itemsize
        self._sections[name] = Section(dtype.str, length, offset, crc)
        if self._at - offset > self._block_bytes and name != SUMS:
            self._sums += sums.finish()

    def finish(self, meta: dict[str, Any]) -> None:
        """Write the table, with *meta* (plain JSON) in it, and the footer."""
        if self._sums:
            self.add(SUMS, np.array(self._sums, "<u4"))
        self._write(bytes(-self._at % _ALIGNMENT))
        table = {"meta": meta, "sections": self._sections, "block": self._block_bytes}
        encoded = json.dumps(table, separators=(",", ":")).encode("ascii")
        offset = self._at
        self._write(encoded)
        self._write(_FOOTER.pack(offset, len(encoded), crc32(encoded), VERSION, MAGIC))

    def _write(self, data: bytes | memoryview) -> None:
        self._stream.write(data)
        self._at += len(data)


def _sum(view: memoryview) -> int:
    crc = 0
    for start in range(0, len(view), _CHUNK):
        crc = crc32(view[start : start + _CHUNK], crc)
    return crc
