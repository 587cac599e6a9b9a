"""A Whoosh query in, the node that runs it in one segment out.

What Whoosh does, quirks included, is done here:

- a group of one clause is that clause, and the group's own boost is lost;
- ``Not`` scores 1, ``Every`` and ``ConstantScoreQuery`` their boost or score;
- what stands for many terms scores the sum of them; but 1 if it is to be constant and
  there are 1024 terms or more, or more than two in a segment of at most 5000 documents;
- a term that a segment lacks matches nothing there, and so does a phrase with it.

Raises :class:`Uncovered` for every other kind of query, for boosts and scores that are
not above 0, and where Whoosh itself would raise.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from whoosh import query as q
from whoosh.fields import FieldType, Schema
from whoosh.query import spans

from reelsearch.engines.budget import UNBOUNDED
from reelsearch.engines.whoosh_engine.executor import expansion
from reelsearch.engines.whoosh_engine.executor.allof import AllNode
from reelsearch.engines.whoosh_engine.executor.anyof import CoordinatedNode, SumNode
from reelsearch.engines.whoosh_engine.executor.boolean import BestNode, MaybeNode, RestrictedNode
from reelsearch.engines.whoosh_engine.executor.constants import (
    ConstantNode,
    EveryNode,
    NothingNode,
    NotNode,
)
from reelsearch.engines.whoosh_engine.executor.counted import make_counted
from reelsearch.engines.whoosh_engine.executor.lookup import Known, Lookup
from reelsearch.engines.whoosh_engine.executor.multiterms import ListsNode, SummedNode
from reelsearch.engines.whoosh_engine.executor.nodes import Node
from reelsearch.engines.whoosh_engine.executor.phrases import PhraseNode
from reelsearch.engines.whoosh_engine.executor.postings import FieldView, Postings
from reelsearch.engines.whoosh_engine.executor.ranges import Numbers, make_range, read_numbers
from reelsearch.engines.whoosh_engine.executor.scoring import formula_of
from reelsearch.engines.whoosh_engine.executor.statistics import Statistics, TermStatistics
from reelsearch.engines.whoosh_engine.executor.terms import TermNode
from reelsearch.engines.whoosh_engine.executor.uncovered import Uncovered

if TYPE_CHECKING:
    from reelsearch.query.same_unit import SameUnit

_MANY, _SMALL = 1024, 5000


class Compiler:
    """Compiles queries for the segment *at* that place, of which something is *known*."""

    def __init__(
        self,
        schema: Schema,
        statistics: Statistics,
        at: int,
        known: Known,
        lookup: Lookup,
    ) -> None:
        self._schema = schema
        self._statistics = statistics
        self._at = at
        self._segment = statistics.segments[at]
        self._doc_count = self._segment.doc_count
        self._views = known.views
        self._columns = known.columns
        self._lookup = lookup
        self._nodes: dict[int, tuple[q.Query, Node]] = {}  # the query lives as long as its id
        self._postings: dict[tuple[str, int], Postings] = {}
        self._terms: dict[tuple[str, bytes, float], TermNode] = {}

    def compile(self, query: q.Query) -> Node:
        """The node of *query*; the same one for the same object."""
        known = self._nodes.get(id(query))
        if known is not None:
            return known[1]
        budget = self._lookup.budget
        if budget is not UNBOUNDED:
            budget.check_time()
        kind: Any = type(query)
        node = _find_rule(kind)(self, query)
        node.budget = budget
        self._nodes[id(query)] = query, node
        return node

    # Groups

    def group(self, query: Any) -> list[Node]:
        """The nodes of the clauses."""
        return [self.compile(clause) for clause in query.subqueries]

    def any_of(self, query: q.Or) -> Node:
        """``Or``"""
        nodes = self.group(query)
        if len(nodes) <= 1:
            return nodes[0] if nodes else self.nothing()
        matching = [node for node in nodes if node.size]
        if not matching:
            return self.nothing()
        if query.scale and len(nodes) < _MANY:
            terms = [node for node in matching if isinstance(node, TermNode)]
            if len(terms) < len(matching):
                raise Uncovered("Or with a scale over anything but terms")
            return CoordinatedNode(terms, _boost(query), query.scale)
        return SumNode(matching, _boost(query))

    def all_of(self, query: q.And) -> Node:
        """``And``"""
        nodes = self.group(query)
        if len(nodes) <= 1:
            return nodes[0] if nodes else self.nothing()
        for node in nodes:
            if not node.size:
                return self.nothing()
        return AllNode(nodes, _boost(query))

    def best_of(self, query: q.DisjunctionMax) -> Node:
        """``DisjunctionMax``"""
        nodes = self.group(query)
        if len(nodes) <= 1:
            return nodes[0] if nodes else self.nothing()
        matching = [node for node in nodes if node.size]
        return BestNode(matching, _boost(query)) if matching else self.nothing()

    def maybe(self, query: q.AndMaybe) -> Node:
        """``AndMaybe``"""
        return MaybeNode(self.compile(query.a), self.compile(query.b))

    def require(self, query: q.Require) -> Node:
        """``Require``"""
        return RestrictedNode(self.compile(query.a), self.compile(query.b), wanted=True)

    def and_not(self, query: q.AndNot) -> Node:
        """``AndNot``"""
        return RestrictedNode(self.compile(query.a), self.compile(query.b), wanted=False)

    def negated(self, query: q.Not) -> Node:
        """``Not``"""
        return NotNode(self.compile(query.query))

    def constant(self, query: q.ConstantScoreQuery) -> Node:
        """``ConstantScoreQuery``"""
        return ConstantNode(self.compile(query.child), _positive(query.score))

    def nothing(self, query: q.Query | None = None) -> Node:
        """``NullQuery``"""
        return NothingNode(self._doc_count)

    def every(self, query: q.Every) -> Node:
        """``Every``"""
        if query.fieldname is None:
            return EveryNode(self._doc_count, _boost(query))
        return self.every_of(query.fieldname, _boost(query))

    def every_of(self, name: str, boost: float) -> Node:
        """What has any term in a field."""
        self.field_type(name)
        view = self.view(name)
        if view is None:
            return self.nothing()
        return ListsNode(self._doc_count, [view.field.all_docs], boost, ascending=False)

    # Terms

    def term(self, query: q.Term) -> Node:
        """``Term``"""
        if query.minquality:
            raise Uncovered("Term with a minquality")
        name = query.fieldname
        field = self._lookup.fields.find(name)
        if field is None:
            return self.nothing()
        try:
            term = field.encode(query.text)
        except ValueError:
            return self.nothing()
        boost = query.boost
        return self._term(name, term, boost if boost == 1 else _positive(boost)) or self.nothing()

    def _term(self, name: str, term: bytes, boost: float) -> TermNode | None:
        key = name, term, boost
        node = self._terms.get(key)
        if node is None:
            found = self._lookup.find(name, term)
            if found.numbers[self._at] >= 0:
                node = TermNode(self._doc_count, self._postings_of(name, found), boost)
                self._terms[key] = node
        return node

    def postings(self, name: str, number: int) -> Postings:
        """A term that the segment has; *number* is its number there."""
        known = self._postings.get((name, number))
        if known is None:
            view = self.view(name)
            assert view is not None
            known = self._postings_of(name, self._lookup.find(name, view.field.term(number)))
        return known

    def _postings_of(self, name: str, term: TermStatistics) -> Postings:
        number = term.numbers[self._at]
        known = self._postings.get((name, number))
        if known is None:
            view = self._views.get(name) or self.view(name)
            assert view is not None
            known = Postings(view, number, term.extents[self._at], term.idf)
            self._postings[name, number] = known
        return known

    def phrase(self, query: q.Phrase) -> Node:
        """``Phrase``"""
        name = query.fieldname
        field = self._lookup.fields.find(name)
        if field is None:
            return self.nothing()
        if not field.has_positions:
            raise Uncovered(f"a phrase in {name}, which has no positions")
        try:
            words = list(map(field.encode, query.words))
        except ValueError:
            return self.nothing()
        found = [term for word in words if (term := self._term(name, word, 1.0)) is not None]
        if not words:
            raise Uncovered("a phrase without words")
        if len(found) < len(words):
            return self.nothing()
        return PhraseNode(found, query.slop, _boost(query))

    def near(self, query: spans.SpanNear2) -> Node:
        """``SpanNear2`` of terms in order."""
        plain = all(type(child) is q.Term for child in query.qs)
        if not (query.qs and plain and query.ordered and query.mindist == 1):
            raise Uncovered("SpanNear2 but of terms in order")
        terms = [self.compile(child) for child in query.qs]
        found = [term for term in terms if isinstance(term, TermNode)]
        if not all(term.postings.view.field.has_positions for term in found):
            raise Uncovered("SpanNear2 in a field that has no positions")
        if len(found) < len(terms):
            return self.nothing()
        return PhraseNode(found, query.slop, 1.0)

    def same_unit(self, query: SameUnit) -> Node:
        """``SameUnit``"""
        from reelsearch.engines.whoosh_engine.executor.same_unit import compile_unit

        return compile_unit(query, self.compile) or self.nothing()

    # Many terms

    def expanded(self, query: Any) -> Node:
        """Whatever stands for many terms: ``Prefix``, ``Wildcard``, ``TermRange`` …"""
        field = self.field_type(query.fieldname)
        if expansion.is_everything(query):
            return self.every_of(query.fieldname, _boost(query))
        view = self.view(query.fieldname)
        if view is None:
            return self.nothing()
        numbers = expansion.find_terms(query, field, view.field)
        if not numbers:
            return self.nothing()
        if isinstance(query, q.Prefix):
            self._lookup.budget.check_terms(query.text, len(numbers))
        boost = _boost(query)
        if len(numbers) == 1:
            postings = self.postings(query.fieldname, numbers[0])
            return TermNode(self._doc_count, postings, boost)
        is_array = len(numbers) >= _MANY or (len(numbers) > 2 and self._doc_count <= _SMALL)
        if is_array and query.constantscore:
            lists = expansion.read_lists(view.field, numbers)
            return ListsNode(self._doc_count, lists, 1.0)
        if not view.scorable and not view.field.is_weighted:
            return make_counted(self._doc_count, expansion.read_lists(view.field, numbers), boost)
        terms = [self.postings(query.fieldname, number) for number in numbers]
        return SummedNode(self._doc_count, terms, boost)

    def number_range(self, query: q.NumericRange) -> Node:
        """``NumericRange``, ``DateRange``"""
        field = self.field_type(query.fieldname)
        _boost(query)
        if not query.constantscore:
            raise Uncovered("a range of numbers that is not of one score")
        view = self.view(query.fieldname)
        if view is None:
            return self.nothing()
        return make_range(
            query, field, view.field, self._numbers(query.fieldname, view), self._doc_count
        )

    # Fields

    def _numbers(self, name: str, view: FieldView) -> Numbers | None:
        if name not in self._columns:
            read = read_numbers(self._segment, name, self._schema[name], view.field)
            self._columns[name] = read
        return self._columns[name]

    def field_type(self, name: str) -> FieldType:
        """The field's type. Raises :class:`Uncovered` if the schema lacks it."""
        if name not in self._schema:
            raise Uncovered(f"a field that the schema lacks: {name}")
        return self._schema[name]

    def view(self, name: str) -> FieldView | None:
        """The field in this segment, None if no document of it has the field."""
        if name not in self._views:
            field = self._segment.field(name)
            usable = field is not None and field.n_terms > 0
            self._views[name] = (
                FieldView(
                    field,
                    scorable=bool(self._schema[name].scorable),
                    average=self._statistics.average_length(name),
                    formula=formula_of(name),
                )
                if field is not None and usable
                else None
            )
        return self._views[name]


