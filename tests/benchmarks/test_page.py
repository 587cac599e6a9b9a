from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.findings import read_findings, write_findings
from benchmarks.page import END, START, MarkersError, fill_page, write_section, write_table
from benchmarks.targets import judge_targets
from tests.benchmarks.sample_findings import make_corpus, make_findings

PAGE = f"# Title\n\nMethod.\n\n{START}\n{END}\n\nLast words.\n"


def find_row(section: str, first: str) -> list[str]:
    """The cells of the first row that begins with *first*."""
    row = next(line for line in section.splitlines() if line.startswith(f"| {first} |"))
    return [cell.strip() for cell in row.strip("|").split("|")]


def test_filling_changes_nothing_outside_the_markers() -> None:
    filled = fill_page(PAGE, "## Measured\n\nSomething.\n")
    assert filled.startswith(f"# Title\n\nMethod.\n\n{START}\n\n## Measured")
    assert filled.endswith(f"Something.\n\n{END}\n\nLast words.\n")


def test_filling_again_replaces_what_was_filled() -> None:
    once = fill_page(PAGE, "First.")
    assert fill_page(once, "Second.") == fill_page(PAGE, "Second.")
    assert fill_page(once, "First.") == once


@pytest.mark.parametrize(
    "page", ["", START, f"{END}\n{START}", f"{START}\n{START}\n{END}", f"{START}\n{END}\n{END}"]
)
def test_a_page_without_both_markers_is_refused(page: str) -> None:
    with pytest.raises(MarkersError, match="once each"):
        fill_page(page, "text")


def test_the_page_of_the_project_can_be_filled(root: Path) -> None:
    page = (root / "docs" / "benchmarks.md").read_text("utf-8")
    assert "Something." in fill_page(page, "Something.")


def test_a_table_has_one_row_a_line_and_numbers_to_the_right() -> None:
    table = write_table(["a", "b"], [["x", "1"], ["y", "2"]])
    assert table == "| a | b |\n| --- | ---: |\n| x | 1 |\n| y | 2 |"


def test_every_table_row_has_as_many_cells_as_its_header() -> None:
    width = 0
    rows = 0
    for line in write_section(make_findings()).splitlines():
        if not line.startswith("|"):
            width = 0
            continue
        width = width or line.count("|")
        rows += 1
        assert line.count("|") == width, line
    assert rows > 10


def test_times_stand_side_by_side_with_their_ratio() -> None:
    section = write_section(make_findings())
    header = find_row(section, "question")
    assert header[1:4] == ["reelsearch", "Tantivy", "reelsearch ÷ Tantivy"]
    assert find_row(section, "one common word")[1:4] == ["0.1 / 0.2", "0.2 / 0.4", "0.50"]


def test_a_contender_that_was_asked_fewer_questions_says_so() -> None:
    assert find_row(write_section(make_findings()), "fuzzy")[1:] == [
        "250 / 900",
        "",
        "",
        "1000 / 2000 (4 of 50)",
    ]


def test_builds_are_compared_with_the_rival() -> None:
    section = write_section(make_findings())
    assert find_row(section, "reelsearch") == ["reelsearch", "3.0 s", "4.0 MB", "0.0 MB", "1.50"]
    assert find_row(section, "Tantivy") == ["Tantivy", "2.0 s", "50 MB", "7.0 MB", "1.00"]


def test_agreement_is_a_share_with_the_difference() -> None:
    section = write_section(make_findings())
    assert "| fuzzy | 75% (12.5%) |  |" in section
    assert "| facet |  | 100% |" in section
    assert "is the one of Another (" in section


def test_what_was_left_out_is_said_with_its_reason() -> None:
    assert "Left out: xapian (not installed)." in write_section(make_findings())


def test_the_drawing_is_shown_only_if_there_is_one() -> None:
    assert "](plot.svg)" in write_section(make_findings(), "plot.svg")
    assert "![" not in write_section(make_findings())


def test_targets_are_judged_with_the_corpora_they_are_set_for() -> None:
    section = write_section(make_findings())
    assert section.count("Targets:") == 1
    assert section.index("### million") < section.index("Targets:")
    assert find_row(section, "one common word, 99th percentile")[3] == "missed by a factor of 1.33"


@pytest.mark.parametrize(
    ("own", "rival", "rows"),
    [
        (0.8, 1.6, [("0.50 ×", "reached"), ("0.50 ×", "reached")]),
        (0.8, 0.5, [("1.60 ×", f"missed by a factor of {by}") for by in ("1.60", "1.33")]),
        (0.14, 0.09, [("0.14 ms", "reached")]),
        (0.3, 0.09, [("0.3 ms", "missed by a factor of 2.00")]),
    ],
)
def test_brief_times_are_judged_alone_and_others_beside_the_rival(
    own: float, rival: float, rows: list[tuple[str, str]]
) -> None:
    judged = judge_targets(make_corpus("million", own, rival))
    said = [(row.measured, row.verdict) for row in judged if row.what.startswith("one common")]
    assert said == rows


def test_times_without_a_rival_are_not_judged() -> None:
    corpus = make_corpus("million", 0.8, 0.5)
    alone = replace(corpus, timings=[t for t in corpus.timings if t.label == "reelsearch"])
    assert all(row.what in ("on disk", "peak memory of building") for row in judge_targets(alone))


def test_building_is_judged_with_full_reviews_only() -> None:
    corpus = make_corpus("full", 0.8, 0.5)
    assert ("building", "missed by a factor of 1.15") in [
        (row.what, row.verdict) for row in judge_targets(corpus)
    ]
    assert "building" not in [row.what for row in judge_targets(make_corpus("lines", 1, 1))]


def test_findings_are_read_as_they_were_written(tmp_path: Path) -> None:
    write_findings(make_findings(), tmp_path / "findings.json")
    read = read_findings(tmp_path / "findings.json")
    assert write_section(read) == write_section(make_findings())
    assert read.corpora == list(make_findings().corpora)
