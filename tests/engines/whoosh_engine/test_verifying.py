"""Whatever is damaged in an index is found, and named by its file."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import reelsearch
from reelsearch.engines.base import Remembered
from reelsearch.engines.whoosh_engine import verifying
from reelsearch.engines.whoosh_engine.opening import open_writer
from reelsearch.engines.whoosh_engine.storage import DurableStorage
from reelsearch.errors import IndexFormatError, IndexNotFoundError
from reelsearch.review import Review
from tests.engines.contract import make_review


def write(folder: Path, *reviews: Review, removed: int = 0) -> None:
    writer, _ = open_writer(folder, rebuild=False, wait=0, on_wait=lambda: None)
    for file in list(writer.files())[:removed]:
        writer.remove(file)
    for review in reviews:
        writer.add(review, "print")
    writer.commit(Remembered(("/films",)))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of two segments, of which a review was removed. Not to be written to."""
    folder = tmp_path_factory.mktemp("whole") / "index"
    write(folder, *(make_review(f"{n}.txt", f"A knife, take {n}.", year=1960) for n in range(40)))
    write(folder, make_review("b.txt", "A spoon.", film="Heat"), removed=1)
    return folder


@pytest.fixture
def index(whole: Path, tmp_path: Path) -> Path:
    return shutil.copytree(whole, tmp_path / "index")


def find_damaged(folder: Path) -> set[str]:
    return {damage.file for damage in reelsearch.verify(folder).damage}


def test_whole_index_has_no_damage(whole: Path) -> None:
    found = reelsearch.verify(whole)
    assert found.damage == ()
    assert found.files == 4
    assert found.size == sum(path.stat().st_size for path in whole.iterdir())


@pytest.mark.parametrize("pattern", ["reelsearch.json", "*.toc", "*.rsc"])
def test_changed_bits_are_found_anywhere(index: Path, pattern: str) -> None:
    path = next(index.glob(pattern))
    content = path.read_bytes()
    for at in range(0, len(content), max(len(content) // 60, 1)):
        if content[:at].endswith(b'"format": '):
            continue  # another number is another version
        flipped = bytearray(content)
        flipped[at] ^= 1 << at % 8
        path.write_bytes(flipped)
        assert find_damaged(index) == {path.name}


@pytest.mark.parametrize("pattern", ["*.toc", "*.rsc"])
@pytest.mark.parametrize("content", [None, b"", b"half", b"\0" * 10_000])
def test_file_that_is_gone_or_another_is_found(
    index: Path, pattern: str, content: bytes | None
) -> None:
    path = next(index.glob(pattern))
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    (found,) = find_damaged(index)
    assert found == path.name or (found == "_MAIN_….toc" and content is None)


def test_all_damaged_files_are_named_with_a_reason(index: Path) -> None:
    segments = sorted(index.glob("*.rsc"))
    segments[0].write_bytes(segments[0].read_bytes()[:-1])
    segments[1].unlink()
    manifest = index / "reelsearch.json"
    manifest.write_bytes(manifest.read_bytes() + b" ")
    found = reelsearch.verify(index)
    assert {damage.file for damage in found.damage} == {
        "reelsearch.json",
        *(segment.name for segment in segments),
    }
    for damage in found.damage:
        assert damage.reason
        assert "Build" not in damage.reason, "the way out is said once, by whoever shows it"


def test_what_is_no_index_or_of_another_version_is_no_damage(tmp_path: Path) -> None:
    with pytest.raises(IndexNotFoundError):
        reelsearch.verify(tmp_path)
    (tmp_path / "reelsearch.json").write_text('{"format": 99}')
    with pytest.raises(IndexFormatError, match="newer"):
        reelsearch.verify(tmp_path)


def test_review_that_stands_in_two_segments_is_found(tmp_path: Path) -> None:
    review = make_review("a.txt", "A knife.")
    write(tmp_path / "index", review)
    write(tmp_path / "index", review)
    (damage,) = reelsearch.verify(tmp_path / "index").damage
    assert f"the review {review.id} stands in another file" in damage.reason


@pytest.mark.parametrize("suffix", [".toc", ".rsc"])
def test_commit_meanwhile_is_no_damage(
    index: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole: Callable[..., Any] = DurableStorage.open_file
    left = [1]

    def open_file(self: DurableStorage, name: str, **options: Any) -> Any:
        if name.endswith(suffix) and left:
            left.clear()
            writer, _ = open_writer(index, rebuild=True, wait=0, on_wait=lambda: None)
            writer.add(make_review("c.txt", "A fork."), "print")
            writer.commit(Remembered(("/films",)))
        return whole(self, name, **options)

    monkeypatch.setattr(DurableStorage, "open_file", open_file)
    monkeypatch.setattr(verifying, "_BETWEEN_LOOKS", 0.0)
    found = reelsearch.verify(index)
    assert (found.damage, found.files) == ((), 3)
    assert not left
