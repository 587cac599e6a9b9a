"""What is asked before a large regular expression is tried must let through all that matches."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from reelsearch.annotate import header_line, labels, verdict


@given(st.from_regex(verdict._GIVEN))
def test_rating_that_is_given_has_a_word_for_giving(text: str) -> None:
    assert any(word in text.casefold() for word in verdict._GIVING)


@given(st.from_regex(verdict._LAST))
def test_rating_at_the_end_ends_as_ratings_do(text: str) -> None:
    last = text.casefold().rstrip(verdict._AFTER_LAST)
    assert last[-1:].isdecimal() or last.endswith(verdict._ENDS)


@given(st.from_regex(header_line._NOW_SHOWING))
def test_line_of_what_is_showing_has_a_word_for_that(text: str) -> None:
    assert any(word in text.casefold() for word in header_line._SHOWING)


@given(st.from_regex(labels._pattern()))
def test_label_begins_with_the_first_word_of_one(text: str) -> None:
    match = labels._pattern().match(text)
    if match is not None:
        assert labels.begins_with_label(text)


@given(st.text(st.sampled_from("ab)'9.; AD\n"), max_size=30))
def test_sentence_of_credits_ends_after_three_letters_or_a_year(text: str) -> None:
    plain = re.compile(r"(?:(?<=[\w)]{3})|(?<=['’]\d\d))[.;]\s+(?=[A-Z\d])")
    assert header_line._SENTENCE_END.split(text) == plain.split(text)
