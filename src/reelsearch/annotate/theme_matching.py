"""The words of the prose, compared with the lexicon → what stands where.

In: the words and the lexicon. Out: :class:`Matches`, the entries that stand in the prose,
sorted by what they are: cues and what speaks against them by theme, figures of speech,
statements, and pairs of words that give a theme away together.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from reelsearch.annotate.theme_lexicon import (
    AGAINST,
    ANY_THEME,
    ANY_WORD,
    CLOSING,
    LONGEST_CUE,
    PAIR,
    STATEMENT,
    Cue,
    Node,
    ThemeLexicon,
)
from reelsearch.annotate.theme_numbers import PAIRS
from reelsearch.annotate.theme_words import Prose

PAIR_REACH = 10
"""How many words the second word of a pair comes at most after the first, in one sentence."""


class Hit(NamedTuple):
    """A cue at the words *first* to *last*; of a pair these two, and what is between."""

    first: int
    last: int
    cue: Cue

    @property
    def places(self) -> tuple[tuple[int, int], ...]:
        """The first and last words of what was found; of a pair, of each of the two."""
        if self.cue.weight == PAIR:
            return (self.first, self.first), (self.last, self.last)
        return ((self.first, self.last),)


class Matches(NamedTuple):
    """What stands in the prose; ``statements`` are the last words of each, ``closings`` the
    first words of what says the same after a cue. ``numbers`` are those of all the words."""

    cues: dict[int, list[Hit]]
    against: dict[int, list[Hit]]
    statements: list[int]
    closings: frozenset[int]
    numbers: NDArray[np.int64]


def find_matches(prose: Prose, lexicon: ThemeLexicon) -> Matches:
    """All the entries of the *lexicon* that stand in the prose."""
    hits: list[Hit] = []
    families = [*prose.families, ""]
    numbers = lexicon.words.find_numbers(prose.families)
    nodes = lexicon.tree.after
    for at in lexicon.words.find_beginnings(numbers):
        node = nodes.get(families[at])
        if node is None:
            continue
        if node.cues:
            _take(prose, (at, at), node, hits)
        if families[at + 1] in node.after or ANY_WORD in node.after:
            _descend(prose, families, (at, at), node, hits)
    if lexicon.pairs:
        hits.extend(_find_pairs(prose, lexicon, numbers))
    return _sort(hits, numbers)


def _find_pairs(prose: Prose, lexicon: ThemeLexicon, numbers: NDArray[np.int64]) -> Iterator[Hit]:
    """The pairs of which both sides stand near each other."""
    sides, families = lexicon.pair_words, prose.families
    places = lexicon.words.find_kind(numbers, PAIRS).nonzero()[0].tolist()
    words = [(at, sides[families[at]]) for at in places]
    near = _find_near(words)
    if not near:
        return
    found: dict[int, tuple[list[int], list[int]]] = {bit: ([], []) for bit in _bits(near)}
    for at, masks in words:
        for side, mask in enumerate(masks):
            if mask & near:
                for number in _bits(mask & near):
                    found[number][side].append(at)
    for number, (left_words, right_words) in found.items():
        for first, last in _join(prose, left_words, right_words):
            yield Hit(first, last, lexicon.pairs[number])


def _find_near(words: list[tuple[int, tuple[int, int]]]) -> int:
    """The pairs that have words on both sides less than twice the reach apart, and maybe others:
    few of those that have words on both sides in all the prose."""
    near = lefts = rights = lefts_before = rights_before = end = 0
    for at, (left, right) in words:
        if at >= end:
            is_next = at < end + PAIR_REACH
            lefts_before, rights_before = (lefts, rights) if is_next else (0, 0)
            lefts = rights = 0
            end = at - at % PAIR_REACH + PAIR_REACH
        near |= left & (rights | rights_before) | right & (lefts | lefts_before)
        lefts |= left
        rights |= right
    return near


def _bits(mask: int) -> Iterator[int]:
    """The numbers of the bits that are set."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def _join(prose: Prose, lefts: list[int], rights: list[int]) -> Iterator[tuple[int, int]]:
    """The pairs that words of *lefts* and *rights* make, each word in one of them at most."""
    used = -1
    for left in lefts:
        within = rights[
            bisect_left(rights, left - PAIR_REACH) : bisect_right(rights, left + PAIR_REACH)
        ]
        near = [right for right in within if right != left and min(left, right) > used]
        if near:
            right = min(near, key=lambda right: abs(right - left))
            first, last = (left, right) if left < right else (right, left)
            if prose.sentence_of(first) == prose.sentence_of(last):
                used = last
                yield first, last


