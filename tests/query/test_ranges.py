from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelsearch.query.ranges import BadRangeError, Range, date_number, make_range, parse_range
from reelsearch.schema import BY_NAME, Field

YEAR, RUNTIME, RATING, DATE = (BY_NAME[name] for name in ("year", "runtime", "rating", "date"))

YEARS = st.integers(1888, 2035)
MINUTES = st.integers(1, 999)
HUNDREDTHS = st.integers(0, 100).map(lambda hundredths: hundredths / 100)
DATES = st.dates().map(lambda day: day.isoformat()) | st.tuples(
    st.integers(1888, 2035), st.integers(1, 12)
).map(lambda month: f"{month[0]}-{month[1]:02}")


def holds(bounds: Range, value: float) -> bool:
    low, high, low_excluded, high_excluded = bounds
    above = low is None or (value > low if low_excluded else value >= low)
    below = high is None or (value < high if high_excluded else value <= high)
    return above and below


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2010", Range(2010, 2010)),
        (" 2010 ", Range(2010, 2010)),
        ("=2010", Range(2010, 2010)),
        ("2010..2020", Range(2010, 2020)),
        ("2010...2020", Range(2010, 2020)),
        ("2010 .. 2020", Range(2010, 2020)),
        ("2010..", Range(2010, None)),
        ("..1950", Range(None, 1950)),
        (">=1990", Range(1990, None)),
        ("≥1990", Range(1990, None)),
        (">= 1990", Range(1990, None)),
        ("<=1990", Range(None, 1990)),
        ("≤1990", Range(None, 1990)),
        (">1990", Range(1990, None, low_excluded=True)),
        ("<1990", Range(None, 1990, high_excluded=True)),
        ("1990s", Range(1990, 1999)),
        ("1990-1999", Range(1990, 1999)),
        ("1990 – 1999", Range(1990, 1999)),
    ],
)
def test_years_are_read(text: str, expected: Range) -> None:
    assert parse_range(YEAR, text) == expected


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("0.8", 0.795, 0.805),
        (".8", 0.795, 0.805),
        ("1", 0.995, 1.005),
        ("0", -0.005, 0.005),
        ("4/5", 0.795, 0.805),
        ("3.5/4", 0.87, 0.88),
        ("80%", 0.795, 0.805),
        ("0.6..0.8", 0.595, 0.805),
        (".5..1", 0.495, 1.005),
        ("2/5..4/5", 0.395, 0.805),
        (">=0.6", 0.595, None),
        (">0.6", 0.605, None),
        ("<60%", None, 0.595),
        ("<=3/5", None, 0.605),
    ],
)
def test_ratings_are_read(text: str, low: float | None, high: float | None) -> None:
    bounds = parse_range(RATING, text)
    assert bounds.low == (None if low is None else pytest.approx(low))
    assert bounds.high == (None if high is None else pytest.approx(high))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("2018", 20180000, 20189999),
        ("2018-05", 20180500, 20180599),
        ("2018-5", 20180500, 20180599),
        ("2018-05-12", 20180512, 20180512),
        ("2018-05-01..2019", 20180501, 20199999),
        ("2010s", 20100000, 20199999),
        ("2018-2019", 20180000, 20199999),
        (">2018", 20189999, None),
        (">=2018-05", 20180500, None),
        ("<2018", None, 20180000),
    ],
)
def test_dates_are_read(text: str, low: int | None, high: int | None) -> None:
    assert parse_range(DATE, text)[:2] == (low, high)


