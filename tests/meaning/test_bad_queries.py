"""What a query that is no question gets: an answer, or a sentence that says what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import reelsearch
from reelsearch import QuerySyntaxError, Searcher
from tests.meaning.odd_queries import ANSWERED, EMPTY, REFUSED


@pytest.fixture(scope="module")
def searcher(corpus_index: Path) -> Iterator[Searcher]:
    with reelsearch.open(corpus_index) as searcher:
        yield searcher


@pytest.mark.parametrize("name", ANSWERED)
def test_odd_query_is_answered(searcher: Searcher, name: str) -> None:
    results = searcher.search(ANSWERED[name])
    assert results.total >= len(results)
    assert results.total or results.notes or "not" in name


@pytest.mark.parametrize("name", REFUSED)
def test_query_that_is_none_is_refused_in_a_sentence(searcher: Searcher, name: str) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        searcher.search(REFUSED[name])
    first = str(caught.value).splitlines()[0]
    assert 20 < len(first) < 200
    assert first[0].isupper() or first.startswith("film:")
    assert first.rstrip("”").endswith((".", "…"))


@pytest.mark.parametrize("query", EMPTY)
def test_query_without_a_letter_is_told_so(searcher: Searcher, query: str) -> None:
    results = searcher.search(query)
    assert results.total == 0
    assert results.notes == (f"there is no letter or digit to look for in “{query}”",)
