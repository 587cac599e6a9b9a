"""Hits as CSV: readable by any spreadsheet, and dangerous to none."""

from __future__ import annotations

import csv
import io

import pytest

from reelsearch.present.csv_rows import COLUMNS, dump_facet, dump_hits, dump_rows
from reelsearch.results import Facet, FacetCount, Hit, Passage
from reelsearch.review import Location, Review

REVIEW = Review(
    text="A kitchen.\nA fight.",
    location=Location("/reviews", "heat.txt"),
    film="Heat",
    year=1995,
    reviewers=("A. Smith", "B. Jones"),
    cast=("Al Pacino", "Robert De Niro"),
)


def test_a_row_has_every_column_and_the_first_passage() -> None:
    hit = Hit("abc", 1.5, REVIEW, (Passage("A kitchen.\nA fight.", 0, 19),))
    row = next(csv.DictReader(io.StringIO(dump_hits([hit]))))
    assert tuple(row) == COLUMNS
    assert row["reviewer"] == "A. Smith and B. Jones"
    assert row["cast"] == "Al Pacino; Robert De Niro"
    assert row["passage"] == "A kitchen. A fight."
    assert row["rating"] == ""


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@now", '=HYPERLINK("x")'])
def test_a_cell_that_looks_like_a_formula_is_marked_as_text(text: str) -> None:
    row = next(csv.reader(io.StringIO(dump_rows(("film",), [(text,)]).split("\n", 1)[1])))
    assert row == [f"'{text}"]


def test_numbers_stay_numbers() -> None:
    assert dump_facet(Facet("year", (FacetCount("1995", 2),))) == "year,reviews\n1995,2\n"
