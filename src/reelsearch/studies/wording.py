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
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from reelsearch.analysis import name_key, name_tokens, split_words
from reelsearch.engines.base import Engine, Request
from reelsearch.engines.budget import Budget
from reelsearch.errors import SettingError
from reelsearch.results import Passage
from reelsearch.review import Review
from reelsearch.snippets import Wanted, find_passages

MOST_OTHERS = 2_000
"""Reviews by others that are read; of more, so many at even distances."""

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
    step = -(-len(other_docs) // MOST_OTHERS) or 1
    counted = _count_others(engine, other_docs[::step], candidates, others.budget)
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
        len(other_docs[::step]),
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
    """A word of a text: folded, as written, and whether it goes on from the word before."""

    text: str
    written: str
    goes_on: bool


@dataclass(slots=True)
class _Counts:
    """How often each item stands somewhere; ``totals`` of words (1) and of pairs (2)."""

    items: Counter[Item] = field(default_factory=Counter)
    totals: dict[int, int] = field(default_factory=lambda: {1: 0, 2: 0})


class _Usage(_Counts):
    """What one reviewer writes, and where."""

    def __init__(self) -> None:
        super().__init__()
        self.written: dict[str, Counter[str]] = defaultdict(Counter)
        self.docs: dict[Item, list[int]] = defaultdict(list)
        self._films: dict[Item, set[str]] = defaultdict(set)
        self._all_films: set[str] = set()

    def add(self, doc: int, review: Review) -> None:
        """Count the words of one review."""
        film = f"{name_key(review.film or '')} {review.year}" if review.film else review.id
        self._all_films.add(film)
        names = _list_names(review)
        seen: set[Item] = set()
        for item, tokens in _list_items(review.prose):
            self.totals[len(item)] += 1
            if any(token.text in names and token.written[:1].isupper() for token in tokens):
                continue
            self.items[item] += 1
            seen.add(item)
            if len(item) == 1:
                self.written[item[0]][tokens[0].written] += 1
        for item in seen:
            self.docs[item].append(doc)
            self._films[item].add(film)

    def list_candidates(self) -> set[Item]:
        """What may be a habit: used more than once, about more than one film, and no name."""
        films = min(_FEWEST, len(self._all_films))
        return {
            item
            for item, count in self.items.items()
            if count >= _FEWEST
            and len(self._films[item]) >= films
            and not any(map(self._is_name, item))
        }

    def _is_name(self, word: str) -> bool:
        if word in _FIRST_PERSON:
            return False
        return all(written[:1].isupper() for written in self.written[word])

    def spell(self, item: Item) -> str:
        """*item* as it is written most often, in small letters where it ever is."""
        return " ".join(map(self._spell_word, item))

    def _spell_word(self, word: str) -> str:
        spellings = self.written[word]
        small = [(count, written) for written, count in spellings.items() if written.islower()]
        return max(small)[1] if small else spellings.most_common(1)[0][0]


def _list_items(text: str) -> Iterator[tuple[Item, tuple[_Token, ...]]]:
    """Every word, and every two words with nothing but a blank between them."""
    before: _Token | None = None
    end = 0
    for word in split_words(text):
        form = word.joined or word.parts[0].text
        goes_on = before is not None and text[end : word.start].isspace()
        token = _Token(form, text[word.start : word.end], goes_on)
        yield (form,), (token,)
        if before is not None and goes_on:
            yield (before.text, form), (before, token)
        before, end = token, word.end


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
    for doc in docs:
        budget.check_time()
        for item, _ in _list_items(engine.review(doc).prose):
            counts.totals[len(item)] += 1
            if item in candidates:
                counts.items[item] += 1
    return counts


def _compare(usage: _Usage, others: _Counts, candidates: set[Item]) -> Iterator[tuple[float, Item]]:
    for item in candidates:
        count, other = usage.items[item], others.items[item]
        total, other_total = usage.totals[len(item)], others.totals[len(item)]
        if other_total and count / total > other / other_total:
            likelihood = log_likelihood(count, total, other, other_total)
            if likelihood >= LEAST_LIKELIHOOD:
                yield likelihood, item


def _describe(
    engine: Engine, usage: _Usage, others: _Counts, item: Item, likelihood: float
) -> Favourite:
    docs = usage.docs[item]
    review = engine.review(docs[0])
    tokens = tuple(token for word in item for token in name_tokens(usage.spell((word,))))
    wanted = Wanted(names=((tokens, 1.0),))
    size = len(item)
    return Favourite(
        usage.spell(item),
        usage.items[item],
        len(docs),
        others.items[item],
        10_000 * usage.items[item] / usage.totals[size],
        10_000 * others.items[item] / others.totals[size],
        likelihood,
        review,
        find_passages(review, wanted, length=_PASSAGE)[0],
    )
