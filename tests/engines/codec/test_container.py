"""The file of a segment: what is written comes back, and what is damaged is said to be."""

from __future__ import annotations

import gc
import io
import weakref
from array import array
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reelsearch.engines.whoosh_engine.codec import container
from reelsearch.engines.whoosh_engine.codec.container import (
    SUMS,
    Container,
    ContainerWriter,
    open_container,
)
from reelsearch.errors import IndexFormatError

TYPES = ["<u1", "<u2", "<u4", "<u8", "<i4", "<i8", "<f4", "<f8"]


def make_file() -> bytes:
    stream = io.BytesIO()
    out = ContainerWriter(stream)
    out.add("numbers", np.arange(1000, dtype="<u4"))
    out.add("none", np.zeros(0, dtype="<f8"))
    out.add_bytes("text", [b"one", b"", b"two"])
    out.finish({"docs": 3})
    return stream.getvalue()


@given(st.sampled_from(TYPES), st.lists(st.integers(0, 255), max_size=300))
def test_a_section_comes_back(dtype: str, values: list[int]) -> None:
    stream = io.BytesIO()
    out = ContainerWriter(stream)
    out.add("a", np.array(values, dtype=dtype))
    out.add("b", np.array(values[::-1], dtype=dtype)[::-1])
    out.finish({"x": [1, "é"]})
    container = Container("name", stream.getvalue())
    container.verify()
    assert container.array("a").tolist() == container.array("b").tolist() == values
    assert container.array("a").dtype == np.dtype(dtype)
    assert container.meta == {"x": [1, "é"]}