def _take(prose: Prose, place: tuple[int, int], node: Node, hits: list[Hit]) -> None:
    """Add the entries of *node* that stand at *place* in the forms that they ask for."""
    first, last = place
    for cue in node.cues:
        if not cue.forms or _has_forms(prose, first, cue):
            hits.append(Hit(first, last, cue))


def _descend(
    prose: Prose, families: list[str], place: tuple[int, int], node: Node, hits: list[Hit]
) -> None:
    """Add the entries that go on from *node*, which stands at *place*."""
    first, last = place
    while node.after:
        last += 1
        word = families[last]
        if not word:
            return
        if ANY_WORD in node.after:
            _reach(prose, families, (first, last), node.after[ANY_WORD], hits)
        following = node.after.get(word)
        if following is None:
            return
        node = following
        if node.cues and prose.is_unbroken(first, last):
            _take(prose, (first, last), node, hits)


def _reach(
    prose: Prose, families: list[str], place: tuple[int, int], node: Node, hits: list[Hit]
) -> None:
    """Add the entries of *node*, which stands at *place*, and those that go on from it."""
    if node.cues and prose.is_unbroken(*place):
        _take(prose, place, node, hits)
    _descend(prose, families, place, node, hits)


def _has_forms(prose: Prose, first: int, cue: Cue) -> bool:
    return all(form is None or prose.form(first + at) == form for at, form in enumerate(cue.forms))


def _sort(hits: list[Hit], numbers: NDArray[np.int64]) -> Matches:
    cues: dict[int, list[Hit]] = {}
    against: dict[int, list[Hit]] = {ANY_THEME: []}
    statements: list[int] = []
    closings: set[int] = set()
    for hit in hits:
        theme, weight = hit.cue.theme, hit.cue.weight
        if weight == STATEMENT:
            statements.append(hit.last)
        elif weight == CLOSING:
            closings.add(hit.first)
        elif weight == AGAINST:
            against.setdefault(theme, []).append(hit)
        else:
            cues.setdefault(theme, []).append(hit)
    return Matches(cues, against, sorted(statements), frozenset(closings), numbers)


def drop_spoken_against(hits: list[Hit], against: list[Hit]) -> Iterator[Hit]:
    """The *hits* that no entry of *against* overlaps, unless it lies within the hit."""
    if not against:
        yield from hits
        return
    ordered = sorted(against, key=itemgetter(0))
    firsts = [hit.first for hit in ordered]
    for hit in hits:
        for first, last in hit.places:
            low = bisect_left(firsts, first - LONGEST_CUE)
            high = bisect_right(firsts, last, low)
            if low < high and any(
                first <= other.last and not _is_within(other, first, last)
                for other in ordered[low:high]
            ):
                break
        else:
            yield hit


def _is_within(inner: Hit, first: int, last: int) -> bool:
    """Whether the words *first* to *last* hold *inner* and more."""
    return first <= inner.first and inner.last <= last and inner.last - inner.first < last - first


def keep_longest(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Of hits that overlap, the one that begins first; of these the longest, then heaviest.

    A pair may overlap them, since its words may be cues of their own, but it does not count
    again what a phrase of both its words has said.
    """
    end = -1
    pairs: list[Hit] = []
    phrases: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.first, -hit.last, -hit.cue.weight)):
        if hit.cue.weight == PAIR:
            pairs.append(hit)
        elif hit.first > end:
            end = hit.last
            yield hit
            if hit.last > hit.first:
                phrases.append(hit)
    for pair in pairs:
        at = bisect_right(phrases, pair.first, key=itemgetter(0)) - 1
        if at < 0 or phrases[at].last < pair.last:
            yield pair
