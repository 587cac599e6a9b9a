"""How many passages shown for a phrase lack the phrase: ours, and those of other engines.

    python benchmarks/phrase_hits.py [--hits N] [--seed N] [--data FOLDER]

A corpus is invented of few words, so that parts of a phrase are everywhere, in compounds, across
lines, in quotes and far down; or it is the ``*.txt`` files below a folder. Phrases of two and
three words that stand next to each other in it are asked for, and each engine is asked for the
passage of each of its best ten reviews, until it has shown *N*; the same phrases for all, and
for each the passage it gives by default. An engine that is not installed is left out.
"""

from __future__ import annotations

import argparse
import random
import re
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any

import reelsearch
from reelsearch.analysis.analyzers import stem
from reelsearch.analysis.words import split_words

VOCABULARY = (
    "kitchen fight mirror stairs knife winter train window door garden river summer silence "
    "song shadow letter colour engine tower market bridge candle mask suit spider-man light"
).split()
FREQUENT = "the a of and in it is with on her his to".split()
ENDINGS = (". ", "? ", "!” ", "… ", "; ", ",\n", ".\n\n", " (1995) ", " — ", "’s ")
REVIEWS = 120

Passages = Callable[[str], Iterator[str]]
"""A phrase in, the passage of each of the best ten reviews out, as plain text."""


def generate_review(chance: random.Random, number: int) -> str:
    """A text of 40 to 600 words, which begins with its film."""
    words = []
    for _ in range(chance.randint(40, 600)):
        word = chance.choice(FREQUENT if chance.random() < 0.4 else VOCABULARY)
        word = word.capitalize() if chance.random() < 0.15 else word
        word = f"“{word}" if chance.random() < 0.05 else word
        words.append(word + (chance.choice(ENDINGS) if chance.random() < 0.2 else " "))
    return f"Film {number} (19{number % 90 + 10})\n\n{''.join(words)}"


def draw_phrases(chance: random.Random, texts: list[str]) -> Iterator[str]:
    """Two or three words that stand next to each other in one of *texts*."""
    while True:
        words = chance.choice(texts).split()
        number = chance.choice((2, 2, 3))
        at = chance.randrange(max(len(words) - number, 1))
        phrase = " ".join(words[at : at + number])
        if re.fullmatch(r"[A-Za-z-]+( [A-Za-z-]+)+", phrase):
            yield phrase


def has_phrase(text: str, phrase: str) -> bool:
    """Whether the words of *phrase* stand in *text* one after the other, by their stems."""
    wanted = _list_stems(phrase)
    stems = _list_stems(text)
    return any(stems[i : i + len(wanted)] == wanted for i in range(len(stems)))


def _list_stems(text: str) -> list[str]:
    return [stem(part.text) for word in split_words(text) for part in word.parts]


def ask_reelsearch(texts: list[str], folder: Path) -> Passages:
    """Ours."""
    (folder / "films").mkdir()
    for number, text in enumerate(texts):
        (folder / "films" / f"{number}.txt").write_text(text, "utf-8")
    reelsearch.index([folder / "films"], folder / "index")
    searcher = reelsearch.open(folder / "index")

    def ask(phrase: str) -> Iterator[str]:
        for hit in searcher.search(f'body:"{phrase}"'):
            yield hit.passages[0].text

    return ask


def ask_tantivy(texts: list[str], folder: Path) -> Passages:
    """Its snippet generator, 150 characters by default."""
    tantivy: Any = import_module("tantivy")
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("body", stored=True, tokenizer_name="en_stem")
    schema = builder.build()
    index = tantivy.Index(schema)
    writer = index.writer()
    for text in texts:
        writer.add_document(tantivy.Document(body=text))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def ask(phrase: str) -> Iterator[str]:
        query = index.parse_query(f'"{phrase}"', ["body"])
        snippets = tantivy.SnippetGenerator.create(searcher, query, schema, "body")
        for _, address in searcher.search(query, 10).hits:
            yield snippets.snippet_from_doc(searcher.doc(address)).fragment()

    return ask


def ask_whoosh(texts: list[str], folder: Path) -> Passages:
    """Whoosh's own index and highlighter: three fragments of about 200 characters."""
    from whoosh.analysis import StemmingAnalyzer
    from whoosh.fields import TEXT, Schema
    from whoosh.filedb.filestore import RamStorage
    from whoosh.qparser import QueryParser

    schema = Schema(body=TEXT(analyzer=StemmingAnalyzer(stoplist=None), stored=True))
    index = RamStorage().create_index(schema)
    writer = index.writer()
    for text in texts:
        writer.add_document(body=text)
    writer.commit()
    searcher = index.searcher()

    def ask(phrase: str) -> Iterator[str]:
        for hit in searcher.search(QueryParser("body", schema).parse(f'"{phrase}"'), limit=10):
            yield re.sub(r"<[^>]*>", "", hit.highlights("body"))

    return ask


def ask_fts5(texts: list[str], folder: Path) -> Passages:
    """SQLite's ``snippet()`` with 32 tokens."""
    base = sqlite3.connect(folder / "fts5.db")
    base.execute("CREATE VIRTUAL TABLE reviews USING fts5(body, tokenize='porter unicode61')")
    base.executemany("INSERT INTO reviews VALUES (?)", ([text] for text in texts))
    asked = "SELECT snippet(reviews, 0, '', '', '…', 32) FROM reviews WHERE reviews MATCH ?"

    def ask(phrase: str) -> Iterator[str]:
        for (text,) in base.execute(f"{asked} ORDER BY rank LIMIT 10", [f'"{phrase}"']):
            yield text

    return ask


ENGINES = {
    "reelsearch": ask_reelsearch,
    "tantivy": ask_tantivy,
    "whoosh": ask_whoosh,
    "sqlite fts5": ask_fts5,
}


def count_lacking(ask: Passages, phrases: Iterable[str], hits: int) -> tuple[int, int]:
    """How many of the first *hits* passages lack their phrase, and how many there were."""
    shown = ((phrase, text) for phrase in phrases for text in ask(phrase))
    lacking = [not has_phrase(text, phrase) for phrase, text in islice(shown, hits)]
    return sum(lacking), len(lacking)


def main() -> None:
    parser = argparse.ArgumentParser(description="Count passages that lack their phrase.")
    parser.add_argument("--hits", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1995)
    parser.add_argument("--data", type=Path, help="a folder with *.txt reviews")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    texts = [generate_review(chance, number) for number in range(REVIEWS)]
    if options.data:
        paths = sorted(options.data.rglob("*.txt"))
        texts = [path.read_text("utf-8", errors="replace") for path in paths]
    phrases = list(islice(draw_phrases(chance, texts), options.hits))
    for name, make in ENGINES.items():
        if name == "tantivy" and find_spec(name) is None:
            print(f"{name:12} not installed")
            continue
        with tempfile.TemporaryDirectory() as folder:
            lacking, shown = count_lacking(make(texts, Path(folder)), phrases, options.hits)
        print(f"{name:12} {lacking:4} of {shown} passages lack the phrase ({lacking / shown:.1%})")


if __name__ == "__main__":
    main()
