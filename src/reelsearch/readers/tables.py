"""CSV and TSV: a header line, then one review a row.

In: a ``.csv`` or ``.tsv`` file, plain or gzipped; the delimiter is found from the
header, whatever the suffix says. Out: one review a row, with what its columns state.
Refuses: a table without a column of text, and rows of the wrong width or without text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from reelsearch.errors import UnreadableError
from reelsearch.readers.base import Content, Options, Read, at_row
from reelsearch.readers.columns import explain_no_body, match_columns
from reelsearch.readers.delimited import Row, Table
from reelsearch.readers.film_table import (
    Films,
    describes_films_beside,
    list_film_tables,
    read_films,
)
from reelsearch.readers.markup import strip_markup
from reelsearch.readers.record import Stated, build_review
from reelsearch.review import Location, Rejection, Review

SUFFIXES: Final = (".csv", ".tsv")


def read(content: Content, options: Options) -> Read:
    """One review or Rejection a row.

    Raises UnreadableError if there is no header, or no column of text in it.
    """
    with Table(content) as table:
        columns = match_columns(table.header, options.columns)
        if "body" not in columns:
            if not describes_films_beside(content, table.header):
                raise UnreadableError(explain_no_body(table.header))
            return
        id_at, films = read_films(content, table.header)
        yield from _read_rows(table, content.location, columns, id_at, films)


def companions(content: Content) -> tuple[Content, ...]:
    """The tables of films beside it."""
    return list_film_tables(content)


def _read_rows(
    table: Table, location: Location, columns: Mapping[str, int], id_at: int, films: Films
) -> Iterator[Review | Rejection]:
    body_at = columns["body"]
    named = [(field, at, table.header[at]) for field, at in columns.items() if field != "body"]
    for row in table.rows():
        where = at_row(location, row.number)
        if row.problem:
            yield Rejection(where, row.problem)
            continue
        stated = _state_row(row, named, films.get(row.cells[id_at].strip()) if films else None)
        yield build_review(strip_markup(row.cells[body_at]), where, stated, row.warnings)


def _state_row(
    row: Row, named: list[tuple[str, int, str]], film: Mapping[str, Stated] | None
) -> dict[str, Stated]:
    stated = dict(film) if film else {}
    for field, at, label in named:
        if value := row.cells[at].strip():
            stated[field] = Stated(label, value, row.line)
    return stated
