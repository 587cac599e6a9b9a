"""A review in, the document that Whoosh is to index out, by the schema in ``fields``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from reelsearch.analysis import label_term, name_key
from reelsearch.analysis.analyzers import BETWEEN_VALUES
from reelsearch.analysis.identity import hash_content
from reelsearch.analysis.title_forms import stated_titles, title_terms
from reelsearch.engines.whoosh_engine.stored import dump_review
from reelsearch.query.ranges import date_number
from reelsearch.review import Review
from reelsearch.schema import (
    BY_NAME,
    FIELDS,
    SEARCHED,
    SEARCHED_FIELD,
    SHORT_TITLE_FIELD,
    TITLE_FIELD,
    UNIT_FIELD,
    WORD_FIELD,
    Field,
    Kind,
    has_values,
    key_field,
    value_field,
)

BODY = BY_NAME["body"]
_ATTRIBUTES = {
    "reviewer": "reviewers",
    "person": "people",
    "theme": "themes",
    "header": "around",
}


def make_document(review: Review, file: str) -> dict[str, Any]:
    """The document that stands for *review*; fields without a value are left out."""
    prose = review.prose  # one object, so that what is indexed twice is split once
    around = BETWEEN_VALUES.join(review.around)
    document: dict[str, Any] = {
        "id": review.id,
        "file": file,
        "content": hash_content(review),
        "review": dump_review(review),
        UNIT_FIELD: prose,
        WORD_FIELD: f"{prose}{BETWEEN_VALUES}{around}" if around else prose,
    }
    for field in FIELDS:
        values = _values(review, field)
        if not values:
            continue
        if field.kind is Kind.PROSE:
            document[field.name] = prose if field is BODY else around
        elif field.kind is Kind.NAME:
            names = _names(review, field)
            document[field.name] = BETWEEN_VALUES.join(names)
            document[key_field(field.name)] = _unique(map(name_key, names))
        elif field.kind is Kind.LABEL:
            document[field.name] = _unique(map(label_term, values))
        elif (number := _number(field, values[0])) is not None:
            document[field.name] = number
        if has_values(field):
            document[value_field(field.name)] = _unique(_facet_values(review, field, values))
    document[SEARCHED_FIELD] = [
        (text, field.weight) for field, text in list_searched(review, prose)
    ]
    if review.film:
        titles = [review.film, *stated_titles(review.text)]
        forms = [title_terms(title) for title in titles]
        document[TITLE_FIELD] = _unique(term for form in forms for term in form.whole)
        document[SHORT_TITLE_FIELD] = _unique(term for form in forms for term in form.short)
    # A title such as "…" folds to nothing, and Whoosh cannot index an empty list.
    return {name: value for name, value in document.items() if value != []}


def list_searched(review: Review, prose: str | None = None) -> list[tuple[Field, str]]:
    """The fields that a search naming none looks in, with their texts; the body first.

    *prose* is the review's, where it is known.
    """
    names = [(field, _names(review, field)) for field in SEARCHED if field is not BODY]
    return [
        (BODY, review.prose if prose is None else prose),
        *((field, BETWEEN_VALUES.join(texts)) for field, texts in names if texts),
    ]


def _names(review: Review, field: Field) -> list[str]:
    values = _values(review, field)
    # A theme is found by its other names too, and counted under its own.
    return [*values, *review.theme_synonyms] if field.name == "theme" and values else values


def _values(review: Review, field: Field) -> list[Any]:
    if field is BODY:
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
