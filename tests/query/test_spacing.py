"""Words that were written together or apart, as no review has them."""

from __future__ import annotations

import pytest

from reelsearch.query.expand import Expander
from reelsearch.query.parser import parse_query
from reelsearch.query.spacing import MOST_UNKNOWN
from tests.query.fakes import FakeIndex, FakeNames

INDEX = FakeIndex(
    [
        {"body": "A flamethrower in the village."},
        {"body": "The kitchen fight. The man, the fights."},
        {"body": "A kitchen. A village. A wheel."},
    ]
)


@pytest.mark.parametrize(
    ("typed", "note", "found"),
    [
        ("flame thrower", "no review has “flame thrower”; showing flamethrower", {0}),
        ("kitchenfight", "no review has “kitchenfight”; showing kitchen fight", {1}),
        ("the kitchen fightscene", "no review has “fightscene”", {0, 1, 2}),
        ("villagewheel", "no review has “villagewheel”", set()),  # they never stand together
        ("theman", "no review has “theman”; showing the man", {1}),
        ("kitchen fight", None, {1, 2}),
        ("flame-thrower", None, {0}),  # a compound is found joined anyway
    ],
)
def test_words_are_spaced_as_the_reviews_have_them(
    typed: str, note: str | None, found: set[int]
) -> None:
    plan = Expander(INDEX, FakeNames()).expand(parse_query(typed))
    assert plan.notes == ([] if note is None else [note])
    assert INDEX.find(plan.query) == found


def test_exact_takes_the_spaces_as_they_are_typed() -> None:
    plan = Expander(INDEX, FakeNames(), exact=True).expand(parse_query("flame thrower"))
    assert INDEX.find(plan.query) == set()


def test_a_pasted_text_is_left_as_it_is() -> None:
    typed = " ".join(f"zzz{chr(ord('a') + i)}" for i in range(MOST_UNKNOWN)) + " kitchenfight"
    plan = Expander(INDEX, FakeNames()).expand(parse_query(typed))
    assert "no review has “kitchenfight”" in plan.notes
