"""What stated values mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelsearch.errors import UnreadableError
from reelsearch.readers import values
from reelsearch.readers.columns import count_known, fold_name, list_names, match_columns


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("104", 104), ("104 min", 104), ("104 minutes", 104), ("113mins", 113), ("125m", 125),
        ("2h 5m", 125), ("2h", 120), ("1 hr. 52 min.", 112), ("2 hrs 50 mins", 170),
        ("1 hour 46 minutes", 106), ("2 hours and 5 minutes", 125), ("PT125M", 125),
        ("PT2H5M", 125), ("1:45", 105), ("1:45:30", 105), ("125.0", 125),
        ("", None), ("0", None), ("long", None), ("9999", None), ("12 reels", None),
    ],
)  # fmt: skip
def test_running_times_are_minutes(text: str, minutes: int | None) -> None:
    assert values.parse_runtime(text) == minutes


@pytest.mark.parametrize(
    ("text", "year"),
    [("1995", 1995), (" 1995 ", 1995), ("1995.0", 1995), ("0", None), ("1066", None),
     ("2999", None), ("95", None), ("in 1995", None), ("", None)],
)  # fmt: skip
def test_a_year_is_one_in_which_there_were_films(text: str, year: int | None) -> None:
    assert values.parse_year(text) == year


@pytest.mark.parametrize(
    ("text", "year"),
    [("Aug 17, 2012", 2012), ("2012-08-17", 2012), ("17/08/2012", 2012), ("2012", 2012),
     ("August", None), ("2012 or 2013", None), ("120125", None)],
)  # fmt: skip
def test_a_date_has_one_year(text: str, year: int | None) -> None:
    assert values.find_year(text) == year


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Jane Roe", ("Jane Roe",)),
        ("A. Smith and B. Jones", ("A. Smith", "B. Jones")),
        ("A. Smith & B. Jones", ("A. Smith", "B. Jones")),
        ("A. Smith, B. Jones", ("A. Smith", "B. Jones")),
        ("A. Smith|B. Jones", ("A. Smith", "B. Jones")),
        ("A. Smith, B. Jones and C. Doe", ("A. Smith", "B. Jones", "C. Doe")),
        ("Smith, John", ("Smith, John",)),
        ("Robert Downey, Jr.", ("Robert Downey Jr.",)),
        ("Anders Sandell", ("Anders Sandell",)),
        ("", ()),
    ],
)
def test_a_byline_is_split_where_two_signed(text: str, names: tuple[str, ...]) -> None:
    assert values.split_byline(text) == names


def test_a_list_is_split_at_its_own_marks() -> None:
    assert values.split_list("A, B, and C") == ("A", "B", "C")
    assert values.split_list("Smith, A | Jones, B") == ("Smith, A", "Jones, B")
    assert values.split_list("A;A; ;B") == ("A", "B")


@pytest.mark.parametrize("text", ["PG-13", "R", "pg", "NC-17", "NR", "Not Rated", "12A", "TV-MA"])
def test_certificates_that_are_no_grades(text: str) -> None:
    assert values.is_certificate(text)


@pytest.mark.parametrize("text", ["A", "B+", "F", "15", "18", "3/5", ""])
def test_grades_and_numbers_are_no_certificates(text: str) -> None:
    assert not values.is_certificate(text)


@given(st.text(max_size=200))
def test_titles_lose_nothing_but_the_year_and_the_word_review(text: str) -> None:
    film, year = values.split_title(text)
    assert film in text
    assert year is None or str(year) in text


def test_names_of_columns_fold() -> None:
    assert {fold_name(n) for n in ("Film Title", "film_title", "filmTitle", " FILM-TITLE ")} == {
        "filmtitle"
    }


def test_each_column_serves_one_field() -> None:
    header = ["title", "review", "text", "stars", "author"]
    found = match_columns(header, {})
    assert found == {"film": 0, "body": 1, "rating": 3, "reviewer": 4}
    assert len(set(found.values())) == len(found)


def test_a_mapped_column_is_not_used_twice() -> None:
    assert match_columns(["title", "review"], {"reviewer": "title"}) == {"reviewer": 0, "body": 1}


def test_a_mapped_column_that_is_missing_is_named() -> None:
    with pytest.raises(UnreadableError, match="'prose'"):
        match_columns(["title"], {"body": "prose"})


def test_known_columns_are_counted_and_long_lists_cut() -> None:
    assert count_known(["title", "review", "colour"]) == 2
    assert list_names([str(n) for n in range(30)]).endswith("and 10 more")
