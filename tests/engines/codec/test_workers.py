"""Other processes do the same work; when they cannot, that is said."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reelsearch.engines.whoosh_engine.codec.container import open_container
from reelsearch.engines.whoosh_engine.codec.runs import Run
from reelsearch.engines.whoosh_engine.codec.segment import ColumnSegment
from reelsearch.engines.whoosh_engine.codec.words import WordTable
from reelsearch.engines.whoosh_engine.codec.workers import (
    Workers,
    pickle_run,
    write_run,
)
from reelsearch.engines.whoosh_engine.fields import make_schema
from reelsearch.other_process import ProcessFailedError


def make_run() -> Run:
    run = Run(make_schema(), None)
    for n in range(5):
        run.add({"id": str(n), "body": f"alfa number {n}"})
    return run


def test_a_worker_writes_the_same_file(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    ours.touch()
    theirs.write_bytes(b"what one that died has left" * 1_000)
    write_run(make_run(), os.fspath(ours), WordTable())
    workers = Workers(1)
    try:
        assert workers.has_room(1)
        future = workers.write(pickle_run(make_run()), os.fspath(theirs))
        future.result(timeout=60)
        assert workers.has_room(1)
    finally:
        workers.close()
    assert ours.read_bytes() == theirs.read_bytes()
    with ours.open("rb") as stream:
        assert ColumnSegment(open_container("ours", stream)).doc_count == 5


def test_runs_wait_for_a_worker_up_to_a_size(tmp_path: Path) -> None:
    workers = Workers(1)
    payload = pickle_run(make_run())
    try:
        paths = [tmp_path / "one", tmp_path / "two"]
        for path in paths:
            path.touch()
        futures = [workers.write(payload, os.fspath(path)) for path in paths]
        assert workers.has_room(3 * len(payload))
        assert not workers.has_room(1)
        for future in futures:
            future.result(timeout=60)
    finally:
        workers.close()


def test_a_worker_that_fails_says_why(tmp_path: Path) -> None:
    workers = Workers(1)
    try:
        future = workers.write(pickle_run(make_run()), os.fspath(tmp_path / "no folder" / "x"))
        with pytest.raises(ProcessFailedError, match="FileNotFoundError"):
            future.result(timeout=60)
    finally:
        workers.close()


def test_a_file_that_was_removed_meanwhile_does_not_come_back(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_run(make_run(), os.fspath(tmp_path / "removed"), WordTable())
    assert list(tmp_path.iterdir()) == []
