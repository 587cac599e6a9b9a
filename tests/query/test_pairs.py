"""Two words side by side, misspelt together."""

from __future__ import annotations

import pytest

from reelsearch.analysis import split_words
from reelsearch.query.expand import Expander
from reelsearch.query.pairs import find_pairs
from reelsearch.query.parser import parse_query
from reelsearch.query.plan import NearWord
from tests.query.fakes import FakeIndex, FakeNames

INDEX = FakeIndex(
    [
        {"body": "The voice is Scarlett Johansson, unseen."},
        {"body": "A scarlet dress. Johnson wears it."},
        {"body": "A joint in the kitchen."},
    ]
)
NEAR = {
    "johanson": [("johnson", 0.75), ("johansson", 0.75)],
    "scarlet": [("scarlett", 0.75)],
    "kichen": [("kitchen", 0.5)],
    "sene": [("seen", 1.6)],
}


class Near(FakeNames):
    def near(self, word: str, within: float = 9) -> tuple[NearWord, ...]:
        """The words of :data:`NEAR`."""
        return tuple(NearWord(text, 1, cost, 0.0) for text, cost in NEAR.get(word, ()))


def pair(typed: str, *unknown: str) -> dict[str, str]:
    """The words of *typed* with what they are taken for."""
    texts = typed.split()
    places = {i for i, text in enumerate(texts) if text in unknown}
    found = find_pairs(list(split_words(typed)), texts, places, INDEX, Near())
    return {c.typed: c.meant[0].text for c in found.values()}


def test_words_that_some_review_has_side_by_side_are_meant() -> None:
    assert pair("scarlet johanson voice", "johanson") == {
        "johanson": "johansson",
        "scarlet": "scarlett",
    }


@pytest.mark.parametrize(
    ("typed", "unknown"),
    [
        ("the kichen", "kichen"),  # the word beside it stands beside it as it is
        ("johanson scarlet", "johanson"),  # no review has them in this order
        ("scarlet sene", "sene"),
        ("johanson", "johanson"),
        ("scarlet dress", ""),
    ],
)
def test_other_words_are_no_pair(typed: str, unknown: str) -> None:
    assert pair(typed, unknown) == {}


def test_both_words_are_looked_for_and_told() -> None:
    typed = "scarlet johanson"
    plan = Expander(INDEX, Near()).expand(parse_query(typed))
    assert plan.notes == [
        "showing scarlett as well as “scarlet”",
        "no review has “johanson”; showing johansson",
    ]
    every = next(clause for label, clause in plan.parts if label == "all the words")
    assert INDEX.find(every) == {0}
    assert INDEX.find(plan.query) == {0, 1}
