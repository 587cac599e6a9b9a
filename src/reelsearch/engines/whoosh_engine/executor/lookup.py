"""What is looked up once: the terms of a query in all segments, and the columns of a segment."""

from __future__ import annotations

from reelsearch.engines.budget import UNBOUNDED, Budget
from reelsearch.engines.whoosh_engine.executor.fields import Fields
from reelsearch.engines.whoosh_engine.executor.postings import FieldView
from reelsearch.engines.whoosh_engine.executor.ranges import Numbers
from reelsearch.engines.whoosh_engine.executor.statistics import Statistics, TermStatistics


class Lookup:
    """The terms of one query, each looked up once for all segments, and what it may cost."""

    def __init__(self, fields: Fields, statistics: Statistics, budget: Budget = UNBOUNDED) -> None:
        self.fields = fields
        self.budget = budget
        self._find = statistics.find
        self._terms: dict[tuple[str, bytes], TermStatistics] = {}

    def find(self, name: str, term: bytes) -> TermStatistics:
        """A term in all segments."""
        key = name, term
        found = self._terms.get(key)
        if found is None:
            found = self._terms[key] = self._find(name, term)
        return found


class Known:
    """What is derived from a segment's columns once, and kept: by the names of its fields."""

    def __init__(self) -> None:
        self.views: dict[str, FieldView | None] = {}
        self.columns: dict[str, Numbers | None] = {}
