"""What is studied in an index as plain values: the fields that JSON and CSV have."""

from __future__ import annotations

from typing import Any

from reelsearch.studies.concordance import Concordance, ConcordanceLine

LINE_FIELDS = (
    "film",
    "year",
    "reviewer",
    "date",
    "path",
    "line",
    "paragraph",
    "before",
    "keyword",
    "after",
    "id",
    "start",
    "end",
)
"""The fields of a line of a concordance, in order; unknown is None."""


def line_record(line: ConcordanceLine) -> dict[str, Any]:
    """One line of a concordance."""
    return {name: getattr(line, name) for name in LINE_FIELDS}


def concordance_record(found: Concordance) -> dict[str, Any]:
    """A concordance."""
    return {
        "keyword": found.keyword,
        "total": found.total,
        "reviews": found.reviews,
        "took_ms": round(found.took * 1000, 3),
        "notes": list(found.notes),
        "lines": [line_record(line) for line in found],
    }
