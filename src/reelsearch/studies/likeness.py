"""An index and one of its reviews in, reviews like it out, each with what makes it so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reelsearch.engines.base import Engine, Request
from reelsearch.engines.budget import Budget
from reelsearch.errors import SettingError
from reelsearch.excerpts import Excerpts
from reelsearch.query.likeness import Trait, find_traits, join_traits, leave_out
from reelsearch.query.plan import Plan
from reelsearch.results import Hit
from reelsearch.review import Review

_MOST_NAMED = 8
"""How many words are named as being in common; the rest adds little."""


@dataclass(frozen=True, slots=True)
class SimilarReview:
    """A review like another: ``themes``, ``people`` and telling ``words`` are what both have, what
    counts most first. The passage of ``hit`` shows some of these words."""

    hit: Hit
    themes: tuple[str, ...]
    people: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SimilarReviews:
    """The reviews like ``review``, most alike first. Iterating over it is iterating over ``hits``.

    ``took`` is in seconds.
    """

    review: Review
    hits: tuple[SimilarReview, ...]
    took: float = 0.0

    def __iter__(self) -> Iterator[SimilarReview]:
        return iter(self.hits)

    def __len__(self) -> int:
        return len(self.hits)


@dataclass(frozen=True, slots=True)
class Wish:
    """How many reviews like another are wanted, whether only of *other_films*, with passages of
    about which *length*, and what it may cost."""

    limit: int
    other_films: bool
    length: int
    budget: Budget


def find_similar(engine: Engine, review: Review, wish: Wish) -> SimilarReviews:
    """The reviews like *review*, which is in the index and never among them.

    Raises :class:`SettingError`.
    """
    if wish.limit < 0:
        raise SettingError(f"limit is 0 or more; got {wish.limit}.")
    traits = find_traits(engine, review)
    if not traits:
        return SimilarReviews(review, ())
    request = Request(
        query=join_traits(traits),
        filter=leave_out(review, whole_film=wish.other_films),
        limit=wish.limit,
        budget=wish.budget,
    )
    ranked = engine.search(request).ranked
    docs = [doc for doc, _ in ranked]
    added = [(trait, engine.score(trait.query, docs)) for trait in traits] if docs else []
    hits = []
    for doc, score in ranked:
        wish.budget.check_time()
        shared = sorted(
            ((scores[doc], trait) for trait, scores in added if doc in scores),
            key=lambda pair: (-pair[0], pair[1].name),
        )
        hits.append(_make_similar(engine, doc, score, [trait for _, trait in shared], wish.length))
    return SimilarReviews(review, tuple(hits))


def _make_similar(
    engine: Engine, doc: int, score: float, shared: list[Trait], length: int
) -> SimilarReview:
    review = engine.review(doc)
    words = [trait for trait in shared if trait.kind == "word"]
    weights = {trait.stem: 1.0 / place for place, trait in enumerate(words, 1)}
    chosen = next(Excerpts(Plan(stems=weights), 1, length).cut([review]))
    return SimilarReview(
        Hit(review.id, score, review, *chosen),
        tuple(trait.name for trait in shared if trait.kind == "theme"),
        tuple(trait.name for trait in shared if trait.kind == "person"),
        tuple(trait.name for trait in words[:_MOST_NAMED]),
    )
