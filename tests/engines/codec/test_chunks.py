from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reelsearch.engines.whoosh_engine.codec import chunks
from reelsearch.engines.whoosh_engine.codec.chunks import ChunkNumbers

BLANKS = "".join(filter(str.isspace, map(chr, range(0x3001))))
NEAR_BLANKS = "\0\x08\x0e\x1b\x84\x86\u200b\u2027\u202a\u2060\u3001"
TEXTS = st.lists(
    st.text(st.sampled_from("ab" + BLANKS + NEAR_BLANKS), max_size=40)
    | st.text(max_size=60)
    | st.text(st.characters(codec=None, categories=["Cs", "Zs", "Lo"]), max_size=20),
    max_size=6,
)


@given(st.lists(TEXTS, min_size=1, max_size=3))
@example([["a\0", "a", "a\0\0", "\0"]])
@example([["fifteen-letters", "sixteen--letters", "fifteen-letters.", "sixteen--letterz"]])
@example([["\xa0wide\u2003blanks\u3000\x85", "", "é" * 8, "é" * 7 + "e"]])
@example([["the end"], ["the end"]])
def test_chunks_are_those_of_a_split(batches: list[list[str]]) -> None:
    known = ChunkNumbers()
    for texts in batches:
        numbers, counts = known.number(texts)
        assert [known.unseen[n] for n in numbers.tolist()] == " ".join(texts).split()
        assert counts.tolist() == [len(text.split()) for text in texts]
    assert len(set(known.unseen)) == len(known.unseen) == len(known)


def test_many_chunks_keep_their_numbers_while_the_table_grows() -> None:
    known = ChunkNumbers()
    words = [f"word{n % 60_000}" for n in range(90_000)]
    numbers, _ = known.number([" ".join(words)])
    again, _ = known.number([" ".join(words[45_000:])])
    assert np.array_equal(numbers[45_000:], again)
    assert [known.unseen[n] for n in numbers.tolist()] == words


def test_texts_are_numbered_in_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["one two", "", "two three four", "one"] * 3
    whole, counts = ChunkNumbers().number(texts)
    monkeypatch.setattr(chunks, "_AT_A_TIME", 8)
    known = ChunkNumbers()
    numbers, in_steps = known.number(texts)
    assert [known.unseen[n] for n in numbers.tolist()] == " ".join(texts).split()
    assert counts.tolist() == in_steps.tolist()
    assert len(whole) == len(numbers)


def test_chunks_with_one_place_in_the_table_are_told_apart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    zero = np.uint64(0)
    monkeypatch.setattr(chunks, "_HASH", (zero, zero))
    known = ChunkNumbers()
    words = [f"w{n}" for n in range(300)]
    numbers, _ = known.number([" ".join(words + words)])
    assert [known.unseen[n] for n in numbers.tolist()] == words + words
