"""Lines that say more than a fact: who wrote, the paper, a mail's subject, a rating of any unit."""

from __future__ import annotations

from typing import Any

import pytest

from reelsearch.annotate import annotate
from reelsearch.review import Location, Review
from tests.pasted_reviews import PROSE, check, read


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        (
            "Posted by Ada Orr on 14th November 2019 under Old Favourites",
            {"reviewers": ("Ada Orr",), "date": "2019-11-14"},
        ),
        ("Film night report by Ada Orr", {"reviewers": ("Ada Orr",)}),
        (
            "ADA ORR for the evening class, room 4, 24 Jan. 2013",
            {"reviewers": ("ADA ORR",), "date": "2013-01-24"},
        ),
        ("Dr Ada Orr, night nursing", {"reviewers": ("Dr Ada Orr",)}),
        ("Ada Orr went to the Rex and recommends it warmly.", {"reviewers": ("Ada Orr",)}),
    ],
)
def test_a_line_says_who_wrote_among_other_words(line: str, facts: dict[str, Any]) -> None:
    check(read(f"THE THIRD MAN (1949)\n{line}\n\n{PROSE}"), {"film": "THE THIRD MAN", **facts})


@pytest.mark.parametrize(
    "line",
    [
        "Script based on a report by Graham Greene",
        "Holly Martins went to Vienna",
        "Anna Schmidt, Vienna, 3 May 1949",
        "Mr Martins, lost",
    ],
)
def test_whom_the_prose_speaks_of_did_not_write_it(line: str) -> None:
    prose = f"Holly Martins knows nothing and Anna Schmidt all. {PROSE}"
    assert read(f"THE THIRD MAN (1949)\n{line}\n\n{prose}").reviewers == ()


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        (
            "NIGHT SHIFT  The staff newsletter of Rex Hospitals     Issue 52     March 2008",
            {"publication": "NIGHT SHIFT", "date": "2008-03"},
        ),
        (
            "*** BRANCH LETTER ***    No. 14    Spring 2007    Weavers & Dyers",
            {"publication": "BRANCH LETTER", "date": "2007"},
        ),
        ("METRO freesheet, Tues 12/11/13 p.22", {"publication": "METRO"}),
        ("St Ada Parish Magazine          Lent 2011, price 50p", {"date": "2011"}),
        ("Harbour Evening Chronicle  >  Going Out  >  Film", {"date": None}),
    ],
)
def test_the_first_line_names_the_paper(line: str, facts: dict[str, Any]) -> None:
    review = read(f"{line}\n\nTHE THIRD MAN (1949)\n\n{PROSE}")
    check(review, {"film": "THE THIRD MAN", **facts})
    assert review.publication is not None


@pytest.mark.parametrize(
    "line", ["Compartment No. 6", "Class of 1984, again", "Summer 1993", "The Magazine, A Life"]
)
def test_a_title_is_no_masthead(line: str) -> None:
    assert read(f"{line}\nA warm evening out\n\n{PROSE}").publication is None


@pytest.mark.parametrize(
    ("subject", "film", "year"),
    [
        ("Re: FW: The Third Man - yes or no for June?", "The Third Man", None),
        ("THE THIRD MAN. the old one 1949 NOT the radio play", "THE THIRD MAN", 1949),
        ("Thursday - who is coming?", None, None),
    ],
)
def test_a_subject_has_the_title_among_other_words(
    subject: str, film: str | None, year: int | None
) -> None:
    text = (
        "From: Ada Orr <ada@example.org>\nTo: Bo Lind\nDate: Tue, 12 May 2015 20:47:09 +0100\n"
        f"Subject: {subject}\n\nDear Bo\n\n{PROSE} In The Third Man nobody is home."
    )
    review = read(text)
    assert (review.film, review.year) == (film, year)


@pytest.mark.parametrize(
    ("line", "rating"),
    [
        ("Ada's verdict: 4 hearts out of 5", 0.8),
        ("Mood: 5 hugs out of 5", 1.0),
        ("4 wooden spoons out of 5", 0.8),
        ("Marks out of ten: EIGHT, friends.", 0.8),
        ("five forks: ψ ψ ψ ψ ψ", 1.0),
        ("my mark 9/10", 0.9),
        ("4.5 ⭐", 0.9),
        ("On the -4 to +4 scale: +3", 0.875),
        ("Mum says 7 out of 10 but she slept through the middle.", 0.7),
        ("Prognosis: excellent (5/5)", 1.0),
        ("Our librarian says: ** (out of three). Recommended.", 2 / 3),
        ("Four stars *, fifth withheld for the accents", 0.8),
    ],
)
def test_the_last_line_rates_in_units_of_its_own(line: str, rating: float) -> None:
    assert read(f"THE THIRD MAN (1949)\n\n{PROSE}\n\n{line}").rating == pytest.approx(rating)


@pytest.mark.parametrize(
    "lines",
    [
        "Users: 8/10",
        "Music: 8/10",
        "First half: 8/10\nSecond half: 4/10",
        "4 out of 11 members came",
        "Doors: 7.30",
        "Page: 3 of 4",
    ],
)
def test_what_is_no_rating_of_the_film_is_left(lines: str) -> None:
    assert read(f"THE THIRD MAN (1949)\n\n{PROSE}\n\n{lines}").rating is None


def test_who_directed_in_brackets_tells_the_film_before_them() -> None:
    text = f"Just back from The Third Man (dir. Carol Reed) in the Rex. {PROSE}"
    check(read(text), {"film": "The Third Man", "director": ("Carol Reed",)})
    check(read(f"Just back from Vienna (cold, of course) and well. {PROSE}"), {"film": None})


def test_capitals_amid_a_sentence_are_the_whole_title() -> None:
    text = (
        f"We filled the back room of the Seven Stars for BRASSED OFF (Mark Herman, 1996). {PROSE}"
    )
    review = annotate(Review(text=text, location=Location("/r", "a.txt")))
    check(review, {"film": "BRASSED OFF", "year": 1996})
    check(read(f"I went to see Rocky II (1979) again. {PROSE}"), {"film": "Rocky II"})
