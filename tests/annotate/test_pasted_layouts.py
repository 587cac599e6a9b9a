"""Layouts that reviews are pasted in: chats, letters, dispatches, newsletters, small letters."""

from __future__ import annotations

from typing import Any

import pytest

from reelsearch.annotate import annotate
from reelsearch.review import Location, Review

PROSE = (
    "The night is long and the road is empty, and nobody in it says what he wants until the "
    "morning, when it is too late for wanting. What stays is the light on the water, and a woman "
    "who folds a letter four times before she burns it. There is not a great deal of plot, and I "
    "did not miss it for a moment, nor did the man who sat beside me with his coat on."
)
CHAT = (
    "[18/03/2020, 20:02] Ada: right so who has watched it\n"
    "[18/03/2020, 20:03] Ada: I'll go first. Ran. Akira Kurosawa. long one coming\n"
    "[18/03/2020, 20:09] Ada: I thought I should hate it and then I could not look away at all\n"
    "[18/03/2020, 20:15] Bo: same here and I shall not say it twice, it is far too late for that"
)


def check(text: str, facts: dict[str, Any]) -> None:
    review = annotate(Review(text=text, location=Location("/reviews", "a.txt")))
    assert {name: getattr(review, name) for name in facts} == facts


def test_chat_tells_who_says_most_and_when() -> None:
    check(CHAT, {"film": "Ran", "reviewers": ("Ada",), "date": "2020-03-18"})
    nobody = "\n".join(f"[18/03/2020, 20:0{at}] {who}: yes" for at, who in enumerate("ABCD"))
    check(nobody, {"reviewers": (), "date": "2020-03-18"})
    check(f"[Review] 20:02 Ada: no\n[a] Bo: b\n\n{PROSE}", {"reviewers": (), "date": None})


