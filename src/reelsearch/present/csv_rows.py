"""Hits and counts as CSV for a spreadsheet: plain text that nothing in it can act on.

A cell that a spreadsheet would take for a formula gets an apostrophe before it, as
spreadsheets themselves write "this is text". Several values stand in one cell with
``; `` between them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from reelsearch.present.records import REVIEW_FIELDS, hit_record
from reelsearch.present.safety import clean_line
from reelsearch.results import Facet, Hit

if TYPE_CHECKING:
    from reelsearch.studies.likeness import SimilarReviews

COLUMNS = ("id", "score", *REVIEW_FIELDS, "passage")
_FORMULA = ("=", "+", "-", "@")


def dump_hits(hits: Iterable[Hit]) -> str:
    """A heading and a line for each hit, with its first passage."""
    return dump_rows(COLUMNS, map(_hit_row, hits))


def _hit_row(hit: Hit) -> list[Any]:
    record = hit_record(hit)
    record["passage"] = hit.passages[0].text if hit.passages else None
    return [record[column] for column in COLUMNS]


def dump_similar(found: SimilarReviews) -> str:
    """The same for reviews like another, with what they have in common in three columns."""
    common = ("common_themes", "common_people", "common_words")
    rows = []
    for similar in found:
        shared = (similar.themes, similar.people, similar.words)
        rows.append([*_hit_row(similar.hit), *map(list, shared)])
    return dump_rows((*COLUMNS, *common), rows)


def dump_facet(facet: Facet) -> str:
    """A heading and a line for each value."""
    return dump_rows((facet.field, "reviews"), facet.counts)


def dump_records(columns: Sequence[str], records: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """A heading, and each record's line as soon as it is there."""
    yield dump_rows(columns, ())
    for record in records:
        yield _dump_rows([[record[column] for column in columns]])


def dump_rows(heading: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A heading and lines, as RFC 4180 has them but for the line ends, which are ``\\n``."""
    return _dump_rows([heading, *rows])


def _dump_rows(rows: Iterable[Sequence[Any]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([[_cell(value) for value in row] for row in rows])
    return out.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        value = "; ".join(value)
    if not isinstance(value, str):
        return value
    text = clean_line(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
