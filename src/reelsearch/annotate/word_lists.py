"""Package data → sets and tables of words.

In: the name of a file in ``data``: words separated by blanks or one entry a line,
``#`` begins a comment line. Out: what it holds, read once. A file that is not there
is a packaging fault and raises ``FileNotFoundError``.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def read_lines(name: str) -> tuple[str, ...]:
    """The lines of a data file, without comments and blank ones."""
    text = (files(__package__) / "data" / name).read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


@cache
def read_words(name: str) -> frozenset[str]:
    """All the blank-separated words of a data file."""
    return frozenset(word for line in read_lines(name) for word in line.split())


@cache
def read_table(name: str) -> dict[str, tuple[str, ...]]:
    """Lines ``key: entry, entry``; where there is no comma, blanks separate entries."""
    table: dict[str, tuple[str, ...]] = {}
    for line in read_lines(name):
        key, _, rest = line.partition(":")
        entries = rest.split(",") if "," in rest else rest.split()
        table[key.strip()] = tuple(" ".join(entry.split()) for entry in entries if entry.strip())
    return table
