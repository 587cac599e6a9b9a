"""Whatever phrase is asked for, each passage shown for it has the phrase: 300 hits of a
generated corpus, in which words stand in compounds, across lines, in quotes and far down."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import reelsearch
from reelsearch import Hit
from reelsearch.analysis.analyzers import stem
from reelsearch.analysis.words import split_words
from tests.film_folders import write_files

HITS = 300
VOCABULARY = (
    "kitchen fight mirror stairs knife winter train window door garden river summer silence "
    "song shadow letter colour engine tower market bridge candle mask suit spider-man light"
).split()
FREQUENT = "the a of and in it is with on her his to".split()
ENDINGS = (". ", "? ", "!” ", "… ", "; ", ",\n", ".\n\n", " (1995) ", " — ", "’s ")


def generate_review(chance: random.Random, number: int) -> str:
    words = []
    for _ in range(chance.randint(40, 600)):
        word = chance.choice(FREQUENT if chance.random() < 0.4 else VOCABULARY)
        word = word.capitalize() if chance.random() < 0.15 else word
        word = f"“{word}" if chance.random() < 0.05 else word
        words.append(word + (chance.choice(ENDINGS) if chance.random() < 0.2 else " "))
    return f"Film {number} (19{number % 90 + 10})\n\n{''.join(words)}"


def ask_phrases(searcher: reelsearch.Searcher, chance: random.Random) -> Iterator[tuple[str, Hit]]:
    while True:
        words = [
            chance.choice(FREQUENT if chance.random() < 0.4 else VOCABULARY)
            for _ in range(chance.choice((2, 2, 3)))
        ]
        for hit in searcher.search(f'body:"{" ".join(words)}"', limit=10, passages=None):
            yield " ".join(words), hit


def has_phrase(text: str, phrase: str) -> bool:
    wanted = [stem(part.text) for word in split_words(phrase) for part in word.parts]
    stems = [stem(part.text) for word in split_words(text) for part in word.parts]
    return any(stems[i : i + len(wanted)] == wanted for i in range(len(stems)))


def test_no_passage_of_a_phrase_lacks_the_phrase(tmp_path: Path) -> None:
    chance = random.Random(1995)
    files = {f"{n}.txt": generate_review(chance, n) for n in range(120)}
    reelsearch.index([write_files(tmp_path / "films", files)], tmp_path / "index")
    seen = lacking = 0
    with reelsearch.open(tmp_path / "index") as searcher:
        for phrase, hit in ask_phrases(searcher, chance):
            assert hit.passages
            lacking += sum(not has_phrase(passage.text, phrase) for passage in hit.passages)
            marked = {hit.review.text[a:b] for p in hit.passages for a, b in p.spans}
            assert all(has_phrase(text, phrase) for text in marked)
            seen += 1
            if seen == HITS:
                break
    assert lacking == 0
