"""Ratings as they are written in the wild, and the share of their scale that they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelsearch.annotate.ratings import parse_rating

SHARES = [
    ("3.5/5", 0.7),
    ("8/10", 0.8),
    ("3 / 4", 0.75),
    ("3½/4", 0.875),
    ("3 1/2 out of 4", 0.875),
    ("3,5/5", 0.7),
    ("9 of 10", 0.9),
    ("4 stars out of 5", 0.8),
    ("4 out of 5 stars", 0.8),
    ("3 lighthouses out of 5", 0.6),
    ("3 out of 5 popcorns", 0.6),
    ("four out of five", 0.8),
    ("10 out of 10!", 1.0),
    ("0/5", 0.0),
    ("85%", 0.85),
    ("90 per cent", 0.9),
    ("2.1/2", 0.625),
    ("3.1/2/4", 0.875),
    ("Rating: 7/10", 0.7),
    ("My rating: 3/4", 0.75),
    ("8/10 (great)", 0.8),
    ("4/5 ★★★★☆", 0.8),
    ("-2 (-4 to +4)", 0.25),
    ("+2 on the -4 to +4 scale", 0.75),
    ("0 (-4 to +4)", 0.5),
]
LETTERS = [
    ("A+", 12),
    ("A", 12),
    ("A-", 11),
    ("A−", 11),
    ("a minus", 11),
    ("B+", 10),
    ("B plus", 10),
    ("B", 9),
    ("B-", 8),
    ("C+", 7),
    ("C", 6),
    ("C-", 5),
    ("D+", 4),
    ("D", 3),
    ("D-", 2),
    ("F", 0),
    ("Grade: B-", 8),
]
STARS = [
    ("★★★½", 0.7),
    ("★★★★", 0.8),
    ("★ ★ ★", 0.6),
    ("★★★☆", 0.75),
    ("★★★½☆", 0.7),
    ("★★★★ out of five", 0.8),
    ("★★★/4", 0.75),
    ("***½", 0.7),
    ("***1/2", 0.7),
    ("*** out of ****", 0.75),
    ("****", 0.8),
    ("½★", 0.1),
    ("3 stars", 0.6),
    ("3.25 STARS", 0.65),
    ("Stars 3", 0.6),
    ("three and a half stars", 0.7),
]
NONE = [
    "",
    "5/4",
    "5.5/5",
    "3/0",
    "1/2",
    "3 1/2",
    "8",
    "R",
    "N",
    "1-5",
    "E",
    "4 out of 11 found this helpful",
    "Guidance (out of 3): violence 0",
    "a film about 3/5 of a family",
    "B for Banana",
    "★★★★★★★",
    "* see the notes below",
    "not rated",
]


@pytest.mark.parametrize(("text", "share"), SHARES + STARS)
def test_rating_is_a_share_of_its_scale(text: str, share: float) -> None:
    assert parse_rating(text) == pytest.approx(share)


@pytest.mark.parametrize(("text", "twelfths"), LETTERS)
def test_letters_go_by_twelfths(text: str, twelfths: int) -> None:
    assert parse_rating(text) == pytest.approx(twelfths / 12)


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_share_of_a_known_scale_is_none(text: str) -> None:
    assert parse_rating(text) is None


@pytest.mark.parametrize(
    ("text", "scale", "share"),
    [("8", 10, 0.8), ("3", 4, 0.75), ("***", 4, 0.75), ("3 stars", 4, 0.75), ("3½", 5, 0.7)],
)
def test_scale_of_the_file_is_used_where_the_text_states_none(
    text: str, scale: float, share: float
) -> None:
    assert parse_rating(text, scale) == pytest.approx(share)


def test_scale_in_the_text_comes_before_that_of_the_file() -> None:
    assert parse_rating("3/5", 10) == pytest.approx(0.6)


def test_more_than_the_scale_is_none() -> None:
    assert parse_rating("8", 5) is None


@given(st.text(max_size=140), st.none() | st.floats(0.5, 100))
def test_any_text_gives_a_share_or_none(text: str, scale: float | None) -> None:
    value = parse_rating(text, scale)
    assert value is None or 0 <= value <= 1


@given(st.integers(0, 40), st.integers(1, 40))
def test_fraction_is_divided(part: int, whole: int) -> None:
    value = parse_rating(f"{part}/{whole}")
    if part > whole or (part, whole) == (1, 2):
        assert value is None
    else:
        assert value == pytest.approx(part / whole)


@given(st.text("★☆½*/ 0123456789.ABCF+-", max_size=30))
def test_texts_made_of_ratings_signs_never_leave_the_scale(text: str) -> None:
    value = parse_rating(text)
    assert value is None or 0 <= value <= 1
