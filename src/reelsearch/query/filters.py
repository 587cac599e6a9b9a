"""Filters as a program gives them in, the text that a person would have typed for them out.

A filter's value is a string, a number, a date, a ``(low, high)`` range with None for an
open end, or a list of these. Refused, as a :class:`SettingError`: a field that does not
exist, None, and a range of a field without an order.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reelsearch.errors import SettingError
from reelsearch.schema import FIELDS, Field, Kind, find_field

FilterValue = str | int | float | date | tuple[object, object] | list[object]


def filter_field(name: str) -> Field:
    """The field that the filter *name* restricts."""
    field = find_field(name)
    if field is None:
        known = ", ".join(f.name for f in FIELDS)
        raise SettingError(f"A filter names a field: {known}. There is no “{name}”.")
    return field


def list_values(field: Field, value: object) -> Iterator[str]:
    """What would be typed after ``field:`` for each of the values that *value* allows."""
    if isinstance(value, list):
        for one in value:
            yield from list_values(field, one)
    elif isinstance(value, tuple):
        if len(value) != 2 or field.kind not in (Kind.NUMBER, Kind.DATE):
            raise _refused(field, value)
        low, high = ("" if bound is None else _typed(field, bound) for bound in value)
        yield f"{low}..{high}"
    else:
        yield _typed(field, value)


def _typed(field: Field, value: object) -> str:
    if isinstance(value, float):
        # In full, and without what binary fractions add: 0.1 + 0.2 is meant to be 0.3.
        return f"{value:.6f}".rstrip("0").rstrip(".")
    if isinstance(value, str | int | date) and not isinstance(value, bool):
        return str(value)
    raise _refused(field, value)


def _refused(field: Field, value: object) -> SettingError:
    ranges = ", or a range (low, high)" if field.kind in (Kind.NUMBER, Kind.DATE) else ""
    return SettingError(
        f"A filter on {field.name} takes a value, a list of values{ranges}; got {value!r}."
        " Leave the filter out to allow all."
    )
