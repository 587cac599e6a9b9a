"""Queries in, documents and scores out, over all segments of one state of an index.

Document numbers count through the segments in their order, as Whoosh's readers count
them. Everything is exact: the documents, scores and order are those of Whoosh's own
matchers under ``weighting.Weighting``, scores within rounding (documents of equal score come by
number; where Whoosh's sums of the same numbers in another order differ in their last
bit, so may the order).

Every method raises :class:`Uncovered` for a query that has to be run by Whoosh's matchers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

import numpy as np
from whoosh.fields import Schema
from whoosh.query import Query

from reelsearch.engines.budget import UNBOUNDED, Budget
from reelsearch.engines.whoosh_engine.codec.arrays import Array
from reelsearch.engines.whoosh_engine.codec.segment import ColumnSegment
from reelsearch.engines.whoosh_engine.executor.boolean import RestrictedNode
from reelsearch.engines.whoosh_engine.executor.compiling import Compiler
from reelsearch.engines.whoosh_engine.executor.fields import Fields
from reelsearch.engines.whoosh_engine.executor.lookup import Known, Lookup
from reelsearch.engines.whoosh_engine.executor.nodes import Accept, Node
from reelsearch.engines.whoosh_engine.executor.ordering import order_by
from reelsearch.engines.whoosh_engine.executor.ranking import order_best
from reelsearch.engines.whoosh_engine.executor.statistics import Statistics
from reelsearch.engines.whoosh_engine.executor.tallies import Tally
from reelsearch.engines.whoosh_engine.executor.uncovered import Uncovered
from reelsearch.engines.whoosh_engine.executor.window import Window

_FEW = 1024
"""For so few documents, where the terms of all phrases stand is read at once."""


class Ranking(NamedTuple):
    """The best documents as (score, document), best first; how many match, None if not asked."""

    top: list[tuple[float, int]]
    total: int | None


class _Part:
    """One segment of the index: its place, what is deleted, what is known of its fields."""

    def __init__(self, segment: ColumnSegment, deleted: Iterable[int], offset: int) -> None:
        self.segment = segment
        self.offset = offset
        self.end = offset + segment.doc_count
        # Not np.unique, which imports a part of NumPy that nothing else here needs.
        self.deleted: Array = np.sort(np.fromiter(deleted, dtype=np.uint32))
        self.known = Known()
        self._tallies: dict[str, Tally] = {}
        self.accept = Accept()
        if len(self.deleted):
            live = np.ones(segment.doc_count, dtype=bool)
            live[self.deleted] = False
            self.accept = Accept([live.take])

    def tally(self, name: str) -> Tally:
        """What counts the terms of a field."""
        tally = self._tallies.get(name)
        if tally is None:
            field = self.segment.field(name)
            tally = self._tallies[name] = Tally(field, self.segment.doc_count)
        return tally

    def count(self, node: Node) -> int:
        """How many documents match that are not deleted."""
        if not node.size:
            return 0
        gone = int(np.count_nonzero(node.contains(self.deleted))) if len(self.deleted) else 0
        return node.count() - gone

    def docs(self, node: Node) -> Array:
        """All documents that match and are not deleted, by their numbers in the index."""
        return self.accept.keep(node.docs()).astype(np.int64) + self.offset

    def within(self, docs: Array) -> Array:
        """Those of *docs*, ascending numbers in the index, that are here and not deleted."""
        first, last = np.searchsorted(docs, (self.offset, self.end))
        return self.accept.keep((docs[first:last] - self.offset).astype(np.uint32))


class ColumnSearcher:
    """Of *segments* in their order, each with the numbers of its deleted documents.

    Threads may share it: what it keeps between queries are tables derived from columns.
    """

    def __init__(
        self, segments: Sequence[tuple[ColumnSegment, Iterable[int]]], schema: Schema
    ) -> None:
        self._schema = schema
        self._fields = Fields(schema)
        self._statistics = Statistics([segment for segment, _ in segments])
        self._parts: list[_Part] = []
        offset = 0
        for segment, deleted in segments:
            self._parts.append(_Part(segment, deleted, offset))
            offset += segment.doc_count
        self._is_whole = all(part.accept.is_open for part in self._parts)

    def search(
        self,
        query: Query,
        filter: Query | None = None,
        limit: int = 10,
        *,
        count: bool = True,
        budget: Budget = UNBOUNDED,
    ) -> Ranking:
        """The best *limit* documents of *query*, of those that match *filter* as well."""
        best: list[tuple[Array, Array]] = []
        total = 0
        for part, node in self._compile(query, filter, budget):
            budget.check_time()
            if node.size:
                docs, scores = node.rank(limit, part.accept)
                # Of the first segment the numbers are those in the index.
                docs = docs.astype(np.int64) + part.offset if part.offset else docs
                best.append((docs, scores))
                total += part.count(node) if count else 0
        if not best:
            return Ranking([], 0 if count else None)
        docs, scores = best[0]
        if len(best) > 1:
            docs = np.concatenate([docs for docs, _ in best])
            scores = np.concatenate([scores for _, scores in best])
            order = order_best(scores, limit)
            docs, scores = docs[order], scores[order]
        top = list(zip(scores.tolist(), docs.tolist(), strict=True))
        return Ranking(top, total if count else None)

    def docs(
        self, query: Query, filter: Query | None = None, *, budget: Budget = UNBOUNDED
    ) -> Array:
        """The numbers of all documents that match, ascending (int64)."""
        found: list[Array] = []
        for part, node in self._compile(query, filter, budget):
            budget.check_time()
            if node.size:
                found.append(part.docs(node))
        return np.concatenate(found) if found else np.zeros(0, dtype=np.int64)

    def count(
        self, query: Query, filter: Query | None = None, *, budget: Budget = UNBOUNDED
    ) -> int:
        """How many documents match."""
        total = 0
        for part, node in self._compile(query, filter, budget):
            budget.check_time()
            total += part.count(node)
        return total

    def matches(self, query: Query) -> bool:
        """Whether any document matches."""
        return any(
            node.size and len(node.candidates(1, part.accept))
            for part, node in self._compile(query, None)
        )

    def score(self, query: Query, docs: Collection[int]) -> dict[int, float]:
        """What *query* scores for those of *docs* that match it."""
        wanted = np.array(sorted(set(docs)), dtype=np.int64)
        scores: dict[int, float] = {}
        for part, node in self._compile(query, None):
            here = part.within(wanted)
            if len(here) and node.size:
                window = Window(here)
                if len(here) <= _FEW:
                    window.read_together(node.standing)
                hit, found = window.ask(node)
                matching = here[hit].astype(np.int64) + part.offset
                scores.update(zip(matching.tolist(), found[hit].tolist(), strict=True))
        return scores

    def frequency(self, name: str, term: str) -> int:
        """How many documents have *term* in the field *name*; deleted ones do not count."""
        known = self._fields.find(name)
        if known is None:
            return 0
        text = known.encode(term)
        if self._is_whole:
            return self._statistics.count(name, text)  # nothing has to be read
        numbers = self._statistics.find(name, text).numbers
        count = 0
        for part, number in zip(self._parts, numbers, strict=True):
            field = None if number < 0 else part.segment.field(name)
            count += 0 if field is None else len(part.accept.keep(field.docs(number)))
        return count

    def count_by(self, name: str, docs: Array) -> dict[str, int]:
        """How many of *docs* (ascending, as :meth:`docs` gives them) have each term of a field."""
        parts = [(part, part.within(docs)) for part in self._parts]
        counted = [part.tally(name).count(here) for part, here in parts if len(here)]
        if len(counted) == 1:
            return counted[0]
        counts: dict[str, int] = {}
        for some in counted:
            for text, count in some.items():
                counts[text] = counts.get(text, 0) + count
        return counts

    def sort(self, docs: Array, name: str, *, reverse: bool = False) -> Array:
        """*docs* (ascending, as :meth:`docs` gives them) in the order of a sortable field.

        Those without a value come last in either order, those of one value by number.
        """
        if name not in self._schema:
            raise Uncovered(f"an order by a field that the schema lacks: {name}")
        here = [(part.segment, part.within(docs)) for part in self._parts]
        order = order_by(here, name, self._schema[name], reverse=reverse)
        kept = [
            docs.astype(np.int64) + part.offset
            for part, (_, docs) in zip(self._parts, here, strict=True)
        ]
        return np.concatenate([np.zeros(0, dtype=np.int64), *kept])[order]

    def _compile(
        self, query: Query, restriction: Query | None, budget: Budget = UNBOUNDED
    ) -> list[tuple[_Part, Node]]:
        lookup = Lookup(self._fields, self._statistics, budget)
        compiled: list[tuple[_Part, Node]] = []
        for at, part in enumerate(self._parts):
            compiler = Compiler(self._schema, self._statistics, at, part.known, lookup)
            node = compiler.compile(query)
            if restriction is not None:
                node = RestrictedNode(node, compiler.compile(restriction), wanted=True)
            compiled.append((part, node))
        return compiled
