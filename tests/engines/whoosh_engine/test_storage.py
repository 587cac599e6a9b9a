from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from reelsearch.engines.base import Remembered
from reelsearch.engines.whoosh_engine.engine import WhooshEngine
from reelsearch.engines.whoosh_engine.manifest import (
    FORMAT,
    MANIFEST,
    Manifest,
    install_manifest,
    prepare_manifest,
    read_manifest,
)
from reelsearch.engines.whoosh_engine.opening import open_writer
from reelsearch.engines.whoosh_engine.writer import WhooshWriter
from reelsearch.errors import (
    EngineError,
    IndexFormatError,
    IndexLockedError,
    IndexNotFoundError,
)
from tests.engines.contract import make_review

REMEMBERED = Remembered(("/films", "/more/\udcff"), {("/films", "t.csv"): True})


def write(folder: Path, *texts: str, rebuild: bool = False) -> None:
    """Add reviews of *texts* to the index in *folder*."""
    writer = open_to_write(folder, rebuild=rebuild)
    for text in texts:
        writer.add(make_review(f"{text}.txt", text), f"print of {text}")
    writer.commit(Remembered(("/films",)))


def open_to_write(folder: Path, *, rebuild: bool = False) -> WhooshWriter:
    """A writer for *folder*, without waiting."""
    return open_writer(folder, rebuild=rebuild, wait=0, on_wait=lambda: None)[0]


def count(folder: Path) -> int:
    """The number of reviews in the index."""
    engine = WhooshEngine(folder)
    try:
        return engine.doc_count
    finally:
        engine.close()


def list_names(folder: Path) -> set[str]:
    """The files in a folder."""
    return {entry.name for entry in folder.iterdir()}


# The manifest


def test_manifest_comes_back_as_it_was_written(tmp_path: Path) -> None:
    prepare_manifest(tmp_path, REMEMBERED)
    with pytest.raises(IndexNotFoundError):
        read_manifest(tmp_path)
    install_manifest(tmp_path)
    assert read_manifest(tmp_path) == Manifest(FORMAT, REMEMBERED)
    assert list_names(tmp_path) == {MANIFEST}


def test_writer_hands_out_what_is_remembered(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    open_to_write(folder).commit(REMEMBERED)
    writer, remembered = open_writer(folder, rebuild=False, wait=0, on_wait=lambda: None)
    writer.cancel()
    assert remembered == REMEMBERED


def test_index_from_a_newer_version_is_refused_with_the_way_out(tmp_path: Path) -> None:
    write(tmp_path, "knife")
    data = json.loads((tmp_path / MANIFEST).read_text("utf-8"))
    (tmp_path / MANIFEST).write_text(json.dumps({**data, "format": FORMAT + 1, "sources": 7}))
    for attempt in (WhooshEngine, open_to_write):
        with pytest.raises(IndexFormatError, match=r"newer reelsearch.*--rebuild") as caught:
            attempt(tmp_path)
        assert str(tmp_path) in str(caught.value)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"7",
        b'{"format": 2}',
        b'{"format": null, "sources": []}',
        b'{"format": 2, "sources": 7}',
        b'{"checksum": "00000000", "format": 2, "sources": []}',
        b"[" * 100_000,
    ],
)
def test_damaged_manifest_is_refused_with_the_way_out(tmp_path: Path, content: bytes) -> None:
    write(tmp_path, "knife")
    (tmp_path / MANIFEST).write_bytes(content)
    for attempt in (WhooshEngine, open_to_write):
        with pytest.raises(IndexFormatError, match=r"damaged.*--rebuild") as caught:
            attempt(tmp_path)
        assert str(tmp_path / MANIFEST) in str(caught.value)


@pytest.mark.parametrize("at", range(0, 140, 3))
def test_every_changed_bit_of_the_manifest_is_noticed(tmp_path: Path, at: int) -> None:
    open_to_write(tmp_path).commit(REMEMBERED)
    written = bytearray((tmp_path / MANIFEST).read_bytes())
    written[at % len(written)] ^= 1 << at % 8
    (tmp_path / MANIFEST).write_bytes(written)
    with pytest.raises(IndexFormatError, match="--rebuild"):
        read_manifest(tmp_path)


def test_index_from_an_older_version_says_so_and_a_rebuild_knows_its_sources(
    tmp_path: Path,
) -> None:
    write(tmp_path, "knife")
    old = {"format": 1, "sources": ["/a", "/b"], "partial": []}
    (tmp_path / MANIFEST).write_text(json.dumps(old))
    for attempt in (WhooshEngine, open_to_write):
        with pytest.raises(IndexFormatError, match=r"older reelsearch \(format 1.*--rebuild"):
            attempt(tmp_path)
    writer, remembered = open_writer(tmp_path, rebuild=True, wait=0, on_wait=lambda: None)
    writer.cancel()
    assert remembered.sources == ("/a", "/b")


