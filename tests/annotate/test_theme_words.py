from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reelsearch.analysis import split_words
from reelsearch.annotate.theme_words import BREAKS, Prose, find_family

PIECES = st.sampled_from(
    [
        "Laugh-free",
        "...",
        "grief",
        "—",
        "rock'n'roll",
        ".",
        "8½",
        "it's",
        "(the",
        "\n",
        "  ",
        "\x85",
    ]
)
TEXTS = st.lists(PIECES, max_size=8).map(" ".join) | st.text(max_size=30)


@given(TEXTS)
@example("Laugh-free fun ...")
def test_words_are_where_the_text_has_them(text: str) -> None:
    prose = Prose(text, 0, len(text))
    found = [(prose.start(n), prose.end(n)) for n in range(len(prose.families))]
    assert found == [(p.start, p.end) for word in split_words(text) for p in word.parts]


def test_piece_without_a_word_does_not_shift_what_follows() -> None:
    text = "Laugh-free, cold and cruel ..."
    prose = Prose(text, 0, len(text))
    assert [text[prose.start(n) : prose.end(n)] for n in range(len(prose.families))] == [
        "Laugh",
        "free",
        "cold",
        "and",
        "cruel",
    ]
    assert [prose.is_capital(n) for n in range(len(prose.families))] == [True] + [False] * 4


@pytest.mark.parametrize("before", ["", "A headline, twice-told ...\n\n"])
def test_positions_count_from_the_start_of_the_text(before: str) -> None:
    text = before + "Grief."
    prose = Prose(text, len(before), len(text))
    assert (prose.start(0), prose.end(0)) == (len(before), len(before) + 5)


@given(TEXTS)
@example("(Grief), grief... they'll")
def test_families_are_those_of_the_words_that_stand_there(text: str) -> None:
    prose = Prose(text, 0, len(text))
    assert prose.families == [find_family(prose.form(n)) for n in range(len(prose.families))]


@given(
    TEXTS | st.lists(st.sampled_from(["old", "sin,", "(it", "-", "ʼ,x", "a-b", "8"])).map(" ".join)
)
def test_words_are_unbroken_where_the_text_between_them_has_no_mark(text: str) -> None:
    prose = Prose(text, 0, len(text))
    for first in range(len(prose.families)):
        for last in range(first, min(first + 4, len(prose.families))):
            between = text[prose.end(first) : prose.start(last)]
            assert prose.is_unbroken(first, last) is BREAKS.isdisjoint(between), between
