"""Bytes to text: which encoding it is, and whether it is text at all.

In: the bytes of a file. Out: :class:`Decoded`, the text and what had to be guessed.
Refuses (UnreadableError): what is not text, such as images and renamed archives.

The order is: byte order mark, strict UTF-8, UTF-16 without a mark if it clearly is,
Windows-1252 (which reads Latin-1 too).
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from reelsearch.errors import UnreadableError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_KINDS = (
    (b"PK\x03\x04", "a ZIP archive or an office document", "give it the suffix .zip if it is one"),
    (b"PK\x05\x06", "an empty ZIP archive", "remove it"),
    (b"\x1f\x8b", "a gzip file", "give it the suffix .gz after its own"),
    (b"BZh", "a bzip2 file", "unpack it, or name it .tar.bz2 if it is one"),
    (b"\xfd7zXZ\x00", "an xz file", "unpack it, or name it .tar.xz if it is one"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it"),
    (b"Rar!\x1a", "a RAR archive", "unpack it"),
    (b"%PDF-", "a PDF document", "save it as text"),
    (b"{\\rtf", "a rich-text document", "save it as plain text"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "save it as plain text"),
    (b"\x89PNG", "a PNG image", "remove it"),
    (b"\xff\xd8\xff", "a JPEG image", "remove it"),
    (b"GIF8", "a GIF image", "remove it"),
    (b"SQLite format 3\x00", "an SQLite database", "export its table as CSV"),
    (b"\x7fELF", "a program", "remove it"),
)

_CONTROL = bytes(b for b in range(32) if b not in b"\t\n\r\f\x1b")
_MOST_CONTROL = 0.1
_LEAST_UTF16_NULS = 0.3
_MOST_STRAY_NULS = 0.02
_SAMPLE = 65_536
_MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_ESCAPED = re.compile("[\udc80-\udcff]")
_WINDOWS = {0xDC00 + b: bytes([b]).decode("cp1252", "replace") for b in range(0x80, 0x100)}


class Decoded(NamedTuple):
    """A text, and one sentence for each thing that was guessed or replaced."""

    text: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded:
    """The text of *data*. Raises UnreadableError if it is not text."""
    encoding = detect_unicode(data)
    if encoding is not None:
        return _decode_marked(data, encoding)
    refuse_binary(data)
    return decode_line(data)


def decode_line(data: bytes) -> Decoded:
    """The text of *data*: UTF-8 if it is valid, Windows-1252 where it is not."""
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    # Mostly UTF-8 with a few odd bytes is mended byte by byte: reading all of it as
    # Windows-1252 would spoil every accent that is right.
    mended, strays = _decode_mixed(data)
    if len(_MULTIBYTE.findall(data)) > strays:
        counted = "1 byte" if strays == 1 else f"{strays:,} bytes"
        return Decoded(mended, (f"not wholly UTF-8; {counted} read as Windows-1252",))
    return _decode_windows(data)


def detect_unicode(head: bytes) -> str | None:
    """The encoding that a byte order mark or a pattern of NULs shows; None if neither does."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    sample = head[:_SAMPLE]
    if len(sample) < 2 or 0 not in sample:
        return None
    pairs = len(sample) // 2
    even, odd = sample[::2].count(0) / pairs, sample[1::2].count(0) / pairs
    if odd >= _LEAST_UTF16_NULS and even <= _MOST_STRAY_NULS:
        return _if_text(sample[: pairs * 2], "utf-16-le")
    if even >= _LEAST_UTF16_NULS and odd <= _MOST_STRAY_NULS:
        return _if_text(sample[: pairs * 2], "utf-16-be")
    return None


def _if_text(sample: bytes, encoding: str) -> str | None:
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(sample)
    except UnicodeDecodeError:
        return None
    strange = sum(1 for c in text if ord(c) < 32 and c not in "\t\n\r\f")
    return encoding if strange <= len(text) * _MOST_STRAY_NULS else None


def refuse_binary(head: bytes) -> None:
    """Raise UnreadableError if the bytes a file begins with show that it is not text."""
    kind = find_kind(head)
    if kind is not None:
        raise UnreadableError(f"a review is text and this is {kind[0]}, not text; {kind[1]}")
    if 0 in head:
        raise UnreadableError(
            "a review is text and this file is not text (it holds NUL bytes); "
            "save it as plain text in UTF-8, or remove it"
        )
    control = len(head) - len(head.translate(None, _CONTROL))
    if control > len(head) * _MOST_CONTROL:
        raise UnreadableError(
            f"a review is text and this file is not text ({control:,} of {len(head):,} bytes are "
            "control codes); save it as plain text in UTF-8, or remove it"
        )


def find_kind(head: bytes) -> tuple[str, str] | None:
    """What a known binary format calls itself, and what to do with it; None if unknown."""
    for magic, kind, fix in _KINDS:
        if head.startswith(magic):
            return kind, fix
    return None


def _decode_marked(data: bytes, encoding: str) -> Decoded:
    for mark, name in _MARKS:
        if name == encoding and data.startswith(mark):
            data = data[len(mark) :]
            break
    try:
        return Decoded(data.decode(encoding))
    except UnicodeDecodeError:
        if encoding == "utf-8":
            return decode_line(data)
        text = data.decode(encoding, "replace")
        said = f"not valid {encoding.upper()}; {text.count(chr(0xFFFD)):,} characters replaced"
        return Decoded(text, (said,))


def _decode_windows(data: bytes) -> Decoded:
    warnings = ["not UTF-8; read as Windows-1252"]
    text, replaced = _ESCAPED.subn(
        "\N{REPLACEMENT CHARACTER}", data.decode("cp1252", "surrogateescape")
    )
    if replaced:
        counted = "1 byte has" if replaced == 1 else f"{replaced:,} bytes have"
        warnings.append(f"{counted} no character in Windows-1252 and were replaced")
    return Decoded(text, tuple(warnings))


def _decode_mixed(data: bytes) -> tuple[str, int]:
    # The codec marks each byte that is not UTF-8 by a lone surrogate, which valid
    # UTF-8 never yields; those are then read as Windows-1252.
    text = data.decode("utf-8", "surrogateescape")
    strays = len(_ESCAPED.findall(text))
    return text.translate(_WINDOWS), strays


def mend_escaped(text: str) -> str:
    """*text*, read as UTF-8 with ``surrogateescape``, with its stray bytes decoded."""
    if text.isascii() or not _ESCAPED.search(text):
        return text
    try:
        return decode_line(text.encode("utf-8", "surrogateescape")).text
    except UnicodeEncodeError:  # it also holds a surrogate that an escape spelled out
        return text.translate(_WINDOWS)
