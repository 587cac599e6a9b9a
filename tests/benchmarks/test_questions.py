from __future__ import annotations

import re
from string import ascii_lowercase

import pytest

from benchmarks.corpora import Size, generate_rows
from benchmarks.questions import KINDS, Question, draw_questions, split_runs, spread

COUNT = 20


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return [row["text"] for row in generate_rows(Size("lines", 1_500), 1)]


@pytest.fixture(scope="module")
def questions(texts: list[str]) -> dict[str, list[Question]]:
    return draw_questions(texts, COUNT, 1)


def split_words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def test_questions_are_the_same_for_a_seed(
    texts: list[str], questions: dict[str, list[Question]]
) -> None:
    assert draw_questions(texts, COUNT, 1) == questions
    assert draw_questions(texts, COUNT, 2) != questions


def test_there_are_as_many_as_asked_for_and_none_twice(
    questions: dict[str, list[Question]],
) -> None:
    assert list(questions) == list(KINDS)
    for kind, of_kind in questions.items():
        is_scarce = kind in {"one common word", "facet"}
        assert len(of_kind) == COUNT or is_scarce, kind
        assert of_kind
        assert len(set(of_kind)) == len(of_kind)
        assert all(question.kind == kind for question in of_kind)


@pytest.mark.parametrize("kind", ["all of 2", "all of 3", "all of 6"])
def test_some_review_has_all_the_words(
    kind: str, texts: list[str], questions: dict[str, list[Question]]
) -> None:
    reviews = [set(split_words(text)) for text in texts]
    for question in questions[kind]:
        assert len(question.words) == len(set(question.words)) == int(kind[-1])
        assert any(words.issuperset(question.words) for words in reviews)


def test_some_review_has_the_phrase(texts: list[str], questions: dict[str, list[Question]]) -> None:
    reviews = [f" {' '.join(split_words(text))} " for text in texts]
    for question in questions["phrase"]:
        assert len(question.words) in {2, 3}
        assert any(f" {' '.join(question.words)} " in review for review in reviews)


def test_rare_words_are_rare_and_common_ones_common(
    texts: list[str], questions: dict[str, list[Question]]
) -> None:
    reviews = [set(split_words(text)) for text in texts]

    def count(question: Question) -> int:
        return sum(question.words[0] in words for words in reviews)

    assert all(1 <= count(question) <= 2 for question in questions["one rare word"])
    assert all(count(question) >= 15 for question in questions["one common word"])


def test_a_fuzzy_word_is_one_letter_off_a_word_and_no_word_itself(
    texts: list[str], questions: dict[str, list[Question]]
) -> None:
    words = {word for text in texts for word in split_words(text)}
    for question in questions["fuzzy"]:
        (wrong,) = question.words
        assert wrong not in words
        assert any(
            len(word) == len(wrong)
            and word[0] == wrong[0]
            and sum(a != b for a, b in zip(word, wrong, strict=True)) == 1
            for word in words
        )


def test_a_word_put_wrong_into_another_word_is_not_asked() -> None:
    words = {f"kitche{letter}" for letter in ascii_lowercase}
    asked = draw_questions(sorted(words), 60, 1)["fuzzy"]
    assert len(asked) == 60
    assert words.isdisjoint(question.words[0] for question in asked)


def test_ranges_are_ten_years_within_the_corpus(questions: dict[str, list[Question]]) -> None:
    for question in questions["word and range"]:
        assert question.years is not None
        low, high = question.years
        assert low >= 1920
        assert high == low + 9 <= 2024


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("The robot waits", [("the", "robot", "waits")]),
        ("A robot, (a quiet one) waits.", [("a", "robot"), ("a", "quiet", "one"), ("waits",)]),
        ("It doesn't re-open in 1999 again", [("it",), ("in",), ("again",)]),
        ("Amélie waits", [("waits",)]),
        (" — ", []),
    ],
)
def test_a_run_is_what_only_spaces_part(text: str, runs: list[tuple[str, ...]]) -> None:
    assert list(split_runs(text)) == runs


def test_a_sample_is_spread_over_the_corpus() -> None:
    texts = [str(number) for number in range(10)]
    assert spread(texts, 4) == ["0", "3", "6", "9"]
    assert spread(texts, 10) == texts
    assert spread([], 4) == []


def test_a_corpus_too_small_for_a_kind_gives_fewer() -> None:
    assert all(len(asked) <= 2 for asked in draw_questions(["the robot"], 2, 1).values())
