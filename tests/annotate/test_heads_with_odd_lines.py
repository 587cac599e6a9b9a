"""Lines of a head that are not understood, and do not keep the others from being read."""

from __future__ import annotations

from typing import Any

import pytest

from reelsearch.annotate import annotate
from reelsearch.review import Location, Review
from tests.pasted_reviews import PROSE, check, read

WRAPPED = (
    "The night is long and the road is empty, and nobody in\n"
    "it says what he wants until the morning, when it is too\n"
    "late for wanting. What stays is the light on the water."
)


def read_file(text: str, path: str) -> Review:
    return annotate(Review(text=text, location=Location("/reviews", path)))


@pytest.mark.parametrize(
    ("credits", "facts"),
    [
        (
            "GB 1949. d. Carol Reed. Joseph Cotten, Orson Welles, Trevor Howard. 104m b/w.",
            {"year": 1949, "director": ("Carol Reed",), "runtime": 104},
        ),
        (
            "English and German with subtitles. Director Carol Reed.",
            {"director": ("Carol Reed",)},
        ),
        ("Dir: Carol Reed     104mins     PG", {"director": ("Carol Reed",), "runtime": 104}),
        (
            "GB 1949 / Director: Carol Reed / With Joseph Cotten, Orson Welles",
            {"director": ("Carol Reed",), "cast": ("Joseph Cotten", "Orson Welles")},
        ),
        (
            "GB, 1949 · Regia: Carol Reed · Con Joseph Cotten, Orson Welles",
            {"director": ("Carol Reed",), "cast": ("Joseph Cotten", "Orson Welles")},
        ),
        ("1949, GB. Carol Reed. 104 min.", {"director": ("Carol Reed",), "year": 1949}),
    ],
)
def test_credits_are_read_piece_by_piece(credits: str, facts: dict[str, Any]) -> None:
    text = f"Kept: found in the attic, no date\n\nTHE THIRD MAN\n{credits}\n\n{PROSE}"
    check(read(text), {"film": "THE THIRD MAN", **facts})


def test_a_title_stands_before_its_credits_on_one_line() -> None:
    text = f"CARD 17\nTHE THIRD MAN. GB 1949. d. Carol Reed. b/w. 104m.\n{PROSE}"
    facts = {"film": "THE THIRD MAN", "year": 1949, "director": ("Carol Reed",)}
    check(read(text), facts)


@pytest.mark.parametrize("prose", [PROSE, WRAPPED])
def test_no_number_of_odd_lines_hides_the_title_below_them(prose: str) -> None:
    text = (
        "a page kept by two sisters\nwrite to us at the usual address\nseventh year of it\n"
        f"free to a good home\n\nTHE THIRD MAN (1949)\na film review by Ada Orr\n\n{prose}"
    )
    check(read(text), {"film": "THE THIRD MAN", "year": 1949, "reviewers": ("Ada Orr",)})


def test_the_cast_behind_the_director_goes_on_in_the_next_line() -> None:
    text = (
        "THE THIRD MAN (1949)\n\nDir/Scr: Carol Reed.  Joseph Cotten, Orson Welles,\n"
        f"Trevor Howard, Alida Valli.  104 min.\n\n{PROSE}"
    )
    names = ("Joseph Cotten", "Orson Welles", "Trevor Howard", "Alida Valli")
    check(read(text), {"director": ("Carol Reed",), "cast": names, "runtime": 104})


def test_letters_that_stand_apart_are_one_word() -> None:
    text = f"N I G H T   W A T C H\n\n{PROSE}"
    assert read(text).film == "NIGHT WATCH"


@pytest.mark.parametrize(
    ("head", "path", "film"),
    [
        (
            "The Dial Weekly\nAn hour with Ada\n\nNOTORIOUS\n\nTake a cold drink, says she",
            "Notorious review Nov.txt",
            "NOTORIOUS",
        ),
        ("la strada\nsaw it again at home, wall a bit bumpy", "la strada.txt", "la strada"),
        ("Papers of the Rex\n<< back\n\nLa strada\n\nCold out", "La strada (Rex).txt", "La strada"),
        (
            "Pick of the day\nThe Third Man\n\nWelles steals the show, magnificently, again",
            "the third man - Welles.txt",
            "The Third Man",
        ),
    ],
)
def test_a_line_that_the_name_of_the_file_repeats_is_the_title(
    head: str, path: str, film: str
) -> None:
    assert read_file(f"{head}\n\n{PROSE}", path).film == film


def test_the_one_line_in_capitals_is_rather_the_title_than_its_like_without() -> None:
    head = "The Rex\nAn hour with Ada\n\nNOTORIOUS\n\nTake a cold drink, says she"
    assert read(f"{head}\n\n{PROSE}").film == "NOTORIOUS"


@pytest.mark.parametrize(
    "line",
    [
        "D. Pennywell",
        "I went in 1949 and again with my sister. It was cold. We laughed a lot, and so on and so",
        "It rained. It was cold. d. Nothing more was said of it.",
    ],
)
def test_sentences_and_initials_are_no_credits(line: str) -> None:
    review = read(f"THE THIRD MAN\n{line}\n\n{PROSE}")
    assert (review.director, review.year) == ((), None)
