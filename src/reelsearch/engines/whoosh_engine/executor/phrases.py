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
from operator import attrgetter

import numpy as np

from reelsearch.engines.whoosh_engine.codec.arrays import Array
from reelsearch.engines.whoosh_engine.executor import scoring
from reelsearch.engines.whoosh_engine.executor.keys import places_of
from reelsearch.engines.whoosh_engine.executor.matrix import are_of_one_field
from reelsearch.engines.whoosh_engine.executor.meeting import Meeting, intersect, meet
from reelsearch.engines.whoosh_engine.executor.nodes import Accept, Node
from reelsearch.engines.whoosh_engine.executor.postings import Postings
from reelsearch.engines.whoosh_engine.executor.ranking import order_best
from reelsearch.engines.whoosh_engine.executor.terms import TermNode, find_winners
from reelsearch.engines.whoosh_engine.executor.window import Matches, Window

_FIRST = 256
"""So many documents are the first of which the positions are read."""
_FEW = 1024
"""Of so many, all are."""


class PhraseNode(Node):
    """*terms* (of one field or several) in this order."""

    def __init__(self, terms: Sequence[TermNode], slop: int, boost: float) -> None:
        self._terms = tuple(terms)
        self._slop = slop
        self._boost = boost
        self.doc_count = terms[0].doc_count
        self.size = min([term.size for term in terms])
        self._of_one_field: bool | None = None
        self._docs: Array | None = None
        self._standing: Array | None = None  # candidates, of which the positions were read

    @property
    def _is_of_one_field(self) -> bool:
        known = self._of_one_field
        if known is None:  # where it is only asked what stands in a window, it is not needed
            known = self._of_one_field = are_of_one_field(self.standing)
        return known

    @property
    def _having(self) -> frozenset[Postings]:
        return frozenset(self.standing)

    @property
    def bound(self) -> float:
        return sum(term.bound for term in self._terms) * self._boost

    def docs(self) -> Array:
        if self._docs is None:
            docs = intersect(self._terms)
            self._docs = docs[self._stand_in(Window(docs, self._having))]
        return self._docs

    def contains(self, docs: Array) -> Array:
        return self.match(Window(docs))

    @property
    def standing(self) -> Sequence[Postings]:
        return [term.postings for term in self._terms]

    def evaluate(self, window: Window) -> Matches:
        hit = window.hits(self)
        if not hit.any():
            return Matches(hit, np.zeros(len(window)))
        window.score_together([term.postings for term in self._terms])
        scores = [_boosted(window.score(term.postings), term.boost) for term in self._terms]
        total = _boosted(_add_up(scores), self._boost)
        return Matches(hit, total if hit is window.every else np.where(hit, total, 0.0))

    def candidates(self, limit: int, accept: Accept) -> Array:
        return self.choose(limit, accept).docs

    def choose(self, limit: int, accept: Accept) -> Window:
        if self._docs is not None:
            return Window(accept.keep(self._docs), self._having)
        met = self._meet(limit, accept)
        self._standing = met.docs
        return met.open()

    def rank(self, limit: int, accept: Accept) -> tuple[Array, Array]:
        if not self._is_of_one_field or self._docs is not None:
            return super().rank(limit, accept)
        met = self._meet(limit, accept)
        rows = met.score()
        scores = _boosted(_add_up([rows[term] for term in self._terms]), self._boost)
        order = order_best(scores, limit)
        return met.docs.take(order), scores.take(order)

    def _meet(self, limit: int, accept: Accept) -> Meeting:
        """Documents with the phrase among which the best *limit* are."""
        met = meet(sorted(self._terms, key=attrgetter("size"))).keep(accept)
        if len(met.docs) > _FEW:
            return self._choose_best(met, limit)
        return met.take(self._find_standing(met))

    def _choose_best(self, met: Meeting, limit: int) -> Meeting:
        """Of the documents that have all terms, such with the phrase that may be the best."""
        ceilings = met.find_ceilings()
        least, above, wanted = 0.0, np.inf, max(_FIRST, 2 * limit)
        found = np.zeros(0, dtype=np.intp)
        while above > least:
            # Those between the last that were read and the next lower so many.
            lowest = least
            if wanted < len(ceilings):
                lowest = max(least, scoring.find_least(ceilings, wanted))
            at = ((ceilings >= lowest) & (ceilings < above)).nonzero()[0]
            standing = self._find_standing(met.take(at))
            found = np.concatenate((found, at.take(standing)))
            if len(found) >= limit:
                last = scoring.find_least(ceilings.take(found), limit)
                least = last * (1 - 2 * scoring.MARGIN) - met.slack
            above, wanted = lowest, wanted * 8
        found.sort()
        chosen = find_winners(ceilings.take(found), limit, met.slack)
        return met.take(found.take(chosen))

    def _find_standing(self, met: Meeting) -> Array:
        """The places of those of the documents that have the phrase."""
        if not self._is_of_one_field or not len(met.docs):
            return self._stand_in(met.open()).nonzero()[0]
        self.budget.check_time()
        keys = met.find_positions()
        so_far = keys[self._terms[0]]
        for term in self._terms[1:]:
            so_far = _follow(so_far, keys[term], self._slop)
        mask = np.zeros(len(met.docs), dtype=bool)
        mask[places_of(so_far)] = True
        return mask.nonzero()[0]

    def match(self, window: Window) -> Array:
        if window.docs is self._standing:
            return window.every
        if len(window) <= _FIRST:
            return self._stand_in(window)
        hit = window.has(self._terms[0].postings)
        for term in self._terms[1:]:
            hit = hit & window.has(term.postings)
        at = hit.nonzero()[0]
        hit[at] = self._stand_in(Window(window.docs[at], self._having))
        return hit

    def _stand_in(self, window: Window) -> Array:
        """The same, best if most of the documents have all terms."""
        self.budget.check_time()
        mask = np.zeros(len(window), dtype=bool)
        if len(window) <= _FEW:
            window.read_together([term.postings for term in self._terms])
        so_far = window.keys(self._terms[0].postings)
        if len(self._terms) > 1:
            so_far = _follow(so_far, window.keys(self._terms[1].postings), self._slop)
        for term in self._terms[2:]:
            # Far fewer documents are left, so the positions in all would be read in vain.
            keys = window.keys_at(places_of(so_far), term.postings)
            so_far = _follow(so_far, keys, self._slop)
        mask[places_of(so_far)] = True
        return mask


def _follow(so_far: Array, keys: Array, slop: int) -> Array:
    """Those of *keys* that come 1 to *slop* after one of *so_far*; both ascending."""
    if not len(so_far) or not len(keys):
        return so_far[:0]
    if slop == 1:
        after = so_far + 1
        # The fewer are looked for among the more.
        fewer, more = (after, keys) if len(after) <= len(keys) else (keys, after)
        found: Array = fewer[more.take(more.searchsorted(fewer), mode="clip") == fewer]
        return found
    before = so_far.searchsorted(keys) - 1
    distance = keys - so_far.take(before)
    return keys[(before >= 0) & (distance <= slop)]


def _boosted(scores: Array, boost: float) -> Array:
    return scores if boost == 1 else scores * boost


def _add_up(scores: list[Array]) -> Array:
    """Their sum, halves first, as ``whoosh.util.make_binary_tree`` adds them up."""
    if len(scores) == 1:
        return scores[0]
    if len(scores) == 2:
        return scores[0] + scores[1]
    half = len(scores) // 2
    total: Array = _add_up(scores[:half]) + _add_up(scores[half:])
    return total
