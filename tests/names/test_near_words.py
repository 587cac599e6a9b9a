"""Which words a misspelt one may have been meant for."""

from __future__ import annotations

import string
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelsearch.names.near_words import SHORTEST, TWO_SLIPS, NearWords
from reelsearch.names.sounds import MOST, list_alike


class Words:
    """Implements ``names.near_words.KnownWords``; ``read`` are the prefixes it was asked for."""

    def __init__(self, **counts: int) -> None:
        self._counts = counts
        self.read: list[str] = []

    def count(self, word: str) -> int:
        """How many reviews have *word*."""
        return self._counts.get(word, 0)

    def beginning_with(self, prefix: str) -> Iterable[tuple[str, int]]:
        """The words that begin with *prefix*."""
        self.read.append(prefix)
        return [(w, n) for w, n in self._counts.items() if w.startswith(prefix)]


def find(typed: str, *words: str, **counts: int) -> list[str]:
    """The words near *typed* where *words*, in one review each, and *counts* are all there is."""
    return [near.text for near in NearWords(Words(**dict.fromkeys(words, 1), **counts)).find(typed)]


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("kichen", "kitchen"),  # a letter missing
        ("kitcchen", "kitchen"),  # one too many
        ("kitchin", "kitchen"),  # another
        ("kithcen", "kitchen"),  # two swapped
        ("itchen", "kitchen"),  # the first missing
        ("jitchen", "kitchen"),  # the first another
        ("ikitchen", "kitchen"),
        ("preformence", "performance"),  # two slips in a long word
        ("maraige", "marriage"),  # vowels and doubled letters only
        ("lovr", "love"),  # a key beside
        ("fite", "fight"),  # by ear
        ("foto", "photo"),
        ("nife", "knife"),
        ("sinema", "cinema"),
        ("akter", "actor"),
        ("laff", "laugh"),
        ("rythm", "rhythm"),
    ],
)
def test_a_misspelt_word_is_near_to_the_word_meant(typed: str, word: str) -> None:
    assert find(typed, word) == [word]


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("kit", "kid"),  # short words are all near to each other
        ("kichne", "marvel"),
        ("kcihne", "kitchen"),  # three slips
        ("cimtea", "camera"),  # two, in a short word
        ("planes", "plots"),
        ("blight", "flights"),
        ("1984s", "1985s"),
        ("wise", "wife"),  # of four letters, another consonant that is not beside it
        ("kitchen", "kitchen"),
        ("", "kitchen"),
    ],
)
def test_other_words_are_not(typed: str, word: str) -> None:
    assert find(typed, word) == []


def test_of_equal_slips_the_frequent_word_is_likelier() -> None:
    assert find("thent", theft=3, thend=900, thens=2)[0] == "thend"


def test_fewer_slips_are_likelier_than_a_frequent_word() -> None:
    assert find("backgroung", background=2, backgrounds=200) == ["background", "backgrounds"]


def test_sound_is_likelier_than_a_slip() -> None:
    assert find("fite", fight=2, five=3, fire=3)[0] == "fight"


def test_a_key_beside_the_right_one_is_likelier() -> None:
    assert find("kotchen", katchen=2, kitchen=2, kptchen=2)[0] == "katchen"
    assert find("cazera", camera=2, caxera=2)[0] == "caxera"


def test_a_wrong_first_letter_costs_more() -> None:
    assert find("hatter", latter=2, hatted=2)[0] == "hatted"


def test_words_are_read_by_their_first_letter_once() -> None:
    words = Words(kitchen=1, fight=1)
    near = NearWords(words)
    assert words.read == []
    near.find("kichen")
    near.find("kitchin")
    assert words.read == ["k"]


def test_only_a_word_may_be_misspelt() -> None:
    assert find("kichen2", "kitchen") == []
    assert find("kit-chen", "kitchen") == []


@given(st.text(alphabet=string.ascii_lowercase, max_size=40))
def test_other_spellings_by_ear_are_bounded_and_others(word: str) -> None:
    alike = list_alike(word)
    assert len(alike) <= MOST
    assert word not in dict(alike)
    assert {changes for _, changes in alike} <= {1, 2}


@given(st.text(alphabet="kitchen", min_size=1, max_size=12), st.integers(0, 11))
def test_one_letter_left_out_of_a_long_word_is_found(word: str, at: int) -> None:
    if len(word) < TWO_SLIPS or at >= len(word):
        return
    typed = word[:at] + word[at + 1 :]
    assert len(typed) >= SHORTEST
    assert typed == word or word in find(typed, word)
