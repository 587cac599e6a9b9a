"""Copies of shops and aggregators, forms of one's own, and lines of stars alone."""

from __future__ import annotations

from typing import Any

import pytest

from reelsearch.annotate import annotate
from reelsearch.review import Location, Review
from tests.pasted_reviews import PROSE, check


def read(text: str, path: str = "a.txt") -> Review:
    return annotate(Review(text=text, location=Location("/reviews", path)))


@pytest.mark.parametrize(
    ("head", "facts"),
    [
        (
            "5.0 out of 5 stars Worth the money\nReviewed in the United Kingdom on 3 May 2019\n"
            "Format: DVD\nVerified Purchase",
            {"rating": 1.0, "rating_text": "5.0 out of 5 stars", "date": "2019-05-03"},
        ),
        (
            "K. J. Orr\n3.0 out of 5 stars Good film, poor disc\n"
            "Reviewed in the United States on November 14, 2021\nVerified Purchase",
            {"reviewers": ("K. J. Orr",), "rating": 0.6, "publication": None},
        ),
        (
            "FRESH\nCold Road (2016)\nAda Orr\nPlains Weekly\nRated: 3.5/4\nAug 12, 2016",
            {
                "film": "Cold Road",
                "reviewers": ("Ada Orr",),
                "publication": "Plains Weekly",
                "rating": 0.875,
                "date": "2016-08-12",
            },
        ),
        (
            "Cold Road\n\n8 / 10\nBreakfast as war\nby ada_k\n22 Feb 2018",
            {"film": "Cold Road", "reviewers": ("ada_k",), "rating": 0.8},
        ),
        (
            "What did I see? Cold Road (Ada Orr, 2019)\nWhere? The Palace\nWhen? 31 August 2019\n"
            "Who with? Nobody\nHow many stars? 4 out of 5",
            {
                "film": "Cold Road",
                "director": ("Ada Orr",),
                "year": 2019,
                "date": "2019-08-31",
                "rating": 0.8,
            },
        ),
        (
            "WHAT: Cold Road\nWHEN: 2011\nWHERE: Home\nSCORE: 9/10",
            {"film": "Cold Road", "year": 2011, "date": None, "rating": 0.9},
        ),
        (
            "ada77\n\nCold Road\n2017 · dir. Bo Lind\n★★★★½",
            {"film": "Cold Road", "reviewers": ("ada77",), "year": 2017, "director": ("Bo Lind",)},
        ),
        (
            "Ada Orr\nFILM 204: Slow Cinema\n5 October 2016\n\nCold Road (Bo Lind, 2008)",
            {"film": "Cold Road", "reviewers": ("Ada Orr",), "date": "2016-10-05"},
        ),
        (
            "Cold Road\nPart Two\nDir. Ada Orr | USA | 2024 | 166 min",
            {"film": "Cold Road: Part Two", "director": ("Ada Orr",), "year": 2024},
        ),
        (
            "Cold Road (2016)\n\nTop Critic\nAda Orr\nPlains Courier",
            {"reviewers": ("Ada Orr",), "publication": "Plains Courier"},
        ),
        (
            "1. What film did you watch?\nCold Road\n\n2. Who directed it?\nAda Orr\n\n"
            "3. What year is it from?\n2018\n\n4. What did you think?",
            {"film": "Cold Road", "director": ("Ada Orr",), "year": 2018},
        ),
        (
            "mossgrown\nOct 4, 2020\n\nCold Road",
            {"film": "Cold Road", "reviewers": ("mossgrown",), "date": "2020-10-04"},
        ),
        ("mossgrown\nOct 4, 2020", {"reviewers": ()}),
        (
            "ROTTEN\nCold Road (2021)\nAda Orr\nNorth Sea Review\nRated: 2/5\nFeb 4, 2022",
            {"film": "Cold Road", "reviewers": ("Ada Orr",), "publication": "North Sea Review"},
        ),
        ("Review: 'Cold Road' is the best thing on this month", {"film": "Cold Road"}),
        (
            "Ada Orr\nMedia Studies A2\n14/01/2011\n\nCold Road – a review",
            {"film": "Cold Road", "reviewers": ("Ada Orr",), "date": "2011-01-14"},
        ),
        (
            "Cold Road\nVolume 2\n(Ada Orr, US, 2004)",
            {"film": "Cold Road", "publication": None, "director": ("Ada Orr",)},
        ),
        ("Cold Road 🌟🌟🌟🌟½", {"film": "Cold Road", "rating": 0.9, "rating_text": "🌟🌟🌟🌟½"}),
    ],
)
def test_lines_above_the_prose_are_read_as_forms_and_copies_have_them(
    head: str, facts: dict[str, Any]
) -> None:
    check(read(f"{head}\n\n{PROSE}\n"), facts)


