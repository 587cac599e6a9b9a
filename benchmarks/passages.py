"""How long it takes to choose the passages of a page of hits.

    python benchmarks/passages.py [--data FOLDER] [--rounds N]

It chooses one passage for each of ten reviews, as a search does, for several queries, and
prints the mean and the worst microseconds of processor time a hit after a warm-up. The
aim is 300 on average. Without
``--data`` the reviews are generated: 1,000 words each, with the lengths of words,
sentences and paragraphs that reviews have. With it they are the ``*.txt`` files below a
folder, and the queries look for words of English prose.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from pathlib import Path

from reelsearch.analysis.analyzers import stem
from reelsearch.review import Location, Review
from reelsearch.snippets import Wanted, WantedPhrase, find_passages

HITS = 10
SYLLABLES = "ba ce di fo gu la me ni so tu ra ve wi ho ka per ston ling ard ent".split()
FREQUENT = "the a of and to in is it that with as for its this film but on his her by".split()
QUERIES: dict[str, Wanted] = {
    "one word": Wanted(words={stem("kitchen"): 6.0}),
    "two words": Wanted(words={stem("kitchen"): 6.0, stem("fight"): 4.0}),
    "seven words": Wanted(
        words={stem(word): 2.0 for word in "best action movie of the last year".split()}
    ),
    "frequent words": Wanted(words={"the": 0.1, "of": 0.2, "film": 0.5}),
    "phrase": Wanted(phrases=(WantedPhrase((stem("kitchen"), stem("fight")), 1, 8.0),)),
    "phrase of frequent words": Wanted(phrases=(WantedPhrase(("of", "the", "film"), 1, 2.0),)),
    "loose phrase": Wanted(phrases=(WantedPhrase((stem("kitchen"), stem("fight")), 5, 8.0),)),
    "prefix": Wanted(prefixes={"kitch": 5.0}),
    "name": Wanted(
        words={"ana": 5.0, "de": 3.0, "arma": 5.0}, names=((("ana", "de", "armas"), 9.0),)
    ),
    "nothing": Wanted(words={"zymurgi": 9.0}),
}


def generate_review(chance: random.Random, words: int) -> str:
    """Prose of about *words* words, with the things that the queries look for in it."""
    vocabulary = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(4_000)]
    wanted = ["kitchen", "fights", "kitchen fight", "Ana de Armas", "of the film", "best year"]
    paragraphs: list[str] = []
    count = 0
    while count < words:
        sentences = []
        for _ in range(chance.randint(3, 7)):
            size = chance.randint(6, 30)
            chosen = [
                chance.choice(FREQUENT if chance.random() < 0.4 else vocabulary)
                for _ in range(size)
            ]
            if chance.random() < 0.1:
                chosen[chance.randrange(size)] = chance.choice(wanted)
            sentences.append(" ".join(chosen).capitalize() + chance.choice([".", ".", "?", "…"]))
            count += size
        paragraphs.append(" ".join(sentences))
    return "\n\n".join(paragraphs)


def load_reviews(folder: Path | None) -> list[Review]:
    """A hundred texts: generated, or the first found below *folder*."""
    if folder is None:
        chance = random.Random(7)
        texts = [generate_review(chance, 1_000) for _ in range(100)]
    else:
        paths = sorted(folder.rglob("*.txt"))[:100]
        texts = [path.read_text(encoding="utf-8", errors="replace") for path in paths]
    return [Review(text, Location("", "", row=i), (0, len(text))) for i, text in enumerate(texts)]


def time_query(reviews: list[Review], wanted: Wanted, rounds: int) -> list[float]:
    """Microseconds a hit, for each page of ten hits."""
    times = []
    for round_number in range(-1, rounds):
        for at in range(0, len(reviews) - HITS + 1, HITS):
            start = time.process_time()
            for review in reviews[at : at + HITS]:
                find_passages(review, wanted)
            if round_number >= 0:
                times.append((time.process_time() - start) / HITS * 1e6)
    return times


def main() -> None:
    parser = argparse.ArgumentParser(description="Time the choice of passages.")
    parser.add_argument("--data", type=Path, help="a folder with *.txt reviews")
    parser.add_argument("--rounds", type=int, default=5, help="passes over the reviews")
    options = parser.parse_args()
    reviews = load_reviews(options.data)
    size = statistics.mean(len(review.text) for review in reviews)
    print(f"{len(reviews)} reviews of {size:,.0f} characters; microseconds a hit")
    for name, wanted in QUERIES.items():
        times = time_query(reviews, wanted, options.rounds)
        print(f"{name:26} mean {statistics.mean(times):6.0f}   worst page {max(times):6.0f}")


if __name__ == "__main__":
    main()
