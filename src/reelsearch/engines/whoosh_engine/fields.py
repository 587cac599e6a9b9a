"""The table of fields in, Whoosh's schema out; a review in, a Whoosh document out.

Besides the fields of ``schema.FIELDS`` a document has: for each name field its whole
names (``film_key``) and its values as written (``film_value``), the words
of the body unstemmed (``word``), the review itself as JSON (``review``), its ``id``,
the ``file`` it came from, and ``content``, by which the same review read twice is known.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from whoosh import fields

from reelsearch.analysis import label_term, name_key
from reelsearch.analysis.analyzers import BETWEEN_VALUES, ReviewAnalyzer
from reelsearch.analysis.identity import hash_content
from reelsearch.engines.whoosh_engine.stored import dump_review
from reelsearch.query.ranges import date_number
from reelsearch.review import Review
from reelsearch.schema import (
    FIELDS,
    WORD_FIELD,
    Field,
    Kind,
    has_values,
    key_field,
    value_field,
)

UNKNOWN = -1
"""What a sortable column holds for a review that lacks the value; all real values are above."""

_ATTRIBUTES = {"reviewer": "reviewers", "person": "people", "theme": "themes"}


def make_schema() -> fields.Schema:
    """The schema of every index this version writes."""
    schema = fields.Schema(
        id=fields.ID(unique=True),
        file=fields.ID(sortable=True),
        content=fields.ID(),
        review=fields.STORED(),
    )
    for field in FIELDS:
        schema.add(field.name, _make_field(field))
        if field.kind is Kind.NAME:
            schema.add(key_field(field.name), fields.ID(sortable=field.name == "film"))
        if has_values(field):
            schema.add(value_field(field.name), fields.ID())
    schema.add(WORD_FIELD, fields.ID(analyzer=ReviewAnalyzer(Kind.NAME)))
    return schema


@cache
def shared_schema() -> fields.Schema:
    """The same schema for every index that is opened: it takes milliseconds to make."""
    return make_schema()


def make_document(review: Review, file: str) -> dict[str, Any]:
    """The document that stands for *review*; fields without a value are left out."""
    document: dict[str, Any] = {
        "id": review.id,
        "file": file,
        "content": hash_content(review),
        "review": dump_review(review),
        WORD_FIELD: review.prose,
    }
    for field in FIELDS:
        values = _values(review, field)
        if not values:
            continue
        if field.kind is Kind.PROSE:
            document[field.name] = values[0]
        elif field.kind is Kind.NAME:
            # A theme is found by its other names too, and counted under its own.
            names = [*values, *review.theme_synonyms] if field.name == "theme" else values
            document[field.name] = BETWEEN_VALUES.join(names)
            document[key_field(field.name)] = _unique(map(name_key, names))
        elif field.kind is Kind.LABEL:
            document[field.name] = _unique(map(label_term, values))
        elif (number := _number(field, values[0])) is not None:
            document[field.name] = number
        if has_values(field):
            document[value_field(field.name)] = _unique(_facet_values(review, field, values))
    return document


def _make_field(field: Field) -> fields.FieldType:
    if field.kind in (Kind.PROSE, Kind.NAME):
        return fields.TEXT(analyzer=ReviewAnalyzer(field.kind), phrase=True)
    if field.kind is Kind.LABEL:
        return fields.ID()
    number = float if field.name == "rating" else int
    return fields.NUMERIC(number, sortable=True, default=number(UNKNOWN))


def _values(review: Review, field: Field) -> list[Any]:
    if field.kind is Kind.PROSE:
        return [review.prose]
    value = getattr(review, _ATTRIBUTES.get(field.name, field.name))
    if isinstance(value, tuple):
        return list(value)
    return [] if value is None else [value]


def _number(field: Field, value: Any) -> float | None:
    return date_number(value) if field.kind is Kind.DATE else value


def _facet_values(review: Review, field: Field, values: list[Any]) -> Iterable[str]:
    if field.name == "film":
        # Two films of one title are two values: Suspiria (1977), Suspiria (2018).
        return [f"{values[0]} ({review.year})" if review.year else values[0]]
    if field.name == "rating":
        return [f"{values[0]:.2g}"]
    if field.kind is Kind.DATE:
        return [values[0][:4]]
    return map(str, values)


def _unique(values: Iterable[str]) -> list[str]:
    """The distinct values in order, none empty: a posting stands once for a document."""
    return list(dict.fromkeys(value for value in values if value))
