"""reelsearch over a collection: a title is a film, a text is a body, and nothing else is known.

Asked through the Searcher, as a person does: the query is parsed, names are resolved, words
corrected, and the tree expanded. To switch a rule off is to give the Searcher another
``Ranking``, or another index.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from benchmarks.relevance.collection import Document
from reelsearch.analysis.identity import make_id
from reelsearch.engines.base import Remembered
from reelsearch.engines.whoosh_engine.opening import open_writer
from reelsearch.errors import QuerySyntaxError
from reelsearch.query.ranking import DEFAULT, Ranking
from reelsearch.review import Location, Review
from reelsearch.searching import Searcher

VARIANTS: Mapping[str, Ranking] = {
    "without words together": DEFAULT._replace(next_to=0.0, near=0.0, phrase=0.0),
    "without all the words first": DEFAULT._replace(all_words=0.0),
    "with words that only ask as others": DEFAULT._replace(asking=0.0),
    "without titles typed whole": DEFAULT._replace(whole_title=0.0),
    "BM25F alone": DEFAULT._replace(
        all_words=0.0, asking=0.0, next_to=0.0, near=0.0, phrase=0.0, whole_title=0.0
    ),
}
"""The rules, each switched off in its turn, and all of them."""


def write_documents(documents: Sequence[Document], folder: Path, *, titles: bool = True) -> None:
    """Index *documents* in *folder*, which is made, with or without their titles."""
    writer, _ = open_writer(folder, rebuild=False, wait=0, on_wait=lambda: None)
    for document in documents:
        place = Location("/collection", f"{document.id}.txt")
        text = document.text or document.title
        film = document.title if titles else None
        review = Review(text, place, (0, len(text)), film=film or None, id=make_id(place))
        writer.add(review, "")
    writer.commit(Remembered(sources=("/collection",)))


def ask_with(searcher: Searcher, depth: int, *, related: bool) -> Callable[[str], Sequence[str]]:
    """What asks *searcher*, and gives the ids of the documents."""

    def ask(query: str) -> Sequence[str]:
        try:
            found = searcher.search(query, limit=depth, passages=0, related=related)
        except QuerySyntaxError:
            plain = "".join(letter if letter.isalnum() else " " for letter in query)
            found = searcher.search(plain, limit=depth, passages=0, related=related)
        return [hit.review.path.removesuffix(".txt") for hit in found]

    return ask