def test_runtimes_are_read() -> None:
    assert parse_range(RUNTIME, "90..120") == Range(90, 120)
    assert parse_range(RUNTIME, "<100") == Range(None, 100, high_excluded=True)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("year", "soon", "year takes a whole number or a range, as in year:2020"),
        ("year", "2010.5", "year takes a whole number"),
        ("year", "-5", "year takes a whole number"),
        ("year", "1234567890", "year takes a whole number"),
        ("year", "", "year takes a whole number"),
        ("year", ">", "year takes a whole number"),
        ("year", "..", "a range of year needs a bound"),
        ("year", "2020..2010", "from the lower to the higher; 2020 is above 2010"),
        ("year", "2010..2015..2020", "year takes a whole number"),
        ("year", "199s", "year takes a whole number"),
        ("runtime", "1990s", "runtime takes a whole number or a range, as in runtime:<100"),
        ("rating", "4", "rating goes from 0 to 1, as in rating:0.8"),
        ("rating", "5/4", "rating goes from 0 to 1"),
        ("rating", "1/0", "rating goes from 0 to 1"),
        ("rating", "101%", "rating goes from 0 to 1"),
        ("rating", "good", "rating goes from 0 to 1"),
        ("date", "2018-13", "date takes a year, month or day, as in date:2018"),
        ("date", "2018-00", "date takes a year, month or day"),
        ("date", "2018-05-32", "date takes a year, month or day"),
        ("date", "2018-05-00", "date takes a year, month or day"),
        ("date", "12/05/2018", "date takes a year, month or day"),
        ("date", "2019..2018-12", "from the lower to the higher"),
    ],
)
def test_what_is_no_range_is_refused_with_examples(name: str, text: str, message: str) -> None:
    with pytest.raises(BadRangeError) as caught:
        parse_range(BY_NAME[name], text)
    assert message in str(caught.value)


def test_bounds_may_be_excluded() -> None:
    assert make_range(YEAR, "2010", "2020", excluded=(True, False)) == Range(
        2010, 2020, True, False
    )
    assert make_range(YEAR, None, "2020", excluded=(False, True)) == Range(None, 2020, False, True)


@pytest.mark.parametrize(
    ("date", "number"),
    [
        ("2018", 20180000),
        ("2018-05", 20180500),
        ("2018-05-12", 20180512),
        ("2018-05-12T10:00:00Z", 20180512),
        ("May 2018", None),
        ("", None),
    ],
)
def test_dates_are_numbers_with_zeros_for_what_is_not_known(date: str, number: int | None) -> None:
    assert date_number(date) == number


@given(YEARS)
def test_year_lies_in_its_own_range_and_in_its_decade(year: int) -> None:
    assert holds(parse_range(YEAR, str(year)), year)
    assert holds(parse_range(YEAR, f"{year // 10}0s"), year)
    assert not holds(parse_range(YEAR, f"{year // 10 + 1}0s"), year)


@given(HUNDREDTHS)
def test_rating_lies_in_its_own_range(rating: float) -> None:
    assert holds(parse_range(RATING, f"{rating:g}"), rating)
    assert holds(parse_range(RATING, f"{rating:.0%}"), rating)


@given(st.integers(0, 10), st.sampled_from([4, 5, 6, 8, 10, 12]))
def test_fraction_lies_in_the_range_of_its_two_decimals(above: int, below: int) -> None:
    rating = min(above, below) / below
    assert holds(parse_range(RATING, f"{min(above, below)}/{below}"), rating)
    assert holds(parse_range(RATING, f"{rating:.2f}"), rating)


@given(DATES)
def test_date_lies_in_its_own_range_its_month_and_its_year(date: str) -> None:
    number = date_number(date)
    assert number is not None
    for text in (date, date[:7], date[:4]):
        assert holds(parse_range(DATE, text), number)


@given(
    st.one_of(
        st.tuples(st.just(YEAR), YEARS, YEARS),
        st.tuples(st.just(RUNTIME), MINUTES, MINUTES),
        st.tuples(st.just(RATING), HUNDREDTHS, HUNDREDTHS),
    )
)
def test_from_a_value_and_below_it_divide_all_values(case: tuple[Field, float, float]) -> None:
    field, bound, value = case
    at_least, below, above, at_most = (
        holds(parse_range(field, f"{sign}{bound:g}"), value) for sign in (">=", "<", ">", "<=")
    )
    assert at_least != below
    assert above != at_most


@given(DATES, DATES)
def test_from_a_date_and_before_it_divide_all_dates(bound: str, date: str) -> None:
    number = date_number(date) or 0
    assert holds(parse_range(DATE, f">={bound}"), number) != holds(
        parse_range(DATE, f"<{bound}"), number
    )


@given(st.text("0123456789.-/%<>=≥s ", max_size=12), st.sampled_from([YEAR, RUNTIME, RATING, DATE]))
def test_any_text_is_a_range_or_refused(text: str, field: Field) -> None:
    try:
        bounds = parse_range(field, text)
    except BadRangeError:
        return
    assert bounds.low is not None or bounds.high is not None
