"""An index that was brought up to date is the one that would be made afresh, or the old one."""

from __future__ import annotations

import errno
import io
import os
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import reelsearch
from reelsearch import indexing
from reelsearch.engines.base import Remembered
from reelsearch.engines.whoosh_engine.manifest import install_manifest, prepare_manifest
from reelsearch.engines.whoosh_engine.opening import open_writer
from reelsearch.engines.whoosh_engine.storage import DurableStorage
from reelsearch.errors import EngineError, IndexFormatError, IndexNotFoundError
from reelsearch.index_report import Watch
from tests.film_folders import counts, list_reviews, read_folder, write_files

ROWS = ("Psycho,A knife.", "Jaws,A shark.", "The Birds,A crow.", "Up,A balloon.")
OLD = {f"{n}.txt": f"Film {n} is a film about the number {n}.\n" for n in range(6)}
NEW = {f"new {n}.txt": f"A new film, number {n}. " + "The sea. " * 400 for n in range(12)}


def make_table(*rows: str) -> str:
    """A table of reviews."""
    return "\n".join(["film,review", *rows])


@pytest.fixture
def films(tmp_path: Path) -> Path:
    return write_files(tmp_path / "films", OLD)


@pytest.fixture
def folder(films: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "index"
    reelsearch.index([films], folder)
    return folder


# Reviews that stand in several files


def test_review_left_out_of_a_table_comes_back_when_the_other_file_goes(tmp_path: Path) -> None:
    films = write_files(
        tmp_path / "films",
        {"2023.csv": make_table(*ROWS[:2]), "2024.csv": make_table(*ROWS[:4])},
    )
    assert counts(reelsearch.index([films], tmp_path / "index")) == {"added": 4, "duplicates": 2}
    (films / "2023.csv").unlink()
    report = reelsearch.index([films], tmp_path / "index")
    assert counts(report) == {"removed": 2, "unchanged": 2, "added": 2}
    assert set(list_reviews(tmp_path / "index")) == {f"2024.csv#{n}" for n in (1, 2, 3, 4)}
    assert counts(reelsearch.index([films], tmp_path / "index")) == {"unchanged": 4}


def test_review_left_out_comes_back_though_its_source_is_refreshed_later(tmp_path: Path) -> None:
    first = write_files(tmp_path / "a", {"t.csv": make_table(*ROWS[:2])})
    second = write_files(tmp_path / "b", {"t.csv": make_table(*ROWS[1:])})
    index = tmp_path / "index"
    reelsearch.index([first, second], index)
    (first / "t.csv").unlink()
    assert counts(reelsearch.index([first], index)) == {"removed": 2}
    assert counts(reelsearch.index([first], index)) == {}
    assert counts(reelsearch.index([], index)) == {"unchanged": 2, "added": 1}
    assert len(list_reviews(index)) == 3
    assert counts(reelsearch.index([], index)) == {"unchanged": 3}


def test_review_left_out_comes_back_when_its_source_is_forgotten(tmp_path: Path) -> None:
    first = write_files(tmp_path / "a", {"one.csv": make_table(*ROWS[:2])})
    second = write_files(tmp_path / "b", {"two.csv": make_table(*ROWS)})
    index = tmp_path / "index"
    reelsearch.index([first, second], index)
    reelsearch.index([], index, forget=[first])
    assert counts(reelsearch.index([], index)) == {"unchanged": 2, "added": 2}
    assert set(list_reviews(index)) == {f"two.csv#{n}" for n in (1, 2, 3, 4)}


def test_table_is_not_read_again_as_long_as_nothing_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    films = write_files(
        tmp_path / "films", {"a.csv": make_table(*ROWS[:2]), "b.csv": make_table(*ROWS)}
    )
    reelsearch.index([films], tmp_path / "index")
    monkeypatch.setattr(indexing, "read", lambda file, *_: pytest.fail(f"reads {file}"))
    assert counts(reelsearch.index([films], tmp_path / "index")) == {"unchanged": 4}


texts = st.sampled_from([f"{row.split(',')[0]} is a film about that.\n" for row in ROWS])
tables = st.lists(st.sampled_from(ROWS), min_size=1, max_size=4).map(lambda rows: make_table(*rows))
files = st.dictionaries(st.sampled_from(["a.txt", "m.txt", "z.txt"]), texts) | st.dictionaries(
    st.sampled_from(["b.csv", "y.csv"]), tables
)


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(states=st.lists(st.tuples(files, files), min_size=2, max_size=3))
def test_index_brought_up_to_date_holds_what_a_fresh_one_does(
    tmp_path: Path, states: list[tuple[dict[str, str], dict[str, str]]]
) -> None:
    for name in ("a", "b", "index"):
        shutil.rmtree(tmp_path / name, ignore_errors=True)
    for state in states:
        for name, content in zip("ab", state, strict=True):
            shutil.rmtree(tmp_path / name, ignore_errors=True)
            write_files(tmp_path / name, content)
        report = reelsearch.index([tmp_path / "a", tmp_path / "b"], tmp_path / "index")
        shutil.rmtree(tmp_path / "fresh", ignore_errors=True)
        fresh = reelsearch.index([tmp_path / "a", tmp_path / "b"], tmp_path / "fresh")
        found = list_texts(tmp_path / "index")
        assert found == list_texts(tmp_path / "fresh")
        assert len(found) == fresh.added == report.added + report.updated + report.unchanged


def list_texts(folder: Path) -> list[str]:
    """What the reviews of an index say, wherever they come from."""
    with reelsearch.open(folder) as searcher:
        hits = searcher.search("*", limit=100, passages=0)
        return sorted(f"{hit.review.film}: {hit.review.text}" for hit in hits)


# Runs that fail


class FullDisk:
    """Stands for ``open`` on a disk with room for so many bytes."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.written = 0

    def __call__(self, path: str, mode: str = "r") -> Any:
        if "w" not in mode:
            return open(path, mode)
        disk = self

        class Raw(io.FileIO):
            def write(self, data: Any, /) -> int:
                disk.written += len(data)
                if disk.written > disk.room:
                    raise OSError(errno.ENOSPC, "No space left on device", path)
                return super().write(data)

        return io.BufferedWriter(Raw(path, mode.replace("b", "").replace("+", "") + "b"))


def count_bytes(films: Path, scratch: Path, old: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many bytes a run writes."""
    shutil.copytree(old, scratch)
    with monkeypatch.context() as patch:
        disk = FullDisk(1 << 40)
        patch.setattr("whoosh.filedb.filestore.open", disk, raising=False)
        reelsearch.index([films], scratch)
    return disk.written


@pytest.mark.parametrize("rebuild", [False, True])
def test_full_disk_leaves_the_old_index_and_the_next_run_completes(
    films: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, rebuild: bool
) -> None:
    before = read_folder(folder)
    write_files(films, NEW)
    (films / "1.txt").unlink()
    needed = count_bytes(films, folder.with_name("scratch"), folder, monkeypatch)
    assert needed > 20_000
    for share in (0, 0.01, 0.2, 0.4, 0.6, 0.8, 0.9, 0.97, 0.999):
        with monkeypatch.context() as patch:
            disk = FullDisk(int(needed * share))
            patch.setattr("whoosh.filedb.filestore.open", disk, raising=False)
            with pytest.raises(EngineError, match=r"is full.*unharmed.*Free some space") as caught:
                reelsearch.index([films], folder, rebuild=rebuild)
        assert str(folder) in str(caught.value)
        assert read_folder(folder) == before
        assert sorted(os.listdir(folder)) == sorted([*before, "MAIN_WRITELOCK"])
    expected = {"added": 17} if rebuild else {"added": 12, "removed": 1, "unchanged": 5}
    assert counts(reelsearch.index([films], folder, rebuild=rebuild)) == expected


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_commit_that_fails_at_any_step_leaves_the_old_index_or_the_new_one(
    films: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    write_files(films, NEW)
    states = [list_reviews(folder)]
    real: Callable[..., Any] = getattr(os, call)
    failures = 0
    for last in range(1, 20):
        calls = 0

        def fail_at_last(*arguments: Any, last: int = last) -> Any:
            nonlocal calls
            calls += 1
            if calls == last:
                raise OSError(errno.ENOSPC, "No space left on device")
            return real(*arguments)

        with monkeypatch.context() as patch:
            patch.setattr(os, call, fail_at_last)
            try:
                report = reelsearch.index([films], folder)
            except EngineError:
                failures += 1
            else:
                break
        assert not [name for name in os.listdir(folder) if "tmp" in name or "new" in name]
        states.append(list_reviews(folder))
    assert failures >= 2
    assert {len(state) for state in states} == {6, 18}
    assert report.added + report.unchanged == 18
    assert len(list_reviews(folder)) == 18


def test_full_disk_in_a_first_run_leaves_no_index(
    films: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("whoosh.filedb.filestore.open", FullDisk(2_000), raising=False)
        with pytest.raises(EngineError, match="is full"):
            reelsearch.index([films], tmp_path / "first")
    assert read_folder(tmp_path / "first") == {}
    with pytest.raises(IndexNotFoundError):
        reelsearch.open(tmp_path / "first")
    assert counts(reelsearch.index([films], tmp_path / "first")) == {"added": 6}


@pytest.mark.parametrize("rebuild", [False, True])
def test_interrupted_run_leaves_the_old_index(films: Path, folder: Path, rebuild: bool) -> None:
    before = read_folder(folder)
    write_files(films, NEW)
    (films / "1.txt").unlink()

    def interrupt(done: float, total: int, reviews: int) -> None:
        if reviews >= 8:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reelsearch.index([films], folder, rebuild=rebuild, watch=Watch(on_progress=interrupt))
    assert read_folder(folder) == before
    assert reelsearch.index([films], folder).added == 12


def test_run_interrupted_in_its_commit_leaves_the_old_index(
    films: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = read_folder(folder)
    write_files(films, NEW)

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(DurableStorage, "rename_file", interrupt)
        with pytest.raises(KeyboardInterrupt):
            reelsearch.index([films], folder)
    assert read_folder(folder) == before
    assert reelsearch.index([films], folder).added == 12


def test_failing_rebuild_leaves_a_newer_index_untouched(films: Path, folder: Path) -> None:
    (folder / "reelsearch.json").write_text('{"format": 99, "shards": {}}')
    write_files(folder, {"shard.bin": b"of a later version"})
    before = read_folder(folder)

    def interrupt(done: float, total: int, reviews: int) -> None:
        raise KeyboardInterrupt

    for attempt in (films, films.parent / "no"):
        with pytest.raises((KeyboardInterrupt, reelsearch.SourceNotFoundError)):
            reelsearch.index([attempt], folder, rebuild=True, watch=Watch(on_progress=interrupt))
        assert read_folder(folder) == before
    with pytest.raises(IndexFormatError):
        reelsearch.index([films], folder)
    assert counts(reelsearch.index([films], folder, rebuild=True)) == {"added": 6}
    assert len(list_reviews(folder)) == 6


def test_rebuild_makes_a_damaged_index_whole(films: Path, folder: Path) -> None:
    for pattern in ("*.rsc", "_MAIN_*.toc", "reelsearch.json"):
        for path in folder.glob(pattern):
            path.write_bytes(b"half")
        with pytest.raises(IndexFormatError, match="--rebuild"):
            reelsearch.index([films], folder)
        assert counts(reelsearch.index([films], folder, rebuild=True)) == {"added": 6}
        assert len(list_reviews(folder)) == 6


def test_source_of_a_run_killed_after_its_commit_is_taken_in(films: Path, folder: Path) -> None:
    more = write_files(films.parent / "more", NEW)
    reelsearch.index([more], folder)
    prepare_manifest(folder, Remembered((str(films),)))
    install_manifest(folder)
    with reelsearch.open(folder) as searcher:
        assert searcher.stats().sources == (str(films),)
    assert counts(reelsearch.index([], folder)) == {"unchanged": 18}
    with reelsearch.open(folder) as searcher:
        assert searcher.stats().sources == (str(films), str(more))


KILLED = """
import os, sys
from reelsearch import indexing
from reelsearch.engines.whoosh_engine.storage import DurableStorage

step, films, folder = sys.argv[1:]
end = lambda *arguments, **options: os.kill(os.getpid(), 9)
if step == "reading":
    watch = indexing.Watch(on_progress=lambda done, total, reviews: reviews > 9 and end())
else:
    watch = indexing.Watch()
    setattr(DurableStorage if step == "rename_file" else os, step, end)
indexing.index([films], folder, watch=watch)
"""


@pytest.mark.parametrize("step", ["reading", "fsync", "rename_file", "replace"])
def test_killed_run_leaves_the_old_index_and_the_next_run_cleans_up(
    films: Path, folder: Path, step: str
) -> None:
    before = read_folder(folder)
    write_files(films, NEW)
    command = [sys.executable, "-c", KILLED, step, str(films), str(folder)]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    assert len(list_reviews(folder)) == 6
    assert before.items() <= read_folder(folder).items()
    assert reelsearch.index([films], folder).added == 12
    assert len(os.listdir(folder)) <= 5
    assert len(list_reviews(folder)) == 18


# What is kept between runs


def test_what_was_left_out_is_remembered_by_file(tmp_path: Path) -> None:
    films = write_files(
        tmp_path / "films", {"a.csv": make_table(*ROWS[:2]), "b.csv": make_table(*ROWS)}
    )
    reelsearch.index([films], tmp_path / "index")
    writer, remembered = open_writer(
        tmp_path / "index", rebuild=False, wait=0, on_wait=lambda: None
    )
    writer.cancel()
    assert remembered == Remembered((str(films),), {(str(films), "b.csv"): False})


def test_archive_and_its_unpacked_files_are_one_set_of_reviews(tmp_path: Path) -> None:
    films = write_files(tmp_path / "films", OLD)
    with zipfile.ZipFile(films / "all.zip", "w") as archive:
        for name, text in (OLD | {"extra.txt": "One more film, about the sea."}).items():
            archive.writestr(name, text)
    reelsearch.index([films], tmp_path / "index")
    assert len(list_reviews(tmp_path / "index")) == 7
    for name in OLD:
        (films / name).unlink()
    reelsearch.index([films], tmp_path / "index")
    assert len(list_reviews(tmp_path / "index")) == 7
