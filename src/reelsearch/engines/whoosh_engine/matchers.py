"""Queries run by Whoosh's own matchers, for what the executor does not cover.

The same questions and answers as ``executor.ColumnSearcher``, over the same segments.
Threads may not share it: Whoosh's readers keep the place they have reached.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from whoosh import query as q
from whoosh.collectors import Collector, FilterCollector, TopCollector
from whoosh.reading import IndexReader
from whoosh.searching import Searcher

from reelsearch.engines.whoosh_engine.codec.arrays import Array
from reelsearch.engines.whoosh_engine.executor import Ranking
from reelsearch.engines.whoosh_engine.weighting import Weighting


class MatcherSearcher:
    """Runs queries over *reader*."""

    def __init__(self, reader: IndexReader) -> None:
        self._searcher = Searcher(reader, weighting=Weighting())

    def search(
        self, query: q.Query, filter: q.Query | None = None, limit: int = 10, *, count: bool = True
    ) -> Ranking:
        """The best *limit* documents, and how many match."""
        # Whoosh's ways of passing over what cannot reach the best few (blocks of postings,
        # clauses of a query) miscount what matches, and say that the count is exact.
        collector: Collector = TopCollector(limit, usequality=False, replace=0)
        if filter is not None:
            collector = FilterCollector(collector, filter)
        self._searcher.search_with_collector(query, collector)
        found = collector.results()
        return Ranking([(float(score), doc) for score, doc in found.top_n], len(found))

    def docs(self, query: q.Query, filter: q.Query | None = None) -> Array:
        """The numbers of all documents that match, ascending (int64)."""
        docs = set(self._searcher.docs_for_query(query))
        if filter is not None:
            docs &= set(self._searcher.docs_for_query(filter))
        return np.array(sorted(docs), dtype=np.int64)

    def count(self, query: q.Query, filter: q.Query | None = None) -> int:
        """How many documents match."""
        return len(self.docs(query, filter))

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
