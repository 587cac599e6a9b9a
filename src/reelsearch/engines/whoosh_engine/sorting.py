"""Document numbers in, their order by a field or their counts by value out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator
from typing import Any

from whoosh.reading import IndexReader

from reelsearch.engines.whoosh_engine.fields import UNKNOWN
from reelsearch.results import FacetCount
from reelsearch.schema import key_field, value_field


def sort_docs(reader: IndexReader, docs: Collection[int], sort: str) -> list[int]:
    """*docs* by the field *sort*, highest first with ``-`` before it; unknown is always last."""
    name = sort.lstrip("-")
    known: list[tuple[Any, int]] = []
    unknown: list[int] = []
    for doc, value in _read_column(reader, key_field(name) if name == "film" else name, docs):
        if value in (UNKNOWN, ""):
            unknown.append(doc)
        else:
            known.append((value, doc))
    known.sort(key=lambda pair: pair[0], reverse=sort.startswith("-"))
    return [doc for _, doc in known] + unknown


def _read_column(
    reader: IndexReader, name: str, docs: Collection[int]
) -> Iterator[tuple[int, Any]]:
    """Each of *docs*, in order, with its value in the column *name*."""
    # By segment: Whoosh's column over all of them is out of step as soon as one of them has
    # no value at all and hence no column.
    ordered = sorted(docs)
    for leaf, offset in reader.leaf_readers():
        first = bisect_left(ordered, offset)
        here = ordered[first : bisect_left(ordered, offset + leaf.doc_count_all(), first)]
        if here:
            column = leaf.column_reader(name)
            yield from ((doc, column[doc - offset]) for doc in here)


def count_values(reader: IndexReader, name: str, docs: Collection[int]) -> tuple[FacetCount, ...]:
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
