"""The words that go with what was found, worked out by hand."""

from __future__ import annotations

from math import exp

import pytest

from reelsearch.query.feedback import TEMPER, WORDS, find_related
from tests.query.fakes import FakeIndex

COMMON = [{"body": "mud and mud"}] * 12
INDEX = FakeIndex(
    [
        {"body": "kitchen knives, kitchen steam"},
        {"body": "steam and knives"},
        {"body": "a lonely lighthouse"},
        *COMMON,
    ]
)


def shares(*found: tuple[str, float]) -> dict[str, float]:
    return {word.text: word.share for word in find_related(found, INDEX)}


def test_word_weighs_by_its_share_of_the_text() -> None:
    assert shares(("knives knives steam", 1.0)) == pytest.approx({"knives": 2 / 3, "steam": 1 / 3})


def test_better_reviews_say_more_by_the_power_of_their_scores() -> None:
    found = shares(("knives", TEMPER), ("steam", 0.0))
    assert found["knives"] / found["steam"] == pytest.approx(exp(1))
    assert sum(found.values()) == pytest.approx(1)


def test_long_review_says_no_more_than_a_short_one() -> None:
    found = shares(("knives", 1.0), ("steam " * 50, 1.0))
    assert found["knives"] == pytest.approx(found["steam"])


def test_words_of_every_review_and_of_one_only_are_passed_over() -> None:
    # "mud" is in most reviews; "lighthouse" and "kitchen" each in one.
    assert set(shares(("mud lighthouse kitchen knives zzz", 1.0))) == {"knives"}


def test_forms_of_a_word_are_one_word_shown_as_first_written() -> None:
    assert list(shares(("steaming steam", 1.0))) == ["steaming"]


def test_nothing_found_relates_to_nothing() -> None:
    assert find_related([], INDEX) == ()
    assert find_related([("", 1.0), ("!!!", 0.5)], INDEX) == ()


def test_so_many_words_and_the_most_telling() -> None:
    words = [f"w{number}" for number in range(2 * WORDS)]
    index = FakeIndex([{"body": " ".join(words)}] * 2 + [{"body": "mud"}] * 8)
    text = " ".join(" ".join([word] * (number + 1)) for number, word in enumerate(words))
    found = [word.text for word in find_related([(text, 1.0)], index)]
    assert found == words[: -WORDS - 1 : -1]
