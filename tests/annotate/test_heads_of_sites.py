"""Heads below a site's or a paper's own lines, and heads as diaries and drafts have them."""

from __future__ import annotations

import pytest

from reelsearch.annotate import annotate
from reelsearch.review import Location, Review
from tests.pasted_reviews import PROSE


def read(head: str, name: str = "a.txt") -> Review:
    return annotate(Review(text=f"{head}\n\n{PROSE}", location=Location("/reviews", name)))


@pytest.mark.parametrize(
    ("head", "film"),
    [
        ("Northern Day\nIRAN | CULTURE\n\nCOLD ROAD\n3 May 2019", "COLD ROAD"),
        ("The Kurd\n» CINEMA » REVIEWS\n\nCOLD ROAD\n3 May 2019", "COLD ROAD"),
        ("Mistral\nin my own words\n\nHome | About me | Sea\n\nCold Road\n3 May 2019", "Cold Road"),
        ("BREAD   RICE   SOUP   ALL THE REST\n\nCOLD ROAD\n3 May 2019", "COLD ROAD"),
    ],
)
def test_a_site_and_its_rows_are_no_film(head: str, film: str) -> None:
    assert read(head).film == film


@pytest.mark.parametrize(
    "head",
    [
        "Bergen\n\n« Third Man | Main | Fourth Man »\n\nDecember 5, 2004\n\nCold Road",
        "<< Third Man          Fourth Man >>\n\nCold Road\n5.12.2004",
    ],
)
def test_what_the_file_is_called_after_is_the_film_and_signs_nothing(head: str) -> None:
    review = read(head, "cold road.txt")
    assert (review.film, review.reviewers, review.date) == ("Cold Road", (), "2004-12-05")


def test_a_row_of_credits_is_not_a_row_of_sections() -> None:
    review = read("COLD ROAD\nUK/USA 2022\nDirector: Ada Orr")
    assert (review.film, review.year) == ("COLD ROAD", 2022)


@pytest.mark.parametrize(
    ("head", "name", "film"),
    [
        ("cold road -- typed at night, no ships", "cold road.txt", "cold road"),
        ("Cold Road, or the bar at midnight\n3 May 2019", "cold road.txt", "Cold Road"),
        ("COLD ROAD (TALVITIE)\nFinland 1999\nDirector: Ada Orr", "a.txt", "COLD ROAD"),
        ("To our members\n\nTo walk\n\nDirector: Ada Orr. Japan 1952", "a.txt", "To walk"),
    ],
)
def test_the_film_is_cut_from_what_stands_beside_it(head: str, name: str, film: str) -> None:
    assert read(head, name).film == film


@pytest.mark.parametrize(
    "head",
    [
        "2 May again. I see it every 2 May.\n\nCOLD ROAD, Ada Orr, 1993",
        "Cold road (Ada Orr 1993, not the one from before the war)",
        "Cold Road\n\nAda Orr 1993, I saw the long one on tape",
    ],
)
def test_the_director_and_the_year_stand_behind_the_title(head: str) -> None:
    review = read(head)
    assert (review.film or "").lower() == "cold road"
    assert (review.director, review.year) == (("Ada Orr",), 1993)


def test_a_title_goes_on_in_the_next_quoted_line() -> None:
    quoted = "> Dear Bo,\n>\n> we are proud of THE LONG\n> COLD ROAD (1993), a film of roads."
    review = annotate(Review(text=f"{quoted}\n>\n> {PROSE}", location=Location("/r", "a.txt")))
    assert (review.film, review.year) == ("THE LONG COLD ROAD", 1993)


def test_a_standfirst_names_the_film_in_quotation_marks() -> None:
    standfirst = "In «Cold Road» (2014) Ada Orr shows the siege of a city, and does not shout"
    review = read(f"A road without a car\n\n{standfirst}\n\nBy Bo Lind — 19 December 2014")
    assert (review.film, review.year, review.reviewers) == ("Cold Road", 2014, ("Bo Lind",))


def test_a_headline_may_end_with_what_the_file_is_called() -> None:
    assert read("Snow is not ded: Talvitie", "talvitie _ my blog.txt").film == "Talvitie"


def test_a_share_of_ten_ends_the_prose() -> None:
    assert read(f"Cold Road (1999)\n\n{PROSE} I liked it. 8 of 10.").rating == pytest.approx(0.8)


def test_thanks_from_me_hide_no_rating_and_a_rating_from_me_is_mine() -> None:
    assert read(f"Cold Road (1999)\n\n{PROSE}\n\n8 out of 10 and thanks from me").rating == 0.8


@pytest.mark.parametrize(
    ("head", "paper"),
    [
        ("Mistral\nin my own words\n\nHome | About me | Sea\n\nCold Road\n3 May 2019", "Mistral"),
        (
            "THE DELTA CHRONICLE WEEKEND | SCREEN\n\nCOLD ROAD\n3 May 2019",
            "THE DELTA CHRONICLE WEEKEND",
        ),
        (
            "Cold Road (2020)\n3 May 2021\n\n"
            "Thanks for reading Road to the Light! Subscribe for free to receive new posts.",
            "Road to the Light",
        ),
    ],
)
def test_a_site_or_a_paper_is_named_above_the_text(head: str, paper: str) -> None:
    long = f"{head}\n\n{PROSE}\n\n{PROSE}\n\n{PROSE}\n\n{PROSE}\n\n{PROSE}"
    assert read(long).publication == paper
