"""Where ascending document numbers are among others: the ways to find out, by their costs.

A search costs about 10 ns for each number, and more in longer lists; to mark the fewer in an
array that has a place for each document and to read the marks of the others costs about
1.3 ns and 0.6 ns for each of them.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence

import numpy as np

from reelsearch.engines.whoosh_engine.codec.arrays import Array

_SEARCHED = 768
"""So many numbers are always searched for."""
_SEARCHED_SHARE = 10
"""So are more, if they are one in so many of those among which they are searched."""
_SET_SHARE = 2
"""Where no more than one word of bits in so many has any, only these are unpacked."""


def find_both(some: Array, others: Array, doc_count: int) -> tuple[Array, Array]:
    """The places in *some* and in *others* of the documents that are in both."""
    if len(others) < len(some):
        at, places = find_both(others, some, doc_count)
        return places, at
    if _is_searched(len(some), len(others)):
        if not len(some):
            return np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.intp)
        places = others.searchsorted(some)
        at = (others.take(places, mode="clip") == some).nonzero()[0]
        return at, places.take(at)
    in_others = _take_marks(some, others, doc_count).nonzero()[0]
    both = others.take(in_others)
    if _is_searched(len(both), len(some)):
        return some.searchsorted(both), in_others
    return _take_marks(both, some, doc_count).nonzero()[0], in_others


def _is_searched(fewer: int, more: int) -> bool:
    return fewer <= _SEARCHED or fewer * _SEARCHED_SHARE <= more


def are_among(docs: Array, others: Array, doc_count: int) -> Array:
    """Of each of *docs*, whether it is one of *others*."""
    if 0 < len(docs) <= len(others) and _is_searched(len(docs), len(others)):
        found: Array = others.take(others.searchsorted(docs), mode="clip") == docs
        return found
    if len(others) <= len(docs) and not _is_searched(len(others), len(docs)):
        return _take_marks(others, docs, doc_count)
    mask = np.zeros(len(docs), dtype=bool)
    mask[find_both(docs, others, doc_count)[0]] = True
    return mask


def find_each(some: Array, lists: Sequence[Array], doc_count: int) -> list[Array]:
    """What *some* has in common with each of *lists*, none of which is shorter."""
    found: list[Array] = []
    marked: list[Array] = []
    for others in lists:
        if _is_searched(len(some), len(others)):
            found.append(some[are_among(some, others, doc_count)])
        else:
            marked.append(others)
    if marked:
        marks, at = _open_marks(doc_count), some.astype(np.intp)
        marks[at] = True
        found += [others[marks.take(others)] for others in marked]
        marks[at] = False
    return found


_kept = threading.local()


def _open_marks(doc_count: int) -> Array:
    """A bool for each document, all False; whoever sets some clears them again."""
    # A new array of a million bytes costs more, in pages, than clearing one that is there.
    marks: Array | None = getattr(_kept, "marks", None)
    if marks is None or len(marks) < doc_count:
        marks = _kept.marks = np.zeros(doc_count, dtype=bool)
    return marks


def _take_marks(marked: Array, docs: Array, doc_count: int) -> Array:
    """Of each of *docs*, whether it is one of *marked*."""
    marks, at = _open_marks(doc_count), marked.astype(np.intp)
    marks[at] = True
    found = marks.take(docs)
    marks[at] = False
    return found


def mark(docs: Array, doc_count: int) -> Array:
    """One bool for each document of the segment, True for *docs*."""
    mask = np.zeros(doc_count, dtype=bool)
    mask[docs.astype(np.intp)] = True
    return mask


def unite(lists: list[Array]) -> Array:
    """The documents of few short lists, ascending, each once."""
    docs = np.concatenate(lists)
    if not len(docs):
        return docs
    docs.sort(kind="stable")  # ascending runs are merged, not sorted
    first = np.concatenate((np.ones(1, dtype=bool), docs[1:] != docs[:-1]))
    found: Array = docs[first]
    return found


def list_bits(words: Array) -> Array:
    """The numbers of the bits that are set (uint32), ascending."""
    at = (words != 0).nonzero()[0]
    if len(at) * _SET_SHARE < len(words):
        bits = unpack(words.take(at), len(at) * 64).nonzero()[0]
        # A word has 64 bits, so the word is the number without its six lowest.
        bits = (at.take(bits >> 6) << 6) | (bits & 63)
    else:
        bits = unpack(words, len(words) * 64).nonzero()[0]
    return bits.astype(np.uint32)


def unpack(words: Array, doc_count: int) -> Array:
    """Bits as one bool for each document."""
    return np.unpackbits(words.view(np.uint8), count=doc_count, bitorder="little").view(bool)
