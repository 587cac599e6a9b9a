"""Clauses that hold in one sentence or one paragraph: ``query.same_unit`` over columns.

Places are numbers as in :mod:`.keys`. The
places at which units begin are such numbers too, so that one search tells of every place
in which unit it is; what the clauses have in common is then a set of numbers of units.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

import numpy as np
from whoosh import query as q

from reelsearch.engines.whoosh_engine.codec.arrays import Array
from reelsearch.engines.whoosh_engine.executor.keys import STRIDE
from reelsearch.engines.whoosh_engine.executor.nodes import Node
from reelsearch.engines.whoosh_engine.executor.postings import Postings
from reelsearch.engines.whoosh_engine.executor.terms import TermNode
from reelsearch.engines.whoosh_engine.executor.uncovered import Uncovered
from reelsearch.engines.whoosh_engine.executor.window import Matches, Window
from reelsearch.query.same_unit import SameUnit
from reelsearch.schema import UNIT_FIELD


class Places(Protocol):
    """Where a clause stands."""

    def find(self, window: Window) -> tuple[Array, Array]:
        """The first and the last position of each place, by the order of the last."""


class PhrasePlaces:
    """Where *terms*, or the only one, stand in order, each at most *slop* after the last."""

    def __init__(self, terms: Sequence[Postings], slop: int) -> None:
        self._terms = terms
        self._slop = slop

    def find(self, window: Window) -> tuple[Array, Array]:
        """The shortest place that ends at each position."""
        firsts = lasts = window.keys(self._terms[0])
        for term in self._terms[1:]:
            keys = window.keys(term)
            if not len(lasts):
                return lasts, lasts
            before = lasts.searchsorted(keys) - 1
            near = (before >= 0) & (keys - lasts.take(before) <= self._slop)
            firsts, lasts = firsts.take(before[near]), keys[near]
        return firsts, lasts


class AnyPlaces:
    """Where any of *clauses* stands."""

    def __init__(self, clauses: Sequence[Places]) -> None:
        self._clauses = clauses

    def find(self, window: Window) -> tuple[Array, Array]:
        """The places of all of them."""
        found = [clause.find(window) for clause in self._clauses]
        return np.concatenate([a for a, _ in found]), np.concatenate([b for _, b in found])


class UnitPlaces:
    """The units, of which the postings *starts* say where they begin, that have a place of each
    of *inside* and none of *without*."""

    def __init__(
        self, starts: Postings, inside: Sequence[Places], without: Sequence[Places]
    ) -> None:
        self._starts = starts
        self._inside = inside
        self._without = without

    def find(self, window: Window) -> tuple[Array, Array]:
        """Where each such unit begins: what is around it is around its beginning."""
        keys = window.keys(self._starts)
        units = self._find_units(window, keys, self._inside[0])
        for clause in self._inside[1:]:
            units = np.intersect1d(units, self._find_units(window, keys, clause))
        for clause in self._without:
            units = np.setdiff1d(units, self._find_units(window, keys, clause))
        return keys[units], keys[units]

    def _find_units(self, window: Window, keys: Array, clause: Places) -> Array:
        firsts, lasts = clause.find(window)
        units = keys.searchsorted(firsts, "right") - 1
        whole = (units >= 0) & (units == keys.searchsorted(lasts, "right") - 1)
        units, firsts = units[whole], firsts[whole]
        # A document of no known units has its places in none, not in those of the one before.
        found: Array = np.unique(units[keys[units] // STRIDE == firsts // STRIDE])
        return found


class SameUnitNode(Node):
    """What *together*, which has all the clauses, matches where *places* has one."""

    def __init__(self, together: Node, places: UnitPlaces) -> None:
        self._together = together
        self._places = places
        self.doc_count = together.doc_count
        self.size = together.size
        self._docs: Array | None = None

    @property
    def bound(self) -> float:
        return self._together.bound

    def docs(self) -> Array:
        if self._docs is None:
            docs = self._together.docs()
            self._docs = docs[self._stands_in(docs)]
        return self._docs

    def contains(self, docs: Array) -> Array:
        return self._narrow(self._together.contains(docs), docs)

    def evaluate(self, window: Window) -> Matches:
        found = window.ask(self._together)
        hit = self._narrow(found.hit.copy(), window.docs)
        return Matches(hit, np.where(hit, found.scores, 0.0))

    def _narrow(self, hit: Array, docs: Array) -> Array:
        at = np.flatnonzero(hit)
        hit[at] = self._stands_in(docs[at])
        return hit

    def _stands_in(self, docs: Array) -> Array:
        """Of each of *docs*, whether some unit has it all."""
        mask = np.zeros(len(docs), dtype=bool)
        if len(docs):
            mask[self._places.find(Window(docs))[0] // STRIDE] = True
        return mask


Compile = Callable[[q.Query], Node]
"""Makes the node of a query for one segment."""


def compile_unit(query: SameUnit, compile_: Compile) -> SameUnitNode | None:
    """The node of *query*; None if nothing matches. Raises :class:`Uncovered`."""
    places = _find_unit_places(query, compile_)
    together = compile_(q.And(list(query.inside)))
    return SameUnitNode(together, places) if places and together.size else None


def _find_unit_places(query: SameUnit, compile_: Compile) -> UnitPlaces | None:
    starts = compile_(q.Term(UNIT_FIELD, query.unit))
    inside = [_find_places(clause, compile_) for clause in query.inside]
    without = [_find_places(clause, compile_) for clause in query.without]
    if not isinstance(starts, TermNode) or None in inside:
        return None
    return UnitPlaces(starts.postings, _keep(inside), _keep(without))


def _find_places(query: q.Query, compile_: Compile) -> Places | None:
    """Where *query* stands; None if it stands nowhere in the segment."""
    if isinstance(query, SameUnit):
        return _find_unit_places(query, compile_)
    if isinstance(query, (q.Or, q.DisjunctionMax)):
        clauses = _keep(_find_places(clause, compile_) for clause in query.subqueries)
        return AnyPlaces(clauses) if clauses else None
    if not isinstance(query, (q.Term, q.Phrase)):
        raise Uncovered(f"a unit with {type(query).__name__}")
    words = query.words if isinstance(query, q.Phrase) else [query.text]
    slop = query.slop if isinstance(query, q.Phrase) else 1
    terms = [compile_(q.Term(query.fieldname, word)) for word in words]
    found = [term.postings for term in terms if isinstance(term, TermNode)]
    return PhrasePlaces(found, slop) if len(found) == len(terms) else None


def _keep(places: Iterable[Places | None]) -> list[Places]:
    return [place for place in places if place is not None]
