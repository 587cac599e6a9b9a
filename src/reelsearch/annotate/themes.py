"""The prose of a review → the themes it treats, each with its evidence.

In: the text, the range of it that is prose, the film's title if it is known, and a
lexicon. Out: at most ten :class:`Theme`\\ s, best first, the same in every run.

The words of the text are compared with the tree of the lexicon in one pass. What is
found counts by its weight, with the logarithm of how often, and more where the review
says that the film is *about* it. It does not count inside a figure of speech, a title or
a name, and counts against the theme where the review denies it. How much a theme needs
grows with the length of the review; one lesser cue is never enough, unless the review
says that the film is about it, nor is one sentence of a long review, with the same exception.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from math import log2

from reelsearch.annotate.theme_context import find_titles, is_denied, is_name
from reelsearch.annotate.theme_lexicon import (
    ANY_THEME,
    HINT,
    NAMES,
    PAIR,
    SAID,
    STRONG,
    ThemeLexicon,
)
from reelsearch.annotate.theme_matching import (
    Hit,
    Matches,
    drop_spoken_against,
    find_matches,
    keep_longest,
)
from reelsearch.annotate.theme_words import Prose

MOST_THEMES = 10

_EARNED = {NAMES: 3.0, STRONG: 2.0, PAIR: 2.0, SAID: 0.5, HINT: 0.5}
"""What a cue adds to the score of its theme, by its weight, the first time it stands."""

_HINTS = (HINT, SAID)
"""What earns no more than the other cues do."""

_REACH = 12
"""How many words after "is about" and its like a cue may stand."""

_NEAR = 2
"""How near it stands that a strong cue is as good as the name of the theme."""

_BETWEEN_ITEMS = frozenset({",", "and", "or"})
_SMALL = frozenset({"the", "a", "an", "of", "its", "their", "his", "her", "our"})

_STATED, _STATED_FAR = 3.0, 1.0
"""What such a cue earns besides, and any lesser cue."""

_NEEDED = ((0, 3.0), (200, 3.0), (500, 5.0), (1000, 7.0), (2000, 9.0))
"""The score a theme needs, by the words of the prose; between them in proportion."""

_LONG = 400
"""From so many words on, a theme of which one sentence alone speaks is an aside, unless it says
that the film is about it."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme found: ``sentence`` is the range in the text that earned it most, ``cues``
    the ranges of all that counted, in order."""

    name: str
    score: float
    sentence: tuple[int, int]
    cues: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class _Tally:
    """What was counted for one theme: how often each cue, by its number, and its weight."""

    counts: dict[int, int] = field(default_factory=dict)
    weights: dict[int, int] = field(default_factory=dict)
    stated: dict[int, float] = field(default_factory=dict)
    denied: float = 0.0
    named: bool = False
    hits: list[Hit] = field(default_factory=list)

    def score(self) -> float:
        plain, hints = sum(self.stated.values()), 0.0
        for number, count in self.counts.items():
            weight = self.weights[number]
            earned = _EARNED[weight] * (1 + log2(count))
            if weight in _HINTS:
                hints += earned
            else:
                plain += earned
        return plain + min(hints, plain) - self.denied

    def is_sure(self) -> bool:
        """Whether the theme is named, or more than one lesser cue speaks for it."""
        return self.named or len(self.counts) > 1

    def is_aside(self, prose: Prose) -> bool:
        """Whether one sentence alone speaks of the theme, and not to say that it is one."""
        is_told = max(self.stated.values(), default=0.0) >= _STATED
        return not is_told and len({prose.sentence_of(hit.first) for hit in self.hits}) < 2


def find_themes(
    text: str, body: tuple[int, int], title: str | None, lexicon: ThemeLexicon
) -> tuple[Theme, ...]:
    """The themes of ``text[body[0]:body[1]]``, at most ten, best first.

    *title* is the film's: its words are no evidence. Equal scores keep the order of the
    lexicon. The score has no unit: it compares the themes of one review.
    """
    prose = Prose(text, *body)
    matches = find_matches(prose, lexicon)
    if not matches.cues:
        return ()
    needed = _needed(len(prose.families))
    titles = find_titles(prose, title)
    found: list[tuple[float, int, _Tally]] = []
    for theme, tally in _count(prose, matches, titles, lexicon, needed):
        score = tally.score()
        if score < needed or not tally.is_sure():
            continue
        if len(prose.families) < _LONG or not tally.is_aside(prose):
            found.append((-score, theme, tally))
    found.sort(key=lambda item: item[:2])
    return tuple(
        _make_theme(prose, lexicon.entries[theme].name, -score, tally)
        for score, theme, tally in found[:MOST_THEMES]
    )


def _needed(words: int) -> float:
    for (low, least), (high, most) in pairwise(_NEEDED):
        if words <= high:
            return least + (most - least) * (words - low) / (high - low)
    return _NEEDED[-1][1]


def _count(
    prose: Prose,
    matches: Matches,
    titles: frozenset[int],
    lexicon: ThemeLexicon,
    needed: float,
) -> Iterator[tuple[int, _Tally]]:
    """What counts for each theme that has enough cues."""
    figures = matches.against[ANY_THEME]
    names: dict[tuple[int, int], bool] = {}
    told = {word for end in matches.statements for word in range(end + 1, end + 1 + _REACH)}
    for theme, found in matches.cues.items():
        plain = hints = 0.0
        for hit in found:
            if hit.cue.weight in _HINTS:
                hints += _EARNED[HINT]
            else:
                plain += _EARNED[hit.cue.weight]
            if hit.first in told or hit.last + 1 in matches.closings:
                plain += _EARNED[NAMES] + _STATED
        if plain + min(hints, plain) < needed:
            continue  # not enough even if all of it counts
        tally = _Tally()
        against = matches.against.get(theme)
        spoken = figures + against if against else figures
        for hit in keep_longest(drop_spoken_against(found, spoken)):
            if not _is_titled(prose, hit, titles, names):
                _add(prose, hit, tally, matches, lexicon)
        if tally.hits:
            yield theme, tally


def _is_titled(
    prose: Prose, hit: Hit, titles: frozenset[int], names: dict[tuple[int, int], bool]
) -> bool:
    """Whether *hit*, or a word of the pair it is, belongs to a title or a name."""
    for place in hit.places:
        if titles and not titles.isdisjoint(range(place[0], place[1] + 1)):
            return True
        if hit.cue.proper:
            continue
        if place not in names:
            names[place] = is_name(prose, *place)
        if names[place]:
            return True
    return False


def _add(prose: Prose, hit: Hit, tally: _Tally, matches: Matches, lexicon: ThemeLexicon) -> None:
    """Count *hit* for its theme, or against it."""
    number, weight = hit.cue.number, hit.cue.weight
    if is_denied(prose, hit.first, lexicon):
        tally.denied += _EARNED[weight]
        return
    distance = _distance(prose, hit.first, matches.statements) if matches.statements else 0
    is_near = weight != HINT and (
        0 < distance <= _NEAR
        or (distance > 0 and _is_listed(prose, hit.first, distance))
        or _is_closed(prose, hit.last, matches.closings)
    )
    if is_near and weight == SAID:
        weight = NAMES
    tally.hits.append(hit)
    tally.counts[number] = tally.counts.get(number, 0) + 1
    tally.weights[number] = max(weight, tally.weights.get(number, weight))
    if distance or is_near:
        earned = _STATED if weight == NAMES or is_near else _STATED_FAR
        tally.stated[number] = max(tally.stated.get(number, 0.0), earned)
    tally.named |= weight == NAMES or is_near


def _distance(prose: Prose, word: int, statements: list[int]) -> int:
    """How many words after a statement of its sentence *word* stands; 0 if after none.

    A question reaches into its answer: "What is it about? Ambition, plainly."
    """
    at = bisect_left(statements, word) - 1
    if at < 0 or word - statements[at] > _REACH:
        return 0
    said, stands = prose.sentence_of(statements[at]), prose.sentence_of(word)
    if said != stands:
        is_next = said + 1 == stands and prose.sentence_of(statements[at] + 1) == stands
        if not is_next or "?" not in prose.before(statements[at] + 1):
            return 0
    return word - statements[at]


def _is_closed(prose: Prose, last: int, closings: frozenset[int]) -> bool:
    """Whether what stands right after the word *last* says that the film is about it."""
    return last + 1 in closings and prose.is_unbroken(last, last + 1)


def _is_listed(prose: Prose, word: int, distance: int) -> bool:
    """Whether *word* stands in a list that begins *distance* words before: "grief, rage and"."""
    between = prose.text[prose.end(word - distance) : prose.start(word)].lower()
    words = between.replace(",", " , ").split()
    marks = sum(each in _BETWEEN_ITEMS for each in words)
    items = sum(each not in _BETWEEN_ITEMS and each not in _SMALL for each in words)
    return items <= marks


def _make_theme(prose: Prose, name: str, score: float, tally: _Tally) -> Theme:
    earned: dict[int, float] = {}
    for hit in tally.hits:
        sentence = prose.sentence_of(hit.first)
        earned[sentence] = earned.get(sentence, 0.0) + _EARNED[hit.cue.weight]
    best = max(earned, key=lambda sentence: (earned[sentence], -sentence))
    places = sorted({place for hit in tally.hits for place in hit.places})
    cues = tuple((prose.start(first), prose.end(last)) for first, last in places)
    return Theme(name, round(score, 3), prose.sentences[best], cues)