def test_every_changed_bit_of_the_table_of_contents_is_noticed(tmp_path: Path) -> None:
    write(tmp_path, "knife")
    (contents,) = tmp_path.glob("_MAIN_*.toc")
    whole = contents.read_bytes()
    for at in range(0, len(whole), 37):
        flipped = bytearray(whole)
        flipped[at] ^= 1 << at % 8
        contents.write_bytes(flipped)
        with pytest.raises(IndexFormatError, match=r"toc is damaged.*--rebuild"):
            WhooshEngine(tmp_path)


def test_segments_that_took_each_others_place_are_refused(tmp_path: Path) -> None:
    for n, name in enumerate(["a.txt", "b.txt"]):
        writer = open_to_write(tmp_path)
        writer.add(make_review(name, f"A knife, take {n}."), "print")
        writer.commit(REMEMBERED)
    first, second = tmp_path.glob("*.rsc")
    before = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(before)
    with pytest.raises(IndexFormatError, match=r"file of another segment.*--rebuild"):
        WhooshEngine(tmp_path)


def test_first_run_may_be_a_rebuild(tmp_path: Path) -> None:
    write(tmp_path, "knife", rebuild=True)
    engine = WhooshEngine(tmp_path)
    assert engine.stats().committed > 0
    engine.close()


def test_rebuild_goes_over_a_damaged_or_newer_index(tmp_path: Path) -> None:
    for n, content in enumerate(["{", '{"format": 99}']):
        write(tmp_path, "knife", rebuild=n > 0)
        (tmp_path / MANIFEST).write_text(content)
        (tmp_path / f"_MAIN_{n + 7}.toc").write_bytes(b"not a table of contents")
        write(tmp_path, "spoon", "fork", rebuild=True)
        assert count(tmp_path) == 2


def test_cancelled_rebuild_leaves_what_it_could_not_read(tmp_path: Path) -> None:
    write(tmp_path, "knife")
    (tmp_path / MANIFEST).write_text('{"format": 99}')
    (tmp_path / "_MAIN_9.toc").write_bytes(b"not a table of contents")
    before = {entry.name: entry.read_bytes() for entry in tmp_path.iterdir()}
    writer = open_to_write(tmp_path, rebuild=True)
    writer.add(make_review("a.txt", "A spoon."), "print")
    writer.cancel()
    assert {entry.name: entry.read_bytes() for entry in tmp_path.iterdir()} == before


# The folder


def test_missing_index_says_how_to_make_one(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "empty").mkdir()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "thesis.doc").touch()
    for name, said in {
        "none": "no index at",
        "file": "is a file",
        "empty": "is empty",
        "other": "not an index",
    }.items():
        with pytest.raises(IndexNotFoundError, match=said) as caught:
            WhooshEngine(tmp_path / name)
        assert "reelsearch index" in str(caught.value)
        assert str(tmp_path / name) in str(caught.value)


