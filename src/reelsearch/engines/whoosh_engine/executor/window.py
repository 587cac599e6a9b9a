"""Some documents at which a tree is asked what matches and scores; each part is asked once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple, Protocol

import numpy as np

from reelsearch.engines.budget import Budget
from reelsearch.engines.whoosh_engine.codec.arrays import Array
from reelsearch.engines.whoosh_engine.executor.keys import make_keys
from reelsearch.engines.whoosh_engine.executor.matrix import (
    find_keys,
    find_positions,
    locate,
    rank,
    score,
)
from reelsearch.engines.whoosh_engine.executor.postings import FieldView, Found, Postings

_TOGETHER = 4096
"""So many documents are scored by several terms at once: their arrays stay in the cache."""


class Matches(NamedTuple):
    """For each document of a window whether it matches, and its score, 0 if it does not."""

    hit: Array
    scores: Array


class Asked(Protocol):
    """What a window asks: a node of the query."""

    budget: Budget

    def evaluate(self, window: Window) -> Matches:
        """What matches in *window*, and its scores."""

    def match(self, window: Window) -> Array:
        """What matches in *window*."""

    def approximate(self, window: Window) -> Array:
        """Upper bounds of the scores in *window*."""


class Window:
    """*docs* are uint32 and ascending, none twice; all of them have the terms *having*, and
    which have a term is *found* already of some. Lives as long as one question."""

    def __init__(
        self,
        docs: Array,
        having: Collection[Postings] = (),
        found: Mapping[Postings, Found] | None = None,
    ) -> None:
        self.docs = docs
        self._every: Array | None = None
        self._having = having
        self._matches: dict[Asked, Matches] = {}
        self._hits: dict[Asked, Array] = {}
        self._found: dict[Postings, Found] = dict(found) if found else {}
        self._scores: dict[Postings, Array] = {}
        self._rough: dict[Asked | Postings, Array] = {}
        self._norms: dict[FieldView, Array] = {}
        self._exact_norms: dict[FieldView, Array] = {}
        self._keys: dict[Postings, Array] = {}

    def __len__(self) -> int:
        return len(self.docs)

    def ask(self, node: Asked) -> Matches:
        """Which documents *node* matches, and what they score."""
        matches = self._matches.get(node)
        if matches is None:
            node.budget.check_time()
            matches = self._matches[node] = node.evaluate(self)
        return matches

    def hits(self, node: Asked) -> Array:
        """Which documents *node* matches, where what they score is not asked."""
        known = self._matches.get(node)
        if known is not None:
            return known.hit
        hit = self._hits.get(node)
        if hit is None:
            node.budget.check_time()
            hit = self._hits[node] = node.match(self)
        return hit

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
            norms = self._exact_norms_of(postings.view)
            tfs = postings.tfs.take(places)
            if len(at) == len(self.docs):
                scores = postings.score(tfs, norms)
            else:
                scores = np.zeros(len(self.docs))
                scores[at] = postings.score(tfs, norms.take(at))
            self._scores[postings] = scores
        return scores

    def score_together(self, terms: Sequence[Postings]) -> None:
        """Score several terms at once, which takes less than one after another."""
        unknown = [term for term in dict.fromkeys(terms) if term not in self._scores]
        if len(unknown) < 2 or len(self.docs) > _TOGETHER:
            return
        view = unknown[0].view
        if not view.scorable or any(term.view is not view for term in unknown):
            return
        if view.field.is_weighted and not any(term in self._found for term in unknown):
            self._locate(unknown)
            return
        tfs = np.zeros((len(unknown), len(self.docs)))
        for row, term in zip(tfs, unknown, strict=True):
            at, places = self.find(term)
            tfs_here = term.tfs.take(places)
            if len(at) == len(row):
                row[:] = tfs_here
            else:
                row[at] = tfs_here
        weights = np.array([term.idf for term in unknown])
        norms = self._exact_norms_of(view)
        scores = view.formula.score_at(weights[:, None], tfs, norms)
        self._scores.update(zip(unknown, scores, strict=True))

    def _locate(self, terms: Sequence[Postings]) -> None:
        """Find and score *terms*, of which nothing is known yet, all in one step."""
        has, places = locate(terms, self.docs)
        scores = score(terms, self.docs, places, has)
        for term, having, here, scored in zip(terms, has, places, scores, strict=True):
            at = having.nonzero()[0]
            self._found[term] = Found(at, here.take(at) - term.start)
            self._scores[term] = scored

    def has(self, postings: Postings) -> Array:
        """Whether each document has a term; ``every`` if all have."""
        at = self.find(postings).at
        if len(at) == len(self.docs):
            return self.every
        hit = np.zeros(len(self.docs), dtype=bool)
        hit[at] = True
        return hit

    @property
    def every(self) -> Array:
        """True for each document; not to be written to."""
        if self._every is None:
            self._every = np.ones(len(self.docs), dtype=bool)
        return self._every

    def ask_roughly(self, node: Asked) -> Array:
        """The scores in float32 within ``scoring.MARGIN``, 0 where *node* does not match."""
        rough = self._rough.get(node)
        if rough is None:
            node.budget.check_time()
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

    def _exact_norms_of(self, view: FieldView) -> Array:
        norms = self._exact_norms.get(view)
        if norms is None:
            norms = self._exact_norms[view] = view.exact_norms(self.docs)
        return norms

    def norms(self, view: FieldView) -> Array:
        """The norms of the documents in a field."""
        norms = self._norms.get(view)
        if norms is None:
            norms = self._norms[view] = view.norms(self.docs)
        return norms

    def keys(self, postings: Postings) -> Array:
        """Where a term stands, as :mod:`.keys` has it."""
        keys = self._keys.get(postings)
        if keys is None:
            keys = self._keys[postings] = _read_keys(postings, *self.find(postings))
        return keys

    def read_together(self, terms: Iterable[Postings]) -> None:
        """Read the keys of several terms at once, which takes less than one after another."""
        unknown: dict[FieldView, dict[Postings, None]] = {}
        for term in terms:
            if term not in self._keys:
                unknown.setdefault(term.view, {})[term] = None
        for some in unknown.values():
            if len(some) < 2:
                continue
            if len(self.docs) and all(term in self._having for term in some):
                ordered = sorted(some, key=attrgetter("df"))
                places = rank(ordered, self.docs, [None] * len(ordered))
                keys = find_positions(ordered, places)
            else:
                ordered = list(some)
                keys = find_keys(ordered, self.docs)
            self._keys.update(zip(ordered, keys, strict=True))

    def keys_at(self, wanted: Array, postings: Postings) -> Array:
        """The same only of the documents at the places *wanted* (ascending, and maybe twice)."""
        if postings in self._keys or not len(wanted):
            return self.keys(postings) if len(wanted) else wanted
        at, places = self.find(postings)
        is_wanted = np.zeros(len(self.docs), dtype=bool)
        is_wanted[wanted] = True
        chosen = is_wanted.take(at).nonzero()[0]
        return _read_keys(postings, at.take(chosen), places.take(chosen))


def _read_keys(postings: Postings, at: Array, places: Array) -> Array:
    field = postings.view.field
    flat, _, counts = field.positions_at((postings.number,), places + postings.start)
    return make_keys(at, flat, counts)
