"""The documents that several clauses have in common; of terms, with the postings of each.

Lists are met from the rarest on, so that what is looked for in the next ones is ever less.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from reelsearch.engines.whoosh_engine.codec.arrays import Array
from reelsearch.engines.whoosh_engine.executor.matrix import find_positions, rank, score
from reelsearch.engines.whoosh_engine.executor.nodes import Accept, Node
from reelsearch.engines.whoosh_engine.executor.places import unpack
from reelsearch.engines.whoosh_engine.executor.postings import Found
from reelsearch.engines.whoosh_engine.executor.terms import TermNode, find_winners
from reelsearch.engines.whoosh_engine.executor.window import Window

_FEW = 1024
"""The postings of so few documents are sooner found at the end than kept on the way, and all
dense terms sooner looked up at once than one after another."""


class Meeting:
    """*docs* (uint32, ascending) have all of *terms*; ``places`` has the postings of each term
    in these documents, None for one that has yet to be asked."""

    def __init__(
        self, terms: Sequence[TermNode], docs: Array, places: Sequence[Array | None]
    ) -> None:
        self.terms = terms
        self.docs = docs
        self._places = list(places)
        self._rows: Array | None = None

    @property
    def slack(self) -> float:
        """By how much :meth:`find_ceilings` may be too high."""
        return sum(term.postings.slack * term.boost for term in self.terms)

    def take(self, at: Array) -> Meeting:
        """The documents at these places."""
        if len(at) == len(self.docs):
            return self
        if len(at) <= _FEW:
            met = Meeting(self.terms, self.docs.take(at), [None] * len(self.terms))
            met._rows = None if self._rows is None else self._rows.take(at, axis=1)
            return met
        places = [None if some is None else some.take(at) for some in self._places]
        return Meeting(self.terms, self.docs.take(at), places)

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
            if self._places[0] is None:
                self._rows = rank(postings, self.docs)
            else:
                self._rows = np.array(
                    [self.places(n) + some.start for n, some in enumerate(postings)]
                )
        return self._rows

    def score(self) -> dict[Node, Array]:
        """What each term scores in the documents, exactly."""
        scores = score([term.postings for term in self.terms], self.docs, self.rows())
        if any(term.boost != 1 for term in self.terms):
            scores *= np.array([[term.boost] for term in self.terms])
        return dict(zip(self.terms, scores, strict=True))

    def find_positions(self) -> dict[TermNode, Array]:
        """Where each term stands: ``place of the document * STRIDE + position``, ascending."""
        positions = find_positions([term.postings for term in self.terms], self.rows())
        return dict(zip(self.terms, positions, strict=True))

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
    docs = lead.docs if chosen is None else lead.take_docs(chosen)
    met = Meeting(terms, docs, [None] * len(terms))
    if len(docs) > _FEW:
        met.know(0, np.arange(lead.df) if chosen is None else chosen)
    for number, term in enumerate(terms[1:], 1):
        if len(met.docs) <= _FEW:
            return Meeting(terms, _narrow(met.docs, terms[number:]), [None] * len(terms))
        at, places = term.postings.meet(met.docs)
        met = met.take(at)
        if len(at) > _FEW:
            met.know(number, places)
    return met


def _narrow(docs: Array, terms: Sequence[TermNode]) -> Array:
    """Those of *docs* that have all *terms*, the rarest first."""
    for number, term in enumerate(terms):
        if not len(docs):
            break
        if term.postings.is_dense and number < len(terms) - 1:
            # Those that follow are no rarer, so they are dense as well: one look at all of them.
            rest = [more.postings for more in terms[number:]]
            if all(more.view is rest[0].view for more in rest):
                bits = rest[0].view.field.bitmaps([more.number for more in rest])
                return docs[np.logical_and.reduce(bits.contains(docs))]
        docs = docs[term.postings.contains(docs)]
    return docs


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
