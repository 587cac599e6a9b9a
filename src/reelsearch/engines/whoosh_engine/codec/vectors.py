"""Term vectors: the terms of one document in one field, with weights, as a field may ask for.

Kept as they were given: for each document with a vector its terms (text), weights, and the
values that only the vector's format understands.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import numpy as np
from whoosh.matching import ListMatcher

from reelsearch.engines.whoosh_engine.codec.arrays import cumulate, narrow
from reelsearch.engines.whoosh_engine.codec.container import Container, ContainerWriter


class VectorDraft:
    """The vectors of one field, given for documents in order."""

    def __init__(self) -> None:
        self._docs: list[int] = []
        self._counts: list[int] = []
        self._terms: list[bytes] = []
        self._weights: list[float] = []
        self._values: list[bytes] = []

    def add(self, doc: int, items: Iterable[tuple[str, float, bytes]]) -> None:
        """Set the vector of a document: (term, weight, value) in order of terms."""
        before = len(self._terms)
        for term, weight, value in items:
            self._terms.append(term.encode("utf-8", "surrogatepass"))
            self._weights.append(weight)
            self._values.append(value or b"")
        if len(self._terms) > before:
            self._docs.append(doc)
            self._counts.append(len(self._terms) - before)

    def write(self, out: ContainerWriter, name: str) -> None:
        """Write the sections."""
        out.add(f"{name}/vector_docs", np.array(self._docs, dtype="<u4"))
        out.add(f"{name}/vector_starts", narrow(cumulate(np.array(self._counts, dtype=np.int64))))
        out.add(f"{name}/vector_weights", np.array(self._weights, dtype="<f4"))
        for kind, parts in (("terms", self._terms), ("values", self._values)):
            out.add_bytes(f"{name}/vector_{kind}", parts)
            lengths = np.fromiter(map(len, parts), np.int64, len(parts))
            out.add(f"{name}/vector_{kind}_starts", narrow(cumulate(lengths)))


def has_vector(container: Container, name: str, doc: int) -> bool:
    """Whether the document has a vector in the field."""
    return _slot(container, name, doc) >= 0


def read_vector(container: Container, name: str, doc: int, format_: Any) -> ListMatcher:
    """A matcher over the vector; its ids are the terms. Raises KeyError if there is none."""
    slot = _slot(container, name, doc)
    if slot < 0:
        raise KeyError(f"document {doc} has no vector in {name!r}")
    starts = container.array(f"{name}/vector_starts")
    start, end = int(starts[slot]), int(starts[slot + 1])
    terms = [t.decode("utf-8", "surrogatepass") for t in _cut(container, name, "terms", start, end)]
    weights = container.array(f"{name}/vector_weights")[start:end].tolist()
    return ListMatcher(terms, weights, _cut(container, name, "values", start, end), format_)


def _slot(container: Container, name: str, doc: int) -> int:
    if f"{name}/vector_docs" not in container:
        return -1
    docs = container.array(f"{name}/vector_docs")
    slot = int(np.searchsorted(docs, doc))
    return slot if slot < len(docs) and int(docs[slot]) == doc else -1


def _cut(container: Container, name: str, kind: str, start: int, end: int) -> list[bytes]:
    blob = container.blob(f"{name}/vector_{kind}")
    starts = container.array(f"{name}/vector_{kind}_starts")[start : end + 1].tolist()
    return [bytes(blob[a:b]) for a, b in pairwise(starts)]
