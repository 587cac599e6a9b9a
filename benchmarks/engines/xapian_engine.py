"""Xapian through its Python binding, which comes with the system and not from an index.

Terms are made here, as its own generator keeps no positions of stems: ``S`` for stems,
``W`` for words as written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import reduce
from importlib import import_module
from pathlib import Path
from typing import Any

import Stemmer

from benchmarks.corpora import read_corpus
from benchmarks.engines.adapter import TOP, Ask, Build, Contender
from benchmarks.questions import Question

xapian: Any = import_module("xapian")

YEAR, PUBLICATION = 0, 1
"""The slots of the values."""

_COMMIT = 100_000
"""How many reviews are gathered before they are written."""

_WORD = re.compile(r"\w+")
_stem = Stemmer.Stemmer("english").stemWord


class Xapian:
    """See :class:`~benchmarks.engines.adapter.Adapter`."""

    name = "xapian"
    most_reviews = None

    def version(self) -> str:
        """The engine's own name with its version."""
        return f"Xapian {xapian.version_string()}"

    def list_builds(self) -> Mapping[str, Build]:
        """One, committed now and then."""
        return {"Xapian": write_reviews}

    def open(self, folder: Path) -> Sequence[Contender]:
        """The database, asked with query objects."""
        return (_Open(folder),)


def write_reviews(corpus: Path, folder: Path) -> None:
    """Add each review."""
    database = xapian.WritableDatabase(str(folder), xapian.DB_CREATE_OR_OPEN)
    for number, row in enumerate(read_corpus(corpus), 1):
        document = xapian.Document()
        words = _WORD.findall(row["text"].lower())
        for position, word in enumerate(words):
            if len(word) <= 40:
                document.add_posting(f"S{_stem(word)}", position)
        for word in {word for word in words if len(word) <= 40}:
            document.add_boolean_term(f"W{word}")
        document.add_value(YEAR, xapian.sortable_serialise(row["year"]))
        document.add_value(PUBLICATION, row["publication"])
        document.set_data(row["text"])
        database.add_document(document)
        if number % _COMMIT == 0:
            database.commit()
    database.commit()
    database.close()


class _Open:
    is_whole = False

    def __init__(self, folder: Path) -> None:
        self.label = "Xapian"
        self._database = xapian.Database(str(folder))

    def prepare(self, question: Question) -> Ask | None:
        if question.kind == "fuzzy":
            return None
        query, size = _make_query(question), self._database.get_doccount()
        if question.kind == "facet":
            return lambda: self._ask(query, TOP, size, xapian.ValueCountMatchSpy(PUBLICATION))
        return lambda: self._ask(query, TOP, 0, None)

    def count(self, question: Question) -> int | None:
        if question.kind == "fuzzy":
            return None
        found = self._find(_make_query(question), 0, self._database.get_doccount(), None)
        return int(found.get_matches_estimated())

    def close(self) -> None:
        self._database.close()

    def _ask(self, query: Any, limit: int, at_least: int, spy: Any) -> object:
        best = [(hit.docid, hit.weight) for hit in self._find(query, limit, at_least, spy)]
        return best, [(v.term, v.termfreq) for v in spy.values()] if spy is not None else None

    def _find(self, query: Any, limit: int, at_least: int, spy: Any) -> Any:
        enquire = xapian.Enquire(self._database)
        enquire.set_weighting_scheme(xapian.BM25Weight(1.2, 0, 1, 0.75, 0))
        enquire.set_query(query)
        if spy is not None:
            enquire.add_matchspy(spy)
        return enquire.get_mset(0, limit, at_least)


def _make_query(question: Question) -> Any:
    query = xapian.Query
    terms = [query(f"S{_stem(word)}") for word in question.words]
    if question.kind == "phrase":
        return query(query.OP_PHRASE, terms)
    if question.kind == "prefix":
        # With how many words it may stand for (any number) and what to do with more: without,
        # the binding takes the text for a list of queries.
        any_number = (0, query.WILDCARD_LIMIT_ERROR)
        return query(query.OP_WILDCARD, f"W{question.words[0]}", *any_number)
    if question.years is not None:
        ends = [xapian.sortable_serialise(year) for year in question.years]
        return query(query.OP_FILTER, terms[0], query(query.OP_VALUE_RANGE, YEAR, *ends))
    operator = query.OP_OR if question.kind.startswith("any") else query.OP_AND
    return reduce(lambda all_of, term: query(operator, all_of, term), terms)
