"""The forms in which titles are compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelsearch.analysis import name_tokens
from reelsearch.analysis.title_forms import stated_titles, title_term, title_terms
from reelsearch.analysis.titles import make_term


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Matrix", "Matrix, The"),
        ("Matrix", "The Matrix"),
        ("L'Avventura", "Avventura, L'"),
        ("An Education", "Education, An"),
        ("Rocky II", "Rocky 2"),
        ("Rocky V", "rocky 5"),
        ("Dune: Part Two", "dune 2"),
        ("Dune Part II", "Dune: Part 2"),
        ("Kill Bill: Vol. 1", "kill bill volume one"),
        ("Star Wars: Episode IV – A New Hope", "star wars 4 a new hope"),
        ("Thelma & Louise", "thelma and louise"),
        ("Ocean’s Eleven", "oceans 11"),
        ("12 Angry Men", "Twelve Angry Men"),
        ("The Third Man", "the 3rd man"),
        ("Spider-Man", "spiderman"),
        ("WALL·E", "wall e"),
        ("Amélie", "AMELIE"),
    ],
)
def test_spellings_of_one_title_have_one_form(one: str, other: str) -> None:
    assert title_term(one) == title_term(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rocky", "Rocky II"),
        ("Rocky II", "Rocky III"),
        ("M", "The"),
        ("A.I.", "I"),
        ("Seven", "7"),
        ("V", "5"),
        ("X", "10"),
        ("The Thing", "The Things"),
        ("It", "It Follows"),
    ],
)
def test_other_titles_have_others(one: str, other: str) -> None:
    assert title_term(one) != title_term(other)


@pytest.mark.parametrize(
    ("title", "whole", "short"),
    [
        ("Mad Max: Fury Road", ["madmaxfuryroad"], ["madmax", "furyroad"]),
        ("Alien: Resurrection", ["alienresurrection"], ["alien"]),
        ("Dune: Part Two", ["dune2"], ["dune"]),
        ("Star Wars: Episode IV – A New Hope", ["starwars4anewhope"], ["starwars", "newhope"]),
        ("Otto e mezzo / Eight and a Half", ["ottoemezzo", "8andahalf"], []),
        ("Pather Panchali (Song of the Little Road)", None, ["songofthelittleroad"]),
        ("Spider-Man", ["spiderman"], []),
        ("9½ Weeks", ["912weeks", "9andahalfweeks"], []),
        ("M", ["m"], []),
        ("…", [], []),
        ("x" * 400, [], []),
    ],
)
def test_title_is_known_whole_and_in_short(
    title: str, whole: list[str] | None, short: list[str]
) -> None:
    terms = title_terms(title)
    assert list(terms.short) == short
    if whole is not None:
        assert list(terms.whole) == whole


def test_title_with_another_in_brackets_is_known_without_it() -> None:
    assert "patherpanchali" in title_terms("Pather Panchali (Song of the Little Road)").whole


@given(st.text(max_size=40))
def test_title_typed_as_it_is_written_is_found(title: str) -> None:
    tokens = name_tokens(title)
    if tokens and not any(mark in title for mark in ",/()[]aA"):
        assert make_term(tokens) in title_terms(title).whole
    assert not set(title_terms(title).whole) & set(title_terms(title).short)


@given(st.text(max_size=80))
def test_form_has_no_space_and_nothing_else_has_a_form(title: str) -> None:
    assert not any(map(str.isspace, title_term(title)))
    assert bool(title_term(title)) == bool(name_tokens(title))


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Bicycle Thieves\nOriginal title: Ladri di biciclette\n\nA man.", ["Ladri di biciclette"]),
        ("Ikiru\n**Also known as:** “To Live”\nAKA: Doomed\n", ["To Live", "Doomed"]),
        ("The original title: he never said.", []),
        ("x\n" * 2_000 + "Original title: Late", []),
        ("Original title:\n", []),
    ],
)
def test_head_of_a_review_states_other_titles(text: str, titles: list[str]) -> None:
    assert stated_titles(text) == titles
