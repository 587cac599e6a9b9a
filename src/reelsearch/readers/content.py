"""Contents on disk, and contents seen through gzip.

In: a path or another content. Out: :class:`~reelsearch.readers.base.Content`.
Refuses: anything that unpacks beyond the limits.
"""

from __future__ import annotations

import io
import os
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from reelsearch.errors import UnreadableError
from reelsearch.readers import limits
from reelsearch.readers.base import Content
from reelsearch.review import Location

GZIP_MAGIC = b"\x1f\x8b"


class Meter:
    """How far into a file its reader has come; it may open the file more than once."""

    def __init__(self) -> None:
        self._streams: list[BinaryIO] = []

    def watch(self, stream: BinaryIO) -> None:
        """Take *stream*, just opened, for the one that is read until it is closed."""
        self._streams.append(stream)

    def share(self) -> float:
        """The share of the file that is read, from 0 to 1; 0 where that cannot be told."""
        self._streams = [stream for stream in self._streams if not stream.closed]
        if not self._streams:
            return 0.0
        try:
            number = self._streams[-1].fileno()
            return os.lseek(number, 0, os.SEEK_CUR) / max(os.fstat(number).st_size, 1)
        except OSError:
            return 0.0


@dataclass(frozen=True, slots=True)
class FileContent:
    """A file on disk. ``meter`` is told of each stream that is opened on it."""

    path: Path
    location: Location
    meter: Meter | None = None

    @property
    def name(self) -> str:
        return self.path.name

    def open(self) -> BinaryIO:
        # Never block on a FIFO that took the file's place since the walk.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        stream = os.fdopen(os.open(self.path, flags), "rb")
        if self.meter is not None:
            self.meter.watch(stream)
        return stream

    def names_beside(self) -> tuple[str, ...]:
        folder = self.path.parent
        try:
            return _list_folder(folder, folder.stat().st_mtime_ns)
        except OSError:
            return ()

    def beside(self, relative: str) -> Content | None:
        folder, name = self.path.parent, relative
        # One level up and no further, and never out of what was given to be indexed.
        if relative.startswith("../"):
            folder, name = folder.parent, relative[3:]
            if "/" not in self.location.path:
                return None
        path = folder / name
        if not path.is_file():
            return None
        return FileContent(path, replace(self.location, path=_beside(self.location.path, relative)))


@lru_cache(maxsize=4)
def _list_folder(folder: Path, changed: int) -> tuple[str, ...]:
    # Asked for once a table; a folder may hold thousands.
    del changed
    with os.scandir(folder) as entries:
        return tuple(sorted(entry.name for entry in entries if entry.is_file()))


def _beside(path: str, relative: str) -> str:
    parts = path.split("/")[:-1]
    if relative.startswith("../"):
        parts, relative = parts[:-1], relative[3:]
    return "/".join([*parts, relative])


class _Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...
    def close(self) -> None: ...


class BoundedStream(io.RawIOBase):
    """An unpacking stream that stops a bomb: it raises once too much has come out.

    ``packed`` is the size of what is unpacked, in bytes, if known (else None); ``below``
    is what *stream* reads from and does not close by itself.
    """

    def __init__(
        self, stream: _Readable, packed: int | None, below: BinaryIO | None = None
    ) -> None:
        super().__init__()
        self._stream = stream
        self._below = below
        self._packed = packed
        self._out = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object, /) -> int:
        view = memoryview(cast(bytearray, buffer)).cast("B")
        chunk = read_packed(self._stream, len(view))
        self._out += len(chunk)
        check_unpacked(self._out, self._packed)
        view[: len(chunk)] = chunk
        return len(chunk)

    def close(self) -> None:
        self._stream.close()
        if self._below is not None:
            self._below.close()
        super().close()


