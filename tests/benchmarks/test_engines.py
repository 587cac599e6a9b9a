from __future__ import annotations

from collections.abc import Iterator

import pytest

from benchmarks.building import measure_folder, weigh_family
from benchmarks.corpora import ReviewRow, Size, generate_rows, write_corpus
from benchmarks.engines.adapter import ENGINES, Adapter, Contender, load_adapter
from benchmarks.questions import Question, draw_questions

SIZE = Size("lines", 300)


def load(name: str) -> Adapter:
    try:
        return load_adapter(name)
    except ImportError as error:
        pytest.skip(f"{name} is not installed: {error}")


@pytest.fixture(scope="module")
def rows() -> list[ReviewRow]:
    return list(generate_rows(SIZE, 1))


@pytest.fixture(scope="module", params=ENGINES)
def contenders(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[Contender]]:
    """What one engine's adapter opens, on an index of a small corpus."""
    adapter = load(str(request.param))
    corpus = tmp_path_factory.mktemp("corpus") / "reviews.jsonl"
    write_corpus(SIZE, corpus, 1)
    opened: list[Contender] = []
    for number, build in enumerate(adapter.list_builds().values()):
        folder = tmp_path_factory.mktemp(f"build{number}")
        build(corpus, folder)
        assert measure_folder(folder) > 10_000
        opened += adapter.open(folder)
    yield opened
    for contender in opened:
        contender.close()


def count_hits(question: Question, rows: list[ReviewRow]) -> int:
    """The reviews that match, by looking at each; *question* has no words with an ending."""
    found = 0
    for row in rows:
        words = [word.strip(".,?!").lower() for word in row["text"].split()]
        low, high = question.years or (0, 9999)
        hit: bool = (any if question.kind.startswith("any") else all)(
            word in words for word in question.words
        )
        found += hit and low <= row["year"] <= high
    return found


@pytest.mark.parametrize(
    "question",
    [
        Question("one common word", ("river",)),
        Question("any of 2", ("river", "ghost")),
        Question("any of 3", ("river", "ghost", "just")),
        Question("all of 2", ("with", "and")),
        Question("all of 3", ("with", "and", "film")),
        Question("word and range", ("with",), (1950, 1979)),
        Question("facet", ("with",)),
    ],
    ids=lambda question: question.kind,
)
def test_an_engine_finds_what_the_question_asks(
    question: Question, contenders: list[Contender], rows: list[ReviewRow]
) -> None:
    expected = count_hits(question, rows)
    assert 0 < expected < len(rows)
    for contender in contenders:
        if (ask := contender.prepare(question)) is not None:
            assert ask() is not None
            # The whole search also finds titles, names and themes.
            counted = contender.count(question)
            assert counted == pytest.approx(expected, abs=3 if "whole" in contender.label else 0)


def test_questions_that_an_engine_cannot_be_asked_are_neither_timed_nor_counted(
    contenders: list[Contender], rows: list[ReviewRow]
) -> None:
    drawn = draw_questions([row["text"] for row in rows], 2, 1)
    for contender in contenders:
        for of_kind in drawn.values():
            for question in of_kind:
                ask = contender.prepare(question)
                assert (ask is None) == (contender.count(question) is None)
                if ask is not None:
                    ask()


def test_reelsearch_is_measured_executing_and_as_a_whole() -> None:
    assert list(load("reelsearch").list_builds()) == ["reelsearch"]
    assert next(iter(load("whole").list_builds())) == "reelsearch, whole run"


def test_an_engine_that_is_not_installed_is_an_import_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def find_nothing(name: str) -> None:
        raise ModuleNotFoundError(f"No module named '{name}'")

    monkeypatch.setattr("benchmarks.engines.adapter.import_module", find_nothing)
    with pytest.raises(ImportError, match="No module"):
        load_adapter("tantivy")


def test_a_process_alone_is_not_weighed_from_outside() -> None:
    assert weigh_family(2**30) == 0
