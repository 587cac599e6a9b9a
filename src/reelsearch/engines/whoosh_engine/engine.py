"""An index in a folder, opened for searching."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

from whoosh import query as q
from whoosh.collectors import Collector, FilterCollector, TopCollector
from whoosh.reading import IndexReader
from whoosh.searching import Results, Searcher

from reelsearch.engines.base import Answer, IndexStats, Ranked, Request
from reelsearch.engines.whoosh_engine.failures import map_reading
from reelsearch.engines.whoosh_engine.fields import shared_schema
from reelsearch.engines.whoosh_engine.manifest import read_manifest
from reelsearch.engines.whoosh_engine.sorting import count_values, sort_docs
from reelsearch.engines.whoosh_engine.storage import DurableStorage, ReviewIndex
from reelsearch.engines.whoosh_engine.stored import load_review
from reelsearch.errors import EngineError
from reelsearch.review import Review


class WhooshEngine:
    """Implements ``engines.base.Engine``: one committed state of an index in *folder*.

    It may be shared by threads. It keeps its state while others write; open another to
    see what they committed. Raises :class:`IndexNotFoundError` and
    :class:`IndexFormatError`, where damage is found only in searching, too.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._manifest = read_manifest(folder)
        self._index = ReviewIndex(
            DurableStorage(folder),
            shared_schema(),
            is_committed=bool(self._manifest.remembered.sources),
        )
        # Whoosh's readers share the place they have reached in a file, so that two threads
        # in one of them read rubbish. Waiting costs nothing: one of them runs at a time.
        self._lock = RLock()
        self._closed = False
        with map_reading(folder):
            self._searcher: Searcher = self._index.searcher()
            self._reader: IndexReader = self._searcher.reader()

    @property
    def doc_count(self) -> int:
        """The number of reviews."""
        with self._reading():
            return int(self._reader.doc_count())

    def search(self, request: Request) -> Answer:
        """Rank what matches."""
        with self._reading():
            return self._search(request)

    def _search(self, request: Request) -> Answer:
        wanted = request.offset + request.limit
        if request.sort or request.facets:
            docs = self._matching(request.query, request.filter)
            facets = {name: count_values(self._reader, name, docs) for name in request.facets}
            if request.sort:
                order = sort_docs(self._reader, docs, request.sort)
                page = order[request.offset : wanted]
                return Answer(tuple(Ranked(doc, 0.0) for doc in page), len(docs), facets)
        else:
            docs, facets = None, {}
        candidates = max(wanted, request.window if request.rescore else 0)
        found = self._collect(request, max(candidates, 1))
        ranked = [Ranked(doc, score) for score, doc in found.top_n]
        if request.rescore is not None:
            # Only the window, however much is asked for: or a later page would be cut from
            # another order than the first.
            ranked = [
                *self._rescore(request.rescore, ranked[: request.window]),
                *ranked[request.window :],
            ]
        total = len(docs) if docs is not None else len(found)
        return Answer(tuple(ranked[request.offset : wanted]), total, facets)

    def _collect(self, request: Request, limit: int) -> Results:
        # Whoosh's ways of passing over what cannot reach the best few (blocks of postings,
        # clauses of a query) miscount what matches, and say that the count is exact.
        collector: Collector = TopCollector(limit, usequality=False, replace=0)
        if request.filter is not None:
            collector = FilterCollector(collector, request.filter)
        self._searcher.search_with_collector(request.query, collector)
        return collector.results()

    def _rescore(self, query: q.Query, ranked: Sequence[Ranked]) -> list[Ranked]:
        added = self.score(query, [doc for doc, _ in ranked])
        rescored = [Ranked(doc, score + added.get(doc, 0.0)) for doc, score in ranked]
        return sorted(rescored, key=lambda r: (-r.score, r.doc))

    def score(self, query: q.Query, docs: Sequence[int]) -> dict[int, float]:
        """What *query* scores for those of *docs* that match it.

        The matcher is moved from one of *docs* to the next, so that what is costly (the
        positions of a phrase) is only looked at there.
        """
        with self._reading():
            return self._score(query, sorted(docs))

    def _score(self, query: q.Query, wanted: Sequence[int]) -> dict[int, float]:
        scores: dict[int, float] = {}
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

    def review(self, doc: int) -> Review:
        """The review of a document number that :meth:`search` gave."""
        with self._reading():
            return load_review(self._reader.stored_fields(doc)["review"])

    def matches(self, query: q.Query) -> bool:
        """Whether any review matches."""
        with self._reading():
            return any(True for _ in self._searcher.docs_for_query(query))

    def frequency(self, field: str, term: str) -> int:
        """How many reviews have *term* in *field* of the index."""
        with self._reading():
            return self._frequency(field, term)

    def _frequency(self, field: str, term: str) -> int:
        count = int(self._reader.doc_frequency(field, term))
        if count and self._reader.has_deletions():
            return count if self._is_live(field, term) else 0
        return count

    def terms(self, field: str, prefix: str = "") -> Iterator[tuple[str, int]]:
        """The terms of a field that begin with *prefix*, in order, with their frequencies."""
        with self._reading():
            terms = [raw.decode("utf-8") for raw in self._reader.expand_prefix(field, prefix)]
            counted = [(term, self._frequency(field, term)) for term in terms]
        return ((term, count) for term, count in counted if count)

    def stats(self) -> IndexStats:
        """What the index holds."""
        with self._reading():
            files = [entry for entry in self._folder.iterdir() if entry.is_file()]
            committed = self._index.latest_generation() >= 0
            return IndexStats(
                reviews=self.doc_count,
                size=sum(entry.stat().st_size for entry in files),
                segments=len(self._reader.leaf_readers()) if self._reader.doc_count_all() else 0,
                format=self._manifest.format,
                committed=self._index.last_modified() if committed else 0.0,
                sources=self._manifest.remembered.sources,
                terms={
                    name: sum(1 for _ in self._reader.lexicon(name))
                    for name in sorted(self._reader.indexed_field_names())
                },
            )

    def close(self) -> None:
        """Let go of the files. Closing twice is closing once."""
        with self._lock:
            if not self._closed:
                self._closed = True
                self._searcher.close()

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with self._lock:
            if self._closed:
                raise EngineError(f"The index in {self._folder} was closed. Open it again.")
            with map_reading(self._folder):
                yield

    def _matching(self, query: q.Query, restriction: q.Query | None) -> set[int]:
        docs = set(self._searcher.docs_for_query(query))
        if restriction is not None:
            docs &= set(self._searcher.docs_for_query(restriction))
        return docs

    def _is_live(self, field: str, term: str) -> bool:
        return bool(self._reader.postings(field, term).is_active())
