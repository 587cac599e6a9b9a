"""Many texts in, the number of each of their chunks out: whole columns of bytes at a time.

A *chunk* is what ``str.split`` finds between white space. A review has hundreds, most of them
seen before, and to make a Python string of each and look it up takes longer than all else
that is done with a text. So a chunk of up to 15 bytes is two whole numbers, which hold its
bytes and its length; these are looked up, thousands at a time, in a hash table of columns. Longer
chunks, one in a hundred, are looked up one at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from os import urandom

import numpy as np

from reelsearch.engines.whoosh_engine.codec.arrays import Array

_SHORT = 15
"""Bytes of a chunk that two whole numbers can hold, with their count in the last byte."""
_AT_A_TIME = 1 << 18
"""Characters, so that the columns of one step stay near the processor."""
_PADDING = b" " * 24
_FIRST_BITS = 14

_WORD = np.dtype("<u8")
_MASKS = np.array([(1 << (8 * count)) - 1 for count in range(9)], dtype=_WORD)
_HASH = np.frombuffer(urandom(16), _WORD) | np.uint64(1)
"""Others in each process, so that no text can be made whose words are all looked for in one place;
odd, so that nothing is lost by multiplying."""

_WIDE_BLANKS = np.array([n for n in range(0x80, 0x3001) if chr(n).isspace()], dtype=np.uint32)
"""White space outside ASCII; all of it takes two bytes or three."""


class ChunkNumbers:
    """The numbers of chunks, given at first sight; ``unseen`` are those given since it was last
    emptied, in order."""

    def __init__(self) -> None:
        self.unseen: list[str] = []
        self._count = 0
        self._bits = _FIRST_BITS
        self._make_table()
        self._long: dict[bytes, int] = {}

    def __len__(self) -> int:
        return self._count

    def number(self, texts: Sequence[str]) -> tuple[Array, Array]:
        """The number of each chunk of all *texts* (uint32), and how many each text has (int64)."""
        numbers: list[Array] = []
        counts: list[Array] = []
        first = size = 0
        for place, text in enumerate(texts, start=1):
            size += len(text)
            if size >= _AT_A_TIME or place == len(texts):
                step = [text.encode("utf-8", "surrogatepass") for text in texts[first:place]]
                for kept, made in zip((numbers, counts), self._number(step), strict=True):
                    kept.append(made)
                first, size = place, 0
        if not numbers:
            return np.zeros(0, dtype=np.uint32), np.zeros(0, dtype=np.int64)
        return np.concatenate(numbers), np.concatenate(counts)

    def _number(self, texts: list[bytes]) -> tuple[Array, Array]:
        joined = b" ".join(texts)
        padded = joined + _PADDING[: 24 - len(joined) % 8]
        column = np.frombuffer(padded, dtype=np.uint8)
        starts, ends = _find_chunks(column, is_ascii=joined.isascii())
        edges = np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)) + 1)
        counts = np.diff(starts.searchsorted(edges), prepend=0)
        lengths = ends - starts
        low, high = _pack(column, starts, lengths)
        numbers = self._look_up(low, high)
        for at in np.flatnonzero(lengths > _SHORT).tolist():
            numbers[at] = self._number_long(padded[starts[at] : ends[at]])
        new = np.flatnonzero(numbers < 0)
        if len(new):
            self._add(low[new], high[new])
            numbers[new] = self._look_up(low[new], high[new])
        return numbers.astype(np.uint32), counts

    def _number_long(self, chunk: bytes) -> int:
        number = self._long.get(chunk)
        if number is None:
            number = self._long[chunk] = self._give(chunk)
        return number

    def _give(self, chunk: bytes) -> int:
        self.unseen.append(chunk.decode("utf-8", "surrogatepass"))
        self._count += 1
        return self._count - 1

    # The hash table: the two numbers of a chunk, and the number it was given, or -1.

    def _make_table(self) -> None:
        size = 1 << self._bits
        self._low = np.zeros(size, dtype=_WORD)
        self._high = np.zeros(size, dtype=_WORD)
        self._numbers = np.full(size, -1, dtype=np.int32)

    def _slots(self, low: Array, high: Array) -> Array:
        """Where each chunk is looked for first."""
        mixed: Array = low * _HASH[0] + high * _HASH[1]
        mixed ^= mixed >> np.uint64(32)
        mixed *= _HASH[0]
        mixed >>= np.uint64(64 - self._bits)
        return mixed.astype(np.int64)

    def _look_up(self, low: Array, high: Array) -> Array:
        """The number of each chunk (int32), -1 of those not in the table."""
        slots = self._slots(low, high)
        numbers = self._numbers[slots]
        others = np.flatnonzero(
            (numbers >= 0) & ((self._low[slots] != low) | (self._high[slots] != high))
        )
        while len(others):
            slots = (slots[others] if len(slots) > len(others) else slots) + 1
            slots &= len(self._numbers) - 1
            found = self._numbers[slots]
            numbers[others] = found
            wrong = (self._low[slots] != low[others]) | (self._high[slots] != high[others])
            on = np.flatnonzero((found >= 0) & wrong)
            others, slots = others[on], slots[on]
        return numbers

    def _add(self, low: Array, high: Array) -> None:
        """Number chunks that are not in the table; each may be given more than once."""
        order = np.lexsort((high, low))
        low, high = low[order], high[order]
        is_first = np.ones(len(low), dtype=bool)
        is_first[1:] = (low[1:] != low[:-1]) | (high[1:] != high[:-1])
        low, high = low[is_first], high[is_first]
        numbers = np.arange(self._count, self._count + len(low), dtype=np.int32)
        packed = np.stack((low, high), axis=1).tobytes()
        for at in range(0, len(packed), 16):
            self._give(packed[at : at + packed[at + _SHORT]])
        while 2 * self._count > len(self._numbers):
            self._grow()
        self._put(low, high, numbers)

    def _grow(self) -> None:
        kept = np.flatnonzero(self._numbers >= 0)
        low, high, numbers = self._low[kept], self._high[kept], self._numbers[kept]
        self._bits += 1
        self._make_table()
        self._put(low, high, numbers)

    def _put(self, low: Array, high: Array, numbers: Array) -> None:
        slots = self._slots(low, high)
        left = np.arange(len(numbers))
        while len(left):
            at = slots[left]
            free = self._numbers[at] < 0
            # Of those that want one slot any gets it; which one is then read there.
            self._numbers[at[free]] = numbers[left[free]]
            has_place = self._numbers[at] == numbers[left]
            placed = left[has_place]
            self._low[slots[placed]] = low[placed]
            self._high[slots[placed]] = high[placed]
            left = left[~has_place]
            slots[left] = (slots[left] + 1) & (len(self._numbers) - 1)


def _find_chunks(column: Array, *, is_ascii: bool) -> tuple[Array, Array]:
    """Where chunks begin and end among bytes of UTF-8 that end with white space."""
    inside = np.empty(len(column) + 1, dtype=bool)
    inside[0] = False
    # Of ASCII the white space of str.split: 9 to 13 and 28 to 32. What is less wraps around.
    np.greater(column - np.uint8(9), 4, out=inside[1:])
    inside[1:] &= (column - np.uint8(28)) > 4
    if not is_ascii:
        _mark_wide_blanks(column, inside[1:])
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    return edges[::2], edges[1::2]


def _mark_wide_blanks(column: Array, inside: Array) -> None:
    """Mark the bytes of white space outside ASCII as such."""
    leads = np.flatnonzero((column == 0xC2) | ((column >= 0xE1) & (column <= 0xE3)))
    first, second, third = (column[leads + step].astype(np.uint32) for step in range(3))
    is_two = first == 0xC2
    code = np.where(
        is_two,
        (first & 0x1F) << 6 | second & 0x3F,
        (first & 0x0F) << 12 | (second & 0x3F) << 6 | third & 0x3F,
    )
    blank = np.isin(code, _WIDE_BLANKS)
    places = leads[blank]
    inside[places] = False
    inside[places + 1] = False
    inside[places[~is_two[blank]] + 2] = False


def _pack(column: Array, starts: Array, lengths: Array) -> tuple[Array, Array]:
    """The bytes of each chunk as two whole numbers, the count of them in the last byte; of one
    that is too long, numbers that no other has."""
    words = column.view(_WORD)
    at = starts >> 3
    shift = (starts & 7).astype(np.uint64) << np.uint64(3)
    # Shifted by 64 bits in two steps, since by so many at once nothing is shifted.
    back = np.uint64(63) - shift
    one, two, three = words[at], words[at + 1], words[at + 2]
    low = one >> shift | two << np.uint64(1) << back
    high = two >> shift | three << np.uint64(1) << back
    low &= _MASKS[np.minimum(lengths, 8)]
    high &= _MASKS[np.clip(lengths - 8, 0, 7)]
    high |= np.minimum(lengths, 255).astype(np.uint64) << np.uint64(56)
    return low, high
