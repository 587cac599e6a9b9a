"""The reviews of a large file in, one after the other; what share of them has which fact out."""

from __future__ import annotations

from collections import Counter

from reelsearch.review import FACTS, Location, Origin, Rejection, Review

MOST_REJECTIONS = 20
"""How many rejected rows are named."""

MOST_NOTES = 5
"""How many different notes on its rows are kept, the first ones."""


class Summary:
    """Counts over the reviews of one file; it keeps none of them."""

    def __init__(self, location: Location) -> None:
        self.path = location.path
        self.reviews = 0
        self.rejected = 0
        self.rejections: list[Rejection] = []
        self.notes: dict[str, None] = {}
        self._known: Counter[str] = Counter()

    def add(self, item: Review | Rejection) -> None:
        """Count one more."""
        if isinstance(item, Rejection):
            self.rejected += 1
            if len(self.rejections) < MOST_REJECTIONS:
                self.rejections.append(item)
            return
        self.reviews += 1
        if len(self.notes) < MOST_NOTES:
            self.notes |= dict.fromkeys(item.warnings)
        for name in FACTS:
            if item.origin(name).origin is not Origin.MISSING:
                self._known[name] += 1

    def share(self, name: str) -> float:
        """The share of the reviews that have the fact *name*, from 0 to 1."""
        return self._known[name] / self.reviews if self.reviews else 0.0
