"""Whoosh's matcher over the columns of one term: what any Whoosh query can run on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from whoosh.matching import LeafMatcher, ReadTooFar
from whoosh.system import pack_uint

from reelsearch.engines.whoosh_engine.codec.arrays import Array
from reelsearch.engines.whoosh_engine.codec.field import BLOCK, ColumnField


class ColumnMatcher(LeafMatcher):
    """The postings of one term, from the first on. Not shared by threads."""

    def __init__(
        self, field: ColumnField, number: int, format_: Any, term: Any, scorer: Any = None
    ) -> None:
        self.scorer = scorer
        self.format = format_
        self._term = term
        self._field = field
        self._number = number
        self._start, end = field.extent(number)
        self._docs = field.docs(number)
        # Reading one number at a time is faster from a memoryview than from an array.
        self._ids = self._docs.data
        self._weights = field.tfs(number)
        self._count = end - self._start
        self._i = 0

    def copy(self) -> ColumnMatcher:
        """Another matcher at the same place."""
        other = ColumnMatcher(self._field, self._number, self.format, self._term, self.scorer)
        other._i = self._i
        return other

    def is_active(self) -> bool:
        """Whether there is a posting here."""
        return self._i < self._count

    def reset(self) -> None:
        """Go back to the first posting."""
        self._i = 0

    def id(self) -> int:
        """The document."""
        return self._ids[self._i]

    def all_ids(self) -> Iterator[int]:
        """All documents of the term from here on."""
        return iter(self._docs[self._i :].tolist())

    def next(self) -> bool:  # type: ignore[override]  # Whoosh annotates None and uses the truth
        """Go to the next posting. Returns whether that begins a block."""
        if self._i >= self._count:
            raise ReadTooFar
        self._i += 1
        return self._i % BLOCK == 0 or self._i == self._count

    def skip_to(self, id: int) -> None:
        """Go to the first document from here on that is not below *id*."""
        if self._i >= self._count:
            raise ReadTooFar
        if id <= self._ids[self._i]:
            return
        # Most skips are short: look near before searching far.
        step, low = 8, self._i
        while low + step < self._count and self._ids[low + step] < id:
            low += step
            step *= 8
        near = self._docs[low : low + step + 1]
        self._i = low + int(np.searchsorted(near, id))

    def weight(self) -> float:
        """The term's weight here."""
        return float(self._weights[self._i])

    def value(self) -> bytes:
        """What the format keeps of the posting, as it encodes it."""
        kind = self._field.kind
        if kind == "positions":
            encoded: bytes = self.format.encode(self._positions())
            return encoded
        if kind == "frequency":
            return pack_uint(self._frequency())
        return self._field.value(self._start + self._i) if kind == "opaque" else b""

    def value_as(self, astype: str) -> Any:
        """The same, read as *astype*: without the detour, where columns have it."""
        if astype == "positions" and self._field.has_positions:
            return self._positions()
        if astype == "frequency" and self._field.kind in ("positions", "frequency"):
            return self._frequency()
        return self.format.decoder(astype)(self.value())

    def all_items(self) -> Iterator[tuple[int, bytes]]:
        """(document, value) from here on."""
        while self.is_active():
            yield self.id(), self.value()
            self.next()

    # Blocks, so that a collector can skip what cannot win

    def block_min_id(self) -> int:
        """The first document of this block."""
        return self._ids[self._i // BLOCK * BLOCK]

    def block_max_id(self) -> int:
        """The last document of this block."""
        return self._ids[min((self._i // BLOCK + 1) * BLOCK, self._count) - 1]

    def block_max_weight(self) -> float:
        """The highest weight in this block."""
        bounds = self._bounds()
        return self._field.max_tf(self._number) if bounds is None else float(bounds[0][self._block])

    def block_min_length(self) -> int:
        """The least length of the documents of this block."""
        bounds = self._bounds()
        if bounds is None:
            return self._field.length_range(self._number)[0]
        return int(bounds[1][self._block])

    def block_max_length(self) -> int:
        """A length that no document of this block exceeds."""
        return self._field.length_range(self._number)[1]

    def skip_to_quality(self, minquality: float) -> int:
        """Go to the next block that may score more than *minquality*. Returns the number of
        blocks that were skipped."""
        skipped = 0
        while self._i < self._count and self.block_quality() <= minquality:
            self._i = min((self._block + 1) * BLOCK, self._count)
            skipped += 1
        return skipped

    @property
    def _block(self) -> int:
        return self._i // BLOCK

    def _bounds(self) -> tuple[Array, Array] | None:
        return self._field.bounds(self._number)

    def _frequency(self) -> int:
        return self._field.count(self._start + self._i)

    def _positions(self) -> list[int]:
        here = np.array([self._i], dtype=np.int64)
        positions: list[int] = self._field.positions(self._number, here)[0].tolist()
        return positions
