"""The time for a long text grows as its length; a few of the cases of scripts/fuzz.py."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.trust import growth
from tests.trust.growth import BEGINNINGS, Growth, list_growths, measure_growth

CASES = (
    Growth("text", "Heat (1995)", before="Dir: "),
    Growth("text", "(Al Pacino)"),
    Growth("text", "A. B. C. D."),
    Growth("text", "war-"),
    Growth("text", "Country: Spain\n", before="Heat (1995)\n\n"),
    Growth("heat.txt", "\r", is_after_seed=True),
    Growth("Heat 1995 - notes.txt", "Running Time: 2 hrs 50 mins\n"),
    *(case for case in list_growths() if case.piece in BEGINNINGS),
    Growth("query", '"'),
    Growth("query", "("),
    Growth("query", "-"),
    Growth("query", "a-"),
    Growth("show", "the knife "),
    Growth("show", "knife. "),
    Growth("show", "The knife.\n\n"),
    Growth("show", "knife\x1e"),
    Growth("reviews.csv", '"'),
    Growth("heat.html", "<"),
    Growth("jane.xml", "&", is_after_seed=True),
    Growth("wick.md", "[", is_after_seed=True),
    Growth("heat.json", "["),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_four_times_the_length_takes_at_most_eight_times_as_long(
    case: Growth, tmp_path: Path
) -> None:
    pieces = {(growth.subject, growth.piece) for growth in list_growths()}
    assert (case.subject, case.piece) in pieces | {("text", token) for _, token in pieces}
    # What is shown is cut from lists that outgrow a processor's cache at some length; what two
    # words make together takes long only where there are very many.
    length = {"show": 5_000, "Heat 1995 - notes.txt": 40_000}.get(case.subject, 10_000)
    assert measure_growth(case, tmp_path, length) == ""


def test_growth_worse_than_linear_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    backtracking = re.compile(r"a+a+b")
    monkeypatch.setitem(growth.SUBJECTS, "text", lambda text, _: backtracking.search(text))
    assert "worse than linear" in measure_growth(Growth("text", "a"), tmp_path, 320)
