"""Which words are looked for by others as well, and what these count."""

from __future__ import annotations

import pytest

from reelsearch.analysis import split_words
from reelsearch.analysis.analyzers import stem
from reelsearch.query.expand import Expander
from reelsearch.query.parser import parse_query
from reelsearch.query.plan import Plan
from reelsearch.query.ranking import DEFAULT
from reelsearch.query.synonyms import MOST, _table, find_synonyms
from tests.query.fakes import FakeIndex, FakeNames
from tests.query.trees import show_tree

INDEX = FakeIndex(
    [
        {"body": "The soundtrack and the kitchen."},
        {"body": "Its music. A movie."},
        {"body": "The script of a film, a film."},
        {"body": "A film in the kitchen."},
    ]
)


def make_plan(typed: str, *, exact: bool = False) -> Plan:
    return Expander(INDEX, FakeNames(), typed, exact=exact).expand(parse_query(typed))


def find(word: str) -> list[str]:
    return find_synonyms(next(split_words(word)), INDEX)


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("soundtrack", ["music"]),  # no review has "score"
        ("score", ["soundtrack", "music"]),
        ("Films", ["movie"]),
        ("filming", ["movie"]),
        ("filmic", []),
        ("screenplay", ["script"]),
        ("kitchen", []),
        ("love", []),
        ("sound-track", []),
    ],
)
def test_word_has_the_others_that_some_review_has(word: str, others: list[str]) -> None:
    assert find(word) == others


def test_typed_word_counts_more_than_its_synonym() -> None:
    plan = make_plan("soundtrack")
    assert show_tree(plan.query) == "or(searched:soundtrack, searched:music^0.3)"
    assert INDEX.find(plan.query) == {0, 1}
    assert plan.stems["soundtrack"] > plan.stems["music"] > 0


def test_rarer_synonym_counts_no_more_than_the_typed_word() -> None:
    boost = float(show_tree(make_plan("film").query).rpartition("^")[2].rstrip(")"))
    assert boost < DEFAULT.synonym


def test_synonyms_do_not_count_among_all_the_words() -> None:
    plan = make_plan("soundtrack kitchen")
    every = next(clause for label, clause in plan.parts if label == "all the words")
    assert INDEX.find(every) == {0}
    assert INDEX.find(plan.query) == {0, 1, 3}


def test_where_no_review_has_the_word_the_others_stand_in() -> None:
    plan = make_plan("screenplay film")
    assert plan.notes == ["no review has “screenplay”; showing script"]
    every = next(clause for label, clause in plan.parts if label == "all the words")
    assert INDEX.find(every) == {2}


@pytest.mark.parametrize(
    "typed", ['"soundtrack"', "body:soundtrack", "soundtrack AND kitchen", "-soundtrack"]
)
def test_only_plain_words_have_synonyms(typed: str) -> None:
    assert "music" not in show_tree(make_plan(typed).query)


def test_exact_switches_them_off() -> None:
    assert show_tree(make_plan("soundtrack", exact=True).query) == "searched:soundtrack"


def test_word_that_was_typed_itself_is_no_synonym() -> None:
    assert "^0.3" not in show_tree(make_plan("soundtrack music").query)


def test_list_has_words_with_others() -> None:
    for word, others in _table().items():
        assert word.isalpha()
        assert word.islower()
        assert others
        assert stem(word) not in map(stem, others), word
        assert MOST == 2
