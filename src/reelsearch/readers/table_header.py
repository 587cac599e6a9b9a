"""Where a table begins: its delimiter, the names of its columns, and the first row.

In: the first lines of a file. Out: a :class:`Header`. What stands above the names is passed
over: blank lines, a title, the ``sep=;`` of Excel. Where the first row is a review like
those below it, the columns are called *column 1*, *column 2* … and nothing is lost.
Refuses: a file without lines, and one of too many columns.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from reelsearch.errors import UnreadableError
from reelsearch.readers import limits
from reelsearch.readers.columns import count_known
from reelsearch.readers.dates import parse_date
from reelsearch.readers.lines import LineTooLongError
from reelsearch.readers.name_words import find_fields

DELIMITERS: Final = ",;\t|"
NAMELESS: Final = "column {}"
"""What the columns of a table without names are called, counted from 1."""

_LONGEST: Final = 100_000
"""Characters of the lines that are looked at; a header is shorter."""
_MOST_LINES: Final = 60
_MOST_ABOVE: Final = 12
"""Rows that may stand above the names."""
_TALLEST: Final = 6
"""Lines of a header whose cells have line breaks in them."""
_EVEN: Final = 0.8
_LONGEST_NAME: Final = 100
_RUNNING: Final = 12
"""Words from which a cell may be running text."""
_SEP = re.compile(r"\"?sep=([^\w\s\"]|\t)\"?\s{0,9}\Z", re.I)
_FIGURE = re.compile(r"[0-9]{1,4}(?:[.,][0-9]{1,2})?(?:\s?/\s?[0-9]{1,3})?\Z|[★☆½]{1,10}\Z")


class Header(NamedTuple):
    """The names as written, and how many lines of the file come before the first row.

    *is_made* says that the file has no names and these were made up.
    """

    delimiter: str
    names: list[str]
    lines: int
    is_made: bool = False


class _Record(NamedTuple):
    cells: list[str]
    start: int
    end: int

    @property
    def filled(self) -> int:
        return sum(map(bool, self.cells))


def find_header(lines: Iterable[str]) -> Header:
    """The header of the table that begins with *lines*.

    Raises UnreadableError if there is none.
    """
    first = _take_first(lines)
    start, delimiters = 0, DELIMITERS
    head = next((at for at, line in enumerate(first) if line.strip()), 0)
    if first and (separator := _SEP.match(first[head])):
        delimiters, start = separator[1], head + 1
    parsed = [(delimiter, _parse(first, start, delimiter)) for delimiter in delimiters]
    if not any(records for _, records in parsed):
        raise UnreadableError(
            "a table begins with a line that names its columns and this file does not; "
            "add one, such as title,review"
        )
    found = [
        (_rate(records, at), header)
        for delimiter, records in parsed
        if records
        for at in [_choose_row(records)]
        if len((header := _make_header(first, records, at, delimiter)).names) <= limits.MOST_COLUMNS
    ]
    if not found:
        raise UnreadableError(
            f"a table has at most {limits.MOST_COLUMNS:,} columns and this one has more; split it"
        )
    return max(found, key=lambda rated: rated[0])[1]


def _take_first(lines: Iterable[str]) -> list[str]:
    """The lines to look at; a long one among them is for whoever reads the rows."""
    taken: list[str] = []
    size = 0
    try:
        for line in lines:
            size += len(line)
            if size > _LONGEST or len(taken) == _MOST_LINES:
                break
            taken.append(line)
    except LineTooLongError:
        if not any(map(str.strip, taken)):
            raise
    return taken


def _parse(lines: Sequence[str], start: int, delimiter: str) -> list[_Record]:
    """The records of *lines* from *start* on that are not blank."""
    reader = csv.reader(lines[start:], delimiter=delimiter)
    records: list[_Record] = []
    end = start
    while True:
        try:
            cells = [cell.strip() for cell in next(reader)]
        except (StopIteration, csv.Error):
            return records
        begin, end = end, start + reader.line_num
        if any(cells):
            records.append(_Record(cells, begin, end))


def _choose_row(records: Sequence[_Record]) -> int:
    """Which of *records* names the columns, or is the first row if none does."""
    above = records[:_MOST_ABOVE]
    for at, record in enumerate(above):
        if count_known(record.cells) > 1:
            return at
    filled = sorted(record.filled for record in records)
    least = max(2.0, 0.6 * filled[len(filled) // 2])
    if count_known(records[0].cells) and records[0].filled == len(records[0].cells):
        return 0
    return next((at for at, record in enumerate(above) if record.filled >= least), 0)


def _make_header(
    lines: Sequence[str], records: Sequence[_Record], at: int, delimiter: str
) -> Header:
    record = records[at]
    if record.end - record.start > _TALLEST:  # a stray quote has swallowed what is below
        cells = next(
            csv.reader([lines[record.start].replace("\r", "").strip("\n")], delimiter=delimiter), []
        )
        return Header(delimiter, [cell.strip() for cell in cells], record.start + 1)
    if _is_row(record, records[at + 1 :]):
        made = [NAMELESS.format(number) for number in range(1, len(record.cells) + 1)]
        return Header(delimiter, made, record.start, is_made=True)
    return Header(delimiter, [" ".join(cell.split()) for cell in record.cells], record.end)


def _is_row(record: _Record, below: Sequence[_Record]) -> bool:
    """Whether *record* is a row like those *below* it and no line of names."""
    if count_known(record.cells):
        return False
    figures = prose = 0
    for at, cell in enumerate(record.cells):
        under = [cells[at] for cells, _, _ in below if at < len(cells) and cells[at]]
        for is_one in (_is_figure, _is_prose):
            if is_one(cell) and sum(map(is_one, under)) >= 0.6 * len(under):
                figures += is_one is _is_figure
                prose += is_one is _is_prose
    return bool(figures or prose) if below else (prose > 0 and figures > 0) or figures > 1


def _is_figure(cell: str) -> bool:
    """Whether *cell* is a year, a number, a date or stars, as no column is called."""
    return bool(_FIGURE.match(cell)) or parse_date(cell) is not None


def _is_prose(cell: str) -> bool:
    """Whether *cell* is running text and no question of a form."""
    words = len(cell.split())
    return words >= _RUNNING and (cell.rstrip("\"”»)' ")[-1:] in ".!…" or words > 3 * _RUNNING)


def _rate(records: Sequence[_Record], at: int) -> tuple[int, bool, int, int]:
    """How well a delimiter parts the table: known names, rows of one width, telling names."""
    cells = records[at].cells
    alike = sum(len(record.cells) == len(cells) for record in records[at:])
    is_even = len(cells) > 1 and alike >= _EVEN * (len(records) - at)
    telling = sum(1 for cell in cells if len(cell) < _LONGEST_NAME and find_fields(cell))
    return count_known(cells), is_even, telling, len(cells)
