"""Document numbers in, their order by a field or their counts by value out."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from whoosh.reading import IndexReader

from reelsearch.engines.whoosh_engine.fields import UNKNOWN
from reelsearch.results import FacetCount
from reelsearch.schema import key_field, value_field


def sort_docs(reader: IndexReader, docs: Collection[int], sort: str) -> list[int]:
    """*docs* by the field *sort*, highest first with ``-`` before it; unknown is always last."""
    descending = sort.startswith("-")
    name = sort.lstrip("-")
    column = reader.column_reader(key_field(name) if name == "film" else name)
    known: list[tuple[Any, int]] = []
    unknown: list[int] = []
    for doc in sorted(docs):
        value = column[doc]
        if value in (UNKNOWN, ""):
            unknown.append(doc)
        else:
            known.append((value, doc))
    known.sort(key=lambda pair: pair[0], reverse=descending)
    return [doc for _, doc in known] + unknown


def count_values(
    reader: IndexReader, name: str, docs: Collection[int]
) -> tuple[FacetCount, ...]:
    """How many of *docs* have each value of the facet *name*; most frequent first."""
    field = value_field(name)
    everything = len(docs) == reader.doc_count() and not reader.has_deletions()
    counts: list[FacetCount] = []
    for encoded in reader.lexicon(field):
        value = encoded.decode("utf-8")
        if everything:
            count = reader.doc_frequency(field, value)
        else:
            matcher = reader.postings(field, value)
            count = sum(1 for doc in matcher.all_ids() if doc in docs)
        if count:
            counts.append(FacetCount(value, count))
    counts.sort(key=lambda c: (-c.count, c.value))
    return tuple(counts)
