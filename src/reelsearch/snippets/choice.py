"""A layout in, its best passages out, one after the other and apart from each other.

A *window* is a run of units that fits the length aimed at, with one for each unit to
begin with. The best window is filled up with the sentences around it and becomes a
passage; the windows that lose units to it are weighed anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import heapify, heappop, heappush
from math import fsum

from reelsearch.analysis.blocks import Range, trim
from reelsearch.results import Passage, Span
from reelsearch.snippets.layout import Layout
from reelsearch.snippets.matches import Match, Plan
from reelsearch.snippets.paragraphs import Paragraphs

_NEAR = 8  # characters apart at which two words count half as much as side by side
_NEARNESS = 0.9  # how much nearness counts at most; one more word of equal weight counts 1

_Rank = tuple[bool, bool, float, int]
"""Smaller is better: lacks a phrase, is not prose, minus the score, where it starts."""


class Choice:
    """The choice of passages from one layout; see :meth:`take_all`."""

    def __init__(self, plan: Plan, layout: Layout, length: int) -> None:
        self._plan = plan
        self._layout = layout
        self._units = layout.units
        self._length = length
        self._taken = [False] * len(layout.units)
        # The sentences that no passage can be filled up with: they are in one, or will be.
        self._spoken_for: set[int] = set()
        for unit in layout.units:
            first, last = unit.sentences
            self._spoken_for.update(range(first, last + 1))
        self._cuts: dict[Range, list[Range]] = {}
        self._paragraphs = Paragraphs(layout.text, layout.prose)

    def take_all(self) -> Iterator[Passage]:
        """The passages, best first, each chosen when it is asked for."""
        first = last = 0
        if len(self._units) > 1:
            _, first, last = min(self._find_widest())
        self._mark(first, last)
        yield self._make(first, last)
        for first, last in self._choose(range(len(self._units))):
            yield self._make(first, last)

    def count_rest(self) -> int:
        """How many passages there are yet to be taken. None can be after that."""
        count, first = 0, 0
        while first < len(self._units):
            last = first
            if not self._taken[first]:
                while self._continues(last) and not self._taken[last + 1]:
                    last += 1
                # No passage reaches over either end; one that holds all of these is the best.
                fits = self._find_last(first) == last
                count += 1 if fits else sum(1 for _ in self._choose(range(first, last + 1)))
            first = last + 1
        return count

    def _choose(self, places: range) -> Iterator[tuple[int, int]]:
        """The windows of the units at *places* that were not taken, best first."""
        # They are chosen from all windows: a shorter one is left where a longer one lost a unit.
        queue: list[tuple[_Rank, int, int]] = []
        for first in places:
            if not self._taken[first]:
                last = self._find_last(first)
                queue.append((self._rank(first, last), first, last))
        heapify(queue)
        while queue:
            _, first, last = heappop(queue)
            if self._taken[first]:
                continue
            shrunk = self._find_last(first)
            if shrunk == last:
                self._mark(first, last)
                yield first, last
            else:
                heappush(queue, (self._rank(first, shrunk), first, shrunk))

    def _mark(self, first: int, last: int) -> None:
        self._taken[first : last + 1] = [True] * (last + 1 - first)

    def _find_widest(self) -> Iterator[tuple[_Rank, int, int]]:
        """The windows that no other one holds; one that another holds is never better."""
        reached = -1
        for first in range(len(self._units)):
            last = self._find_last(first)
            if last > reached:
                yield self._rank(first, last), first, last
                reached = last

    def _make(self, first: int, last: int) -> Passage:
        whole = self._units[first].whole
        start, end = self._grow(first, last) if whole is None else self._cut(first, last, whole)
        matches = [match for unit in self._units[first : last + 1] for match in unit.matches]
        text = self._layout.text
        number = self._paragraphs.number(start)
        return Passage(text[start:end], start, end, highlight(matches), number)

    def _find_last(self, first: int) -> int:
        """The last unit of the longest window from *first* that fits and is not taken."""
        units = self._units
        start = units[first].start
        last = first
        while (
            last + 1 < len(units)
            and units[last + 1].end - start <= self._length
            and not self._taken[last + 1]
            and self._continues(last)
        ):
            last += 1
        return last

    def _continues(self, index: int) -> bool:
        """Whether the unit after *index*, if there is one, may stand in the same passage."""
        if not 0 <= index < len(self._units) - 1:
            return False
        unit, after = self._units[index], self._units[index + 1]
        if unit.whole or after.whole:
            return unit.whole == after.whole
        blocks = self._layout.blocks
        return blocks[unit.sentences[1]] == blocks[after.sentences[0]]

    def _rank(self, first: int, last: int) -> _Rank:
        plan, units = self._plan, self._units
        nearest: dict[int, float] = {}
        before: Match | None = None
        for unit in units[first : last + 1]:
            for match in unit.matches:
                thing = match.thing
                near = 0.0
                if before is not None and before.thing != thing and before.end <= match.start:
                    weight = min(plan.weights[before.thing], plan.weights[thing])
                    near = weight * _NEAR / (_NEAR + match.start - before.end)
                    nearest[before.thing] = max(nearest[before.thing], near)
                nearest[thing] = max(nearest.get(thing, 0.0), near)
                before = match
        # Not dependent on the order of the sum, or what is equal would not tie.
        score = fsum(plan.weights[thing] for thing in nearest)
        score += _NEARNESS * fsum(nearest.values()) / len(plan.weights)
        start, end = units[first].start, units[last].end
        low, high = self._layout.prose
        return min(nearest) >= plan.phrases, end <= low or start >= high, -score, start

    def _grow(self, first: int, last: int) -> Range:
        """The window with as many sentences around it as fit.

        They hold no match: the window would have been wider.
        """
        sentences = self._layout.sentences
        low, high = self._units[first].sentences[0], self._units[last].sentences[1]
        window_start, window_end = sentences[low][0], sentences[high][1]
        while True:
            start, end = sentences[low][0], sentences[high][1]
            after = high + 1 < len(sentences) and self._fits(high, high + 1, start)
            before = low > 0 and self._fits(low, low - 1, end)
            if after and (not before or end - window_end <= window_start - start):
                high += 1
            elif before:
                low -= 1
            else:
                break
        self._spoken_for.update(range(low, high + 1))
        return start, end

    def _fits(self, edge: int, side: int, far: int) -> bool:
        """Whether sentence *side* can be added beside *edge*; *far* is the other end."""
        layout = self._layout
        start, end = layout.sentences[side]
        length = end - far if side > edge else far - start
        return (
            length <= self._length
            and side not in self._spoken_for
            and layout.blocks[side] == layout.blocks[edge]
        )

    def _cut(self, first: int, last: int, whole: Range) -> Range:
        """The window with as many of the words around it as fit, in what is too long."""
        text = self._layout.text
        start, end = self._units[first].start, self._units[last].end
        room = max(self._length - (end - start), 0) // 2
        low, high = max(whole[0], start - room), min(whole[1], end + room)
        # A match outside the window is in a passage of its own.
        if self._continues(first - 1):
            low = max(low, self._units[first - 1].end)
        if self._continues(last):
            high = min(high, self._units[last + 1].start)
        cuts = self._cuts.setdefault(whole, [])
        low = max([low, *(cut_end for _, cut_end in cuts if cut_end <= start)])
        high = min([high, *(cut_start for cut_start, _ in cuts if cut_start >= end)])
        while 0 < low < start and not text[low - 1].isspace():
            low += 1
        while end < high < len(text) and not text[high].isspace():
            high -= 1
        cuts.append(trim(text, low, high))
        return cuts[-1]


def highlight(matches: Iterable[Match]) -> tuple[Span, ...]:
    """What to highlight of *matches*, of which there is one at least: in order, and what
    overlaps or touches made one."""
    ranges = sorted(r for match in matches for r in match.spans or ((match.start, match.end),))
    merged: list[Span] = []
    start, end = ranges[0]
    for low, high in ranges:
        if low > end:
            merged.append(Span(start, end))
            start, end = low, high
        elif high > end:
            end = high
    return (*merged, Span(start, end))