@pytest.mark.parametrize(
    ("head", "facts"),
    [
        (
            "Minutes of the Film Circle, 11 February 2019\n\nFilm: Ran (1985)",
            {"date": "2019-02-11"},
        ),
        ("[Transcript, recorded 9 June 2016]\n\nRan (1985)", {"date": "2016-06-09"}),
        ("Season 41 – Tuesday 5 November 2013 at 7.30 pm\n\nRan (1985)", {"date": None}),
        ("Ran (1985)\n\nIn cinemas from 3 May 2019", {"date": None}),
        ("The Dial Gazette, 3 May 2019\n\nRan (1985)", {"publication": "The Dial Gazette"}),
        (
            "DULUTH WEEKLY LOOKOUT  •  April 5, 1996  •  MOVIES\n\nRan (1985)",
            {"publication": "DULUTH WEEKLY LOOKOUT", "date": "1996-04-05"},
        ),
        (
            "SIGHTLINES\nThe quarterly of the film clubs\n\nRan (1985)",
            {"publication": "SIGHTLINES"},
        ),
        ("Ran (1985)\n\nAda Orr, The Campus Echo", {"publication": "The Campus Echo"}),
        (
            "Ran (1985)\nBy Ada Orr\n3 May 2019\nThe Evening Post",
            {"publication": "The Evening Post"},
        ),
        ("The Long Road Home\n\nAda Orr on a film that listens", {"reviewers": ("Ada Orr",)}),
        ("Ran (1985)\nDirector: Akira Kurosawa\nAda Orr", {"reviewers": ("Ada Orr",)}),
        ("Ran (1985)\nStarring Cy Moor and Bo Lind\nAda Orr", {"reviewers": ()}),
        ("Film of the week\n\nRan – a very old king", {"film": "Ran"}),
        ("Review — Ran: a war with no lines", {"film": "Ran"}),
        ("Ran\n****\nAkira Kurosawa (dir), Japan 1985, 162 min", {"director": ("Akira Kurosawa",)}),
        ("RAN\nJapan, 1985, Akira Kurosawa", {"film": "RAN", "year": 1985}),
        ("Ran [DVD] [1985]\n★★★★", {"film": "Ran", "year": 1985}),
        ("Product: Ran [DVD] [1985]\nReviewer: A. Orr (Leeds)", {"reviewers": ("A. Orr",)}),
        ("ada_99 reviewed:\nRan (1985)", {"reviewers": ("ada_99",)}),
        ("Ada Orr, Film\n14 Nov 2014\n\nRan (1985)", {"reviewers": ("Ada Orr",)}),
        ("La La Land - review", {"film": "La La Land", "reviewers": ()}),
        ("Film #88 of 2020: Ran\nDir. Akira Kurosawa", {"film": "Ran"}),
        ("A king divides a land, says Ada Orr\n\nRan (1985)", {"reviewers": ("Ada Orr",)}),
        ("Das Leben (D 1985, R: Ada Orr)\ngesehen am 3. April 2006", {"date": "2006-04-03"}),
        ("samedi 14 février 2015\n\nRan (1985)", {"date": "2015-02-14"}),
        ("Film of the Month, September 2023\n\nRan (1985)", {"publication": None}),
        ("Film diary\n\nMonday 9th March 2015. Cold.\n\nRan (1985)", {"date": "2015-03-09"}),
        ("Form\nFilm: Ran\nDirector: Akira Kurosawa\nWritten by: Ada", {"reviewers": ("Ada",)}),
        ("Entry 14: Ran\n\n★★★★", {"film": "Ran"}),
        ("ROMA, de Alfonso Cuarón (2018)", {"film": "ROMA", "director": ("Alfonso Cuarón",)}),
        ("Old film, new print: THE COLD ROAD", {"film": "THE COLD ROAD"}),
        ("Kritik: Ran\nRegie & Drehbuch: Akira Kurosawa", {"film": "Ran"}),
        ("RAN\nDirected by Akira Kurosawa\nNetflix, certificate 12, 131 minutes", {"film": "RAN"}),
        (
            "Ran (Chaos)\nAkira Kurosawa\n1985 • Japan • 162 minutes • Black and white",
            {"director": ("Akira Kurosawa",), "year": 1985},
        ),
        ("Ran (1985)\nWatched: 3 March 2023 at the Tyneside", {"date": "2023-03-03"}),
        ("Ran (1985)\n\nAda Orr\nContributor\nFri July 12, 2019", {"reviewers": ("Ada Orr",)}),
        ("Film review by Ada Orr, age 11\n\nRan (1985)", {"reviewers": ("Ada Orr",)}),
        (
            "SLOW LIGHT\nLetters about films, from Ada Orr\nNo. 9 · May 2021",
            {"reviewers": ("Ada Orr",)},
        ),
        ("Crítica de cine\nRan (1985)", {"reviewers": ()}),
        ("WHEN I SAW IT: 5.6.1993\n\nRan (1985)", {"reviewers": ()}),
        ('Subject: Sunday film - "Ran"\nFrom: Ada Orr', {"film": "Ran"}),
        (
            "Re: Films\n« Reply #12 on: August 19, 2014, 11:02 AM »\nnightbus\nHero Member\n*****",
            {"reviewers": ("nightbus",), "date": "2014-08-19", "rating": None},
        ),
        ("Ran\nPosted by Ada Orr in Retrospectives on 4 May 2021", {"publication": None}),
        ("Ran (1985)\nby Ada Orr in Paris", {"reviewers": ("Ada Orr",), "publication": None}),
        ("Ran ★★★★½\nWatched by nightbus\n24 Nov 2022", {"reviewers": ("nightbus",)}),
        ('CANNES: Day 5 — "Ran"\n\nWords: Ada Orr', {"film": "Ran"}),
        (
            "Title......: Ran\nDirector...: Ada Orr\nMy rating..: 9.5/10",
            {"film": "Ran", "rating": 0.95},
        ),
        ("ran (akira kurosawa, 1985)", {"director": ("akira kurosawa",), "year": 1985}),
        ("La Haine\n1995, France\nMathieu Kassovitz", {"director": ("Mathieu Kassovitz",)}),
        ("Ran\nA king divides his land\n\n★★★★\n\nAda Orr", {"reviewers": ("Ada Orr",)}),
        ("Another Year, 2010, Mike Leigh, 129 minutes", {"film": "Another Year", "year": 2010}),
        (
            "Chronicle of a Summer\n(Chronique d'un été)\nJean Rouch & Edgar Morin\nFrance 1961",
            {"film": "Chronicle of a Summer", "director": ("Jean Rouch", "Edgar Morin")},
        ),
        ("Ran: a review by Ada Orr\n\nDirected by Cy Moor (1985)", {"film": "Ran"}),
        ("Berlinale 1985 | Competition | Ran (1985)", {"film": "Ran"}),
        ("Hereford Times - Friday, 6 March 1959 - At the Cinemas\n\nRan", {"date": "1959-03-06"}),
        ("10/10 – Close-Up, Abbas Kiarostami, 1990", {"film": "Close-Up", "rating": 1.0}),
        ("«Au hasard Balthazar», l'âne et la grâce\nPar Ada Orr", {"film": "Au hasard Balthazar"}),
        (
            "nightbus\nPosts: 902\nPosted: 2012-04-09 18:20\n\nRan (1985)",
            {"reviewers": ("nightbus",)},
        ),
        ("Ran\nSeen on: 3 June 2011\nDirector: Ada Orr", {"date": "2011-06-03"}),
        ("Ran\nSeen on: the big screen\nDirector: Ada Orr", {"date": None, "film": "Ran"}),
        ("Ran\nDrama. Directed by Ada Orr. Japan. 1985. 162 mins.", {"film": "Ran"}),
        (
            "REVIEWS\n\nPetite Maman\n\nA girl loses her grandmother and finds a friend in the "
            "wood behind the house. Ada Orr on the gentlest film ever made",
            {"film": "Petite Maman", "reviewers": ("Ada Orr",)},
        ),
        ("Ran (15)\nAkira Kurosawa, 162 mins", {"director": ("Akira Kurosawa",), "runtime": 162}),
        ("Ran (1985)\nPosted 23 September 2009 by Ada in Film", {"publication": None}),
        ("#212: Ran (1985)", {"film": "Ran"}),
        ("3. Ran (1985)", {"film": "Ran"}),
        ("Ran 1985\n★★★★★", {"film": "Ran", "year": 1985}),
        ("Class of 1984\n★★★★★", {"film": "Class of 1984", "year": None}),
        ("Cannes 1985, Day 7: Ran", {"film": "Ran"}),
        ("RAN (Akira Kurosawa, Japan, Competition)", {"director": ("Akira Kurosawa",)}),
        ("Ran (Akira Kurosawa 1985)", {"director": ("Akira Kurosawa",), "year": 1985}),
        ("Akira Kurosawa's Ran (1985)", {"film": "Ran", "director": ("Akira Kurosawa",)}),
        ("Bram Stoker's Dracula (1992)", {"film": "Bram Stoker's Dracula", "director": ()}),
        ("Ran — Akira Kurosawa (Japan/France) — ****", {"film": "Ran", "rating": 0.8}),
        ("Ran [1985] [Akira Kurosawa] [162 min]", {"director": ("Akira Kurosawa",)}),
        ("8½ (Otto e mezzo, 1963)", {"film": "8½", "year": 1963}),
        ("City of God (Cidade de Deus)\nBrazil, 2002", {"film": "City of God"}),
        ("Un prophète\nde Jacques Audiard\nFrance, 2009", {"director": ("Jacques Audiard",)}),
        ("Ran\nD/F 1985, 162 Min.", {"film": "Ran", "year": 1985}),
        ("Ran\nJapan | 1985 | 162 minutes | Akira Kurosawa", {"director": ("Akira Kurosawa",)}),
        ("Ran\nD: Akira Kurosawa. Cy Moor, Bo Lind.", {"cast": ("Cy Moor", "Bo Lind")}),
        ("Ran\n\nDirector   Akira Kurosawa\nYear\t1985", {"year": 1985}),
        ("Ran\n\n*****\n\nAda Orr\n3 May 2019", {"rating": 1.0}),
        ("Ran (1985)\nNorman's rating: 8/10", {"rating": 0.8}),
        ("Ran (1985)\nActing: 8/10", {"rating": None}),
        (
            "Título: Ran\nDirección: Akira Kurosawa\nPuntuación: 4 de 5",
            {"film": "Ran", "rating": 0.8},
        ),
        ("Ran (1985)\nPublié en mars 2010", {"date": None}),
        (
            "Dear insomniacs,\n\nwelcome to the new ones. Housekeeping first: the mugs\n"
            "have been posted.\n\nTHIS TIME: RAN\n-----\ndir. Akira Kurosawa / 1985 / 162 min",
            {"film": "RAN", "director": ("Akira Kurosawa",), "year": 1985},
        ),
        (
            "Subject: REVIEW: Ran\nDate: 24 Aug 92 03:11:27 GMT\nFrom: Ada Orr",
            {"date": "1992-08-24"},
        ),
    ],
)
def test_what_stands_above_the_prose_is_told_apart(head: str, facts: dict[str, Any]) -> None:
    check(f"{head}\n\n{PROSE}", facts)


