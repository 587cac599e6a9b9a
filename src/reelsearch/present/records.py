"""Results, reviews and reports as plain values: the fields that JSON and CSV have."""

from __future__ import annotations

from typing import Any

from reelsearch.film_cards import FilmCard
from reelsearch.present.explanations import round_parts
from reelsearch.results import Facet, Hit, Results
from reelsearch.review import FACTS, Rejection, Review

REVIEW_FIELDS = (
    "film",
    "year",
    "reviewer",
    "director",
    "cast",
    "people",
    "certificate",
    "country",
    "runtime",
    "rating",
    "rating_text",
    "date",
    "publication",
    "themes",
    "path",
)
"""The fields of a review in a record, in order; unknown is None, and lists are never None."""


def review_record(review: Review) -> dict[str, Any]:
    """What is known of a review, without its text."""
    record: dict[str, Any] = {}
    for name in REVIEW_FIELDS:
        value = getattr(review, name)
        record[name] = list(value) if isinstance(value, tuple) else value
    return record


def hit_record(hit: Hit) -> dict[str, Any]:
    """A hit with its passages; spans and bounds count characters of the stored text."""
    record = {"id": hit.id, "score": round(hit.score, 4), **review_record(hit.review)}
    record["passages"] = [
        {
            "text": passage.text,
            "spans": [list(span) for span in passage.spans],
            "start": passage.start,
            "end": passage.end,
            "paragraph": passage.paragraph,
        }
        for passage in hit.passages
    ]
    record["passage_count"] = hit.passage_count
    if hit.explanation is not None:
        record["explanation"] = round_parts(hit.explanation, hit.score, 4)
    return record


def facet_record(facet: Facet) -> list[dict[str, Any]]:
    """The values of a facet with their counts, most frequent first."""
    return [{"value": value, "count": count} for value, count in facet.counts]


def film_record(card: FilmCard) -> dict[str, Any]:
    """A film as its reviewers see it."""
    return {
        "film": card.film,
        "year": card.year,
        "ratings": [{"value": value, "count": count} for value, count in card.ratings],
        "themes": [{"value": value, "count": count} for value, count in card.themes],
        "differences": list(card.differences),
        "note": card.note,
        "hits": [hit_record(hit) for hit in card.hits],
    }


def results_record(results: Results) -> dict[str, Any]:
    """An answer."""
    return {
        "query": results.query,
        "total": results.total,
        "took_ms": round(results.took * 1000, 3),
        "notes": list(results.notes),
        "did_you_mean": [{"query": b.query, "total": b.total} for b in results.did_you_mean],
        "hits": [hit_record(hit) for hit in results],
        "facets": {name: facet_record(facet) for name, facet in results.facets.items()},
    }


def diagnosis_record(item: Review | Rejection) -> dict[str, Any]:
    """What a file, member or row would become: each field with its origin and evidence."""
    location = item.location
    record: dict[str, Any] = {
        "path": location.path,
        "member": location.member,
        "row": location.row,
    }
    if isinstance(item, Rejection):
        return {**record, "rejected": item.reason}
    values = review_record(item)
    record["fields"] = {
        name: {
            "value": values[name] or None if name != "rating" else values[name],
            "origin": str(item.origin(name).origin),
            "evidence": item.origin(name).evidence or None,
            "line": item.origin(name).line,
        }
        for name in FACTS
    }
    record["fields"]["rating"]["text"] = item.rating_text
    record["warnings"] = list(item.warnings)
    return record
