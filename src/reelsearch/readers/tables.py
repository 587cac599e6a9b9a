"""CSV and TSV: a header line, then one review a row.

In: a ``.csv`` or ``.tsv`` file, plain or gzipped; the delimiter is found from the
header, whatever the suffix says. Out: one review a row, with what its columns state.
Refuses: a table without a column of text, and rows of the wrong width or without text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Final

from reelsearch.errors import UnreadableError
from reelsearch.readers.base import Content, Options, Read, at_row
from reelsearch.readers.column_choice import choose_columns, find_name_parts
from reelsearch.readers.column_contents import CELL, LONGEST_VALUE, MOST_CHARS, MOST_ROWS
from reelsearch.readers.columns import NUMBERED, explain_no_body, find_numbered
from reelsearch.readers.conventions import Conventions
from reelsearch.readers.delimited import Row, Table
from reelsearch.readers.film_table import (
    describes_films_beside,
    list_film_tables,
    read_films,
)
from reelsearch.readers.markup import strip_markup
from reelsearch.readers.record import Stated, build_review
from reelsearch.review import Rejection

SUFFIXES: Final = (".csv", ".tsv")

_NAMELESS: Final = "the first line is a row like the others and names no columns; "


def read(content: Content, options: Options) -> Read:
    """One review or Rejection a row.

    Raises UnreadableError if there is no header, or no column of text in it.
    """
    with Table(content) as table:
        if "body" not in options.columns and describes_films_beside(content, table.header):
            return
        columns, told = choose_columns(table.header, options.columns, _read_sample(content))
        if "body" not in columns:
            raise UnreadableError(_explain_no_body(table))
        told = f"{_NAMELESS}{told}" if table.is_nameless else told
        id_at, films = read_films(content, table.header)
        conventions = _read_conventions(content, columns)
        spread = _find_spread(table.header, columns)
        for row in table.rows():
            where = at_row(content.location, row.number)
            if row.problem:
                yield Rejection(where, row.problem)
                continue
            film = films.get(row.cells[id_at].strip()) if films else None
            stated = _state_row(row, columns, table.header, film)
            stated |= _state_spread(row, spread, table.header)
            body = strip_markup(row.cells[columns["body"]])
            warnings = (told, *row.warnings) if told else row.warnings
            result = build_review(body, where, stated, warnings, conventions)
            told = told if isinstance(result, Rejection) else ""  # said once, with the first
            yield result


def _read_sample(content: Content) -> list[list[str]]:
    """The values of each column in the first rows."""
    with Table(content) as table:
        held: list[list[str]] = [[] for _ in table.header]
        size = 0
        for row in islice(table.rows(), MOST_ROWS):
            if row.problem:
                continue
            for values, cell in zip(held, row.cells, strict=True):
                values.append(cell[:LONGEST_VALUE])
            size += sum(map(len, row.cells)) + CELL * len(row.cells)
            if size > MOST_CHARS:
                break
    return held


def _explain_no_body(table: Table) -> str:
    if table.is_nameless:
        return (
            "a review needs its text, and this table has no line that names its columns and "
            "none that holds running text; add a first line, such as title,review"
        )
    return explain_no_body(table.header)


def companions(content: Content) -> tuple[Content, ...]:
    """The tables of films beside it."""
    return list_film_tables(content)


def _read_conventions(content: Content, columns: Mapping[str, int]) -> Conventions:
    """How the table writes ratings and dates; one pass over it, if it has any."""
    conventions = Conventions()
    noted = [columns.get(field) for field in ("rating", "publication", "date")]
    if noted[0] is None and noted[2] is None:
        return conventions
    with Table(content) as table:
        for row in table.rows():
            if not row.problem:
                conventions.note(*("" if at is None else row.cells[at] for at in noted))
    return conventions


def _find_spread(header: Sequence[str], columns: Mapping[str, int]) -> dict[str, tuple[int, ...]]:
    """The fields that more than one column holds: a cast, a reviewer of given and family name."""
    spread = {
        field: more
        for field in NUMBERED
        if field in columns and len(more := find_numbered(header, columns[field])) > 1
    }
    parts = find_name_parts(header, columns.get("reviewer"))
    return {**spread, "reviewer": parts} if parts else spread


def _state_spread(
    row: Row, spread: Mapping[str, tuple[int, ...]], header: Sequence[str]
) -> dict[str, Stated]:
    stated = {}
    for field, positions in spread.items():
        parts = tuple(part for at in positions if (part := row.cells[at].strip()))
        if field == "reviewer" and parts:
            label = " ".join(header[at] for at in positions)
            stated[field] = Stated(label, (" ".join(parts),), row.line)
        elif len(parts) > 1:
            stated[field] = Stated(header[positions[0]], parts, row.line)
    return stated


def _state_row(
    row: Row,
    columns: Mapping[str, int],
    header: Sequence[str],
    film: Mapping[str, Stated] | None,
) -> dict[str, Stated]:
    stated = dict(film) if film else {}
    for field, at in columns.items():
        if field != "body" and (value := row.cells[at].strip()):
            stated[field] = Stated(header[at], value, row.line)
    return stated
