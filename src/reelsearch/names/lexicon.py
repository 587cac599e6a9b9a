"""The names an index holds, and the tables in which they are looked up.

In: for each field, the names as they are spelt and how many reviews have each. Out:
:class:`Name` values, and for each field a :class:`NameTable` of rows. Nothing is read
before a field is asked for, and each table is made when it is first needed. Spellings
are one name only if they fold to the same tokens; nearer than that is a question for
:mod:`reelsearch.names.resolver`, never a merge. A name without a letter or digit has no
tokens and cannot be asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from threading import Lock
from typing import TypeAlias

from reelsearch.analysis import name_tokens
from reelsearch.analysis.words import LONGEST_TERM
from reelsearch.names.parts import restore_article

Groups: TypeAlias = Mapping[tuple[str, int], Sequence[str]]
"""Forms by their first letter and their number of letters: nearly all that is compared
with a form begins as it does and is as long, or nearly."""

_REMEMBERED = 1_024  # forms, so that a long-lived index does not grow


@dataclass(frozen=True, slots=True)
class Name:
    """One name of the index.

    ``text`` is the most frequent of its ``spellings``, ``count`` the number of reviews
    that have any of them, ``tokens`` the folded parts in order.
    """

    text: str
    field: str
    count: int
    tokens: tuple[str, ...]
    spellings: tuple[str, ...]


class NameTable:
    """The names of one field, by row. A row is a number from 0; safe for threads."""

    def __init__(self, field: str, counted: Iterable[tuple[str, int]]) -> None:
        self.field = field
        groups: dict[tuple[str, ...], list[tuple[str, int]]] = {}
        for spelling in counted:
            tokens = split_name(spelling[0])
            if tokens:
                groups.setdefault(tokens, []).append(spelling)
        self.rows: Sequence[tuple[str, ...]] = tuple(groups)
        """The tokens of each row."""
        self._spellings = tuple(groups.values())
        self._remembered: dict[tuple[str, str], Mapping[str, float]] = {}

    def count(self, row: int) -> int:
        """How many reviews have the name in *row*."""
        return sum(count for _, count in self._spellings[row])

    def name(self, row: int) -> Name:
        """The name in *row*."""
        counts: Counter[str] = Counter()
        for text, count in self._spellings[row]:
            counts[text] += count
        ordered = sorted(counts, key=lambda text: (-counts[text], text))
        return Name(ordered[0], self.field, self.count(row), self.rows[row], tuple(ordered))

    def remember(
        self, kind: str, form: str, find: Callable[[str], Mapping[str, float]]
    ) -> Mapping[str, float]:
        """What *find* gives for *form*, found once: the windows of a query overlap."""
        found = self._remembered.get((kind, form))
        if found is None:
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            found = self._remembered[kind, form] = find(form)
        return found

    # The tables below are made from what never changes, so that two threads making one
    # at the same time make the same.

    @cached_property
    def joined(self) -> Mapping[str, Sequence[int]]:
        """Rows by their tokens written together: *spiderman* is *Spider-Man*."""
        table: dict[str, list[int]] = {}
        for row, tokens in enumerate(self.rows):
            table.setdefault("".join(tokens), []).append(row)
        for row, spellings in enumerate(self._spellings if self.field == "film" else ()):
            for restored in {
                restore_article(text, self.rows[row], "film") for text, _ in spellings
            }:
                if restored != self.rows[row]:
                    table.setdefault("".join(restored), []).append(row)
        return table

    @cached_property
    def tokens(self) -> Mapping[str, Sequence[int]]:
        """Rows by each of their tokens."""
        table: dict[str, list[int]] = {}
        for row, tokens in enumerate(self.rows):
            for token in tokens:
                table.setdefault(token, []).append(row)
        return table

    @cached_property
    def joins(self) -> Mapping[str, Sequence[int]]:
        """Rows by each two neighbouring tokens written together: *deniro* is *De Niro*."""
        table: dict[str, list[int]] = {}
        for row, tokens in enumerate(self.rows):
            for first, second in pairwise(tokens):
                table.setdefault(first + second, []).append(row)
        return table

    @cached_property
    def tokens_by_start(self) -> Groups:
        """The distinct tokens."""
        return _group(self.tokens)

    @cached_property
    def joins_by_start(self) -> Groups:
        """The distinct joins."""
        return _group(self.joins)

    @cached_property
    def joined_by_start(self) -> Groups:
        """The distinct names written together."""
        return _group(self.joined)


class Lexicon:
    """The names of an index. *counts* may itself be lazy: a field is read once, when needed.

    A field that *counts* does not have holds no names.
    """

    def __init__(self, counts: Mapping[str, Iterable[tuple[str, int]]]) -> None:
        self._counts = counts
        self._tables: dict[str, NameTable] = {}
        self._lock = Lock()

    def table(self, field: str) -> NameTable:
        """The table of *field*, made at the first call."""
        table = self._tables.get(field)
        if table is None:
            # An iterable can be read only once, hence only by one thread.
            with self._lock:
                table = self._tables.get(field)
                if table is None:
                    counted = self._counts.get(field, ())
                    table = self._tables[field] = NameTable(field, counted)
        return table


def split_name(text: str) -> tuple[str, ...]:
    """What :func:`reelsearch.analysis.name_tokens` gives, sooner for the usual name."""
    spaced = text.replace("-", " ").replace(",", " ").replace(":", " ")
    if spaced.isascii() and len(text) <= LONGEST_TERM and spaced.replace(" ", "").isalnum():
        return tuple(spaced.lower().split())
    return name_tokens(text)


def _group(forms: Iterable[str]) -> Groups:
    groups: dict[tuple[str, int], list[str]] = {}
    for form in forms:
        groups.setdefault((form[0], len(form)), []).append(form)
    return groups
