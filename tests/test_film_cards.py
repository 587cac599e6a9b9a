"""A film as its reviewers see it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reelsearch.film_cards import BANDS, band_of, make_film_card
from reelsearch.results import Hit
from reelsearch.review import Location, Review
from reelsearch.searching import Searcher


def make_hit(
    reviewer: str | None, rating: float | None = None, themes: tuple[str, ...] = ()
) -> Hit:
    review = Review(
        text="A film.",
        location=Location("/reviews", f"{reviewer}.txt"),
        film="Heat",
        year=1995,
        reviewers=(reviewer,) if reviewer else (),
        rating=rating,
        rating_text=None if rating is None else f"{rating * 5:g}/5",
        themes=themes,
    )
    return Hit("id", 1.0, review)


@pytest.mark.parametrize(
    ("rating", "band"),
    [(0.0, 0), (0.19, 0), (0.2, 1), (0.6, 3), (3 / 5, 3), (0.799, 3), (0.8, 4), (1.0, 4)],
)
def test_a_bound_belongs_to_the_band_above_it(rating: float, band: int) -> None:
    assert band_of(rating) == BANDS[band]


def test_ratings_are_counted_from_the_highest_band_down() -> None:
    card = make_film_card([make_hit("A", 0.8), make_hit("B", 0.9), make_hit("C", 0.1)])
    assert [count for _, count in card.ratings] == [2, 0, 0, 0, 1]
    assert card.ratings[0].value == BANDS[-1]


def test_without_ratings_there_is_no_histogram() -> None:
    assert make_film_card([make_hit("A")]).ratings == ()


def test_themes_are_counted_by_how_many_reviews_mention_them() -> None:
    card = make_film_card([make_hit("A", None, ("crime", "love")), make_hit("B", None, ("crime",))])
    assert card.themes == (("crime", 2), ("love", 1))


def test_reviewers_who_rate_far_apart_differ() -> None:
    card = make_film_card([make_hit("A", 1.0), make_hit("B", 0.2), make_hit("C", 0.6)])
    assert card.differences == ("A gives it 5/5, B 1/5.",)


def test_reviewers_who_rate_much_the_same_do_not_differ() -> None:
    assert make_film_card([make_hit("A", 0.8), make_hit("B", 0.7)]).differences == ()


def test_a_theme_that_only_one_reviewer_mentions_is_a_difference() -> None:
    hits = [make_hit("A", None, ("crime", "love")), make_hit(None, None, ("crime",))]
    card = make_film_card(hits)
    assert card.differences == ("Only A writes about love.",)


def test_a_card_for_each_film_of_that_name(corpus_index: Path) -> None:
    with Searcher(corpus_index) as searcher:
        assert {card.year for card in searcher.film_cards("suspiria")} == {1977, 2018}
        assert [card.year for card in searcher.film_cards("Suspiria (1977)")] == [1977]
        assert [card.year for card in searcher.film_cards("suspiria 2018")] == [2018]


def test_a_card_takes_in_every_review_of_the_film(corpus_index: Path) -> None:
    with Searcher(corpus_index) as searcher:
        (card,) = searcher.film_cards("heat")
        assert {hit.review.reviewer for hit in card.hits} == {"Desmond Pryce", "Bex Underwood"}
        assert all(hit.passages for hit in card.hits)


def test_a_misspelt_film_is_found_and_said(corpus_index: Path) -> None:
    with Searcher(corpus_index) as searcher:
        (card,) = searcher.film_cards("balerina")
        assert card.film == "Ballerina"
        assert card.note == "no “balerina”; showing Ballerina"
        assert searcher.film_cards("balerina", exact=True) == ()


def test_a_title_that_is_a_year_is_a_title(corpus_index: Path) -> None:
    with Searcher(corpus_index) as searcher:
        assert [card.film for card in searcher.film_cards("1917")] == ["1917"]


def test_what_is_no_film_has_no_card(corpus_index: Path) -> None:
    with Searcher(corpus_index) as searcher:
        assert searcher.film_cards("kitchen") == ()
