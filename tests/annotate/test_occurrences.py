"""Where a title stands in a text again: whole words only."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelsearch.annotate.occurrences import find_whole, recurs

WORDS = st.lists(st.sampled_from(["Heat", "Heats", "The", "Us", "-", "’s", "_", "."]), max_size=12)


@given(st.sampled_from(["Heat", "Us", "The Heat"]), WORDS, st.sampled_from(["", " ", "\n"]))
def test_places_are_those_a_pattern_finds(title: str, words: list[str], joint: str) -> None:
    text = joint.join(words)
    pattern = r"(?<!\w)" + title.replace(" ", "[ \n]") + r"(?!\w)"
    expected = [match.start() for match in re.finditer(pattern, text)]
    assert list(find_whole(title, text, 0, len(text))) == expected


def test_places_right_after_a_glued_letter_are_left_out() -> None:
    assert list(find_whole("Heat", "Re-Heat Heat", 0, 12, glued="-")) == [8]


@pytest.mark.parametrize(
    ("title", "text", "again"),
    [
        ("HEAT", "we saw Heat", True),
        ("HEAT", "we saw heat", True),
        ("IT", "we saw It", True),
        ("IT", "we saw it", False),
        ("Heat", "the heat of it", False),
        ("Heat", "Heathrow", False),
        ("Alien: Covenant", "in Alien there is", True),
        ("", "anything", False),
    ],
)
def test_title_comes_again(title: str, text: str, again: bool) -> None:
    assert recurs(title, text, 0) is again
