"""An index in a folder, opened for searching."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from whoosh import query as q

from reelsearch.engines.base import Answer, IndexStats, Ranked, Request
from reelsearch.engines.whoosh_engine.executor import ColumnSearcher, Uncovered
from reelsearch.engines.whoosh_engine.failures import MappedReading
from reelsearch.engines.whoosh_engine.fields import shared_schema
from reelsearch.engines.whoosh_engine.manifest import read_manifest
from reelsearch.engines.whoosh_engine.snapshot import Snapshot
from reelsearch.engines.whoosh_engine.storage import DurableStorage, ReviewIndex
from reelsearch.engines.whoosh_engine.stored import load_review
from reelsearch.errors import EngineError
from reelsearch.results import FacetCount
from reelsearch.review import Review
from reelsearch.schema import key_field, value_field

if TYPE_CHECKING:
    from reelsearch.engines.whoosh_engine.codec.arrays import Array
    from reelsearch.engines.whoosh_engine.matchers import MatcherSearcher

_Answer = TypeVar("_Answer")


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
        self._lock = Lock()
        self._matchers: MatcherSearcher | None = None
        self._reading = MappedReading(folder)
        with self._reading:
            self._snapshot: Snapshot | None = Snapshot(self._index)
            deleted = self._snapshot.list_deleted()
            segments = list(zip(self._snapshot.segments, deleted, strict=True))
            self._columns = ColumnSearcher(segments, shared_schema())

    @property
    def doc_count(self) -> int:
        """The number of reviews."""
        with self._reading:
            snapshot = self._open_snapshot()
            return snapshot.doc_count

    def search(self, request: Request) -> Answer:
        """Rank what matches."""
        with self._reading:
            self._open_snapshot()
            return self._search(request)

    def _search(self, request: Request) -> Answer:
        query, restriction, budget = request.query, request.filter, request.budget
        wanted = request.offset + request.limit
        facets: dict[str, tuple[FacetCount, ...]] = {}
        total: int | None = None
        if request.sort or request.facets:
            docs = self._ask(lambda searcher: searcher.docs(query, restriction, budget=budget))
            for name in request.facets:
                budget.check_time()
                facets[name] = self._count_values(name, docs)
            total = len(docs)
            if request.sort:
                order = self._sort(docs, request.sort)
                page = order[request.offset : wanted].tolist()
                return Answer(tuple(Ranked(doc, 0.0) for doc in page), total, facets)
        if not wanted:
            if total is None:
                total = self._ask(
                    lambda searcher: searcher.count(query, restriction, budget=budget)
                )
            return Answer((), total, facets)
        candidates = max(wanted, request.window if request.rescore else 0)
        count = request.count and total is None
        found = self._ask(
            lambda searcher: searcher.search(
                query, restriction, candidates, count=count, budget=budget
            )
        )
        top = found.top
        if request.rescore is not None:
            # Only the window, however much is asked for: or a later page would be cut from
            # another order than the first.
            top = [*self._rescore(request.rescore, top[: request.window]), *top[request.window :]]
        page = tuple(Ranked(doc, score) for score, doc in top[request.offset : wanted])
        if total is None:
            total = len(top) if found.total is None else found.total
        return Answer(page, total, facets)

    def _rescore(self, query: q.Query, top: Sequence[tuple[float, int]]) -> list[tuple[float, int]]:
        """*top*, each a score and a document, in the order that it has with *query* added."""
        added = self._score(query, [doc for _, doc in top])
        # The highest score first, and of equal ones the lowest number, by what tuples do alone.
        rescored = sorted((-score - added.get(doc, 0.0), doc) for score, doc in top)
        return [(-negated, doc) for negated, doc in rescored]

    def _sort(self, docs: Array, sort: str) -> Array:
        name = sort.lstrip("-")
        column = key_field(name) if name == "film" else name
        return self._columns.sort(docs, column, reverse=sort.startswith("-"))

    def _count_values(self, name: str, docs: Array) -> tuple[FacetCount, ...]:
        counts = self._columns.count_by(value_field(name), docs)
        ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        return tuple(FacetCount(value, count) for value, count in ordered)

    def score(self, query: q.Query, docs: Sequence[int]) -> dict[int, float]:
        """What *query* scores for those of *docs* that match it."""
        with self._reading:
            self._open_snapshot()
            return self._score(query, docs)

    def _score(self, query: q.Query, docs: Sequence[int]) -> dict[int, float]:
        return self._ask(lambda searcher: searcher.score(query, docs))

    def review(self, doc: int) -> Review:
        """The review of a document number that :meth:`search` gave."""
        with self._reading:
            snapshot = self._open_snapshot()
            return load_review(snapshot.stored(doc)["review"])

    def matches(self, query: q.Query) -> bool:
        """Whether any review matches."""
        with self._reading:
            self._open_snapshot()
            return self._ask(lambda searcher: searcher.matches(query))

    def frequency(self, field: str, term: str) -> int:
        """How many reviews have *term* in *field* of the index."""
        with self._reading:
            self._open_snapshot()
            return self._columns.frequency(field, term)

    def terms(self, field: str, prefix: str = "") -> Iterator[tuple[str, int]]:
        """The terms of a field that begin with *prefix*, in order, with their frequencies."""
        with self._reading:
            snapshot = self._open_snapshot()
            terms = snapshot.list_terms(field, prefix.encode("utf-8"))
            return iter([(term.decode("utf-8"), count) for term, count in terms])

    def stats(self) -> IndexStats:
        """What the index holds."""
        with self._reading:
            snapshot = self._open_snapshot()
            files = [entry for entry in self._folder.iterdir() if entry.is_file()]
            names = {name for segment in snapshot.segments for name in segment.field_names}
            return IndexStats(
                reviews=snapshot.doc_count,
                size=sum(entry.stat().st_size for entry in files),
                segments=len(snapshot.segments),
                format=self._manifest.format,
                committed=self._index.last_modified() if snapshot.generation > 0 else 0.0,
                sources=self._manifest.remembered.sources,
                terms={name: snapshot.count_terms(name) for name in sorted(names)},
            )

    def close(self) -> None:
        """Let go of the files, once no thread is reading them. Closing twice is closing once."""
        self._snapshot = None
        self._matchers = None

    def _open_snapshot(self) -> Snapshot:
        snapshot = self._snapshot
        if snapshot is None:
            raise EngineError(f"The index in {self._folder} was closed. Open it again.")
        return snapshot

    def _ask(self, ask: Callable[[ColumnSearcher | MatcherSearcher], _Answer]) -> _Answer:
        """What the columns say; or Whoosh's matchers, where the executor does not cover it."""
        try:
            return ask(self._columns)
        except Uncovered:
            # Whoosh's readers share the place they have reached in a file, so that two threads
            # in one of them read rubbish.
            with self._lock:
                return ask(self._open_matchers())

    def _open_matchers(self) -> MatcherSearcher:
        from reelsearch.engines.whoosh_engine.matchers import MatcherSearcher  # seldom needed

        if self._matchers is None:
            assert self._snapshot is not None
            self._matchers = MatcherSearcher(self._snapshot.open_reader())
        return self._matchers
