"""The prose of a review → the themes it treats, each with its evidence.

In: the text, the range of it that is prose, the film's title if it is known, and a
lexicon. Out: at most ten :class:`Theme`\\ s, best first, the same in every run.

Two things speak for a theme: its cues (``theme_tally``), and all the words of the review, each
of which says a little (``theme_associations``). Together they give the log-odds of the theme. A
theme that the review says the film is about needs no more. A person's own themes have cues only:
how much these must earn grows with the length of the review.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise
from math import exp

import numpy as np
from numpy.typing import NDArray

from reelsearch.annotate.theme_associations import Associations, load_associations
from reelsearch.annotate.theme_context import find_denied, find_titles
from reelsearch.annotate.theme_lexicon import ANY_THEME, ThemeEntry, ThemeLexicon
from reelsearch.annotate.theme_matching import Hit, Matches, find_matches
from reelsearch.annotate.theme_tally import EARNED, Tally, count_cues
from reelsearch.annotate.theme_words import Prose

MOST_THEMES = 10

_LEAST = ((0, -1.5), (30, -1.5), (80, -3.2), (130, -3.2), (250, -4.2))
"""The log-odds a theme needs, by the words of the prose, chosen on labelled passages: a line or two
have few words that could speak against it, and a long review speaks of other things as well."""

_MOST_POINTS, _LEAST_POINTS = 10.0, -4.0
_MOST_SPARE = 3.0
"""Further points of cues, and of hints, add nothing."""

_NEEDED = ((0, 3.0), (200, 3.0), (500, 5.0), (1000, 7.0), (2000, 9.0))
"""The points a theme needs that has cues only, by the words of the prose; between in proportion."""

_LONG = 400
"""From so many words on, a theme of which one sentence alone speaks is an aside, unless it says
that the film is about it."""

_TELLING, _SHOWN = 0.3, 0.6
"""From these weights on a word is evidence, and is shown as such beside cues."""

_TOLD = 6.0
"""Points that a theme has at least if the review says that the film is about it."""

_NEVER = float("inf")

_MayReach = Callable[[int, float, float], bool]


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme found: ``score`` is how likely a careful reader grants it (0.5 to 1), ``sentence``
    the range in the text that earned it most, ``cues`` the ranges of all that counted, in order."""

    name: str
    score: float
    sentence: tuple[int, int]
    cues: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Words:
    """What the single words say: ``rows`` of each in the associations, the sum by theme, and the
    ``least`` log-odds that a theme needs."""

    associations: Associations
    rows: NDArray[np.int64]
    odds: NDArray[np.float32]
    least: float
    _each: dict[int, NDArray[np.float32]] = field(default_factory=dict)

    def weigh_each(self, theme: int) -> NDArray[np.float32]:
        """The weight of each word for *theme*, found once."""
        each = self._each.get(theme)
        if each is None:
            each = self._each[theme] = self.associations.weigh_each(self.rows, theme)
        return each


def find_themes(
    text: str, body: tuple[int, int], title: str | None, lexicon: ThemeLexicon
) -> tuple[Theme, ...]:
    """The themes of ``text[body[0]:body[1]]``, at most ten, best first.

    *title* is the film's: its words are no evidence. Equal scores keep the order of the
    lexicon.
    """
    prose = Prose(text, *body)
    if not prose.families:
        return ()
    matches = find_matches(prose, lexicon)
    titles = find_titles(prose, title)
    denied = find_denied(prose, matches, lexicon)
    words = _weigh_words(matches.numbers, find_passed_over(prose, matches, titles, denied))
    may_reach = _may_reach(words, lexicon, len(prose.families))
    tallies: dict[int, Tally | None] = dict(count_cues(prose, matches, (titles, denied), may_reach))
    for column in (words.odds >= words.least).nonzero()[0].tolist():
        if (theme := lexicon.by_learned.get(column)) is not None:
            tallies.setdefault(theme, None)
    found: list[tuple[float, int]] = []
    for theme, tally in tallies.items():
        learned = lexicon.entries[theme].learned
        odds = _find_odds(prose, tally, words, learned)
        if odds >= words.least and _has_evidence(prose, tally, words, learned):
            found.append((words.least - odds, theme))
    found.sort()
    return tuple(
        _make_theme(prose, lexicon.entries[theme], -lacking, (tallies[theme], words))
        for lacking, theme in found[:MOST_THEMES]
    )


def find_passed_over(
    prose: Prose, matches: Matches, titles: frozenset[int], denied: frozenset[int]
) -> Iterator[int]:
    """The words that say nothing: those of titles, names, figures of speech and what is denied."""
    yield from titles
    yield from prose.find_names()
    if denied:
        for hits in matches.cues.values():
            for hit in hits:
                if hit.first in denied:
                    yield from chain.from_iterable(range(at, to + 1) for at, to in hit.places)
    for hit in matches.against[ANY_THEME]:
        yield from range(hit.first, hit.last + 1)


