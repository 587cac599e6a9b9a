"""The texts that a query finds first in, the words that go with it out.

Pseudo-relevance feedback: the best few reviews are taken for what was meant, and words that
they have in common are looked for as well. It is RM3: the relevance model of Lavrenko and
Croft (2001, "Relevance-based language models") mixed half and half with the query
(Abdul-Jaleel and others, 2004, "UMass at TREC 2004"). A word w weighs

    p(w) = sum over the reviews d of p(d) · tf(w, d) / length(d)

where p(d) is proportional to e to the power of score(d) / :data:`TEMPER`, and the words of
most weight are added, weighted so that they count together as much as the query does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import exp
from typing import NamedTuple

from reelsearch.analysis import split_words
from reelsearch.analysis.analyzers import stem
from reelsearch.query.plan import Vocabulary
from reelsearch.schema import SEARCHED_FIELD

REVIEWS = 10
"""How many reviews are taken for what was meant."""

WORDS = 20
"""How many words are added."""

TEMPER = 2.5
"""A score is about the logarithm of odds times k1 + 1, which is 2.5 in the searched fields."""

_COMMONEST = 0.25
"""A word that a larger share of the reviews has goes with every query."""

_FEWEST = 2
"""A word that only one review has leads to no other."""


class Related(NamedTuple):
    """A word that goes with the query: its stem, how it is written, and its share of 1."""

    stem: str
    text: str
    share: float


def find_related(found: Iterable[tuple[str, float]], vocabulary: Vocabulary) -> tuple[Related, ...]:
    """The words that go with what was *found*: texts with their scores. The most telling first."""
    texts = list(found)
    if not texts:
        return ()
    best = max(score for _, score in texts)
    odds = [exp((score - best) / TEMPER) for _, score in texts]
    weights: dict[str, float] = {}
    written: dict[str, str] = {}
    for (text, _), share in zip(texts, odds, strict=True):
        counts = _count_stems(text, written)
        length = counts.total() or 1
        for term, count in counts.items():
            weights[term] = weights.get(term, 0.0) + share * count / length
    chosen = _choose(weights, vocabulary)
    total = sum(weight for _, weight in chosen)
    return tuple(Related(term, written[term], weight / total) for term, weight in chosen)


def _count_stems(text: str, written: dict[str, str]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for word in split_words(text):
        for part in word.parts:
            term = stem(part.text)
            counts[term] += 1
            written.setdefault(term, part.text)
    return counts


def _choose(weights: Mapping[str, float], vocabulary: Vocabulary) -> Sequence[tuple[str, float]]:
    most = vocabulary.doc_count * _COMMONEST

    def telling() -> Iterator[tuple[str, float]]:
        for term, weight in sorted(weights.items(), key=lambda pair: (-pair[1], pair[0])):
            if _FEWEST <= vocabulary.frequency(SEARCHED_FIELD, term) <= most:
                yield term, weight

    return [pair for pair, _ in zip(telling(), range(WORDS), strict=False)]
