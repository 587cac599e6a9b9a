"""What a format gave only as text is read; what a reader inferred gives way to the text."""

from __future__ import annotations

from typing import Any

import pytest

from reelsearch.annotate import annotate
from reelsearch.review import MISSING, Location, Origin, Provenance, Review

PLACE = Location("/reviews", "a.csv", row=1)
GIVEN = Provenance(Origin.GIVEN, "said so")


def give(text: str = "Cold and blue.", **values: Any) -> Review:
    """An annotated review to which a format gave *values*."""
    names = {"reviewers": "reviewer", "rating_text": "rating"}
    known = {names.get(name, name): GIVEN for name in values if name != "rating_scale"}
    return annotate(Review(text=text, location=PLACE, provenance=known, **values))


def test_bare_rating_is_of_the_scale_that_came_with_it() -> None:
    assert give(rating_text="8", rating_scale=10.0).rating == pytest.approx(0.8)


def test_bare_rating_without_a_scale_is_unknown_and_said() -> None:
    review = give(rating_text="4")
    assert review.rating is None
    assert "'4'" in review.warnings[0]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        (("Ada Orr and Bo Lind",), ("Ada Orr", "Bo Lind")),
        (("Ada Orr, Bo Lind",), ("Ada Orr", "Bo Lind")),
        (("Ada Orr & Bo Lind",), ("Ada Orr", "Bo Lind")),
        (("By Ada Orr",), ("Ada Orr",)),
        (("Toby Orr",), ("Toby Orr",)),
        (("Review by Toby Orr",), ("Toby Orr",)),
        (("Ada Orr, Film Critic",), ("Ada Orr",)),
        (("Orr, Ada",), ("Orr, Ada",)),
        (("kino_77",), ("kino_77",)),
        (("Ada Orr (ada@example.com)",), ("Ada Orr",)),
        (("Staff",), ()),
        (("Anonymous",), ()),
        (("Guest",), ()),
        (("Christopher Guest",), ("Christopher Guest",)),
        (("Ada Orr", "The Dial Staff"), ("Ada Orr",)),
    ],
)
def test_given_byline_is_parted_as_one_in_a_header(
    written: tuple[str, ...], names: tuple[str, ...]
) -> None:
    review = give(reviewers=written)
    assert review.reviewers == names
    assert review.origin("reviewer") == (GIVEN if names else MISSING)


@pytest.mark.parametrize(
    ("desk", "paper"),
    [
        ("Dial Staff", "Dial"),
        ("The Dial Editorial Team", "The Dial"),
        ("Associated Press", "Associated Press"),
        ("Staff Writer", None),
        ("Film Desk", None),
        ("Guest Reviewer", None),
        ("Anonymous", None),
    ],
)
def test_desk_is_nobody_but_names_its_paper(desk: str, paper: str | None) -> None:
    review = give(reviewers=(desk,))
    assert (review.reviewers, review.publication) == ((), paper)
    assert review.origin("publication") == (GIVEN if paper else MISSING)


def test_desk_does_not_change_a_given_paper() -> None:
    assert give(reviewers=("Dial Staff",), publication="The Dial").publication == "The Dial"


def test_paper_given_beside_the_byline_is_taken_from_it() -> None:
    review = give(reviewers=("Ada Orr for The Dial",))
    assert (review.reviewers, review.publication) == (("Ada Orr",), "The Dial")


@pytest.mark.parametrize(
    ("headline", "film"),
    [
        ("Heat review: cold and blue", "Heat"),
        ("‘Heat’ Review: Cold and Blue", "Heat"),
        ("Heat – film review", "Heat"),
        ("Weekly review: what I saw", "Weekly review: what I saw"),
        ("Mission: Impossible", "Mission: Impossible"),
    ],
)
def test_headline_given_as_title_is_parted(headline: str, film: str) -> None:
    review = give(film=headline)
    assert review.film == film
    assert review.origin("film") == GIVEN


def test_film_inferred_from_a_file_name_gives_way_to_a_line() -> None:
    inferred = {"film": Provenance(Origin.INFERRED, "file name mad-max"), "year": MISSING}
    text = "Mad Max: Fury Road (2015)\n\nLoud and fast."
    review = annotate(Review(text=text, location=PLACE, film="Mad Max", provenance=inferred))
    assert (review.film, review.year) == ("Mad Max: Fury Road", 2015)
    assert review.origin("film").origin is Origin.HEADER


def test_film_inferred_from_a_file_name_outweighs_a_lone_headline() -> None:
    inferred = {"film": Provenance(Origin.INFERRED, "file name heat")}
    text = "Blue Nights\n\nThe city is patient, and so are those who rob it."
    assert (
        annotate(Review(text=text, location=PLACE, film="Heat", provenance=inferred)).film == "Heat"
    )


@pytest.mark.parametrize(
    ("given", "ending", "rating"),
    [
        ("4", "Four stars out of five.", 0.8),
        ("4", "4/10", 0.4),
        ("3.5", "Three and a half stars out of four.", 0.875),
        ("4", "Three stars out of five.", None),
        ("4", "I went home.", None),
        ("four", "Four stars out of five.", None),
    ],
)
def test_text_says_the_scale_of_a_number_that_was_given_without(
    given: str, ending: str, rating: float | None
) -> None:
    text = f"The city is patient, and so are those who rob it.\n\n{ending}"
    review = give(text, film="Heat", rating_text=given)
    assert (review.rating, review.rating_text) == (rating, given)
    complains = any("share of a known scale" in warning for warning in review.warnings)
    assert complains is (rating is None)
