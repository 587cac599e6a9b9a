"""What one field of many documents holds, gathered as they come: one class a way to index.

``WordDraft`` for text that :class:`ReviewAnalyzer` splits, ``TermDraft`` for whole values
and numbers, ``UnitDraft`` for sentences and paragraphs, ``ItemDraft`` for whatever else a
Whoosh field makes of a value. All have two steps: ``index`` looks at a value, and raises
ValueError as its field does; ``add`` takes what ``index`` gave for a document, and does not
fail.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import Any, TypeAlias

import numpy as np
from whoosh import fields
from whoosh.analysis import IDTokenizer

from reelsearch.analysis.analyzers import TERM_OF, ReviewAnalyzer
from reelsearch.engines.whoosh_engine.codec.arrays import Array
from reelsearch.engines.whoosh_engine.codec.field_writer import FieldDraft, posting_kind
from reelsearch.engines.whoosh_engine.codec.postings import FieldPostings
from reelsearch.engines.whoosh_engine.codec.unit_drafts import UnitDraft
from reelsearch.engines.whoosh_engine.codec.word_fields import (
    build_counts,
    build_pairs,
    build_positions,
    rank_terms,
)
from reelsearch.engines.whoosh_engine.codec.words import Tokens, WordTable
from reelsearch.engines.whoosh_engine.weighted_text import WeightedText, repeat_pieces
from reelsearch.schema import Kind

_KEPT_VALUES = 10_000
_TEXT = frozenset({str})
_TERM_BYTES = 150
"""What a distinct term takes in memory, roughly."""
_ITEM_BYTES = 150
_TOKEN_BYTES = 36
"""What a token takes in memory until it is in a column, roughly."""


class Stream:
    """Texts of documents, one after another: those in ``waiting`` are not split yet, with their
    documents in ``waiting_docs``; ``tokens`` come from those that were."""

    def __init__(self) -> None:
        self.waiting_docs: list[int] = []
        self.waiting: list[str] = []
        self.tokens: list[Tokens] = []

    def add(self, doc: int, text: str) -> int:
        """Let the text of a document wait; how many characters it has."""
        self.waiting_docs.append(doc)
        self.waiting.append(text)
        return len(text)


class WordDraft:
    """A field whose text becomes words.

    Of a :class:`WeightedText` the first piece has a stream of its own if it weighs 1: its text
    is that of another field, and is split once for both.
    """

    def __init__(self, field: fields.FieldType) -> None:
        self._kind = posting_kind(field.format)
        assert isinstance(field.analyzer, ReviewAnalyzer)
        self._change = TERM_OF[Kind(field.analyzer.kind)]
        self._scorable = bool(field.scorable)
        self._is_weighted = isinstance(field, WeightedText)
        self.streams = (Stream(), Stream()) if self._is_weighted else (Stream(),)

    @property
    def size(self) -> int:
        """Bytes of memory held, roughly, apart from texts that wait."""
        return sum(len(some.forms) for some in self._tokens()) * _TOKEN_BYTES

    @property
    def is_empty(self) -> bool:
        """Whether nothing was indexed."""
        return not any(len(some.forms) for some in self._tokens())

    def index(self, value: Any) -> tuple[str, ...]:
        """A text for each stream; lists of words, which Whoosh takes too, are refused."""
        texts: tuple[str, ...] = (value,)
        if self._is_weighted:
            is_first = bool(value) and value[0][1] == 1
            texts = (value[0][0] if is_first else "", repeat_pieces(value[is_first:]))
        for text in texts:
            if not isinstance(text, str):
                raise ValueError(f"{text!r} is not text")
            if not text.isascii():
                text.encode("utf-8")  # a lone surrogate is refused here, not with all that wait
        return texts

    def add(self, doc: int, indexed: tuple[str, ...]) -> int:
        """Let the texts of a document wait; how many characters they have."""
        return sum(map(Stream.add, self.streams, (doc,) * len(indexed), indexed))

    def postings(self, table: WordTable) -> FieldPostings:
        """The postings of all that was split; the tokens are gone after."""
        tokens = self._tokens()
        for stream in self.streams:
            stream.tokens = []
        terms, ranks = rank_terms(tokens, list(table.forms), self._change)
        if self._kind == "positions":
            return build_positions(tokens, terms, ranks)
        return build_counts(tokens, terms, ranks, self._kind)

    def lengths(self, doc_count: int) -> Array | None:
        """How many tokens each document has; None if the field is not scored by that."""
        if not self._scorable:
            return None
        lengths = np.zeros(doc_count, dtype=np.int64)
        for some in self._tokens():
            lengths += np.bincount(some.docs, minlength=doc_count)
        return lengths

    def _tokens(self) -> list[Tokens]:
        return [some for stream in self.streams for some in stream.tokens]


class TermDraft:
    """A field that only knows which documents have which terms."""

    def __init__(self, field: fields.FieldType) -> None:
        self._field = field
        self._is_whole = type(field) is fields.ID and isinstance(field.analyzer, IDTokenizer)
        self._numbers: dict[bytes, int] = {}
        self._terms = array("I")
        self._docs = array("I")
        self._kept: dict[Any, tuple[bytes, ...]] = {}

    @property
    def size(self) -> int:
        """Bytes of memory held, roughly."""
        return len(self._numbers) * _TERM_BYTES + len(self._docs) * 24

    def add(self, doc: int, indexed: Iterable[bytes]) -> int:
        """Add the terms of a document; nothing waits."""
        numbers = self._numbers
        for term in indexed:
            self._terms.append(numbers.setdefault(term, len(numbers)))
            self._docs.append(doc)
        return 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing was indexed."""
        return not self._docs

    def index(self, value: Any) -> Iterable[bytes]:
        """The terms of a value or of several, each once."""
        if self._is_whole:
            if type(value) is str:
                return (value.encode("utf-8"),)
            if type(value) is list and _TEXT.issuperset(map(type, value)):
                return dict.fromkeys([item.encode("utf-8") for item in value])
        if type(value) not in (int, float, bool, str):
            return self._index_once(value)
        # A year, a rating or a date stands in many documents.
        key = (type(value), value)
        terms = self._kept.get(key)
        if terms is None:
            terms = self._index_once(value)
            if len(self._kept) < _KEPT_VALUES:
                self._kept[key] = terms
        return terms

    def _index_once(self, value: Any) -> tuple[bytes, ...]:
        return tuple(dict.fromkeys(item[0] for item in self._field.index(value)))

    def postings(self, table: WordTable) -> FieldPostings:
        """The postings of all that was added."""
        terms = sorted(self._numbers)
        ranks = np.empty(len(terms), dtype=np.int64)
        numbers = np.fromiter(map(self._numbers.__getitem__, terms), np.int64, len(terms))
        ranks[numbers] = np.arange(len(terms))
        return build_pairs(ranks[np.asarray(self._terms)], np.asarray(self._docs), terms)

    def lengths(self, doc_count: int) -> Array | None:
        """None: the number of terms in a document does not count."""
        return None


