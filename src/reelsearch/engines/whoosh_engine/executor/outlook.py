"""What clauses yet to be looked at can still add to a document, by how long it is.

A term scores less in a long document. So the bound that its highest frequency gives is
kept for every length, and many documents or whole blocks of them (of which the least
length is known) are ruled out that the bound over all lengths would let pass.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from reelsearch.engines.whoosh_engine.codec.arrays import Array
from reelsearch.engines.whoosh_engine.executor.postings import FieldView, Postings

_TABLE_LIMIT = 1 << 12


class Outlook:
    """A bound: *fixed*, and for each field in *tables* one by length, falling; float32."""

    def __init__(self, fixed: float, tables: Mapping[FieldView, Array]) -> None:
        self._fixed = fixed
        self._tables = tables
        self._highest = {view: float(table[view.shortest]) for view, table in tables.items()}
        self.bound = fixed + sum(self._highest.values())

    def with_clause(self, bound: float) -> Outlook:
        """One more clause, of which only its *bound* is known."""
        return Outlook(self._fixed + bound, self._tables)

    def with_term(self, postings: Postings, weight: float) -> Outlook:
        """One more term, its scores times *weight*."""
        view = postings.view
        if not view.scorable or view.field.max_length > _TABLE_LIMIT:
            return self.with_clause(postings.bound * weight)
        table = postings.bounds_by_length() * np.float32(weight)
        if view in self._tables:
            table += self._tables[view]
        return Outlook(self._fixed, {**self._tables, view: table})

    def at_lengths(self, view: FieldView, lengths: Array) -> Array | float:
        """What can be added to documents of at least these *lengths* in one field."""
        table = self._tables.get(view)
        if table is None:
            return self.bound
        added: Array = table.take(lengths)
        elsewhere = self.bound - self._highest[view]
        if elsewhere:
            added += np.float32(elsewhere)
        return added

    def at(self, docs: Array) -> Array | float:
        """What can be added to each of *docs*."""
        added: Array | float = self._fixed
        for view, table in self._tables.items():
            added = added + table.take(view.field.lengths.take(docs))
        return added


NOTHING = Outlook(0.0, {})
