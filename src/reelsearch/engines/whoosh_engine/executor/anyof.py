"""Any of several clauses, with their scores added up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter

import numpy as np

from reelsearch.engines.whoosh_engine.codec.arrays import Array
from reelsearch.engines.whoosh_engine.executor.allof import AllNode
from reelsearch.engines.whoosh_engine.executor.boolean import AnyNode
from reelsearch.engines.whoosh_engine.executor.constants import ConstantNode
from reelsearch.engines.whoosh_engine.executor.matrix import (
    are_of_one_field,
    find_shared,
    locate,
    score,
)
from reelsearch.engines.whoosh_engine.executor.maxscore import (
    NodeSource,
    Source,
    TermSource,
    find_best,
)
from reelsearch.engines.whoosh_engine.executor.nodes import NO_DOCS, Accept, Node
from reelsearch.engines.whoosh_engine.executor.places import unite
from reelsearch.engines.whoosh_engine.executor.ranking import order_best
from reelsearch.engines.whoosh_engine.executor.scoring import MARGIN, find_least
from reelsearch.engines.whoosh_engine.executor.terms import TermNode, score_terms
from reelsearch.engines.whoosh_engine.executor.window import Matches, Window

_PAIRED = 3
"""Of so many words what has two of them is looked for first."""
_SEARCHED = 1 << 16
"""No word but the most frequent may then be in more documents."""
_SCORED = 1 << 14
"""So many documents are scored exactly, sooner than words are asked one after another."""


class SumNode(AnyNode):
    """A document scores the sum of what the clauses that match it score, times *boost*."""

    def __init__(self, children: Sequence[Node], boost: float) -> None:
        super().__init__(children, boost)
        self.matching = [child for child in children if not _is_implied(child, children)]

    @property
    def bound(self) -> float:
        return sum(child.bound for child in self.children) * self.boost

    def evaluate(self, window: Window) -> Matches:
        score_terms(self.children, window)
        hit, scores = window.ask(self.children[0])
        for child in self.children[1:]:
            found = window.ask(child)
            hit, scores = hit | found.hit, scores + found.scores
        return Matches(hit, scores if self.boost == 1 else scores * self.boost)

    def approximate(self, window: Window) -> Array:
        scores = [window.ask_roughly(child) for child in self.children]
        return sum(scores[1:], scores[0]) * np.float32(self.boost)

    def candidates(self, limit: int, accept: Accept) -> Array:
        return self.choose(limit, accept).docs

    def choose(self, limit: int, accept: Accept) -> Window:
        if (all_words := self._find_all_words()) is not None:
            window = all_words.choose(limit, accept)
            if len(window) >= limit:
                return window
        return Window(find_best(list(_open(self, 1.0)), limit, accept, self.budget))

    def rank(self, limit: int, accept: Accept) -> tuple[Array, Array]:
        terms = [child for child in self.children if isinstance(child, TermNode)]
        if len(terms) < len(self.children) or not are_of_one_field([t.postings for t in terms]):
            return super().rank(limit, accept)
        found = self._score_shared(terms, limit, accept) if 2 <= len(terms) <= _PAIRED else None
        if found is None:
            docs = find_best(list(_open(self, 1.0)), limit, accept, self.budget)
            found = docs, self._score(terms, docs)
        docs, scores = found
        order = order_best(scores, limit)
        return docs.take(order), scores.take(order)

    def _score_shared(
        self, terms: Sequence[TermNode], limit: int, accept: Accept
    ) -> tuple[Array, Array] | None:
        """Documents among which the best *limit* are, and their scores; None if it takes less to
        find them otherwise.

        What has two of few words is quick to find, and mostly better than all that has but one of
        them: more than the highest score of a word need not be looked for.
        """
        ordered = sorted(terms, key=attrgetter("size"))
        if ordered[-2].size > _SEARCHED:
            return None
        docs = accept.keep(find_shared([term.postings for term in ordered]))
        if not limit <= len(docs) <= _SCORED:
            return None
        scores = self._score(terms, docs)
        least = find_least(scores, limit) * (1 - 2 * MARGIN)
        sources = [source for source in _open(self, 1.0) if source.bound >= least]
        if sources:
            alone = [accept.keep(source.more(least, NO_DOCS)[0]) for source in sources]
            docs = unite([docs, *alone])
            scores = self._score(terms, docs)
        return docs, scores

    def _score(self, terms: Sequence[TermNode], docs: Array) -> Array:
        """What *docs* score, exactly, where the terms can be asked together."""
        postings = [term.postings for term in terms]
        has, places = locate(postings, docs)
        rows = score(postings, docs, places, has)
        if any(term.boost != 1 for term in terms):
            rows *= np.array([[term.boost] for term in terms])
        scores: Array = rows[0]
        for row in rows[1:]:
            scores = scores + row
        return scores if self.boost == 1 else scores * self.boost

    def _find_all_words(self) -> AllNode | None:
        """In ``Or([a, b, …, ConstantScoreQuery(And([a, b, …]), bonus)])`` the And, if what has
        all clauses comes before all that lacks one; among them the bonus makes no difference.
        """
        *clauses, last = self.children
        if not isinstance(last, ConstantNode) or not isinstance(last.child, AllNode):
            return None
        if last.child.in_order != tuple(clauses):
            return None
        return last.child if last.bound > sum(child.bound for child in clauses) else None


class CoordinatedNode(AnyNode):
    """The sum of terms, and more for a document the more of them it has (``Or.scale``)."""

    def __init__(self, children: Sequence[TermNode], boost: float, scale: float) -> None:
        super().__init__(children, boost)
        self._scale = scale

    @property
    def bound(self) -> float:
        highest = sum(child.bound for child in self.children) * self.boost
        return float(self._coordinate(np.array([highest]), np.array([len(self.children)]))[0])

    def evaluate(self, window: Window) -> Matches:
        scores = np.zeros(len(window))
        having = np.zeros(len(window), dtype=np.int64)
        for child in self.children:
            found = window.ask(child)
            scores = scores + found.scores
            having += found.hit
        hit = having > 0
        scores = self._coordinate(scores * self.boost, having)
        return Matches(hit, np.where(hit, scores, 0.0))

    def _coordinate(self, scores: Array, having: Array) -> Array:
        """``matching.CoordMatcher``: short-query ranking, as in the V-Twin paper it cites."""
        terms = len(self.children)
        if terms <= 1 or terms == self._scale:
            return scores
        bonus = (having - 1) / (terms - self._scale) ** 2
        coordinated: Array = (scores + bonus) * ((terms - 1) / terms)
        return coordinated


def _is_implied(child: Node, clauses: Sequence[Node]) -> bool:
    """Whether what *child* matches one of *clauses* matches, too: it is all of some of them."""
    if not isinstance(child, ConstantNode) or not isinstance(child.child, AllNode):
        return False
    return any(clause in clauses for clause in child.child.in_order)


def _open(node: SumNode, factor: float) -> Iterator[Source]:
    """The clauses of *node* and of the sums within it."""
    factor *= node.boost
    for child in node.children:
        if isinstance(child, SumNode):
            yield from _open(child, factor)
        elif isinstance(child, TermNode) and child.constant is None:
            yield TermSource(child.postings, child.boost * factor)
        else:
            yield NodeSource(child, factor)
