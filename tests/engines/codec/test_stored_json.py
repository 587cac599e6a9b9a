"""Stored fields are plain data and come back as they were."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelsearch.engines.whoosh_engine.codec.stored_json import dump_fields, load_fields

_ANY_TEXT = st.text(alphabet=st.characters(), max_size=20)
_PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | _ANY_TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab", max_size=3), inner),
    max_leaves=5,
)


@given(st.dictionaries(_ANY_TEXT, _PLAIN, max_size=4))
def test_plain_data_comes_back(fields: dict[str, Any]) -> None:
    if any(name.startswith("$") for name in fields):
        return
    assert load_fields(dump_fields(fields)) == fields


@given(st.dictionaries(st.text("abc", max_size=5), _ANY_TEXT, max_size=4))
def test_text_comes_back(fields: dict[str, str]) -> None:
    assert load_fields(dump_fields(fields)) == fields


@pytest.mark.parametrize(
    "value",
    [
        datetime(2020, 1, 2, 3, 4, 5),
        date(2020, 1, 2),
        time(3, 4),
        timedelta(days=2, microseconds=5),
        Decimal("1.50"),
        b"\x00\xff",
        ["it cost “$5”", date(1999, 1, 1), {"a": b"x"}],
        'a "$" sign',
    ],
)
def test_dates_bytes_and_decimals_come_back(value: Any) -> None:
    restored = load_fields(dump_fields({"a": value}))["a"]
    assert restored == value
    assert type(restored) is type(value)


def test_a_tuple_comes_back_as_a_list() -> None:
    assert load_fields(dump_fields({"a": (1, 2)})) == {"a": [1, 2]}


@pytest.mark.parametrize("value", [object(), {1, 2}, {"$date": "x"}, [{"$bytes": 1}], print])
def test_anything_else_is_refused_by_name(value: Any) -> None:
    with pytest.raises(TypeError, match=r"plain data.*'bad'"):
        dump_fields({"good": 1, "bad": value})


@pytest.mark.parametrize(
    "raw", [b"[]", b"{", b'{"a":{"$date":3}}', b'{"a":{"$date":"x"}}', b"\xff", b"[" * 100_000]
)
def test_what_was_not_written_here_is_an_error(raw: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        load_fields(raw)
