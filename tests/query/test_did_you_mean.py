"""Which other queries are offered where one finds next to nothing."""

from __future__ import annotations

import pytest

from reelsearch.query.did_you_mean import Asked, find_better
from reelsearch.query.parser import parse_query
from reelsearch.query.plan import NearWord
from tests.query.fakes import FakeIndex, FakeNames

INDEX = FakeIndex([{"body": "The kitchen fight."}, {"body": "A flight."}])
NEAR = {
    "kichen": [("kitchen", 1)],
    "fite": [("fight", 1), ("fire", 0)],
    "flight": [("fight", 9), ("flights", 1)],
    "fight": [("flight", 1)],
}


class Near(FakeNames):
    def near(self, word: str, within: float = 9) -> tuple[NearWord, ...]:
        """The words of :data:`NEAR`."""
        return tuple(NearWord(text, n, 1.0, 0.0) for text, n in NEAR.get(word, ()))


def offer(typed: str, least: int = 1, **counts: int) -> list[tuple[str, int]]:
    """What is offered that finds *least*; queries find one review if not in *counts*."""

    def count(query: str) -> int:
        return {key.replace("_", " "): n for key, n in counts.items()}.get(query.strip('"'), 1)

    better = find_better(typed, parse_query(typed), least, Asked(INDEX, Near()), count)
    return [(other.query, other.total) for other in better]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("kichen", "kitchen"),
        ('"kichen fite"', '"kitchen fight"'),
        ("kichen AND fite", "kitchen AND fight"),
        ('body:"kichen fight"~3', 'body:"kitchen fight"~3'),
        ("Kichen, the fight", "kitchen, the fight"),
        ('"kitchen flight"', '"kitchen fight"'),
        ("pacinno kitchen", "Al Pacino kitchen"),
        ("pacinno kichen", "Al Pacino kitchen"),
    ],
)
def test_query_with_the_words_that_were_meant_is_offered(typed: str, offered: str) -> None:
    assert offer(typed) == [(offered, 1)]


@pytest.mark.parametrize(
    "typed",
    [
        "*",
        "zzz",
        "zzz kichen",  # nothing is near to the one
        "film:kichen",  # names are dealt with where they stand
        "year:1995",
        "kich*",
        "kichen-sink",
        "kitchen fight",  # of a known word, only a more frequent one is offered
        "kichen " * 7,
    ],
)
def test_nothing_is_offered_where_nothing_better_is_known(typed: str) -> None:
    assert offer(typed) == []


def test_what_finds_nothing_is_not_offered() -> None:
    assert offer("kichen", kitchen=0) == []


def test_what_finds_too_little_is_not_offered() -> None:
    assert offer("flight", least=9, fight=8) == []
    assert offer("flight", least=9, fight=9) == [("fight", 9)]


def test_a_second_is_offered_only_if_it_finds_more() -> None:
    assert offer("fite", fight=3, fire=3) == [("fight", 3)]
    assert offer("fite", fight=3, fire=4) == [("fight", 3), ("fire", 4)]


def test_few_queries_are_counted() -> None:
    asked: list[str] = []

    def count(query: str) -> int:
        asked.append(query)
        return 0

    typed = "fite kichen fite fite"
    assert find_better(typed, parse_query(typed), 1, Asked(INDEX, Near()), count) == ()
    assert 0 < len(asked) <= 8
