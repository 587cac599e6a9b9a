"""Which documents have a frequent term, one bit a document, and how many of them come before.

A bitmap answers "has it" and "which of its postings" for many documents at once without
a search. Words are of 64 bits, the first document the lowest bit; before each word stands
the number of bits set so far.
"""

from __future__ import annotations

import numpy as np

from reelsearch.engines.whoosh_engine.codec.arrays import Array

_BELOW = (np.uint64(1) << np.arange(64, dtype=np.uint64)) - np.uint64(1)
"""For each place in a word, the bits below it."""


class Bitmap:
    """The documents of one term, or of several. ``words`` are uint64; ``ranks`` uint32, one for
    a word, None where postings are not asked for by their number.

    With *firsts*, a column of the numbers of the words with which the bitmaps of several terms
    begin, what is asked is answered for all of them at once: by a row for each term.
    """

    __slots__ = ("_firsts", "ranks", "words")

    def __init__(self, words: Array, ranks: Array | None, firsts: Array | None = None) -> None:
        self.words = words
        self.ranks = ranks
        self._firsts = firsts

    def contains(self, docs: Array) -> Array:
        """For each of *docs* (unsigned), whether it has the term (bool)."""
        at = docs >> 3
        if self._firsts is not None:
            at = self._firsts * 8 + at
        found = self.words.view(np.uint8).take(at)
        found >>= np.bitwise_and(docs, 7, dtype=np.uint8, casting="unsafe")
        found &= np.uint8(1)
        has: Array = found.view(bool)
        return has

    def rank(self, docs: Array) -> Array:
        """For each of *docs* (unsigned), how many documents before it have the term: for one that
        has it, the number of its posting (int64)."""
        assert self.ranks is not None
        at = docs >> 6
        if self._firsts is not None:
            at = self._firsts + at
        below = self.words.take(at)
        below &= _BELOW.take(docs & 63)
        ranked: Array = np.add(self.ranks.take(at), np.bitwise_count(below), dtype=np.int64)
        return ranked

    def locate(self, docs: Array) -> tuple[Array, Array]:
        """Both at once, in fewer steps: the bits below a document's are in the word with its
        own."""
        assert self.ranks is not None
        at, bit = docs >> 6, docs & 63
        if self._firsts is not None:
            at = self._firsts + at
        words = self.words.take(at)
        below = words & _BELOW.take(bit)
        words >>= bit
        words &= np.uint64(1)
        ranked: Array = np.add(self.ranks.take(at), np.bitwise_count(below), dtype=np.int64)
        return words.astype(bool), ranked


def count_words(doc_count: int) -> int:
    """How many words a bitmap over *doc_count* documents has."""
    return -(-doc_count // 64)


def make_bitmap(docs: Array, doc_count: int) -> Bitmap:
    """The bitmap of the ascending *docs*."""
    bits = np.zeros(count_words(doc_count) * 64, dtype=np.uint8)
    bits[docs] = 1
    words = np.packbits(bits, bitorder="little").view("<u8")
    counts = np.bitwise_count(words)
    return Bitmap(words, (np.cumsum(counts, dtype=np.int64) - counts).astype("<u4"))
