"""The documents that several clauses have in common; of terms, with the postings of each.

Lists are met from the rarest on, so that what is looked for in the next ones is ever less.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from reelsearch.engines.whoosh_engine.codec.arrays import Array
from reelsearch.engines.whoosh_engine.executor.matrix import (
    Dense,
    are_of_one_view,
    find_positions,
    open_dense,
    rank,
    score,
)
from reelsearch.engines.whoosh_engine.executor.nodes import Accept, Node
from reelsearch.engines.whoosh_engine.executor.places import list_bits, unpack
from reelsearch.engines.whoosh_engine.executor.postings import Found
from reelsearch.engines.whoosh_engine.executor.terms import TermNode, find_winners
from reelsearch.engines.whoosh_engine.executor.window import Window

_FEW = 1024
"""For so few documents all dense terms are sooner looked up at once than one after another."""
_MUCH = 4


class Meeting:
    """*docs* (uint32, ascending) have all of *terms*; ``places`` has the postings of each term
    in these documents, None for one that has yet to be asked."""

    def __init__(
        self,
        terms: Sequence[TermNode],
        docs: Array,
        places: Sequence[Array | None],
        dense: Dense | None = None,
    ) -> None:
        self.terms = terms
        self.docs = docs
        self._places = list(places)
        self._dense = dense
        self._rows: Array | None = None

    @property
    def slack(self) -> float:
        """By how much :meth:`find_ceilings` may be too high."""
        return sum(term.postings.slack * term.boost for term in self.terms)

    def take(self, at: Array) -> Meeting:
        """The documents at these places."""
        if len(at) == len(self.docs):
            return self
        places = [None if some is None else some.take(at) for some in self._places]
        met = Meeting(self.terms, self.docs.take(at), places, self._dense)
        met._rows = None if self._rows is None else self._rows.take(at, axis=1)
        return met

    def keep(self, accept: Accept) -> Meeting:
        """Those that are accepted."""
        return self if accept.is_open else self.take(accept.mask(self.docs).nonzero()[0])

    def know(self, number: int, places: Array | None) -> None:
        """The postings of the term of that number are *places*, if that is known."""
        self._places[number] = places

    def places(self, number: int) -> Array:
        """The postings of the term of that number."""
        places = self._places[number]
        if places is None:
            places = self._places[number] = self.terms[number].postings.rank(self.docs)
        return places

    def rows(self) -> Array:
        """The postings of all terms, counted through the whole field: a row for each. Only where
        the terms :func:`are_of_one_field`, as for what follows."""
        if self._rows is None:
            postings = [term.postings for term in self.terms]
            self._rows = rank(postings, self.docs, self._places, self._dense)
        return self._rows

    def score(self) -> dict[Node, Array]:
        """What each term scores in the documents, exactly."""
        scores = score([term.postings for term in self.terms], self.docs, self.rows())
        for row, term in enumerate(self.terms):
            if term.boost != 1:
                scores[row] *= term.boost
        return dict(zip(self.terms, scores, strict=True))

    def find_positions(self) -> dict[TermNode, Array]:
        """Where each term stands: ``place of the document * STRIDE + position``, ascending."""
        positions = find_positions([term.postings for term in self.terms], self.rows())
        return dict(zip(self.terms, positions, strict=True))

    def finish(self, number: int) -> Meeting:
        """Those of the documents, which are few, that have the terms from that *number* on, too."""
        terms, docs, places = self.terms, self.docs, self._places
        dense: Dense | None = None
        while number < len(terms) and len(docs) and dense is None:
            postings = terms[number].postings
            if not postings.is_dense:
                found = postings.docs.searchsorted(docs)
                places[number] = found
                has = postings.docs.take(found, mode="clip") == docs
            elif are_of_one_view(rest := [term.postings for term in terms[number:]]):
                # Those that follow are no rarer, so they are dense as well: one look at all.
                dense = open_dense(rest, number)
                has = dense.contain(docs)
            else:
                has = postings.contains(docs)
            at = has.nonzero()[0]
            if len(at) < len(docs):
                docs = docs.take(at)
                is_first = places[0] is None  # that were all documents of the first term so far
                places = [None if some is None else some.take(at) for some in places]
                if is_first:
                    places[0] = at
            number += 1
        return Meeting(terms, docs, places, dense)

    def find_ceilings(self) -> Array:
        """What the documents score at most as the sum of all terms, in float32."""
        ceilings = np.zeros(len(self.docs), dtype=np.float32)
        for number, term in enumerate(self.terms):
            found = term.postings.find_ceilings(self.places(number), self.docs)
            if term.boost != 1:
                found *= np.float32(term.boost)
            ceilings += found
        return ceilings

    def choose(self, limit: int) -> Meeting:
        """Those that may be among the best *limit*."""
        return self.take(find_winners(self.find_ceilings(), limit, self.slack))

    def open(self) -> Window:
        """A window on the documents that knows where their postings are."""
        every = np.arange(len(self.docs))
        found = {
            term.postings: Found(every, self.places(number))
            for number, term in enumerate(self.terms)
        }
        return Window(self.docs, (), found)


def meet(terms: Sequence[TermNode], chosen: Array | None = None) -> Meeting:
    """The documents that all *terms* (the rarest first) have; with *chosen*, of those of the
    first at these postings."""
    lead = terms[0].postings
    if chosen is None and lead.is_dense and len(terms) > 1:
        docs = _meet_bits(terms)
        if docs is not None:
            return Meeting(terms, docs, [None] * len(terms))
    docs = lead.docs if chosen is None else lead.take_docs(chosen)
    met = Meeting(terms, docs, [chosen, *[None] * (len(terms) - 1)])
    if len(docs) > _FEW and chosen is None:
        met.know(0, np.arange(lead.df))
    for number, term in enumerate(terms[1:], 1):
        if len(met.docs) <= _FEW:
            return met.finish(number)
        at, places = term.postings.meet(met.docs)
        met = met.take(at)
        met.know(number, places)
    return met


def _meet_bits(terms: Sequence[TermNode]) -> Array | None:
    """The documents that all *terms* have, of which the first is dense, so that all are; None if
    they are not much fewer than its own, of which the postings are known."""
    first, second, *rest = (bits.words for term in terms if (bits := term.postings.bits))
    words = first & second
    for more in rest:
        words &= more
    if int(np.bitwise_count(words).sum()) * _MUCH > terms[0].size:
        return None
    return list_bits(words)


def intersect(nodes: Sequence[Node]) -> Array:
    """The documents that all of *nodes* match."""
    ordered = sorted(nodes, key=lambda node: node.size)
    dense = [node.postings.bits for node in ordered if isinstance(node, TermNode)]
    words = [bits.words for bits in dense if bits is not None]
    if len(words) == len(nodes) > 1 and ordered[0].size * 8 > ordered[0].doc_count:
        both = words[0] & words[1]
        for more in words[2:]:
            both &= more
        return unpack(both, nodes[0].doc_count).nonzero()[0].astype(np.uint32)
    docs = ordered[0].docs()
    for node in ordered[1:]:
        docs = docs[node.contains(docs)]
    return docs
