"""What the columns say, against a plain count over the same documents."""

from __future__ import annotations

import io
from collections import defaultdict
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import fields
from whoosh.filedb.filestore import RamStorage
from whoosh.index import FileIndex

from reelsearch.analysis.analyzers import ReviewAnalyzer
from reelsearch.engines.whoosh_engine.codec import (
    ColumnField,
    ColumnSegment,
    column_segment,
    open_segment,
)
from reelsearch.engines.whoosh_engine.codec.batch_writer import BatchWriter
from reelsearch.engines.whoosh_engine.codec.bitmap import make_bitmap
from reelsearch.engines.whoosh_engine.codec.container import Container, ContainerWriter
from reelsearch.errors import IndexFormatError
from reelsearch.schema import Kind
from tests.engines.codec.comparison import new_index

SCHEMA = fields.Schema(
    body=fields.TEXT(analyzer=ReviewAnalyzer(Kind.NAME), phrase=True),
    label=fields.ID(sortable=True),
    year=fields.NUMERIC(int, sortable=True, default=-1),
    review=fields.STORED(),
)


def write_documents(documents: list[dict[str, Any]]) -> tuple[FileIndex, ColumnSegment]:
    index = new_index(SCHEMA)
    writer = BatchWriter(index, processes=1)
    for document in documents:
        writer.add_document(**document)
    writer.commit()
    (segment,) = index._segments()
    return index, open_segment(index.storage, segment)


def make_texts(count: int) -> list[str]:
    """Texts in which *all* is in all, *half* in half, *few* in few, often or seldom."""
    texts = []
    for n in range(count):
        words = ["first"] * (n % 7) + ["all"] * (1 + n % 5)
        words += ["half"] * (n % 3 * (n % 2))
        words += ["few"] if n % 97 == 0 else []
        words += [f"w{n % 11}"] * 2
        texts.append(" ".join(words))
    return texts


TEXTS = make_texts(3_000)


@pytest.fixture(scope="module")
def segment() -> ColumnSegment:
    documents = [{"body": t, "year": n, "review": t} for n, t in enumerate(TEXTS)]
    return write_documents(documents)[1]


@pytest.fixture(scope="module")
def body(segment: ColumnSegment) -> ColumnField:
    field = segment.field("body")
    assert field is not None
    return field


def count_positions() -> dict[str, dict[int, list[int]]]:
    found: dict[str, dict[int, list[int]]] = defaultdict(dict)
    for doc, text in enumerate(TEXTS):
        for position, word in enumerate(text.split()):
            found[word].setdefault(doc, []).append(position)
    return found


def test_postings_are_those_of_a_plain_count(body: ColumnField) -> None:
    for word, by_doc in count_positions().items():
        number = body.find(word.encode())
        assert body.term(number) == word.encode()
        assert body.df(number) == len(by_doc)
        assert body.docs(number).dtype == np.uint32
        assert body.docs(number).tolist() == list(by_doc)
        assert body.tfs(number).tolist() == [len(p) for p in by_doc.values()]
        assert body.weight(number) == sum(map(len, by_doc.values()))
        assert body.max_tf(number) == max(map(len, by_doc.values()))
        lengths = [len(TEXTS[doc].split()) for doc in by_doc]
        assert body.length_range(number) == (min(lengths), max(lengths))


def test_lengths_are_exact(body: ColumnField) -> None:
    lengths = [len(text.split()) for text in TEXTS]
    assert body.lengths.tolist() == lengths
    assert body.total_length == sum(lengths)
    assert (body.min_length, body.max_length) == (min(lengths), max(lengths))


@pytest.mark.parametrize("word", ["all", "half", "few", "w3"])
@pytest.mark.parametrize("step", [1, 2, 63, 64, 501])
def test_positions_of_some_postings(body: ColumnField, word: str, step: int) -> None:
    by_doc = list(count_positions()[word].values())
    wanted = np.arange(step % len(by_doc), len(by_doc), step)[::-1].copy()
    flat, ends = body.positions(body.find(word.encode()), wanted)
    starts = [0, *ends[:-1].tolist()]
    found = [flat[a:b].tolist() for a, b in zip(starts, ends.tolist(), strict=True)]
    assert found == [by_doc[posting] for posting in wanted.tolist()]


def test_no_postings_have_no_positions(body: ColumnField) -> None:
    flat, ends = body.positions(0, np.array([], dtype=np.int64))
    assert len(flat) == len(ends) == 0


def test_blocks_are_bounded_by_what_is_in_them(body: ColumnField) -> None:
    for number in range(body.n_terms):
        bounds = body.bounds(number)
        assert (bounds is not None) == (body.df(number) > 256)
        if bounds is None:
            continue
        docs, tfs = body.docs(number), body.tfs(number)
        blocks = range(0, len(docs), 128)
        assert bounds[0].tolist() == [int(tfs[at : at + 128].max()) for at in blocks]
        assert bounds[1].tolist() == [int(body.lengths[docs[at : at + 128]].min()) for at in blocks]


def test_dense_terms_have_bitmaps(body: ColumnField) -> None:
    bitmap = body.bitmap(body.find(b"half"))
    assert bitmap is not None
    assert body.bitmap(body.find(b"few")) is None
    docs = body.docs(body.find(b"half"))
    assert np.flatnonzero(bitmap.contains(np.arange(len(TEXTS)))).tolist() == docs.tolist()
    assert bitmap.rank(docs).tolist() == list(range(len(docs)))


