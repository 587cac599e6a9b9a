"""What a query looks for in the text of a review, as the choice of passages needs it.

Weights say how much it tells that a passage has the thing: inverse document
frequencies, for instance. They are compared with one another only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class WantedPhrase:
    """Words in order, each at most *slop* positions after the one before.

    ``words`` are prose stems. ``slop`` is that of ``whoosh.query.Phrase``: 1 is adjacent.
    """

    words: tuple[str, ...]
    slop: int = 1
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class WantedTogether:
    """Phrases that stand in one *unit* (``analysis.units.SENTENCE`` or ``PARAGRAPH``) of the
    prose: one of each of *sides*, and none of *without*. A phrase may be one word."""

    unit: str
    sides: tuple[tuple[WantedPhrase, ...], ...]
    without: tuple[tuple[WantedPhrase, ...], ...] = ()
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """Everything that is to be shown and highlighted.

    ``words`` maps prose stems to weights. ``phrases`` are highlighted as phrases: a word
    that is in a phrase only is not highlighted alone. What is wanted ``together`` is
    highlighted where it stands so. ``prefixes`` maps folded prefixes of
    unstemmed words to weights. ``names`` are sequences of folded, unstemmed words that
    stand adjacent, with their weights.
    """

    words: Mapping[str, float] = field(default_factory=dict)
    phrases: tuple[WantedPhrase, ...] = ()
    prefixes: Mapping[str, float] = field(default_factory=dict)
    names: tuple[tuple[tuple[str, ...], float], ...] = ()
    together: tuple[WantedTogether, ...] = ()
