"""reelsearch, twice: a whole search as a person has it, and the engine executing a query only.

A whole search takes a string and gives ten reviews with their passages, the total and
what the names in the query may have meant. The engine takes a query tree and gives ten
numbers with their scores, and counts nothing, as Tantivy does not. Both have one index,
built by an index run, which reads and annotates the reviews. To write the reviews without
that is a build of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from whoosh import query as q

import reelsearch
from benchmarks.corpora import read_corpus
from benchmarks.engines.adapter import TOP, Ask, Build, Contender
from benchmarks.questions import Question
from reelsearch.analysis.analyzers import stem
from reelsearch.analysis.identity import make_id
from reelsearch.engines.base import Remembered, Request
from reelsearch.engines.whoosh_engine.engine import WhooshEngine
from reelsearch.engines.whoosh_engine.opening import open_writer
from reelsearch.review import Location, Review

WHOLE, EXECUTING = "reelsearch, whole search", "reelsearch"


class Reelsearch:
    """See :class:`~benchmarks.engines.adapter.Adapter`."""

    name = "reelsearch"

    def version(self) -> str:
        """The engine's own name with its version."""
        try:
            return f"reelsearch {version('reelsearch')}"
        except PackageNotFoundError:
            return "reelsearch from its source"

    def list_builds(self) -> Mapping[str, Build]:
        """An index run, and the engine's writer alone."""
        return {"reelsearch, whole run": run_index, "reelsearch": write_reviews}

    def open(self, folder: Path) -> Sequence[Contender]:
        """A searcher, and the engine alone."""
        return (Executing(folder), Whole(folder))


def run_index(corpus: Path, folder: Path) -> None:
    """Build as ``reelsearch index`` does."""
    reelsearch.index([corpus], folder)


def write_reviews(corpus: Path, folder: Path) -> None:
    """Write the reviews as the corpus states them, without looking for what the text says."""
    writer, _ = open_writer(folder, rebuild=False, wait=0, on_wait=lambda: None)
    for row, read in enumerate(read_corpus(corpus), 1):
        text = read["text"]
        place = Location(str(corpus.parent), corpus.name, row=row)
        review = Review(
            text,
            place,
            (0, len(text)),
            year=read["year"],
            reviewers=(read["critic"],),
            people=(read["critic"],),
            publication=read["publication"],
            id=make_id(place),
        )
        writer.add(review, "")
    writer.commit(Remembered(sources=(str(corpus),)))


class Executing:
    """The engine, asked with trees that look in the body only, as the other engines are."""

    def __init__(self, folder: Path) -> None:
        self.label = EXECUTING
        self._engine = WhooshEngine(folder)

    def prepare(self, question: Question) -> Ask:
        """Ten documents with their scores; nothing is counted but facets."""
        request = replace(make_request(question), count=False)
        return lambda: self._engine.search(request)

    def count(self, question: Question) -> int:
        """The total."""
        return self._engine.search(make_request(question)).total

    def close(self) -> None:
        """Let go of the index."""
        self._engine.close()


def make_request(question: Question) -> Request:
    """The engine's own form of *question*."""
    words = [stem(word) for word in question.words]
    terms = [q.Term("body", word) for word in words]
    tree: q.Query = terms[0]
    if question.kind.startswith("any"):
        tree = q.Or(terms)
    elif question.kind.startswith("all"):
        tree = q.And(terms)
    elif question.kind == "phrase":
        tree = q.Phrase("body", words)
    elif question.kind == "prefix":
        tree = q.Prefix("word", question.words[0])
    elif question.kind == "fuzzy":
        tree = q.FuzzyTerm("word", question.words[0], maxdist=1, prefixlength=1)
    elif question.years is not None:
        tree = q.And([tree, q.NumericRange("year", *question.years)])
    return Request(tree, limit=TOP, facets=("publication",) if question.kind == "facet" else ())


class Whole:
    """A searcher, asked with what a person would type."""

    def __init__(self, folder: Path) -> None:
        self.label = WHOLE
        self._searcher = reelsearch.open(folder)

    def prepare(self, question: Question) -> Ask | None:
        """Ten reviews with a passage each. No word can be asked for as misspelt, only names."""
        if question.kind == "fuzzy":
            return None
        text = write_query(question)
        facets = ["publication"] if question.kind == "facet" else []
        return lambda: self._searcher.search(text, limit=TOP, facets=facets)

    def count(self, question: Question) -> int | None:
        """The total."""
        if question.kind == "fuzzy":
            return None
        # As it is timed, so that what is compared is what a person is told.
        return self._searcher.search(write_query(question), limit=TOP).total

    def close(self) -> None:
        """Let go of the index."""
        self._searcher.close()


def write_query(question: Question) -> str:
    """*question* as it is typed."""
    words = question.words
    if question.kind.startswith("all"):
        return " AND ".join(words)
    if question.kind == "phrase":
        return f'"{" ".join(words)}"'
    if question.kind == "prefix":
        return f"{words[0]}*"
    if question.years is not None:
        return f"{words[0]} year:{question.years[0]}..{question.years[1]}"
    return " ".join(words)
