"""The best documents of a sum of clauses, without looking at all that match (MaxScore).

Clauses are taken by what they can add at most, highest first. Once as many documents as
wanted are known, the least of their scores is the threshold: a document that has none of
the clauses so far is looked for in the next one only where that and the later ones
together can lift it over the threshold (by impacts, where a term has them); and
documents that can no longer reach it are dropped. So the most frequent words are only
looked up for documents that can still win. A first threshold comes from the best
documents of the term that adds most, scored in full.

Scores here are float32; what is returned is everything that may be among the best.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from reelsearch.engines.whoosh_engine.codec.arrays import Array
from reelsearch.engines.whoosh_engine.executor.nodes import NO_DOCS, Accept, Node
from reelsearch.engines.whoosh_engine.executor.outlook import NOTHING, Outlook
from reelsearch.engines.whoosh_engine.executor.postings import Postings
from reelsearch.engines.whoosh_engine.executor.scoring import MARGIN, find_least
from reelsearch.engines.whoosh_engine.executor.terms import CHUNK, best
from reelsearch.engines.whoosh_engine.executor.window import Window

_NO_SCORES: Array = np.zeros(0, dtype=np.float32)
_PROBED = 1024
"""So many documents are scored for a first threshold."""
_ADDED = 8192
"""So few postings are scored without looking for a threshold."""


class Source(Protocol):
    """One clause."""

    bound: float
    size: int
    frequent: bool
    """Whether a threshold should be known before it is read, and :meth:`peek` can help."""

    def add(self, docs: Array, scores: Array) -> Array:
        """Add to *scores* what *docs* (ascending) score; what :meth:`more` needs to leave
        them out."""

    def more(self, threshold: float, rest: Outlook, seen: Array) -> tuple[Array, Array]:
        """All other documents that reach *threshold* with *rest*, ascending, and their scores."""

    def peek(self, count: int) -> Array:
        """Some *count* documents or more that score high; none if that is not known."""

    def join(self, outlook: Outlook) -> Outlook:
        """The outlook with this clause."""


class TermSource:
    """A term, its scores times *weight*."""

    def __init__(self, postings: Postings, weight: float) -> None:
        self._postings = postings
        self._weight = np.float32(weight)
        self.bound = postings.bound * weight
        self.size = postings.df
        self.frequent = postings.impacts is not None

    def add(self, docs: Array, scores: Array) -> Array:
        postings = self._postings
        at, places = postings.find(docs)
        added = postings.approximate(postings.tfs.take(places), None, docs[at])
        added *= self._weight
        scores[at] += added
        return places

    def more(self, threshold: float, rest: Outlook, seen: Array) -> tuple[Array, Array]:
        postings = self._postings
        places = None
        if threshold > 0:
            least = threshold * (1 - MARGIN) - rest.bound
            places = postings.above(least / float(self._weight))
        unseen = np.ones(postings.df, dtype=bool)
        unseen[seen] = False
        count = postings.df if places is None else len(places)
        found: list[tuple[Array, Array]] = [(NO_DOCS, _NO_SCORES)]
        for start in range(0, count, CHUNK):
            part = slice(start, start + CHUNK)
            docs, tfs, fresh = postings.docs, postings.tfs, unseen
            if places is None:
                docs, tfs, fresh = docs[part], tfs[part], fresh[part]
            else:
                at = places[part]
                docs, tfs, fresh = docs.take(at), tfs.take(at), fresh.take(at)
            view = postings.view
            lengths = view.field.lengths.take(docs)
            scores = postings.approximate(tfs, view.norms_of(lengths), docs)
            scores *= self._weight
            if threshold > 0:
                fresh &= scores >= threshold * (1 - MARGIN) - rest.at_lengths(view, lengths)
            found.append((docs[fresh], scores[fresh]))
        return np.concatenate([d for d, _ in found]), np.concatenate([s for _, s in found])

    def peek(self, count: int) -> Array:
        places = self._postings.best(count)
        return NO_DOCS if places is None else self._postings.docs.take(places[: 2 * count])

    def join(self, outlook: Outlook) -> Outlook:
        return outlook.with_term(self._postings, float(self._weight))


class NodeSource:
    """Any other clause, its scores times *weight*."""

    def __init__(self, node: Node, weight: float) -> None:
        self._node = node
        self._weight = weight
        self.bound = node.bound * weight
        self.size = node.size
        self.frequent = False

    def add(self, docs: Array, scores: Array) -> Array:
        hit, found = self._node.evaluate(Window(docs))
        scores += (found * self._weight).astype(np.float32)
        return docs[hit]

    def more(self, threshold: float, rest: Outlook, seen: Array) -> tuple[Array, Array]:
        docs = self._node.docs()
        if len(seen):
            docs = np.setdiff1d(docs, seen, assume_unique=True)
        constant = self._node.constant
        if constant is not None:
            return docs, np.full(len(docs), constant * self._weight, dtype=np.float32)
        scores = (self._node.evaluate(Window(docs)).scores * self._weight).astype(np.float32)
        keep = scores >= threshold * (1 - MARGIN) - rest.bound
        return docs[keep], scores[keep]

    def peek(self, count: int) -> Array:
        return NO_DOCS

    def join(self, outlook: Outlook) -> Outlook:
        return outlook.with_clause(self.bound)


def find_best(sources: Sequence[Source], limit: int, accept: Accept) -> Array:
    """The documents that may be among the best *limit* of those accepted, ascending."""
    if sum(source.size for source in sources) <= _ADDED:
        return _add_up(sources, limit, accept)
    ordered = sorted(sources, key=lambda source: -source.bound)
    rests = _look_ahead(ordered)
    docs, scores = NO_DOCS, _NO_SCORES
    threshold, probed = 0.0, False
    for at, (source, rest) in enumerate(zip(ordered, rests, strict=True)):
        seen = source.add(docs, scores) if len(docs) else NO_DOCS
        if threshold == 0 and not probed and source.frequent:
            threshold, probed = _probe(ordered[at:], limit, accept), True
        if rest.bound + source.bound >= threshold:
            more, added = source.more(threshold, rest, seen)
            if not accept.is_open and len(more):
                passed = accept.mask(more)
                more, added = more[passed], added[passed]
            docs, scores = _merge(docs, scores, more, added)
        if len(scores) > limit:
            threshold = max(threshold, find_least(scores, limit) * (1 - 2 * MARGIN))
            keep = scores >= threshold * (1 - MARGIN) - rest.at(docs)
            docs, scores = docs[keep], scores[keep]
    return docs


def _add_up(sources: Sequence[Source], limit: int, accept: Accept) -> Array:
    """The same for few documents: all of them are scored."""
    read = [source.more(0.0, NOTHING, NO_DOCS) for source in sources]
    docs = np.concatenate([docs for docs, _ in read])
    if not len(docs):
        return docs
    order = np.argsort(docs, kind="stable")
    docs = docs[order]
    first = np.flatnonzero(np.concatenate((np.ones(1, dtype=bool), docs[1:] != docs[:-1])))
    scores = np.add.reduceat(np.concatenate([scores for _, scores in read])[order], first)
    docs = docs[first]
    if not accept.is_open:
        passed = accept.mask(docs)
        docs, scores = docs[passed], scores[passed]
    return best(docs, scores, limit)


def _look_ahead(ordered: Sequence[Source]) -> list[Outlook]:
    """For each of the sources what all after it can add."""
    rests = [NOTHING]
    for source in reversed(ordered[1:]):
        rests.append(source.join(rests[-1]))
    rests.reverse()
    return rests


def _probe(sources: Sequence[Source], limit: int, accept: Accept) -> float:
    """A score that *limit* documents reach; 0 if none is found out."""
    docs = accept.keep(sources[0].peek(max(8 * limit, _PROBED)))
    if len(docs) < limit:
        return 0.0
    scores = np.zeros(len(docs), dtype=np.float32)
    for source in sources:
        source.add(docs, scores)
    return find_least(scores, limit) * (1 - 2 * MARGIN)


def _merge(docs: Array, scores: Array, more: Array, added: Array) -> tuple[Array, Array]:
    if not len(docs):
        return more, added
    if not len(more):
        return docs, scores
    docs, scores = np.concatenate((docs, more)), np.concatenate((scores, added))
    order = np.argsort(docs, kind="stable")
    return docs[order], scores[order]
