"""What pasted reviews hold besides plain header lines, and what must not be read into them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.pasted_reviews import read

PROSE = "The night is long and the road is empty. Nobody in it says what he wants."


@pytest.mark.parametrize(
    ("head", "facts"),
    [
        ("🎬 Heat\n🎥 Director: Ada Orr", {"director": ("Ada Orr",)}),
        ("Heat\n⏱️ Runtime: 98 min", {"runtime": 98}),
        ("Heat\nRating: ⭐️⭐️⭐️⭐️", {"rating": 0.8}),
        ("Heat (18) ****\nby Ada Orr", {"certificate": "18", "rating": 0.8}),
        ("Heat\nScore: 8.5", {"rating": 0.85}),
        ("Heat\nScore: 88", {"rating": 0.88}),
        ("Heat\nScore: 4", {"rating": None}),
        ("Heat\nRating: 18", {"rating": None, "certificate": "18"}),
        ("Heat\nReviewed: 12th August 2019", {"date": "2019-08-12"}),
        ("Heat\nOriginally posted: 1/15/01", {"date": "2001-01-15"}),
        ("Heat\nCert tbc, 98 mins", {"certificate": None, "runtime": 98}),
        ("Heat\nby Ada Orr · 3rd October 2021 · ★★★★☆", {"reviewers": ("Ada Orr",), "rating": 0.8}),
        ("Subject: RFR: Heat (1995)\nFrom: x@example.com (Ada Orr)", {"reviewers": ("Ada Orr",)}),
        ("Heat\nAda Orr; 18 cert; 98 min", {"director": ("Ada Orr",), "certificate": "18"}),
        ("[FILM] Heat (Ada Orr, Iran/Mali, 1995)", {"country": ("Iran", "Mali"), "year": 1995}),
        ("Heat\nTime: 125 mins", {"runtime": 125}),
        ("Heat (1995)\nOur Rating – Film: ★★★★ / Movie: ★★★★★", {"rating": None}),
        ("Heat / Ada Orr / USA/Iran / 1995 / 98 mins", {"country": ("USA", "Iran")}),
    ],
)  # fmt: skip
def test_lines_at_the_head(head: str, facts: dict[str, Any]) -> None:
    review = read(f"{head}\n\n{PROSE}")
    assert review.film == "Heat"
    assert {name: getattr(review, name) for name in facts} == {
        name: pytest.approx(value) if isinstance(value, float) else value
        for name, value in facts.items()
    }


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        ("[12 May 2016]", {"date": "2016-05-12"}),
        ("Ada Orr is a freelance writer in Leeds.", {"reviewers": ("Ada Orr",)}),
        ("Ada Orr writes for The Dial.", {"reviewers": ("Ada Orr",)}),
    ],
)
def test_lines_at_the_foot(line: str, facts: dict[str, Any]) -> None:
    review = read(f"Heat (1995)\n\n{PROSE}\n\n{line}")
    assert {name: getattr(review, name) for name in facts} == facts


def test_a_writer_in_the_story_did_not_sign_the_review() -> None:
    text = f"Heat (1995)\n\n{PROSE} Then Ada Orr arrives.\n\nAda Orr is a writer with a secret."
    assert read(text).reviewers == ()


def test_credits_in_lower_case_are_read() -> None:
    text = "starring : ada orr , bo lind .\ndirected by cy moor .\nrated pg .\n\n" + PROSE.lower()
    review = read(text)
    assert (review.cast, review.director) == (("ada orr", "bo lind"), ("cy moor",))
    assert review.certificate == "PG"


def test_prose_in_lower_case_names_no_director() -> None:
    assert read("directed by a man who hates actors\n\n" + PROSE.lower()).director == ()


def test_a_film_told_to_compare_is_not_the_one_reviewed() -> None:
    assert read(f"{PROSE} Compare Manhattan (1979), which does the opposite.").film is None


def test_a_film_named_once_later_on_is_not_the_one_reviewed() -> None:
    assert read(f"It begins well. We had seen Alien (1979) the week before. {PROSE}").film is None


def test_a_title_above_credits_outweighs_a_film_named_later() -> None:
    text = f"Frances Ha\nDirector: Ada Orr\n\nIt dances. Then Manhattan (1979) is on. {PROSE}"
    assert read(text).film == "Frances Ha"


def test_a_slash_date_in_the_text_is_read_day_first_and_said() -> None:
    review = read(f"Heat (1995)\nPosted: 03/04/2019\n\n{PROSE}")
    assert review.date == "2019-04-03"
    assert "day first" in review.warnings[0]


def test_a_title_broken_over_two_lines_comes_again() -> None:
    text = f"In The Long Day (1992) a boy sings. {PROSE} He stays in The Long\nDay."
    assert read(text).film == "The Long Day"
