"""The best documents of a sum of clauses, without looking at all that match (MaxScore).

Clauses are taken by what they can add at most, highest first. Once as many documents as
wanted are known, the least of their scores is the threshold: a document that has none of
the clauses so far is looked for in the next one only where that and the later ones
together can lift it over the threshold (by impacts, where a term has them); and
documents that can no longer reach it are dropped, those that lack a clause at once if
none reaches it without. So the most frequent words are only looked up for documents that
can still win. A first threshold comes from the best documents of the term that adds most,
scored in full.

What is added up here are ceilings: float32, and too high by the slack of each clause at
most. What is returned is everything that may be among the best.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from reelsearch.engines.budget import UNBOUNDED, Budget
from reelsearch.engines.whoosh_engine.codec.arrays import Array
from reelsearch.engines.whoosh_engine.executor.nodes import NO_DOCS, Accept, Node
from reelsearch.engines.whoosh_engine.executor.postings import Postings
from reelsearch.engines.whoosh_engine.executor.scoring import MARGIN, find_least
from reelsearch.engines.whoosh_engine.executor.terms import best
from reelsearch.engines.whoosh_engine.executor.window import Window

_NO_SCORES: Array = np.zeros(0, dtype=np.float32)
_PROBED = 512
"""So many documents are scored for a first threshold."""
_ADDED = 8192
"""So few postings are added up without looking for a threshold."""
_JOINED = 4096
"""So many documents are kept as one group: to sort more takes longer than to ask twice."""
_RAISED = 4096
"""Among so many documents a higher threshold is looked for."""


class Source(Protocol):
    """One clause."""

    bound: float
    """No document scores more in it."""
    slack: float
    """By how much what it says a document scores may be too high."""
    size: int
    frequent: bool
    """Whether a threshold should be known before it is read, and :meth:`peek` can help."""

    def find(self, docs: Array) -> tuple[Array, Array, Array]:
        """Which of *docs* (ascending) it matches: their places, what each scores at most, and
        what :meth:`more` needs to leave them out."""

    def more(self, least: float, seen: Array) -> tuple[Array, Array]:
        """All other documents that may score *least*, ascending, and what each scores at most."""

    def score(self, docs: Array, scores: Array) -> None:
        """Add to *scores* what *docs* (ascending) score."""

    def peek(self, count: int) -> Array:
        """Some *count* documents or more that score high; none if that is not known."""


class TermSource:
    """A term, its scores times *weight*."""

    def __init__(self, postings: Postings, weight: float) -> None:
        self._postings = postings
        self._weight = weight
        self.bound = postings.bound * weight
        self.slack = postings.slack * weight
        self.size = postings.df
        self.frequent = postings.impacts is not None

    def find(self, docs: Array) -> tuple[Array, Array, Array]:
        at, places = self._postings.find(docs)
        return at, self._find_ceilings(places, docs, at), places

    def _find_ceilings(self, places: Array, docs: Array, at: Array) -> Array:
        postings = self._postings
        some = docs if postings.impacts is not None else docs.take(at)
        return self._weigh(postings.find_ceilings(places, some))

    def _weigh(self, scores: Array) -> Array:
        if self._weight != 1:
            scores *= np.float32(self._weight)
        return scores

    def more(self, least: float, seen: Array) -> tuple[Array, Array]:
        postings = self._postings
        if least > self.bound * (1 + MARGIN):
            return NO_DOCS, _NO_SCORES
        impacts = postings.impacts
        if impacts is None:
            docs, scores = postings.docs, self._weigh(postings.find_all_ceilings())
            if least <= 0 and not len(seen):
                return docs, scores
            fresh = scores >= least * (1 - MARGIN)
            fresh[seen] = False
            return docs[fresh], scores[fresh]
        step, count = impacts.reach(least / (self._weight * postings.idf))
        if count == postings.df and not len(seen):
            return postings.docs, self._weigh(postings.find_all_ceilings())
        fresh = impacts.steps >= step
        fresh[seen] = False
        places = fresh.nonzero()[0]
        docs = postings.take_docs(places)
        return docs, self._weigh(postings.find_ceilings(places, docs))

    def score(self, docs: Array, scores: Array) -> None:
        postings = self._postings
        at, places = postings.find(docs)
        tfs = postings.tfs.take(places)
        scores[at] += self._weigh(postings.approximate(tfs, None, docs.take(at)))

    def peek(self, count: int) -> Array:
        places = self._postings.best(count)
        return NO_DOCS if places is None else self._postings.take_docs(places[: 2 * count])


class NodeSource:
    """Any other clause, its scores times *weight*."""

    slack = 0.0
    frequent = False

    def __init__(self, node: Node, weight: float) -> None:
        self._node = node
        self._weight = weight
        self.bound = node.bound * weight
        self.size = node.size

    def find(self, docs: Array) -> tuple[Array, Array, Array]:
        hit, found = self._node.evaluate(Window(docs))
        at = hit.nonzero()[0]
        return at, (found.take(at) * self._weight).astype(np.float32), docs.take(at)

    def more(self, least: float, seen: Array) -> tuple[Array, Array]:
        if least > self.bound * (1 + MARGIN):
            return NO_DOCS, _NO_SCORES
        docs = self._node.docs()
        if len(seen):
            docs = np.setdiff1d(docs, seen, assume_unique=True)
        constant = self._node.constant
        if constant is not None:
            return docs, np.full(len(docs), constant * self._weight, dtype=np.float32)
        scores = (self._node.evaluate(Window(docs)).scores * self._weight).astype(np.float32)
        keep = scores >= least * (1 - MARGIN)
        return docs[keep], scores[keep]

    def score(self, docs: Array, scores: Array) -> None:
        at, found, _ = self.find(docs)
        scores[at] += found

    def peek(self, count: int) -> Array:
        return NO_DOCS


def find_best(
    sources: Sequence[Source], limit: int, accept: Accept, budget: Budget = UNBOUNDED
) -> Array:
    """The documents that may be among the best *limit* of those accepted, ascending."""
    if sum(source.size for source in sources) <= _ADDED:
        return _add_up(sources, limit, accept)
    ordered = sorted(sources, key=lambda source: -source.bound)
    rests = _look_ahead(ordered)
    groups: list[_Group] = []
    threshold, probed, slack = 0.0, False, 0.0
    for at, (source, rest) in enumerate(zip(ordered, rests, strict=True)):
        budget.check_time()
        seen = [group.add(source, threshold - rest) for group in groups]
        if threshold == 0 and not probed and source.frequent:
            threshold, probed = _probe(ordered[at:], limit, accept), True
        slack += source.slack
        threshold = _raise(threshold, groups, limit, slack)
        more, added = source.more(threshold - rest, np.concatenate(seen) if seen else NO_DOCS)
        if not accept.is_open and len(more):
            passed = accept.mask(more)
            more, added = more[passed], added[passed]
        _join(groups, more, added)
        threshold = _raise(threshold, groups, limit, slack)
        for group in groups:
            group.keep(threshold * (1 - MARGIN) - rest)
    docs = np.concatenate([NO_DOCS, *(group.docs for group in groups)])
    return np.sort(docs, kind="stable")


class _Group:
    """Documents that are known: *docs* ascending, and the *ceilings* of their scores so far."""

    def __init__(self, docs: Array, ceilings: Array) -> None:
        self.docs = docs
        self.ceilings = ceilings
        self._highest = float(ceilings.max()) if len(ceilings) else 0.0

    def add(self, source: Source, least: float) -> Array:
        """Add what *source* scores them; a document has to have *least* then. Returns what
        :meth:`Source.more` needs to leave them out."""
        if not len(self.docs):
            return NO_DOCS
        places, added, seen = source.find(self.docs)
        if self._highest < least * (1 - MARGIN):  # none wins that lacks it
            self.docs, self.ceilings = self.docs.take(places), self.ceilings.take(places)
            self.ceilings += added
        else:
            self.ceilings[places] += added
        return seen

    def keep(self, least: float) -> None:
        """Drop those below *least*."""
        keep = self.ceilings >= least
        if not keep.all():
            self.docs, self.ceilings = self.docs[keep], self.ceilings[keep]
        self._highest = float(self.ceilings.max()) if len(self.ceilings) else 0.0


def _add_up(sources: Sequence[Source], limit: int, accept: Accept) -> Array:
    """The same for few documents: all of them are read."""
    read = [source.more(0.0, NO_DOCS) for source in sources]
    docs = np.concatenate([docs for docs, _ in read])
    if not len(docs):
        return docs
    order = docs.argsort(kind="stable")
    docs = docs.take(order)
    first = np.concatenate((np.ones(1, dtype=bool), docs[1:] != docs[:-1])).nonzero()[0]
    scores = np.add.reduceat(np.concatenate([scores for _, scores in read]).take(order), first)
    docs = docs.take(first)
    if not accept.is_open:
        passed = accept.mask(docs)
        docs, scores = docs[passed], scores[passed]
    return best(docs, scores, limit, sum(source.slack for source in sources))


def _look_ahead(ordered: Sequence[Source]) -> list[float]:
    """For each of the sources what all after it can add."""
    rests = [0.0]
    for source in reversed(ordered[1:]):
        rests.append(rests[-1] + source.bound * (1 + MARGIN))
    rests.reverse()
    return rests


def _probe(sources: Sequence[Source], limit: int, accept: Accept) -> float:
    """A score that *limit* documents reach; 0 if none is found out."""
    docs = accept.keep(sources[0].peek(max(8 * limit, _PROBED)))
    if len(docs) < limit:
        return 0.0
    scores = np.zeros(len(docs), dtype=np.float32)
    for source in sources:
        source.score(docs, scores)
    return find_least(scores, limit) * (1 - 2 * MARGIN)


def _raise(threshold: float, groups: Sequence[_Group], limit: int, slack: float) -> float:
    """A threshold that is not lower: what the best *limit* reach for certain, if it is quick to
    find out or none is known."""
    known = sum(len(group.docs) for group in groups)
    if known < limit or (threshold > 0 and known > _RAISED):
        return threshold
    ceilings = [group.ceilings for group in groups]
    all_ceilings = ceilings[0] if len(ceilings) == 1 else np.concatenate(ceilings)
    return max(threshold, find_least(all_ceilings, limit) * (1 - 2 * MARGIN) - slack)


def _join(groups: list[_Group], docs: Array, ceilings: Array) -> None:
    """One more group; or, as long as they are small, all of them as one."""
    if not len(docs):
        return
    if len(groups) == 1 and len(groups[0].docs) + len(docs) <= _JOINED:
        docs = np.concatenate((groups[0].docs, docs))
        order = docs.argsort(kind="stable")
        docs = docs.take(order)
        ceilings = np.concatenate((groups[0].ceilings, ceilings)).take(order)
        groups.clear()
    groups.append(_Group(docs, ceilings))
