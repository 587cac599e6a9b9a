"""The terms of a field within some edits of a word: all of them at once, in columns.

An edit adds, drops or changes one character (Levenshtein 1966). One edit, which is what is
asked for most, leaves what stands before it and what stands after it as they are; so two
words are that near if their common beginning and their common end leave no more than one
character of the longer one. For more edits the usual table of distances between the
beginnings of two words is filled for all terms together, one character of theirs at a time;
terms that are too far already are dropped on the way.
"""

from __future__ import annotations

import numpy as np

from reelsearch.engines.whoosh_engine.codec.arrays import Array
from reelsearch.engines.whoosh_engine.codec.field import ColumnField
from reelsearch.engines.whoosh_engine.codec.terms import TermDictionary

_BEYOND = 256
"""Where the text ends: what no byte equals."""


def find_similar(field: ColumnField, text: str, most: int, prefix: str) -> list[int]:
    """The numbers of the terms that begin with *prefix* and are within *most* edits of *text*,
    which begins with it too; ascending."""
    terms = field.terms
    first, end = field.range(prefix.encode("utf-8"))
    if first == end:
        return []
    are_ascii = bytes(terms.extent(first, end)).isascii()
    if are_ascii and most == 1 and len(text) > 1 and text.isascii():
        return _find_one_edit_away(terms, first, end, text.encode("ascii"))
    words: list[str] = []
    edges = terms.edges(first, end)
    if are_ascii:
        lengths = edges[1:] - edges[:-1]
    else:
        words = [term.decode("utf-8") for term in terms.slice(first, end)]
        lengths = np.fromiter(map(len, words), np.int64, len(words))
    near = (abs(lengths - len(text)) <= most).nonzero()[0]
    if not len(near):
        return []
    lengths = lengths.take(near)
    if words:
        characters = np.array([words[n] for n in near.tolist()]).view(np.uint32)
        characters = characters.reshape(len(near), -1)
    else:
        characters = terms.bytes_at(edges.take(near)[:, None] + np.arange(int(lengths.max())))
    skipped = len(prefix)
    distances = _measure(characters[:, skipped:], lengths - skipped, text[skipped:], most)
    found: list[int] = (near[distances <= most] + first).tolist()
    return found


def _find_one_edit_away(terms: TermDictionary, first: int, end: int, text: bytes) -> list[int]:
    """Of the terms from number *first* up to *end*, all of them ASCII, those within one edit of
    *text*, which is of two characters or more."""
    size = len(text)
    edges = terms.edges(first, end)
    starts, ends = edges[:-1], edges[1:]
    # A word that near ends as the text does, or begins as the text without its last character.
    may_be = terms.bytes_at(ends - 1) == text[-1]
    low, high = terms.range(text[:-1])
    may_be[max(low - first, 0) : max(high - first, 0)] = True
    lengths = ends - starts
    may_be &= abs(lengths - size) <= 1
    chosen = may_be.nonzero()[0]
    # What is compared beyond a word's own edge does no harm: then all of it is in the text.
    character = np.arange(size + 1)
    forward = np.array([*text, _BEYOND], np.int16)
    backward = np.array([*text[::-1], _BEYOND], np.int16)
    before = terms.bytes_at(starts.take(chosen)[:, None] + character) != forward
    after = terms.bytes_at(ends.take(chosen)[:, None] - 1 - character) != backward
    alike = before.argmax(axis=1) + after.argmax(axis=1)
    near = alike >= np.maximum(lengths.take(chosen), size) - 1
    found: list[int] = (chosen[near] + first).tolist()
    return found


def _measure(characters: Array, lengths: Array, text: str, most: int) -> Array:
    """How many edits each row of *characters*, as far as its length goes, is from *text*; any
    number above *most* if it is more. No length differs by more than *most* from the text's."""
    size, far = len(text), np.int16(most + 1)
    distances = np.where(lengths == 0, size, far)
    columns = np.ascontiguousarray(characters.T)
    rows = (lengths > 0).nonzero()[0]
    # For each word, the edits between what was read of it and the beginnings of the text whose
    # lengths differ from that by *most* at most; what lies beyond the text is far.
    edits = [
        np.full(len(rows), min(end, far) if 0 <= end <= size else far, dtype=np.int16)
        for end in range(-most, most + 1)
    ]
    for read in range(1, int(lengths.max()) + 1):
        column = columns[read - 1].take(rows)
        after: list[Array] = []
        for place, end in enumerate(range(read - most, read + most + 1)):
            if not 0 < end <= size:
                after.append(np.full(len(rows), min(read, far) if end == 0 else far, np.int16))
                continue
            least = edits[place] + (column != ord(text[end - 1]))
            if place < 2 * most:
                np.minimum(least, edits[place + 1] + np.int16(1), out=least)
            if place:
                np.minimum(least, after[place - 1] + np.int16(1), out=least)
            after.append(least)
        left = lengths.take(rows)
        if size - most <= read <= size + most:
            whole = (left == read).nonzero()[0]
            distances[rows.take(whole)] = after[size - read + most].take(whole)
        going_on = ((left > read) & (np.minimum.reduce(after) < far)).nonzero()[0]
        rows = rows.take(going_on)
        edits = [some.take(going_on) for some in after]
        if not len(rows):
            break
    return distances
