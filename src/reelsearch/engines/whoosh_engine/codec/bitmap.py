"""Which documents have a frequent term, one bit a document, and how many of them come before.

A bitmap answers "has it" and "which of its postings" for many documents at once without
a search. Words are of 64 bits, the first document the lowest bit; before each block of
512 documents stands the number of bits set so far.
"""

from __future__ import annotations

import numpy as np

from reelsearch.engines.whoosh_engine.codec.arrays import Array

_BLOCK_WORDS = 8
BLOCK = 64 * _BLOCK_WORDS


class Bitmap:
    """The documents of one term. ``words`` are uint64, ``ranks`` uint32 one for 512 documents."""

    __slots__ = ("ranks", "words")

    def __init__(self, words: Array, ranks: Array) -> None:
        self.words = words
        self.ranks = ranks

    def contains(self, docs: Array) -> Array:
        """For each of *docs*, whether it has the term (bool)."""
        docs = docs.astype(np.int64, copy=False)
        words = self.words[docs >> 6]
        found: Array = (words >> (docs & 63).astype(np.uint64)) & np.uint64(1) != 0
        return found

    def rank(self, docs: Array) -> Array:
        """For each of *docs*, how many documents before it have the term: for one that has
        it, the number of its posting (int64)."""
        docs = docs.astype(np.int64, copy=False)
        block, word = docs // BLOCK, docs >> 6
        within = np.arange(_BLOCK_WORDS, dtype=np.int64)
        at = block[:, None] * _BLOCK_WORDS + within
        counts = np.bitwise_count(self.words[at])
        before = np.where(at < word[:, None], counts, 0).sum(axis=1, dtype=np.int64)
        below = (np.uint64(1) << (docs & 63).astype(np.uint64)) - np.uint64(1)
        before += np.bitwise_count(self.words[word] & below)
        ranked: Array = before + self.ranks[block]
        return ranked


def count_words(doc_count: int) -> int:
    """How many words a bitmap over *doc_count* documents has: whole blocks."""
    return -(-doc_count // BLOCK) * _BLOCK_WORDS


def make_bitmap(docs: Array, doc_count: int) -> Bitmap:
    """The bitmap of the ascending *docs*."""
    bits = np.zeros(count_words(doc_count) * 64, dtype=np.uint8)
    bits[docs] = 1
    words = np.packbits(bits, bitorder="little").view("<u8")
    per_block = np.bitwise_count(words).reshape(-1, _BLOCK_WORDS).sum(axis=1, dtype=np.int64)
    return Bitmap(words, (np.cumsum(per_block) - per_block).astype("<u4"))
