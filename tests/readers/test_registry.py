"""Which reader takes which file; no content makes it raise."""

from __future__ import annotations

import gzip
import io
import os
import re
import subprocess
import sys
import tarfile
import zipfile
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from reelsearch.errors import UnreadableError
from reelsearch.readers import FoundFile, file_names, fingerprint, read, registry
from reelsearch.review import Location, Rejection, Review
from reelsearch.settings import DEFAULT, Settings
from tests.readers.folder import Folder

SUFFIXES = [*file_names.FORMATS, *file_names.ARCHIVES, ".csv.gz", ".jsonl.gz"]


def test_formats_and_registry_agree_on_suffixes() -> None:
    for table in (file_names.FORMATS, file_names.ARCHIVES):
        for name in set(table.values()):
            module = import_module(f"reelsearch.readers.{name}")
            assert set(module.SUFFIXES) == {suffix for suffix in table if table[suffix] == name}


def test_importing_the_readers_imports_no_parser() -> None:
    heavy = "yaml selectolax zipfile tarfile csv xml json gzip tomllib numpy".split()
    code = (
        f"import sys, reelsearch.readers; print([name for name in {heavy} if name in sys.modules])"
    )
    source = str(Path(registry.__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": source},
    )
    assert done.stdout.strip() == "[]"


def test_a_page_saved_as_text_is_read_as_a_page(folder: Folder) -> None:
    review = folder.read_one(
        "a.txt", "<!DOCTYPE html>\n<html><body><p>Cold blue.</p></body></html>"
    )
    assert review.text == "Cold blue."


def test_a_feed_saved_as_a_page_is_read_as_a_feed(folder: Folder) -> None:
    item = "<item><description>Cold.</description></item>"
    feed = f"<?xml version='1.0'?><rss><channel>{item}</channel></rss>"
    assert folder.read_one("a.html", feed).text == "Cold."


def test_a_page_saved_as_xml_is_read_as_a_page(folder: Folder) -> None:
    assert folder.read_one("a.xml", "<html><body><p>Cold.</p></body></html>").text == "Cold."


def test_a_file_that_is_gone_is_a_rejection(tmp_path: Path) -> None:
    file = FoundFile(tmp_path / "a.txt", Location(str(tmp_path), "a.txt"))
    [found] = read(file, DEFAULT)
    assert isinstance(found, Rejection)
    assert "is gone" in found.reason


def test_a_folder_in_place_of_a_file_is_a_rejection(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    [found] = read(FoundFile(tmp_path / "a.txt", Location(str(tmp_path), "a.txt")), DEFAULT)
    assert isinstance(found, Rejection)
    assert "is a folder" in found.reason


def test_a_file_that_may_not_be_read_says_so(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = folder.write("a.txt", "x")

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.open", refuse)
    [found] = read(file, DEFAULT)
    assert isinstance(found, Rejection)
    assert "permission denied" in found.reason
    with pytest.raises(UnreadableError, match="permission denied"):
        fingerprint(file)


def test_a_pipe_that_took_a_files_place_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    [found] = read(FoundFile(tmp_path / "a.txt", Location(str(tmp_path), "a.txt")), DEFAULT)
    assert isinstance(found, Rejection)


def test_fingerprints_tell_contents_apart(folder: Folder) -> None:
    first = fingerprint(folder.write("a.txt", "one"))
    assert len(first) == 32
    assert fingerprint(folder.write("a.txt", "one")) == first
    assert fingerprint(folder.write("a.txt", "two")) != first


def test_a_fingerprint_holds_the_version_of_the_readers(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = folder.write("a.txt", "one")
    before = fingerprint(file)
    monkeypatch.setattr(registry, "READER_VERSION", registry.READER_VERSION + 1)
    assert fingerprint(file) != before


@pytest.mark.parametrize(
    ("name", "companion"),
    [("reviews.csv", "profile.csv"), ("rt.reviews.tsv.gz", "rt.movie_info.tsv.gz")],
)
def test_a_fingerprint_holds_the_companions(folder: Folder, name: str, companion: str) -> None:
    file = folder.write(name, "id,review\n1,Cold.\n")
    alone = fingerprint(file)
    folder.write(companion, "id,director\n1,Michael Mann\n")
    with_companion = fingerprint(file)
    assert with_companion != alone
    folder.write(companion, "id,director\n1,Jane Campion\n")
    assert fingerprint(file) != with_companion


def test_a_missing_file_has_no_fingerprint(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError):
        fingerprint(FoundFile(tmp_path / "a.txt", Location(str(tmp_path), "a.txt")))


def make_archives(data: bytes) -> list[bytes]:
    """*data* as the member of a ZIP and of a tar, and as what a gzip unpacks to."""
    zipped, tarred = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("reviews.csv", data)
    with tarfile.open(fileobj=tarred, mode="w:gz") as tar:
        info = tarfile.TarInfo("page.html")
        info.size = len(data)
        tar.addfile(info, io.BytesIO(data))
    return [zipped.getvalue(), tarred.getvalue(), gzip.compress(data)]


def assert_storable(review: Review) -> None:
    """Every text of *review* can be written as UTF-8, and holds no control code."""
    facts = [review.film, review.rating_text, review.date, review.publication, review.certificate]
    lists = (review.reviewers, review.director, review.cast, review.country, review.warnings)
    evidence = [stated.evidence for stated in review.provenance.values()]
    for text in (*facts, *evidence, *(part for parts in lists for part in parts)):
        if text is not None:
            text.encode("utf-8")
            assert not re.search(r"[\x00-\x1f\x7f-\x9f]", text)


FRAGMENTS = st.lists(
    st.sampled_from(
        [
            "title,review\n", "Heat,", '"', "\n", "\r\n", "\t", "{", '{"text": "x"}\n', "[", "]",
            '"text":', "---\n", "+++\n", "title: a: b\n", "- x\n", "&a *a\n", "<html>", "<article>",
            "<p>", "</p>", "<![CDATA[", "]]>", "<rss>", "<item>", "<!--", "&amp;", "&#0;", "x" * 99,
            '<script type="application/ld+json">{"@type":"Review","review":[1,{"a":2}]}</script>',
            "\0", "\x85", "NaN", "1e999", "\\ud800", "date,name\n", "\x1b[31m",
            "<?xml version='1.0'?>",
            "<div itemscope itemtype='http://schema.org/Review'>", "Letterboxd list export v7\n",
        ]
    ),
    max_size=25,
).map("".join)  # fmt: skip
CONTENT = st.one_of(st.binary(max_size=300), FRAGMENTS.map(str.encode))


@given(CONTENT, st.sampled_from(SUFFIXES), st.sampled_from([None, 0, 1, 2]))
@example(b"\xff\xfe\x00", ".csv", None)
@example(b'{"text": "\\ud800"}', ".json", None)
@example(
    b'{"text": "a", "by": "\\udfff\\u001b.", "score": "\\u0007x", "date": "\\u0085x"}',
    ".json",
    None,
)
@example(b"\x1b0:text\n!", ".csv", None)
@example(b"[" * 100_000, ".json", None)
@settings(
    max_examples=400,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_bytes_make_a_reader_raise(
    folder: Folder, data: bytes, suffix: str, wrapped: int | None
) -> None:
    if wrapped is not None:
        data = make_archives(data)[wrapped]
    found = folder.read(f"file{suffix}", data)
    assert len(found) <= len(data) + 1
    for item in found:
        if isinstance(item, Review):
            assert item.text.strip()
            assert item.body == (0, len(item.text))
            item.text.encode("utf-8")
            assert "\0" not in item.text
            assert_storable(item)
        else:
            assert item.reason


@given(st.data())
@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_damage_to_an_archive_makes_a_reader_raise(folder: Folder, data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from(make_archives(b"title,review\nHeat,Cold.\n" * 20)))
    broken = bytearray(whole[: data.draw(st.integers(1, len(whole)))])
    for _ in range(data.draw(st.integers(0, 4))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    suffix = data.draw(st.sampled_from([".zip", ".tar.gz", ".csv.gz", ".tar"]))
    assert len(folder.read(f"file{suffix}", bytes(broken))) < 100


def test_fingerprint_changes_with_the_mapping_of_columns(folder: Folder) -> None:
    file = folder.write("a.csv", "quote,title\nCold.,Heat\n")
    plain, mapped = fingerprint(file), fingerprint(file, {"body": "quote"})
    assert len({plain, mapped, fingerprint(file, {"body": "title"})}) == 3
    assert mapped == fingerprint(file, {"body": "quote"})
    assert plain == fingerprint(file, {})


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", "x" * 11),
        ("a.csv", "title,review\nHeat,xxxxxxxxxxx\n"),
        ("a.html", "<html><body><article><p>xxxxxxxxxxx</p></article></body></html>"),
    ],
)
def test_review_longer_than_is_allowed_is_refused_in_every_format(
    folder: Folder, name: str, data: str
) -> None:
    reason = folder.refuse(name, data, Settings(longest_review=10))
    assert "may have 10 characters and this one has 11" in reason
    assert "--max-review" in reason
    assert folder.read(name, data, settings=Settings(longest_review=11))[0] == folder.read_one(
        name, data
    )
