"""Misspelt words over the corpus: what is found for them, and in which order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reelsearch
from reelsearch import Searcher
from reelsearch.analysis import split_words
from reelsearch.analysis.analyzers import stem

LINES = (Path(__file__).parent / "misspelt_words.txt").read_text("utf-8").splitlines()
MISSPELT = dict(line.split() for line in LINES if not line.startswith("#"))


@pytest.fixture(scope="module")
def searcher(corpus_index: Path) -> Iterator[Searcher]:
    with reelsearch.open(corpus_index) as searcher:
        yield searcher


def stems(review: reelsearch.Review) -> set[str]:
    """The stems of the words in the text of *review*."""
    return {stem(form) for word in split_words(review.prose) for form in word.forms}


def test_misspelt_words_of_the_corpus_are_shown_as_the_words_meant(searcher: Searcher) -> None:
    missed = {}
    for typed, word in MISSPELT.items():
        if searcher.search(word, exact=True, limit=0).notes:
            missed[typed] = "the corpus has no such word"
            continue
        notes = searcher.search(typed, limit=0).notes
        if notes != (f"no review has “{typed}”; showing {word}",):
            missed[typed] = " ".join(notes)
    assert missed == {}


@pytest.mark.parametrize(
    ("query", "film"),
    [
        ("kichen fite", "Ballerina"),
        ("kichen fight", "Ballerina"),
        ("kitchen fite", "Ballerina"),
        ("balerina kichen fite", "Ballerina"),
    ],
)
def test_misspelt_query_finds_the_passage_meant(searcher: Searcher, query: str, film: str) -> None:
    results = searcher.search(query)
    best = results.hits[0]
    assert best.review.film == film
    spans = [best.review.text[start:end] for start, end in best.passages[0].spans]
    assert spans == ["kitchen fight"]
    assert all("showing" in note for note in results.notes)
    assert searcher.search(query, exact=True).hits == () or "no review" in results.notes[0]


WORDS = ["kitchen", "fight", "coffee", "window", "the", "silence", *list(MISSPELT)[:12]]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4, unique=True))
@settings(deadline=None, max_examples=40)
def test_reviews_with_a_word_as_typed_come_before_those_with_none(
    searcher: Searcher, words: list[str]
) -> None:
    typed = {stem(word) for word in words if word not in MISSPELT}
    hits = searcher.search(" ".join(words), limit=100, passages=0).hits
    counts = [bool(typed & stems(hit.review)) for hit in hits]
    if typed:
        assert counts == sorted(counts, reverse=True)


def test_query_that_was_meant_is_offered_where_next_to_nothing_is_found(
    searcher: Searcher,
) -> None:
    assert searcher.search('"kichen fight"').did_you_mean == (('"kitchen fight"', 1),)
    assert searcher.search('"kitchen flight"').did_you_mean == (('"kitchen fight"', 1),)
    assert searcher.search("kichen fite", exact=True).did_you_mean[0].query == "kitchen fight"
    assert searcher.search("ana de armis", exact=True).did_you_mean[0].query == "Ana de Armas"


@pytest.mark.parametrize(
    "query", ["kitchen fight", "kichen fite", "harry lime", "deniro pacino", "zzzqqq", "crockery"]
)
def test_nothing_is_offered_where_what_was_meant_is_shown(searcher: Searcher, query: str) -> None:
    assert searcher.search(query).did_you_mean == ()
