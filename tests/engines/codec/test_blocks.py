"""A long section is checked where it is read, and what is damaged is never given out."""

from __future__ import annotations

from zlib import crc32

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelsearch.engines.whoosh_engine.codec import blocks
from reelsearch.engines.whoosh_engine.codec.arrays import Array
from reelsearch.engines.whoosh_engine.codec.blocks import (
    BlockSums,
    CheckedArray,
    check_block_bytes,
    count_blocks,
)

BLOCK = 256
TYPES = ["|u1", "<u2", "<u4", "<u8", "<f4"]


@pytest.fixture(autouse=True)
def nothing_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "_AT_ONCE", 0)
    monkeypatch.setattr(blocks, "_MOST_AT_ONCE", 0)


class DamagedError(Exception):
    """What a damaged section raises here."""


def sum_up(data: bytes, *pieces: int) -> list[int]:
    sums = BlockSums(BLOCK)
    at = 0
    for size in [*pieces, len(data)]:
        sums.add(memoryview(data)[at : at + size])
        at += size
    return list(sums.finish())


def check_over(array: Array, sums: list[int]) -> CheckedArray:
    return CheckedArray(array, sums, BLOCK, DamagedError)


@given(st.binary(max_size=3 * BLOCK), st.lists(st.integers(0, 2 * BLOCK), max_size=4))
def test_each_block_has_its_own_sum_however_the_bytes_come(data: bytes, pieces: list[int]) -> None:
    cut = [data[at : at + BLOCK] for at in range(0, len(data), BLOCK)]
    assert sum_up(data, *pieces) == [crc32(block) for block in cut]
    assert count_blocks(len(data), BLOCK) == len(cut)


@given(st.data(), st.sampled_from(TYPES), st.integers(1, 5 * BLOCK))
def test_what_is_given_out_is_what_was_written_or_nothing(
    data: st.DataObject, dtype: str, length: int
) -> None:
    numbers = (np.arange(length) * 37 % 251).astype(dtype)
    sums = sum_up(numbers.tobytes())
    harmed = bytearray(numbers.tobytes())
    at = data.draw(st.integers(0, len(harmed) - 1))
    harmed[at] ^= 1 << data.draw(st.integers(0, 7))
    checked = check_over(np.frombuffer(bytes(harmed), dtype), sums)
    harmed_block = at // BLOCK
    block_of = (np.arange(length) * numbers.itemsize) // BLOCK
    for _ in range(4):
        start = data.draw(st.integers(0, length - 1))
        stop = data.draw(st.integers(start, length))
        wanted: Array = np.arange(start, stop)
        how = data.draw(st.sampled_from(["slice", "take", "item"]))
        if how == "item":
            wanted = wanted[:1]
        is_harmed = harmed_block in block_of[wanted]
        try:
            if how == "slice":
                found = checked.slice(start, stop).tolist()
            elif how == "take":
                found = checked.take(wanted[::-1])[::-1].tolist()
            else:
                found = [checked.item(place) for place in wanted.tolist()]
        except DamagedError:
            assert is_harmed
        else:
            assert not is_harmed
            assert found == numbers[wanted].tolist()
    with pytest.raises(DamagedError):
        checked.whole()
    assert not checked.is_checked


def test_each_block_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = np.arange(BLOCK, dtype="<u4")  # four blocks
    checked = check_over(numbers, sum_up(numbers.tobytes()))
    read: list[int] = []

    def sum_block(view: memoryview) -> int:
        read.append(len(view))
        return crc32(view)

    monkeypatch.setattr(blocks, "crc32", sum_block)
    for _ in range(2):
        checked.slice(0, 1)
        checked.take(np.array([1, 2, 130]))
    assert len(read) == 2
    assert not checked.is_checked
    for _ in range(2):
        assert checked.whole() is numbers
    assert read == [BLOCK] * 4
    assert checked.is_checked


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=300).map(sorted), st.data())
def test_a_search_among_damaged_numbers_goes_right_or_is_refused(
    numbers: list[int], data: st.DataObject
) -> None:
    written = np.array(numbers, dtype="<u4")
    value = data.draw(st.integers(0, 1001))
    right = int(written.searchsorted(value, "right")) - 1
    sums = sum_up(written.tobytes())
    assert check_over(written, sums).last_up_to(value) == right
    harmed = written.copy()
    harmed[data.draw(st.integers(0, len(numbers) - 1))] ^= 1 << data.draw(st.integers(0, 31))
    checked = check_over(harmed, sums)
    try:
        assert checked.last_up_to(value) == right
    except DamagedError:
        assert not np.array_equal(harmed, written)


def test_the_last_quarter_is_checked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "_MOST_AT_ONCE", 9)
    numbers = np.arange(2 * BLOCK, dtype="<u4")  # eight blocks
    checked = check_over(numbers, sum_up(numbers.tobytes()))
    for block in range(6):
        assert not checked.is_checked
        checked.item(block * BLOCK // 4)
    assert checked.is_checked


def test_the_last_few_blocks_are_checked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "_AT_ONCE", 2)
    numbers = np.arange(BLOCK, dtype="<u4")  # four blocks
    harmed = numbers.copy()
    harmed[-1] ^= 1
    for array, refused in ((numbers, False), (harmed, True)):
        checked = check_over(array, sum_up(numbers.tobytes()))
        assert checked.item(0) == 0
        assert not checked.is_checked
        if refused:
            with pytest.raises(DamagedError):
                checked.item(64)
        else:
            assert checked.item(64) == 64
        assert checked.is_checked != refused


def test_nothing_is_checked_of_an_empty_section() -> None:
    checked = check_over(np.zeros(0, dtype="<u4"), [])
    assert checked.is_checked
    assert not len(checked.whole())
    assert not len(checked.slice(0, 0))


@pytest.mark.parametrize("given", [0, 1, -256, 128, 300, 2**63, True, 256.0, "256", None])
def test_blocks_of_no_such_length_are_refused(given: object) -> None:
    with pytest.raises(ValueError, match="blocks of"):
        check_block_bytes(given)
    assert check_block_bytes(256) == 256
