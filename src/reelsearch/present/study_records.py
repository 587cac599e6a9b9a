"""What is studied in an index as plain values: the fields that JSON and CSV have."""

from __future__ import annotations

from typing import Any

from reelsearch.present.records import hit_record, review_record
from reelsearch.studies.concordance import Concordance, ConcordanceLine
from reelsearch.studies.likeness import SimilarReview, SimilarReviews

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


def similar_record(found: SimilarReviews) -> dict[str, Any]:
    """Reviews like another."""
    return {
        "review": {"id": found.review.id, **review_record(found.review)},
        "took_ms": round(found.took * 1000, 3),
        "hits": [similar_hit_record(similar) for similar in found],
    }


def similar_hit_record(similar: SimilarReview) -> dict[str, Any]:
    """A hit, with what it has in common."""
    shared = {
        "themes": list(similar.themes),
        "people": list(similar.people),
        "words": list(similar.words),
    }
    return {**hit_record(similar.hit), "in_common": shared}