@pytest.mark.parametrize(
    ("foot", "facts"),
    [
        ("Title: Ran\nYear: 1985\nWritten in the rain\nby hand", {"film": "Ran", "year": 1985}),
        ("Dir: Akira Kurosawa. Seen: twice\nAnd so to bed.", {"director": ("Akira Kurosawa",)}),
        ("Hywel Orr, Branch Secretary", {"reviewers": ("Hywel Orr",)}),
        ("Ada Orr, Café Dial no. 88", {"publication": "Café Dial"}),
        ("Yours ever,\nWinifred", {"reviewers": ("Winifred",)}),
        ("Love to the boys,\nC.", {"reviewers": ()}),
        ("-- posted by dee m., 9 december 2019", {"reviewers": ("dee m.",), "date": "2019-12-09"}),
        ("“Ran,” directed by Akira Kurosawa. 162 minutes.", {"director": ("Akira Kurosawa",)}),
        ("— Kwame, 2 Sept 2018", {"reviewers": ("Kwame",), "date": "2018-09-02"}),
        ("Ada Orr, student, Year 12", {"reviewers": ("Ada Orr",)}),
        (
            "Credits\nRan (Das Chaos)\nJapan 1985\nDirector: Akira Kurosawa",
            {"year": 1985, "film": "Ran"},
        ),
        ("Reg Orr, retired postmaster", {"reviewers": ("Reg Orr",)}),
        ("Ran (12A), directed by Akira Kurosawa, is at the Regal.", {"film": "Ran"}),
        ("Ada Orr writes about film for The Dial Review.", {"publication": "The Dial Review"}),
        (
            "Ran\nDirector/writer Akira Kurosawa; with Bo Lind, Cy Moor. 162 min. ★★★★",
            {"rating": 0.8},
        ),
        ("Reviewed by Ada Orr\n\nB", {"rating": 0.75}),
        ("Love,\n\nB", {"rating": None}),
        ("Thanks for reading Slow Light! Subscribe for more.", {"publication": None}),
    ],
)
def test_what_stands_below_the_prose_is_told_apart(foot: str, facts: dict[str, Any]) -> None:
    check(f"{PROSE}\n\n{foot}", facts)


def test_newsletter_that_thanks_for_reading_it() -> None:
    thanks = "Thanks for reading Slow Light! Subscribe for more."
    check(f"Slow Light\n\nRan (1985)\n\n{PROSE}\n\n{thanks}", {"publication": "Slow Light"})


def test_initials_that_are_words_too_sign() -> None:
    foot = "A. K. Basu\nCine Circle Bulletin, October 1992"
    check(f"Ran (1985)\n\n{PROSE}\n\n{foot}", {"reviewers": ("A. K. Basu",), "date": "1992-10"})


def test_review_written_small() -> None:
    small = PROSE.lower()
    check(f"ran\n\n{small}", {"film": "ran"})
    check(
        f"ran - akira kurosawa, 1985\n\n{small}", {"film": "ran", "director": ("akira kurosawa",)}
    )
    check(f"so it begins with two lists, and\n\n{small}", {"film": None})


def test_what_is_said_in_a_chat_names_nobody_who_wrote() -> None:
    chat = CHAT.replace("right so who has watched it", "ok so just back from Rye Lane")
    check(chat, {"reviewers": ("Ada",)})
