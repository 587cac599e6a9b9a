"""bm25s: one matrix of scores in memory, with Numba if it is installed. Any-of only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import Stemmer

from benchmarks.corpora import read_corpus
from benchmarks.engines.adapter import TOP, Ask, Build, Contender
from benchmarks.questions import Question

bm25s: Any = import_module("bm25s")

HAS_NUMBA = find_spec("numba") is not None
BACKEND = "numba" if HAS_NUMBA else "numpy"


class Bm25s:
    """See :class:`~benchmarks.engines.adapter.Adapter`."""

    name = "bm25s"
    most_reviews = None

    def version(self) -> str:
        """The engine's own name with its version."""
        own = f"bm25s {version('bm25s')}"
        return f"{own} with numba {version('numba')}" if HAS_NUMBA else own

    def list_builds(self) -> Mapping[str, Build]:
        """One, all in memory."""
        return {"bm25s": write_reviews}

    def open(self, folder: Path) -> Sequence[Contender]:
        """The matrix, mapped."""
        return (_Open(folder),)


def write_reviews(corpus: Path, folder: Path) -> None:
    """Tokenize all, score all, and keep the text beside it."""
    texts = [row["text"] for row in read_corpus(corpus)]
    tokens = bm25s.tokenize(
        texts,
        token_pattern=r"(?u)\b\w+\b",
        stopwords=None,
        stemmer=Stemmer.Stemmer("english"),
        show_progress=False,
    )
    retriever = bm25s.BM25(k1=1.2, b=0.75, backend=BACKEND)
    retriever.index(tokens, show_progress=False)
    retriever.save(str(folder), corpus=texts, show_progress=False)


class _Open:
    is_whole = False

    def __init__(self, folder: Path) -> None:
        self.label = "bm25s"
        self._retriever = bm25s.BM25.load(str(folder), mmap=True, show_progress=False)
        self._retriever.backend = BACKEND
        self._stem = Stemmer.Stemmer("english").stemWord

    def prepare(self, question: Question) -> Ask | None:
        if not _is_any_of(question):
            return None
        tokens = [[self._stem(word) for word in question.words]]
        retrieve = self._retriever.retrieve
        return lambda: retrieve(tokens, k=TOP, show_progress=False)

    def count(self, question: Question) -> int | None:
        if not _is_any_of(question):
            return None
        scores = self._retriever.get_scores([self._stem(word) for word in question.words])
        return int((scores > 0).sum())

    def close(self) -> None:
        """The file is let go of with the last reference."""


def _is_any_of(question: Question) -> bool:
    return question.kind.startswith(("any", "one"))
