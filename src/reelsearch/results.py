"""What a search gives back: plain values, the same for every engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from reelsearch.review import Review


class Span(NamedTuple):
    """A highlight: ``text[start:end]`` of the review's stored text, in characters."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """An excerpt, cut at sentences: ``text`` is ``review.text[start:end]``.

    ``spans`` are what matched in it, as offsets in ``review.text`` (not in this
    excerpt), in order and without overlap. ``paragraph`` is the number, from 1, of the
    paragraph of the prose in which it begins; None for what stands around the prose.
    """

    text: str
    start: int
    end: int
    spans: tuple[Span, ...] = ()
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One ranked review. ``score`` only compares hits of one search.

    ``passages`` are the best of the ``passage_count`` that show what was asked for; 0 if
    none were asked for. ``explanation`` maps what was asked to what it added, where it was
    asked for.
    """

    id: str
    score: float
    review: Review
    passages: tuple[Passage, ...] = ()
    passage_count: int = 0
    explanation: Mapping[str, float] | None = None


class FacetCount(NamedTuple):
    """A value of a field and how many of the matching reviews have it."""

    value: str
    count: int  # type: ignore[assignment]  # in place of tuple.count, which is of no use here


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one field over all the hits of a search, most frequent first."""

    field: str
    counts: tuple[FacetCount, ...]


class Suggestion(NamedTuple):
    """A query that may have been meant, and how many reviews it finds."""

    query: str
    total: int


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to one search. Iterating over it is iterating over its hits.

    ``total`` counts every matching review, not only those in ``hits``. ``notes`` say
    what was done to the query (a name shown for another), one sentence each.
    ``did_you_mean`` are queries that find much more, where this one finds next to nothing.
    ``took`` is in seconds.
    """

    query: str
    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[str, Facet] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    took: float = 0.0
    did_you_mean: tuple[Suggestion, ...] = ()

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)

    def __len__(self) -> int:
        return len(self.hits)
