"""The word lists beside this module: one entry a line, ``#`` begins a comment."""

from __future__ import annotations

from functools import cache
from pathlib import Path

# Not importlib.resources: its import takes longer than a search.
_FOLDER = Path(__file__).parent


@cache
def load_words(name: str) -> frozenset[str]:
    """The entries of the list *name*, in lower case."""
    return frozenset(_read_entries(name))


@cache
def load_kinds(name: str) -> dict[str, str]:
    """A list with a kind after each entry: entry → kind."""
    pairs = (entry.rsplit(maxsplit=1) for entry in _read_entries(name))
    return {word: kind.strip() for word, kind in pairs}


def _read_entries(name: str) -> list[str]:
    text = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return [line for line in lines if line]
