"""Merged columns hold what the parts held, whatever kind of field it is."""

from __future__ import annotations

import io
from typing import Any

import pytest
from whoosh import fields
from whoosh.columns import BitColumn, CompressedBytesColumn, RefBytesColumn
from whoosh.filedb.filestore import RamStorage
from whoosh.index import FileIndex
from whoosh.query import Term
from whoosh.writing import SegmentWriter

from reelsearch.engines.whoosh_engine.codec import (
    ColumnarCodec,
    blocks,
    container,
    open_segment,
)
from reelsearch.engines.whoosh_engine.codec.batch_writer import BatchWriter
from reelsearch.engines.whoosh_engine.codec.container import SUMS, Container
from reelsearch.engines.whoosh_engine.codec.merging import list_sources, merge_segments
from reelsearch.errors import IndexFormatError
from tests.engines.codec.comparison import describe_index, new_index

SCHEMA = fields.Schema(
    id=fields.ID(stored=True),
    body=fields.TEXT(vector=True),
    chars=fields.TEXT(chars=True),
    keys=fields.KEYWORD(scorable=True),
    year=fields.NUMERIC(int, sortable=True, default=-1),
    rating=fields.NUMERIC(float, sortable=True, default=-1.0),
    label=fields.ID(sortable=True),
    genre=fields.COLUMN(RefBytesColumn()),
    text=fields.COLUMN(CompressedBytesColumn()),
    flag=fields.COLUMN(BitColumn()),
)
DOCUMENTS: list[dict[str, Any]] = [
    {
        "id": str(n),
        "body": f"alfa w{n % 3} " + "bravo " * (n % 4),
        "chars": "one two one",
        "keys": "a b a" if n % 2 else "b",
        "year": 1900 + n,
        "rating": n / 7,
        "label": f"label {n % 3}",
        "genre": b"drama" if n % 2 else b"noir",
        "text": b"x" * n,
        "flag": n % 3 == 0,
    }
    for n in range(12)
]
BOOSTED = {"_body_boost": 1.5, "_keys_boost": 2.0}


def write(index: FileIndex, *parts: list[dict[str, Any]]) -> None:
    for part in parts:
        writer = SegmentWriter(index, codec=ColumnarCodec())
        for document in part:
            writer.add_document(**document)
        writer.commit(merge=False)


def optimize(index: FileIndex, deleted: tuple[str, ...] = ()) -> None:
    writer = BatchWriter(index, processes=1)
    for value in deleted:
        writer.delete_by_query(Term("id", value))
    writer.commit(optimize=True)


def describe(index: FileIndex) -> dict[str, Any]:
    described = describe_index(index)
    with index.reader() as reader:
        described["vectors"] = [
            list(reader.vector(doc, "body").items_as("frequency"))
            for doc in reader.all_doc_ids()
            if reader.has_vector(doc, "body")
        ]
        described["chars"] = list(reader.postings("chars", "one").items_as("characters"))
    return described


def test_all_kinds_of_fields_are_merged() -> None:
    parts, whole = new_index(SCHEMA), new_index(SCHEMA)
    write(parts, DOCUMENTS[:5], DOCUMENTS[5:6], DOCUMENTS[6:])
    write(whole, DOCUMENTS)
    optimize(parts)
    assert len(parts._segments()) == 1
    assert describe(parts) == describe(whole)


def test_deleted_documents_are_left_out() -> None:
    parts, whole = new_index(SCHEMA), new_index(SCHEMA)
    write(parts, DOCUMENTS[:5], DOCUMENTS[5:6], DOCUMENTS[6:])
    deleted = ("0", "3", "5", "11")
    write(whole, [d for d in DOCUMENTS if d["id"] not in deleted])
    optimize(parts, deleted)
    assert parts.doc_count_all() == 8
    assert describe(parts) == describe(whole)


