"""A query of our own for Whoosh: clauses that hold in one sentence, or in one paragraph.

It runs on any codec, by positions: those of its clauses, and those at which the field
``unit`` says that sentences and paragraphs begin (see ``analysis.units``).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Any

from whoosh import query as q
from whoosh.matching import IntersectionMatcher, Matcher, NullMatcher
from whoosh.query.spans import Span, SpanQuery, SpanWrappingMatcher
from whoosh.util import make_binary_tree

from reelsearch.schema import UNIT_FIELD

_END = 1 << 40
"""A position beyond all texts: where the last unit ends."""


class SameUnit(SpanQuery):
    """Documents in which one *unit* (``analysis.units.SENTENCE`` or ``PARAGRAPH``) has all of
    *inside*, at least one clause, and none of *without*.

    Clauses are terms and phrases of the body, alternatives of these, and others of this class.
    A document scores the sum of what the clauses *inside* score.
    """

    def __init__(
        self, unit: str, inside: Sequence[q.Query], without: Sequence[q.Query] = ()
    ) -> None:
        self.unit = unit
        self.inside = tuple(inside)
        self.without = tuple(without)
        self.boost = 1.0

    def _all(self) -> q.And:
        return q.And(list(self.inside))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.unit!r}, {self.inside!r}, {self.without!r})"

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and repr(self) == repr(other)

    def __hash__(self) -> int:
        return hash(repr(self))

    def is_leaf(self) -> bool:
        """Whether it has no clauses."""
        return False

    def children(self) -> Any:
        """The clauses that a match has."""
        return iter(self.inside)

    def apply(self, fn: Callable[[q.Query], q.Query]) -> SameUnit:
        """The same of what *fn* makes of each clause."""
        return SameUnit(self.unit, [*map(fn, self.inside)], [*map(fn, self.without)])

    def estimate_size(self, ixreader: Any) -> int:
        """No more documents match."""
        return int(self._all().estimate_size(ixreader))

    def estimate_min_size(self, ixreader: Any) -> int:
        """At least so many match."""
        return 0

    def matcher(self, searcher: Any, context: Any = None) -> Matcher:
        """The matcher for one segment."""
        context = self._span_context(context)
        starts: Matcher = q.Term(UNIT_FIELD, self.unit).matcher(searcher, context)
        inside: list[Matcher] = [clause.matcher(searcher, context) for clause in self.inside]
        if not starts.is_active() or not all(matcher.is_active() for matcher in inside):
            nothing: Matcher = NullMatcher()
            return nothing
        without = [clause.matcher(searcher, context) for clause in self.without]
        return _SameUnitMatcher(starts, inside, without)


class _SameUnitMatcher(SpanWrappingMatcher):
    """Matches where one unit has spans of all that must be inside. Its spans are those units."""

    def __init__(self, starts: Matcher, inside: list[Matcher], without: list[Matcher]) -> None:
        self._starts = starts
        self._inside = inside
        self._without = without
        super().__init__(make_binary_tree(IntersectionMatcher, inside))

    def copy(self) -> _SameUnitMatcher:
        return _SameUnitMatcher(
            self._starts.copy(),
            [matcher.copy() for matcher in self._inside],
            [matcher.copy() for matcher in self._without],
        )

    def replace(self, minquality: float = 0) -> Matcher:
        # What is inside is asked for its spans, so it has to stay what it is.
        return self if self.is_active() else NullMatcher()

    def _get_spans(self) -> list[Span]:
        if not self.child.is_active():
            return []
        doc = self.child.id()
        starts = [span.start for span in _spans_at(self._starts, doc)]
        if not starts:
            return []
        units = set.intersection(
            *(_find_units(starts, matcher.spans()) for matcher in self._inside)
        )
        for matcher in self._without:
            if not units:
                break
            units -= _find_units(starts, _spans_at(matcher, doc))
        ends = [*starts[1:], _END]
        return [Span(starts[unit], ends[unit] - 1) for unit in sorted(units)]


def _spans_at(matcher: Matcher, doc: int) -> list[Span]:
    if matcher.is_active() and matcher.id() < doc:
        matcher.skip_to(doc)
    return matcher.spans() if matcher.is_active() and matcher.id() == doc else []


def _find_units(starts: list[int], spans: list[Span]) -> set[int]:
    """The units that hold some span whole, by their places in *starts*."""
    found = set()
    for span in spans:
        first = bisect_right(starts, span.start) - 1
        if first >= 0 and (first + 1 == len(starts) or span.end < starts[first + 1]):
            found.add(first)
    return found
