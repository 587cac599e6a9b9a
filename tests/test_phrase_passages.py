"""Whatever phrase is asked for, each passage shown for it has the phrase: 300 hits of a
generated corpus, in which words stand in compounds, across lines, in quotes and far down."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import reelsearch
from benchmarks.phrase_hits import REVIEWS, draw_phrases, generate_review, has_phrase
from reelsearch import Hit
from tests.film_folders import write_files

HITS = 300


def ask_phrases(searcher: reelsearch.Searcher, phrases: Iterator[str]) -> Iterator[tuple[str, Hit]]:
    for phrase in phrases:
        for hit in searcher.search(f'body:"{phrase}"', limit=10, passages=None):
            yield phrase, hit


def test_no_passage_of_a_phrase_lacks_the_phrase(tmp_path: Path) -> None:
    chance = random.Random(1995)
    texts = [generate_review(chance, number) for number in range(REVIEWS)]
    files = {f"{number}.txt": text for number, text in enumerate(texts)}
    reelsearch.index([write_files(tmp_path / "films", files)], tmp_path / "index")
    seen = lacking = 0
    with reelsearch.open(tmp_path / "index") as searcher:
        for phrase, hit in ask_phrases(searcher, draw_phrases(chance, texts)):
            assert hit.passages
            lacking += sum(not has_phrase(passage.text, phrase) for passage in hit.passages)
            marked = {hit.review.text[a:b] for p in hit.passages for a, b in p.spans}
            assert marked
            assert all(has_phrase(text, phrase) for text in marked)
            seen += 1
            if seen == HITS:
                break
    assert (seen, lacking) == (HITS, 0)
