"""What the cues of a review add up to, for each theme.

In: the words of the prose, what of the lexicon stands in them, and the words of titles. Out:
a :class:`Tally` for each theme: the hits that count and their score.

A cue counts by its weight, with the logarithm of how often, and more where the review says
that the film is *about* it. It does not count inside a figure of speech, a title or a name,
and counts against the theme where the review denies it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from math import log2

from reelsearch.annotate.theme_context import is_name
from reelsearch.annotate.theme_lexicon import (
    ANY_THEME,
    HINT,
    NAMES,
    PAIR,
    SAID,
    STRONG,
)
from reelsearch.annotate.theme_matching import (
    Hit,
    Matches,
    drop_spoken_against,
    keep_longest,
)
from reelsearch.annotate.theme_words import Prose

EARNED = {NAMES: 3.0, STRONG: 2.0, PAIR: 2.0, SAID: 0.5, HINT: 0.5}
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


@dataclass(slots=True)
class Tally:
    """What was counted for one theme: how often each cue, by its number, and its weight."""

    counts: dict[int, int] = field(default_factory=dict)
    weights: dict[int, int] = field(default_factory=dict)
    stated: dict[int, float] = field(default_factory=dict)
    denied: float = 0.0
    named: bool = False
    hits: list[Hit] = field(default_factory=list)

    def score(self) -> float:
        """The points of all cues. Hints count up to what the other cues have earned."""
        plain, hints = self._earned()
        return plain + min(hints, plain) - self.denied

    def spare_hints(self) -> float:
        """The points of the hints that :meth:`score` leaves out."""
        plain, hints = self._earned()
        return max(0.0, hints - plain + sum(self.stated.values()))

    def _earned(self) -> tuple[float, float]:
        plain, hints = sum(self.stated.values()), 0.0
        for number, count in self.counts.items():
            weight = self.weights[number]
            earned = EARNED[weight] * (1 + log2(count))
            if weight in _HINTS:
                hints += earned
            else:
                plain += earned
        return plain, hints

    def is_sure(self) -> bool:
        """Whether the theme is named, or more than one lesser cue speaks for it."""
        return self.named or len(self.counts) > 1

    def is_told(self) -> bool:
        """Whether the review says that the film is about it."""
        return max(self.stated.values(), default=0.0) >= _STATED

    def is_aside(self, prose: Prose) -> bool:
        """Whether one sentence alone speaks of the theme, and not to say that it is one."""
        return not self.is_told() and len({prose.sentence_of(hit.first) for hit in self.hits}) < 2


def count_cues(
    prose: Prose,
    matches: Matches,
    passed: tuple[frozenset[int], frozenset[int]],
    may_reach: Callable[[int, float, float], bool],
) -> Iterator[tuple[int, Tally]]:
    """What counts for each theme that *may_reach* what it needs, with the points of all its
    cues and of all its hints. *passed* are the words of titles, and those at which cues begin
    that are denied."""
    titles, denied = passed
    figures = matches.against[ANY_THEME]
    names: dict[tuple[int, int], bool] = {}
    told = {word for end in matches.statements for word in range(end + 1, end + 1 + _REACH)}
    for theme, found in matches.cues.items():
        plain = hints = 0.0
        for hit in found:
            if hit.cue.weight in _HINTS:
                hints += EARNED[HINT]
            else:
                plain += EARNED[hit.cue.weight]
            if hit.first in told or hit.last in told or hit.last + 1 in matches.closings:
                plain += EARNED[NAMES] + _STATED
        if not may_reach(theme, plain, hints):
            continue  # not enough even if all of it counts
        tally = Tally()
        against = matches.against.get(theme)
        spoken = figures + against if against else figures
        for hit in keep_longest(drop_spoken_against(found, spoken)):
            if not _is_titled(prose, hit, titles, names):
                _add(prose, hit, tally, matches, denied)
        if tally.hits or tally.denied:
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


def _add(prose: Prose, hit: Hit, tally: Tally, matches: Matches, denied: frozenset[int]) -> None:
    """Count *hit* for its theme, or against it."""
    number, weight = hit.cue.number, hit.cue.weight
    if hit.first in denied:
        tally.denied += EARNED[weight]
        return
    distance = _distance(prose, hit, matches.statements) if matches.statements else 0
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


def _distance(prose: Prose, hit: Hit, statements: list[int]) -> int:
    """How many words after a statement of its sentence *hit* stands; 0 if after none.

    It may hold the statement itself: "about dreams". A question reaches into its answer:
    "What is it about? Ambition, plainly."
    """
    word = hit.first
    at = bisect_left(statements, hit.last if hit.cue.weight != PAIR else word) - 1
    if at >= 0 and statements[at] >= word:
        return 1
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
