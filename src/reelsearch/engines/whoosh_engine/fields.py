"""The table of fields in, Whoosh's schema out.

Besides the fields of ``schema.FIELDS`` a document has: for each name field its whole
names (``film_key``) and its values as written (``film_value``), the titles of the film
in one form (``film_title``, ``film_short``), the words of all text unstemmed (``word``), where
its sentences and paragraphs begin (``unit``), the review itself as JSON (``review``), its
``id``, the ``file`` it came from, and ``content``, by which the same review read twice is known.
"""

from __future__ import annotations

from functools import cache

from whoosh import fields
from whoosh.formats import Positions

from reelsearch.analysis.analyzers import ReviewAnalyzer
from reelsearch.analysis.units import UnitAnalyzer
from reelsearch.engines.whoosh_engine.weighted_text import WeightedText
from reelsearch.schema import (
    FIELDS,
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

UNKNOWN = -1
"""What a sortable column holds for a review that lacks the value; all real values are above."""


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
    schema.add(SEARCHED_FIELD, WeightedText())
    for name in (TITLE_FIELD, SHORT_TITLE_FIELD):
        schema.add(name, fields.ID())
    schema.add(UNIT_FIELD, fields.FieldType(Positions(), UnitAnalyzer()))
    schema.add(WORD_FIELD, fields.ID(analyzer=ReviewAnalyzer(Kind.NAME)))
    return schema


@cache
def shared_schema() -> fields.Schema:
    """The same schema for every index that is opened: it takes milliseconds to make."""
    return make_schema()


def _make_field(field: Field) -> fields.FieldType:
    if field.kind in (Kind.PROSE, Kind.NAME):
        return fields.TEXT(analyzer=ReviewAnalyzer(field.kind), phrase=True)
    if field.kind is Kind.LABEL:
        return fields.ID()
    number = float if field.name == "rating" else int
    # Ranges are looked up in the column, so no terms of coarser steps are kept for them.
    return fields.NUMERIC(number, sortable=True, default=number(UNKNOWN), shift_step=0)
