"""Queries run by Whoosh's own matchers, for what the executor does not cover.

The same questions and answers as ``executor.ColumnSearcher``, over the same segments.
Threads may not share it: Whoosh's readers keep the place they have reached.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from whoosh import query as q
from whoosh.collectors import Collector, FilterCollector, TopCollector, WrappingCollector
from whoosh.reading import IndexReader
from whoosh.searching import Searcher

from reelsearch.engines.budget import UNBOUNDED, Budget
from reelsearch.engines.whoosh_engine.codec.arrays import Array
from reelsearch.engines.whoosh_engine.executor import Ranking
from reelsearch.engines.whoosh_engine.weighting import Weighting


class MatcherSearcher:
    """Runs queries over *reader*."""

    def __init__(self, reader: IndexReader) -> None:
        self._searcher = Searcher(reader, weighting=Weighting())

    def search(
        self,
        query: q.Query,
        filter: q.Query | None = None,
        limit: int = 10,
        *,
        count: bool = True,
        budget: Budget = UNBOUNDED,
    ) -> Ranking:
        """The best *limit* documents, and how many match."""
        self._check_prefixes(query, budget)
        # Whoosh's ways of passing over what cannot reach the best few (blocks of postings,
        # clauses of a query) miscount what matches, and say that the count is exact.
        collector: Collector = TopCollector(limit, usequality=False, replace=0)
        if filter is not None:
            self._check_prefixes(filter, budget)
            collector = FilterCollector(collector, filter)
        collector = _TimedCollector(collector, budget)
        self._searcher.search_with_collector(query, collector)
        found = collector.results()
        return Ranking([(float(score), doc) for score, doc in found.top_n], len(found))

    def docs(
        self, query: q.Query, filter: q.Query | None = None, *, budget: Budget = UNBOUNDED
    ) -> Array:
        """The numbers of all documents that match, ascending (int64)."""
        docs = self._list_docs(query, budget)
        if filter is not None:
            docs &= self._list_docs(filter, budget)
        return np.array(sorted(docs), dtype=np.int64)

    def count(
        self, query: q.Query, filter: q.Query | None = None, *, budget: Budget = UNBOUNDED
    ) -> int:
        """How many documents match."""
        return len(self.docs(query, filter, budget=budget))

    def _list_docs(self, query: q.Query, budget: Budget) -> set[int]:
        self._check_prefixes(query, budget)
        docs: set[int] = set()
        for doc in self._searcher.docs_for_query(query):
            budget.check_time()
            docs.add(doc)
        return docs

    def _check_prefixes(self, query: q.Query, budget: Budget) -> None:
        budget.check_time()
        reader = self._searcher.reader()
        for leaf in query.leaves():
            if isinstance(leaf, q.Prefix):
                terms = reader.expand_prefix(leaf.fieldname, leaf.text)
                budget.check_terms(leaf.text, sum(1 for _ in terms))

    def matches(self, query: q.Query) -> bool:
        """Whether any document matches."""
        return any(True for _ in self._searcher.docs_for_query(query))

    def score(self, query: q.Query, docs: Collection[int]) -> dict[int, float]:
        """What *query* scores for those of *docs* that match it.

        The matcher is moved from one of *docs* to the next, so that what is costly (the
        positions of a phrase) is only looked at there.
        """
        scores: dict[int, float] = {}
        wanted = sorted(docs)
        for searcher, offset in self._searcher.leaf_searchers():
            last = offset + searcher.doc_count_all()
            matcher = query.matcher(searcher, self._searcher.context())
            for doc in wanted:
                if not offset <= doc < last:
                    continue
                if not matcher.is_active():
                    break
                if matcher.id() < doc - offset:
                    matcher.skip_to(doc - offset)
                if matcher.is_active() and matcher.id() == doc - offset:
                    scores[doc] = float(matcher.score())
        return scores


class _TimedCollector(WrappingCollector):
    """Looks at the time with each document that *child* takes."""

    def __init__(self, child: Collector, budget: Budget) -> None:
        super().__init__(child)
        self._budget = budget

    def collect(self, sub_docnum: int) -> object:
        self._budget.check_time()
        return self.child.collect(sub_docnum)
