"""Where sentences and paragraphs begin in many texts, gathered as they come.

To find that takes longer than to split a text into words, so it is not done when a text is
added but when those that wait are split: by another process, if there is one.
"""

from __future__ import annotations

from array import array
from typing import Any

import numpy as np
from whoosh import fields

from reelsearch.analysis.units import PARAGRAPH, SENTENCE, UnitAnalyzer, find_unit_starts
from reelsearch.engines.whoosh_engine.codec.arrays import Array, cumulate, narrow, narrow_weights
from reelsearch.engines.whoosh_engine.codec.field_writer import posting_kind
from reelsearch.engines.whoosh_engine.codec.postings import FieldPostings
from reelsearch.engines.whoosh_engine.codec.words import WordTable

_POSITION_BYTES = 8


class _Starts:
    """The places at which one kind of unit begins, text after text."""

    def __init__(self) -> None:
        self.docs = array("I")
        self.counts = array("I")
        self.positions = array("I")

    def add(self, doc: int, starts: list[int]) -> None:
        if starts:
            self.docs.append(doc)
            self.counts.append(len(starts))
            self.positions.extend(starts)


class UnitDraft:
    """A field that :class:`UnitAnalyzer` reads."""

    def __init__(self) -> None:
        self._waiting: list[tuple[int, str]] = []
        self._starts = {term: _Starts() for term in sorted((PARAGRAPH, SENTENCE))}

    @staticmethod
    def suits(field: fields.FieldType) -> bool:
        """Whether it is such a field, and says nothing else of a text."""
        plain = field.format is not None and field.format.field_boost == 1.0
        has_positions = posting_kind(field.format) == "positions"
        return (
            plain and has_positions and not field.scorable and type(field.analyzer) is UnitAnalyzer
        )

    @property
    def size(self) -> int:
        """Bytes of memory held, roughly, apart from texts that wait."""
        return sum(len(some.positions) for some in self._starts.values()) * _POSITION_BYTES

    @property
    def is_empty(self) -> bool:
        """Whether nothing was indexed."""
        return not any(some.docs for some in self._starts.values())

    def index(self, value: Any) -> str:
        """The text, if it is one."""
        if not isinstance(value, str):
            raise ValueError(f"{value!r} is not text")
        return value

    def add(self, doc: int, indexed: str) -> int:
        """Let the text of a document wait; it waits for its words as well, and counts there."""
        self._waiting.append((doc, indexed))
        return 0

    def split(self) -> None:
        """Find the units of the texts that wait."""
        for doc, text in self._waiting:
            sentences, paragraphs = find_unit_starts(text)
            self._starts[SENTENCE].add(doc, sentences)
            self._starts[PARAGRAPH].add(doc, paragraphs)
        self._waiting.clear()

    def postings(self, table: WordTable) -> FieldPostings:
        """The postings of all that was split."""
        found = {term: some for term, some in self._starts.items() if some.docs}
        terms = [term.encode("utf-8") for term in found]
        starts = cumulate(np.array([len(some.docs) for some in found.values()]))
        docs, counts, positions = (
            np.concatenate([np.asarray(getattr(some, name)) for some in found.values()])
            for name in ("docs", "counts", "positions")
        )
        return FieldPostings(
            "positions", terms, starts, docs, narrow_weights(counts), narrow(positions)
        )

    def lengths(self, doc_count: int) -> Array | None:
        """None: the number of units does not count."""
        return None
