"""What stands above the prose of a pasted review: the page's lines, kickers, headlines, titles."""

from __future__ import annotations

from typing import Any

import pytest

from reelsearch.annotate import annotate
from reelsearch.review import Location, Review
from tests.pasted_reviews import PROSE, check

BLOG = "Skip to content\nHome | About | Archive\nThe Back Row\nfilms, seen from there\n\n"


def read(head: str, prose: str = PROSE) -> Review:
    return annotate(Review(text=f"{head}\n\n{prose}", location=Location("/reviews", "a.txt")))


@pytest.mark.parametrize(
    ("head", "facts"),
    [
        (
            f"{BLOG}Her (2013)\nPosted on March 3, 2014 by Dee Abara",
            {"film": "Her", "year": 2013, "reviewers": ("Dee Abara",), "date": "2014-03-03"},
        ),
        (
            "PROGRAMME NOTE\nThe Sky over Us (Der Himmel darüber)\nGermany 1987 | 128 min",
            {"film": "The Sky over Us", "year": 1987, "runtime": 128},
        ),
        (
            "Arts > Film\n\nTokyo Story\nYasujiro Ozu, Japan 1953",
            {"film": "Tokyo Story", "year": 1953, "director": ("Yasujiro Ozu",)},
        ),
        (
            "THE WEEKLY REEL\nA letter on war films, and on those who watch them\n"
            "Issue 12 - 5 May 2020\nby Dee Abara\n\nHello again, and thanks to all who wrote.\n\n"
            "This week: 1917, directed by Sam Mendes",
            {"film": "1917", "director": ("Sam Mendes",), "date": "2020-05-05"},
        ),
        (
            "Capsule: RAN (Japan 1985, Akira Kurosawa, 162 min) ***1/2 out of ****",
            {"film": "RAN", "year": 1985, "rating": 0.875},
        ),
        (
            "Stalker\n1979\n\nWatched 12 Mar 2023\n\nStalker\n\n★★★★½ Watched 12 Mar 2023\n\n"
            "ada_o's review published on Letterboxd:",
            {"film": "Stalker", "year": 1979, "rating": 0.9, "reviewers": ("ada_o",)},
        ),
        (
            "ada_o’s review of Stalker (1979)",
            {"film": "Stalker", "year": 1979, "reviewers": ("ada_o",)},
        ),
        (
            "A Separation review – two doors and a stair\n★★★★★\nA family comes apart in a film "
            "that takes the side of everyone in it, which is more than they can do\n\nDee Abara\n"
            "Fri 1 Jul 2011 08.30 BST",
            {"film": "A Separation", "reviewers": ("Dee Abara",), "date": "2011-07-01"},
        ),
        ("Contact\n1997\nBy Dee Abara", {"film": "Contact", "year": 1997}),
        ("Home | Films\n\nThreads\nMick Jackson, UK 1984", {"film": "Threads", "year": 1984}),
    ],
)  # fmt: skip
def test_the_head_of_a_pasted_page(head: str, facts: dict[str, Any]) -> None:
    review = read(head)
    check(review, facts)
    assert review.prose == PROSE


def test_a_kicker_alone_is_no_title() -> None:
    assert read("PROGRAMME NOTE\n\nby Dee Abara").film is None


@pytest.mark.parametrize(
    ("headline", "facts"),
    [
        ("Ada Orr's Cold Water", {"film": "Cold Water", "director": ("Ada Orr",)}),
        ("Venice Dispatch #3: Ada Orr’s Cold Water", {"film": "Cold Water"}),
        ("Stephen King's Cold Water", {"film": "Cold Water", "director": ()}),
        ("What the river keeps: on Cold Water", {"film": "Cold Water"}),
        ("In praise of Cold Water", {"film": "Cold Water"}),
    ],
)
def test_the_title_in_a_headline_comes_again_in_the_prose(
    headline: str, facts: dict[str, Any]
) -> None:
    check(read(f"{headline}\n\nby Dee Abara", f"{PROSE} I saw Cold Water twice."), facts)


def test_an_owner_stays_in_the_title_where_nothing_says_otherwise() -> None:
    review = read("Ada Orr's Cold Water\n\nby Dee Abara")
    assert (review.film, review.director) == ("Ada Orr's Cold Water", ())


def test_a_title_above_the_credits_at_the_foot_comes_before_a_headline() -> None:
    foot = "HER\nDirector: Spike Jonze\nUS 2013, 126 minutes"
    review = read("THE VOICE IN THE EAR\nBy Dee Abara", f"{PROSE}\n\n{PROSE}\n\n{foot}")
    assert (review.film, review.year, review.reviewer) == ("HER", 2013, "Dee Abara")


def test_short_sentences_above_a_byline_at_the_foot_are_prose() -> None:
    text = "It is cold.\n\nNobody speaks.\n\nBy Dee Abara"
    review = annotate(Review(text=text, location=Location("/reviews", "a.txt")))
    assert (review.reviewer, review.prose) == ("Dee Abara", "It is cold.\n\nNobody speaks.")