def _weigh_words(numbers: NDArray[np.int64], passed_over: Iterable[int]) -> _Words:
    associations = load_associations()
    rows = associations.find_rows(numbers, passed_over)
    odds = associations.bias + associations.weigh(rows)
    least = _look_up(_LEAST, len(rows))
    return _Words(associations, rows, odds, least)


def _may_reach(words: _Words, lexicon: ThemeLexicon, length: int) -> _MayReach:
    """Whether a theme may be found, with so many points of cues and of hints, counted once each."""
    point, hint, sure = words.associations.cue_weights
    alone = _look_up(_NEEDED, length)
    # Repeated cues earn less than each time anew, so this is never too little.
    missing = ((words.least - words.odds) / words.associations.gain - sure).tolist()

    def may_reach(theme: int, plain: float, hints: float) -> bool:
        column = lexicon.entries[theme].learned
        if column is None:
            return plain + min(hints, plain) >= alone
        if plain >= _TOLD:
            return True
        lacking = missing[column]
        if lacking <= 0:
            return True
        spare = min(max(0.0, hints - plain), _MOST_SPARE)
        return bool(point * (plain + min(hints, plain)) + hint * spare >= lacking)

    return may_reach


def _find_odds(prose: Prose, tally: Tally | None, words: _Words, learned: int | None) -> float:
    """The log-odds of a theme; what it has no cues for it may still have words for."""
    length = len(prose.families)
    is_aside = tally is not None and length >= _LONG and tally.is_aside(prose)
    if learned is None:
        if tally is None or not tally.hits or is_aside or not tally.is_sure():
            return -_NEVER
        return words.least + (tally.score() - _look_up(_NEEDED, length)) / 2
    odds = float(words.odds[learned])
    if tally is None:
        return odds
    rated = zip(words.associations.cue_weights, rate_cues(tally, is_aside), strict=True)
    odds += float(words.associations.gain[learned]) * sum(weight * what for weight, what in rated)
    is_told = bool(tally.hits) and tally.is_told() and not tally.denied
    return max(odds, words.least) if is_told else odds


def rate_cues(tally: Tally, is_aside: bool) -> tuple[float, float, float]:
    """What the cues of a theme say: their points, those of hints beyond, and 1 if it is sure."""
    if not tally.hits or is_aside:
        return max(_LEAST_POINTS, -tally.denied), 0.0, 0.0
    points = max(_LEAST_POINTS, min(tally.score(), _MOST_POINTS))
    return points, min(tally.spare_hints(), _MOST_SPARE), float(tally.is_sure())


def _has_evidence(prose: Prose, tally: Tally | None, words: _Words, learned: int | None) -> bool:
    """Whether something names the theme, or more than one word or cue speaks for it; in a long
    review in more than one sentence."""
    if learned is None:
        return True
    hits = tally.hits if tally else []
    is_sure = tally is not None and bool(hits) and tally.is_sure()
    is_long = len(prose.families) >= _LONG
    if is_sure and not is_long:
        return True
    telling = (words.weigh_each(learned) >= _TELLING).nonzero()[0].tolist()
    if is_long and not (tally is not None and tally.is_told()):
        places = chain((hit.first for hit in hits), telling)
        if len({prose.sentence_of(word) for word in places}) <= 1:
            return False
    if is_sure:
        return True
    cues = _list_words(hits)
    told = {int(words.rows[word]) for word in telling if word not in cues}
    return len(told) + bool(cues) > 1


def _list_words(hits: Iterable[Hit]) -> set[int]:
    """The words of cues."""
    return {word for hit in hits for first, last in hit.places for word in range(first, last + 1)}


def _look_up(table: Sequence[tuple[int, float]], words: int) -> float:
    """What the *table* has for a text of so many words, in proportion between two entries."""
    for (low, first), (high, last) in pairwise(table):
        if words <= high:
            return first + (last - first) * (words - low) / (high - low)
    return table[-1][1]


def _make_theme(
    prose: Prose,
    entry: ThemeEntry,
    spare: float,
    evidence: tuple[Tally | None, _Words],
) -> Theme:
    """The theme with what earned it: the cues, and the words that say most.

    *spare* is by how much its log-odds pass what is needed: readers grant themes about that
    likely (docs/themes.md).
    """
    tally, words = evidence
    hits = tally.hits if tally else []
    earned: dict[int, float] = {}
    for hit in hits:
        sentence = prose.sentence_of(hit.first)
        earned[sentence] = earned.get(sentence, 0.0) + EARNED[hit.cue.weight]
    places = {place for hit in hits for place in hit.places}
    if entry.learned is not None:
        each = words.weigh_each(entry.learned)
        least = _SHOWN if hits else min(_SHOWN, float(each.max()))
        shown = _list_words(hits)
        for word in (each >= least).nonzero()[0].tolist():
            sentence = prose.sentence_of(word)
            earned[sentence] = earned.get(sentence, 0.0) + float(each[word])
            if word not in shown:
                places.add((word, word))
    best = max(earned, key=lambda sentence: (earned[sentence], -sentence))
    cues = tuple((prose.start(first), prose.end(last)) for first, last in sorted(places))
    return Theme(entry.name, round(1 / (1 + exp(-spare)), 3), prose.sentences[best], cues)
