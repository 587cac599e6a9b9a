"""JSON: a list of objects, an object with a list of reviews, or one review.

In: a ``.json`` file, plain or gzipped. Out: one review an object. A list is read object
by object, so it may be of any length; anything else is read whole. Refuses: what is not
JSON, from the place where it stops being so.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from contextlib import suppress
from json import JSONDecodeError
from typing import BinaryIO, Final

from reelsearch.errors import UnreadableError
from reelsearch.readers import limits
from reelsearch.readers.base import Content, Options, Read, at_row
from reelsearch.readers.content import read_head
from reelsearch.readers.decode import detect_unicode, refuse_binary
from reelsearch.readers.json_lists import find_records
from reelsearch.readers.json_record import DECODER, RecordReader
from reelsearch.review import Rejection

SUFFIXES: Final = (".json",)

_HEAD: Final = 65_536
_CHUNK: Final = 1 << 18
_BLANK: Final = " \t\r\n"


def read(content: Content, options: Options) -> Read:
    """One review or Rejection an object.

    Raises UnreadableError for what is not JSON from its first character.
    """
    head = read_head(content, _HEAD)
    encoding = detect_unicode(head)
    if encoding is None:
        refuse_binary(head)
    reader = RecordReader(options.columns)
    largest = options.settings.largest_file
    with content.open() as stream, suppress(UnreadableError):  # it is raised again below
        text = _open_text(stream, encoding, head)
        for found in _find_records(text, largest, options.columns):
            reader.note(found)
    row = 0
    with content.open() as stream:
        text = _open_text(stream, encoding, head)
        try:
            for found in _find_records(text, largest, options.columns):
                row += 1
                yield reader.read(found, at_row(content.location, row), None)
        except UnreadableError as error:
            if not row:
                raise
            yield Rejection(at_row(content.location, row + 1), error.reason)


def _open_text(stream: BinaryIO, encoding: str | None, head: bytes) -> io.TextIOWrapper:
    if encoding is None or encoding == "utf-8":
        return io.TextIOWrapper(stream, "utf-8-sig", "surrogateescape", newline="")
    marked = head[:2] in (b"\xff\xfe", b"\xfe\xff") or head[:4] == b"\x00\x00\xfe\xff"
    return io.TextIOWrapper(stream, encoding[:6] if marked else encoding, "replace", newline="")


def _find_records(
    text: io.TextIOWrapper, largest: int, mapped: Mapping[str, str]
) -> Iterator[object]:
    buffer = text.read(_CHUNK)
    start = _skip_blanks(buffer, 0)
    if buffer[start : start + 1] == "[":
        for item in _stream_list(text, buffer[start + 1 :]):
            yield from find_records(item, mapped)
        return
    whole = buffer + _read_rest(text, largest - len(buffer))
    if not whole.strip():
        raise UnreadableError("a JSON file holds reviews and this one is empty; remove it")
    yield from find_records(_decode(whole), mapped)


def _read_rest(text: io.TextIOWrapper, most: int) -> str:
    rest = text.read(max(most, 0) + 1)
    if len(rest) > most:
        raise UnreadableError(
            f"a JSON object read whole may have {most:,} more characters and this one has more; "
            "write its reviews as a list, or as JSON lines"
        )
    return rest


def _stream_list(text: io.TextIOWrapper, buffer: str) -> Iterator[object]:
    at, chunk = 0, _CHUNK
    while True:
        at = _skip_blanks(buffer, at)
        if at < len(buffer):
            if buffer[at] == "]":
                return
            if buffer[at] == ",":
                at += 1
                continue
            try:
                item, end = DECODER.raw_decode(buffer, at)
            except JSONDecodeError as error:
                failure: Exception | None = error
            except RecursionError:
                raise _refuse("it is nested too deep") from None
            else:
                # A number that touches the end may go on after it.
                end = _skip_blanks(buffer, end)
                if buffer[end : end + 1] in (",", "]"):
                    at, chunk = end, _CHUNK
                    yield item
                    continue
                failure = None
        else:
            failure = None
        if len(buffer) - at > limits.LONGEST_LINE:
            raise _refuse("one of its objects is longer than any review")
        more = text.read(chunk)
        if not more:
            raise _refuse(str(failure) if failure else "its list is not closed")
        buffer, at, chunk = buffer[at:] + more, 0, chunk * 2


def _skip_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at] in _BLANK:
        at += 1
    return at


def _decode(whole: str) -> object:
    try:
        return DECODER.decode(whole)
    except JSONDecodeError as error:
        raise _refuse(f"{error.msg} at line {error.lineno}, character {error.colno}") from None
    except RecursionError:
        raise _refuse("it is nested too deep") from None


def _refuse(why: str) -> UnreadableError:
    return UnreadableError(
        f"a JSON file is a list of objects or one object and from here on this one is not ({why}); "
        "mend it"
    )