def test_folder_of_something_else_is_not_written_to(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("ten years of work")
    for rebuild in (False, True):
        with pytest.raises(IndexFormatError, match="other files"):
            open_to_write(tmp_path, rebuild=rebuild)
    assert list_names(tmp_path) == {"thesis.doc"}


def test_index_of_another_program_is_not_written_over(tmp_path: Path) -> None:
    from whoosh import fields, index

    made = index.create_in(str(tmp_path), fields.Schema(words=fields.TEXT(stored=True)))
    with made.writer() as writer:
        writer.add_document(words="somebody else's")
    before = {entry.name: entry.read_bytes() for entry in tmp_path.iterdir()}
    for rebuild in (False, True):
        with pytest.raises(IndexFormatError, match="other files"):
            open_to_write(tmp_path, rebuild=rebuild)
    assert {entry.name: entry.read_bytes() for entry in tmp_path.iterdir()} == before


def test_file_in_place_of_the_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(IndexFormatError, match="is a folder"):
        open_to_write(tmp_path / "file")
    assert (tmp_path / "file").read_text() == "mine"


def test_index_folder_may_hold_hidden_files(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("*")
    write(tmp_path, "knife")
    assert count(tmp_path) == 1
    assert (tmp_path / ".gitignore").read_text() == "*"


def test_whoosh_itself_can_open_the_index(tmp_path: Path) -> None:
    from whoosh import index

    write(tmp_path, "knife")
    opened = index.open_dir(str(tmp_path))
    with opened.searcher() as searcher:
        assert searcher.doc_count() == 1


# What a commit does to the disk


def test_every_file_is_synced_before_it_counts_and_the_folder_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "knife")
    calls: list[tuple[str, int | str]] = []
    sync, replace = os.fsync, os.replace

    def record_sync(descriptor: int) -> None:
        calls.append(("sync", os.fstat(descriptor).st_ino))
        sync(descriptor)

    def record_replace(source: str | Path, target: str | Path) -> None:
        calls.append(("replace", Path(target).name))
        replace(source, target)

    monkeypatch.setattr(os, "fsync", record_sync)
    monkeypatch.setattr(os, "replace", record_replace)
    before = list_names(tmp_path)
    write(tmp_path, "spoon")
    written = list_names(tmp_path) - before | {MANIFEST}
    assert {Path(name).suffix for name in written} == {".rsc", ".toc", ".json"}
    (contents,) = (name for name in written if name.endswith(".toc"))
    for name in (contents, MANIFEST):
        at = calls.index(("replace", name))
        must = written - {MANIFEST} if name == contents else {MANIFEST}
        assert {("sync", (tmp_path / file).stat().st_ino) for file in must} <= {*calls[:at]}
        assert calls[at + 1] == ("sync", tmp_path.stat().st_ino)


def test_commit_leaves_no_old_files(tmp_path: Path) -> None:
    for n in range(4):
        write(tmp_path, f"knife {n}")
    suffixes = sorted(Path(name).suffix for name in list_names(tmp_path))
    assert suffixes.count(".toc") == suffixes.count(".json") == 1
    engine = WhooshEngine(tmp_path)
    assert suffixes.count(".rsc") == engine.stats().segments
    engine.close()


def test_what_a_killed_run_left_is_removed_by_the_next(tmp_path: Path) -> None:
    write(tmp_path, "knife")
    clean = list_names(tmp_path)
    for litter in (
        "MAIN_0123456789abcdef.rsc",
        "MAIN_0123456789abcdef.pst",
        "_MAIN_2.toc.1700000000.5",
        f"{MANIFEST}.new",
    ):
        (tmp_path / litter).write_bytes(b"half")
    open_to_write(tmp_path).cancel()
    assert list_names(tmp_path) == clean
    assert count(tmp_path) == 1


def test_what_a_killed_first_run_left_does_not_stop_the_next(tmp_path: Path) -> None:
    (tmp_path / "MAIN_0123456789abcdef.trm").write_bytes(b"half")
    (tmp_path / "_MAIN_1.toc.1700000000.5").write_bytes(b"half")
    write(tmp_path, "knife")
    assert count(tmp_path) == 1
    assert not list(tmp_path.glob("MAIN*.trm"))


def test_cancelled_first_run_leaves_no_index(tmp_path: Path) -> None:
    writer = open_to_write(tmp_path)
    writer.add(make_review("a.txt", "A knife."), "print")
    writer.cancel()
    with pytest.raises(IndexNotFoundError):
        WhooshEngine(tmp_path)
    assert list_names(tmp_path) == {"MAIN_WRITELOCK"}


def test_folder_that_may_not_be_written_to_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(tmp_path))

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(EngineError, match=r"may not be written to.*--index"):
        open_to_write(tmp_path / "index")


# The lock


def test_second_writer_waits_for_the_first_and_says_so_once(tmp_path: Path) -> None:
    first = open_to_write(tmp_path)
    first.add(make_review("a.txt", "A knife."), "print")
    calls: list[str] = []

    def end_the_first() -> None:
        calls.append("waiting")
        first.commit(Remembered(("/films", "/new")))

    second, remembered = open_writer(tmp_path, rebuild=False, wait=30, on_wait=end_the_first)
    assert calls == ["waiting"]
    assert remembered.sources == ("/films", "/new")
    assert [file.path for file in second.files()] == ["a.txt"]
    second.cancel()


def test_second_writer_gives_up_after_the_wait(tmp_path: Path) -> None:
    first = open_to_write(tmp_path)
    calls: list[str] = []
    with pytest.raises(IndexLockedError, match=r"Only one process.*--wait") as caught:
        open_writer(tmp_path, rebuild=False, wait=0.2, on_wait=lambda: calls.append("waiting"))
    assert calls == ["waiting"]
    assert str(tmp_path) in str(caught.value)
    first.cancel()
    open_to_write(tmp_path).cancel()


def test_lock_of_a_killed_process_does_not_block(tmp_path: Path) -> None:
    write(tmp_path, "knife")
    code = (
        "import sys, time; from pathlib import Path\n"
        "from reelsearch.engines.whoosh_engine.opening import open_writer\n"
        "kept = open_writer(Path(sys.argv[1]), rebuild=False, wait=0, on_wait=lambda: None)\n"
        "print('held', flush=True); time.sleep(600)"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(IndexLockedError):
            open_to_write(tmp_path)
        holder.send_signal(signal.SIGKILL)
    assert any("LOCK" in name for name in list_names(tmp_path))
    write(tmp_path, "spoon")
    assert count(tmp_path) == 2


def test_writer_that_fails_to_open_lets_go_of_the_lock(tmp_path: Path) -> None:
    write(tmp_path, "knife")
    for contents in tmp_path.glob("_MAIN_*.toc"):
        contents.write_bytes(b"")
    for _ in range(2):
        with pytest.raises(IndexFormatError):
            open_to_write(tmp_path)
