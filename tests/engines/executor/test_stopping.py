"""A search that is stopped gives no answer at all, and leaves nothing behind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from whoosh import query as q
from whoosh.searching import Searcher

from reelsearch.engines.budget import Budget
from reelsearch.engines.whoosh_engine.executor import ColumnSearcher
from reelsearch.engines.whoosh_engine.matchers import MatcherSearcher
from reelsearch.errors import QueryTimeoutError, TooManyTermsError
from tests.engines.executor.referee import as_if_large, open_index

DOCUMENTS: list[dict[str, Any]] = [
    {
        "body": f"the heist {word} goes {word}ly wrong",
        "film": word,
        "film_key": word,
        "year": 1990 + n,
    }
    for n, word in enumerate("heat tram opera alien heart heel hedge".split())
]
Both = tuple[ColumnSearcher, Searcher]


class Countdown(Budget):
    """A budget that is used up at the *looks*-th look at the time."""

    __slots__ = ("looks",)

    def __init__(self, looks: int) -> None:
        super().__init__()
        self.looks = looks

    def check_time(self) -> None:
        self.looks -= 1
        if self.looks <= 0:
            raise QueryTimeoutError("used up")


@pytest.fixture(scope="module")
def both() -> Iterator[Both]:
    with as_if_large(), open_index([DOCUMENTS[:3], DOCUMENTS[3:]], [5]) as searchers:
        yield searchers


def words(*found: str) -> list[q.Query]:
    return [q.Term("body", word) for word in found]


QUERIES: dict[str, q.Query] = {
    "word": q.Term("body", "heist"),
    "any": q.Or(words("heist", "heat", "tram")),
    "all": q.And(words("heist", "goes")),
    "phrase": q.Phrase("body", ["the", "heist"]),
    "prefix": q.Prefix("body", "he"),
    "prefix of names": q.Prefix("film_key", "he"),
    "range": q.NumericRange("year", 1991, 1995),
    "without": q.And([q.Every(), q.Not(q.Term("body", "heat"))]),
    "nested": q.Or([q.And(words("heist", "heat")), q.Phrase("body", ["goes", "heatly"])]),
}


@pytest.mark.parametrize("name", QUERIES)
@pytest.mark.parametrize("ask", ["search", "docs", "count"])
def test_search_stopped_anywhere_raises_and_the_next_is_whole(
    both: Both, name: str, ask: str
) -> None:
    query = QUERIES[name]
    for searcher in (both[0], MatcherSearcher(both[1].reader())):
        whole = getattr(searcher, ask)
        expected = repr(whole(query))
        stopped = 0
        while True:
            try:
                answer = whole(query, budget=Countdown(stopped + 1))
            except QueryTimeoutError:
                stopped += 1
                assert repr(whole(query)) == expected
            else:
                break
        assert repr(answer) == expected
        assert stopped > 1


def test_prefix_may_stand_for_as_many_words_as_are_allowed(both: Both) -> None:
    query = q.Or([q.Term("body", "goes"), q.Prefix("body", "hea")])
    for searcher in (both[0], MatcherSearcher(both[1].reader())):
        for ask in (searcher.search, searcher.docs, searcher.count):
            with pytest.raises(TooManyTermsError, match=r"“hea\*”"):
                ask(query, budget=Budget(most_terms=1))
            ask(query, budget=Budget(most_terms=4))


def test_filter_is_held_to_the_budget_as_well(both: Both) -> None:
    query, filter = q.Every(), q.Prefix("body", "hea")
    for searcher in (both[0], MatcherSearcher(both[1].reader())):
        for ask in (searcher.search, searcher.docs, searcher.count):
            with pytest.raises(TooManyTermsError):
                ask(query, filter, budget=Budget(most_terms=1))
