"""Tantivy through its Python binding, with the same analysis as ours and no count asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.corpora import read_corpus
from benchmarks.engines.adapter import TOP, Ask, Build, Contender
from benchmarks.questions import Question

# Asked for by name, since it is no dependency of the project; mypy then takes it as it is.
tantivy: Any = import_module("tantivy")

STEMS, WORDS = "review_stems", "review_words"
MOST_VALUES = 1_000
"""How many values of a facet are counted: all there are."""


class Tantivy:
    """See :class:`~benchmarks.engines.adapter.Adapter`."""

    name = "tantivy"
    most_reviews = None

    def version(self) -> str:
        """The engine's own name with its version."""
        return f"tantivy-py {version('tantivy')}"

    def list_builds(self) -> Mapping[str, Build]:
        """One, with as many threads and as much memory as it takes by itself."""
        return {"Tantivy": write_reviews}

    def open(self, folder: Path) -> Sequence[Contender]:
        """The index, asked with query objects, and asked with what a person would type."""
        return (_Open(folder), _Whole(folder))


def make_schema() -> Any:
    """The fields that all engines have here."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("body", stored=True, tokenizer_name=STEMS, index_option="position")
    builder.add_text_field("word", tokenizer_name=WORDS, index_option="basic")
    builder.add_integer_field("year", stored=True, indexed=True, fast=True)
    for name in ("critic", "publication"):
        fast = name == "publication"
        builder.add_text_field(
            name, stored=True, fast=fast, tokenizer_name="raw", index_option="basic"
        )
    return builder.build()


def open_index(folder: Path) -> Any:
    """The index in *folder*, made if there is none; it knows the analyzers."""
    index = tantivy.Index(make_schema(), path=str(folder))
    for name in (STEMS, WORDS):
        builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        builder = builder.filter(tantivy.Filter.remove_long(40))
        builder = builder.filter(tantivy.Filter.lowercase())
        builder = builder.filter(tantivy.Filter.ascii_fold())
        if name == STEMS:
            builder = builder.filter(tantivy.Filter.stemmer("english"))
        index.register_tokenizer(name, builder.build())
    return index


def write_reviews(corpus: Path, folder: Path) -> None:
    """Add each review, commit once, and wait for what is merged in the background."""
    writer = open_index(folder).writer()
    for row in read_corpus(corpus):
        document = tantivy.Document(
            body=row["text"],
            word=row["text"],
            year=row["year"],
            critic=row["critic"],
            publication=row["publication"],
        )
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


class _Open:
    is_whole = False

    def __init__(self, folder: Path) -> None:
        self.label = "Tantivy"
        index = open_index(folder)
        self._schema = index.schema
        self._searcher = index.searcher()
        english = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        self._stemmer = english.filter(tantivy.Filter.stemmer("english")).build()

    def prepare(self, question: Question) -> Ask:
        query, searcher = self._make_query(question), self._searcher
        if question.kind != "facet":
            return lambda: searcher.search(query, TOP, count=False)
        terms = {"counts": {"terms": {"field": "publication", "size": MOST_VALUES}}}
        return lambda: (
            searcher.search(query, TOP, count=False),
            searcher.aggregate(query, terms),
        )

    def count(self, question: Question) -> int:
        return int(self._searcher.search(self._make_query(question), 1, count=True).count)

    def close(self) -> None:
        """The files are let go of with the last reference."""

    def _make_query(self, question: Question) -> Any:
        make, schema = tantivy.Query, self._schema
        words = [self._stemmer.analyze(word)[0] for word in question.words]
        terms = [make.term_query(schema, "body", word) for word in words]
        if question.kind == "phrase":
            return make.phrase_query(schema, "body", words)
        if question.kind == "prefix":
            return make.regex_query(schema, "word", f"{question.words[0]}.*")
        if question.kind == "fuzzy":
            return make.fuzzy_term_query(schema, "word", question.words[0], distance=1)
        if question.years is not None:
            kind = tantivy.FieldType.Integer
            terms.append(make.range_query(schema, "year", kind, *question.years))
        if len(terms) == 1:
            return terms[0]
        occur = tantivy.Occur.Should if question.kind.startswith("any") else tantivy.Occur.Must
        return make.boolean_query([(occur, term) for term in terms])


class _Whole:
    """Parses a string, and fetches ten texts with a snippet of each."""

    is_whole = True

    def __init__(self, folder: Path) -> None:
        self.label = "Tantivy, whole search"
        self._index = open_index(folder)
        self._searcher = self._index.searcher()

    def prepare(self, question: Question) -> Ask | None:
        text = _write_query(question)
        return None if text is None else lambda: self._search(text)

    def _search(self, text: str) -> list[tuple[str, Any]]:
        query = self._index.parse_query(text, ["body"])
        searcher = self._searcher
        found = searcher.search(query, TOP, count=False)
        snippets = tantivy.SnippetGenerator.create(searcher, query, self._index.schema, "body")
        documents = [searcher.doc(address) for _, address in found.hits]
        return [
            (document.get_first("body"), snippets.snippet_from_doc(document).highlighted())
            for document in documents
        ]

    def count(self, question: Question) -> int | None:
        text = _write_query(question)
        if text is None:
            return None
        query = self._index.parse_query(text, ["body"])
        return int(self._searcher.search(query, 1, count=True).count)

    def close(self) -> None:
        """The files are let go of with the last reference."""


def _write_query(question: Question) -> str | None:
    """*question* as it is typed; None for what Tantivy's parser does not have."""
    words = question.words
    if question.kind in ("prefix", "fuzzy", "facet"):
        return None
    if question.kind.startswith("all"):
        return " AND ".join(words)
    if question.kind == "phrase":
        return f'"{" ".join(words)}"'
    if question.years is not None:
        return f"{words[0]} AND year:[{question.years[0]} TO {question.years[1]}]"
    return " ".join(words)
