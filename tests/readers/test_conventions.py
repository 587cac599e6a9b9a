"""What the rows of a file say of each other: scales of bare ratings, order of slash dates."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelsearch.readers.conventions import Conventions, guess_scale, note_one


@pytest.mark.parametrize(
    ("numbers", "scale"),
    [
        ([1, 3.5], 5),
        ([2, 7], 10),
        ([4, 88], 100),
        ([4, 5], None),
        ([5, *[3] * 19], 5),
        ([4, *[3] * 40], None),
        ([7, 16], None),
        ([], None),
        ([0], None),
        ([250], None),
    ],
)
def test_scale_is_guessed_from_the_numbers_of_a_paper(
    numbers: list[float], scale: float | None
) -> None:
    assert guess_scale(numbers) == scale


@given(st.lists(st.floats(0, 100)))
def test_no_number_exceeds_the_scale_it_helped_to_guess(numbers: list[float]) -> None:
    scale = guess_scale(numbers)
    assert scale is None or max(numbers) <= scale


def test_each_paper_has_a_scale_of_its_own() -> None:
    rows = Conventions()
    for rating, paper in (("8", "Dial"), ("6", "Dial"), ("3.5", "Star"), ("3/4", "Herald")):
        rows.note(rating, paper, "")
    assert rows.find_scale("6", "rating", "Dial") == 10
    assert rows.find_scale("4", "rating", "Star") == 5
    assert rows.find_scale("3", "rating", "Herald") is None


def test_stars_are_of_five_unless_their_numbers_say_more() -> None:
    assert note_one("4", "").find_scale("4", "stars", "") == 5
    assert note_one("7", "").find_scale("7", "Star Rating", "") == 10


def test_what_is_no_bare_number_has_no_scale() -> None:
    assert note_one("B+", "").find_scale("B+", "grade", "") is None


@pytest.mark.parametrize(
    ("dates", "day_first"),
    [
        (["03/04/2019", "25/03/2019"], True),
        (["03/04/2019", "03/25/2019"], False),
        (["03/04/2019", "13/04/2019"], True),
        (["12/04/2019"], None),
        (["25/03/2019", "03/25/2019"], None),
        (["2019-03-25", ""], None),
        (["3/4/19", "25/3/19"], True),
    ],
)
def test_one_clear_date_tells_the_order_of_all(dates: list[str], day_first: bool | None) -> None:
    rows = Conventions()
    for date in dates:
        rows.note("", "", date)
    assert rows.day_first is day_first


def test_shares_are_of_one_and_a_star_and_its_half_of_anything() -> None:
    assert guess_scale([0.8, 0.65, 1.0]) == 1
    assert guess_scale([0.5, 1.0]) is None
