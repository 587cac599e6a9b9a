"""Findings in, a drawing out: the time of a question by the number of reviews, as SVG.

Four kinds of question, a panel each; both axes are logarithmic. Only corpora of short
reviews are drawn, since the time grows with the length of reviews too.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

from benchmarks.corpora import SHORT
from benchmarks.findings import CorpusFindings, Findings

KINDS = ("one common word", "any of 3", "all of 3", "phrase")
COLOURS = ("#0072b2", "#d55e00", "#56b4e9", "#009e73", "#cc79a7", "#e69f00", "#555555")
"""Told apart by the colour-blind, too (Okabe and Ito)."""

PANEL_WIDTH, PANEL_HEIGHT, LEFT, TOP, GAP = 300, 210, 62, 58, 74
COLUMNS = 2
WIDTH = LEFT + COLUMNS * (PANEL_WIDTH + GAP)


class Axes(NamedTuple):
    """What the four edges of every panel stand for: reviews, and milliseconds."""

    least_reviews: float
    most_reviews: float
    least_time: float
    most_time: float

    def place(self, reviews: float, time: float) -> tuple[float, float]:
        """Where in a panel a point stands."""
        across = _share(reviews, self.least_reviews, self.most_reviews)
        up = _share(time, self.least_time, self.most_time)
        return across * PANEL_WIDTH, (1 - up) * PANEL_HEIGHT


def _share(value: float, low: float, high: float) -> float:
    return math.log(value / low) / math.log(high / low)


def draw_plot(findings: Findings) -> str | None:
    """The drawing; None where fewer than two corpora of short reviews were measured."""
    corpora = [c for c in findings.corpora if c.label.partition(":")[0] in SHORT]
    corpora.sort(key=lambda corpus: corpus.reviews)
    timed = [t for c in corpora for t in c.timings if t.kind in KINDS and t.median > 0]
    if len({corpus.reviews for corpus in corpora}) < 2 or not timed:
        return None
    labels = list(dict.fromkeys(timing.label for timing in timed))
    axes = Axes(
        10 ** math.floor(math.log10(corpora[0].reviews)),
        10 ** math.ceil(math.log10(corpora[-1].reviews)),
        10 ** math.floor(math.log10(min(timing.median for timing in timed))),
        10 ** math.ceil(math.log10(max(timing.median for timing in timed)) + 1e-9),
    )
    kinds = [kind for kind in KINDS if any(timing.kind == kind for timing in timed)]
    rows = math.ceil(len(kinds) / COLUMNS)
    height = TOP + rows * (PANEL_HEIGHT + GAP)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}" font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        *_draw_legend(labels),
    ]
    for number, kind in enumerate(kinds):
        x = LEFT + (number % COLUMNS) * (PANEL_WIDTH + GAP)
        y = TOP + 24 + (number // COLUMNS) * (PANEL_HEIGHT + GAP)
        lines.append(f'<g transform="translate({x},{y})">')
        lines += _draw_axes(axes, kind)
        lines += _draw_curves(axes, kind, corpora, labels)
        lines.append("</g>")
    return "\n".join([*lines, "</svg>"]) + "\n"


def _draw_legend(labels: Sequence[str]) -> Iterator[str]:
    for number, label in enumerate(labels):
        x = LEFT + (number % 4) * (WIDTH - LEFT) / 4
        y = 20 + (number // 4) * 20
        yield f'<rect x="{x:.1f}" y="{y - 9}" width="14" height="8" fill="{_colour(number)}"/>'
        yield f'<text x="{x + 19:.1f}" y="{y}">{escape(label)}</text>'


def _draw_axes(axes: Axes, kind: str) -> Iterator[str]:
    yield (
        f'<rect width="{PANEL_WIDTH}" height="{PANEL_HEIGHT}" fill="none" stroke="#999999"/>'
        f'<text y="-8" font-weight="bold">{escape(kind)}</text>'
    )
    for reviews in _powers(axes.least_reviews, axes.most_reviews):
        x, _ = axes.place(reviews, axes.least_time)
        yield f'<path d="M{x:.1f} 0V{PANEL_HEIGHT}" stroke="#e5e5e5"/>'
        yield f'<text x="{x:.1f}" y="{PANEL_HEIGHT + 16}" text-anchor="middle">{reviews:,}</text>'
    for time in _powers(axes.least_time, axes.most_time):
        _, y = axes.place(axes.least_reviews, time)
        yield f'<path d="M0 {y:.1f}H{PANEL_WIDTH}" stroke="#e5e5e5"/>'
        yield f'<text x="-6" y="{y + 4:.1f}" text-anchor="end">{time:g} ms</text>'


def _draw_curves(
    axes: Axes, kind: str, corpora: Sequence[CorpusFindings], labels: Sequence[str]
) -> Iterator[str]:
    for number, label in enumerate(labels):
        found = [(corpus.reviews, corpus.find(kind, label)) for corpus in corpora]
        points = [
            axes.place(reviews, timing.median)
            for reviews, timing in found
            if timing is not None and timing.median > 0
        ]
        if points:
            path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
            colour = _colour(number)
            yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
        yield from (f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points)


def _colour(number: int) -> str:
    return COLOURS[number % len(COLOURS)]


def _powers(low: float, high: float) -> list[float]:
    first, last = round(math.log10(low)), round(math.log10(high))
    return [10**power for power in range(first, last + 1)]
