"""Whoosh as it comes, with its own codec and analysis; only the stemmer is the one in C."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

import Stemmer
from whoosh import index
from whoosh.analysis import Analyzer, LowercaseFilter, RegexTokenizer, StemFilter
from whoosh.fields import ID, NUMERIC, TEXT, Schema

from benchmarks.corpora import read_corpus
from benchmarks.engines.adapter import TOP, Ask, Build, Contender
from benchmarks.engines.trees import make_query
from benchmarks.questions import Question

_MEMORY = 512
"""Megabytes that the writer may gather before it spills."""

_stem_word = Stemmer.Stemmer("english", 0).stemWord


class StockWhoosh:
    """See :class:`~benchmarks.engines.adapter.Adapter`."""

    name = "whoosh"
    most_reviews = 60_000

    def version(self) -> str:
        """The engine's own name with its version."""
        return f"Whoosh {version('whoosh3')}"

    def list_builds(self) -> Mapping[str, Build]:
        """One, in one process."""
        return {"Whoosh": write_reviews}

    def open(self, folder: Path) -> Sequence[Contender]:
        """The index, asked with query trees."""
        return (_Open(folder),)


def stem(word: str) -> str:
    """The stem of a word. A function of this module, since an index keeps its analyzers by name."""
    return str(_stem_word(word))


def make_schema() -> Schema:
    """The fields that all engines have here."""
    words: Analyzer = RegexTokenizer() | LowercaseFilter()
    return Schema(
        body=TEXT(analyzer=words | StemFilter(stemfn=stem), phrase=True, stored=True),
        word=ID(analyzer=words),
        year=NUMERIC(int, stored=True),
        critic=ID(stored=True),
        publication=ID(stored=True, sortable=True),
    )


def write_reviews(corpus: Path, folder: Path) -> None:
    """Add each review, and commit once."""
    writer = index.create_in(str(folder), make_schema()).writer(limitmb=_MEMORY)
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
        self.label = "Whoosh"
        self._searcher = index.open_dir(str(folder)).searcher()

    def prepare(self, question: Question) -> Ask:
        tree = make_query(question)
        groups = "publication" if question.kind == "facet" else None
        return lambda: self._searcher.search(tree, limit=TOP, groupedby=groups)

    def count(self, question: Question) -> int:
        return len(self._searcher.search(make_query(question), limit=TOP))

    def close(self) -> None:
        self._searcher.close()
