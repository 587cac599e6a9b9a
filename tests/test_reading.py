"""Reviews come out annotated and in their order, however many processes do it."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest

from reelsearch import reading
from reelsearch.annotate.theme_lexicon import load_lexicon
from reelsearch.other_process import OtherProcess, ProcessFailedError
from reelsearch.readers import FoundFile, read, walk
from reelsearch.reading import Annotator, Reading, read_reviews
from reelsearch.review import Rejection, Review
from reelsearch.settings import DEFAULT

LEXICON = load_lexicon()


def list_raw(corpus: Path) -> Iterator[Review | Rejection | str]:
    """The corpus as it is read, several times, with marks between the files."""
    for turn in range(5):
        for found in walk(corpus, DEFAULT):
            assert isinstance(found, FoundFile)
            yield f"{turn}: {found.location.path}"
            yield from read(found, DEFAULT, {})


def list_annotated(corpus: Path) -> list[Review | Rejection | str]:
    expected: list[Review | Rejection | str] = []
    for turn in range(5):
        for found in walk(corpus, DEFAULT):
            assert isinstance(found, FoundFile)
            expected.append(f"{turn}: {found.location.path}")
            expected += read_reviews(found, Reading())
    return expected


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if few reviews were many."""
    monkeypatch.setattr(reading, "_ALONE", 10)
    monkeypatch.setattr(reading, "_BATCH_CHARS", 10_000)


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("processes", [1, 2])
def test_items_come_out_annotated_and_in_order(corpus: Path, processes: int) -> None:
    annotator = Annotator(LEXICON, processes)
    try:
        assert list(annotator.annotate_all(list_raw(corpus))) == list_annotated(corpus)
    finally:
        annotator.close()


def count_sent(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The reviews of each request to another process, from now on."""
    asked: list[int] = []
    send = OtherProcess.send

    def count(self: OtherProcess, *parts: bytes) -> None:
        asked.append(len(pickle.loads(parts[1])))
        send(self, *parts)

    monkeypatch.setattr(OtherProcess, "send", count)
    return asked


@pytest.mark.usefixtures("few")
def test_other_process_does_its_share(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = count_sent(monkeypatch)
    annotator = Annotator(LEXICON, 2)
    try:
        total = sum(isinstance(item, Review) for item in annotator.annotate_all(list_raw(corpus)))
    finally:
        annotator.close()
    assert 10 <= sum(asked) < total


@pytest.mark.parametrize(("expected", "sends"), [(100_000_000, True), (10_000, False)])
def test_other_process_begins_at_once_where_much_is_expected(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, expected: int, sends: bool
) -> None:
    asked = count_sent(monkeypatch)
    annotator = Annotator(LEXICON, 2, expected)
    try:
        assert list(annotator.annotate_all(list_raw(corpus))) == list_annotated(corpus)
    finally:
        annotator.close()
    assert bool(sum(asked)) == sends


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("step", ["start", "send", "receive"])
def test_what_the_other_process_cannot_do_is_done_here(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    done = getattr(OtherProcess, step)
    times: list[str] = []

    def fail(self: OtherProcess, *parts: bytes) -> object:
        times.append(step)
        if len(times) == 3:  # after it has done some
            self.kill()
            raise ProcessFailedError("it died")
        return done(self, *parts)

    monkeypatch.setattr(OtherProcess, step, fail)
    annotator = Annotator(LEXICON, 2)
    try:
        assert list(annotator.annotate_all(list_raw(corpus))) == list_annotated(corpus)
        assert len(times) >= 3
    finally:
        annotator.close()


def test_review_that_cannot_be_annotated_is_kept_and_named(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(review: Review) -> Review:
        raise IndexError("string index out of range")

    monkeypatch.setattr(reading, "annotate", fail)
    found = next(item for item in walk(corpus, DEFAULT) if isinstance(item, FoundFile))
    (review,) = read_reviews(found, Reading())
    assert isinstance(review, Review)
    assert review.prose == review.text
    assert review.warnings[-1] == (
        "what the review says could not be found out (IndexError: string index out of range);"
        " it is searched as it was read"
    )
