"""An index of each format that was ever written opens, or says what to do."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

import reelsearch
from reelsearch.engines.whoosh_engine.manifest import FORMAT
from reelsearch.errors import IndexFormatError
from tests.trust.scenarios import TEXTS
from tests.upgrade.indexes import HERE, QUERIES, SOURCE, ask

FORMATS = {int(path.stem.removeprefix("format")): path for path in HERE.glob("format*.zip")}


def unpack(version: int, folder: Path) -> Path:
    """The index of that format, with the answers it gave beside it."""
    with zipfile.ZipFile(FORMATS[version]) as archive:
        archive.extractall(folder)
    return folder / "index"


def test_every_format_has_its_index() -> None:
    assert sorted(FORMATS) == list(range(1, FORMAT + 1))
    assert all(path.stat().st_size < 100_000 for path in FORMATS.values())


def test_index_of_this_format_answers_as_when_it_was_written(tmp_path: Path) -> None:
    # If this fails after a change to what an index holds: see tests/upgrade/indexes.py.
    index = unpack(FORMAT, tmp_path)
    expected = json.loads((tmp_path / "answers.json").read_bytes())
    assert expected.keys() == set(QUERIES)
    assert ask(index) == expected
    assert reelsearch.verify(index).damage == ()
    with reelsearch.open(index) as searcher:
        assert searcher.stats().format == FORMAT
        assert {hit.review.text for hit in searcher.search("*")} == {
            text for name, text in TEXTS.items() if name != "alien.txt"
        }


def test_index_of_this_format_can_be_brought_up_to_date(tmp_path: Path) -> None:
    index = unpack(FORMAT, tmp_path)
    (tmp_path / "jaws.txt").write_text("Jaws 2 (1978)\n\nAnother summer.\n", "utf-8")
    report = reelsearch.index([tmp_path / "jaws.txt"], index)
    assert report.added == 1
    with reelsearch.open(index) as searcher:
        assert len(searcher) == len(TEXTS)


@pytest.mark.parametrize("version", [version for version in FORMATS if version < FORMAT])
def test_index_of_an_older_format_says_what_to_do_and_that_helps(
    tmp_path: Path, version: int
) -> None:
    index = unpack(version, tmp_path)
    for attempt in (
        lambda: reelsearch.open(index),
        lambda: reelsearch.index([], index),
        lambda: reelsearch.verify(index),
    ):
        with pytest.raises(IndexFormatError, match=rf"format {version};.*index --rebuild"):
            attempt()
    films = tmp_path / "films"
    films.mkdir()
    for name, text in TEXTS.items():
        (films / name).write_text(text, "utf-8")
    # It knows its sources, of which this one is not here.
    with pytest.raises(reelsearch.SourceNotFoundError, match=SOURCE):
        reelsearch.index([], index, rebuild=True)
    report = reelsearch.index([films], index, rebuild=True, forget=[SOURCE])
    assert report.added == len(TEXTS)
    assert reelsearch.verify(index).damage == ()
    assert {path.suffix for path in index.iterdir()} <= {".json", ".toc", ".rsc", ""}
