"""The engine of reelsearch alone: its codec and executor, with the fields that all engines have.

What a person searches has more fields, and more is done for an answer; ``whole_engine``
measures that. As the others, it is not asked to count what matches.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from whoosh import fields
from whoosh.index import create_in, open_dir

from benchmarks.corpora import read_corpus
from benchmarks.engines.adapter import TOP, Ask, Build, Contender
from benchmarks.engines.trees import make_query
from benchmarks.questions import Question
from reelsearch.analysis.analyzers import ReviewAnalyzer
from reelsearch.engines.whoosh_engine.codec import open_segment
from reelsearch.engines.whoosh_engine.codec.batch_writer import BatchWriter
from reelsearch.engines.whoosh_engine.executor import ColumnSearcher
from reelsearch.schema import Kind


class Columns:
    """See :class:`~benchmarks.engines.adapter.Adapter`."""

    name = "reelsearch"
    most_reviews = None

    def version(self) -> str:
        """The engine's own name with its version."""
        try:
            return f"reelsearch {version('reelsearch')}"
        except PackageNotFoundError:
            return "reelsearch from its source"

    def list_builds(self) -> Mapping[str, Build]:
        """One, with the memory and the processes that it takes by itself."""
        return {"reelsearch": write_reviews}

    def open(self, folder: Path) -> Sequence[Contender]:
        """The index, asked with query trees."""
        return (_Open(folder),)


def make_schema() -> fields.Schema:
    """The fields that all engines have here."""
    return fields.Schema(
        body=fields.TEXT(analyzer=ReviewAnalyzer(Kind.PROSE), phrase=True, stored=True),
        word=fields.ID(analyzer=ReviewAnalyzer(Kind.NAME)),
        year=fields.NUMERIC(int, stored=True, sortable=True, default=-1, shift_step=0),
        critic=fields.ID(stored=True),
        publication=fields.ID(stored=True),
    )


def write_reviews(corpus: Path, folder: Path) -> None:
    """Add each review, and commit once."""
    writer = BatchWriter(create_in(folder, make_schema()))
    for row in read_corpus(corpus):
        writer.add_document(
            body=row["text"],
            word=row["text"],
            year=row["year"],
            critic=row["critic"],
            publication=row["publication"],
        )
    writer.commit()


class _Open:
    is_whole = False

    def __init__(self, folder: Path) -> None:
        self.label = "reelsearch"
        index = open_dir(folder)
        segments = [(open_segment(index.storage, s), s.deleted_docs()) for s in index._segments()]
        self._searcher = ColumnSearcher(segments, index.schema)

    def prepare(self, question: Question) -> Ask:
        query, searcher = make_query(question), self._searcher
        if question.kind != "facet":
            return lambda: searcher.search(query, limit=TOP, count=False)
        return lambda: (
            searcher.search(query, limit=TOP, count=False),
            searcher.count_by("publication", searcher.docs(query)),
        )

    def count(self, question: Question) -> int:
        return self._searcher.count(make_query(question))

    def close(self) -> None:
        """The files are let go of with the last reference."""
