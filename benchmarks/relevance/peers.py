"""The engines that reelsearch is compared with, each with the stemmer for English that it has.

Each is asked as its own documentation asks: Tantivy and bm25s any of the words, Whoosh by its
parser with OrGroup. None has a stop list but Whoosh, whose analyzer comes with one.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import Any

import Stemmer
from whoosh.analysis import StemmingAnalyzer
from whoosh.fields import ID, TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.qparser import MultifieldParser, OrGroup

from benchmarks.relevance.collection import Document

DEPTH = 1000
"""How many hits are looked at, for the mean average precision."""

Ask = Callable[[str], Sequence[str]]
"""The ids of what a query finds, best first."""

_WORD = re.compile(r"\w+")


def open_peers(documents: Sequence[Document]) -> Iterator[tuple[str, Ask]]:
    """Every peer that is installed, by its name."""
    for make in (_tantivy, _bm25s, _whoosh):
        try:
            yield from make(documents)
        except ImportError as error:
            print(f"{make.__name__[1:]} is left out: {error}", file=sys.stderr)


def _tantivy(documents: Sequence[Document]) -> Iterator[tuple[str, Ask]]:
    tantivy: Any = import_module("tantivy")
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    for name in ("title", "text"):
        builder.add_text_field(name, tokenizer_name="en_stem")
    index = tantivy.Index(builder.build())
    writer = index.writer(heap_size=50_000_000, num_threads=1)
    for document in documents:
        fields = {"id": document.id, "title": document.title, "text": document.text}
        writer.add_document(tantivy.Document(**fields))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def ask(query: str, fields: Sequence[str]) -> Sequence[str]:
        parsed = index.parse_query(" ".join(_WORD.findall(query.lower())), list(fields))
        hits = searcher.search(parsed, DEPTH).hits
        return [searcher.doc(address)["id"][0] for _, address in hits]

    yield "Tantivy, text", lambda query: ask(query, ("text",))
    yield "Tantivy, title and text", lambda query: ask(query, ("title", "text"))


def _bm25s(documents: Sequence[Document]) -> Iterator[tuple[str, Ask]]:
    bm25s: Any = import_module("bm25s")
    english = Stemmer.Stemmer("english")
    ids = [document.id for document in documents]

    def split(texts: Sequence[str]) -> Any:
        return bm25s.tokenize(
            list(texts), stopwords=None, stemmer=english, return_ids=False, show_progress=False
        )

    retriever = bm25s.BM25(k1=1.2, b=0.75)
    retriever.index(split([document.text for document in documents]), show_progress=False)

    def ask(query: str) -> Sequence[str]:
        depth = min(DEPTH, len(ids))
        found, scores = retriever.retrieve(split([query]), k=depth, show_progress=False)
        return [ids[doc] for doc, score in zip(found[0], scores[0], strict=True) if score > 0]

    yield "bm25s, text", ask


def _whoosh(documents: Sequence[Document]) -> Iterator[tuple[str, Ask]]:
    words = StemmingAnalyzer()
    schema = Schema(id=ID(stored=True), title=TEXT(analyzer=words), text=TEXT(analyzer=words))
    index = RamStorage().create_index(schema)
    writer = index.writer()
    for document in documents:
        writer.add_document(id=document.id, title=document.title, text=document.text)
    writer.commit()
    searcher = index.searcher()

    def ask(query: str, fields: Sequence[str]) -> Sequence[str]:
        parser = MultifieldParser(list(fields), schema, group=OrGroup)
        parsed = parser.parse(" ".join(_WORD.findall(query.lower())))
        return [hit["id"] for hit in searcher.search(parsed, limit=DEPTH)]

    yield "Whoosh, text", lambda query: ask(query, ("text",))
    yield "Whoosh, title and text", lambda query: ask(query, ("title", "text"))
