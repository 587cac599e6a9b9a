"""What an engine must be able to do to be measured, and which engines there are.

An adapter is a class in a file of its own. It builds an index of a corpus in a folder,
in one way or several, and opens it as one contender or several: what is asked and timed.
All index the same: the text stemmed with positions and stored, its words unstemmed where
the engine can have a second field, the year as a number, the publication to be counted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Protocol

from benchmarks.questions import Question

TOP = 10
"""How many hits are asked for."""

Ask = Callable[[], object]
"""Asks a question that was made ready before; what it gives back is not looked at."""

Build = Callable[[Path, Path], None]
"""Makes an index of the corpus in a file, in a folder that is there and empty."""


class Contender(Protocol):
    """An open index, asked in one way."""

    label: str
    is_whole: bool
    """Whether it is asked with a string and gives texts, as a person has it, and not with a query
    that is ready."""

    def prepare(self, question: Question) -> Ask | None:
        """What is timed; None for a question that cannot be asked of it."""

    def count(self, question: Question) -> int | None:
        """How many reviews match; None if it cannot be known."""

    def close(self) -> None:
        """Let go of the index."""


class Adapter(Protocol):
    """One engine. To make an adapter raises :class:`ImportError` if the engine is not installed."""

    name: str
    most_reviews: int | None
    """Corpora of more are not built: that would take hours, or more memory than there is."""

    def version(self) -> str:
        """The engine's own name with its version."""

    def list_builds(self) -> Mapping[str, Build]:
        """The ways to build its index by what they are called. The first is opened."""

    def open(self, folder: Path) -> Sequence[Contender]:
        """The contenders for the index in *folder*."""


_PLACES = {
    "reelsearch": ("columns_engine", "Columns"),
    "tantivy": ("tantivy_engine", "Tantivy"),
    "whole": ("whole_engine", "Whole"),
    "bm25s": ("bm25s_engine", "Bm25s"),
    "xapian": ("xapian_engine", "Xapian"),
    "sqlite": ("sqlite_fts5", "SqliteFts5"),
    "whoosh": ("stock_whoosh", "StockWhoosh"),
}
ENGINES = tuple(_PLACES)


def load_adapter(name: str) -> Adapter:
    """The adapter called *name*. Raises :class:`ImportError` if its engine is not installed."""
    module, kind = _PLACES[name]
    make: Callable[[], Adapter] = getattr(import_module(f"benchmarks.engines.{module}"), kind)
    return make()
