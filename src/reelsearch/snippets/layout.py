"""A text and its matches in, the sentences around them and the units that hold them out.

Only blocks with matches are cut into sentences. A *unit* is what a passage cannot
divide: a sentence with its matches, or several where a match reaches from one into the
next. A unit that is too long to be shown falls into one for each of its matches.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from reelsearch.analysis.blocks import Range, find_paragraph, split_blocks, split_paragraphs, trim
from reelsearch.analysis.sentences import split_block
from reelsearch.results import Span
from reelsearch.snippets.matches import LONGEST_MATCH, Match


@dataclass(slots=True)
class Unit:
    """Characters *start* to *end*, with what matches there.

    ``sentences`` are the first and the last of the layout's sentences in it. ``whole`` is,
    for a part of what was too long, its range; a passage is then cut between words.
    """

    start: int
    end: int
    sentences: tuple[int, int]
    matches: list[Match]
    whole: Range | None = None


class Layout(NamedTuple):
    """The sentences of the blocks that hold matches; ``blocks`` numbers the block of each."""

    text: str
    prose: Range
    sentences: list[Range]
    blocks: list[int]
    units: list[Unit]


def lay_out(
    text: str, prose: Range, blocks: Iterable[Range], matches: Sequence[Match], longest: int
) -> Layout:
    """The layout of *text* around *matches*, which are in order and not empty; *blocks* hold them.

    No sentence reaches over an end of *prose*. Units over *longest* are divided.
    """
    layout = Layout(text, prose, [], [], [])
    for number, block in enumerate(blocks):
        sentences = split_block(text, *block)
        layout.sentences.extend(sentences)
        layout.blocks.extend([number] * len(sentences))
    for unit in _gather(layout.sentences, matches):
        if unit.end - unit.start <= longest:
            layout.units.append(unit)
        else:
            layout.units.extend(_divide(text, unit))
    return layout


def find_only_block(text: str, prose: Range, matches: Sequence[Match]) -> Range | None:
    """The block that has all of *matches*, which are in order and not empty; None if it takes
    more than one."""
    first, reached = matches[0].start, max(match.end for match in matches)
    low, high = next((low, high) for low, high in pairwise((0, *prose, len(text))) if first < high)
    start, end = find_paragraph(text, low, high, first)
    if reached > end:
        return None
    blocks = split_blocks(text, start, end)
    return next((block for block in blocks if block[0] <= first and reached <= block[1]), None)


def find_blocks(text: str, prose: Range, matches: Sequence[Match]) -> Iterator[Range]:
    """The blocks that a match touches, in order."""
    paragraphs = (
        paragraph
        for low, high in pairwise((0, *prose, len(text)))
        if low < high
        for paragraph in split_paragraphs(text, low, high)
    )
    for paragraph, inside in _keep_touched(paragraphs, matches):
        blocks = split_blocks(text, *paragraph)
        if len(blocks) == 1:
            yield paragraph
        else:
            yield from (block for block, _ in _keep_touched(blocks, inside))


def _keep_touched(
    ranges: Iterable[Range], matches: Sequence[Match]
) -> Iterator[tuple[Range, list[Match]]]:
    """Those of *ranges*, which are in order, that hold some of a match, with the matches."""
    reaching: list[Match] = []
    at, count = 0, len(matches)
    for start, end in ranges:
        if reaching:
            reaching = [match for match in reaching if match.end > start]
        while at < count and matches[at].start < end:
            if matches[at].end > start:
                reaching.append(matches[at])
            at += 1
        if reaching:
            yield (start, end), reaching
        elif at == count:
            return


def _gather(sentences: Sequence[Range], matches: Sequence[Match]) -> list[Unit]:
    """The units of the sentences that hold *matches*, in order."""
    units: list[Unit] = []
    first = 0
    covered = -1
    for match in matches:
        while sentences[first][1] <= match.start:
            first += 1
        last = first
        while last + 1 < len(sentences) and sentences[last + 1][0] < match.end:
            last += 1
        if first <= covered:
            units[-1].matches.append(match)
        else:
            units.append(Unit(*sentences[first], (first, first), [match]))
        if last > covered:
            unit = units[-1]
            unit.end = sentences[last][1]
            unit.sentences = (unit.sentences[0], last)
            covered = last
    return units


def _divide(text: str, unit: Unit) -> list[Unit]:
    """A unit for each match of *unit*, or for several that overlap."""
    whole = (unit.start, unit.end)
    parts: list[Unit] = []
    for match in unit.matches:
        here = match
        if parts and match.start < parts[-1].end:
            if match.end - parts[-1].start <= LONGEST_MATCH:
                parts[-1].matches.append(match)
                parts[-1].end = max(parts[-1].end, match.end)
                continue
            here = _clip(text, match, parts[-1].end)
        parts.append(Unit(here.start, here.end, unit.sentences, [here], whole))
    return parts


def _clip(text: str, match: Match, start: int) -> Match:
    """What is left of *match* from *start* on: matches that overlap without end are cut."""
    spans = tuple(Span(max(low, start), high) for low, high in match.spans if high > start)
    start = spans[0].start if spans else trim(text, start, match.end)[0]
    return match._replace(start=start, spans=spans)
