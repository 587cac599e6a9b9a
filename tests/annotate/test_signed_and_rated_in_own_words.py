"""Ratings, signatures and directors as those write them who follow no house style."""

from __future__ import annotations

from typing import Any

import pytest

from tests.pasted_reviews import PROSE, check, read


@pytest.mark.parametrize(
    ("last", "rating"),
    [
        ("It is slow, yes. 3/5 from me and 5/5 from father", 0.6),
        ("Four forks from five.", 0.8),
        ("Voted 7 out of 10.", 0.7),
        ("Our verdict: quite good  ●●●○○", 0.6),
        ("If i must give marks, I'd say a 7,5 out of 10.\n\nIs the lake frozen yet??\nBo", 0.75),
        ("From me: 3½ / 5", 0.7),
    ],
)
def test_a_rating_in_own_words(last: str, rating: float) -> None:
    assert read(f"Cold Road\n\n{PROSE}\n\n{last}").rating == pytest.approx(rating)


def test_two_ratings_that_nobody_owns_are_none() -> None:
    assert (
        read(f"Cold Road\n\n{PROSE}\n\nIt is slow. 3/5 for the film and 5/5 for the hall").rating
        is None
    )


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            f"r/films • Posted by u/coldman9 5 years ago\n\nJust saw Cold Road (2018)\n\n{PROSE}",
            {"film": "Cold Road", "reviewers": ("coldman9",)},
        ),
        (f"Cold Road\n\n{PROSE}\n\nHugs, Bo Lindström", {"reviewers": ("Bo Lindström",)}),
        (
            f"The Lantern\n27 OCT 2017\n\nWritten by Bo Lind\n\n{PROSE}\n\n"
            "THE COLD ROAD\nFinland 2017. Dir. Ada Orr. 180 min.",
            {"film": "THE COLD ROAD", "reviewers": ("Bo Lind",), "director": ("Ada Orr",)},
        ),
        (f"Cold Road (1999)\n2015. 11. 12., Thursday\n\n{PROSE}", {"date": "2015-11-12"}),
    ],
)
def test_who_wrote_and_when(text: str, facts: dict[str, Any]) -> None:
    check(read(text), facts)


def test_a_screenwriter_beside_the_director_has_not_written_the_review() -> None:
    text = f"Cold Road\nDirected by Ada Orr\nWritten by Bo Lind\n\n{PROSE}"
    assert read(text).reviewers == ()


@pytest.mark.parametrize(
    "head",
    [
        "COLD ROAD | Ada Orr | 111 min | The Movies Delta\nReviewed by Bo Lind",
        "Cold Road review: under the sky\nBy Bo Lind\n\nPG-13, 113 minutes. Directed by Ada Orr",
    ],
)
def test_a_row_of_credits_names_the_director(head: str) -> None:
    check(read(f"{head}\n\n{PROSE}"), {"director": ("Ada Orr",), "reviewers": ("Bo Lind",)})


def test_a_title_that_ends_with_a_mark_has_its_credits_behind_it() -> None:
    text = f"Dear Bo,\n\nfor your list: COLD ROAD! (Ada Orr, 2003). See it, I was in it.\n\n{PROSE}"
    check(read(text), {"film": "COLD ROAD!", "year": 2003, "director": ("Ada Orr",)})
