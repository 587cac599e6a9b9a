"""What is typed after a number or date field, as the range of values it stands for.

``2010``, ``2010..2020``, ``..1950``, ``>=0.8``, ``1990s``; a rating also ``4/5`` and
``80%``; a date ``2018``, ``2018-05``, ``2018-05-12``. Dates are kept as whole numbers,
``20180512``, with zeros for what is not known, so that a month or a year is a range.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from reelsearch.schema import Field, Kind


class Range(NamedTuple):
    """Values from *low* to *high*; None is without bound; the bounds count unless excluded."""

    low: float | None
    high: float | None
    low_excluded: bool = False
    high_excluded: bool = False


class BadRangeError(ValueError):
    """What was typed is no value or range of the field; the message says what is."""


_WHOLE = re.compile(r"\d{1,9}")
_DECIMAL = re.compile(r"\d{1,3}(?:\.\d{1,6})?|\.\d{1,6}")
_FRACTION = re.compile(r"(\d{1,3}(?:\.\d{1,3})?)/(\d{1,3})")
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,3})?)%")
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_BETWEEN = re.compile(r"(.*?)\s*\.{2,3}\s*(.*)")
_COMPARED = re.compile(r"(>=|<=|>|<|≥|≤|=)\s*(.+)")
_DECADE = re.compile(r"(\d{3}0)s")
_SPAN = re.compile(r"(\d{4})\s*[-–]\s*(\d{4})")


def parse_range(field: Field, text: str) -> Range:
    """The range that *text* stands for. Raises :class:`BadRangeError`."""
    text = text.strip()
    if between := _BETWEEN.fullmatch(text):
        return make_range(field, between[1], between[2])
    if compared := _COMPARED.fullmatch(text):
        low, high = _bounds(field, compared[2])
        return {
            ">=": Range(low, None),
            "≥": Range(low, None),
            "<=": Range(None, high),
            "≤": Range(None, high),
            ">": Range(high, None, low_excluded=True),
            "<": Range(None, low, high_excluded=True),
            "=": Range(low, high),
        }[compared[1]]
    if field.name in ("year", "date"):
        if decade := _DECADE.fullmatch(text):
            return make_range(field, decade[1], str(int(decade[1]) + 9))
        if span := _SPAN.fullmatch(text):
            return make_range(field, span[1], span[2])
    return Range(*_bounds(field, text))


def make_range(
    field: Field, low: str | None, high: str | None, *, excluded: tuple[bool, bool] = (False, False)
) -> Range:
    """The range between two typed values; an empty one is open. Raises :class:`BadRangeError`."""
    if not low and not high:
        raise BadRangeError(f"a range of {field.name} needs a bound, {_examples(field)}")
    first = _bounds(field, low)[0] if low else None
    last = _bounds(field, high)[1] if high else None
    if first is not None and last is not None and first > last:
        raise BadRangeError(f"a range goes from the lower to the higher; {low} is above {high}")
    return Range(first, last, *excluded)


def date_number(date: str) -> int | None:
    """``2018-05`` as 20180500; None if *date* is not ISO 8601 as far as the day."""
    match = _DATE.fullmatch(date[:10])
    if match is None:
        return None
    year, month, day = (int(part or 0) for part in match.groups())
    return year * 10_000 + month * 100 + day


def _bounds(field: Field, text: str) -> tuple[float, float]:
    return _BOUNDS[field.name if field.name == "rating" else field.kind](field, text)


def _number_bounds(field: Field, text: str) -> tuple[float, float]:
    if not _WHOLE.fullmatch(text):
        raise BadRangeError(f"{field.name} takes a whole number or a range, {_examples(field)}")
    return float(text), float(text)


def _rating_bounds(field: Field, text: str) -> tuple[float, float]:
    if fraction := _FRACTION.fullmatch(text):
        value = float(fraction[1]) / float(fraction[2]) if float(fraction[2]) else 2.0
    elif percent := _PERCENT.fullmatch(text):
        value = float(percent[1]) / 100
    else:
        value = float(text) if _DECIMAL.fullmatch(text) else 2.0
    if value > 1:
        raise BadRangeError(f"rating goes from 0 to 1, {_examples(field)}")
    # Half a hundredth either way: 0.83 is meant to find 10/12.
    return value - 0.005, value + 0.005


def _date_bounds(field: Field, text: str) -> tuple[float, float]:
    match = _DATE.fullmatch(text)
    if match is None or not (1 <= int(match[2] or 1) <= 12 and 1 <= int(match[3] or 1) <= 31):
        raise BadRangeError(f"date takes a year, month or day, {_examples(field)}")
    low = date_number(text) or 0
    # Zeros stand for "not known", so the highest of a year or month ends in nines.
    return low, low + (0 if match[3] else 99 if match[2] else 9999)


_BOUNDS: dict[str, Callable[[Field, str], tuple[float, float]]] = {
    "rating": _rating_bounds,
    Kind.NUMBER: _number_bounds,
    Kind.DATE: _date_bounds,
}


def _examples(field: Field) -> str:
    example = {
        "rating": "as in rating:0.8, rating:4/5, rating:>=0.6 or rating:0.6..0.8",
        "date": "as in date:2018, date:2018-05 or date:2018-05-01..2019",
        "runtime": "as in runtime:<100 or runtime:90..120",
    }
    return example.get(field.name, "as in year:2020, year:2010..2020, year:>=1990 or year:1970s")