def test_weights_with_boosts_are_merged() -> None:
    boosted = [document | BOOSTED for document in DOCUMENTS]
    parts, whole = new_index(SCHEMA), new_index(SCHEMA)
    write(parts, DOCUMENTS[:5], boosted[5:])
    write(whole, [*DOCUMENTS[:5], *boosted[5:]])
    optimize(parts, ("6",))
    optimize(whole, ("6",))
    assert describe(parts) == describe(whole)


def test_a_segment_without_a_column_gives_defaults() -> None:
    parts = new_index(SCHEMA)
    write(parts, [{"id": "x"}], DOCUMENTS[:2])
    optimize(parts)
    columns = describe_index(parts)["columns"]
    assert columns["year"] == [-1, 1900, 1901]
    assert columns["rating"] == [-1.0, 0.0, 1 / 7]
    assert columns["label"] == ["", "label 0", "label 1"]
    assert columns["flag"] == [False, True, False]


def test_a_field_that_was_removed_is_left_out() -> None:
    index = new_index(SCHEMA.copy())
    write(index, DOCUMENTS[:3], DOCUMENTS[3:6])
    index._schema = None
    writer = BatchWriter(index, processes=1)
    writer.remove_field("label")
    writer.commit(optimize=True)
    columns = open_segment(index.storage, index._segments()[0])
    assert columns.field("label") is None
    assert columns.strings("label") is None
    assert columns.field("body") is not None


def test_everything_deleted_leaves_no_segment() -> None:
    index = new_index(SCHEMA)
    write(index, DOCUMENTS)
    optimize(index, tuple(str(n) for n in range(12)))
    assert index._segments() == []
    assert index.doc_count() == 0


def test_segments_that_do_not_agree_are_not_merged() -> None:
    storages = []
    for field in (fields.ID(), fields.TEXT()):
        index = new_index(fields.Schema(body=field))
        write(index, [{"body": "alfa"}])
        storages.append((open_segment(index.storage, index._segments()[0]), ()))
    with pytest.raises(ValueError, match="existence and positions cannot be merged"):
        merge_segments(io.BytesIO(), list_sources(storages), fields.Schema(body=fields.ID()))


def test_damage_is_not_carried_over(monkeypatch: pytest.MonkeyPatch) -> None:
    # As if the sections were long: what is read of them is checked by blocks.
    monkeypatch.setattr(container, "BLOCK_BYTES", 256)
    monkeypatch.setattr(blocks, "_AT_ONCE", 0)
    texts = [" ".join(f"w{n * k % 211}" for k in range(9)) for n in range(150)]
    documents = [DOCUMENTS[n % 12] | {"id": str(n), "body": text} for n, text in enumerate(texts)]
    index = new_index(SCHEMA)
    write(index, documents[:80], documents[80:])
    merged = merge(index)
    name = index._segments()[0].make_filename(".rsc")
    assert isinstance(index.storage, RamStorage)
    honest = index.storage.files[name]
    sections = Container(name, honest)._sections
    assert SUMS in sections
    refused: dict[str, str] = {}
    for section, (_, _, offset, _) in sections.items():
        size = sections[section].size
        for at in {offset, offset + size // 2, offset + size - 1} if size else ():
            harmed = bytearray(honest)
            harmed[at] ^= 1
            index.storage.files[name] = bytes(harmed)
            try:
                assert merge(index) == merged, section
            except IndexFormatError as error:
                refused[section] = str(error)
    read = {"body/positions", "body/terms", "body/docs", ".stored", "label/ranks"}
    assert read <= refused.keys()
    assert all(name in said for said in refused.values())


def merge(index: FileIndex) -> bytes:
    """The file that the segments of *index* become."""
    segments = [open_segment(index.storage, segment) for segment in index._segments()]
    stream = io.BytesIO()
    merge_segments(stream, list_sources([(segment, ()) for segment in segments]), SCHEMA)
    return stream.getvalue()
