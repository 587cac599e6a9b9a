from __future__ import annotations

from collections.abc import Callable
from itertools import groupby, pairwise

import pytest

from benchmarks.asking import compare_counts, summarize, time_questions
from benchmarks.questions import Question

QUESTIONS = {
    "any of 2": [Question("any of 2", (word, "film")) for word in "abcd"],
    "fuzzy": [Question("fuzzy", (word,)) for word in "ef"],
}


class Fake:
    """A contender that notes what it is asked, and moves the clock."""

    def __init__(
        self,
        label: str,
        asked: list[tuple[str, str]],
        took: Callable[[], None] = lambda: None,
        *,
        is_whole: bool = False,
    ) -> None:
        self.label = label
        self.is_whole = is_whole
        self.counts: dict[str, int] = {}
        self._asked = asked
        self._took = took

    def prepare(self, question: Question) -> Callable[[], object] | None:
        if self.label == "words only" and question.kind == "fuzzy":
            return None
        return lambda: self._ask(question.words[0])

    def _ask(self, word: str) -> None:
        self._asked.append((self.label, word))
        self._took()

    def count(self, question: Question) -> int | None:
        return self.counts.get(question.words[0])

    def close(self) -> None:
        pass


def test_all_are_asked_question_by_question_after_a_warm_up() -> None:
    asked: list[tuple[str, str]] = []
    time_questions([Fake("x", asked), Fake("y", asked)], {"any": QUESTIONS["any of 2"]}, 2, 60)
    warm, timed = asked[:8], asked[8:]
    assert warm == [(label, word) for label in "xy" for word in "abcd"]
    words = [
        (word, {label for label, _ in group}) for word, group in groupby(timed, lambda a: a[1])
    ]
    assert words == [(word, {"x", "y"}) for word in "abcdabcd"]


def test_whole_searches_are_asked_after_all_bare_queries() -> None:
    asked: list[tuple[str, str]] = []
    whole = [Fake(f"whole {label}", asked, is_whole=True) for label in "xy"]
    contenders = [whole[0], Fake("x", asked), whole[1], Fake("y", asked)]
    timings = time_questions(contenders, {"any": QUESTIONS["any of 2"]}, 2, 60)
    labels = [label for label, _ in asked]
    assert set(labels[:24]) == {"x", "y"}
    assert labels[24:28] == ["whole x"] * 4  # warmed up anew
    assert set(labels[24:]) == {"whole x", "whole y"}
    assert len(labels) == 48
    assert [(timing.label, timing.asked) for timing in timings] == [
        ("x", 4),
        ("y", 4),
        ("whole x", 4),
        ("whole y", 4),
    ]


def test_who_comes_first_changes() -> None:
    asked: list[tuple[str, str]] = []
    time_questions([Fake("x", asked), Fake("y", asked)], {"any": QUESTIONS["any of 2"]}, 9, 60)
    firsts = [label for label, _ in asked[8::2]]
    assert len(firsts) == 36
    assert {"xx", "xy", "yx", "yy"} == {one + next for one, next in pairwise(firsts)}


def test_a_contender_is_not_timed_for_what_it_cannot_be_asked() -> None:
    timings = time_questions([Fake("x", []), Fake("words only", [])], QUESTIONS, 1, 60)
    assert [(timing.kind, timing.label, timing.asked) for timing in timings] == [
        ("any of 2", "x", 4),
        ("any of 2", "words only", 4),
        ("fuzzy", "x", 2),
    ]


def test_a_slow_contender_is_asked_fewer_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0

    def wait() -> None:
        nonlocal now
        now += 10.0

    monkeypatch.setattr("benchmarks.asking.time.perf_counter", lambda: now)
    asked: list[tuple[str, str]] = []
    slow, quick = Fake("slow", asked, wait), Fake("quick", asked)
    timings = time_questions([slow, quick], {"any": QUESTIONS["any of 2"]}, 3, 30)
    assert [(t.label, t.median, t.asked) for t in timings] == [
        ("slow", 10_000.0, 3),  # the first to warm up, then two in half of the 30 seconds
        ("quick", 0.0, 4),
    ]
    assert len([label for label, _ in asked if label == "slow"]) == 3 + 3
    assert len([label for label, _ in asked if label == "quick"]) == 4 + 3 * 4


@pytest.mark.parametrize(
    ("times", "median", "p99"),
    [([3.0], 3.0, 3.0), ([1.0, 2.0, 9.0], 2.0, 9.0), ([*map(float, range(1, 201))], 100.5, 198.0)],
)
def test_times_are_summed_up_by_rank(times: list[float], median: float, p99: float) -> None:
    assert summarize(times[::-1]) == (median, p99)


def test_counts_are_compared_with_those_of_the_first() -> None:
    first, second = Fake("x", []), Fake("y", [])
    first.counts = {"a": 10, "b": 10, "c": 0, "d": 7}
    second.counts = {"a": 10, "b": 8, "c": 4}  # of "d" it does not know
    (agreement,) = compare_counts([first, second], {"any": QUESTIONS["any of 2"]}, 9)
    assert (agreement.label, agreement.reference) == ("y", "x")
    assert (agreement.same, agreement.asked) == (1, 3)
    assert agreement.apart == pytest.approx((0.2 + 1.0) / 2)
