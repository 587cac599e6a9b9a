"""No word at which an entry of the lexicon may begin is passed over."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reelsearch.annotate.theme_lexicon import ANY_WORD, Node, load_lexicon
from reelsearch.annotate.theme_numbers import BEGINS, NEGATES, PAIRS, number_words

LEXICON = load_lexicon()


def list_phrases(node: Node, words: tuple[str, ...] = ()) -> list[list[str]]:
    """All the entries below *node*, as families; any word is *xyzzyx*."""
    found = [list(words)] if node.cues else []
    for word, after in node.after.items():
        found += list_phrases(after, (*words, "xyzzyx" if word == ANY_WORD else word))
    return found


PHRASES = list_phrases(LEXICON.tree)
WORDS = sorted({word for phrase in PHRASES for word in phrase})


def test_each_entry_is_looked_for_where_it_begins() -> None:
    for phrase in PHRASES:
        numbers = LEXICON.words.find_numbers(["xyzzyx", *phrase, "xyzzyx"])
        assert 1 in LEXICON.words.find_beginnings(numbers), phrase


@given(st.lists(st.sampled_from(WORDS[::7]), max_size=40))
def test_few_other_words_are_looked_at(words: list[str]) -> None:
    found = LEXICON.words.find_beginnings(LEXICON.words.find_numbers(words))
    begins = {tuple(phrase[:3]) for phrase in PHRASES}
    for at in range(len(words)):
        if any(tuple(words[at : at + length]) in begins for length in (1, 2, 3)):
            found.remove(at)
    assert len(found) <= 5


def test_words_have_the_numbers_of_their_rows_and_the_kinds_they_are() -> None:
    rows = {"grief": 0, "not": 1}
    words = number_words(rows, {PAIRS: ["grief", "sea"], NEGATES: ["not"]}, [("sea", "of")])
    numbers = words.find_numbers(["grief", "xyzzyx", "not", "sea", "of"])
    assert numbers[[0, 1, 2]].tolist() == [0, -1, 1]
    assert np.flatnonzero(words.find_kind(numbers, PAIRS)).tolist() == [0, 3]
    assert np.flatnonzero(words.find_kind(numbers, NEGATES)).tolist() == [2]
    assert not words.find_kind(numbers, BEGINS).any()
    assert words.find_beginnings(numbers) == [3]
