"""Dates as they are written in the wild, in ISO 8601 as far as they are known."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelsearch.readers.dates import find_date, is_open, parse_date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("November 10, 2018", "2018-11-10"),
        ("Nov. 10, 2018", "2018-11-10"),
        ("Aug 17, 2012", "2012-08-17"),
        ("12 May 2018", "2018-05-12"),
        ("7th June 2012", "2012-06-07"),
        ("7th of June, 2012", "2012-06-07"),
        ("06 Nov 2020", "2020-11-06"),
        ("18 November 2022 (USA)", "2022-11-18"),
        ("Fri 2 Feb 2018 06.00 GMT", "2018-02-02"),
        ("Saturday, May 12, 2018", "2018-05-12"),
        ("october 7 , 1999", "1999-10-07"),
        ("24/december/2016", "2016-12-24"),
        ("4.Nov.2001", "2001-11-04"),
        ("12. März 2019", "2019-03-12"),
        ("12.iii.2019", "2019-03-12"),
        ("1.XII.1999", "1999-12-01"),
        ("3 de mayo de 2012", "2012-05-03"),
        ("1er août 2021", "2021-08-01"),
        ("14 września 1998", "1998-09-14"),
        ("14/03/2009", "2009-03-14"),
        ("03/14/2009", "2009-03-14"),
        ("14.03.2009", "2009-03-14"),
        ("05/05/2009", "2009-05-05"),
        ("03/04/2009", "2009-04-03"),
        ("14/3/09", "2009-03-14"),
        ("3/14/99", "1999-03-14"),
        ("20090314", "2009-03-14"),
        ("02 3, 2014", "2014-02-03"),
        ("Thursday 2 August 2007", "2007-08-02"),
        ("2018-05-12", "2018-05-12"),
        ("2018/05/12", "2018-05-12"),
        ("2018-05", "2018-05"),
        ("2018", "2018"),
        ("May 2018", "2018-05"),
        ("2017-02-21T02:09:00Z", "2017-02-21"),
        ("2017-02-21 02:09:00", "2017-02-21"),
        ("Wed, 5 Aug 2020 08:40:48 +1200", "2020-08-05"),
    ],
)
def test_date_is_read_as_far_as_it_is_known(text: str, iso: str) -> None:
    assert parse_date(text) == iso


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "31 February 2018",
        "32/01/2018",
        "13/13/2018",
        "May 12",
        "in May 2018 we saw it",
        "3.iiii.2019",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_date(text) is None


def test_order_of_day_and_month_can_be_stated() -> None:
    assert parse_date("03/04/2009", day_first=True) == "2009-04-03"
    assert parse_date("03/04/2009", day_first=False) == "2009-03-04"


@pytest.mark.parametrize(
    ("text", "either"),
    [("03/04/2009", True), ("14/03/2009", False), ("05/05/2009", False), ("May 2009", False)],
)
def test_date_that_may_begin_with_its_month_is_told(text: str, either: bool) -> None:
    assert is_open(f"Posted {text}") is either


def test_date_is_found_inside_a_line() -> None:
    assert find_date("By A Smith, Film Critic | 12 May 2018") == ("2018-05-12", 26, 37)


def test_number_inside_another_is_no_date() -> None:
    assert find_date("call 55-12-05-20188") is None


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2035, 12, 31)))
def test_every_day_is_read_back_from_its_forms(day: datetime.date) -> None:
    iso = day.isoformat()
    month = day.strftime("%B")
    assert parse_date(iso) == iso
    assert parse_date(f"{day.day} {month} {day.year}") == iso
    assert parse_date(f"{month} {day.day}, {day.year}") == iso
    assert parse_date(f"{day.day}/{day.month}/{day.year}", day_first=True) == iso


@given(st.text(max_size=60))
def test_any_text_gives_a_date_or_none(text: str) -> None:
    value = parse_date(text)
    assert value is None or len(value) in (4, 7, 10)
