"""Other processes do the same work; when they cannot, that is said."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from reelsearch.engines.whoosh_engine.codec.container import open_container
from reelsearch.engines.whoosh_engine.codec.runs import Run
from reelsearch.engines.whoosh_engine.codec.segment import ColumnSegment
from reelsearch.engines.whoosh_engine.codec.words import WordTable
from reelsearch.engines.whoosh_engine.codec.workers import (
    WorkerDiedError,
    Workers,
    pickle_run,
    serve,
    write_run,
)
from reelsearch.engines.whoosh_engine.fields import make_schema


def make_run() -> Run:
    run = Run(make_schema(), None)
    for n in range(5):
        run.add({"id": str(n), "body": f"alfa number {n}"})
    return run


def frame(data: bytes) -> bytes:
    return len(data).to_bytes(8, "little") + data


def test_a_worker_writes_the_same_file(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    write_run(make_run(), os.fspath(ours), WordTable())
    workers = Workers(1)
    try:
        assert workers.has_idle()
        future = workers.write(pickle_run(make_run()), os.fspath(theirs))
        future.result(timeout=60)
    finally:
        workers.close()
    assert ours.read_bytes() == theirs.read_bytes()
    with ours.open("rb") as stream:
        assert ColumnSegment(open_container("ours", stream)).doc_count == 5


def test_a_worker_that_fails_says_why(tmp_path: Path) -> None:
    workers = Workers(1)
    try:
        future = workers.write(pickle_run(make_run()), os.fspath(tmp_path / "no folder" / "x"))
        with pytest.raises(WorkerDiedError, match="FileNotFoundError"):
            future.result(timeout=60)
    finally:
        workers.close()


def test_serving_answers_each_run_and_ends_with_its_input(tmp_path: Path) -> None:
    good, bad = os.fspath(tmp_path / "good"), os.fspath(tmp_path / "bad")
    source = io.BytesIO(
        frame(bad.encode()) + frame(b"nonsense")
        + frame(good.encode()) + frame(pickle_run(make_run()))
        + b"cut"
    )  # fmt: skip
    answers = io.BytesIO()
    serve(source, answers)
    assert answers.getvalue().endswith(frame(b"done"))
    assert b"UnpicklingError" in answers.getvalue()
    assert os.path.getsize(good) > 0
