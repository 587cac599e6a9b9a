"""What a query asks of the names of an index, without loading them before it asks.

Implements ``query.plan.Names``. Most queries know all their words, and need none of it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reelsearch.query.nicknames import read_nicknames
from reelsearch.query.plan import FoundName, NameInQuery, NearWord

if TYPE_CHECKING:
    from reelsearch.index_names import IndexNames


class LazyNames:
    """The names of one state of an index. *load* gives them, and is called when one is needed;
    *nicknames* is a file of a person's own."""

    def __init__(
        self, load: Callable[[], IndexNames], nicknames: Path | None, *, exact: bool
    ) -> None:
        self._load = load
        self._nicknames = nicknames
        self._exact = exact

    def find(self, asked: str, field: str) -> tuple[tuple[FoundName, ...], str | None]:
        """The names of *field* meant by *asked*, and what to tell the person."""
        return self._load().find(asked, field, exact=self._exact)

    def find_within(
        self, words: Sequence[str], unknown: Collection[int]
    ) -> tuple[NameInQuery, ...]:
        """Misspelt names among the words of a query."""
        return self._load().find_within(words, unknown)

    def nickname(self, key: str) -> tuple[str, ...]:
        """The names that the nickname of that name key stands for."""
        return () if self._exact else read_nicknames(self._nicknames).get(key, ())

    def find_people(self, tokens: Sequence[str]) -> tuple[FoundName, ...]:
        """The names of persons and reviewers that have all *tokens*."""
        return () if self._exact else self._load().find_people(tokens)

    def near(self, word: str, within: float = math.inf) -> tuple[NearWord, ...]:
        """The words of the texts that the folded *word* may be meant for, likeliest first, with
        as many slips as *within* or fewer."""
        return self._load().near(word, within)
