"""reelsearch as a person has it: a whole search, over an index that an index run has built.

A search takes a string and gives ten reviews with their passages, the total and what the
names in the query may have meant. To write the reviews with all the fields that such an
index has, but without reading files and annotating, is a build of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import reelsearch
from benchmarks.corpora import read_corpus
from benchmarks.engines.adapter import TOP, Ask, Build, Contender
from benchmarks.questions import Question
from reelsearch.analysis.identity import make_id
from reelsearch.engines.base import Remembered
from reelsearch.engines.whoosh_engine.opening import open_writer
from reelsearch.review import Location, Review

WHOLE = "reelsearch, whole search"


class Whole:
    """See :class:`~benchmarks.engines.adapter.Adapter`."""

    name = "whole"
    most_reviews = None

    def version(self) -> str:
        """The engine's own name."""
        return "reelsearch as a whole"

    def list_builds(self) -> Mapping[str, Build]:
        """An index run, and the engine's writer alone."""
        return {"reelsearch, whole run": run_index, "reelsearch, all its fields": write_reviews}

    def open(self, folder: Path) -> Sequence[Contender]:
        """A searcher."""
        return (_Open(folder),)


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


class _Open:
    """A searcher, asked with what a person would type."""

    is_whole = True

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
