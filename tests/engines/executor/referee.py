"""Indexes to search, and what Whoosh's own matchers find in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from whoosh import fields
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.filedb.filestore import RamStorage
from whoosh.matching import AndMaybeMatcher, DisjunctionMaxMatcher
from whoosh.query import Query
from whoosh.searching import Searcher
from whoosh.writing import SegmentWriter

from reelsearch.engines.whoosh_engine.codec import ColumnarCodec, column_segment, doc_lists
from reelsearch.engines.whoosh_engine.codec import postings as codec_postings
from reelsearch.engines.whoosh_engine.executor import (
    ColumnSearcher,
    allof,
    boolean,
    counted,
    maxscore,
    meeting,
    multiterms,
    phrases,
    places,
    postings,
    terms,
    union,
)
from reelsearch.engines.whoosh_engine.weighting import Weighting

Document = dict[str, Any]


def make_schema() -> fields.Schema:
    """Three scored fields, one of them by a formula of its own, one that is not scored, names
    as wholes, and numbers."""
    words: Any = SpaceSeparatedTokenizer()
    return fields.Schema(
        body=fields.TEXT(analyzer=words),
        film=fields.TEXT(analyzer=words),
        searched=fields.TEXT(analyzer=words, phrase=False),
        word=fields.ID(analyzer=words),
        film_key=fields.ID(sortable=True),
        year=fields.NUMERIC(int, sortable=True, default=-1),
        rating=fields.NUMERIC(float, sortable=True, default=-1.0),
        bare=fields.NUMERIC(int),
    )


@contextmanager
def open_index(
    segments: Sequence[Sequence[Document]], deleted: Iterable[int] = ()
) -> Iterator[tuple[ColumnSearcher, Searcher]]:
    """An index of these segments, with documents deleted by number; our searcher and Whoosh's."""
    index = RamStorage().create_index(make_schema())
    for documents in segments:
        writer = SegmentWriter(index, codec=ColumnarCodec())
        for document in documents:
            writer.add_document(**document)
        writer.commit(merge=False)
    if deleted := list(deleted):
        writer = SegmentWriter(index, codec=ColumnarCodec())
        for doc in deleted:
            writer.delete_document(doc)
        writer.commit(merge=False)
    with index.searcher(weighting=Weighting()) as searcher:
        yield open_columns(searcher), searcher


@contextmanager
def as_if_large() -> Iterator[None]:
    """Few documents are treated as so many are otherwise, for which there are other ways."""
    few = {
        codec_postings: ("_FREQUENT",),
        doc_lists: ("_NEVER_DENSE",),
        postings: ("FREQUENT", "_RANKED"),
        places: ("_SEARCHED",),
        terms: ("_FEW",),
        allof: ("_FEW", "_SAMPLE", "_SAMPLED", "_BROAD"),
        boolean: ("_BROAD",),
        maxscore: ("_PROBED", "_ADDED", "_JOINED", "_RAISED"),
        meeting: ("_FEW",),
        phrases: ("_FIRST", "_FEW"),
        multiterms: ("_SPARSE",),
        counted: ("_SPARSE", "_SCANNED"),
        union: ("_SPARSE",),
    }
    with pytest.MonkeyPatch.context() as patch:
        for module, names in few.items():
            for name in names:
                patch.setattr(module, name, 3)
        patch.setattr(doc_lists, "PAGE", 8)
        yield


def open_columns(searcher: Searcher) -> ColumnSearcher:
    """Our searcher over the columns that *searcher* reads."""
    segments = []
    readers: Any = searcher.reader().leaf_readers()
    for reader, _ in readers:
        segment = column_segment(reader)
        if segment is not None:
            segments.append((segment, reader.segment().deleted_docs()))
    return ColumnSearcher(segments, searcher.schema)


def find_all(searcher: Searcher, query: Query) -> dict[int, float]:
    """What Whoosh finds and scores, without any of its short cuts.

    Three mistakes of its matchers are put right: the maximum of clauses counts a clause
    only where it matches, the optional clause of ``AndMaybe`` is moved to where the other
    one went, and what ``Not`` leaves over has no deleted documents.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DisjunctionMaxMatcher, "score", _score_best)
        patch.setattr(AndMaybeMatcher, "skip_to", _skip_both)
        found = searcher.search(query, limit=None)
    reader = searcher.reader()
    return {doc: float(score) for score, doc in found.top_n if not reader.is_deleted(doc)}


def _score_best(self: Any) -> float:
    here = self.id()
    return max(
        float(matcher.score())
        for matcher in (self.a, self.b)
        if matcher.is_active() and matcher.id() == here
    )


def _skip_both(self: Any, doc: int) -> bool:
    moved = bool(self.a.skip_to(doc))
    if self.a.is_active() and self.b.is_active():
        moved = bool(self.b.skip_to(self.a.id())) or moved
    return moved
