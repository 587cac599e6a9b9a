"""Stored documents: all come back, whatever dictionary their block was compressed with."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelsearch.engines.whoosh_engine.codec import stored
from reelsearch.engines.whoosh_engine.codec.container import Container, ContainerWriter
from reelsearch.engines.whoosh_engine.codec.stored import StoredDocuments, StoredWriter
from reelsearch.errors import IndexFormatError

LINES = [
    b'{"film":"Paddington %d","text":"A bear in a duffle coat, and marmalade for all %d."}'
    % (number, number * number)
    for number in range(20_000)
]

documents = st.lists(
    st.one_of(st.binary(max_size=40), st.sampled_from(LINES[:50])), max_size=60
).map(list)


def write(writer: StoredWriter) -> bytes:
    stream = io.BytesIO()
    out = ContainerWriter(stream)
    writer.write(out)
    out.finish({})
    return stream.getvalue()


def write_all(lines: Sequence[bytes], *, deferred: bool = False) -> StoredDocuments:
    writer = StoredWriter(deferred=deferred)
    for line in lines:
        writer.add_raw(line)
    return StoredDocuments(Container("a.rsc", write(writer)), len(lines))


def read_all(kept: StoredDocuments, count: int) -> list[bytes]:
    return [kept.raw(doc) for doc in range(count)]


def copy_all(writer: StoredWriter, source: StoredDocuments, count: int) -> None:
    firsts = [*source.firsts.tolist(), count]
    for number, first in enumerate(firsts[:-1]):
        packed, dictionary = source.packed(number), source.dictionary(number)
        writer.add_block(packed, firsts[number + 1] - first, dictionary)


@given(documents, documents, documents, st.booleans(), st.integers(1, 400))
def test_what_is_added_copied_and_added_again_comes_back(
    first: list[bytes], second: list[bytes], third: list[bytes], deferred: bool, sample: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stored, "_BLOCK_BYTES", 64)
        patch.setattr(stored, "_SAMPLE_BYTES", sample)
        patch.setattr(stored, "_LEAST_DICTIONARY", 4)
        writer = StoredWriter()
        copy_all(writer, write_all(first, deferred=deferred), len(first))
        for line in second:
            writer.add_raw(line)
        copy_all(writer, write_all(third), len(third))
        total = [*first, *second, *third]
        assert writer.count == len(total)
        kept = StoredDocuments(Container("b.rsc", write(writer)), len(total))
        assert read_all(kept, len(total)) == total


@pytest.mark.parametrize("lines", [LINES[:600], [b"", b"{}"] * 900], ids=["few", "many a block"])
def test_documents_come_back_in_whatever_order_they_are_asked_for(lines: list[bytes]) -> None:
    kept = write_all(lines)
    asked = [*range(0, len(lines), 7), *range(len(lines) - 1, -1, -5), 3, 3, 4, 5, 3]
    assert [kept.raw(doc) for doc in asked] == [lines[doc] for doc in asked]


@pytest.mark.parametrize("deferred", [False, True])
def test_documents_of_a_large_segment_share_a_dictionary(deferred: bool) -> None:
    kept = write_all(LINES, deferred=deferred)
    numbers = range(len(kept.firsts))
    assert {kept.dictionary(number) for number in numbers} == {kept.dictionary(0)}
    assert kept.dictionary(0)
    assert read_all(kept, len(LINES)) == LINES


def test_few_documents_have_no_dictionary() -> None:
    kept = write_all(LINES[:20])
    assert kept.dictionary(0) == b""
    assert read_all(kept, 20) == LINES[:20]


def test_added_documents_take_the_dictionary_of_copied_ones() -> None:
    source = write_all(LINES)
    writer = StoredWriter()
    copy_all(writer, source, len(LINES))
    writer.add_raw(LINES[7])
    kept = StoredDocuments(Container("b.rsc", write(writer)), len(LINES) + 1)
    assert kept.dictionary(len(kept.firsts) - 1) == source.dictionary(0)
    assert kept.raw(len(LINES)) == LINES[7]


def test_another_dictionary_is_damage() -> None:
    writer = StoredWriter()
    source = write_all(LINES)
    packed = source.packed(0)
    writer.add_block(packed, int(source.firsts[1]), source.dictionary(0)[:-1] + b"?")
    kept = StoredDocuments(Container("b.rsc", write(writer)), int(source.firsts[1]))
    with pytest.raises(IndexFormatError, match=r"b\.rsc is damaged: stored fields"):
        kept.raw(0)
