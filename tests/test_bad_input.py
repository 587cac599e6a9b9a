"""Files and folders as bad as they come, from the run that reads them to the search after it."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

import reelsearch
from reelsearch.errors import (
    EngineError,
    IndexFormatError,
    IndexNotFoundError,
    ReelsearchError,
    SourceNotFoundError,
)
from tests.film_folders import counts, list_reviews, write_files

GOOD = "Psycho is a film in which a knife comes through a curtain.\n"


@pytest.fixture
def films(tmp_path: Path) -> Path:
    return write_files(tmp_path / "films", {"good.txt": GOOD})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


BAD_FILES: dict[str, tuple[str, bytes]] = {
    "empty": ("bad.txt", b""),
    "blank": ("bad.txt", b" \n\t\r\n\xc2\xa0\n"),
    "binary": ("bad.txt", bytes(range(256)) * 40),
    "picture": ("bad.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0\1\2\3" * 99),
    "no zip": ("bad.zip", b"PK\x03\x04 and no more"),
    "no gzip": ("bad.txt.gz", b"\x1f\x8b\x08 and no more"),
    "no tar": ("bad.tar", b"\0\1" * 512),
    "no json": ("bad.json", b'{"film": '),
    "deep json": ("bad.json", b"[" * 100_000),
    "no xml": ("bad.xml", b"<rss><channel><item>"),
    "no columns": ("bad.csv", b"a,b\n1,2\n"),
    "empty table": ("bad.csv", b""),
}


@pytest.mark.parametrize("kind", BAD_FILES)
def test_bad_file_is_named_with_a_reason_and_the_rest_is_indexed(
    films: Path, folder: Path, kind: str
) -> None:
    name, content = BAD_FILES[kind]
    (films / name).write_bytes(content)
    report = reelsearch.index([films], folder)
    assert counts(report) == {"added": 1, "rejected": 1}
    (rejection,) = report.rejections
    assert rejection.location.path == name
    assert len(rejection.reason) > 20
    assert "\n" not in rejection.reason
    assert "Traceback" not in rejection.reason
    assert list_reviews(folder) == {"good.txt": GOOD}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"Psycho has a caf\xe9 and a \x93knife\x94.", ["café", "“knife”"]),
        ("Psycho has a café.".encode("utf-16"), ["café"]),
        ("\ufeffPsycho has a café.".encode(), ["Psycho", "café"]),
        (b"Psycho has \xff\xc3( a knife.", ["Psycho", "knife"]),
    ],
)
def test_other_encodings_are_read(
    films: Path, folder: Path, content: bytes, words: list[str]
) -> None:
    (films / "odd.txt").write_bytes(content)
    reelsearch.index([films], folder)
    text = list_reviews(folder)["odd.txt"]
    assert all(word in text for word in words)
    with reelsearch.open(folder) as searcher:
        assert "odd.txt" in {hit.review.path for hit in searcher.search("psycho")}


def test_stray_nul_bytes_do_no_harm(films: Path, folder: Path) -> None:
    (films / "nul.txt").write_bytes(b"Psycho has a \0knife\0 and a long, long curtain to it.")
    report = reelsearch.index([films], folder)
    assert report.added + report.rejected == 2
    assert "good.txt" in list_reviews(folder)


def test_characters_that_are_no_unicode_do_no_harm(films: Path, folder: Path) -> None:
    record = r'{"film": "Psy\ud800cho", "review": "A \udfffknife\ud800.", "reviewer": "\ud83d"}'
    (films / "odd.jsonl").write_text(record)
    report = reelsearch.index([films], folder)
    assert report.added + report.rejected == 2
    with reelsearch.open(folder) as searcher:
        searcher.search("knife", facets=["film", "reviewer"])
        searcher.search("psychp")


@pytest.mark.parametrize(
    "record",
    [
        {"year": 10**30, "runtime": -5, "rating": 1e308},
        {"year": "9" * 400, "runtime": "many", "rating": "∞/0"},
        {"year": [], "runtime": {}, "rating": None, "date": "99999-99-99"},
        {"film": "x" * 200_000, "reviewer": "y, " * 50_000},
        {"film": "", "reviewer": " ", "director": ["", " "]},
        {"runtime": 10**12, "date": "0000-00-00"},
    ],
)
def test_absurd_values_do_not_stop_a_run(
    films: Path, folder: Path, record: dict[str, object]
) -> None:
    record = {"film": "Jaws", "review": "A shark in the sea."} | record
    (films / "odd.jsonl").write_text(json.dumps(record))
    report = reelsearch.index([films], folder)
    assert report.added + report.rejected == 2
    with reelsearch.open(folder) as searcher:
        for sort in ("year", "runtime", "rating", "date", "film"):
            searcher.search("*", sort=sort, facets=["film", "year", "reviewer"])
        searcher.search("shark psychp")


def test_missing_folder_is_an_error(films: Path, folder: Path) -> None:
    with pytest.raises(SourceNotFoundError, match="exists"):
        reelsearch.index([films / "no" / "such"], folder)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_pipe_is_rejected_without_waiting_for_it(films: Path, folder: Path) -> None:
    os.mkfifo(films / "pipe.txt")
    report = reelsearch.index([films], folder)
    assert counts(report) == {"added": 1, "rejected": 1}
    assert "pipe" in report.rejections[0].reason
    assert counts(reelsearch.index([films / "pipe.txt"], folder.with_name("other"))) == {
        "rejected": 1
    }


def test_links_that_loop_or_dangle_are_rejected(films: Path, folder: Path) -> None:
    (films / "loop").symlink_to(films)
    (films / "self.txt").symlink_to(films / "self.txt")
    (films / "gone.txt").symlink_to(films / "not there.txt")
    report = reelsearch.index([films], folder)
    assert counts(report) == {"added": 1, "rejected": 3}
    paths = {rejection.location.path for rejection in report.rejections}
    assert paths == {"loop", "self.txt", "gone.txt"}


def test_folder_that_is_no_index_is_an_error(films: Path) -> None:
    for attempt in (films, films / "good.txt", films / "none"):
        with pytest.raises(IndexNotFoundError) as caught:
            reelsearch.open(attempt)
        assert str(attempt) in str(caught.value)
    with pytest.raises(IndexFormatError, match="other files"):
        reelsearch.index([films / "good.txt"], write_files(films.parent / "mine", {"a": "b"}))


def test_index_from_a_newer_version_is_an_error(films: Path, folder: Path) -> None:
    reelsearch.index([films], folder)
    (folder / "reelsearch.json").write_text('{"format": 99}')
    for attempt in (lambda: reelsearch.open(folder), lambda: reelsearch.index([], folder)):
        with pytest.raises(IndexFormatError, match=r"newer.*--rebuild"):
            attempt()


@pytest.mark.parametrize("pattern", ["*.rsc", "*.toc", "reelsearch.json"])
def test_damaged_file_of_the_index_is_an_error_that_a_rebuild_mends(
    films: Path, folder: Path, pattern: str
) -> None:
    reelsearch.index([films], folder)
    for path in folder.glob(pattern):
        path.write_bytes(path.read_bytes()[:50])
    for attempt in (lambda: reelsearch.open(folder), lambda: reelsearch.index([films], folder)):
        with pytest.raises(IndexFormatError, match=r"--rebuild") as caught:
            attempt()
        assert str(folder) in str(caught.value)
    reelsearch.index([films], folder, rebuild=True)
    assert list_reviews(folder) == {"good.txt": GOOD}


def test_index_that_vanishes_is_an_error_of_ours(films: Path, folder: Path) -> None:
    reelsearch.index([films], folder)
    with reelsearch.open(folder) as searcher:
        shutil.rmtree(folder)
        assert searcher.search("knife").total == 1
        with pytest.raises(ReelsearchError):
            searcher.stats()
        with pytest.raises(IndexNotFoundError):
            searcher.refresh()


def test_index_that_may_not_be_written_to_is_said(
    films: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reelsearch.index([films], folder)
    (films / "more.txt").write_text("Jaws is a film in which a shark comes through a boat.")
    real = os.open

    def refuse(path: str, *rest: int) -> int:
        if "WRITELOCK" in str(path):
            raise PermissionError(13, "Permission denied", path)
        return real(path, *rest)

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(EngineError, match="may not be written to"):
        reelsearch.index([films], folder)
    assert list_reviews(folder) == {"good.txt": GOOD}


@pytest.mark.parametrize("title", ["…", "!!!", "★★★"])
def test_title_without_a_letter_is_kept_as_it_is(films: Path, folder: Path, title: str) -> None:
    row = json.dumps({"film": title, "body": "A film in which nothing has a name."})
    write_files(films, {"odd.jsonl": f"{row}\n"})
    assert counts(reelsearch.index([films], folder)) == {"added": 2}
    with reelsearch.open(folder) as searcher:
        assert searcher.search("nothing").hits[0].review.film == title
