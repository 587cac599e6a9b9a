"""Tables of cells: comma, semicolon, tab or pipe, with or without quotes.

In: a content. Out: its header and its records, one at a time. Refuses: a file that
begins with no header. A record with an unclosed quote costs itself only: what follows
its first line is read again as records of their own.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from reelsearch.readers import limits
from reelsearch.readers.base import Content
from reelsearch.readers.lines import Lines, LineTooLongError
from reelsearch.readers.table_header import find_header

_MOST_REREADS: Final = 200
_KEPT_QUOTE: Final = "a quote is not closed; the row was read as if it had none"
_UNCLOSED: Final = "a quote that is opened must be closed and this row's is not; close it"


class Row(NamedTuple):
    """One record. ``problem`` says why its cells cannot be used, if so."""

    number: int
    line: int
    cells: list[str]
    warnings: tuple[str, ...] = ()
    problem: str = ""


class _RecordTooLongError(Exception):
    """More text than a record may have came before its end."""


@dataclass(slots=True)
class _Feed:
    """Lines for the csv module that can be given back, and that stop an endless record."""

    source: Lines
    returned: deque[str]
    taken: list[str]
    size: int = 0
    line: int = 0
    ended: bool = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self.size > limits.LONGEST_RECORD:
            raise _RecordTooLongError
        try:
            line = self.returned.popleft() if self.returned else next(self.source)
        except StopIteration:
            self.ended = True
            raise
        self.taken.append(line)
        self.size += len(line)
        self.line += 1
        return line

    def begin(self) -> None:
        self.taken, self.size, self.ended = [], 0, False

    def give_back_all_but_first(self) -> None:
        self.returned.extendleft(reversed(self.taken[1:]))
        self.line -= len(self.taken) - 1
        del self.taken[1:]


class Table:
    """A header, and the records under it.

    Raises UnreadableError if there is no header. ``header`` is the names as written, and
    ``is_nameless`` whether there are none, so that they were made up.
    """

    def __init__(self, content: Content) -> None:
        with content.open() as first:
            lines = Lines(first)  # a name for it: it must not go before its stream is closed
            found = find_header(lines)
        self.delimiter, self.header, self.is_nameless = found.delimiter, found.names, found.is_made
        # Spreadsheets write empty columns beyond the last that has a name.
        named = [at for at, name in enumerate(self.header, start=1) if name]
        self._narrowest = named[-1] if named else len(self.header)
        self._stream = content.open()
        try:
            self._feed = _Feed(Lines(self._stream), deque(), [])
            for _ in range(found.lines):
                next(self._feed, None)
        except BaseException:
            self._stream.close()
            raise
        # A limit of the process, and its default is below ours.
        if csv.field_size_limit() < limits.LONGEST_LINE:
            csv.field_size_limit(limits.LONGEST_LINE)

    def close(self) -> None:
        """Close the file."""
        self._stream.close()

    def __enter__(self) -> Table:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def rows(self) -> Iterator[Row]:
        """The records, blank lines apart."""
        feed = self._feed
        reader = csv.reader(feed, delimiter=self.delimiter)
        number = rereads = 0
        while True:
            feed.begin()
            line, problem, cells = feed.line + 1, "", list[str]()
            try:
                cells = next(reader)
            except StopIteration:
                return
            except LineTooLongError as error:
                problem = error.reason
            except (_RecordTooLongError, csv.Error):
                problem = _UNCLOSED
            # The module ends the last record silently inside its quotes; only there does it
            # ask for a line after the last.
            if feed.ended and feed.taken:
                problem = _UNCLOSED
            if not cells and not problem:
                continue
            if not any(map(str.strip, cells)) and not problem:
                continue  # a row of delimiters alone, as spreadsheets leave below the last
            number += 1
            if feed.taken and (problem == _UNCLOSED or self._hides_rows(cells)):
                if rereads < _MOST_REREADS:
                    rereads += 1
                    feed.give_back_all_but_first()
                cells, problem = self._read_unquoted(feed.taken[0])
                reader = csv.reader(feed, delimiter=self.delimiter)
                feed.source.warnings += () if problem else (_KEPT_QUOTE,)
            yield self._judge(Row(number, line, cells, feed.source.take_warnings(), problem))

    def _judge(self, row: Row) -> Row:
        width, cells = len(self.header), row.cells
        if row.problem or len(cells) == width:
            return row
        if len(cells) > width and not any(cells[width:]):
            return row._replace(cells=cells[:width])
        if self._narrowest <= len(cells) < width:
            return row._replace(cells=cells + [""] * (width - len(cells)))
        return row._replace(
            problem=f"a row has as many cells as the header, {width}, and this one has "
            f"{len(cells)}; quote the cells that hold a {_say(self.delimiter)}"
        )

    def _hides_rows(self, cells: list[str]) -> bool:
        # A record of the wrong width over several lines, one of which is a whole row:
        # a stray quote has swallowed its neighbours.
        width = len(self.header)
        if len(self._feed.taken) == 1 or len(cells) == width:
            return False
        return any(map(self._is_row, self._feed.taken[1:]))

    def _is_row(self, line: str) -> bool:
        try:
            cells = next(csv.reader([line], delimiter=self.delimiter), [])
        except csv.Error:  # a return within it
            return False
        return len(cells) == len(self.header)

    def _read_unquoted(self, line: str) -> tuple[list[str], str]:
        cells = line.rstrip("\r\n").split(self.delimiter)
        if len(cells) == len(self.header):
            return cells, ""
        return cells, _UNCLOSED


def _say(delimiter: str) -> str:
    return {"\t": "tab", ",": "comma", ";": "semicolon", "|": "bar"}.get(delimiter, delimiter)
