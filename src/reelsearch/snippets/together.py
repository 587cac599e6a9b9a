"""A text and what was wanted together in, a match out for each sentence or paragraph that has it.

Sentences and paragraphs are those that an index has (``analysis.units``), so that a match
is found exactly where the index finds one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from reelsearch.analysis.blocks import Range
from reelsearch.analysis.units import SENTENCE, split_units
from reelsearch.results import Span
from reelsearch.snippets.matches import LONGEST_MATCH, Match, Plan, find_matches, make_plan
from reelsearch.snippets.wanted import Wanted, WantedPhrase, WantedTogether


def find_together(plan: Plan, text: str, prose: Range) -> Iterator[Match]:
    """The matches of the *plan*'s things that are wanted together, in the *prose* of *text*."""
    low, high = prose
    inside = text[low:high]
    sentences, paragraphs = split_units(inside)
    first = plan.phrases - len(plan.together)
    for thing, wanted in enumerate(plan.together, first):
        units = sentences if wanted.unit == SENTENCE else paragraphs
        for spans in _find_in_units(wanted, inside, units):
            start = low + spans[0].start
            limit = start + LONGEST_MATCH
            kept = tuple(Span(low + a, min(low + b, limit)) for a, b in spans if low + a < limit)
            yield Match(start, kept[-1].end, thing, kept)


def _find_in_units(
    wanted: WantedTogether, text: str, units: Sequence[Range]
) -> Iterator[list[Span]]:
    """For each unit with all that is wanted, the places of it that stand nearest together."""
    starts = [start for start, _ in units]
    sides = [_place(side, text, starts) for side in wanted.sides]
    banned = {unit for side in wanted.without for unit in _place(side, text, starts)}
    for unit in sorted(set.intersection(*map(set, sides)) - banned):
        yield _find_tightest([side[unit] for side in sides])


def _place(
    side: tuple[WantedPhrase, ...], text: str, starts: Sequence[int]
) -> dict[int, list[Span]]:
    """Where *side* stands: unit → places in it, in order. What reaches over the end of a unit is
    in none."""
    found: dict[int, list[Span]] = {}
    for match in find_matches(make_plan(Wanted(phrases=side)), text):
        unit = bisect_right(starts, match.start) - 1
        if unit == bisect_right(starts, match.end - 1) - 1:
            found.setdefault(unit, []).append(Span(match.start, match.end))
    return found


def _find_tightest(sides: Sequence[Sequence[Span]]) -> list[Span]:
    """All places within the shortest range that has one of each side."""
    places = sorted((span, side) for side, spans in enumerate(sides) for span in spans)
    best: tuple[int, int, int] | None = None
    latest: dict[int, int] = {}
    for last, (span, side) in enumerate(places):
        latest[side] = last
        if len(latest) == len(sides):
            first = min(latest.values())
            length = span.end - places[first][0].start
            if best is None or length < best[0]:
                best = (length, first, last)
    assert best is not None
    return [span for span, _ in places[best[1] : best[2] + 1]]
