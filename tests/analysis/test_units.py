"""Where sentences and paragraphs begin, in positions of words: as the analyzer counts them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelsearch.analysis.analyzers import BETWEEN_VALUES, ReviewAnalyzer
from reelsearch.analysis.units import (
    PARAGRAPH,
    SENTENCE,
    UnitAnalyzer,
    find_unit_starts,
    split_units,
)
from reelsearch.schema import Kind

WORDS = "The |knife |Spider-Man |L'Avventura |E.T. |Mr. |&|… |-- |“It |8½ |end. |why? |so!” |on."
BREAKS = ("\n", "\n\n", " \n \n ", "Dir: ", "x" * 950, BETWEEN_VALUES)
PIECES = st.sampled_from((*WORDS.split("|"), *BREAKS))
TEXTS = st.lists(PIECES, max_size=40).map("".join)


def count_by_analyzer(text: str, units: list[tuple[int, int]]) -> list[int]:
    """The positions of the first words of *units*, word by word."""
    tokens = ReviewAnalyzer(Kind.PROSE)(text, positions=True, chars=True)
    words = [(token.startchar, token.pos) for token in tokens]
    firsts = (min((p for at, p in words if start <= at < end), default=-1) for start, end in units)
    return [first for first in firsts if first >= 0]


@given(TEXTS)
def test_units_begin_at_the_positions_that_the_analyzer_gives(text: str) -> None:
    sentences, paragraphs = split_units(text)
    found = find_unit_starts(text)
    assert found == (count_by_analyzer(text, sentences), count_by_analyzer(text, paragraphs))


@given(TEXTS)
def test_every_word_is_in_a_sentence_and_every_paragraph_begins_one(text: str) -> None:
    sentences, paragraphs = find_unit_starts(text)
    assert sentences == sorted(set(sentences))
    assert set(paragraphs) <= set(sentences)
    if any(True for _ in ReviewAnalyzer(Kind.PROSE)(text)):
        assert sentences[0] == paragraphs[0]


@pytest.mark.parametrize(
    ("text", "sentences", "paragraphs"),
    [
        ("", [], []),
        ("… !", [], []),
        ("One word. Then two.", [0, 2], [0]),
        ("Spider-Man swings. He falls.\n\nThe end.", [0, 3, 5], [0, 5]),
        ("***\n\nOne.", [0], [0]),
    ],
)
def test_compounds_take_several_positions_and_a_unit_without_words_none(
    text: str, sentences: list[int], paragraphs: list[int]
) -> None:
    assert find_unit_starts(text) == (sentences, paragraphs)


def test_the_analyzer_gives_two_terms() -> None:
    tokens = UnitAnalyzer()("One. Two.\n\nThree.", positions=True)
    found = [(token.text, token.pos) for token in tokens]
    assert found == [(SENTENCE, 0), (SENTENCE, 1), (SENTENCE, 2), (PARAGRAPH, 0), (PARAGRAPH, 2)]