_Rule = Callable[[Compiler, Any], Node]

_RULES: dict[type[q.Query], _Rule] = {
    q.Term: Compiler.term,
    q.And: Compiler.all_of,
    q.Or: Compiler.any_of,
    q.DisjunctionMax: Compiler.best_of,
    q.AndMaybe: Compiler.maybe,
    q.Require: Compiler.require,
    q.AndNot: Compiler.and_not,
    q.Not: Compiler.negated,
    q.ConstantScoreQuery: Compiler.constant,
    q.Every: Compiler.every,
    type(q.NullQuery): Compiler.nothing,
    q.Phrase: Compiler.phrase,
    spans.SpanNear2: Compiler.near,
    q.Prefix: Compiler.expanded,
    q.Wildcard: Compiler.expanded,
    q.Regex: Compiler.expanded,
    q.Variations: Compiler.expanded,
    q.FuzzyTerm: Compiler.expanded,
    q.TermRange: Compiler.expanded,
    q.NumericRange: Compiler.number_range,
}

# Known by their names: they are imported with the few queries that have them.
_RARE_RULES: dict[str, _Rule] = {"reelsearch.query.same_unit.SameUnit": Compiler.same_unit}


@cache
def _find_rule(kind: type[q.Query]) -> _Rule:
    """The rule for a class, or for one of which it is a subclass that matches no differently."""
    rare = _RARE_RULES.get(f"{kind.__module__}.{kind.__qualname__}")
    if rare is not None:
        return rare
    for base in kind.__mro__:
        rule = _RULES.get(base)
        if rule is not None:
            for name in ("matcher", "_matcher", "_btexts", "_compile_query"):
                if getattr(kind, name, None) is not getattr(base, name, None):
                    raise Uncovered(kind.__name__)
            return rule
    raise Uncovered(kind.__name__)


def _boost(query: Any) -> float:
    return _positive(query.boost)


def _positive(number: float) -> float:
    if not number > 0:
        raise Uncovered(f"a boost or score of {number}")
    return number
