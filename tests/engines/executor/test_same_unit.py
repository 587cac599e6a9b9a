"""In one sentence, in one paragraph: over columns, with Whoosh's matchers on two codecs, and by
reading the texts, the answers are the same."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh import query as q
from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import RamStorage
from whoosh.writing import SegmentWriter

from reelsearch.analysis.analyzers import ReviewAnalyzer
from reelsearch.analysis.units import PARAGRAPH, SENTENCE, split_units
from reelsearch.engines.whoosh_engine.codec import ColumnarCodec
from reelsearch.engines.whoosh_engine.executor import ColumnSearcher, Uncovered
from reelsearch.engines.whoosh_engine.fields import make_schema
from reelsearch.engines.whoosh_engine.weighting import Weighting
from reelsearch.query.same_unit import SameUnit
from reelsearch.schema import Kind
from tests.engines.executor.referee import find_all, open_columns

WORDS = ("ab", "cd", "ef", "spider-man")
PIECES = st.sampled_from(
    ["ab ", "cd ", "ef ", "ab. ", "Cd? ", "Ef. ", "Spider-Man ", "\n\n", "Ab "]
)
TEXTS = st.lists(PIECES, max_size=14).map("".join)
UNITS = st.sampled_from((SENTENCE, PARAGRAPH))
WORD = st.sampled_from(("ab", "cd", "ef", "spider", "man", "spiderman", "absent"))


@st.composite
def sides(draw: st.DrawFn, *, nested: bool = True) -> q.Query:
    kind = draw(st.sampled_from(("term", "term", "phrase", "either", "unit")))
    if kind == "phrase":
        words = draw(st.lists(WORD, min_size=2, max_size=3))
        return q.Phrase("body", words, slop=draw(st.integers(1, 3)))
    if kind == "either" and nested:
        clauses = draw(st.lists(sides(nested=False), min_size=2, max_size=3))
        return q.Or(clauses) if draw(st.booleans()) else q.DisjunctionMax(clauses)
    if kind == "unit" and nested:
        return SameUnit(SENTENCE, draw(st.lists(sides(nested=False), min_size=1, max_size=2)))
    return q.Term("body", draw(WORD))


@st.composite
def questions(draw: st.DrawFn) -> SameUnit:
    inside = draw(st.lists(sides(), min_size=1, max_size=3))
    return SameUnit(draw(UNITS), inside, draw(st.lists(sides(nested=False), max_size=1)))


def find_places(text: str, query: q.Query) -> list[tuple[int, int]]:
    """(first, last) position of each place where *query* stands, word by word."""
    if isinstance(query, (q.Or, q.DisjunctionMax)):
        return [place for clause in query.subqueries for place in find_places(text, clause)]
    tokens = _analyze(text)
    if isinstance(query, SameUnit):
        units = split_units(text)[0 if query.unit == SENTENCE else 1]
        starts = [min(p for _, p, at in tokens if at >= a) for a, b in units if _has(tokens, a, b)]
        found = [_list_units(starts, find_places(text, clause)) for clause in query.inside]
        kept = set.intersection(*found)
        for clause in query.without:
            kept -= _list_units(starts, find_places(text, clause))
        return [(starts[unit], starts[unit]) for unit in sorted(kept)]
    assert isinstance(query, (q.Term, q.Phrase))
    words = query.words if isinstance(query, q.Phrase) else [query.text]
    slop = query.slop if isinstance(query, q.Phrase) else 1
    at = {word: {p for text, p, _ in tokens if text == word} for word in words}
    places = [(position, position) for position in at[words[0]]]
    for word in words[1:]:
        places = [(a, p) for a, b in places for p in at[word] if 1 <= p - b <= slop]
    return places


def _analyze(text: str) -> list[tuple[str, int, int]]:
    """(term, position, first character) of every token."""
    tokens = ReviewAnalyzer(Kind.PROSE)(text, positions=True, chars=True)
    return [(token.text, token.pos, token.startchar) for token in tokens]


def _has(tokens: list[tuple[str, int, int]], start: int, end: int) -> bool:
    return any(start <= at < end for _, _, at in tokens)


def _list_units(starts: list[int], places: list[tuple[int, int]]) -> set[int]:
    return {
        bisect_right(starts, a) - 1
        for a, b in places
        if bisect_right(starts, a) == bisect_right(starts, b)
    }


@pytest.mark.parametrize("codec", [ColumnarCodec, W3Codec])
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    segments=st.lists(st.lists(TEXTS, min_size=1, max_size=6), min_size=1, max_size=2),
    query=questions(),
)
def test_same_unit_is_what_reading_the_texts_says(
    codec: type, segments: Sequence[Sequence[str]], query: SameUnit
) -> None:
    index = RamStorage().create_index(make_schema())
    for texts in segments:
        writer = SegmentWriter(index, codec=codec())
        for text in texts:
            writer.add_document(body=text, unit=text)
        writer.commit(merge=False)
    texts = [text for texts in segments for text in texts]
    expected = [doc for doc, text in enumerate(texts) if find_places(text, query)]
    with index.searcher(weighting=Weighting()) as searcher:
        scores = find_all(searcher, query)
        assert sorted(scores) == expected
        assert sorted(searcher.docs_for_query(query)) == expected
        if codec is ColumnarCodec:
            columns = open_columns(searcher)
            assert columns.docs(query).tolist() == expected
            assert columns.score(query, range(len(texts))) == pytest.approx(scores)
            ranked = columns.search(query, limit=len(texts) + 1)
            assert {doc: score for score, doc in ranked.top} == pytest.approx(scores)


CROSSING = q.Phrase("body", ["ab", "cd"])
LOOSE = q.Phrase("body", ["ab", "cd"], slop=3)
AB, CD, EF = (q.Term("body", word) for word in ("ab", "cd", "ef"))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (SameUnit(SENTENCE, [CROSSING]), [1, 2]),
        (SameUnit(PARAGRAPH, [CROSSING]), [0, 1, 2]),
        (SameUnit(SENTENCE, [CROSSING, EF]), [1]),
        (SameUnit(SENTENCE, [LOOSE]), [1, 2]),
        (SameUnit(SENTENCE, [AB], [CROSSING]), [0, 3]),
        (SameUnit(PARAGRAPH, [AB], [CD]), [3]),
        (SameUnit(PARAGRAPH, [SameUnit(SENTENCE, [AB, CD]), EF]), [1]),
        (SameUnit(SENTENCE, [SameUnit(SENTENCE, [AB], [CD])]), [0, 3]),
    ],
)
def test_what_reaches_over_the_end_of_a_unit_is_in_none(
    query: SameUnit, expected: list[int]
) -> None:
    index = RamStorage().create_index(make_schema())
    writer = SegmentWriter(index, codec=ColumnarCodec())
    for text in ("The ab. Cd in ef.", "An ab cd ef.", "Ab cd.\n\nEf.", "Ab.\n\nCd ef."):
        writer.add_document(body=text, unit=text)
    writer.commit()
    with index.searcher(weighting=Weighting()) as searcher:
        assert list(searcher.docs_for_query(query)) == expected
        assert open_columns(searcher).docs(query).tolist() == expected


def test_documents_without_known_units_match_nothing() -> None:
    index = RamStorage().create_index(make_schema())
    writer = SegmentWriter(index, codec=ColumnarCodec())
    writer.add_document(body="Ab. Cd.", unit="Ab. Cd.")
    writer.add_document(body="ab cd")
    writer.commit()
    query = SameUnit(SENTENCE, [AB, CD])
    with index.searcher() as searcher:
        assert list(searcher.docs_for_query(query)) == []
        assert open_columns(searcher).docs(query).tolist() == []


def test_other_clauses_are_left_to_the_matchers() -> None:
    index = RamStorage().create_index(make_schema())
    writer = SegmentWriter(index, codec=ColumnarCodec())
    writer.add_document(body="ab cd", unit="ab cd")
    writer.commit()
    query = SameUnit(SENTENCE, [q.Term("body", "ab"), q.Prefix("body", "c")])
    with index.searcher() as searcher:
        assert list(searcher.docs_for_query(query)) == [0]
        columns: ColumnSearcher = open_columns(searcher)
        with pytest.raises(Uncovered):
            columns.docs(query)
