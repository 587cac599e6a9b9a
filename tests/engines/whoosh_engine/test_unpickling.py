"""Nothing in an index folder made by a stranger is executed, whichever file it is in."""

from __future__ import annotations

import io
import os
import pickle
from pathlib import Path
from typing import Any

import pytest
import whoosh

from reelsearch.engines.base import Remembered
from reelsearch.engines.whoosh_engine.codec import ColumnarSegment
from reelsearch.engines.whoosh_engine.codec.blocks import CheckedArray
from reelsearch.engines.whoosh_engine.opening import open_writer
from reelsearch.engines.whoosh_engine.storage import make_seal
from reelsearch.engines.whoosh_engine.unpickling import load
from reelsearch.errors import IndexFormatError
from tests.engines.contract import make_review

import reelsearch  # isort: skip  (kept apart from the modules under test)


class Hostile:
    """Pickles to a call that makes a file."""

    def __init__(self, trace: Path) -> None:
        self.trace = trace

    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, (str(self.trace),)


def test_what_whoosh_pickles_is_read() -> None:
    segment = ColumnarSegment("MAIN", 7)
    segment.delete_document(1)
    segment.delete_document(2)
    (read,) = load(io.BytesIO(pickle.dumps([segment], -1)))
    assert vars(read).keys() == vars(segment).keys()
    assert (read, list(read.deleted_docs())) == (segment, [1, 2])


def test_stream_is_read_up_to_the_end_of_the_value() -> None:
    stream = io.BytesIO(pickle.dumps({"a": 1}) + pickle.dumps((2, 3)) + b"rest")
    assert (load(stream), load(stream), stream.read()) == ({"a": 1}, (2, 3), b"rest")


@pytest.mark.parametrize(
    "pickled",
    [
        b"cos\nsystem\n(S'true'\ntR.",
        b"cbuiltins\neval\n(S'1'\ntR.",
        b"c__builtin__\ngetattr\n(S'1'\nS'upper'\ntR.",
        b"cbuiltins\n__import__\n(S'os'\ntR.",
        b"c_codecs\nencode\n(S'x'\nS'rot13'\ntR.",
        b"creelsearch.indexing\nindex\n(tR.",
        b"\x80\x04\x8c\x0awhoosh.index\x8c\x08open_dir\x93.",
    ],
)
def test_any_other_class_or_function_is_refused(pickled: bytes) -> None:
    with pytest.raises(pickle.UnpicklingError):
        load(io.BytesIO(pickled))


@pytest.fixture
def index(tmp_path: Path) -> Path:
    folder = tmp_path / "index"
    writer, _ = open_writer(folder, rebuild=False, wait=0, on_wait=lambda: None)
    for n in range(5):
        review = make_review(f"{n}.txt", f"The knife is on the table, take {n}.", film="Psycho")
        writer.add(review, "print")
    writer.commit(Remembered(("/films",)))
    return folder


def use(folder: Path) -> None:
    """Everything that reads an index."""
    with reelsearch.open(folder) as searcher:
        for query in ("knife", '"the table"', "psyho", "kni*", "take"):
            searcher.search(query, facets=["film"])
        searcher.search("*", sort="film")
        searcher.stats()
    reelsearch.index([folder.parent / "more"], folder)


def test_hostile_table_of_contents_is_not_executed(index: Path, tmp_path: Path) -> None:
    (contents,) = index.glob("_MAIN_*.toc")
    honest = contents.read_bytes()
    segments = honest.rindex(b"\x80", 0, honest.rindex(b"ColumnarSegment"))
    contents.write_bytes(honest[:segments] + pickle.dumps([Hostile(tmp_path / "trace")], 2))
    with pytest.raises(IndexFormatError, match=r"damaged.*--rebuild") as caught:
        use(index)
    assert str(contents) in str(caught.value)
    assert not (tmp_path / "trace").exists()


def test_hostile_schema_is_not_executed(index: Path, tmp_path: Path) -> None:
    (contents,) = index.glob("_MAIN_*.toc")
    honest = contents.read_bytes()
    at = honest.index(b"\x80\x02")
    hostile = pickle.dumps(Hostile(tmp_path / "trace"), 2)
    # As long as it was, since its length stands before it; what follows a pickle is not read.
    forged = honest[:at] + hostile + honest[at + len(hostile) : -12]
    contents.write_bytes(forged + make_seal(forged))
    (tmp_path / "more").mkdir()
    use(index)
    assert not (tmp_path / "trace").exists()


def test_hostile_pickle_anywhere_in_a_segment_is_not_executed(
    index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Or it would not even be read.
    monkeypatch.setattr(CheckedArray, "_check_blocks", lambda self, numbers: None)
    (segment,) = index.glob("*.rsc")
    honest = segment.read_bytes()
    hostile = pickle.dumps(Hostile(tmp_path / "trace"), 2)
    (tmp_path / "more").mkdir()
    refused = 0
    # Sections begin at multiples of 64 bytes; so many of them, and the table at the end.
    for start in [*range(0, len(honest), 64 * (len(honest) // 4096)), len(honest) - 200]:
        segment.write_bytes(honest[:start] + hostile + honest[start + len(hostile) :])
        try:
            use(index)
        except IndexFormatError:
            refused += 1
        assert not (tmp_path / "trace").exists()
    assert refused


def test_whoosh_is_the_one_whose_pickles_were_looked_at() -> None:
    assert whoosh.__version__[0] == 3
