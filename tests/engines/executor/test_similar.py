"""Terms near a word are those that a plain table of edits finds, and no others."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reelsearch.engines.whoosh_engine.codec.container import Container, ContainerWriter
from reelsearch.engines.whoosh_engine.codec.field import ColumnField
from reelsearch.engines.whoosh_engine.codec.postings import FieldPostings, write_field
from reelsearch.engines.whoosh_engine.executor.similar import find_similar

WORDS = st.text(alphabet="abcé𝄞", max_size=6)


def open_field(words: Sequence[str]) -> ColumnField:
    terms = [word.encode("utf-8") for word in words]
    stream = io.BytesIO()
    out = ContainerWriter(stream)
    docs = np.zeros(len(terms), dtype=np.uint32)
    postings = FieldPostings("existence", terms, np.arange(len(terms) + 1), docs)
    meta = write_field(out, "f", postings, None, 1)
    out.finish({})
    return ColumnField(Container("s", stream.getvalue()), "f", meta, 1)


@cache
def count_edits(one: str, other: str) -> int:
    if not one or not other:
        return len(one) + len(other)
    return min(
        count_edits(one[1:], other) + 1,
        count_edits(one, other[1:]) + 1,
        count_edits(one[1:], other[1:]) + (one[0] != other[0]),
    )


PLAIN_WORDS = st.text(alphabet="abc", max_size=6)
SETS = st.one_of(
    [st.tuples(st.sets(words, min_size=1, max_size=12), words) for words in (WORDS, PLAIN_WORDS)]
)


@given(SETS, st.integers(1, 3), st.integers(0, 2))
def test_terms_within_some_edits(searched: tuple[set[str], str], most: int, kept: int) -> None:
    words, text = searched
    prefix = text[:kept]
    ordered = sorted(words, key=lambda word: word.encode("utf-8"))
    found = [ordered[number] for number in find_similar(open_field(ordered), text, most, prefix)]
    assert found == [
        word for word in ordered if word.startswith(prefix) and count_edits(word, text) <= most
    ]
