"""The codec under Whoosh's own writer, searcher and queries, beside the stock codec."""

from __future__ import annotations

import io
import pickle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import fields, formats
from whoosh import query as q
from whoosh.index import FileIndex, create_in, open_dir
from whoosh.matching import ReadTooFar
from whoosh.qparser import QueryParser
from whoosh.writing import SegmentWriter

from reelsearch.engines.whoosh_engine.codec import ColumnarCodec, ColumnarSegment, column_segment
from reelsearch.engines.whoosh_engine.unpickling import load
from reelsearch.errors import IndexFormatError
from tests.engines.codec.comparison import new_index

SCHEMA = fields.Schema(
    id=fields.ID(unique=True, stored=True, sortable=True),
    body=fields.TEXT(stored=True, vector=True, chars=True),
    plain=fields.TEXT(phrase=False),
    notes=fields.TEXT(),
    keys=fields.KEYWORD(scorable=True),
    year=fields.NUMERIC(int, sortable=True, default=-1),
    flag=fields.BOOLEAN(stored=True),
)
_WORDS = ["alfa", "bravo", "charlie", "delta", "echo", "alfalfa"]
_TEXT = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=8).map(" ".join)
_DOCUMENTS = st.lists(
    st.fixed_dictionaries(
        {"body": _TEXT, "plain": _TEXT, "notes": _TEXT, "keys": _TEXT},
        optional={"year": st.integers(1900, 1910), "flag": st.booleans()},
    ),
    min_size=1,
    max_size=12,
)
QUERIES = [
    "alfa",
    "alfa bravo",
    "alfa OR bravo OR notes:echo",
    '"alfa bravo"',
    '"alfa delta"~3',
    'notes:"bravo charlie"',
    "alf*",
    "*a",
    "charlie NOT delta",
    "alfa ANDMAYBE echo",
    "year:[1903 TO 1907]",
    "alfa year:1905",
    "plain:alfa^2 keys:echo",
    "id:[1 TO 3]",
    "flag:true",
    "*",
    "nonsense",
]


def write(index: FileIndex, documents: list[dict[str, Any]], codec: Any) -> None:
    for part in (documents[::2], documents[1::2]):
        writer = SegmentWriter(index, codec=codec)
        for number, document in enumerate(part):
            writer.add_document(id=str(number), **document)
        writer.commit(merge=False)


def search(index: FileIndex, text: str, **options: Any) -> list[tuple[int, float]]:
    query = QueryParser("body", index.schema).parse(text)
    with index.searcher() as searcher:
        return [(d, round(s, 5)) for s, d in searcher.search(query, limit=None, **options).top_n]


@settings(deadline=None, max_examples=15)
@given(_DOCUMENTS)
def test_whoosh_finds_the_same_with_the_same_scores(documents: list[dict[str, Any]]) -> None:
    # All texts are short, where the stock codec rounds no lengths.
    ours, theirs = new_index(SCHEMA), new_index(SCHEMA)
    write(ours, documents, ColumnarCodec())
    write(theirs, documents, None)
    for text in QUERIES:
        assert search(ours, text) == search(theirs, text), text
        assert search(ours, text, sortedby="year") == search(theirs, text, sortedby="year")
    with ours.reader() as mine, theirs.reader() as stock:
        assert list(mine.all_terms()) == list(stock.all_terms())
        assert list(mine.all_stored_fields()) == list(stock.all_stored_fields())
        for name, term in stock.all_terms():
            assert mine.frequency(name, term) == stock.frequency(name, term)
            assert mine.doc_frequency(name, term) == stock.doc_frequency(name, term)
        for doc in range(mine.doc_count_all()):
            first, second = mine.vector(doc, "body"), stock.vector(doc, "body")
            assert list(first.items_as("frequency")) == list(second.items_as("frequency"))


LONG = [{"body": " ".join(_WORDS[: 1 + n % 6] * (1 + n % 4))} for n in range(700)]


@pytest.fixture(scope="module")
def index() -> FileIndex:
    index = new_index(SCHEMA)
    writer = SegmentWriter(index, codec=ColumnarCodec())
    for number, document in enumerate(LONG):
        writer.add_document(id=str(number), **document)
    writer.commit()
    return index


@pytest.mark.parametrize("limit", [1, 10, 100])
def test_skipping_blocks_loses_no_winner(index: FileIndex, limit: int) -> None:
    query = q.Or([q.Term("body", "alfa"), q.Term("body", "echo")])
    with index.searcher() as searcher:
        fast = searcher.search(query, limit=limit).top_n
        slow = searcher.search(query, limit=limit, optimize=False).top_n
    assert fast == slow


