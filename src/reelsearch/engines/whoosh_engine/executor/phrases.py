"""Terms one after another, each at most *slop* positions after the last.

Only documents that have all the terms are looked at. Their positions become numbers,
``place of the document * STRIDE + position``, so that one search of sorted numbers finds
for all documents together which positions of the next term follow a position so far.

What a phrase scores does not depend on where it stands: it is the sum of what its terms
score. So for the best documents those that have all the terms are scored first, and the
positions read from the best down, until there are enough.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from reelsearch.engines.whoosh_engine.codec.arrays import Array
from reelsearch.engines.whoosh_engine.executor import scoring
from reelsearch.engines.whoosh_engine.executor.allof import intersect
from reelsearch.engines.whoosh_engine.executor.nodes import Accept, Node
from reelsearch.engines.whoosh_engine.executor.terms import TermNode, best
from reelsearch.engines.whoosh_engine.executor.window import STRIDE, Matches, Window

_FIRST = 128


class PhraseNode(Node):
    """*terms* (of one field or several) in this order."""

    def __init__(self, terms: Sequence[TermNode], slop: int, boost: float) -> None:
        self._terms = tuple(terms)
        self._slop = slop
        self._boost = boost
        self.doc_count = terms[0].doc_count
        self.size = min(term.size for term in terms)
        self._having = frozenset(term.postings for term in terms)
        self._docs: Array | None = None
        self._standing: Array | None = None  # candidates, of which the positions were read

    @property
    def bound(self) -> float:
        return sum(term.bound for term in self._terms) * self._boost

    def docs(self) -> Array:
        if self._docs is None:
            docs = intersect(self._terms)
            self._docs = docs[self._stands_in(Window(docs, self._having))]
        return self._docs

    def contains(self, docs: Array) -> Array:
        return self._match(Window(docs))

    def evaluate(self, window: Window) -> Matches:
        hit = self._match(window)
        if not hit.any():
            return Matches(hit, np.zeros(len(window)))
        scores = [_boosted(window.score(term.postings), term.boost) for term in self._terms]
        return Matches(hit, np.where(hit, _add_up(scores) * self._boost, 0.0))

    def candidates(self, limit: int, accept: Accept) -> Array:
        wanted = limit
        if self._docs is not None:
            return accept.keep(self._docs)
        docs = accept.keep(intersect(self._terms))
        if len(docs) <= 2 * _FIRST:
            self._standing = docs[self._stands_in(Window(docs, self._having))]
            return self._standing
        window = Window(docs, self._having)
        scores = np.add.reduce([window.ask_roughly(term) for term in self._terms])
        order = np.argsort(scores)[::-1]
        found: list[Array] = []
        start, step = 0, max(_FIRST, 4 * limit)
        while start < len(order):
            chosen = np.sort(order[start : start + step])
            found.append(chosen[self._stands_in(Window(docs[chosen], self._having))])
            start, step = start + step, step * 4
            limit -= len(found[-1])
            if limit <= 0 and start < len(order):
                # What scores as much as the last one read has yet to be read.
                last = scores[order[start - 1]] * (1 - 2 * scoring.MARGIN)
                step = int(np.count_nonzero(scores[order[start:]] >= last))
                if not step:
                    break
        standing = np.sort(np.concatenate(found))
        self._standing = best(docs[standing], scores[standing], wanted)
        return self._standing

    def _match(self, window: Window) -> Array:
        """Of each document of *window*, whether it has the phrase."""
        if window.docs is self._standing:
            return np.ones(len(window), dtype=bool)
        if len(window) <= _FIRST:
            return self._stands_in(window)
        hit = window.has(self._terms[0].postings)
        for term in self._terms[1:]:
            hit &= window.has(term.postings)
        at = np.flatnonzero(hit)
        hit[at] = self._stands_in(Window(window.docs[at], self._having))
        return hit

    def _stands_in(self, window: Window) -> Array:
        """The same, best if most of the documents have all terms."""
        mask = np.zeros(len(window), dtype=bool)
        so_far = window.keys(self._terms[0].postings)
        for term in self._terms[1:]:
            so_far = _follow(so_far, window.keys(term.postings), self._slop)
        mask[so_far // STRIDE] = True
        return mask


def _follow(so_far: Array, keys: Array, slop: int) -> Array:
    """Those of *keys* that come 1 to *slop* after one of *so_far*; both ascending."""
    if not len(so_far):
        return so_far
    before = so_far.searchsorted(keys) - 1
    distance = keys - so_far.take(before)
    return keys[(before >= 0) & (distance <= slop)]


def _boosted(scores: Array, boost: float) -> Array:
    return scores if boost == 1 else scores * boost


def _add_up(scores: list[Array]) -> Array:
    """Their sum, halves first, as ``whoosh.util.make_binary_tree`` adds them up."""
    if len(scores) == 1:
        return scores[0]
    half = len(scores) // 2
    total: Array = _add_up(scores[:half]) + _add_up(scores[half:])
    return total