@given(st.sets(st.integers(0, 1999)), st.lists(st.integers(0, 1999), max_size=20))
def test_a_bitmap_counts_as_a_set_does(members: set[int], asked: list[int]) -> None:
    bitmap = make_bitmap(np.array(sorted(members), dtype=np.uint32), 2000)
    docs = np.array(asked, dtype=np.uint32)
    assert bitmap.contains(docs).tolist() == [doc in members for doc in asked]
    assert bitmap.rank(docs).tolist() == [sum(m < doc for m in members) for doc in asked]
    has, ranks = bitmap.locate(docs)
    assert has.tolist() == bitmap.contains(docs).tolist()
    assert ranks.tolist() == bitmap.rank(docs).tolist()


@settings(deadline=None, max_examples=40)
@given(st.sets(st.text(max_size=4), max_size=20), st.text(max_size=3), st.text(max_size=3))
def test_terms_are_found_as_in_a_sorted_list(labels: set[str], low: str, high: str) -> None:
    labels.add("always")
    field = write_documents([{"label": sorted(labels)}])[1].field("label")
    assert field is not None
    terms = sorted(label.encode() for label in labels)
    assert list(field.terms) == [field.term(n) for n in range(field.n_terms)] == terms
    assert [field.find(term) for term in terms] == list(range(len(terms)))
    assert field.find(low.encode()) == (terms.index(low.encode()) if low in labels else -1)
    start, end = field.range(low.encode())
    assert terms[start:end] == [t for t in terms if t.startswith(low.encode())]
    start, end = field.between(low.encode(), high.encode())
    assert terms[start:end] == [t for t in terms if low.encode() <= t < high.encode()]
    assert field.between(None, None) == (0, len(terms))


def test_prefixes_of_the_highest_bytes() -> None:
    index = new_index(fields.Schema(label=fields.ID))
    writer = BatchWriter(index, processes=1)
    writer.add_document(label=["a", "\U0010ffff", "\U0010ffff\U0010ffff"])
    writer.commit()
    field = open_segment(index.storage, index._segments()[0]).field("label")
    assert field is not None
    assert field.range("\U0010ffff".encode()) == (1, 3)
    assert field.range(b"\xff\xff") == (3, 3)
    assert field.range(b"") == (0, 3)


def test_columns_and_stored_fields(segment: ColumnSegment) -> None:
    numbers = segment.numbers("year")
    assert numbers is not None
    field = SCHEMA["year"]
    values: list[Any] = [field.from_column_value(int(n)) for n in numbers[:5]]
    assert values == [0, 1, 2, 3, 4]
    assert segment.stored(2_999) == {"review": TEXTS[-1]}
    assert segment.stored(0) == {"review": TEXTS[0]}
    assert segment.strings("year") is None
    assert segment.numbers("body") is None
    with pytest.raises(IndexError):
        segment.stored(3_000)
    with pytest.raises(IndexError):
        segment.stored(-1)


def test_strings_are_ranked() -> None:
    labels = ["pear", None, "apple", "pear", "é"]
    segment = write_documents([{"label": label} for label in labels])[1]
    column = segment.strings("label")
    assert column is not None
    assert column.ranks.tolist() == [2, 0, 1, 2, 3]
    assert [column.value(doc).decode() for doc in range(5)] == ["pear", "", "apple", "pear", "é"]


def test_an_unknown_field_is_none(segment: ColumnSegment) -> None:
    assert segment.field("nonsense") is None
    assert segment.field("label") is None  # no document has it
    assert segment.strings("nonsense") is None
    assert segment.field_names == ("body", "year")


def test_readers_share_the_columns_while_one_is_open() -> None:
    index, _ = write_documents([{"body": "one"}])
    reader = index.reader()
    columns = column_segment(reader)
    assert columns is not None
    assert reader._perdoc._columns is columns


def test_stored_blocks_that_are_damaged_are_named() -> None:
    index, _ = write_documents([{"review": "x" * 500}])
    assert isinstance(index.storage, RamStorage)
    name = index._segments()[0].make_filename(".rsc")
    whole = bytearray(index.storage.files[name])
    at = whole.index(b"\x78\x01")  # where zlib's blocks begin
    whole[at + 4 : at + 12] = bytes(8)
    index.storage.files[name] = bytes(whole)
    damaged = open_segment(index.storage, index._segments()[0])
    with pytest.raises(IndexFormatError, match=r"rsc is damaged: the section \.stored is"):
        damaged.stored(0)
    with pytest.raises(IndexFormatError, match=r"section \.stored"):
        damaged.verify()


@pytest.mark.parametrize(
    "meta",
    [{}, {"docs": "x", "fields": {}, "columns": {}}, {"docs": 1, "fields": 3, "columns": {}}],
)
def test_a_table_of_something_else_is_refused(meta: dict[str, Any]) -> None:
    with pytest.raises(IndexFormatError, match="not a segment's"):
        ColumnSegment(make_container(meta))


@pytest.mark.parametrize("docs", [-1, 259, 10**9])
def test_more_documents_than_there_is_room_for_are_refused(docs: int) -> None:
    # Or whoever makes up a number would fill the memory with it.
    meta = {"docs": docs, "fields": {}, "columns": {}}
    with pytest.raises(IndexFormatError, match=f"says that it has {docs} documents"):
        ColumnSegment(make_container(meta, stored=b"x"))
    assert ColumnSegment(make_container(meta | {"docs": 258}, stored=b"x")).doc_count == 258


def test_a_field_described_wrongly_is_named() -> None:
    meta = {"docs": 0, "fields": {"body": {"kind": "positions"}}, "columns": {}}
    with pytest.raises(IndexFormatError, match="what it says of body"):
        ColumnSegment(make_container(meta)).field("body")


def make_container(meta: dict[str, Any], stored: bytes = b"") -> Container:
    stream = io.BytesIO()
    out = ContainerWriter(stream)
    out.add_bytes(".stored", [stored])
    out.finish(meta)
    return Container("segment.rsc", stream.getvalue())
