"""A query that finds next to nothing in, the query that was meant out: *did you mean*.

The words that stand in the query by themselves or in quotes, without a field or before it
``body:``, are put for words near to them and for misspelt names, in a few ways; the queries that
come of it are counted, and those that find much more are offered, with what they find.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice, product, zip_longest
from typing import NamedTuple

from whoosh import query as q

from reelsearch.analysis import split_words
from reelsearch.query.clauses import BODY, is_anywhere
from reelsearch.query.groups import FREE
from reelsearch.query.plan import Names, Vocabulary
from reelsearch.results import Suggestion
from reelsearch.schema import WORD_FIELD

_MOST_WORDS = 6  # of a query that is looked at
_MOST_TRIED = 8  # queries that are counted
_SHOWN = 2
_FREQUENT = 2  # how many times as frequent a word is for which a known one may stand


class _Typed(NamedTuple):
    """A word of the query, from *start* to *end* of its text, and how many reviews have it."""

    text: str
    folded: str
    start: int
    end: int
    reviews: int


class Asked(NamedTuple):
    """What is asked about an index."""

    vocabulary: Vocabulary
    names: Names


_Change = tuple[int, int, str]
"""The text from here to there is put for this."""


def find_better(
    text: str, tree: q.Query, least: int, asked: Asked, count: Callable[[str], int]
) -> tuple[Suggestion, ...]:
    """Queries like *text*, parsed as *tree*, that find *least* reviews or more.

    *count* says how many reviews a query finds. The best are first; most queries have none.
    """
    vocabulary, names = asked
    words = list(_list_words(text, tree, vocabulary))
    if not 0 < len(words) <= _MOST_WORDS:
        return ()
    better: list[Suggestion] = []
    for changes in islice(_ways(words, names), _MOST_TRIED):
        changed = _put(text, changes)
        if changed.casefold() == text.casefold():
            continue
        reviews = count(changed)
        if reviews >= least:
            better.append(Suggestion(changed, reviews))
            least = reviews + 1  # one less likely must find more
    return tuple(better[:_SHOWN])


def _list_words(text: str, tree: q.Query, vocabulary: Vocabulary) -> Iterator[_Typed]:
    for leaf in tree.leaves():
        start, end = getattr(leaf, "startchar", None), getattr(leaf, "endchar", None)
        is_text = isinstance(leaf, (q.Term, q.Phrase)) and leaf.fieldname in (FREE, BODY.name)
        if not is_text or start is None or end is None:
            continue
        for word in split_words(text[start:end]):
            if word.joined is None and word.parts[0].text.isalpha():
                folded = word.parts[0].text
                yield _Typed(
                    text[start + word.start : start + word.end],
                    folded,
                    start + word.start,
                    start + word.end,
                    vocabulary.frequency(WORD_FIELD, folded) or is_anywhere(vocabulary, word),
                )


def _ways(words: Sequence[_Typed], names: Names) -> Iterator[Sequence[_Change]]:
    """Changes to try, the likeliest first: of all words that no review has; or if there are
    none, of one word."""
    unknown = {i for i, word in enumerate(words) if not word.reviews}
    named: list[_Change] = []
    free = set(unknown)
    if unknown:
        for name in names.find_within([word.text for word in words], unknown):
            inside = range(name.start, name.end)
            named.append((words[name.start].start, words[name.end - 1].end, name.names[0].text))
            free.difference_update(inside)
    if unknown:
        ways = product(*(_choose(words[i], names) for i in sorted(free)))
        yield from ([*named, *way] for way in ways)
    else:
        choices = [_choose(word, names) for word in words]
        yield from ([change] for change in chain(*zip_longest(*choices)) if change)


def _choose(word: _Typed, names: Names) -> list[_Change]:
    """What may be put for *word*: for a known one only words that are more frequent."""
    if not word.reviews:
        near = names.near(word.folded)
    else:
        near = names.near(word.folded, 1)
        near = tuple(n for n in near if n.reviews >= _FREQUENT * word.reviews)
    return [(word.start, word.end, n.text) for n in near[:3]]


def _put(text: str, changes: Sequence[_Change]) -> str:
    for start, end, other in sorted(changes, reverse=True):
        text = text[:start] + other + text[end:]
    return text
