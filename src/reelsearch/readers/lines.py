"""The lines of a table, one at a time, whatever their encoding and length.

In: a stream of bytes. Out: lines of text with their ends. Refuses: bytes that are not
text. A line that is too long is passed over in bounded memory and raised as
:class:`LineTooLongError`, after which reading goes on.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO, Final, cast

from reelsearch.errors import UnreadableError
from reelsearch.readers import limits
from reelsearch.readers.decode import decode_line, detect_unicode, refuse_binary

_HEAD: Final = 65_536


class LineTooLongError(UnreadableError):
    """One line of a table is longer than any review."""


class Lines:
    """An iterator over the lines of *stream*.

    ``number`` is that of the last line given, from 1. ``warnings`` gathers what was
    guessed about encodings; whoever reads a record takes them with
    :meth:`take_warnings`.
    """

    def __init__(self, stream: BinaryIO) -> None:
        buffered = stream if isinstance(stream, io.BufferedReader) else _buffered(stream)
        head = buffered.peek(_HEAD)[:_HEAD]
        encoding = detect_unicode(head)
        self.number = 0
        self.warnings: tuple[str, ...] = ()
        self._bytes: BinaryIO = buffered
        self._text: io.TextIOWrapper | None = None
        # Files of an old Macintosh end their lines with a return alone.
        self._returns = b"\r" in head and b"\n" not in head
        if encoding is None:
            refuse_binary(head)
        elif encoding == "utf-8":
            self._bytes.read(3)
        else:
            codec = encoding[:6] if _is_marked(head) else encoding
            self._text = io.TextIOWrapper(self._bytes, codec, "replace", newline="")
        if self._returns and self._text is None:
            self._text = io.TextIOWrapper(self._bytes, "utf-8", "surrogateescape")

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        self.number += 1
        return self._next_text(self._text) if self._text else self._next_bytes()

    def take_warnings(self) -> tuple[str, ...]:
        """What was guessed since the last call."""
        taken, self.warnings = self.warnings, ()
        return taken

    def _next_bytes(self) -> str:
        line = self._bytes.readline(limits.LONGEST_LINE)
        if not line:
            raise StopIteration
        if len(line) == limits.LONGEST_LINE and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = self._bytes.readline(limits.LONGEST_LINE)
            raise _too_long()
        decoded = decode_line(line)
        if decoded.warnings:
            self.warnings = tuple(dict.fromkeys(self.warnings + decoded.warnings))
        return decoded.text

    def _next_text(self, stream: io.TextIOWrapper) -> str:
        line = stream.readline(limits.LONGEST_LINE)
        if not line:
            raise StopIteration
        if len(line) == limits.LONGEST_LINE and not line.endswith("\n"):
            while line and not line.endswith("\n"):
                line = stream.readline(limits.LONGEST_LINE)
            raise _too_long()
        if not self._returns:
            return line
        decoded = decode_line(line.encode("utf-8", "surrogateescape"))
        self.warnings = tuple(dict.fromkeys(self.warnings + decoded.warnings))
        return decoded.text


def _buffered(stream: BinaryIO) -> io.BufferedReader:
    return io.BufferedReader(_Raw(stream), _HEAD)


class _Raw(io.RawIOBase):
    """A stream without ``peek`` (BytesIO, a member of a ZIP) as one that can be buffered."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object, /) -> int:
        view = memoryview(cast(bytearray, buffer)).cast("B")
        data = self._stream.read(len(view))
        view[: len(data)] = data
        return len(data)


def _is_marked(head: bytes) -> bool:
    return head[:2] in (b"\xff\xfe", b"\xfe\xff") or head[:4] == b"\x00\x00\xfe\xff"


def _too_long() -> LineTooLongError:
    return LineTooLongError(
        f"a line of a table may have {limits.LONGEST_LINE:,} bytes and this one has more; "
        "split it or leave it out"
    )
