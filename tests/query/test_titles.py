"""Films found by their titles, typed alone and among other words."""

from __future__ import annotations

import pytest

from reelsearch.query.titles import SHORT, WHOLE, Clauses, find_title, find_titles_within
from tests.query.fakes import FakeIndex
from tests.query.trees import show_tree

INDEX = FakeIndex(
    [
        {"film": "The Third Man", "year": 1949, "body": "A man."},
        {"film": "Heat", "year": 1995, "body": "Heat."},
        {"film": "Mad Max: Fury Road", "year": 2015, "body": "Sand."},
        {"film": "Rocky II", "year": 1979, "body": "Gloves."},
        {"film": "1917", "year": 2019, "body": "Mud."},
    ]
)


def show(clauses: Clauses) -> list[str]:
    return [f"{label}: {show_tree(clause)}" for label, clause in clauses]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("third man", ["the whole title: score 20 (film_title:3rdman)"]),
        ("rocky 2", ["the whole title: score 20 (film_title:rocky2)"]),
        ("mad max", ["the title in short: score 5 (film_short:madmax)"]),
        ("fury road", ["the title in short: score 5 (film_short:furyroad)"]),
        ("1917", ["the whole title: score 20 (film_title:1917)"]),
        (
            "heat 1995",
            [
                "the title and year: score 20 (and(film_title:heat, year:[1995 to 1995]))",
                "the title without its year: score 10 (film_title:heat)",
            ],
        ),
        ("man", []),
        ("third man vienna", []),
        ("1995", []),
    ],
)
def test_film_is_found_by_its_title_alone(words: str, found: list[str]) -> None:
    assert show(find_title(words.split(), INDEX, 10.0)) == found
    assert (WHOLE, SHORT) == (2.0, 0.5)


@pytest.mark.parametrize(
    ("words", "labels"),
    [
        ("third man vienna", ["the title “third man”"]),
        ("vienna the third man wheel", ["the title “the third man”"]),
        ("heat 1995 diner", ["the title “heat”"]),
        ("the heat outside", []),  # a word of a title is a word
        ("third vienna man", []),
        ("third man", []),  # too few words to have others
        ("a " * 20 + "third man", []),
    ],
)
def test_title_is_found_among_other_words(words: str, labels: list[str]) -> None:
    assert [label for label, _ in find_titles_within(words.split(), INDEX)] == labels


def test_year_after_a_title_must_be_the_films() -> None:
    ((_, clause),) = find_titles_within("heat 1995 diner".split(), INDEX)
    assert INDEX.find(clause) == {1}
    ((_, clause),) = find_titles_within("heat 1949 diner".split(), INDEX)
    assert INDEX.find(clause) == set()
