"""What a query becomes in one segment: a tree of nodes, each of which can

- say which documents it matches: all of them (``docs``, ``mask``, ``count``), or which
  of some (``contains``);
- score documents, exactly (``evaluate``, through a :class:`Window`);
- name candidates: documents among which the best are (``candidates``);
- rank: say which are the best, in order (``rank``).

Documents deleted since are matched as well; whoever asks leaves them out.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence

import numpy as np

from reelsearch.engines.budget import UNBOUNDED, Budget
from reelsearch.engines.whoosh_engine.codec.arrays import Array
from reelsearch.engines.whoosh_engine.executor.postings import Postings
from reelsearch.engines.whoosh_engine.executor.ranking import order_best
from reelsearch.engines.whoosh_engine.executor.window import Matches, Window

NO_DOCS: Array = np.zeros(0, dtype=np.uint32)
NO_DOCS.flags.writeable = False

Test = Callable[[Array], Array]
"""Of each of some documents (ascending), whether it passes."""


class Accept:
    """Documents that may be in an answer: those that pass all *tests*, the quickest first."""

    def __init__(self, tests: Sequence[Test] = ()) -> None:
        self._tests = tuple(tests)

    @property
    def is_open(self) -> bool:
        """Whether everything passes."""
        return not self._tests

    def keep(self, docs: Array) -> Array:
        """Those of *docs* that pass."""
        for test in self._tests:
            docs = docs[test(docs)]
        return docs

    def mask(self, docs: Array) -> Array:
        """Of each of *docs*, whether it passes."""
        if len(self._tests) == 1:
            return self._tests[0](docs)
        passed = np.zeros(len(docs), dtype=bool)
        at = np.arange(len(docs))
        for test in self._tests:
            at = at[test(docs[at])]
        passed[at] = True
        return passed

    def also(self, *tests: Test) -> Accept:
        """Only what passes *tests* as well."""
        return Accept((*self._tests, *tests))


class Node(ABC):
    """A query in a segment of *doc_count* documents.

    ``size``: no more documents match. ``bound``: none scores more. ``constant``: what
    every document that matches scores, None if that is not known.
    """

    doc_count: int
    size: int
    constant: float | None = None
    budget: Budget = UNBOUNDED
    """Asked before what may take long."""

    @property
    def bound(self) -> float:
        """No document scores more. A node whose documents score variously has one of its own."""
        assert self.constant is not None
        return self.constant

    @abstractmethod
    def docs(self) -> Array:
        """All that match: uint32, ascending."""

    def mask(self) -> Array:
        """The same as one bool for each document of the segment."""
        mask = np.zeros(self.doc_count, dtype=bool)
        mask[self.docs()] = True
        return mask

    def count(self) -> int:
        """How many match."""
        return len(self.docs())

    @abstractmethod
    def contains(self, docs: Array) -> Array:
        """Of each of *docs* (uint32, ascending), whether it matches."""

    @abstractmethod
    def evaluate(self, window: Window) -> Matches:
        """Asked through ``window.ask``, which remembers the answer."""

    def match(self, window: Window) -> Array:
        """Asked through ``window.hits``, which remembers the answer."""
        return window.ask(self).hit

    @property
    def standing(self) -> Sequence[Postings]:
        """The terms of which :meth:`match` asks where they stand, as far as that is known."""
        return ()

    def approximate(self, window: Window) -> Array:
        """Asked through ``window.ask_roughly``; what matches must score above 0."""
        return window.ask(self).scores.astype(np.float32)

    def candidates(self, limit: int, accept: Accept) -> Array:
        """Documents, among them the best *limit* of those accepted: uint32, ascending.

        Of two that score alike the one of the lower number is better.
        """
        docs = accept.keep(self.docs())
        return docs[:limit] if self.constant is not None else docs

    def choose(self, limit: int, accept: Accept) -> Window:
        """The candidates, with what was found out about them on the way."""
        return Window(self.candidates(limit, accept))

    def rank(self, limit: int, accept: Accept) -> tuple[Array, Array]:
        """The best *limit* documents of those accepted, best first, and their exact scores."""
        if self.constant is not None:
            docs = self.candidates(limit, accept)[:limit]
            return docs, np.full(len(docs), self.constant)
        window = self.choose(limit, accept)
        docs = window.docs
        hit, scores = window.ask(self)
        if not hit.all():
            docs, scores = docs[hit], scores[hit]
        order = order_best(scores, limit)
        return docs.take(order), scores.take(order)


def cut(docs: Array, limit: int, accept: Accept) -> Array:
    """The first *limit* of *docs* that are accepted."""
    if accept.is_open:
        return docs[:limit]
    step = max(limit * 4, 4096)
    kept: list[Array] = []
    for start in range(0, len(docs), step):
        kept.append(accept.keep(docs[start : start + step])[:limit])
        limit -= len(kept[-1])
        if limit <= 0:
            break
    return np.concatenate(kept) if kept else NO_DOCS
