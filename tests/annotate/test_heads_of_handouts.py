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
        (
            "Film: “The Third Man” (Carol Reed, 1949). Chosen by Bo.",
            {"film": "The Third Man", "year": 1949, "director": ("Carol Reed",)},
        ),
        (
            "The Third Man\nGB, 1949, noir et blanc, 104 min",
            {"film": "The Third Man", "year": 1949, "runtime": 104},
        ),
        (
            "DVD TIMES   Issue 44   May 2004\n\nTHE THIRD MAN (1949)\n\nFilm: 9/10\nPicture: 8/10",
            {"film": "THE THIRD MAN", "rating": 0.9, "publication": "DVD TIMES", "date": "2004-05"},
        ),
        (
            "THE THIRD MAN (1949)\nCarol Reed // 104 min // 35mm at the Rex",
            {"film": "THE THIRD MAN", "director": ("Carol Reed",)},
        ),
        (
            "17. THE THIRD MAN\nCarol Reed, GB 1949, 104 min., English & Viennese with subtitles",
            {"film": "THE THIRD MAN", "year": 1949, "director": ("Carol Reed",)},
        ),
        (
            "THE THIRD MAN\n(1949) GB | Noir | 104 minutes\nd: Carol Reed | s: Bo Lind, Cy Moor",
            {"director": ("Carol Reed",), "year": 1949},
        ),
        (
            "Arts & Culture\nThe Otter | Vol. 88, No. 4 | Oct. 12, 2017\n\n"
            "“The Third Man” is a long, lovely shadow\n\nAda Orr, Arts Editor",
            {"film": "The Third Man", "reviewers": ("Ada Orr",), "date": "2017-10-12"},
        ),
        (
            "The Third Man\n1949, Noir/Mystery, 1h 44m\n\nAda Orr\nPrairie Film Review",
            {"film": "The Third Man", "year": 1949},
        ),
        (
            "Parish Link - Third Sunday of Advent, 2013\n\nTHE THIRD MAN (1949)",
            {"publication": "Parish Link"},
        ),
        (
            "Home is where the sewer is\nAda Orr is floored by Carol Reed's The Third Man\n★★★★",
            {"reviewers": ("Ada Orr",), "rating": 0.8},
        ),
        (
            "Ada Orr:\nThe Third Man (1949) again",
            {"film": "The Third Man", "year": 1949},
        ),
        (
            "Ada Orr\n10 March at 21:44 ·",
            {"reviewers": ("Ada Orr",), "publication": None},
        ),
        (
            "Festival blog #4 - Monday\n\nThe Third Man - Carol Reed - Austria - 1949 - 104'",
            {"film": "The Third Man", "year": 1949, "director": ("Carol Reed",)},
        ),
        (
            "CLUB - ACTA\nPelícula: El tercer hombre\nDirección: Carol Reed\nRedacta: Ada Orr",
            {"film": "El tercer hombre", "director": ("Carol Reed",), "reviewers": ("Ada Orr",)},
        ),
        (
            "THE THIRD MAN\nFilm review by Ada, Class 5B",
            {"reviewers": ("Ada",)},
        ),
        ("THE THIRD MAN\n\n3.5 stars\n(out of 4)", {"rating": 0.875}),
        ("so my sister made me watch The Third Man (1949)\n\nrated: 8/10", {"year": 1949}),
    ],
)
def test_a_head_of_its_own_layout_is_read(text: str, facts: dict[str, Any]) -> None:
    check(read(f"{text}\n\n{PROSE}"), facts)


def test_the_scale_below_a_rating_is_no_prose() -> None:
    review = read(f"THE THIRD MAN\n\n3.5 stars\n(out of 4)\n\n{PROSE}")
    assert review.body is not None
    assert review.text[slice(*review.body)] == PROSE


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        ("Programme note: Ada Orr", {"reviewers": ("Ada Orr",)}),
        ("Handout prepared by Ada Orr for the showing of 9 October 2014", {"date": None}),
        ("Ada Orr, 3.iv.1999", {"reviewers": ("Ada Orr",), "date": "1999-04-03"}),
        ("-- Ada Orr / Night Bulletin / May '88", {"publication": "Night Bulletin"}),
        ("Ada Orr for Lantern Weekly", {"publication": "Lantern Weekly"}),
        (
            "© Ada Orr 1994. First printed in Night Bulletin 12.",
            {"publication": "Night Bulletin"},
        ),
        ("Minutes: Ada Orr", {"date": None}),
        ("Posted by Ada Orr at 11:52 PM | Comments (3) | TrackBack", {"date": None}),
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
