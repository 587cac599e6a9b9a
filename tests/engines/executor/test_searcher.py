"""What the executor's searcher does besides agreeing with Whoosh on whole trees."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from whoosh import query as q
from whoosh.query import spans
from whoosh.searching import Searcher

from reelsearch.engines.whoosh_engine.executor import ColumnSearcher, Uncovered
from tests.engines.executor.referee import Document, find_all, open_index

FIRST: list[Document] = [
    {"body": "the heist goes wrong", "film": "heat", "film_key": "heat", "year": 1995},
    {"body": "a heist a tram and the opera", "film": "tram", "film_key": "tram", "year": 1947},
    {"body": "the opera is the film", "film": "opera", "year": 1987},
]
SECOND: list[Document] = [
    {"body": "heist film after heist film", "film": "heat", "film_key": "heat", "year": 1995},
    {"body": "no tram here", "film_key": "alien"},
    {"body": "heist"},
]
DELETED = 5

Both = tuple[ColumnSearcher, Searcher]


@pytest.fixture(scope="module")
def both() -> Iterator[Both]:
    with open_index([FIRST, SECOND], [DELETED]) as searchers:
        yield searchers


def body(word: str, boost: float = 1.0) -> q.Term:
    return q.Term("body", word, boost=boost)


def found(ours: ColumnSearcher, query: q.Query) -> list[int]:
    docs: list[int] = ours.docs(query).tolist()
    return docs


def test_filter_restricts_without_scoring(both: Both) -> None:
    ours, _ = both
    heat = q.Term("film_key", "heat", boost=9.0)
    ranking = ours.search(body("heist"), heat)
    whole = ours.score(body("heist"), range(6))
    assert ranking.total == 2
    assert ranking.top == [(whole[3], 3), (whole[0], 0)]
    assert ours.docs(body("heist"), heat).tolist() == [0, 3]


def test_total_is_only_counted_if_asked_for(both: Both) -> None:
    ours, _ = both
    assert ours.search(body("heist"), count=False).total is None
    assert ours.search(body("absent"), count=False) == ([], None)
    assert ours.search(body("heist"), limit=1).total == 3


def test_search_without_segments_finds_nothing() -> None:
    with open_index([]) as (ours, _):
        assert ours.search(q.Every()) == ([], 0)
        assert found(ours, body("heist")) == []
        assert not ours.matches(q.Every())


def test_score_takes_documents_in_any_order_and_leaves_out_what_does_not_match(
    both: Both,
) -> None:
    ours, whoosh = both
    expected = find_all(whoosh, body("heist", 2.0))
    assert ours.score(body("heist", 2.0), [4, 3, 0, 3]) == pytest.approx(
        {doc: expected[doc] for doc in (0, 3)}
    )


def test_deleted_documents_are_in_no_answer_but_count_in_weights(both: Both) -> None:
    ours, whoosh = both
    assert DELETED not in found(ours, q.Every())
    assert ours.score(q.Every(), [DELETED]) == {}
    assert ours.frequency("body", "heist") == 3
    assert ours.score(body("heist"), [0]) == pytest.approx({0: find_all(whoosh, body("heist"))[0]})


def test_frequency_of_what_is_not_there_is_zero(both: Both) -> None:
    ours, _ = both
    assert ours.frequency("body", "absent") == ours.frequency("nowhere", "heist") == 0


def test_terms_are_counted_over_given_documents(both: Both) -> None:
    ours, _ = both
    assert ours.count_by("film_key", ours.docs(q.Every())) == {"heat": 2, "tram": 1, "alien": 1}
    assert ours.count_by("film_key", ours.docs(body("opera"))) == {"tram": 1}
    assert ours.count_by("film_key", np.zeros(0, dtype=np.int64)) == {}


def test_counts_are_the_same_however_often_they_are_asked_for(both: Both) -> None:
    ours, _ = both
    for name in ("film_key", "word", "body"):
        for query in (body("heist"), body("film"), q.Every()):
            docs = ours.docs(query)
            first, second, third = (ours.count_by(name, docs) for _ in range(3))
            assert first == second == third
    counts = ours.count_by("body", ours.docs(body("opera")))
    assert counts == {"a": 1, "and": 1, "film": 1, "heist": 1, "is": 1, "opera": 2} | {
        "the": 2,
        "tram": 1,
    }


def test_documents_without_a_value_are_sorted_last_in_either_order(both: Both) -> None:
    ours, _ = both
    docs = ours.docs(q.Every())
    assert ours.sort(docs, "year").tolist() == [1, 2, 0, 3, 4]
    assert ours.sort(docs, "year", reverse=True).tolist() == [0, 3, 2, 1, 4]
    assert ours.sort(docs, "film_key").tolist() == [4, 0, 3, 1, 2]
    assert ours.sort(docs, "film_key", reverse=True).tolist() == [1, 0, 3, 4, 2]


@pytest.mark.parametrize("name", ["body", "nowhere"])
def test_sorting_by_what_has_no_column_is_uncovered(both: Both, name: str) -> None:
    with pytest.raises(Uncovered):
        both[0].sort(both[0].docs(q.Every()), name)


@pytest.mark.parametrize(("slop", "expected"), [(1, []), (2, [1]), (3, [1]), (4, [1])], ids=str)
def test_phrase_respects_slop(both: Both, slop: int, expected: list[int]) -> None:
    assert found(both[0], q.Phrase("body", ["heist", "tram"], slop=slop)) == expected


def test_phrase_respects_order_and_repetition(both: Both) -> None:
    ours, _ = both
    assert found(ours, q.Phrase("body", ["heist", "film"])) == [3]
    assert found(ours, q.Phrase("body", ["film", "heist"], slop=2)) == [3]
    assert found(ours, q.Phrase("body", ["heist", "heist"])) == []
    assert found(ours, q.Phrase("body", ["heist", "heist"], slop=3)) == [3]


@pytest.mark.parametrize(
    "query",
    [
        spans.SpanNear2([body("heist", 2.0), body("film")], slop=2),
        q.Or([body("heist"), body("tram"), body("opera")], scale=0.9, boost=2.0),
        q.Or([body("heist"), body("absent")], scale=0.9),
        q.Or([]),
        q.And([]),
        q.Or([body("heist")], boost=5.0),
        q.NumericRange("year", 1950, 1990, boost=3.0),
        q.Term("year", 1995),
        q.Term("year", "no number"),
        q.Term("nowhere", "heist"),
        q.AndNot(body("heist"), body("film")),
    ],
    ids=str,
)
def test_single_queries_agree_with_whoosh(both: Both, query: q.Query) -> None:
    ours, whoosh = both
    expected = find_all(whoosh, query)
    assert ours.score(query, range(6)) == pytest.approx(expected)
    assert found(ours, query) == sorted(expected)


class Backwards(q.Term):
    """A term that matches in a way of its own."""

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        raise NotImplementedError


class Plain(q.Or):
    """A group that matches as the class it is of."""


@pytest.mark.parametrize(
    "query",
    [
        q.FuzzyTerm("body", "heist", prefixlength=6),
        q.Otherwise(body("heist"), body("tram")),
        q.Ordered([body("heist"), body("tram")]),
        spans.SpanNear2([body("heist"), body("tram")], ordered=False),
        spans.SpanFirst(body("heist")),
        q.Or([body("heist"), q.And([body("tram"), body("a")])], scale=0.5),
        q.Phrase("word", ["heist", "tram"]),
        q.Prefix("nowhere", "h"),
        q.NumericRange("body", 1, 2),
        q.NumericRange("year", 1990, 2000, constantscore=False),
        body("heist", 0.0),
        q.ConstantScoreQuery(body("heist"), -1.0),
        Backwards("body", "heist"),
    ],
    ids=repr,
)
def test_what_is_not_covered_says_so(both: Both, query: q.Query) -> None:
    with pytest.raises(Uncovered):
        both[0].search(q.Or([body("tram"), query]))


def test_subclass_that_matches_no_differently_is_covered(both: Both) -> None:
    ours, _ = both
    assert found(ours, Plain([body("tram"), body("opera")])) == [1, 2, 4]


def test_equal_scores_come_by_document_number(both: Both) -> None:
    ours, _ = both
    assert ours.search(q.Every(), limit=3).top == [(1.0, 0), (1.0, 1), (1.0, 2)]
    keys = q.Term("film_key", "heat", boost=2.5)
    assert ours.search(keys).top == [(2.5, 0), (2.5, 3)]
