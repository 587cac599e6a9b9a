"""A folder in TREC's form in, a collection out: documents, queries, and who judged what relevant.

The folder holds files of documents (``<doc>`` with ``<docno>``, ``<title>``, ``<text>``), a file
of queries (``<top>`` with ``<num>`` and ``<title>``) and a file of judgments, each line
``query iteration document grade``. Which file is which is seen from what stands in it. A
document is relevant where its grade is above 0.

Judgments name a query by its number, or by its place in the file (Cranfield's do): by its
number if every judged query has one, by its place otherwise.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

_CLOSED = r"<{0}\b[^>]*>(.*?)</{0}>"
_OPEN = r"<{0}\b[^>]*>([^<]*)"  # TREC's queries often close no element
_JUDGMENT = re.compile(r"(\S+)\s+\S+\s+(\S+)\s+(-?\d+)\s*")


@dataclass(frozen=True)
class Document:
    """An abstract or article; *title* is empty where it has none."""

    id: str
    title: str
    text: str


@dataclass(frozen=True)
class Collection:
    """``relevant`` maps a query's place in ``queries`` to the ids of its relevant documents."""

    documents: tuple[Document, ...]
    queries: tuple[str, ...]
    relevant: Mapping[int, frozenset[str]]


class CollectionError(Exception):
    """The folder is no collection in TREC's form."""


def read_collection(folder: Path) -> Collection:
    """The collection in *folder*. Raises :class:`CollectionError`."""
    documents: list[Document] = []
    queries: list[tuple[str, str]] = []
    judged: list[tuple[str, str]] = []
    for path in sorted(entry for entry in folder.iterdir() if entry.is_file()):
        text = path.read_text(encoding="utf-8", errors="replace")
        if re.search(r"<doc\b", text, re.I):
            documents += _read_documents(text)
        elif re.search(r"<top\b", text, re.I):
            queries += _read_queries(text)
        else:
            judged += _read_judgments(text)
    for name, found in (("documents", documents), ("queries", queries), ("judgments", judged)):
        if not found:
            raise CollectionError(f"{folder} holds no {name} in TREC's form.")
    return Collection(
        tuple(documents), tuple(text for _, text in queries), _place(judged, queries, documents)
    )


def _place(
    judged: list[tuple[str, str]], queries: list[tuple[str, str]], documents: list[Document]
) -> dict[int, frozenset[str]]:
    numbers = {number: place for place, (number, _) in enumerate(queries)}
    if not {query for query, _ in judged} <= set(numbers):
        numbers = {str(place + 1): place for place in range(len(queries))}
    known = {document.id for document in documents}
    relevant: dict[int, set[str]] = {}
    for query, document in judged:
        if query not in numbers:
            raise CollectionError(f"A judgment is of the query {query}, which is not there.")
        if document in known:
            relevant.setdefault(numbers[query], set()).add(document)
    return {place: frozenset(ids) for place, ids in relevant.items()}


def _read_documents(text: str) -> Iterator[Document]:
    for block in re.split(r"<doc\b[^>]*>", text, flags=re.I)[1:]:
        yield Document(_element("docno", block), _element("title", block), _element("text", block))


def _read_queries(text: str) -> Iterator[tuple[str, str]]:
    for block in re.split(r"<top\b[^>]*>", text, flags=re.I)[1:]:
        name = _element("num", block).rpartition(":")[2].strip()  # "Number: 301"
        yield _plain(name), _element("title", block)


def _read_judgments(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        match = _JUDGMENT.fullmatch(line)
        if match and int(match[3]) > 0:
            yield _plain(match[1]), match[2]


def _plain(name: str) -> str:
    """A query's number without zeros before it; a name that is no number as it is."""
    return str(int(name)) if name.isascii() and name.isdigit() else name


def _element(name: str, block: str) -> str:
    closed = re.search(_CLOSED.format(name), block, re.S | re.I)
    match = closed or re.search(_OPEN.format(name), block, re.I)
    if match is None:
        return ""
    return " ".join(html.unescape(re.sub(r"<[^>]{1,200}>", " ", match[1])).split())
