"""What is studied in an index as plain values: the fields that JSON and CSV have."""

from __future__ import annotations

from typing import Any

from reelsearch.present.records import hit_record, review_record
from reelsearch.studies.concordance import Concordance, ConcordanceLine
from reelsearch.studies.likeness import SimilarReview, SimilarReviews
from reelsearch.studies.wording import Favourite, Wording

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

FAVOURITE_FIELDS = (
    "text",
    "count",
    "reviews",
    "others_count",
    "rate",
    "others_rate",
    "likelihood",
    "id",
    "film",
    "year",
    "path",
    "passage",
    "start",
    "end",
)
"""The fields of a word or phrase that a reviewer leans on, in order; unknown is None."""


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


def wording_record(found: Wording) -> dict[str, Any]:
    """What a reviewer leans on."""
    return {
        "reviewer": found.reviewer,
        "reviews": found.reviews,
        "tokens": found.tokens,
        "others": found.others,
        "others_tokens": found.others_tokens,
        "took_ms": round(found.took * 1000, 3),
        "notes": list(found.notes),
        "words": [favourite_record(favourite) for favourite in found.words],
        "phrases": [favourite_record(favourite) for favourite in found.phrases],
    }


def favourite_record(favourite: Favourite) -> dict[str, Any]:
    """A word or phrase, how often it is used, and a passage with it."""
    review, passage = favourite.review, favourite.passage
    return {
        "text": favourite.text,
        "count": favourite.count,
        "reviews": favourite.reviews,
        "others_count": favourite.others_count,
        "rate": round(favourite.rate, 2),
        "others_rate": round(favourite.others_rate, 2),
        "likelihood": round(favourite.likelihood, 2),
        "id": review.id,
        "film": review.film,
        "year": review.year,
        "path": review.path,
        "passage": passage.text,
        "start": passage.start,
        "end": passage.end,
    }
