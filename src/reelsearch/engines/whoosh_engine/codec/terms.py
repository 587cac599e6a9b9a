"""The terms of a field: sorted bytes in one blob, found by bisection.

Writing takes the terms sorted and without repetition. Nothing is unpacked when a
dictionary is opened; a look-up compares about 17 slices of the blob. Once some have been
made, some thousand terms at even distances are kept, among which most of a look-up is quick; and
once many have been made, up to 65,536, which are all that most fields have.

What is compared on the way is not checked until all are kept: a look-up has gone right if it has
led to the term, or between two terms of which one is less and the other greater, and these are.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from reelsearch.engines.whoosh_engine.codec.arrays import Array, narrow
from reelsearch.engines.whoosh_engine.codec.blocks import CheckedArray
from reelsearch.engines.whoosh_engine.codec.container import Container, ContainerWriter

_SOME, _SOME_HEADS = 32, 1 << 13
"""After so many look-ups, so many terms are kept at most: a millisecond's work."""
_MANY, _MANY_HEADS = 1024, 1 << 16
"""After so many, so many: five milliseconds'."""
_NEVER = 1 << 62


class TermDictionary:
    """Terms by number, numbers by term. Immutable; threads may share it."""

    __slots__ = ("_asked", "_blob", "_checked", "_ends", "_kept", "_next")

    def __init__(self, blob: CheckedArray, ends: CheckedArray) -> None:
        self._checked = blob, ends
        self._asked, self._next = 0, _SOME
        self._kept: tuple[list[bytes], int] = [], 0
        numbers = ends.unchecked
        self._blob = blob.unchecked.data
        self._ends = numbers.astype(numbers.dtype.newbyteorder("="), copy=False).data

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, number: int) -> bytes:
        """The term of that number; IndexError beyond the last."""
        self._check(number, number + 1)
        return self._read(number)

    def __iter__(self) -> Iterator[bytes]:
        return self.slice(0, len(self))

    def slice(self, start: int, stop: int) -> Iterator[bytes]:
        """The terms from number *start* up to, but not including, *stop*."""
        self._check(start, stop)
        blob, at = self._blob, self._ends[start - 1] if start else 0
        for end in self._ends[start:stop]:
            yield bytes(blob[at:end])
            at = end

    def extent(self, start: int, stop: int) -> memoryview:
        """The bytes of all these terms, one after another."""
        self._check(start, stop)
        before = self._ends[start - 1] if start else 0
        return self._blob[before : self._ends[stop - 1] if stop else 0]

    def edges(self, start: int, stop: int) -> Array:
        """Where each of these terms begins among the bytes of all, and where the last ends."""
        self._check(start, stop)
        edges = np.zeros(stop - start + 1, dtype=np.int64)
        if start:
            edges[0] = self._ends[start - 1]
        edges[1:] = self._ends[start:stop]
        return edges

    def bytes_at(self, places: Array) -> Array:
        """The bytes at some places among those of all; anything for a place that lies outside,
        or that is of a term whose :meth:`edges` were not asked for."""
        blob = np.frombuffer(self._blob, np.uint8)
        return blob.take(places, mode="clip") if len(blob) else places.astype(np.uint8)

    def _check(self, start: int, stop: int) -> None:
        """Check what is read for the terms from *start* up to *stop*."""
        blob, ends = self._checked
        if not ends.is_checked:
            ends.check(max(start - 1, 0), stop)
        if not blob.is_checked and start < stop <= len(ends):
            blob.check(self._ends[start - 1] if start else 0, self._ends[stop - 1])

    def _read(self, number: int) -> bytes:
        ends = self._ends
        return bytes(self._blob[ends[number - 1] if number else 0 : ends[number]])

    def find(self, term: bytes) -> int:
        """The number of *term*, or -1."""
        heads, step = self._kept
        if step == 1:
            number = bisect_left(heads, term)
            return number if number < len(heads) and heads[number] == term else -1
        number = self._bisect(term, 0)
        ends = self._ends
        if number < len(ends):
            start = ends[number - 1] if number else 0
            if bytes(self._blob[start : ends[number]]) == term:
                self._check(number, number + 1)
                return number
        self._certify(number, term)
        return -1

    def bisect(self, term: bytes, low: int = 0) -> int:
        """The number of the first term, from *low* on, that is not below *term*."""
        number = self._bisect(term, low)
        self._certify(number, term, low)
        return number

    def _certify(self, number: int, term: bytes, low: int = 0) -> None:
        """Check that a search from *low* on went right, which it did if *term* stands where it
        has led. Raises where something on the way was damaged."""
        blob, ends = self._checked
        if blob.is_checked and ends.is_checked:
            return
        is_above = number <= low or self[number - 1] < term
        if not (is_above and (number >= len(self) or term <= self[number])):
            ends.whole()
            blob.whole()

    def _bisect(self, term: bytes, low: int) -> int:
        blob, ends, high = self._blob, self._ends, len(self._ends)
        self._asked += 1
        if self._asked >= self._next:
            self._keep()
        heads, step = self._kept
        if step:
            place = bisect_left(heads, term)
            if place:
                low = max(low, (place - 1) * step + 1)
            high = min(high, place * step)
        while low < high:
            middle = (low + high) >> 1
            start = ends[middle - 1] if middle else 0
            if bytes(blob[start : ends[middle]]) < term:
                low = middle + 1
            else:
                high = middle
        return low

    def _keep(self) -> None:
        """Keep some terms, or more than so far; all are checked before all are kept."""
        count = len(self._ends)
        is_first = self._next == _SOME
        step = max(1, -(-count // (_SOME_HEADS if is_first else _MANY_HEADS)))
        self._next = _MANY if is_first and step > 1 else _NEVER
        if step > 1:
            self._kept = [self._read(number) for number in range(0, count, step)], step
            return
        for column in self._checked:
            column.whole()
        blob, ends = bytes(self._blob), self._ends.tolist()
        self._kept = [blob[start:end] for start, end in pairwise([0, *ends])], step

    def range(self, prefix: bytes) -> tuple[int, int]:
        """The numbers of the terms that begin with *prefix*: the first, and one past the last."""
        start = self.bisect(prefix)
        above = _next_prefix(prefix)
        return start, len(self) if above is None else self.bisect(above, start)


def read_terms(container: Container, name: str) -> TermDictionary:
    """The dictionary written as *name*."""
    return TermDictionary(
        container.checked(f"{name}/terms"), container.checked(f"{name}/term_ends")
    )


def write_terms(out: ContainerWriter, name: str, terms: Sequence[bytes]) -> None:
    """Write sorted, distinct *terms*."""
    lengths = np.fromiter(map(len, terms), dtype=np.int64, count=len(terms))
    parts = (b"".join(terms[at : at + 65_536]) for at in range(0, len(terms), 65_536))
    out.add_bytes(f"{name}/terms", parts)
    out.add(f"{name}/term_ends", narrow(np.cumsum(lengths)))


def _next_prefix(prefix: bytes) -> bytes | None:
    """The least bytes above everything that begins with *prefix*; None if there are none."""
    stripped = prefix.rstrip(b"\xff")
    return stripped[:-1] + bytes([stripped[-1] + 1]) if stripped else None
