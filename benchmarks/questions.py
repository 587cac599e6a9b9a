"""Questions for a corpus, drawn from its reviews with a seed.

Words are drawn as people write them, ASCII letters only, so that what engines disagree on
(apostrophes, hyphens, accents) plays no part in the question. A word is *rare* or *common*
by the share of the reviews that have it. The words of an all-of question stand in one
review, so that there is an answer; six words are a run of text, with its *the* and *of*.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from random import Random
from string import ascii_lowercase

from benchmarks.chances import draw, draw_number
from benchmarks.corpora import YEARS

SAMPLE = 50_000
"""How many reviews, spread over the corpus, questions are drawn from."""

RARE, COMMON, MODERATE = 1e-4, (0.01, 0.25), (2e-4, 0.05)
"""Shares of the reviews that have a word: at most, between, between."""

PREFIX_LENGTH, SPAN = 5, 10
"""Letters of a prefix; years in a range."""

_EDGES = "\"'“”‘’()[].,;:!?…"
_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class Question:
    """*kind* is one of :data:`KINDS`; *words* are unstemmed; *years* are the ends of a range."""

    kind: str
    words: tuple[str, ...]
    years: tuple[int, int] | None = None


class Sample:
    """Some reviews of a corpus as runs of words, and how frequent each word is in them."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.runs = [runs for text in texts if (runs := [*split_runs(text)])]
        counts = Counter(word for runs in self.runs for word in {w for run in runs for w in run})
        self.share = {word: count / len(texts) for word, count in counts.items()}
        rare = max(RARE, 2 / len(texts))
        self.rare = self._between(0, rare)
        self.common = self._between(*COMMON)
        self.moderate = self._between(*MODERATE)
        self.long = [word for word in self.moderate if len(word) > PREFIX_LENGTH]

    def _between(self, low: float, high: float) -> list[str]:
        return sorted(
            word for word, share in self.share.items() if low <= share <= high and len(word) > 2
        )


def split_runs(text: str) -> Iterator[tuple[str, ...]]:
    """Words of *text* that follow each other with nothing but spaces between."""
    run: list[str] = []
    for token in text.lower().split():
        word = token.strip(_EDGES)
        is_plain = _WORD.fullmatch(word) is not None
        if run and (not is_plain or not token.startswith(word)):
            yield tuple(run)
            run = []
        if is_plain:
            run.append(word)
            if not token.endswith(word):
                yield tuple(run)
                run = []
    if run:
        yield tuple(run)


def draw_questions(texts: Sequence[str], count: int, seed: int) -> dict[str, list[Question]]:
    """*count* questions of each kind (fewer where a small corpus has not so many), by kind."""
    sample = Sample(spread(texts, SAMPLE))
    questions = {}
    for kind, make in KINDS.items():
        chance = Random(f"{kind} {seed}")
        # A kind may fail to find one in some review; a small corpus runs out of new ones.
        made = (make(sample, chance, kind) for _ in range(200 * count))
        questions[kind] = list(islice(_distinct(made), count))
    return questions


def spread(texts: Sequence[str], most: int) -> Sequence[str]:
    """At most *most* of *texts*, at even distances."""
    return texts[:: -(-len(texts) // most)] if texts else texts


def _distinct(made: Iterator[Question | None]) -> Iterator[Question]:
    seen: set[Question] = set()
    for question in made:
        if question is not None and question not in seen:
            seen.add(question)
            yield question


def _one_of(pick: Callable[[Sample], Sequence[str]]) -> Maker:
    def make(sample: Sample, chance: Random, kind: str) -> Question | None:
        words = pick(sample)
        return Question(kind, (draw(chance, words),)) if words else None

    return make


def _several(size: int) -> Maker:
    """Words of one review: for six a run of its text, else words that say something."""

    def make(sample: Sample, chance: Random, kind: str) -> Question | None:
        runs = draw(chance, sample.runs)
        if size > 3:
            text = [word for run in runs for word in run]
            start = draw_number(chance, max(len(text) - size, 0) + 1)
            words = tuple(dict.fromkeys(text[start : start + size]))
        else:
            low, high = MODERATE
            told = (w for run in runs for w in run if low <= sample.share[w] <= high)
            telling = [word for word in dict.fromkeys(told) if len(word) > 2]
            chosen = sorted((chance.random(), word) for word in telling)[:size]
            words = tuple(word for _, word in chosen)
        return Question(kind, words) if len(words) == size else None

    return make


def _phrase(sample: Sample, chance: Random, kind: str) -> Question | None:
    """Two or three neighbours, of which one at least is no *of* or *the*."""
    size = 2 + draw_number(chance, 2)
    run = draw(chance, draw(chance, sample.runs))
    start = draw_number(chance, max(len(run) - size, 0) + 1)
    words = run[start : start + size]
    telling = any(sample.share[word] <= MODERATE[1] for word in words)
    return Question(kind, words) if len(words) == size and telling else None


def _prefix(sample: Sample, chance: Random, kind: str) -> Question | None:
    word = draw(chance, sample.long) if sample.long else ""
    return Question(kind, (word[:PREFIX_LENGTH],)) if word else None


def _fuzzy(sample: Sample, chance: Random, kind: str) -> Question | None:
    """A word with one letter, not the first, put wrong."""
    if not sample.long:
        return None
    word = draw(chance, sample.long)
    at = 1 + draw_number(chance, len(word) - 1)
    wrong = word[:at] + draw(chance, ascii_lowercase) + word[at + 1 :]
    return Question(kind, (wrong,)) if wrong not in sample.share else None


def _ranged(sample: Sample, chance: Random, kind: str) -> Question | None:
    low = YEARS[0] + draw_number(chance, YEARS[1] - YEARS[0] - SPAN + 2)
    words = sample.common
    return Question(kind, (draw(chance, words),), (low, low + SPAN - 1)) if words else None


Maker = Callable[[Sample, Random, str], Question | None]

KINDS: dict[str, Maker] = {
    "one rare word": _one_of(lambda sample: sample.rare),
    "one common word": _one_of(lambda sample: sample.common),
    "any of 2": _several(2),
    "any of 3": _several(3),
    "any of 6": _several(6),
    "all of 2": _several(2),
    "all of 3": _several(3),
    "all of 6": _several(6),
    "phrase": _phrase,
    "prefix": _prefix,
    "fuzzy": _fuzzy,
    "word and range": _ranged,
    "facet": _one_of(lambda sample: sample.common),
}
"""Each kind of question, and how one is drawn."""
