"""An index and a reviewer in, the words and phrases that this reviewer leans on out.

A word is leaned on if the reviewer uses it more than the others do, by more than chance
would have it: by Dunning's log-likelihood ratio, as Rayson and Garside compare corpora.

- T. Dunning, "Accurate Methods for the Statistics of Surprise and Coincidence",
  Computational Linguistics 19 (1993).
- P. Rayson and R. Garside, "Comparing Corpora using Frequency Profiling", Proceedings of
  the Workshop on Comparing Corpora, ACL 2000.

Names are left out: of the film and of who made it, in the reviews of that film, and whatever
is never written without a capital. So is what stands in the reviews of one film only, which
is about the film.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from reelsearch.analysis import name_key, name_tokens, split_words
from reelsearch.engines.base import Engine, Request
from reelsearch.engines.budget import Budget
from reelsearch.errors import SettingError
from reelsearch.results import Passage
from reelsearch.review import Review
from reelsearch.snippets import Wanted, find_passages

MOST_OTHERS = 400_000
"""Words by others that are read: whole reviews, spread evenly over all, until there are so many."""

_GOLDEN = 0.618

LEAST_LIKELIHOOD = 6.63
"""Below this the difference may be chance: the critical value of chi-squared at p < 0.01 with one
degree of freedom, the least level that Rayson and Garside look at twice."""

_FEWEST = 2
_PASSAGE = 160  # characters
_FIRST_PERSON = frozenset({"i", "im", "ive", "id", "ill"})

Item = tuple[str, ...]
"""A word, or the two words of a phrase, folded."""


@dataclass(frozen=True, slots=True)
class Favourite:
    """A word or phrase that a reviewer uses more than others do.

    ``count`` is how often, in ``reviews`` reviews; ``rate`` and ``others_rate`` are per 10,000
    words. ``likelihood`` is the log-likelihood ratio, G², by which they are sorted.
    ``passage`` is of ``review`` and marks it.
    """

    text: str
    count: int
    reviews: int
    others_count: int
    rate: float
    others_rate: float
    likelihood: float
    review: Review
    passage: Passage


@dataclass(frozen=True, slots=True)
class Wording:
    """What ``reviewer`` leans on: ``words``, and ``phrases`` of two words, the surest first.

    ``reviews`` and ``tokens`` (words as they come) are those of the reviewer, ``others`` and
    ``others_tokens`` those compared with. ``reviewer`` is None if there is none of that
    name; ``notes`` say so, or which name was meant. ``took`` is in seconds.
    """

    reviewer: str | None
    words: tuple[Favourite, ...] = ()
    phrases: tuple[Favourite, ...] = ()
    reviews: int = 0
    tokens: int = 0
    others: int = 0
    others_tokens: int = 0
    notes: tuple[str, ...] = ()
    took: float = 0.0


def choose_reviewer(asked: str, names: Sequence[str]) -> str | None:
    """The one of *names* that is meant; None if there is none. Spellings of one name are one.

    Raises :class:`SettingError` if there are several.
    """
    by_key = {name_key(name): name for name in names}
    if len(by_key) > 1:
        raise SettingError(
            f"The words of one reviewer are compared with those of the others; “{asked}” may be"
            f" {' or '.join(sorted(by_key.values()))}. Say which."
        )
    return next(iter(by_key.values()), None)


def find_wording(
    engine: Engine, reviewer: str, own: Request, others: Request, limit: int
) -> Wording:
    """What *reviewer* leans on, at most *limit* words and as many phrases.

    *own* asks for the reviewer's reviews, *others* for those to compare with. No more than one
    review is held at a time, and the counts of the reviewer's words.
    """
    if limit < 0:
        raise SettingError(f"limit is 0 or more; got {limit}.")
    own_docs = _list_docs(engine, own)
    usage = _Usage()
    for doc in own_docs:
        own.budget.check_time()
        usage.add(doc, engine.review(doc))
    candidates = usage.list_candidates()
    other_docs = _list_docs(engine, others)
    counted = _count_others(engine, other_docs, candidates, others.budget)
    favourites = sorted(
        _compare(usage, counted, candidates), key=lambda found: (-found[0], found[1])
    )
    by_size: dict[int, list[Favourite]] = {1: [], 2: []}
    for likelihood, item in favourites:
        kept = by_size[len(item)]
        if len(kept) < limit:
            kept.append(_describe(engine, usage, counted, item, likelihood))
    return Wording(
        reviewer,
        tuple(by_size[1]),
        tuple(by_size[2]),
        len(own_docs),
        usage.totals[1],
        counted.reviews,
        counted.totals[1],
    )


def log_likelihood(count: int, total: int, other: int, other_total: int) -> float:
    """G² of *count* among *total* beside *other* among *other_total* (Rayson and Garside 2000)."""
    share = (count + other) / (total + other_total)
    found = 0.0
    for observed, size in ((count, total), (other, other_total)):
        if observed:
            found += observed * math.log(observed / (size * share))
    return 2 * found


class _Token(NamedTuple):
    """A word of a text: folded, as written, and whether with a capital."""

    text: str
    written: str
    is_capital: bool


@dataclass(slots=True)
class _Counts:
    """How often each item stands in some reviews; ``totals`` of words (1) and of pairs (2)."""

    items: Counter[Item] = field(default_factory=Counter)
    totals: dict[int, int] = field(default_factory=lambda: {1: 0, 2: 0})
    reviews: int = 0


@dataclass(slots=True)
class _Use:
    """How often an item is used, in how many reviews, of which ``doc`` is the first; and the
    ``film`` they are about, None if there are several."""

    count: int
    reviews: int
    doc: int
    film: str | None


class _Usage:
    """What one reviewer writes, and where."""

    def __init__(self) -> None:
        self.totals = {1: 0, 2: 0}
        self.uses: dict[Item, _Use] = {}
        self._written: Counter[_Token] = Counter()
        self._films: set[str] = set()

    def add(self, doc: int, review: Review) -> None:
        """Count the words of one review."""
        film = f"{name_key(review.film or '')} {review.year}" if review.film else review.id
        self._films.add(film)
        names = _list_names(review)
        kept: list[Item] = []
        for tokens in _list_items(review.prose):
            self.totals[len(tokens)] += 1
            if not any(token.is_capital and token.text in names for token in tokens):
                kept.append(tuple([token.text for token in tokens]))
                if len(tokens) == 1:
                    self._written[tokens[0]] += 1
        for item, count in Counter(kept).items():
            use = self.uses.get(item)
            if use is None:
                self.uses[item] = _Use(count, 1, doc, film)
            else:
                use.count += count
                use.reviews += 1
                use.film = film if use.film == film else None

    def list_candidates(self) -> set[Item]:
        """What may be a habit: used more than once, about more than one film, and no name."""
        common = {
            token.text
            for token in self._written
            if not token.is_capital or token.text in _FIRST_PERSON
        }
        is_one_film = len(self._films) == 1
        return {
            item
            for item, use in self.uses.items()
            if use.count >= _FEWEST
            and (is_one_film or use.film is None)
            and common.issuperset(item)
        }

    def spell(self, item: Item) -> str:
        """*item* as it is written most often, in small letters where it ever is."""
        return " ".join(map(self._spell_word, item))

    def _spell_word(self, word: str) -> str:
        spellings = [
            (not token.is_capital, count, token.written)
            for token, count in self._written.items()
            if token.text == word
        ]
        return max(spellings)[2]


def _list_items(text: str) -> Iterator[tuple[_Token, ...]]:
    """Every word, and every two words with nothing but a blank between them."""
    before: _Token | None = None
    for chunk in text.split():
        tokens, opens, closes = _read_kept(chunk) if len(chunk) <= _LONGEST_KEPT else _read(chunk)
        if before is not None and opens:
            yield before, tokens[0]
        for token in tokens:
            yield (token,)
        before = tokens[-1] if closes else None


def _read(chunk: str) -> tuple[tuple[_Token, ...], bool, bool]:
    """The words of what stands between blanks, and whether it begins and ends with one."""
    words = list(split_words(chunk))
    if not words:
        return (), False, False
    tokens = tuple(
        _Token(
            word.joined or word.parts[0].text,
            chunk[word.start : word.end],
            chunk[word.start].isupper(),
        )
        for word in words
    )
    return tokens, words[0].start == 0, words[-1].end == len(chunk)


_LONGEST_KEPT = 80
_read_kept = lru_cache(maxsize=65_536)(_read)


def _list_names(review: Review) -> set[str]:
    """The folded words of all names that a review states."""
    names = (
        review.film or "",
        review.publication or "",
        *review.reviewers,
        *review.people,
        *review.director,
        *review.cast,
        *review.characters,
        *review.characters.values(),
    )
    return {token for name in names for token in name_tokens(name)}


def _list_docs(engine: Engine, request: Request) -> list[int]:
    return [doc for doc, _ in engine.search(request).ranked]


def _count_others(
    engine: Engine, docs: Sequence[int], candidates: set[Item], budget: Budget
) -> _Counts:
    counts = _Counts()
    items, totals = counts.items, counts.totals
    for doc in _spread(docs):
        budget.check_time()
        counts.reviews += 1
        for tokens in _list_items(engine.review(doc).prose):
            totals[len(tokens)] += 1
            item = tuple([token.text for token in tokens])
            if item in candidates:
                items[item] += 1
        if totals[1] >= MOST_OTHERS:
            break
    return counts


def _spread(docs: Sequence[int]) -> Iterator[int]:
    """All of *docs*, so that the first few of them are from everywhere among them."""
    step = int(len(docs) * _GOLDEN) or 1
    while math.gcd(step, len(docs)) > 1:
        step += 1
    return (docs[place * step % len(docs)] for place in range(len(docs)))


def _compare(usage: _Usage, others: _Counts, candidates: set[Item]) -> Iterator[tuple[float, Item]]:
    for item in candidates:
        count, other = usage.uses[item].count, others.items[item]
        total, other_total = usage.totals[len(item)], others.totals[len(item)]
        if other_total and count / total > other / other_total:
            likelihood = log_likelihood(count, total, other, other_total)
            if likelihood >= LEAST_LIKELIHOOD:
                yield likelihood, item


def _describe(
    engine: Engine, usage: _Usage, others: _Counts, item: Item, likelihood: float
) -> Favourite:
    use = usage.uses[item]
    review = engine.review(use.doc)
    tokens = tuple(token for word in item for token in name_tokens(usage.spell((word,))))
    wanted = Wanted(names=((tokens, 1.0),))
    size = len(item)
    return Favourite(
        usage.spell(item),
        use.count,
        use.reviews,
        others.items[item],
        10_000 * use.count / usage.totals[size],
        10_000 * others.items[item] / others.totals[size],
        likelihood,
        review,
        find_passages(review, wanted, length=_PASSAGE)[0],
    )