def test_a_file_on_disk_is_mapped_and_outlives_its_stream(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(make_file())
    with path.open("rb") as stream:
        container = open_container("file", stream)
    assert bytes(container.blob("text")) == b"onetwo"
    assert container.array("numbers").sum() == 499500
    with pytest.raises(ValueError, match="read-only"):
        container.array("numbers")[0] = 1


def test_a_file_is_let_go_of_with_its_last_use(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(make_file())
    with path.open("rb") as stream:
        container = open_container("file", stream)
    container.blob("text")
    assert container.checked("numbers").item(3) == 3
    left = weakref.ref(container)
    gc.disable()
    try:
        del container
        assert left() is None
    finally:
        gc.enable()


def test_sections_are_aligned() -> None:
    container = Container("name", make_file())
    addresses = [container.array(name).ctypes.data for name in ("numbers", "text")]
    assert (addresses[1] - addresses[0]) % 64 == 0


def test_a_missing_section_is_named() -> None:
    with pytest.raises(IndexFormatError, match=r"segment\.rsc is damaged.*lacks the section x"):
        Container("segment.rsc", make_file()).array("x")


def test_a_section_is_written_once_and_of_numbers() -> None:
    out = ContainerWriter(io.BytesIO())
    out.add("a", np.zeros(1, dtype="<u1"))
    with pytest.raises(ValueError, match="already"):
        out.add("a", np.zeros(1, dtype="<u1"))
    with pytest.raises(TypeError, match="numbers"):
        out.add("b", np.array(["text"]))


def test_every_cut_is_noticed_at_opening(tmp_path: Path) -> None:
    whole = make_file()
    for length in range(0, len(whole), 7):
        path = tmp_path / "cut"
        path.write_bytes(whole[:length])
        with path.open("rb") as stream, pytest.raises(IndexFormatError):
            open_container("cut", stream)


def test_every_flipped_bit_is_noticed_by_verify() -> None:
    whole = make_file()
    for at in range(0, len(whole), 3):
        flipped = bytearray(whole)
        flipped[at] ^= 1 << at % 8
        with pytest.raises(IndexFormatError):
            Container("flipped", bytes(flipped)).verify()


def test_the_damaged_section_is_named_when_it_is_read_and_when_all_is() -> None:
    whole = bytearray(make_file())
    whole[whole.index(b"onetwo")] ^= 1
    opened = Container("segment.rsc", bytes(whole))  # opening does not read sections
    assert opened.array("none").tolist() == []
    for read in (opened.blob, opened.array, opened.checked):
        with pytest.raises(IndexFormatError, match=r"segment\.rsc.*section text"):
            read("text")
    with pytest.raises(IndexFormatError, match="section text"):
        opened.verify()


def make_long_file(monkeypatch: pytest.MonkeyPatch) -> bytes:
    monkeypatch.setattr(container, "BLOCK_BYTES", 256)
    stream = io.BytesIO()
    out = ContainerWriter(stream)
    out.add("short", np.arange(64, dtype="<u4"))
    out.add("numbers", np.arange(8000, dtype="<u4"))
    out.add("more", np.arange(200, dtype="<u2"))
    out.finish({})
    monkeypatch.undo()  # a file says itself how long its blocks are
    return stream.getvalue()


def test_a_long_section_is_checked_where_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = bytearray(make_long_file(monkeypatch))
    Container("whole", bytes(whole)).verify()
    at = whole.index(np.arange(640, 704, dtype="<u4").tobytes())  # the eleventh block
    whole[at] ^= 1
    opened = Container("segment.rsc", bytes(whole))
    numbers = opened.checked("numbers")
    assert numbers.slice(0, 640).tolist() == list(range(640))
    assert numbers.take(np.array([704, 7999])).tolist() == [704, 7999]
    assert opened.array("short").tolist() == list(range(64))
    assert opened.array("more").tolist() == list(range(200))
    for read in (numbers.whole, lambda: numbers.item(650), lambda: opened.array("numbers")):
        with pytest.raises(IndexFormatError, match=r"segment\.rsc.*section numbers.*--rebuild"):
            read()
    assert list(opened.find_damage()) == ["the section numbers is not what was written"]


def test_damaged_checksums_of_blocks_are_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = bytearray(make_long_file(monkeypatch))
    section = Container("whole", bytes(whole))._sections[SUMS]
    whole[section.offset + 3] ^= 1
    opened = Container("segment.rsc", bytes(whole))
    with pytest.raises(IndexFormatError, match=r"section \.sums"):
        opened.checked("more").item(0)
    assert list(opened.find_damage()) == ["the section .sums is not what was written"]


@given(st.sampled_from(["length", "dtype", "block"]), st.integers(0, 2**40))
def test_checksums_that_are_not_as_many_as_the_blocks_are_refused(what: str, value: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(container, "BLOCK_BYTES", 256)
        stream = io.BytesIO()
        out = ContainerWriter(stream)
        out.add("numbers", np.arange(1000, dtype="<u4"))
        assume(value not in (16, 256))
        if what == "block":
            out.add(SUMS, np.array(out._sums, "<u4"))
            out._block_bytes = value
        else:
            out.add(SUMS, np.arange(value % 16, dtype="<u4" if what == "length" else "<u2"))
        out._sums = array("I")
        out.finish({})
    with pytest.raises(IndexFormatError, match="table cannot be read"):
        Container("hostile", stream.getvalue())


def test_blocks_that_have_checksums_of_others_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "BLOCK_BYTES", 256)
    stream = io.BytesIO()
    out = ContainerWriter(stream)
    out.add("numbers", np.arange(1000, dtype="<u4"))
    out._sums[3] ^= 1
    out.finish({})
    opened = Container("mistaken", stream.getvalue())
    assert list(opened.find_damage()) == ["the section numbers has not its own checksums of blocks"]


def test_every_damaged_section_is_named() -> None:
    whole = bytearray(make_file())
    for at in (20, 70, whole.index(b"onetwo")):
        whole[at] ^= 1
    assert list(Container("segment.rsc", bytes(whole)).find_damage()) == [
        "something stands before the section numbers",
        "the section numbers is not what was written",
        "the section text is not what was written",
    ]


def test_a_newer_format_is_said_to_be_newer() -> None:
    whole = bytearray(make_file())
    whole[8] = 9
    whole[-12] = 9
    with pytest.raises(IndexFormatError, match="format 9; this version reads 2"):
        Container("segment.rsc", bytes(whole))


@pytest.mark.parametrize("field", ["length", "offset", "crc"])
@pytest.mark.parametrize("value", [64.0, True, "64", None, [64]])
def test_a_place_that_is_no_whole_number_is_refused(field: str, value: Any) -> None:
    stream = io.BytesIO()
    out = ContainerWriter(stream)
    out.add("a", np.zeros(8, dtype="<u1"))
    out._sections["a"] = out._sections["a"]._replace(**{field: value})
    out.finish({})
    with pytest.raises(IndexFormatError, match="is damaged"):
        Container("hostile", stream.getvalue())


def test_a_long_number_of_bytes_is_not_believed() -> None:
    stream = io.BytesIO()
    out = ContainerWriter(stream)
    out.add("a", np.zeros(8, dtype="<u1"))
    out._sections["a"] = out._sections["a"]._replace(length=10**15)
    out.finish({})
    with pytest.raises(IndexFormatError, match="outside"):
        Container("hostile", stream.getvalue())


@given(st.binary(max_size=200))
def test_any_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(IndexFormatError):
        Container("other", data)
