"""Checksums by block: a long section is checked where it is read, each block of it once.

A section of a segment's file is cut into blocks of :data:`BLOCK_BYTES`, the last of them
shorter, and each has its crc32. A reader touches few of them, and to check those takes a few
microseconds each; which were checked is remembered as long as the file is open.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from zlib import crc32

import numpy as np

from reelsearch.engines.whoosh_engine.codec.arrays import Array

BLOCK_BYTES = 1 << 14
"""Of a block: checked in 4 microseconds, and its checksum adds a fortieth of a percent."""
_AT_ONCE = 4
"""So many blocks, if no more are left of a section, are checked with the next: from then on
nothing need be asked."""
_MOST_AT_ONCE, _FEW_LEFT = 512, 4
"""So are more, up to so many (3 milliseconds), once no more than one in so many is left."""
LEAST_BLOCK, LONGEST_BLOCK = 1 << 8, 1 << 62
"""Between these is what a file may say that its blocks are: a power of two, so that each has
whole items, and more of them than are ever counted together."""


class CheckedArray:
    """A section, of which nothing is given out that was not held against its checksums.

    *array* is all of it, *sums* the crc32 of each block of *block_bytes*; where one is
    another, what *damaged* gives is raised. Threads may share it: at worst a block is
    checked twice. ``unchecked`` is the array as it is in the file, for who has checked the
    part before; ``is_checked`` says that all of it was.
    """

    __slots__ = (
        "_block_bytes",
        "_bytes",
        "_damaged",
        "_flags",
        "_highest",
        "_is_seen",
        "_shift",
        "_sums",
        "is_checked",
        "unchecked",
    )

    def __init__(
        self,
        array: Array,
        sums: Sequence[int] | Array,
        block_bytes: int,
        damaged: Callable[[], Exception],
    ) -> None:
        self.unchecked = array
        self.is_checked = not len(array)
        self._bytes = array.data.cast("B") if len(array) else memoryview(b"")
        self._sums = sums
        self._block_bytes = block_bytes
        self._shift = (block_bytes // array.itemsize).bit_length() - 1
        self._damaged = damaged
        self._highest = int(np.iinfo(array.dtype).max) if array.dtype.kind == "u" else -1
        self._flags = bytearray(len(sums))
        self._is_seen: Array = np.frombuffer(self._flags, bool)

    def __len__(self) -> int:
        return len(self.unchecked)

    def whole(self) -> Array:
        """All of it."""
        if not self.is_checked:
            self._check_blocks(range(len(self._flags)))
        return self.unchecked

    def item(self, place: int) -> Any:
        """The item at *place* as a Python number."""
        if not self.is_checked:
            self.check(place, place + 1)
        return self.unchecked[place].item()

    def slice(self, start: int, stop: int) -> Array:
        """The items from *start* up to, but not including, *stop*; neither counts from the end."""
        if not self.is_checked:
            self.check(start, stop)
        return self.unchecked[start:stop]

    def last_up_to(self, value: int) -> int:
        """The place of the last item that is not above *value*, where all are ascending; -1 if
        there is none."""
        # Asked for a number of another type, NumPy converts all of the array to that.
        wanted = self.unchecked.dtype.type(value) if value <= self._highest else value
        place = int(self.unchecked.searchsorted(wanted, "right")) - 1
        if not self.is_checked:
            # What was passed on the way is known to be right if what it led to is.
            before = self.slice(max(place, 0), place + 1)
            after = self.slice(place + 1, place + 2)
            if (len(before) and before[0] > value) or (len(after) and after[0] <= value):
                self.whole()
        return place

    def take(self, at: Array) -> Array:
        """The items at these places, none of which counts from the end."""
        if not self.is_checked:
            self.check_at(at)
        return self.unchecked.take(at)

    def check(self, start: int, stop: int) -> None:
        """Check the blocks of these items."""
        first, last = start >> self._shift, (stop - 1) >> self._shift
        if start < stop and self._flags.find(0, first, last + 1) >= 0:
            self._check_blocks(range(first, min(last + 1, len(self._flags))))

    def check_at(self, at: Array) -> None:
        """Check the blocks of the items at these places."""
        blocks = at >> self._shift
        is_seen = self._is_seen.take(blocks, mode="clip")
        if 0 in is_seen.tobytes():  # for few, in a fifth of the time that all() takes
            # Not np.unique, which imports a part of NumPy that nothing else here needs.
            self._check_blocks(sorted(set(blocks[~is_seen].tolist())))

    def _check_blocks(self, blocks: Iterable[int]) -> None:
        flags = self._flags
        for block in blocks:
            if not flags[block]:
                self._check_block(block)
        left = flags.count(0)
        if left <= _AT_ONCE or (left <= _MOST_AT_ONCE and left * _FEW_LEFT <= len(flags)):
            for block, is_seen in enumerate(flags):
                if not is_seen:
                    self._check_block(block)
            self.is_checked = True

    def _check_block(self, block: int) -> None:
        size = self._block_bytes
        if crc32(self._bytes[block * size : (block + 1) * size]) != self._sums[block]:
            raise self._damaged()
        self._flags[block] = 1


class BlockSums:
    """The crc32 of each block of the bytes that are added, in order."""

    def __init__(self, block_bytes: int) -> None:
        self._block_bytes = block_bytes
        self._sums = array("I")
        self._crc = 0
        self._room = block_bytes

    def add(self, view: memoryview) -> None:
        """Go on with the bytes of *view*."""
        at = 0
        while at < len(view):
            piece = view[at : at + self._room]
            self._crc = crc32(piece, self._crc)
            self._room -= len(piece)
            at += len(piece)
            if not self._room:
                self._close_block()

    def finish(self) -> array[int]:
        """Of all blocks; the last may be shorter."""
        if self._room < self._block_bytes:
            self._close_block()
        return self._sums

    def _close_block(self) -> None:
        self._sums.append(self._crc)
        self._crc, self._room = 0, self._block_bytes


def count_blocks(size: int, block_bytes: int) -> int:
    """How many blocks a section of *size* bytes has."""
    return -(-size // block_bytes)


def check_block_bytes(given: object) -> int:
    """The length of blocks that a file gives. Raises ValueError if blocks have no such length."""
    if type(given) is not int or not LEAST_BLOCK <= given <= LONGEST_BLOCK or given.bit_count() > 1:
        raise ValueError(f"blocks of {given!r} bytes")
    return given
