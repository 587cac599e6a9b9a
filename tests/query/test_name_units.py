"""Which words of a query are taken for a name, spelt as the index has it."""

from __future__ import annotations

import pytest

from reelsearch.analysis import split_words
from reelsearch.query.expand import Expander
from reelsearch.query.name_units import MOST_WORDS, find_namesakes, find_units
from reelsearch.query.parser import parse_query
from tests.query.fakes import FakeIndex, FakeNames, Values
from tests.query.trees import show_sought, show_tree

INDEX = FakeIndex()


def look(query: str, index: FakeIndex = INDEX) -> list[tuple[str, list[str]]]:
    """The words of *query* that were taken for names, and these names."""
    texts = query.split()
    words = [next(split_words(text)) for text in texts]
    return [
        (" ".join(texts[unit.start : unit.end]), [name.text for name in unit.names])
        for unit in find_units(texts, words, index, FakeNames())
    ]


@pytest.mark.parametrize(
    ("query", "words", "name"),
    [
        ("al pacino coffee", "al pacino", "al pacino"),
        ("coffee with Al Pacino", "Al Pacino", "Al Pacino"),
        ("pacino al coffee", "pacino al", "Al Pacino"),
        ("niro robert coffee", "niro robert", "Robert De Niro"),
        ("ruth adeyemi heat", "ruth adeyemi", "ruth adeyemi"),
        ("bob de niro", "bob de niro", "Robert De Niro"),
        ("marty scorsese", "", ""),  # no review names him
        ("pacino coffee", "", ""),  # one word is a word
        ("sam man", "", ""),  # no one name has both
        ("kitchen fight", "", ""),
        ("", "", ""),
    ],
)
def test_words_that_one_name_has_are_a_name(query: str, words: str, name: str) -> None:
    assert look(query) == ([(words, [name])] if words else [])


def test_two_names_are_two() -> None:
    assert look("al pacino robert de niro") == [
        ("al pacino", ["al pacino"]),
        ("robert de niro", ["robert de niro"]),
    ]


def test_words_of_texts_are_words_whoever_is_called_so() -> None:
    named: Values = {"person": ["Young Man"], "body": ""}
    reviews: list[Values] = [named, *[{"body": "A young man."}] * 6]
    index = FakeIndex(reviews)
    assert look("young man", index) == []
    assert look("young man", FakeIndex(reviews[:5])) == [("young man", ["young man"])]


def test_a_pasted_text_is_not_looked_through() -> None:
    assert look("zzz " * (MOST_WORDS - 2) + "al pacino") == [("al pacino", ["al pacino"])]
    assert look("zzz " * (MOST_WORDS - 1) + "al pacino") == []


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("mendes", []),
        ("sam", []),  # a first name
        ("okafor", []),
    ],
)
def test_one_surname_of_one_person_is_not_told(query: str, told: list[str]) -> None:
    words = list(split_words(query))
    assert list(find_namesakes(query.split(), words, INDEX, FakeNames())) == told


def test_a_name_is_one_clause_of_people_and_text() -> None:
    plan = Expander(INDEX, FakeNames()).expand(parse_query("al pacino coffee"))
    assert show_tree(plan.query).replace("\n", "").replace("  ", "") == (
        'or(or(person_key:“al pacino”^2.41, body:"al pacino"),searched:coffe,score 600 ('
        'and(or(person_key:“al pacino”^2.41, body:"al pacino"), searched:coffe)))'
    )
    assert plan.notes == []
    assert "<al pacino>" in show_sought(plan)


def test_a_surname_in_a_text_tells_who_is_meant() -> None:
    index = FakeIndex(
        [{"person": ["Al Pacino"], "body": "Al"}, {"person": ["Al Ho"], "body": "Pacino."}]
    )
    plan = Expander(index, FakeNames()).expand(parse_query("al pacino"))
    assert index.find(plan.query) == {0, 1}
    assert "pacino" in plan.stems


def test_exact_takes_the_words_of_a_name_as_words() -> None:
    plan = Expander(INDEX, FakeNames(), exact=True).expand(parse_query("al pacino"))
    assert "key" not in show_tree(plan.query)


def test_nickname_of_who_is_named_in_texts_only_is_known() -> None:
    index = FakeIndex([{"body": "Then Robert Downey Jr. walks in."}])
    (unit,) = find_units(["RDJ"], list(split_words("RDJ")), index, FakeNames())
    assert [name.text for name in unit.names] == ["Robert Downey Jr."]
    plan = Expander(index, FakeNames()).expand(parse_query("RDJ"))
    assert index.find(plan.query) == {0}
