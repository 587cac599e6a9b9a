"""Tables and JSON as people keep them, under names of their own: every field of every row.

``kept_tables`` has a film club's sheet, a critic's archive, a jury's, a podcast's, answers
to a form, exports of programs, and diaries in four languages, one file each. What they must
give is in ``expected.json``: film, year, director, reviewer, rating (0 to 1), date,
publication, and how the text begins.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from reelsearch.readers import FoundFile
from reelsearch.reading import Reading, read_reviews
from reelsearch.review import Location, Review

TABLES = Path(__file__).parent / "kept_tables"
EXPECTED: dict[str, list[list[Any]]] = json.loads((TABLES / "expected.json").read_text("utf-8"))


def facts_of(review: Review) -> list[object]:
    rating = None if review.rating is None else round(review.rating, 3)
    directors = " and ".join(review.director) or None
    who, where = review.reviewer, review.publication
    return [review.film, review.year, directors, who, rating, review.date, where, review.text[:20]]


@pytest.mark.parametrize("name", EXPECTED)
def test_every_field_of_a_kept_table_is_found(name: str) -> None:
    found = list(read_reviews(FoundFile(TABLES / name, Location(str(TABLES), name)), Reading()))
    facts = [facts_of(item) if isinstance(item, Review) else [str(item)] for item in found]
    for fact, row in zip(facts, EXPECTED[name], strict=True):
        fact[-1] = str(fact[-1])[: len(row[-1])]
    assert facts == EXPECTED[name]


def test_every_kept_table_is_expected_to_give_something() -> None:
    assert {path.name for path in TABLES.iterdir()} == {*EXPECTED, "expected.json"}
