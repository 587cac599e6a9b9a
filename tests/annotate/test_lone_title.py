"""Which line above the prose is the title, where nothing is on it but a title."""

from __future__ import annotations

from typing import Any

import pytest

from reelsearch.annotate import annotate
from reelsearch.review import Location, Review
from tests.pasted_reviews import PROSE


def read(head: str, prose: str = PROSE) -> Review:
    return annotate(Review(text=f"{head}\n\n{prose}", location=Location("/reviews", "a.txt")))


@pytest.mark.parametrize(
    ("head", "facts"),
    [
        (
            'THE DIAL\nIssue 7, Spring 2016\n\n"Son of Saul"\n(Saul fia)\nHungary, 2015\n'
            "Directed by László Nemes",
            {"film": "Son of Saul", "year": 2015, "director": ("László Nemes",)},
        ),
        (
            "THE BACK ROW FILM CLUB\nScreening notes: Daughters of the Dust\n"
            "USA 1991 / 112 mins / 35mm\nDir/Scr Julie Dash",
            {"film": "Daughters of the Dust", "year": 1991, "director": ("Julie Dash",)},
        ),
        (
            "Home » Reviews » The Lobster\nThe Lobster\nReview by: Dee Abara on May 20, 2016\n"
            "Director: Yorgos Lanthimos",
            {"film": "The Lobster", "reviewers": ("Dee Abara",)},
        ),
        (
            "tuesday film night!!\n\nwe watched: Bringing Up Baby (1938, dir. Howard Hawks)",
            {"film": "Bringing Up Baby", "year": 1938, "director": ("Howard Hawks",)},
        ),
        (
            "Lady Bird - 2017 - Greta Gerwig",
            {"film": "Lady Bird", "year": 2017, "director": ("Greta Gerwig",)},
        ),
        (
            "The 400 Blows (Les Quatre Cents Coups), François Truffaut, France 1959",
            {"year": 1959, "director": ("François Truffaut",), "country": ("France",)},
        ),
        ("Two Days, One Night, 12A, 95 mins", {"film": "Two Days, One Night", "director": ()}),
    ],
)  # fmt: skip
def test_credits_speak_for_the_title_beside_them(head: str, facts: dict[str, Any]) -> None:
    review = read(head)
    assert {name: getattr(review, name) for name in facts} == facts


@pytest.mark.parametrize(
    "head",
    [
        "The Dial\nAftersun — a holiday that does not end\nBy Dee Abara\n\n"
        "Bo Lind in Aftersun. Photograph: Cy Moor\nAdvertisement",
        "Subscribe   Sign in\nThe Long Take\nOn Aftersun\nOr, the vanishing beach\nDee Abara\n"
        "Apr 27, 2021\n12\nShare",
        "Film Studies 201\nEssay 2\n3 December 2018\n\n"
        "Looking and Being Looked At: Light in Wells's Aftersun",
        "A Night by the Sea\nAftersun\nby Dee Abara",
    ],
)
def test_the_prose_speaks_for_the_title_that_it_names(head: str) -> None:
    assert read(head, f"Aftersun is loud. {PROSE}").film == "Aftersun"


def test_where_nothing_speaks_for_one_of_two_lines_neither_is_the_title() -> None:
    assert read("The Dial\nA Night by the Sea\nby Dee Abara").film is None


@pytest.mark.parametrize(
    ("first", "film"),
    [
        ("I finally saw Perfect Blue last night, and have not slept.", "Perfect Blue"),
        ("On Thursday we went to see Perfect Blue, which was full.", "Perfect Blue"),
        ("Saw PERFECT BLUE (Kon) at the Rio.", "PERFECT BLUE"),
        ("I saw Perfect Blue dresses in every window.", None),
        ("Nobody saw what came.", None),
    ],
)
def test_the_film_that_was_seen_comes_again(first: str, film: str | None) -> None:
    review = annotate(
        Review(
            text=f"{first} {PROSE}\n\nPerfect Blue is short.", location=Location("/reviews", "a")
        )
    )
    assert review.film == film


def test_what_was_seen_and_never_comes_again_is_no_film() -> None:
    assert read("", f"I saw Bo Lind last night. {PROSE}").film is None
