"""Some documents at which a tree is asked what matches and scores; each part is asked once."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple, Protocol

import numpy as np

from reelsearch.engines.whoosh_engine.codec.arrays import Array
from reelsearch.engines.whoosh_engine.executor.postings import FieldView, Found, Postings

STRIDE = 1 << 33
"""Above all positions, and what a phrase may leave between them."""


class Matches(NamedTuple):
    """For each document of a window whether it matches, and its score, 0 if it does not."""

    hit: Array
    scores: Array


class Asked(Protocol):
    """What a window asks: a node of the query."""

    def evaluate(self, window: Window) -> Matches:
        """What matches in *window*, and its scores."""

    def approximate(self, window: Window) -> Array:
        """Upper bounds of the scores in *window*."""


class Window:
    """*docs* are uint32 and ascending, none twice; all of them have the terms *having*.
    Lives as long as one question."""

    def __init__(self, docs: Array, having: Collection[Postings] = ()) -> None:
        self.docs = docs
        self._having = having
        self._matches: dict[Asked, Matches] = {}
        self._found: dict[Postings, Found] = {}
        self._scores: dict[Postings, Array] = {}
        self._rough: dict[Asked | Postings, Array] = {}
        self._norms: dict[FieldView, Array] = {}
        self._lengths: dict[FieldView, Array] = {}
        self._keys: dict[Postings, Array] = {}

    def __len__(self) -> int:
        return len(self.docs)

    def ask(self, node: Asked) -> Matches:
        """Which documents *node* matches, and what they score."""
        matches = self._matches.get(node)
        if matches is None:
            matches = self._matches[node] = node.evaluate(self)
        return matches

    def find(self, postings: Postings) -> Found:
        """Which documents have a term."""
        found = self._found.get(postings)
        if found is None:
            if postings in self._having:
                found = Found(np.arange(len(self.docs)), postings.rank(self.docs))
            else:
                found = postings.find(self.docs)
            self._found[postings] = found
        return found

    def score(self, postings: Postings) -> Array:
        """What a term scores in each document, 0 where it is not, without any boost."""
        scores = self._scores.get(postings)
        if scores is None:
            at, places = self.find(postings)
            lengths = self._lengths_of(postings.view)
            tfs = postings.tfs.take(places)
            if len(at) == len(self.docs):
                scores = postings.score(tfs, lengths)
            else:
                scores = np.zeros(len(self.docs))
                scores[at] = postings.score(tfs, lengths.take(at))
            self._scores[postings] = scores
        return scores

    def has(self, postings: Postings) -> Array:
        """Whether each document has a term."""
        at = self.find(postings).at
        if len(at) == len(self.docs):
            return np.ones(len(at), dtype=bool)
        hit = np.zeros(len(self.docs), dtype=bool)
        hit[at] = True
        return hit

    def ask_roughly(self, node: Asked) -> Array:
        """The scores in float32 within ``scoring.MARGIN``, 0 where *node* does not match."""
        rough = self._rough.get(node)
        if rough is None:
            rough = self._rough[node] = node.approximate(self)
        return rough

    def score_roughly(self, postings: Postings) -> Array:
        """The same of a term, without any boost."""
        rough = self._rough.get(postings)
        if rough is None:
            at, places = self.find(postings)
            tfs = postings.tfs.take(places)
            if len(at) * 2 < len(self.docs) or not postings.view.scorable:
                rough = np.zeros(len(self.docs), dtype=np.float32)
                rough[at] = postings.approximate(tfs, None, self.docs[at])
            else:
                norms = self.norms(postings.view)
                if len(at) == len(self.docs):
                    rough = postings.approximate(tfs, norms, self.docs)
                else:
                    rough = np.zeros(len(self.docs), dtype=np.float32)
                    rough[at] = postings.approximate(tfs, norms[at], self.docs)
            self._rough[postings] = rough
        return rough

    def _lengths_of(self, view: FieldView) -> Array:
        lengths = self._lengths.get(view)
        if lengths is None:
            lengths = self._lengths[view] = view.field.lengths.take(self.docs)
        return lengths

    def norms(self, view: FieldView) -> Array:
        """The norms of the documents in a field."""
        norms = self._norms.get(view)
        if norms is None:
            norms = self._norms[view] = view.norms_of(self._lengths_of(view))
        return norms

    def keys(self, postings: Postings) -> Array:
        """Where a term stands: ``place of the document * STRIDE + position``, ascending."""
        keys = self._keys.get(postings)
        if keys is None:
            at, places = self.find(postings)
            flat, ends = postings.view.field.positions(postings.number, places)
            counts = ends.copy()
            counts[1:] -= ends[:-1]
            keys = self._keys[postings] = np.repeat(at * STRIDE, counts) + flat
        return keys
