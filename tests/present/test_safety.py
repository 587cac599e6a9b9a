"""Text from outside cannot act on what shows it."""

from __future__ import annotations

import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from reelsearch.present.safety import clean_line, clean_lines, escape_json, mask

ACTING = {"Cc", "Zl", "Zp"}
TURNING = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def acts(char: str) -> bool:
    return unicodedata.category(char) in ACTING or char in TURNING


hostile = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\x00\x07\x1b\x7f\x85\x9b\u2028\u2029\u202e\u2066\ufeff\u200f\r\n\t"),
    )
)


@given(hostile)
def test_a_cleaned_line_is_one_line_without_anything_that_acts(text: str) -> None:
    line = clean_line(text)
    assert not any(map(acts, line))
    assert line == line.strip()


@given(hostile)
def test_cleaned_lines_keep_line_ends_and_nothing_else_that_acts(text: str) -> None:
    assert not any(acts(char) for char in clean_lines(text) if char != "\n")


@given(hostile)
def test_a_mask_is_as_long_as_what_it_masks(text: str) -> None:
    masked = mask(text)
    assert len(masked) == len(text)
    assert not any(map(acts, masked))


@given(hostile)
def test_escaped_json_says_the_same_and_shows_nothing_that_acts(text: str) -> None:
    escaped = escape_json(json.dumps({"text": text}, ensure_ascii=False))
    assert json.loads(escaped) == {"text": text}
    assert not any(map(acts, escaped))


def test_ordinary_text_stays_as_it_is() -> None:
    text = "“Amélie” — Zoë’s favourite: 8½ stars, 千と千尋"
    assert clean_line(text) == text
    assert escape_json(text) == text