@pytest.mark.parametrize("line", ["What now? Nothing at all", "Who: nobody", "Why? Because"])
def test_question_that_asks_for_no_fact_gives_none(line: str) -> None:
    review = read(f"Cold Road (1995)\n{line}\n\n{PROSE}\n")
    check(review, {"film": "Cold Road", "director": (), "cast": (), "reviewers": ()})


def test_capsule_with_a_colon_has_its_credits_before_the_prose_and_its_grade_behind() -> None:
    review = read(f"COLD ROAD: Ada Orr, 1995, 111m. {PROSE} A- (Bo Lind)")
    facts = {"director": ("Ada Orr",), "year": 1995, "rating_text": "A-", "reviewers": ("Bo Lind",)}
    check(review, {"film": "COLD ROAD", **facts})


def test_sentence_with_a_colon_and_a_name_is_no_capsule() -> None:
    check(read(f"One thing: Ada Orr, who was born in 1995, sings. {PROSE}"), {"director": ()})


@pytest.mark.parametrize("stars", ["⭐️⭐️⭐️⭐️", "⭐⭐⭐⭐"])
def test_rating_in_pictures_is_kept_as_it_is_written(stars: str) -> None:
    check(read(f"Cold Road (1995)\n{stars}\n\n{PROSE}\n"), {"rating": 0.8, "rating_text": stars})


def test_row_of_stars_alone_below_the_prose_rates() -> None:
    check(read(f"Cold Road (1995)\n\n{PROSE}\n\n****\n\nAda Orr\n"), {"rating": 0.8})


def test_rows_of_stars_between_parts_are_rules() -> None:
    text = f"Cold Road (1995)\n\n{PROSE}\n\n****\n\n{PROSE}\n\n****\n\nAda Orr\n"
    check(read(text), {"rating": None})


@pytest.mark.parametrize(
    ("prose", "path", "film"),
    [
        (
            f"I meant to write, but Cold Road has been in my head. {PROSE}",
            "cold-road.txt",
            "Cold Road",
        ),
        (f"so. cold road again. {PROSE.lower()} cold road stays.", "cold_road.txt", "cold road"),
        (f"so. a cold road again. {PROSE.lower()}", "cold_road.txt", None),
        (f"I meant to write, but Cold Road has been in my head. {PROSE}", "notes.txt", None),
        (f"I meant to write about the Berlin Film Festival. {PROSE}", "film_festival.txt", None),
        (f"I meant to write about the new one by Ada Orr. {PROSE}", "ada_orr.txt", None),
    ],
)
def test_film_that_the_file_is_called_by_is_found_where_the_prose_names_it(
    prose: str, path: str, film: str | None
) -> None:
    check(read(prose, path), {"film": film})


def test_words_of_the_file_name_in_a_signature_name_no_film() -> None:
    check(read(f"{PROSE} {PROSE}\n\nAda Orr\n", "ada_orr.txt"), {"film": None})


def test_mark_of_a_school_is_text_without_a_number() -> None:
    text = f"Cold Road\nRegie: Ada Orr, D 2009\n\n{PROSE}\n\nNote: 2\n"
    check(read(text), {"rating": None, "rating_text": "2"})


@pytest.mark.parametrize(
    ("foot", "reviewers"),
    [
        ("Ada, 2 Dec 2018", ("Ada",)),
        ("London, 2 Dec 2018", ()),
        ("Tuesday, 2 Dec 2018", ()),
        ("Morning, 2 Dec 2018", ()),
        ("Love, Ada\n2 Dec 2018", ("Ada",)),
        ("von Ada Orr", ("Ada Orr",)),
    ],
)
def test_first_name_before_the_day_signs_and_a_town_does_not(
    foot: str, reviewers: tuple[str, ...]
) -> None:
    review = read(f"Cold Road (1995)\n\n{PROSE} Morning came.\n\n{foot}\n")
    check(review, {"film": "Cold Road", "reviewers": reviewers})


def test_a_closing_above_the_day_is_no_title() -> None:
    check(read(f"{PROSE} {PROSE}\n\nLove, Ada\n2 Dec 2018\n"), {"film": None})


def test_who_speaks_in_a_headline_is_no_film() -> None:
    head = "Cold Road\n10/10\nI could have driven on with her\nada-2 3 March 2021"
    check(read(f"{head}\n\n{PROSE} I went home.\n"), {"film": "Cold Road"})
