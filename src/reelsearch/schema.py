"""The table of fields. Readers of this table: the parser, the engines, the commands.

A field's *kind* says how its text becomes terms (see ``analysis``) and which queries
it takes:

======= ============================================== ==========================
kind    terms                                          queries
======= ============================================== ==========================
prose   stemmed words, with positions                  words, phrases, prefixes
name    folded words, with positions; never stemmed    the same, and fuzzily
label   the whole value, folded                        the whole value, prefixes
number  the number                                     values and ranges
date    days (``20180512``)                            days, months, years, ranges
======= ============================================== ==========================

``weight`` is how often a word of the field counts in a search that names no field, beside a
word of the body; 0 keeps the field out of such searches.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How a field's text becomes terms."""

    PROSE = "prose"
    NAME = "name"
    LABEL = "label"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a review, as it is searched."""

    name: str
    kind: Kind
    help: str
    weight: int = 0
    aliases: tuple[str, ...] = ()
    many: bool = False
    facet: bool = False


FIELDS: tuple[Field, ...] = (
    Field("film", Kind.NAME, "the film's title", weight=3, aliases=("title",), facet=True),
    Field("year", Kind.NUMBER, "the film's year", facet=True),
    Field(
        "reviewer",
        Kind.NAME,
        "who wrote the review",
        weight=2,
        aliases=("by", "critic"),
        many=True,
        facet=True,
    ),
    Field("director", Kind.NAME, "who directed the film", many=True, facet=True),
    Field("cast", Kind.NAME, "who plays in it", aliases=("starring",), many=True),
    Field(
        "person",
        Kind.NAME,
        "everyone a header names, whatever they did",
        weight=2,
        aliases=("people",),
        many=True,
        facet=True,
    ),
    Field("certificate", Kind.LABEL, "the age certificate", aliases=("cert",), facet=True),
    Field("country", Kind.LABEL, "where the film was made", many=True, facet=True),
    Field("runtime", Kind.NUMBER, "the running time in minutes"),
    Field("rating", Kind.NUMBER, "the reviewer's rating, from 0 to 1", facet=True),
    Field("date", Kind.DATE, "when the review was published", facet=True),
    Field(
        "publication",
        Kind.NAME,
        "where the review appeared",
        aliases=("publisher",),
        facet=True,
    ),
    Field(
        "theme",
        Kind.NAME,
        "what the review says the film is about",
        weight=1,
        aliases=("themes",),
        many=True,
        facet=True,
    ),
    Field("body", Kind.PROSE, "the text of the review", weight=1, aliases=("text", "review")),
    Field(
        "header", Kind.PROSE, "what stands around the text: headline, credits, sign-off", weight=1
    ),
)

BY_NAME: dict[str, Field] = {field.name: field for field in FIELDS}
ALIASES: dict[str, str] = {alias: field.name for field in FIELDS for alias in field.aliases}
SEARCHED: tuple[Field, ...] = tuple(field for field in FIELDS if field.weight)
"""The fields that a search naming none looks in."""


def find_field(name: str) -> Field | None:
    """The field called *name*, or known by it; None if there is none."""
    lowered = name.lower()
    return BY_NAME.get(ALIASES.get(lowered, lowered))


# Beside the words of a field an index keeps what follows, under names made from the
# field's own. ``_key`` is the whole name, folded, one for each name: "the title is just
# this". ``_value`` is the whole value as it was written: what is listed and counted.
SEARCHED_FIELD = "searched"
"""The words of all :data:`SEARCHED` fields as stems, counted ``weight`` times each: one field
for a search that names none, so that BM25 is taken once of their sum (BM25F)."""

TITLE_FIELD, SHORT_TITLE_FIELD = "film_title", "film_short"
"""The whole titles of the film in one form, and the short ones: see ``analysis.title_forms``."""

WORD_FIELD = "word"
"""The words of body and header, folded but not stemmed: what prefixes and corrections look in."""

UNIT_FIELD = "unit"
"""Where the sentences and paragraphs of the body begin, as positions of its words."""


def key_field(name: str) -> str:
    """The index field that holds the whole names of the name field *name*."""
    return f"{name}_key"


def value_field(name: str) -> str:
    """The index field that holds the values of the facet or name field *name*, as written."""
    return f"{name}_value"


def has_values(field: Field) -> bool:
    """Whether an index holds the values of *field* as written: to count, or to know as names."""
    return field.facet or field.kind is Kind.NAME