def check_unpacked(size: int, packed: int | None, left: int | None = None) -> None:
    """Raise UnreadableError if *size* unpacked bytes are more than *packed* may honestly hold,
    or than is *left* of the limit, which is all of it if None."""
    if size > (limits.LARGEST_UNPACKED if left is None else left):
        raise UnreadableError(
            f"a compressed file may unpack to {limits.LARGEST_UNPACKED:,} bytes and this one holds "
            "more; unpack it yourself and index the folder"
        )
    if packed and size > limits.RATIO_COUNTS_FROM and size > packed * limits.LARGEST_RATIO:
        raise UnreadableError(
            f"a compressed file may unpack to {limits.LARGEST_RATIO} times its size and this one "
            "unpacks to more, as a decompression bomb does; unpack it yourself if you trust it"
        )


def read_packed(stream: _Readable, size: int) -> bytes:
    """Read *size* bytes of a decompressor; its many errors become UnreadableError."""
    try:
        return stream.read(size)
    except UnreadableError:
        raise
    except OSError as error:
        if error.errno is not None:
            raise
        raise _damaged(error) from error
    except Exception as error:  # zlib, lzma and zipfile each raise classes of their own
        raise _damaged(error) from error


def _damaged(error: Exception) -> UnreadableError:
    reason = str(error).strip().rstrip(".") or type(error).__name__
    return UnreadableError(
        f"a compressed file must unpack whole and this one is damaged ({reason}); copy it afresh"
    )


@dataclass(frozen=True, slots=True)
class InMemory:
    """A content whose bytes were read: an archive in another, in which one must go to and fro."""

    packed: Content
    data: bytes

    @property
    def name(self) -> str:
        return self.packed.name

    @property
    def location(self) -> Location:
        return self.packed.location

    def open(self) -> BinaryIO:
        return io.BytesIO(self.data)

    def names_beside(self) -> tuple[str, ...]:
        return self.packed.names_beside()

    def beside(self, relative: str) -> Content | None:
        return self.packed.beside(relative)


@dataclass(frozen=True, slots=True)
class Gunzipped:
    """A content seen through gzip; its name loses the ``.gz``."""

    packed: Content

    @property
    def name(self) -> str:
        name = self.packed.name
        return name[:-3] if name.lower().endswith(".gz") else name

    @property
    def location(self) -> Location:
        return self.packed.location

    def open(self) -> BinaryIO:
        import gzip  # only for those who have such files

        raw = self.packed.open()
        stream = BoundedStream(gzip.GzipFile(fileobj=raw), _size_of(raw), below=raw)
        return io.BufferedReader(stream, 1 << 16)

    def names_beside(self) -> tuple[str, ...]:
        return self.packed.names_beside()

    def beside(self, relative: str) -> Content | None:
        return self.packed.beside(relative)


def _size_of(stream: BinaryIO) -> int | None:
    try:
        return os.fstat(stream.fileno()).st_size
    except (OSError, AttributeError):
        size = getattr(stream, "size", None)
        return size if isinstance(size, int) else None


def uncompressed(content: Content) -> Content:
    """*content*, seen through gzip if it is gzipped, whatever its name says."""
    return Gunzipped(content) if read_head(content, 2) == GZIP_MAGIC else content


def read_head(content: Content, size: int) -> bytes:
    """The first *size* bytes of *content*, or all of it if it is shorter."""
    with content.open() as stream:
        return read_exactly(stream, size)


def read_exactly(stream: BinaryIO, size: int) -> bytes:
    """*size* bytes of *stream*, fewer only at its end."""
    parts: list[bytes] = []
    while size > 0 and (part := stream.read(min(size, 1 << 20))):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def read_whole(content: Content, largest: int) -> bytes:
    """All the bytes of *content*; UnreadableError if there are more than *largest*."""
    with content.open() as stream:
        data = read_exactly(stream, largest + 1)
    if len(data) > largest:
        raise UnreadableError(
            f"a file read whole may have {largest:,} bytes and this one has more; "
            "split it, or turn it into a table or JSON lines, one review a row"
        )
    return data
