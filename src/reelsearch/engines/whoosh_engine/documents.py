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

BODY, HEADER, THEME = (BY_NAME[name] for name in ("body", "header", "theme"))
_ATTRIBUTES = {
    "reviewer": "reviewers",
    "person": "people",
    "theme": "themes",
}
_COLUMNS = tuple(
    (
        field,
        _ATTRIBUTES.get(field.name, field.name),
        key_field(field.name),
        value_field(field.name) if has_values(field) else None,
    )
    for field in FIELDS
    if field.kind is not Kind.PROSE
)
"""Each field but those of prose, the attribute of a review that has its values, and the fields
of the index for its keys and for its values as they are written."""


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
        BODY.name: prose,
        HEADER.name: around or None,
    }
    for field, attribute, key_name, value_name in _COLUMNS:
        values = _list_values(getattr(review, attribute))
        if not values:
            continue
        if field.kind is Kind.NAME:
            names = _list_names(review, field, values)
            document[field.name] = BETWEEN_VALUES.join(names)
            document[key_name] = _unique(map(name_key, names))
        elif field.kind is Kind.LABEL:
            document[field.name] = _unique(map(label_term, values))
        else:
            document[field.name] = _number(field, values[0])
        if value_name:
            document[value_name] = _unique(_facet_values(review, field, values))
    searched = [(document.get(field.name), field.weight) for field in SEARCHED if field is not BODY]
    document[SEARCHED_FIELD] = [(prose, BODY.weight), *((t, w) for t, w in searched if t)]
    if review.film:
        titles = [review.film, *stated_titles(review.text)]
        forms = [title_terms(title) for title in titles]
        document[TITLE_FIELD] = _unique(term for form in forms for term in form.whole)
        document[SHORT_TITLE_FIELD] = _unique(term for form in forms for term in form.short)
    # A title such as "…" folds to nothing, and Whoosh cannot index an empty list.
    return {name: value for name, value in document.items() if value is not None and value != []}


def list_searched(review: Review) -> list[tuple[Field, str]]:
    """The fields that a search naming none looks in, with their texts; the body first."""
    texts = {BODY: review.prose, HEADER: BETWEEN_VALUES.join(review.around)}
    for field, attribute, _, _ in _COLUMNS:
        if field.weight and (values := _list_values(getattr(review, attribute))):
            texts[field] = BETWEEN_VALUES.join(_list_names(review, field, values))
    return [(BODY, texts.pop(BODY)), *((f, texts[f]) for f in SEARCHED if texts.get(f))]


def _list_values(given: Any) -> tuple[Any, ...]:
    """What a review has of a field: one value, several or none."""
    if given is None:
        return ()
    return given if isinstance(given, tuple) else (given,)


def _list_names(review: Review, field: Field, values: tuple[str, ...]) -> tuple[str, ...]:
    # A theme is found by its other names too, and counted under its own.
    return (*values, *review.theme_synonyms) if field is THEME else values


def _number(field: Field, value: Any) -> float | None:
    return date_number(value) if field.kind is Kind.DATE else value


def _facet_values(review: Review, field: Field, values: tuple[Any, ...]) -> Iterable[str]:
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
