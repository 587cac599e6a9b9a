"""What expansion needs to know of an index, and what it hands to the search.

The engine and the name resolver stand above and beside this package; it sees them
through the two protocols here.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from whoosh import query as q


class Vocabulary(Protocol):
    """The terms of an index and how many documents have each."""

    @property
    def doc_count(self) -> int:
        """The number of documents."""

    def frequency(self, field: str, term: str) -> int:
        """How many documents have *term* in the index field *field*; 0 if none."""

    def matches(self, query: q.Query) -> bool:
        """Whether any document matches *query*."""


class Remembering:
    """A :class:`Vocabulary` that asks another once: a query looks its words up again and again."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.matches = vocabulary.matches
        self.doc_count = vocabulary.doc_count
        self._ask = vocabulary.frequency
        self._frequencies: dict[tuple[str, str], int] = {}

    def frequency(self, field: str, term: str) -> int:
        """How many documents have *term* in the index field *field*; 0 if none."""
        found = self._frequencies.get((field, term))
        if found is None:
            found = self._frequencies[field, term] = self._ask(field, term)
        return found


def weigh(vocabulary: Vocabulary, count: int) -> float:
    """The inverse document frequency of what *count* documents have: BM25's, as Lucene has it.

    It is never negative.
    """
    having = max(0, count)  # a forged index may say anything
    lacking = max(0, vocabulary.doc_count - having)
    return math.log(1 + (lacking + 0.5) / (having + 0.5))


class FoundName(NamedTuple):
    """A name of the index that was meant: the field it stands in, and how it is spelt."""

    field: str
    text: str


class NameInQuery(NamedTuple):
    """Words ``start`` to ``end`` (not included) of a query, taken as a name, and what to tell
    the person. ``as_typed``: they may stand in a text as they are, as a nickname does."""

    start: int
    end: int
    names: tuple[FoundName, ...]
    note: str | None
    as_typed: bool = False


class NearWord(NamedTuple):
    """A word of the reviews that may be meant for another: how many have it, and how likely
    it is meant, as a logarithm. ``cost`` is in slips of the hand."""

    text: str
    reviews: int
    cost: float
    likelihood: float


class Names(Protocol):
    """What names and words of the index a person may have meant."""

    def find(self, asked: str, field: str) -> tuple[tuple[FoundName, ...], str | None]:
        """The names of *field* meant by *asked*, and what to tell the person."""

    def find_within(
        self, words: Sequence[str], unknown: Collection[int]
    ) -> tuple[NameInQuery, ...]:
        """Misspelt names in a query; *unknown* are the positions of words not in the index."""

    def nickname(self, key: str) -> tuple[str, ...]:
        """The names that the nickname of that name key stands for; none if it is none."""

    def find_people(self, tokens: Sequence[str]) -> tuple[FoundName, ...]:
        """The names of persons and reviewers that have all the folded *tokens*, in any order;
        a single letter stands for a token that begins with it."""

    def near(self, word: str, within: float = ...) -> tuple[NearWord, ...]:
        """The words of the texts that the folded *word* may be meant for, likeliest first, with
        as many slips as *within* or fewer."""


class Sought(NamedTuple):
    """A run of words to be highlighted: terms in order, at most *slop* positions apart."""

    words: tuple[str, ...]
    slop: int
    weight: float


class SoughtTogether(NamedTuple):
    """Runs of words to be highlighted where one *unit* (``analysis.units``) has one of each of
    *sides* and none of *without*; each of these is several runs of which any will do."""

    unit: str
    sides: tuple[tuple[Sought, ...], ...]
    without: tuple[tuple[Sought, ...], ...]
    weight: float


@dataclass(slots=True)
class Plan:
    """A query as an index understands it, and what follows from it.

    ``query`` matches and scores; ``rescore`` is added to the scores of the best
    candidates only. ``parts`` are the summands of both, each with the words that say
    what it stands for. ``stems``, ``prefixes`` (term → weight), ``phrases`` (stems),
    ``together`` and ``names`` (folded words) are what the passages are to show.
    """

    query: q.Query = field(default_factory=lambda: q.NullQuery)
    rescore: q.Query | None = None
    parts: list[tuple[str, q.Query]] = field(default_factory=list)
    stems: dict[str, float] = field(default_factory=dict)
    prefixes: dict[str, float] = field(default_factory=dict)
    phrases: list[Sought] = field(default_factory=list)
    together: list[SoughtTogether] = field(default_factory=list)
    names: list[Sought] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
