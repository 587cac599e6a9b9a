"""Lines of copies from sites, forums and diaries that say two things or more at once."""

from __future__ import annotations

from typing import Any

import pytest

from reelsearch.annotate import annotate
from reelsearch.review import Location, Review

PROSE = (
    "The night is long and the road is empty, and nobody in it says what he wants until the "
    "morning, when it is too late for wanting. What stays is the light on the water."
)


def read(text: str) -> Review:
    return annotate(Review(text=text, location=Location("/reviews", "a.txt")))


def check(review: Review, facts: dict[str, Any]) -> None:
    assert {name: getattr(review, name) for name in facts} == {
        name: pytest.approx(value) if isinstance(value, float) else value
        for name, value in facts.items()
    }


@pytest.mark.parametrize(
    ("head", "facts"),
    [
        ("Cold Road 1995 Directed by Ada Orr", {"director": ("Ada Orr",), "year": 1995}),
        ("Cold Road (1995) dir. Ada Orr & Bo Lind", {"director": ("Ada Orr", "Bo Lind")}),
        ("Cold Road directed by Ada Orr", {"director": ("Ada Orr",), "year": None}),
        ("Cold Road\nA documentary by Ada Orr (1995)", {"director": ("Ada Orr",), "year": 1995}),
        ("Cold Road\na film by Ada Orr", {"director": ("Ada Orr",)}),
        (
            "Cold Road (1995)\nreviewed for Northern Trail magazine by Ada Orr\nMay 2006",
            {
                "reviewers": ("Ada Orr",),
                "publication": "Northern Trail magazine",
                "date": "2006-05",
            },
        ),
        (
            "Cold Road (1995)\nseen and written up by Ada Orr, May 8th, 2008",
            {"reviewers": ("Ada Orr",), "date": "2008-05-08"},
        ),
        (
            "Cold Road (1995)\nBy Ada Orr – “Films at the Harbour” – 5 May 2001",
            {"reviewers": ("Ada Orr",), "publication": "Films at the Harbour"},
        ),
        (
            "Old 03-11-2012, 21:47\nada99\nSenior Member\nJoin Date: May 2006\n\nCold Road (1995)",
            {"date": "2012-11-03", "reviewers": ("ada99",)},
        ),
        ("Sun 20 June '21\n\nCold Road (1995)", {"date": "2021-06-20"}),
        ("Title: Cold Road\nSeen: 24.01.2009, Odeon, late", {"date": "2009-01-24"}),
    ],
)
def test_lines_at_the_head(head: str, facts: dict[str, Any]) -> None:
    review = read(f"{head}\n\n{PROSE}")
    assert review.film == "Cold Road"
    check(review, facts)


@pytest.mark.parametrize(
    ("foot", "facts"),
    [
        (
            "Ada Orr\nMelbourne Standard\n20 August 1992",
            {"reviewers": ("Ada Orr",), "publication": "Melbourne Standard", "date": "1992-08-20"},
        ),
        ("Rating: 3 and a half bears out of 5", {"rating": 0.7}),
        ("Cold Road (1995). Rated PG. 109 minutes. Three stars out of four.", {"rating": 0.75}),
    ],
)
def test_lines_at_the_foot(foot: str, facts: dict[str, Any]) -> None:
    check(read(f"Cold Road (1995)\n\n{PROSE}\n\n{foot}"), facts)


@pytest.mark.parametrize(
    "line",
    ["A film by the sea", "Bo Lind is directed by nobody", "Presenter: Good evening. I am cold."],
)
def test_words_of_a_sentence_name_nobody(line: str) -> None:
    review = read(f"Cold Road (1995)\n{line}\n\n{PROSE}")
    assert (review.film, review.director, review.reviewers) == ("Cold Road", (), ())
