"""Wherever an index could carry a program, it is not run."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import reelsearch
from reelsearch.errors import IndexFormatError
from tests.trust.hostile import (
    WRITERS,
    make_payloads,
    pickling,
    splice,
    watch_unpickling,
    write_with_whoosh,
)


@pytest.fixture(scope="module")
def honest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index in which Whoosh has a pickle in every place it knows. Not to be written to."""
    folder = tmp_path_factory.mktemp("honest") / "index"
    write_with_whoosh(folder, 150)
    return folder


def use(folder: Path) -> None:
    """Everything that reads an index."""
    with reelsearch.open(folder) as searcher:
        for query in ("knife", '"the table"', "psyho", "kni*", "year:1960..1970", "take 7"):
            searcher.search(query, facets=["film", "year"], explain=True)
        searcher.search("*", sort="film", limit=300)
        searcher.stats()


@pytest.fixture(scope="module")
def pickles(honest: Path) -> dict[str, list[bytes]]:
    """What is unpickled while the honest index is used, by place."""
    with watch_unpickling() as seen:
        use(honest)
    return seen


def test_index_of_whoosh_is_unpickled_in_every_place(pickles: dict[str, list[bytes]]) -> None:
    # Positions are of a field type that writes no values of its own; nothing else is spared.
    assert {place for place, found in pickles.items() if not found} <= {"values of postings"}


@pytest.mark.parametrize("place", ["the list of segments", "the directory of a file"])
def test_payload_over_a_pickle_is_not_run(
    honest: Path, pickles: dict[str, list[bytes]], tmp_path: Path, place: str
) -> None:
    trace = tmp_path / "t"
    payloads = list(make_payloads(trace).values())
    distinct = sorted(set(pickles[place]))
    for at, pickled in enumerate(distinct[:: max(len(distinct) // 8, 1)]):
        folder = tmp_path / f"index{at}"
        shutil.copytree(honest, folder)
        assert splice(folder, pickled, payloads[at % len(payloads)])
        with pytest.raises(IndexFormatError, match="--rebuild"):
            use(folder)
        assert not trace.exists()


@pytest.mark.parametrize("place", WRITERS)
def test_payload_that_was_written_as_data_is_not_run(tmp_path: Path, place: str) -> None:
    trace = tmp_path / "t"
    payloads = list(make_payloads(trace).values())
    with pickling(WRITERS[place], b"", -1) as pickled:
        write_with_whoosh(tmp_path / "honest")
    refused = 0
    for n, at in enumerate(pickled[:: max(len(pickled) // 5, 1)]):
        folder = tmp_path / f"index{at}"
        with pickling(WRITERS[place], payloads[n % len(payloads)], at):
            write_with_whoosh(folder)
        try:
            use(folder)
        except IndexFormatError:
            refused += 1
        assert not trace.exists()
    assert refused or not pickled


@pytest.mark.parametrize("payload", make_payloads(Path("t")))
def test_no_payload_is_run_from_the_list_of_segments(
    honest: Path, pickles: dict[str, list[bytes]], tmp_path: Path, payload: str
) -> None:
    trace = tmp_path / "t"
    shutil.copytree(honest, tmp_path / "index")
    (listed, *_) = pickles["the list of segments"]
    assert splice(tmp_path / "index", listed, make_payloads(trace)[payload])
    with pytest.raises(IndexFormatError, match="--rebuild"):
        use(tmp_path / "index")
    (tmp_path / "more").mkdir()
    with pytest.raises(IndexFormatError, match="--rebuild"):
        reelsearch.index([tmp_path / "more"], tmp_path / "index")
    assert not trace.exists()


def test_segment_that_leads_out_of_the_folder_is_refused(
    honest: Path, pickles: dict[str, list[bytes]], tmp_path: Path
) -> None:
    folder = tmp_path / "index"
    shutil.copytree(honest, folder)
    name = next(path.stem for path in folder.glob("MAIN_*.trm")).removeprefix("MAIN_")
    outside = f"/../../MAIN_{name[12:]}"
    (folder / "MAIN_").mkdir()
    for path in folder.glob(f"MAIN_{name}.*"):
        path.rename(tmp_path / f"MAIN_{name[12:]}{''.join(path.suffixes)}")
    (listed, *_) = pickles["the list of segments"]
    assert splice(folder, listed, listed.replace(name.encode(), outside.encode()))
    with pytest.raises(IndexFormatError, match="names segments outside the folder"):
        use(folder)
