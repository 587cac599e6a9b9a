"""The prose of a review → the themes it treats, each with its evidence.

In: the text, the range of it that is prose, the film's title if it is known, and a
lexicon. Out: at most ten :class:`Theme`\\ s, best first, the same in every run.

The words of the text are compared with the tree of the lexicon in one pass. What is
found counts by its weight, with the logarithm of how often, and once more where the
review says that the film is *about* it. It does not count inside a figure of speech, a
title or a name, and counts against the theme where the review denies it. How much a
theme needs grows with the length of the review; one hint is never enough.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from math import log2

from reelsearch.annotate.theme_context import find_titles, is_denied, is_name
from reelsearch.annotate.theme_lexicon import (
    AGAINST,
    ANY_THEME,
    ANY_WORD,
    HINT,
    LONGEST_CUE,
    NAMES,
    STATEMENT,
    STRONG,
    Cue,
    Node,
    ThemeLexicon,
)
from reelsearch.annotate.theme_words import Prose

MOST_THEMES = 10
_STATEMENT_REACH = 12
"""How many words after "about" and its like a cue may stand."""

_NEEDED = ((0, 3.0), (300, 3.0), (900, 5.0), (2000, 7.0))
"""The score a theme needs, by the words of the prose; between them in proportion."""


_MOST_EARNED = {NAMES: 6, STRONG: 5, HINT: 2}
"""What a cue adds to the score at most, by its weight."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme found: ``sentence`` is the range in the text that earned it most, ``cues``
    the ranges of all that counted, in order."""

    name: str
    score: float
    sentence: tuple[int, int]
    cues: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Hit:
    """A cue at the words *first* to *last*."""

    first: int
    last: int
    cue: Cue


@dataclass(slots=True)
class _Tally:
    """What was counted for one theme."""

    counts: dict[int, int] = field(default_factory=dict)
    weights: dict[int, int] = field(default_factory=dict)
    stated: dict[int, int] = field(default_factory=dict)
    denied: float = 0.0
    hits: list[_Hit] = field(default_factory=list)

    def score(self) -> float:
        earned = {NAMES: 0.0, STRONG: 0.0, HINT: 0.0}
        for number, count in self.counts.items():
            earned[self.weights[number]] += self.weights[number] * (1 + log2(count))
        for number, count in self.stated.items():
            # What a review says it is about, it names.
            weight = self.weights[number]
            earned[weight] += (HINT if weight == HINT else NAMES) * (1 + log2(count))
        plain = earned[NAMES] + earned[STRONG]
        return plain + min(earned[HINT], max(plain, NAMES)) - self.denied

    def is_sure(self) -> bool:
        """Whether more than one lesser cue speaks for the theme."""
        return len(self.counts) > 1 or NAMES in self.weights.values()


def find_themes(
    text: str, body: tuple[int, int], title: str | None, lexicon: ThemeLexicon
) -> tuple[Theme, ...]:
    """The themes of ``text[body[0]:body[1]]``, at most ten, best first.

    *title* is the film's: its words are no evidence. Equal scores keep the order of the
    lexicon. The score has no unit: it compares the themes of one review.
    """
    prose = Prose(text, *body)
    hits = _find_hits(prose, lexicon.tree)
    if not hits:
        return ()
    titles = find_titles(prose, title)
    needed = _needed(len(prose.families))
    found: list[tuple[float, int, _Tally]] = []
    for theme, tally in _count(prose, hits, titles, lexicon, needed).items():
        score = tally.score()
        if score >= needed and tally.is_sure():
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


def _find_hits(prose: Prose, tree: Node) -> list[_Hit]:
    """All the entries of the tree that stand in the prose."""
    hits: list[_Hit] = []
    roots = tree.after
    families = [*prose.families, ""]
    for at, family in enumerate(prose.families):
        node = roots.get(family)
        if node is None:
            continue
        # Most words that begin a phrase do not begin it here; this is asked for each word.
        if node.cues or families[at + 1] in node.after or ANY_WORD in node.after:
            _descend(prose, families, (at, at), node, hits)
    return hits


def _descend(
    prose: Prose, families: list[str], place: tuple[int, int], node: Node, hits: list[_Hit]
) -> None:
    """Add the entries of *node*, which stand at *place*, and the longer ones that go on."""
    first, last = place
    for cue in node.cues:
        if first < last and not prose.is_unbroken(first, last):
            break
        if not cue.forms or _has_forms(prose, first, cue):
            hits.append(_Hit(first, last, cue))
    after = last + 1
    if not node.after or after >= len(prose.families):
        return
    for word in (families[after], ANY_WORD):
        following = node.after.get(word)
        if following is not None:
            _descend(prose, families, (first, after), following, hits)


def _has_forms(prose: Prose, first: int, cue: Cue) -> bool:
    return all(form is None or prose.forms[first + at] == form for at, form in enumerate(cue.forms))


def _count(
    prose: Prose,
    hits: list[_Hit],
    titles: frozenset[int],
    lexicon: ThemeLexicon,
    needed: float,
) -> dict[int, _Tally]:
    """What counts for each theme that has a cue."""
    against: dict[int, list[_Hit]] = defaultdict(list)
    cues: dict[int, list[_Hit]] = defaultdict(list)
    statements: list[int] = []
    for hit in hits:
        if hit.cue.weight == STATEMENT:
            statements.append(hit.last)
        else:
            (against if hit.cue.weight == AGAINST else cues)[hit.cue.theme].append(hit)
    statements.sort()
    figures = against[ANY_THEME]
    names: dict[tuple[int, int], bool] = {}
    tallies: dict[int, _Tally] = {}
    for theme, found in cues.items():
        if sum(_MOST_EARNED[hit.cue.weight] for hit in found) < needed:
            continue  # not enough even if the review were all about it
        tally = _Tally()
        for hit in _keep_longest(_drop_spoken_against(found, figures + against[theme])):
            if _is_titled(prose, hit, titles, names):
                continue
            _add(prose, hit, tally, statements, lexicon)
        if tally.hits:
            tallies[theme] = tally
    return tallies


def _drop_spoken_against(hits: list[_Hit], against: list[_Hit]) -> Iterator[_Hit]:
    """The *hits* that no entry of *against* overlaps, unless it lies within the hit."""
    ordered = sorted(against, key=_first_word)
    for hit in hits:
        low = bisect_left(ordered, hit.first - LONGEST_CUE, key=_first_word)
        high = bisect_right(ordered, hit.last, key=_first_word)
        if all(hit.first > o.last or _is_within(o, hit) for o in ordered[low:high]):
            yield hit


def _first_word(hit: _Hit) -> int:
    return hit.first


def _is_within(inner: _Hit, outer: _Hit) -> bool:
    """Whether *outer* holds *inner* and more."""
    return (
        outer.first <= inner.first
        and inner.last <= outer.last
        and inner.last - inner.first < outer.last - outer.first
    )


def _keep_longest(hits: Iterable[_Hit]) -> Iterator[_Hit]:
    """Of hits that overlap, the one that begins first; of these the longest, then heaviest."""
    end = -1
    for hit in sorted(hits, key=lambda hit: (hit.first, -hit.last, -hit.cue.weight)):
        if hit.first > end:
            end = hit.last
            yield hit


def _is_titled(
    prose: Prose, hit: _Hit, titles: frozenset[int], names: dict[tuple[int, int], bool]
) -> bool:
    if titles and not titles.isdisjoint(range(hit.first, hit.last + 1)):
        return True
    if hit.cue.proper:
        return False
    place = (hit.first, hit.last)
    if place not in names:
        names[place] = is_name(prose, *place)
    return names[place]


def _add(
    prose: Prose, hit: _Hit, tally: _Tally, statements: list[int], lexicon: ThemeLexicon
) -> None:
    """Count *hit* for its theme, or against it."""
    number, weight = hit.cue.number, hit.cue.weight
    if is_denied(prose, hit.first, lexicon):
        tally.denied += weight
        return
    tally.hits.append(hit)
    tally.counts[number] = tally.counts.get(number, 0) + 1
    tally.weights[number] = weight
    if _is_stated(prose, hit, statements):
        tally.stated[number] = tally.stated.get(number, 0) + 1


def _is_stated(prose: Prose, hit: _Hit, statements: list[int]) -> bool:
    """Whether a statement such as "about" stands before *hit*, near it in its sentence."""
    low = bisect_left(statements, hit.first - _STATEMENT_REACH)
    high = bisect_left(statements, hit.first)
    sentence = prose.sentence_of(hit.first)
    return any(prose.sentence_of(end) == sentence for end in statements[low:high])


def _make_theme(prose: Prose, name: str, score: float, tally: _Tally) -> Theme:
    earned: dict[int, int] = {}
    for hit in tally.hits:
        sentence = prose.sentence_of(hit.first)
        earned[sentence] = earned.get(sentence, 0) + hit.cue.weight
    best = max(earned, key=lambda sentence: (earned[sentence], -sentence))
    cues = tuple((prose.start(hit.first), prose.end(hit.last)) for hit in tally.hits)
    return Theme(name, round(score, 3), prose.sentences[best], cues)
