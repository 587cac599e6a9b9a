"""Which words are taken for another, and which of several."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelsearch.analysis import split_words
from reelsearch.query.corrections import FEWER, MOST_CORRECTED, correct_words
from reelsearch.query.expand import Expander
from reelsearch.query.name_clauses import RATHER_A_WORD
from reelsearch.query.parser import parse_query
from reelsearch.query.plain_words import AS_TYPED, RARE
from reelsearch.query.plan import NearWord, Plan
from tests.query.fakes import FakeIndex, FakeNames
from tests.query.trees import show_tree

INDEX = FakeIndex()


class Near(FakeNames):
    """Knows near words only: typed → what may be meant."""

    def __init__(self, near: Mapping[str, tuple[NearWord, ...]]) -> None:
        self._near = near

    def near(self, word: str, within: float = 9) -> tuple[NearWord, ...]:
        """The words that may be meant by *word*."""
        return tuple(near for near in self._near.get(word, ()) if near.cost <= within)


def near(text: str, likelihood: float = 0.0, cost: float = 1.0, count: int = 3) -> NearWord:
    return NearWord(text, count, cost, likelihood)


def correct(typed: str, misspelt: dict[int, bool], **words: tuple[NearWord, ...]) -> dict[str, str]:
    """The words of *typed* at the places *misspelt* with what they are taken for."""
    split = list(split_words(typed))
    found = correct_words(split, typed.split(), misspelt, INDEX, Near(words))
    return {c.typed: ", ".join(n.text for n in c.meant) for c in found.values()}


def make_plan(typed: str, *, exact: bool = False) -> Plan:
    return Expander(INDEX, FakeNames(), typed, exact=exact).expand(parse_query(typed))


def test_the_likeliest_word_is_taken() -> None:
    words = (near("kitchen", -3.0), near("chicken", -4.0))
    assert correct("kichen", {0: False}, kichen=words) == {"kichen": "kitchen"}


def test_words_equally_likely_are_all_taken() -> None:
    words = (near("suit", -3.0), near("joke", -3.5))
    assert correct("suke", {0: False}, suke=words) == {"suke": "suit, joke"}


def test_words_beside_it_decide_between_likely_words() -> None:
    words = (near("fire", -3.0), near("fight", -3.75))
    assert correct("kitchen fite", {1: False}, fite=words) == {"fite": "fight"}
    assert correct("fite kitchen", {0: False}, fite=words) == {"fite": "fight"}
    assert correct("coffee zzz fite", {2: False}, fite=words) == {"fite": "fire"}


def test_words_beside_it_do_not_make_an_unlikely_word_likely() -> None:
    words = (near("fire", -3.0), near("fight", -6.0))
    assert correct("kitchen fite", {1: False}, fite=words) == {"fite": "fire"}


def test_corrected_words_bear_each_other_out() -> None:
    words = {"kichen": (near("kitchen"),), "fite": (near("fire", -3.0), near("fight", -3.75))}
    assert correct("kichen fite", {0: False, 1: False}, **words) == {
        "kichen": "kitchen",
        "fite": "fight",
    }


def test_a_rare_word_is_taken_only_for_one_far_more_frequent() -> None:
    assert correct("mud", {0: True}, mud=(near("mode", count=FEWER),)) == {}
    assert correct("mud", {0: True}, mud=(near("mode", count=2 * FEWER + 1),)) == {"mud": "mode"}
    assert correct("mud", {0: True}, mud=(near("mode", cost=1.5, count=900),)) == {}


def test_a_pasted_text_is_not_corrected_to_its_end() -> None:
    typed = " ".join(f"wrong{chr(ord('a') + i)}" for i in range(MOST_CORRECTED + 3))
    words = {word: (near("kitchen"),) for word in typed.split()}
    places = dict.fromkeys(range(len(words)), False)
    assert len(correct(typed, places, **words)) == MOST_CORRECTED


def test_words_as_typed_add_more_than_corrected_ones_can() -> None:
    plan = make_plan("kichen suit")
    assert show_tree(plan.query).replace("\n", "").replace("  ", "") == (
        "or(searched:kitchen,searched:suit,score 300 (searched:suit),"
        "score 600 (and(searched:kitchen, searched:suit)))"
    )
    assert AS_TYPED == 300
    assert "a word as typed" in dict(plan.parts)


def test_all_words_that_may_be_meant_are_searched_and_named() -> None:
    plan = make_plan("nuthing")
    assert show_tree(plan.query) == "or(searched:suit, searched:joy, searched:kitchen)"
    assert plan.notes == ["no review has “nuthing”; showing suit, joy and kitchen"]


def test_passages_show_the_words_that_were_meant() -> None:
    plan = make_plan("kichen fite")
    assert set(plan.stems) == {"kitchen", "fight"}
    assert ("kitchen", "fight") in {sought.words for sought in plan.phrases}


def test_exact_takes_words_as_they_are_typed() -> None:
    plan = make_plan("kichen", exact=True)
    assert show_tree(plan.query) == "nothing"
    assert plan.notes == ["no review has “kichen”"]


@pytest.mark.parametrize("typed", ["-kichen", "NOT kichen", "joy -kichen"])
def test_what_is_to_be_left_out_is_taken_as_typed(typed: str) -> None:
    assert "kitchen" not in show_tree(make_plan(typed).query)


def test_a_rare_word_is_searched_beside_the_one_it_may_be_meant_for() -> None:
    many = math.ceil(1 / RARE)

    class Large(FakeIndex):
        @property
        def doc_count(self) -> int:
            return many

    names = Near({"mud": (near("kitchen", count=many // 2),)})
    plan = Expander(Large(), names, "mud").expand(parse_query("mud"))
    assert plan.notes == ["showing kitchen as well as “mud”"]
    assert (
        show_tree(plan.query) == "or(or(searched:mud, searched:kitchen), score 300 (searched:mud))"
    )
    # A word of a name is no slip, however rare.
    names = Near({"mendes": (near("kitchen", count=many // 2),)})
    assert Expander(Large(), names, "mendes").expand(parse_query("mendes")).notes == []


@given(st.lists(st.sampled_from(["kichen", "fite", "suit", "joy", "zzz"]), min_size=1, max_size=5))
@settings(deadline=None)
def test_no_word_as_typed_is_lost_by_correcting_another(words: list[str]) -> None:
    typed = " ".join(words)
    exact = INDEX.find(make_plan(typed, exact=True).query)
    assert exact <= INDEX.find(make_plan(typed).query)


@pytest.mark.parametrize(
    ("reviews", "notes"),
    [
        (1, ["no “heet”; showing Heat"]),
        (RATHER_A_WORD, ["no review has “heet”; showing kitchen"]),
    ],
)
def test_a_word_far_more_frequent_than_the_name_is_meant(reviews: int, notes: list[str]) -> None:
    names = Near({"heet": (near("kitchen", count=reviews),)})
    assert Expander(INDEX, names, "heet").expand(parse_query("heet")).notes == notes


def test_a_word_of_the_name_is_the_name_however_frequent() -> None:
    names = Near({"heet": (near("heat", count=9 * RATHER_A_WORD),)})
    plan = Expander(INDEX, names, "heet").expand(parse_query("heet"))
    assert plan.notes == ["no “heet”; showing Heat"]


def test_a_part_of_a_name_that_was_typed_alone_is_looked_for_by_itself() -> None:
    index = FakeIndex([{"person": ["Al Pacino"], "body": "Al."}, *[{"body": "A Pacino."}] * 9])
    names = Near({"pacinno": (near("pacino", count=9),)})
    plan = Expander(index, names, "pacinno").expand(parse_query("pacinno"))
    assert plan.notes == ["no “pacinno”; showing Al Pacino"]
    assert len(index.find(plan.query)) == 10
    assert "pacino" in plan.stems
