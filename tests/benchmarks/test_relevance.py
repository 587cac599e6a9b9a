"""Reading a collection, and the measures, worked out by hand."""

from __future__ import annotations

from math import log2
from pathlib import Path

import pytest

from benchmarks.relevance.collection import CollectionError, Document, read_collection
from benchmarks.relevance.measures import average_precision, measure, ndcg
from benchmarks.relevance.ours import VARIANTS, ask_with, write_documents
from benchmarks.relevance.peers import open_peers
from benchmarks.relevance.run import split
from reelsearch.query.ranking import DEFAULT
from reelsearch.searching import Searcher

DOCS = """<doc>
<docno>1</docno>
<title>flow past
a plate .</title>
<author>ting</author>
<text>shear flow &amp; a plate</text>
</doc>
<DOC><DOCNO> B-2 </DOCNO><TEXT>heat in <b>slabs</b></TEXT></DOC>
"""
QUERIES = """<?xml version='1.0'?><xml>
<top><num> 7</num><title>
what flow .
</title></top>
<top><num> Number: 009 <title>heat</top></xml>"""


def write(folder: Path, judgments: str, queries: str = QUERIES) -> Path:
    for name, text in (("docs.xml", DOCS), ("topics.xml", queries), ("qrels.txt", judgments)):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_documents_have_their_titles_and_texts_without_markup(tmp_path: Path) -> None:
    read = read_collection(write(tmp_path, "7 0 1 1\n"))
    assert read.documents == (
        Document("1", "flow past a plate .", "shear flow & a plate"),
        Document("B-2", "", "heat in slabs"),
    )
    assert read.queries == ("what flow .", "heat")


def test_queries_are_judged_by_number_if_all_have_one(tmp_path: Path) -> None:
    read = read_collection(write(tmp_path, "7 0 1 1\n9 0 B-2 2\n"))
    assert read.relevant == {0: {"1"}, 1: {"B-2"}}


def test_names_of_queries_need_be_no_numbers_and_may_begin_with_zeros(tmp_path: Path) -> None:
    queries = QUERIES.replace(" 7<", " MB07<")
    read = read_collection(write(tmp_path, "MB07 0 1 1\n0009 0 B-2 2\n", queries))
    assert read.relevant == {0: {"1"}, 1: {"B-2"}}


def test_queries_are_judged_by_place_otherwise(tmp_path: Path) -> None:
    read = read_collection(write(tmp_path, "1 0 1 1\n2 0 B-2 1\n"))
    assert read.relevant == {0: {"1"}, 1: {"B-2"}}


def test_grades_of_0_and_below_and_absent_documents_are_not_relevant(tmp_path: Path) -> None:
    read = read_collection(write(tmp_path, "7 0 1 0\n7 0 B-2 -1\n7 0 B-2 3\n9 0 gone 1\n"))
    assert read.relevant == {0: {"B-2"}}


@pytest.mark.parametrize("missing", ["docs.xml", "topics.xml", "qrels.txt"])
def test_folder_that_lacks_a_file_is_refused(tmp_path: Path, missing: str) -> None:
    (write(tmp_path, "7 0 1 1\n") / missing).unlink()
    with pytest.raises(CollectionError, match="holds no"):
        read_collection(tmp_path)


def test_judgment_of_an_unknown_query_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CollectionError, match="query 12"):
        read_collection(write(tmp_path, "12 0 1 1\n"))


def test_ndcg_discounts_by_rank() -> None:
    grades = {"a": 3.0, "b": 1.0}
    assert ndcg(["a", "b"], grades) == 1
    found = (1 / log2(3) + 3 / log2(4)) / (3 + 1 / log2(3))
    assert ndcg(["x", "b", "a"], grades) == pytest.approx(found)
    assert ndcg(["x"] * 10 + ["a"], grades) == 0


def test_average_precision_counts_what_was_not_found() -> None:
    assert average_precision(["a", "x", "b"], frozenset("ab")) == pytest.approx((1 + 2 / 3) / 2)
    assert average_precision(["a"], frozenset("ab")) == 0.5


def test_query_without_relevant_documents_counts_as_nothing_found() -> None:
    scores = measure({0: ["a"], 1: ["a"]}, {0: frozenset("a")})
    assert scores == (0.5, 0.5, 0.5)


def test_halves_share_no_query_and_are_the_same_for_a_seed() -> None:
    tuned, other = split(225, seed=1)
    assert sorted([*tuned, *other]) == list(range(225))
    assert abs(len(tuned) - len(other)) == 1
    assert split(225, seed=1) == (tuned, other) != split(225, seed=2)


def test_each_variant_differs_from_the_defaults() -> None:
    assert all(ranking != DEFAULT for ranking in VARIANTS.values())


def test_all_engines_find_the_document_with_the_word(tmp_path: Path) -> None:
    documents = [
        Document("a", "flow past plates", "shear flow over a plate"),
        Document("b", "", "heat in slabs"),
        Document("c", "", "noise of jets"),
    ]
    write_documents(documents, tmp_path / "index")
    with Searcher(tmp_path / "index") as searcher:
        asks = [ask_with(searcher, 10, related=False), *(ask for _, ask in open_peers(documents))]
        assert [list(ask("plates?")) for ask in asks if ask("flow")] == [["a"]] * len(asks)
        assert list(ask_with(searcher, 10, related=False)("slabs (heat")) == ["b"]
