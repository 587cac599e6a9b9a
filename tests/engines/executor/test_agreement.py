"""The executor and Whoosh's matchers agree on every query, over random corpora."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh import query as q
from whoosh.searching import Searcher

from reelsearch.engines.whoosh_engine.executor import ColumnSearcher
from reelsearch.schema import SEARCHED_FIELD
from tests.engines.executor.referee import Document, as_if_large, find_all, open_index

WORDS = ("a", "ab", "abc", "b", "ba", "c", "cab", "noir")
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)
YEARS = st.integers(1990, 1999)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    document: Document = {}
    for name in ("body", "film", "word", SEARCHED_FIELD):
        if draw(st.booleans()):
            document[name] = draw(TEXTS)
    if draw(st.booleans()):
        document["film_key"] = draw(TEXTS)
    if draw(st.booleans()):
        document["year"] = draw(YEARS)
    if draw(st.booleans()):
        document["rating"] = draw(st.sampled_from((0.0, 0.25, 0.5, 1.0)))
    if draw(st.booleans()):
        document["bare"] = draw(st.integers(-3, 3))
    return document


BOOSTS = st.sampled_from((1.0, 1.0, 0.5, 2.0, 7.5))
NAMES = st.sampled_from(("body", "body", "film", "word", "film_key", SEARCHED_FIELD))
WORD = st.sampled_from((*WORDS, "absent"))


@st.composite
def leaves(draw: st.DrawFn) -> q.Query:
    kind = draw(st.sampled_from(("term", "term", "term", "phrase", "many", "range", "every")))
    boost = draw(BOOSTS)
    if kind == "term":
        return q.Term(draw(NAMES), draw(WORD), boost=boost)
    if kind == "phrase":
        words = draw(st.lists(WORD, min_size=1, max_size=4))
        field = draw(st.sampled_from(("body", "film")))
        return q.Phrase(field, words, slop=draw(st.integers(1, 4)), boost=boost)
    if kind == "range":
        low, high = draw(st.none() | YEARS), draw(st.none() | YEARS)
        excluded = draw(st.booleans()), draw(st.booleans())
        field = draw(st.sampled_from(("year", "rating", "bare")))
        if field != "year":
            low = low and low - 1994
        return q.NumericRange(field, low, high, *excluded, boost=boost)
    if kind == "every":
        return draw(
            st.sampled_from((q.Every(), q.Every("word", boost), q.Every("year"), q.NullQuery))
        )
    return draw(many(draw(NAMES), boost))


def many(name: str, boost: float) -> st.SearchStrategy[q.Query]:
    constant = st.booleans()
    edge = st.none() | WORD
    return st.one_of(
        st.builds(
            q.Prefix,
            st.just(name),
            st.sampled_from(("a", "b", "ca", "z", "")),
            st.just(boost),
            constant,
        ),
        st.builds(
            q.Wildcard,
            st.just(name),
            st.sampled_from(("a*c", "?", "*b*", "*")),
            st.just(boost),
            constant,
        ),
        st.builds(q.Regex, st.just(name), st.sampled_from(("a.*", "[bc]", "ab?$")), st.just(boost)),
        st.builds(q.Variations, st.just(name), WORD, st.just(boost)),
        st.builds(
            q.FuzzyTerm,
            st.just(name),
            st.sampled_from((*WORDS, "xa", "nor", "cabs", "acb")),
            st.just(boost),
            st.integers(1, 2),
            st.integers(0, 1),
            constant,
        ),
        st.builds(
            q.TermRange,
            st.just(name),
            edge,
            edge,
            st.booleans(),
            st.booleans(),
            st.just(boost),
            constant,
        ),
    )


def groups(children: st.SearchStrategy[q.Query]) -> st.SearchStrategy[q.Query]:
    clauses = st.lists(children, min_size=1, max_size=4)
    return st.one_of(
        st.builds(q.Or, clauses, BOOSTS),
        st.builds(q.And, clauses, BOOSTS),
        st.builds(q.DisjunctionMax, clauses, BOOSTS),
        st.builds(q.AndMaybe, children, children),
        st.builds(q.Require, children, children),
        st.builds(q.ConstantScoreQuery, children, st.sampled_from((1.0, 300.0))),
        st.builds(lambda child, no: q.And([child, q.Not(no)]), children, children),
        st.builds(all_words_first, st.lists(children, min_size=2, max_size=3)),
    )


def all_words_first(clauses: list[q.Query]) -> q.Query:
    return q.Or([*clauses, q.ConstantScoreQuery(q.And(clauses), 300.0 * len(clauses))])


TREES = st.recursive(leaves(), groups, max_leaves=10)
SEGMENTS = st.lists(st.lists(documents(), min_size=1, max_size=25), min_size=1, max_size=3)


def check(ours: ColumnSearcher, whoosh: Searcher, query: q.Query, limit: int = 5) -> None:
    """Both find the same documents, score them alike, and order them alike."""
    expected = find_all(whoosh, query)
    assert ours.docs(query).tolist() == sorted(expected)
    found = ours.search(query, limit=limit)
    assert found.total == ours.count(query) == len(expected)
    assert ours.matches(query) == bool(expected)
    scores = ours.score(query, range(whoosh.reader().doc_count_all()))
    assert scores == pytest.approx(expected, rel=1e-9)
    # Whoosh adds up in another order: what differs in the last bits only is tied for us both.
    best = sorted(expected, key=lambda doc: (-round(expected[doc], 9), doc))[:limit]
    given = sorted(found.top, key=lambda entry: (-round(entry[0], 9), entry[1]))
    assert [doc for _, doc in given] == best
    assert [score for score, _ in found.top] == pytest.approx([expected[d] for d in best])
    assert found.top == sorted(found.top, key=lambda entry: (-entry[0], entry[1]))


def check_some(segments: list[list[Document]], trees: list[q.Query], data: st.DataObject) -> None:
    total = sum(map(len, segments))
    deleted = data.draw(st.sets(st.integers(0, total - 1), max_size=5))
    with open_index(segments, deleted) as (ours, whoosh):
        for tree in trees:
            check(ours, whoosh, tree)


RARELY = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


@RARELY
@given(SEGMENTS, st.lists(TREES, min_size=1, max_size=4), st.data())
def test_trees_find_and_rank_what_whoosh_finds(
    segments: list[list[Document]], trees: list[q.Query], data: st.DataObject
) -> None:
    check_some(segments, trees, data)


@RARELY
@given(SEGMENTS, st.lists(TREES, min_size=1, max_size=4), st.data())
def test_ways_of_large_segments_find_and_rank_the_same(
    segments: list[list[Document]], trees: list[q.Query], data: st.DataObject
) -> None:
    with as_if_large():
        check_some(segments, trees, data)


SHORT = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
TEXTS_ONLY = st.fixed_dictionaries({"body": SHORT, "film": SHORT})
FLAT = st.lists(
    st.builds(q.Term, st.sampled_from(("body", "body", "film")), st.sampled_from(WORDS), BOOSTS),
    min_size=2,
    max_size=6,
)


@settings(RARELY, max_examples=100)
@given(st.lists(TEXTS_ONLY, min_size=20, max_size=60), FLAT, st.integers(1, 4))
def test_words_rank_alike_however_few_are_wanted(
    documents: list[Document], words: list[q.Query], limit: int
) -> None:
    with as_if_large(), open_index([documents], [3]) as (ours, whoosh):
        for group in (q.Or, q.And, all_words_first):
            check(ours, whoosh, group(words), limit)


def test_ways_of_large_segments_are_taken_in_a_segment_of_some_size() -> None:
    numbers = np.random.default_rng(5)
    words = np.array(("film", "the", "story", "noir", "heist", "lamp", "tram", "opera"))
    shares = (0.95, 0.7, 0.3, 0.1, 0.05, 0.02, 0.006, 0.002)
    documents: list[Document] = []
    for number in range(5200):
        chosen = words[numbers.random(len(words)) < shares]
        text = " ".join(numbers.choice(chosen, numbers.integers(1, 12)) if len(chosen) else ())
        documents.append({"body": text, "word": text, "film": text[:9], "year": 1990 + number % 9})
    term = {word: q.Term("body", word) for word in words.tolist()}
    groups: list[list[q.Query]] = [
        [term["film"]],
        [term["film"], term["the"]],
        [term["story"], term["the"], term["film"]],
        [term["lamp"], q.Or([term["film"], q.Term("film", "film", boost=2.0)])],
        [term["tram"], term["opera"]],
    ]
    queries: list[q.Query] = [
        *map(q.Or, groups),
        *map(q.And, groups),
        *map(all_words_first, groups[1:]),
        q.Phrase("body", ["the", "film"], boost=2.0),
        q.Phrase("body", ["film", "story", "film"], slop=3),
        q.Prefix("word", "t"),
        q.Prefix("film", "f"),
        q.And([all_words_first(groups[2]), q.NumericRange("year", 1992, 1995)]),
        q.And([term["film"], q.Not(term["the"])]),
        q.NumericRange("year", None, 1993, endexcl=True),
    ]
    with open_index([documents, documents[:40]], range(0, 5200, 7)) as (ours, whoosh):
        for query in queries:
            check(ours, whoosh, query, limit=10)
