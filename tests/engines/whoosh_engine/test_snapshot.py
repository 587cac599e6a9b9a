"""Opening an index while a commit replaces what was about to be opened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import reelsearch
from reelsearch.engines.whoosh_engine import snapshot
from reelsearch.engines.whoosh_engine.codec import ColumnField
from reelsearch.engines.whoosh_engine.codec.arrays import Array
from reelsearch.engines.whoosh_engine.storage import DurableStorage
from reelsearch.errors import IndexFormatError


@pytest.fixture
def films(tmp_path: Path) -> Path:
    folder = tmp_path / "films"
    folder.mkdir()
    (folder / "heat.txt").write_text("Heat (1995)\n\nA knife.\n", "utf-8")
    reelsearch.index([folder], tmp_path / "index")
    return folder


@pytest.mark.parametrize("suffix", [".toc", ".rsc"])
def test_commit_in_the_midst_of_opening_is_taken_in(
    films: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    index = films.parent / "index"
    whole: Callable[..., Any] = DurableStorage.open_file
    left = [1]

    def open_file(self: DurableStorage, name: str, **options: Any) -> Any:
        if name.endswith(suffix) and left:
            left.clear()
            (films / "heat.txt").write_text("Heat (1995)\n\nA spoon.\n", "utf-8")
            reelsearch.index([films], index, rebuild=True)
        return whole(self, name, **options)

    monkeypatch.setattr(DurableStorage, "open_file", open_file)
    monkeypatch.setattr(snapshot, "_BETWEEN_LOOKS", 0.0)
    with reelsearch.open(index) as searcher:
        assert searcher.search("spoon").total == 1
    assert not left


@pytest.mark.parametrize("suffix", [".toc", ".rsc"])
def test_file_that_is_gone_for_good_is_said_to_be(films: Path, suffix: str) -> None:
    (gone,) = (films.parent / "index").glob(f"*{suffix}")
    gone.unlink()
    with pytest.raises(IndexFormatError, match=r"is missing.*--rebuild"):
        reelsearch.open(films.parent / "index")


def test_term_of_which_a_forged_index_says_fewer_than_no_reviews_is_left_out(
    films: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def count_down(self: ColumnField, start: int, stop: int) -> Array:
        return np.arange(stop + 1, start, -1)

    monkeypatch.setattr(ColumnField, "starts_between", count_down)
    with reelsearch.open(films.parent / "index") as searcher:
        assert searcher.search("knive").total == 0
