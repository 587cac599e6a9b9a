"""All of several clauses, with their scores added up."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from reelsearch.engines.whoosh_engine.codec.arrays import Array
from reelsearch.engines.whoosh_engine.executor import scoring
from reelsearch.engines.whoosh_engine.executor.nodes import NO_DOCS, Accept, Node, cut
from reelsearch.engines.whoosh_engine.executor.outlook import NOTHING
from reelsearch.engines.whoosh_engine.executor.places import unpack
from reelsearch.engines.whoosh_engine.executor.terms import TermNode, best, score_in_chunks
from reelsearch.engines.whoosh_engine.executor.window import Matches, Window

_FEW = 256
_SAMPLE = 1024
_BROAD = 16
"""Where no clause matches less than one document in so many, what matches is counted by masks."""


class AllNode(Node):
    """What all of *children* match; a document scores their sum, times *boost*."""

    def __init__(self, children: Sequence[Node], boost: float) -> None:
        self.children = tuple(sorted(children, key=lambda child: child.size))
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
        hit, scores = window.ask(self.in_order[0])
        for child in self.in_order[1:]:
            found = window.ask(child)
            hit, scores = hit & found.hit, scores + found.scores
        return Matches(hit, np.where(hit, scores * self.boost, 0.0))

    def approximate(self, window: Window) -> Array:
        scores = [window.ask_roughly(child) for child in self.children]
        total = sum(scores[1:], scores[0]) * np.float32(self.boost)
        for some in scores:
            if not some.all():
                total = np.where(some > 0, total, np.float32(0))
        return total

    def candidates(self, limit: int, accept: Accept) -> Array:
        if self.constant is not None:
            return cut(self.docs(), limit, accept)
        scored = [child for child in self.children if child.constant is None]
        tests = [child for child in self.children if child.constant is not None]
        if len(scored) == 1 and scored[0].size <= 16 * self.size:
            return scored[0].candidates(limit, accept.also(*(test.contains for test in tests)))
        terms = [child for child in self.children if isinstance(child, TermNode)]
        if len(terms) == len(self.children) and self._abounds(limit):
            docs = self._open_best(terms, limit, accept)
        else:
            docs = accept.keep(self.docs())
        if len(docs) <= max(limit, _FEW):
            return docs
        return best(docs, score_in_chunks(self, docs, [t.postings for t in terms]), limit)

    def _abounds(self, limit: int) -> bool:
        """Whether a sample should hold enough, if terms are independent of each other."""
        expected = float(min(_SAMPLE, self.size))
        for child in self.children[1:]:
            expected *= child.size / self.doc_count
        return expected > limit and self.size > 4 * _SAMPLE

    def _open_best(self, terms: Sequence[TermNode], limit: int, accept: Accept) -> Array:
        """Documents with all *terms* that may be the best, by the impacts of the rarest."""
        lead, others = terms[0].postings, terms[1:]
        docs = NO_DOCS
        wanted = max(_SAMPLE, 8 * limit)
        while len(docs) < limit:
            sample = lead.best(wanted)
            if sample is None:
                return accept.keep(self.docs())
            docs = accept.keep(_filter(lead.docs.take(sample), others))
            wanted = len(sample) * 8
        sampled = Window(docs, [term.postings for term in terms]).ask_roughly(self)
        least = scoring.find_least(sampled, limit) / self.boost
        least = least * (1 - 2 * scoring.MARGIN)
        rest = NOTHING
        for other in others:
            rest = rest.with_term(other.postings, other.boost)
        chosen = lead.above((least - rest.bound) / terms[0].boost)
        if chosen is None or len(chosen) * 4 > lead.df * 3:
            return accept.keep(self.docs())
        return accept.keep(_filter(lead.docs.take(chosen), others))


def intersect(nodes: Sequence[Node]) -> Array:
    """The documents that all of *nodes* match."""
    ordered = sorted(nodes, key=lambda node: node.size)
    dense = [node.postings.bits for node in ordered if isinstance(node, TermNode)]
    words = [bits.words for bits in dense if bits is not None]
    if len(words) == len(nodes) > 1 and ordered[0].size * 8 > ordered[0].doc_count:
        both = words[0] & words[1]
        for more in words[2:]:
            both &= more
        return np.flatnonzero(unpack(both, nodes[0].doc_count)).astype(np.uint32)
    return _filter(ordered[0].docs(), ordered[1:])


def _filter(docs: Array, nodes: Sequence[Node]) -> Array:
    for node in nodes:
        docs = docs[node.contains(docs)]
    return docs
