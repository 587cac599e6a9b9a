"""Ways to find places that are taken by what they cost give the same."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reelsearch.engines.whoosh_engine.codec.bitmap import make_bitmap
from reelsearch.engines.whoosh_engine.executor.places import list_bits

COUNT = 2_000


@given(st.lists(st.integers(0, COUNT - 1), max_size=300).map(lambda some: sorted(set(some))))
def test_bits_that_are_set_are_listed_whether_few_words_have_any_or_most(docs: list[int]) -> None:
    words = make_bitmap(np.array(docs, dtype=np.uint32), COUNT).words
    listed = list_bits(words)
    assert listed.dtype == np.uint32
    assert listed.tolist() == docs
