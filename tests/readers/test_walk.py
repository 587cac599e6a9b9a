"""The walk: every real file once, in one order, and nothing that blocks or loops."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reelsearch.errors import SourceNotFoundError
from reelsearch.readers import FoundFile, SkippedFile, walk
from reelsearch.review import Rejection
from reelsearch.settings import DEFAULT


def names(source: Path) -> list[str]:
    return [f.location.path for f in walk(source, DEFAULT) if isinstance(f, FoundFile)]


def reasons(source: Path) -> dict[str, str]:
    return {f.location.path: f.reason for f in walk(source, DEFAULT) if isinstance(f, Rejection)}


def fill(folder: Path, *paths: str) -> None:
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("A review.")


def test_files_come_sorted_with_their_folders(tmp_path: Path) -> None:
    fill(tmp_path, "b.txt", "a/z.txt", "a/c.csv", "a.txt", "README")
    assert names(tmp_path) == ["README", "a/c.csv", "a/z.txt", "a.txt", "b.txt"]


def test_a_single_file_is_a_source(tmp_path: Path) -> None:
    fill(tmp_path, "heat.txt")
    [found] = walk(tmp_path / "heat.txt", DEFAULT)
    assert isinstance(found, FoundFile)
    assert found.path == tmp_path / "heat.txt"
    assert found.location.source == str(tmp_path / "heat.txt")
    assert found.location.path == "heat.txt"


def test_a_relative_source_is_made_absolute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path, "in/heat.txt")
    monkeypatch.chdir(tmp_path)
    [found] = walk(Path("in"), DEFAULT)
    assert found.location.source == str(tmp_path / "in")


def test_a_missing_source_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(SourceNotFoundError, match=r"none at .*nowhere"):
        list(walk(tmp_path / "nowhere", DEFAULT))


def test_a_source_below_a_file_does_not_exist(tmp_path: Path) -> None:
    fill(tmp_path, "heat.txt")
    with pytest.raises(SourceNotFoundError):
        list(walk(tmp_path / "heat.txt" / "more", DEFAULT))


def test_hidden_files_and_folders_are_passed_over(tmp_path: Path) -> None:
    fill(tmp_path, ".git/a.txt", ".DS_Store", "__MACOSX/a.txt", "Thumbs.db", "a.txt")
    assert [f.location.path for f in walk(tmp_path, DEFAULT)] == ["a.txt"]


def test_files_of_other_kinds_are_counted_as_skipped(tmp_path: Path) -> None:
    fill(tmp_path, "poster.jpg", "a.txt", "cv.pdf")
    skipped = [f.location.path for f in walk(tmp_path, DEFAULT) if isinstance(f, SkippedFile)]
    assert skipped == ["cv.pdf", "poster.jpg"]
    assert names(tmp_path) == ["a.txt"]


@pytest.mark.parametrize("name", ["Mr. Turner", "Dr. Strangelove", "Vol. 2", "LICENSE"])
def test_a_title_with_a_full_stop_has_no_suffix(tmp_path: Path, name: str) -> None:
    fill(tmp_path, name)
    assert names(tmp_path) == [name]


def test_a_link_to_a_file_found_anyway_is_cut(tmp_path: Path) -> None:
    fill(tmp_path, "b.txt")
    (tmp_path / "a.txt").symlink_to("b.txt")
    assert names(tmp_path) == ["b.txt"]
    assert reasons(tmp_path) == {}


def test_a_link_out_of_the_source_is_followed(tmp_path: Path) -> None:
    fill(tmp_path, "out/x.txt", "out/deep/y.txt", "in/a.txt")
    (tmp_path / "in" / "link").symlink_to(tmp_path / "out")
    assert names(tmp_path / "in") == ["a.txt", "link/deep/y.txt", "link/x.txt"]


def test_what_two_links_reach_is_found_once(tmp_path: Path) -> None:
    fill(tmp_path, "out/deep/y.txt", "in/a.txt")
    (tmp_path / "in" / "k").symlink_to(tmp_path / "out" / "deep")
    (tmp_path / "in" / "l").symlink_to(tmp_path / "out")
    (tmp_path / "in" / "m.txt").symlink_to(tmp_path / "out" / "deep" / "y.txt")
    assert names(tmp_path / "in") == ["a.txt", "k/y.txt"]


def test_a_link_into_a_hidden_folder_is_followed_once(tmp_path: Path) -> None:
    fill(tmp_path, ".drafts/x.txt")
    (tmp_path / "a").symlink_to(".drafts")
    (tmp_path / "b").symlink_to(".drafts")
    assert names(tmp_path) == ["a/x.txt"]


@pytest.mark.parametrize("target", [".", "..", "../.."])
def test_a_link_to_a_folder_above_is_a_loop(tmp_path: Path, target: str) -> None:
    fill(tmp_path, "s/t/a.txt")
    (tmp_path / "s" / "t" / "loop").symlink_to(target)
    assert names(tmp_path / "s") == ["t/a.txt"]
    assert "lead back" in reasons(tmp_path / "s")["t/loop"]


def test_links_to_themselves_and_to_each_other_are_named(tmp_path: Path) -> None:
    (tmp_path / "self").symlink_to("self")
    (tmp_path / "one").symlink_to("two")
    (tmp_path / "two").symlink_to("one")
    assert set(reasons(tmp_path)) == {"self", "one", "two"}
    assert all("back to itself" in reason for reason in reasons(tmp_path).values())


def test_two_folders_that_link_to_each_other_end(tmp_path: Path) -> None:
    fill(tmp_path, "a/x.txt", "b/y.txt")
    (tmp_path / "a" / "to_b").symlink_to("../b")
    (tmp_path / "b" / "to_a").symlink_to("../a")
    assert names(tmp_path) == ["a/x.txt", "b/y.txt"]


def test_a_dangling_link_is_named_with_its_target(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to("nothing.txt")
    assert "nothing.txt, which does not exist" in reasons(tmp_path)["gone.txt"]


def test_pipes_and_sockets_are_refused_unopened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    monkeypatch.chdir(tmp_path)  # the path of a socket may not be long
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.txt")
        found = reasons(tmp_path)
    assert "a named pipe" in found["pipe.txt"]
    assert "a socket" in found["socket.txt"]


def test_a_device_named_as_the_source_is_refused() -> None:
    [found] = walk(Path("/dev/null"), DEFAULT)
    assert isinstance(found, Rejection)
    assert "a character device" in found.reason


@pytest.mark.skipif(os.geteuid() == 0, reason="root may list every folder")
def test_a_folder_that_cannot_be_listed_is_named(tmp_path: Path) -> None:
    fill(tmp_path, "shut/a.txt", "b.txt")
    (tmp_path / "shut").chmod(0)
    try:
        assert "permission denied" in reasons(tmp_path)["shut"]
        assert names(tmp_path) == ["b.txt"]
    finally:
        (tmp_path / "shut").chmod(0o700)


def test_a_failing_listing_is_a_rejection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, "bad/a.txt", "good.txt")
    scan = os.scandir

    def fail(path: Path) -> object:
        if Path(path).name == "bad":
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr("os.scandir", fail)
    assert "permission denied" in reasons(tmp_path)["bad"]
    assert names(tmp_path) == ["good.txt"]


def test_names_that_are_not_utf8_are_kept_apart(tmp_path: Path) -> None:
    for name in (b"caf\xe9.txt", b"caf\xe8.txt"):
        (tmp_path / os.fsdecode(name)).write_text("A review.")
    found = names(tmp_path)
    assert len(set(found)) == len(found) == 2
    assert all(name.encode("utf-8") for name in found)


@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=12),
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 8)), max_size=12),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_walk_never_finds_a_real_file_twice(
    tmp_path_factory: pytest.TempPathFactory,
    files: list[tuple[int, int]],
    links: list[tuple[int, int]],
) -> None:
    top = tmp_path_factory.mktemp("tree")
    folders = [top / "in", top / "in/a", top / "in/a/b", top / "in/.h", top / "out", top / "out/c"]
    for folder in folders:
        folder.mkdir()
    for where, number in files:
        (folders[where] / f"{number}.txt").write_text("A review.")
    targets = [*folders, top, top / "in/a/1.txt", top / "out/2.txt"]
    for number, (where, to) in enumerate(links):
        (folders[where] / f"link{number}").symlink_to(targets[to])
    found = [f for f in walk(top / "in", DEFAULT) if isinstance(f, FoundFile)]
    real = [os.path.realpath(f.path) for f in found]
    assert len(set(real)) == len(real)
    visible = {f"{n}.txt" for where, n in files if where in {0, 1, 2}}
    assert visible <= {Path(path).name for path in real}
    assert [f.location for f in found] == [
        f.location for f in walk(top / "in", DEFAULT) if isinstance(f, FoundFile)
    ]