class ItemDraft:
    """A field of any other kind, indexed by its own method, one document at a time."""

    def __init__(self, field: fields.FieldType) -> None:
        self._field = field
        self._items: list[tuple[bytes, int, float, bytes]] = []
        self._lengths: dict[int, int] = {}

    @property
    def size(self) -> int:
        """Bytes of memory held, roughly."""
        return len(self._items) * _ITEM_BYTES

    @property
    def is_empty(self) -> bool:
        """Whether nothing was indexed."""
        return not self._items

    def index(self, value: Any) -> list[tuple[bytes, int, float, bytes]]:
        """(term, frequency, weight, encoded value) for each term."""
        return list(self._field.index(value))

    def add(self, doc: int, indexed: list[tuple[bytes, int, float, bytes]]) -> int:
        """Add the items of a document; nothing waits."""
        length = 0
        for term, frequency, weight, encoded in indexed:
            self._items.append((term, doc, weight, encoded))
            length += frequency
        if self._field.scorable and length:
            self._lengths[doc] = length
        return 0

    def postings(self, table: WordTable) -> FieldPostings:
        """The postings of all that was added; they are gone after."""
        items, self._items = self._items, []
        items.sort()
        draft = FieldDraft(self._field.format)
        last = None
        for term, doc, weight, encoded in items:
            if term != last:
                draft.start_term(term)
                last = term
            draft.add(doc, weight, encoded)
        return draft.finish()

    def lengths(self, doc_count: int) -> Array | None:
        """The length of the field in each document; None if it is not scored by that."""
        if not self._lengths:
            return None
        lengths = np.zeros(doc_count, dtype=np.int64)
        lengths[list(self._lengths)] = list(self._lengths.values())
        return lengths


FieldValues: TypeAlias = WordDraft | TermDraft | UnitDraft | ItemDraft


def make_draft(field: fields.FieldType) -> FieldValues:
    """The draft for an indexed field."""
    kind = posting_kind(field.format)
    plain = field.format is not None and field.format.field_boost == 1.0
    if UnitDraft.suits(field):
        return UnitDraft()
    if plain and kind != "opaque" and type(field.analyzer) is ReviewAnalyzer:
        return WordDraft(field)
    if plain and kind == "existence" and not field.scorable:
        return TermDraft(field)
    return ItemDraft(field)
