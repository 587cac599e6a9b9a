from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelsearch.analysis import label_term, name_key, name_tokens


@pytest.mark.parametrize(
    ("label", "term"),
    [
        ("PG-13", "pg13"),
        ("pg 13", "pg13"),
        ("12A", "12a"),
        ("South Korea", "southkorea"),
        ("U.K.", "uk"),
        ("Côte d’Ivoire", "cotedivoire"),
        ("Trinidad & Tobago", "trinidadandtobago"),
        ("?", ""),
    ],
)
def test_label_is_one_term(label: str, term: str) -> None:
    assert label_term(label) == term


@pytest.mark.parametrize(
    ("name", "tokens"),
    [
        ("Ana de Armas", ("ana", "de", "armas")),
        ("Spider-Man", ("spider", "man")),
        ("Amélie", ("amelie",)),
        ("8½", ("8", "1", "2")),
        ("It", ("it",)),
        ("Fast & Furious", ("fast", "and", "furious")),
        ("…", ()),
    ],
)
def test_name_keeps_its_words_apart(name: str, tokens: tuple[str, ...]) -> None:
    assert name_tokens(name) == tokens
    assert name_key(name) == " ".join(tokens)


@given(st.text(max_size=80))
def test_key_of_a_key_is_the_key(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)


@given(st.lists(st.text("abcé", min_size=1, max_size=6), min_size=1, max_size=4))
def test_blanks_and_hyphens_do_not_decide(words: list[str]) -> None:
    assert name_key("-".join(words)) == name_key("  ".join(words).upper())
    assert label_term("-".join(words)) == label_term(" ".join(words))
