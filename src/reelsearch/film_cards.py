"""The reviews of one film in, a card out: how it was rated, what it is about, who differs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reelsearch.results import FacetCount, Hit

BANDS = ("0–20%", "20–40%", "40–60%", "60–80%", "80–100%")
"""The bands of a rating between 0 and 1; a bound belongs to the band above it."""

_APART = 0.2
"""Ratings that are no further apart are much the same."""


@dataclass(frozen=True, slots=True)
class FilmCard:
    """One film as its reviewers see it.

    ``hits`` has one hit for each review, with the passage to quote. ``ratings`` counts
    the reviews in each of :data:`BANDS`; ``themes`` counts the reviewers who mention
    each. ``differences`` say, in a sentence each, where reviewers differ most. ``note``
    says which name was asked for, where this is not it.
    """

    film: str
    year: int | None
    hits: tuple[Hit, ...]
    ratings: tuple[FacetCount, ...]
    themes: tuple[FacetCount, ...]
    differences: tuple[str, ...]
    note: str | None = None


def make_film_card(hits: Sequence[Hit], note: str | None = None) -> FilmCard:
    """The card of the film that all of *hits*, at least one, are about."""
    first = hits[0].review
    return FilmCard(
        film=first.film or "",
        year=first.year,
        hits=tuple(hits),
        ratings=_count_ratings(hits),
        themes=_count_themes(hits),
        differences=tuple(_find_differences(hits)),
        note=note,
    )


def band_of(rating: float) -> str:
    """The band of a rating between 0 and 1."""
    # Half a thousandth, since 0.6 may have become 0.5999… on its way.
    return BANDS[min(int((rating + 0.0005) * len(BANDS)), len(BANDS) - 1)]


def _count_ratings(hits: Sequence[Hit]) -> tuple[FacetCount, ...]:
    counted = Counter(band_of(h.review.rating) for h in hits if h.review.rating is not None)
    return tuple(FacetCount(band, counted[band]) for band in reversed(BANDS)) if counted else ()


def _count_themes(hits: Sequence[Hit]) -> tuple[FacetCount, ...]:
    counted = Counter(theme for hit in hits for theme in hit.review.themes)
    ranked = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return tuple(FacetCount(theme, count) for theme, count in ranked)


def _find_differences(hits: Sequence[Hit]) -> list[str]:
    found = []
    rated = sorted((h for h in hits if h.review.rating is not None), key=_rating)
    if len(rated) > 1 and _rating(rated[-1]) - _rating(rated[0]) > _APART:
        high, low = rated[-1], rated[0]
        found.append(f"{_who(high)} gives it {_mark(high)}, {_who(low)} {_mark(low)}.")
    for i, hit in enumerate(hits):
        others = {theme for j, other in enumerate(hits) if j != i for theme in other.review.themes}
        alone = [theme for theme in hit.review.themes if theme not in others]
        if len(hits) > 1 and others and alone:
            found.append(f"Only {_who(hit)} writes about {', '.join(alone[:3])}.")
    return found


def _rating(hit: Hit) -> float:
    return hit.review.rating or 0.0


def _mark(hit: Hit) -> str:
    return hit.review.rating_text or f"{_rating(hit):.2f}"


def _who(hit: Hit) -> str:
    return hit.review.reviewer or "an unsigned review"
