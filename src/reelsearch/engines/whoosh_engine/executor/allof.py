"""All of several clauses, with their scores added up."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

import numpy as np

from reelsearch.engines.whoosh_engine.codec.arrays import Array
from reelsearch.engines.whoosh_engine.executor import scoring
from reelsearch.engines.whoosh_engine.executor.matrix import are_of_one_field
from reelsearch.engines.whoosh_engine.executor.meeting import Meeting, intersect, meet
from reelsearch.engines.whoosh_engine.executor.nodes import Accept, Node, cut
from reelsearch.engines.whoosh_engine.executor.ranking import order_best
from reelsearch.engines.whoosh_engine.executor.terms import (
    TermNode,
    add_up,
    best,
    score_in_chunks,
    score_terms,
)
from reelsearch.engines.whoosh_engine.executor.window import Matches, Window

_FEW = 256
_SAMPLE = 1024
_SAMPLED = 1 << 15
"""In fewer documents all that have every word are sooner looked at than a sample of the best."""
_BROAD = 16
"""Where no clause matches less than one document in so many, what matches is counted by masks."""


class AllNode(Node):
    """What all of *children* match; a document scores their sum, times *boost*."""

    def __init__(self, children: Sequence[Node], boost: float) -> None:
        self.children = tuple(sorted(children, key=attrgetter("size")))
        self.in_order = tuple(children)
        self.boost = boost
        self.doc_count = children[0].doc_count
        self.size = self.children[0].size
        if all(child.constant is not None for child in children):
            self.constant = sum(child.constant or 0.0 for child in children) * boost

    @property
    def bound(self) -> float:
        return sum(child.bound for child in self.children) * self.boost

    def docs(self) -> Array:
        return intersect(self.children)

    def mask(self) -> Array:
        mask = self.children[0].mask()
        for child in self.children[1:]:
            mask = mask & child.mask()
        return mask

    def count(self) -> int:
        if self.size * _BROAD < self.doc_count:
            return len(self.docs())
        return int(np.count_nonzero(self.mask()))

    def contains(self, docs: Array) -> Array:
        mask = np.zeros(len(docs), dtype=bool)
        at = np.arange(len(docs))
        for child in self.children:
            at = at[child.contains(docs[at])]
        mask[at] = True
        return mask

    def evaluate(self, window: Window) -> Matches:
        if score_terms(self.in_order, window):
            scores = add_up(self.in_order, window)
            return Matches(window.every, scores if self.boost == 1 else scores * self.boost)
        hit, scores = window.ask(self.in_order[0])
        for child in self.in_order[1:]:
            found = window.ask(child)
            hit, scores = found.hit if hit is window.every else hit & found.hit, scores + found[1]
        if self.boost != 1:
            scores = scores * self.boost
        return Matches(hit, scores if hit is window.every else np.where(hit, scores, 0.0))

    def approximate(self, window: Window) -> Array:
        scores = [window.ask_roughly(child) for child in self.children]
        total = sum(scores[1:], scores[0]) * np.float32(self.boost)
        for some in scores:
            if not some.all():
                total = np.where(some > 0, total, np.float32(0))
        return total

    def candidates(self, limit: int, accept: Accept) -> Array:
        return self.choose(limit, accept).docs

    def choose(self, limit: int, accept: Accept) -> Window:
        if self.constant is not None:
            return Window(cut(self.docs(), limit, accept))
        terms = [child for child in self.children if isinstance(child, TermNode)]
        if len(terms) == len(self.children):
            return self._meet(terms, limit, accept).open()
        scored = [child for child in self.children if child.constant is None]
        tests = [child for child in self.children if child.constant is not None]
        if len(scored) == 1 and scored[0].size <= 16 * self.size:
            passing = accept.also(*(test.contains for test in tests))
            return Window(scored[0].candidates(limit, passing))
        docs = accept.keep(self.docs())
        if len(docs) > max(limit, _FEW):
            scores = score_in_chunks(self, docs, [term.postings for term in terms])
            docs = best(docs, scores, limit)
        return Window(docs)

    def rank(self, limit: int, accept: Accept) -> tuple[Array, Array]:
        terms = [child for child in self.children if isinstance(child, TermNode)]
        if len(terms) < len(self.children) or not are_of_one_field([t.postings for t in terms]):
            return super().rank(limit, accept)
        meeting = self._meet(terms, limit, accept)
        rows = meeting.score()
        scores = rows[self.in_order[0]]
        for term in self.in_order[1:]:
            scores = scores + rows[term]
        if self.boost != 1:
            scores = scores * self.boost
        order = order_best(scores, limit)
        return meeting.docs.take(order), scores.take(order)

    def _meet(self, terms: Sequence[TermNode], limit: int, accept: Accept) -> Meeting:
        """Documents among which the best *limit* are."""
        meeting = None
        if self.size > _SAMPLED and self._abounds(limit):
            meeting = self._open_best(terms, limit, accept)
        if meeting is None:
            meeting = meet(terms).keep(accept)
        if len(meeting.docs) > max(limit, _FEW):
            meeting = meeting.choose(limit)
        return meeting

    def _abounds(self, limit: int) -> bool:
        """Whether a sample should hold enough, if terms are independent of each other."""
        expected = float(min(_SAMPLE, self.size))
        for child in self.children[1:]:
            expected *= child.size / self.doc_count
        return expected > limit

    def _open_best(self, terms: Sequence[TermNode], limit: int, accept: Accept) -> Meeting | None:
        """Documents with all *terms* that may be the best, by the impacts of the rarest; None if
        they are too few to choose from."""
        lead = terms[0].postings
        wanted = max(_SAMPLE, 8 * limit)
        while True:
            sample = lead.best(wanted)
            if sample is None or lead.impacts is None:
                return None
            met = meet(terms, sample).keep(accept)
            if len(met.docs) >= limit:
                break
            wanted = len(sample) * 8
        least = scoring.find_least(met.find_ceilings(), limit) * (1 - 2 * scoring.MARGIN)
        least -= met.slack + sum(term.bound for term in terms[1:])
        step, count = lead.impacts.reach(least / (terms[0].boost * lead.idf))
        if count * 4 > lead.df * 3:
            return None
        chosen = (lead.impacts.steps >= step).nonzero()[0]
        return meet(terms, chosen).keep(accept)
