"""Wherever an index could carry a program, it is not run."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from whoosh.codec.whoosh3 import W3Codec
from whoosh.writing import SegmentWriter

import reelsearch
from reelsearch.engines.base import Remembered
from reelsearch.engines.whoosh_engine.documents import make_document
from reelsearch.engines.whoosh_engine.fields import make_schema
from reelsearch.engines.whoosh_engine.manifest import install_manifest, prepare_manifest
from reelsearch.engines.whoosh_engine.opening import open_writer
from reelsearch.engines.whoosh_engine.storage import DurableStorage, ReviewIndex
from reelsearch.errors import IndexFormatError
from tests.engines.contract import make_review
from tests.trust.hostile import (
    forbid_unpickling,
    make_payloads,
    put_in_place_of,
    watch_unpickling,
)

REVIEWS = [
    make_review(
        f"{n}.txt",
        f"The knife is on the table, take {n}; the table is by the knife.",
        film=f"Psycho {n % 7}",
        year=1960 + n % 50,
    )
    for n in range(150)
]


@pytest.fixture(scope="module")
def honest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of two segments, with a deletion. Not to be written to."""
    folder = tmp_path_factory.mktemp("honest") / "index"
    for part in (REVIEWS[:100], REVIEWS[100:]):
        writer, _ = open_writer(folder, rebuild=False, wait=0, on_wait=lambda: None)
        for file in list(writer.files())[:1]:
            writer.remove(file)
        for review in part:
            writer.add(review, "print")
        writer.commit(Remembered(("/films",)))
    return folder


def use(folder: Path) -> None:
    """Everything that reads an index."""
    with reelsearch.open(folder) as searcher:
        for query in ("knife", '"the table"', "psyho", "kni*", "year:1960..1970", "take 7"):
            searcher.search(query, facets=["film", "year"], explain=True)
        searcher.search("*", sort="film", limit=300)
        searcher.stats()


@pytest.fixture(scope="module")
def listed(honest: Path) -> bytes:
    """The pickled list of segments."""
    with watch_unpickling() as seen:
        use(honest)
    assert len(set(seen)) == 1
    return seen[0]


def test_nothing_but_the_list_of_segments_is_unpickled(honest: Path, tmp_path: Path) -> None:
    shutil.copytree(honest, tmp_path / "index")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "a.txt").write_text("Heat (1995)\n\nA heist, and a coffee.", "utf-8")
    use(honest)  # so that all of Whoosh that is used has been imported
    with forbid_unpickling():
        use(tmp_path / "index")
        reelsearch.index([tmp_path / "more"], tmp_path / "index")
        use(tmp_path / "index")


@pytest.mark.parametrize("payload", make_payloads(Path("t")))
def test_no_payload_is_run_from_the_list_of_segments(
    honest: Path, listed: bytes, tmp_path: Path, payload: str
) -> None:
    trace = tmp_path / "t"
    shutil.copytree(honest, tmp_path / "index")
    put_in_place_of(listed, make_payloads(trace)[payload], tmp_path / "index")
    with pytest.raises(IndexFormatError, match="--rebuild"):
        use(tmp_path / "index")
    (tmp_path / "more").mkdir()
    with pytest.raises(IndexFormatError, match="--rebuild"):
        reelsearch.index([tmp_path / "more"], tmp_path / "index")
    assert not trace.exists()


def test_segments_of_another_codec_which_would_be_unpickled_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    folder.mkdir()
    prepare_manifest(folder, Remembered(("/films",)))
    install_manifest(folder)
    index = ReviewIndex(DurableStorage(folder), make_schema())
    writer = SegmentWriter(index, _lk=False, codec=W3Codec())
    writer.add_document(**make_document(REVIEWS[0], '["/films","0.txt","print"]'))
    writer.commit(merge=False)
    with pytest.raises(IndexFormatError, match="--rebuild"):
        use(folder)


def test_segment_that_leads_out_of_the_folder_is_refused(
    honest: Path, listed: bytes, tmp_path: Path
) -> None:
    folder = tmp_path / "index"
    shutil.copytree(honest, folder)
    name = next(folder.glob("MAIN_*.rsc")).stem.removeprefix("MAIN_")
    outside = f"/../../MAIN_{name[12:]}"
    (folder / "MAIN_").mkdir()
    (folder / f"MAIN_{name}.rsc").rename(tmp_path / f"MAIN_{name[12:]}.rsc")
    put_in_place_of(listed, listed.replace(name.encode(), outside.encode()), folder)
    with pytest.raises(IndexFormatError, match="--rebuild"):
        use(folder)
