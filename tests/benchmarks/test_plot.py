from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from benchmarks.findings import CorpusFindings, Findings, Timing
from benchmarks.plot import PANEL_HEIGHT, PANEL_WIDTH, draw_plot
from tests.benchmarks.sample_findings import make_findings

SVG = "{http://www.w3.org/2000/svg}"


def parse(findings: Findings) -> ElementTree.Element:
    drawing = draw_plot(findings)
    assert drawing is not None
    return ElementTree.fromstring(drawing)


def make_line(points: dict[int, float], label: str = "reelsearch") -> Findings:
    """Findings with one curve: reviews → milliseconds."""
    corpora = [
        CorpusFindings(
            f"million:{reviews}", reviews, 1, timings=[Timing("any of 3", label, time, time, 9)]
        )
        for reviews, time in points.items()
    ]
    return replace(make_findings(), corpora=corpora)


def find_points(drawing: ElementTree.Element) -> list[tuple[float, float]]:
    (curve,) = drawing.iter(f"{SVG}polyline")
    pairs = (point.split(",") for point in curve.attrib["points"].split())
    return [(float(x), float(y)) for x, y in pairs]


def test_the_drawing_is_well_formed_svg_and_names_each_contender() -> None:
    drawing = parse(make_line({1_000: 1.0, 10_000: 5.0}, "<Slow & Co>"))
    assert drawing.tag == f"{SVG}svg"
    texts = [element.text for element in drawing.iter(f"{SVG}text")]
    assert "<Slow & Co>" in texts
    assert "any of 3" in texts
    assert "10,000" in texts


def test_points_stand_where_the_logarithms_put_them() -> None:
    points = find_points(parse(make_line({1_000: 0.01, 10_000: 0.1, 100_000: 1.0})))
    # The axis of times ends above the highest: at 10 ms, so that 1 ms is two thirds up.
    assert points[0] == (0.0, float(PANEL_HEIGHT))
    assert points[1] == pytest.approx((PANEL_WIDTH / 2, PANEL_HEIGHT * 2 / 3), abs=0.1)
    assert points[2] == pytest.approx((PANEL_WIDTH, PANEL_HEIGHT / 3), abs=0.1)


def test_corpora_are_drawn_by_their_number_whatever_their_order() -> None:
    points = find_points(parse(make_line({50_000: 2.0, 1_000: 0.5, 900_000: 7.0})))
    assert all(before[0] < after[0] for before, after in pairwise(points))


def test_a_slower_time_stands_higher() -> None:
    points = find_points(parse(make_line({1_000: 0.5, 50_000: 2.0})))
    assert points[1][1] < points[0][1]


def test_nothing_is_drawn_of_a_single_corpus() -> None:
    assert draw_plot(make_line({1_000: 1.0})) is None


def test_full_reviews_are_not_drawn_beside_short_ones() -> None:
    findings = make_line({1_000: 1.0, 5_000: 2.0})
    full = replace(findings.corpora[0], label="full", reviews=50_000)
    drawn = parse(replace(findings, corpora=[*findings.corpora, full]))
    assert len(find_points(drawn)) == 2


def test_a_contender_without_times_for_a_kind_has_no_curve_there() -> None:
    drawing = parse(make_findings())  # of the kinds drawn it has one, with two contenders
    assert len(list(drawing.iter(f"{SVG}polyline"))) == 2
