from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelsearch.analysis.identity import hash_content, make_id
from reelsearch.review import Location, Review

HERE = Location("/reviews/mine", "heat.txt")
TEXT = "A duel over coffee.\nThe best of its year."
HEAT = Review(TEXT, HERE, body=(0, len(TEXT)), film="Heat", year=1995)


def test_id_is_twelve_letters_and_digits_and_always_the_same() -> None:
    assert re.fullmatch("[a-z2-7]{12}", make_id(HERE))
    assert make_id(HERE) == make_id(Location("/reviews/mine", "heat.txt")) == "elsx7qavioxd"


def test_id_survives_a_move_of_the_folder() -> None:
    assert make_id(HERE) == make_id(replace(HERE, source="/backup/2020/mine"))


@pytest.mark.parametrize(
    "other",
    [
        replace(HERE, path="ronin.txt"),
        replace(HERE, path="sub/heat.txt"),
        replace(HERE, row=1),
        replace(HERE, row=2),
        replace(HERE, member="a.csv"),
        replace(HERE, source="/reviews/yours"),
    ],
)
def test_id_depends_on_the_place(other: Location) -> None:
    assert make_id(other) != make_id(HERE)


def test_every_attempt_gives_another_id() -> None:
    ids = {make_id(HERE, attempt) for attempt in range(20)}
    assert len(ids) == 20
    moved = replace(HERE, source="/backup/mine")
    assert make_id(moved, 1) != make_id(HERE, 1)


@given(st.text(), st.text(), st.none() | st.text(), st.none() | st.integers(1, 9))
def test_any_place_has_an_id(source: str, path: str, member: str | None, row: int | None) -> None:
    assert len(make_id(Location(source, path, member, row))) == 12


@pytest.mark.parametrize(
    "changes",
    [
        {"text": TEXT.replace("\n", "  \n\n ")},
        {"film": "HEAT"},
        {"reviewers": ("Ruth Adeyemi",)},
        {"location": Location("/elsewhere", "copy.html", row=4)},
        {"rating": 0.8},
    ],
)
def test_the_same_text_about_the_same_film_is_one_review(changes: dict[str, Any]) -> None:
    assert hash_content(_change(HEAT, changes)) == hash_content(HEAT)


@pytest.mark.parametrize(
    "changes",
    [
        {"film": "Ronin"},
        {"film": None},
        {"year": 1986},
        {"year": None},
        {"text": TEXT + " Almost."},
        {"text": TEXT.upper()},
    ],
)
def test_another_text_or_another_film_is_another_review(changes: dict[str, Any]) -> None:
    assert hash_content(_change(HEAT, changes)) != hash_content(HEAT)


def test_only_the_prose_counts() -> None:
    headed = f"Dir: Michael Mann\n\n{TEXT}"
    start = headed.index(TEXT)
    assert hash_content(replace(HEAT, text=headed, body=(start, len(headed)))) == hash_content(HEAT)


@pytest.mark.parametrize(
    "changes",
    [
        {"year": 1996},
        {"director": ("Michael Mann",)},
        {"runtime": 170},
        {"reviewers": ("Ruth Adeyemi",)},
        {"date": "2018-05-12"},
    ],
)
def test_without_a_film_the_rest_must_be_the_same(changes: dict[str, Any]) -> None:
    unknown = replace(HEAT, film=None)
    assert hash_content(_change(unknown, changes)) != hash_content(unknown)
    assert hash_content(replace(unknown, location=Location("/b", "c"))) == hash_content(unknown)


def _change(review: Review, changes: dict[str, Any]) -> Review:
    changed = replace(review, **changes)
    return replace(changed, body=(0, len(changed.text)))
