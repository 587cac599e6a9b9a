"""Heads and feet of handouts, essays, magazines and diaries that have layouts of their own."""

from __future__ import annotations

from typing import Any

import pytest

from tests.pasted_reviews import PROSE, check, read


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "The Third Man | GB 1949 | 104 mins | Dir. Carol Reed\nOrson Welles, Alida Valli",
            {"film": "The Third Man", "year": 1949, "director": ("Carol Reed",), "runtime": 104},
        ),
        (
            "THE THIRD MAN (1949) b/w, 104m, London Films\n"
            "dir Carol Reed with Joseph Cotten, Orson Welles, Alida Valli",
            {"film": "THE THIRD MAN", "year": 1949, "director": ("Carol Reed",)},
        ),
        (
            "The Third Man\nGB, dir. Carol Reed, 104 mins",
            {"film": "The Third Man", "director": ("Carol Reed",)},
        ),
        (
            "Film shown: THE THIRD MAN (Der dritte Mann), GB 1949, directed by Carol Reed",
            {"film": "THE THIRD MAN", "year": 1949, "director": ("Carol Reed",)},
        ),
        (
            "Film: Der dritte Mann (The Third Man)\nRegie: Carol Reed\nNotizen von Ada Orr",
            {"film": "Der dritte Mann", "reviewers": ("Ada Orr",)},
        ),
        (
            "Ada Orr\nWorld Cinema\nProfessor Lind\nOctober 3, 2016\n\nSewers: On The Third Man",
            {"reviewers": ("Ada Orr",), "date": "2016-10-03"},
        ),
        (
            "HARBOUR FM BREAKFAST\nFilm slot again\nPresenter: Ada Orr\n\nTHE THIRD MAN",
            {"film": "THE THIRD MAN", "reviewers": ("Ada Orr",)},
        ),
        (
            "Capitol Times  |  Arts  |  Friday, March 3, 1989  |  Page C4\n\nTHE THIRD MAN (1949)",
            {"film": "THE THIRD MAN", "publication": "Capitol Times", "date": "1989-03-03"},
        ),
        (
            "THE THIRD MAN (1949)\nFrom: The Lamplighter, no. 3, Winter 2001\nby Ada Orr",
            {"publication": "The Lamplighter", "reviewers": ("Ada Orr",)},
        ),
        (
            "Night Bus Films\nwatching films on the last bus\n\nHome | About | Contact\n\n"
            "THE THIRD MAN\nPosted 22 February 2017 by Ada Orr in Reviews, 1949 films",
            {"reviewers": ("Ada Orr",), "publication": "Night Bus Films", "date": "2017-02-22"},
        ),
        (
            "THE DIAL\nIssue 9 / Hilary Term 2020\n\nThe Third Man\n\nA zither plays\n\nAda Orr",
            {"reviewers": ("Ada Orr",)},
        ),
        (
            "The Third Man\n=============\n1949, Carol Reed, seen on tape at home",
            {"film": "The Third Man", "year": 1949, "director": ("Carol Reed",)},
        ),
        (
            "The Third Man\nDer dritte Mann, Carol Reed 1949",
            {"film": "The Third Man", "year": 1949, "director": ("Carol Reed",)},
        ),
        (
            "The Third Man (Special Edition) [VHS + booklet]\n>> Write a review\n\n"
            "****   Still the best\nReviewer: Ada Orr (Leeds, UK)     29 March 2003",
            {"rating": 0.8, "reviewers": ("Ada Orr",), "date": "2003-03-29"},
        ),
        (
            "THE QUILL   The School magazine   Summer Term 2004\n\n"
            ">> OLD FILMS FOR THE YOUNG <<\n\nThis issue: The Third Man (1949)",
            {"film": "The Third Man", "year": 1949, "publication": "THE QUILL", "date": "2004"},
        ),
        (
            "Ada Orr is at Rex Cinema Leeds.\n18 April 2014 at 23:02 · Leeds · Friends",
            {"reviewers": ("Ada Orr",)},
        ),
        ("The Third Man\n1949\nR\nLondon Films", {"director": (), "year": 1949}),
        (
            "THE HERON\nIndependent student news since 1971\n\nFilm > Reviews\n\n"
            "The Third Man: who's that in the doorway?",
            {"film": "The Third Man", "publication": "THE HERON"},
        ),
        (
            "Review: The Third Man\nBY ADA ORR\nLAKE STATE TRIBUNE CRITIC",
            {"publication": "LAKE STATE TRIBUNE"},
        ),
        (
            "THE THIRD MAN\nAugust 3, 2013 · by Ada · in Films by mood: rain",
            {"reviewers": ("Ada",), "publication": None, "date": "2013-08-03"},
        ),
        ("so my sister made me watch The Third Man (1949)\n\nrated: 8/10", {"year": 1949}),
    ],
)
def test_a_head_of_its_own_layout_is_read(text: str, facts: dict[str, Any]) -> None:
    check(read(f"{text}\n\n{PROSE}"), facts)


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        ("Programme note: Ada Orr", {"reviewers": ("Ada Orr",)}),
        ("Handout prepared by Ada Orr for the showing of 9 October 2014", {"date": None}),
        ("Ada Orr, 3.iv.1999", {"reviewers": ("Ada Orr",), "date": "1999-04-03"}),
        ("-- Ada Orr / Night Bulletin / May '88", {"publication": "Night Bulletin"}),
        ("Signed.... Ada Orr", {"reviewers": ("Ada Orr",)}),
    ],
)
def test_a_foot_says_who_wrote(line: str, facts: dict[str, Any]) -> None:
    review = read(f"THE THIRD MAN (1949)\n\n{PROSE}\n\n{line}")
    check(review, {"reviewers": ("Ada Orr",), **facts})


@pytest.mark.parametrize("line", ["#film-nerds", "Next note: Citizen Kane"])
def test_a_channel_and_what_comes_next_are_neither_film_nor_reviewer(line: str) -> None:
    review = read(f"{line}\n\n{PROSE}\n\n{line}")
    assert review.film != line
    assert review.reviewers == ()
