"""SQLite's FTS5, with its Porter stemmer and the reviews in a table beside it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.corpora import read_corpus
from benchmarks.engines.adapter import TOP, Ask, Build, Contender
from benchmarks.questions import Question

_FILE = "reviews.sqlite"
_TABLES = """
create table reviews (id integer primary key, text, year integer, critic, publication);
create virtual table found using fts5 (
    text, content='reviews', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2'
);
"""
_MATCHING = "from found where found match ?"
_JOINED = "from found join reviews on reviews.id = found.rowid where found match ?"
_BEST = f"order by found.rank limit {TOP}"
_FACETS = f"select reviews.publication, count(*) {_JOINED} group by 1 order by 2 desc"


class SqliteFts5:
    """See :class:`~benchmarks.engines.adapter.Adapter`."""

    name = "sqlite"
    most_reviews = None

    def __init__(self) -> None:
        with sqlite3.connect(":memory:") as database:
            try:
                database.executescript(_TABLES)
            except sqlite3.OperationalError as error:
                raise ImportError(f"This Python's SQLite has no FTS5: {error}.") from error

    def version(self) -> str:
        """The engine's own name with its version."""
        return f"SQLite {sqlite3.sqlite_version}"

    def list_builds(self) -> Mapping[str, Build]:
        """One transaction for the reviews, and one for the index of them."""
        return {"SQLite FTS5": write_reviews}

    def open(self, folder: Path) -> Sequence[Contender]:
        """The database, asked with SQL."""
        return (_Open(folder),)


def write_reviews(corpus: Path, folder: Path) -> None:
    """Fill the table, then let FTS5 read it."""
    database = sqlite3.connect(folder / _FILE)
    database.executescript(_TABLES)
    rows = ((r["text"], r["year"], r["critic"], r["publication"]) for r in read_corpus(corpus))
    insert = "insert into reviews (text, year, critic, publication) values (?, ?, ?, ?)"
    database.executemany(insert, rows)
    database.execute("insert into found (found) values ('rebuild')")
    database.commit()
    database.close()


class _Open:
    is_whole = False

    def __init__(self, folder: Path) -> None:
        self.label = "SQLite FTS5"
        self._database = sqlite3.connect(folder / _FILE)
        self._database.execute("pragma mmap_size = 4000000000")

    def prepare(self, question: Question) -> Ask | None:
        if question.kind == "fuzzy":
            return None
        condition, values = _write_condition(question)
        best = f"select found.rowid, found.rank {condition} {_BEST}"
        fetch = self._fetch
        if question.kind == "facet":
            return lambda: (fetch(best, values), fetch(_FACETS, values))
        return lambda: fetch(best, values)

    def count(self, question: Question) -> int | None:
        if question.kind == "fuzzy":
            return None
        condition, values = _write_condition(question)
        return int(self._fetch(f"select count(*) {condition}", values)[0][0])

    def close(self) -> None:
        self._database.close()

    def _fetch(self, sql: str, values: Sequence[str | int]) -> list[tuple[int, ...]]:
        return self._database.execute(sql, values).fetchall()


def _write_condition(question: Question) -> tuple[str, tuple[str | int, ...]]:
    """The SQL from ``from`` to the end of ``where``, and its values."""
    quoted = [f'"{word}"' for word in question.words]
    match = (" OR " if question.kind.startswith("any") else " AND ").join(quoted)
    if question.kind == "phrase":
        match = f'"{" ".join(question.words)}"'
    elif question.kind == "prefix":
        match = f"{quoted[0]}*"
    if question.years is not None:
        return f"{_JOINED} and reviews.year between ? and ?", (match, *question.years)
    return _MATCHING, (match,)
