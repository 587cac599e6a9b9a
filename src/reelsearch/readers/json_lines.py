"""JSON lines: one object a line, one review an object.

In: a ``.jsonl`` or ``.ndjson`` file, plain or gzipped. Out: one review a line; blank
lines are passed over. Refuses: lines that are not JSON, objects without text.
"""

from __future__ import annotations

from dataclasses import replace
from json import JSONDecodeError
from typing import Final

from reelsearch.readers.base import Content, Options, Read, at_row
from reelsearch.readers.json_record import DECODER, RecordReader
from reelsearch.readers.lines import Lines, LineTooLongError
from reelsearch.review import Rejection, Review

SUFFIXES: Final = (".jsonl", ".ndjson")


def read(content: Content, options: Options) -> Read:
    """One review or Rejection a line that is not blank."""
    reader = RecordReader(options.columns)
    with content.open() as stream:
        lines = Lines(stream)
        _note_lines(lines, reader)
    with content.open() as stream:
        lines = Lines(stream)
        row = 0
        while True:
            try:
                line = next(lines)
            except StopIteration:
                return
            except LineTooLongError as error:
                row += 1
                yield Rejection(at_row(content.location, row), error.reason)
                continue
            if line.strip():
                row += 1
                yield _read_line(line, reader, content, row, lines)


def _note_lines(lines: Lines, reader: RecordReader) -> None:
    """Let *reader* see every line before it reads the first; bad ones are named later."""
    while True:
        try:
            line = next(lines)
            reader.note(DECODER.decode(line))
        except StopIteration:
            return
        except (LineTooLongError, JSONDecodeError, RecursionError):
            continue


def _read_line(
    line: str, reader: RecordReader, content: Content, row: int, lines: Lines
) -> Review | Rejection:
    location = at_row(content.location, row)
    warnings = lines.take_warnings()
    try:
        found = DECODER.decode(line)
    except JSONDecodeError as error:
        return Rejection(
            location,
            f"a line of JSON lines is one JSON object and line {lines.number} is not "
            f"({error.msg} at character {error.colno}); mend it or leave it out",
        )
    except RecursionError:
        return Rejection(
            location, "an object may hold a few others and this one is nested too deep; flatten it"
        )
    result = reader.read(found, location, lines.number)
    if warnings and isinstance(result, Review):
        return replace(result, warnings=warnings + result.warnings)
    return result
