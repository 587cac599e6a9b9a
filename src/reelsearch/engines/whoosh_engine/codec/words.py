"""The words of many texts at once: each distinct word analysed once, the rest by numbers.

Texts are cut at white space into *chunks* (a word with the punctuation around it). No
word of :mod:`reelsearch.analysis.words` contains white space or depends on what is
beyond it, so the words of a text are the words of its chunks, one chunk after another. A
chunk is given to the analyzer when it is first seen; after that it is a number.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reelsearch.analysis import fold
from reelsearch.analysis.analyzers import BETWEEN_VALUES, ReviewAnalyzer
from reelsearch.analysis.words import LONGEST_TERM
from reelsearch.engines.whoosh_engine.codec.arrays import Array, cumulate, join_ranges
from reelsearch.engines.whoosh_engine.codec.chunks import ChunkNumbers
from reelsearch.schema import Kind

_analyze = ReviewAnalyzer(Kind.NAME)
_first, _second = (
    token.pos for token in _analyze(f"a{BETWEEN_VALUES}a", positions=True, mode="index")
)
_VALUE_GAP = _second - _first
"""How far the first word of a value is from the last of the value before."""


# What may surround a word and is no part of any: "(the", "end."
_AROUND = '.,;:!?()[]"'


def _list_forms(chunk: str) -> Sequence[tuple[str, int]]:
    """The forms of the words of a chunk, with their positions."""
    word = chunk.strip(_AROUND)
    if word.isascii() and word.isalpha() and len(word) <= LONGEST_TERM:
        # Most are such; the analyzer would say the same.
        return ((fold(word), 0),)
    return [(token.text, token.pos) for token in _analyze(chunk, positions=True, mode="index")]


@dataclass(frozen=True, slots=True)
class Tokens:
    """The forms of words in some documents: what each is (a number of :class:`WordTable`), its
    document, and its position. In order of documents."""

    forms: Array
    docs: Array
    positions: Array


class WordTable:
    """Chunks and forms by number. ``forms`` are folded, not stemmed, in order of numbers."""

    def __init__(self) -> None:
        self.forms: dict[str, int] = {}
        self._chunks = ChunkNumbers()
        # For each chunk: where its forms begin in the two arrays below, how many they are,
        # and how many positions it takes. The arrays: which form, and at which position.
        self._begins = array("Q")
        self._counts = array("I")
        self._widths = array("I")
        self._form = array("I")
        self._offset = array("I")

    def __len__(self) -> int:
        """The number of chunks, the measure of the memory this takes."""
        return len(self._chunks)

    def tokens(self, docs: Sequence[int], texts: Sequence[str]) -> Tokens:
        """The forms of *texts*, the text of each of *docs* (ascending)."""
        chunks, sizes, unit_docs, is_first = self._number(docs, texts)
        self._analyze_unseen()
        widths = cumulate(np.asarray(self._widths)[chunks])
        counts = np.asarray(self._counts)[chunks]
        ends = np.cumsum(sizes)
        starts = ends - sizes
        # Where the positions of a unit begin: after those of the units of its document before.
        steps = np.maximum(widths[ends] - widths[starts] - 1, 0) + _VALUE_GAP
        base = np.cumsum(steps) - steps
        base -= np.maximum.accumulate(np.where(is_first, base, 0))
        at = widths[:-1] + np.repeat(base - widths[starts], sizes)
        forms_at = join_ranges(np.asarray(self._begins)[chunks].astype(np.int64), counts)
        positions = np.repeat(at, counts) + np.asarray(self._offset)[forms_at]
        per_unit = np.diff(cumulate(counts)[np.append(starts, len(chunks))])
        return Tokens(
            np.asarray(self._form)[forms_at],
            np.repeat(unit_docs, per_unit),
            positions.astype(np.uint32),
        )

    def _number(
        self, docs: Sequence[int], texts: Sequence[str]
    ) -> tuple[Array, Array, Array, Array]:
        """The chunks of all texts; and for each unit of text (most are one; a field with several
        values has one for each) how many chunks it has, its document, and whether it is that
        document's first."""
        units: list[str] = []
        unit_docs, is_first = array("I"), array("b")
        for doc, text in zip(docs, texts, strict=True):
            values = text.split(BETWEEN_VALUES) if BETWEEN_VALUES in text else (text,)
            for place, unit in enumerate(values):
                units.append(unit)
                unit_docs.append(doc)
                is_first.append(place == 0)
        chunks, sizes = self._chunks.number(units)
        return chunks, sizes, np.array(unit_docs), np.array(is_first, bool)

    def _analyze_unseen(self) -> None:
        forms = self.forms
        for chunk in self._chunks.unseen:
            begin, width = len(self._form), 0
            for form, position in _list_forms(chunk):
                self._form.append(forms.setdefault(form, len(forms)))
                self._offset.append(position)
                width = max(width, position + 1)
            self._begins.append(begin)
            self._counts.append(len(self._form) - begin)
            self._widths.append(width)
        self._chunks.unseen.clear()