@given(st.lists(st.integers(0, 800), max_size=10))
@settings(deadline=None)
def test_skipping_arrives_where_walking_does(index: FileIndex, targets: list[int]) -> None:
    with index.reader() as reader:
        skipping, walking = reader.postings("body", "charlie"), reader.postings("body", "charlie")
        for target in targets:
            if not skipping.is_active():
                break
            skipping.skip_to(target)
            while walking.is_active() and walking.id() < target:
                walking.next()
            assert skipping.is_active() == walking.is_active()
            if skipping.is_active():
                assert skipping.id() == walking.id()
                assert skipping.weight() == walking.weight()
                assert skipping.copy().value() == walking.value()


def test_reading_beyond_the_last_posting_is_an_error(index: FileIndex) -> None:
    with index.reader() as reader:
        matcher = reader.postings("body", "charlie")
        matcher.skip_to(10_000)
        with pytest.raises(ReadTooFar):
            matcher.next()
        with pytest.raises(ReadTooFar):
            matcher.skip_to(3)
        matcher.reset()
        assert matcher.is_active()


def test_a_cursor_goes_from_term_to_term(index: FileIndex) -> None:
    with index.reader() as reader:
        cursor = reader.cursor("body")
        assert [cursor.first(), cursor.next()] == ["alfa", "alfalfa"]
        assert cursor.find("c") == "charlie"
        assert cursor.term_info().doc_frequency() == reader.doc_frequency("body", "charlie")
        assert cursor.find("z") is None
        assert cursor.next() is None
        assert list(reader.terms_within("body", "bravi", 1)) == ["bravo"]


def test_weights_that_are_not_whole_are_kept() -> None:
    index = new_index(fields.Schema(body=fields.TEXT, id=fields.ID(field_boost=2.5)))
    writer = SegmentWriter(index, codec=ColumnarCodec())
    writer.add_document(body="one one two", id="a", _body_boost=1.5)
    writer.commit()
    with index.reader() as reader:
        matcher = reader.postings("body", "one")
        assert matcher.weight() == 3.0
        assert matcher.value_as("positions") == [0, 1]
        assert reader.postings("body", "two").weight() == 1.5
        assert reader.postings("id", "a").weight() == 2.5
        assert reader.postings("body", "one").value_as("frequency") == 2


def test_a_field_of_frequencies_keeps_them_beside_boosted_weights() -> None:
    index = new_index(fields.Schema(body=fields.KEYWORD(scorable=True)))
    assert type(index.schema["body"].format) is formats.Frequency
    writer = SegmentWriter(index, codec=ColumnarCodec())
    writer.add_document(body="one one two", _boost=3.0)
    writer.commit()
    with index.reader() as reader:
        matcher = reader.postings("body", "one")
        assert (matcher.weight(), matcher.value_as("frequency")) == (6.0, 2)


def test_an_index_on_disk_opens_by_itself_and_is_one_file(tmp_path: Path) -> None:
    index = create_in(str(tmp_path), SCHEMA)
    write(index, LONG[:20], ColumnarCodec())
    opened = open_dir(str(tmp_path))
    assert search(opened, "alfa bravo") == search(index, "alfa bravo")
    assert sorted(p.suffix for p in tmp_path.iterdir() if p.is_file()) == [
        "",
        ".rsc",
        ".rsc",
        ".toc",
    ]


def test_a_segment_is_pickled_as_plain_values() -> None:
    segment = ColumnarSegment("MAIN", 10)
    segment.delete_document(3)
    segment.delete_document(4)
    segment.delete_document(4, delete=False)
    (restored,) = load(io.BytesIO(pickle.dumps([segment], 2)))
    assert restored == segment
    assert list(restored.deleted_docs()) == [3]
    assert restored.doc_count() == 9


@pytest.mark.parametrize(
    "change",
    [{"segid": "../../x"}, {"indexname": "a/b"}, {"doc_count": -1}, {"deleted": [10]}],
)
def test_a_segment_with_hostile_values_is_not_restored(change: dict[str, Any]) -> None:
    state = ColumnarSegment("MAIN", 10).__getstate__() | change
    with pytest.raises(ValueError, match="a segment has"):
        ColumnarSegment("MAIN").__setstate__(state)


def test_damage_is_noticed_by_verify_and_crashes_nothing(tmp_path: Path) -> None:
    index = create_in(str(tmp_path), SCHEMA)
    writer = SegmentWriter(index, codec=ColumnarCodec())
    for number, document in enumerate(LONG[:300]):
        writer.add_document(id=str(number), **document)
    writer.commit()
    (path,) = tmp_path.glob("*.rsc")
    whole = path.read_bytes()
    for at in range(16, len(whole), max(len(whole) // 150, 1)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        with pytest.raises(IndexFormatError, match="rsc"):
            _verify(tmp_path)
        try:
            search(open_dir(str(tmp_path)), '"alfa bravo" OR charlie')
        except Exception:
            continue  # any error may come of it; the process goes on
    for length in (0, 10, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:length])
        with pytest.raises(IndexFormatError, match="rsc"):
            open_dir(str(tmp_path)).reader()


def _verify(folder: Path) -> None:
    with open_dir(str(folder)).reader() as reader:
        columns = column_segment(reader)
        assert columns is not None
        columns.verify()
