"""Tar, plain or compressed: every member that a reader takes, read in place.

In: a ``.tar``, ``.tar.gz``, ``.tar.bz2`` or ``.tar.xz`` file. Out: the reviews of its
members, in the archive's order. Refuses by name, and reads the rest: members that are
links, devices, sparse, archives, or lead out of the archive; and all that comes after
the limit to what one archive may unpack to.
"""

from __future__ import annotations

import io
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, Final, Protocol, cast

from reelsearch.errors import UnreadableError
from reelsearch.readers import limits
from reelsearch.readers.base import Allowance, Content, Options, Read
from reelsearch.readers.content import check_unpacked, read_exactly, read_packed
from reelsearch.readers.members import (
    judge_name,
    locate,
    names_in_folder_of,
    refuse,
    resolve_beside,
)
from reelsearch.review import Location, Rejection

SUFFIXES: Final = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")

_KEPT_IN_MEMORY: Final = 8 * 1024 * 1024
_MOST_KEPT: Final = 8
_MOST_REWINDS: Final = 100
_LARGEST_READ: Final = 16 * 1024 * 1024


def read(content: Content, options: Options, read_member: Callable[[Content], Read]) -> Read:
    """The reviews of every member, and a Rejection for each that is refused.

    Raises UnreadableError if it is no tar archive, is damaged, or unpacks beyond the limits.
    """
    with content.open() as raw:
        stream = _Unpacked(raw, options.allowance)
        try:
            with tarfile.open(fileobj=cast(BinaryIO, stream), mode="r:") as tar:
                archive = _Archive(tar, content, options)
                yield from _admit_members(archive)
                for path in archive.members:
                    yield from read_member(_Member(archive, path))
        except tarfile.TarError as error:
            raise UnreadableError(
                f"a tar archive must be whole and this one is none, or is damaged ({error}); "
                "copy it afresh"
            ) from error


class _Stream(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...
    def seek(self, offset: int, whence: int = 0, /) -> int: ...
    def tell(self) -> int: ...
    def close(self) -> None: ...


class _Unpacked:
    """A compressed stream that can be sought in, but neither far nor often back."""

    def __init__(self, raw: BinaryIO, allowance: Allowance) -> None:
        self._allowance = allowance
        self._counted = 0
        self._packed = raw.seek(0, io.SEEK_END)
        raw.seek(0)
        magic = raw.read(6)
        raw.seek(0)
        self._stream = _decompress(raw, magic)
        self._is_packed = self._stream is not raw
        self._rewinds = 0

    def read(self, size: int = -1) -> bytes:
        """At most *size* bytes; a header that asks for more than any name has is refused."""
        if not 0 <= size <= _LARGEST_READ:
            raise UnreadableError(
                f"one header of a tar archive may have {_LARGEST_READ:,} bytes and one of this "
                "archive's has more; make the archive anew"
            )
        data = read_packed(self._stream, size)
        self._check(self._stream.tell())
        return data

    def seek(self, offset: int, whence: int = 0) -> int:
        """Move to *offset*, which costs what lies before it if it lies back."""
        if whence == 0:
            self._check(offset)
            if self._is_packed and offset < self._stream.tell():
                self._rewinds += 1
                if self._rewinds > _MOST_REWINDS:
                    raise UnreadableError(
                        "a compressed archive is read from front to back and this one has too "
                        "many large members for that; unpack it and index the folder"
                    )
        try:
            return self._stream.seek(offset, whence)
        except (EOFError, ValueError) as error:
            raise UnreadableError(
                f"an archive must be whole and this one is cut ({error}); copy it afresh"
            ) from error

    def tell(self) -> int:
        """The offset in what is unpacked."""
        return self._stream.tell()

    def _check(self, offset: int) -> None:
        if self._is_packed:
            left = self._allowance.left + self._counted
            check_unpacked(offset, self._packed, left)
            if offset > self._counted:  # what is read again has been counted
                self._allowance.left = left - offset
                self._counted = offset


def _decompress(raw: BinaryIO, magic: bytes) -> _Stream:
    if magic.startswith(b"\x1f\x8b"):
        import gzip  # each only for those who have such files

        return cast(_Stream, gzip.GzipFile(fileobj=raw))
    if magic.startswith(b"BZh"):
        import bz2

        return cast(_Stream, bz2.BZ2File(raw))
    if magic.startswith(b"\xfd7zXZ"):
        import lzma

        return cast(_Stream, lzma.LZMAFile(raw))
    return raw


@dataclass(slots=True)
class _Archive:
    tar: tarfile.TarFile
    content: Content
    options: Options
    members: dict[str, tarfile.TarInfo] = field(default_factory=dict)
    kept: dict[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Member:
    """A content: one member of an open tar archive."""

    archive: _Archive
    path: str

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]

    @property
    def location(self) -> Location:
        return locate(self.archive.content, self.path)

    def open(self) -> BinaryIO:
        # A reader looks at a member's head before it reads it, and going back in a
        # compressed archive starts at its front; so what is small is kept for a while.
        kept = self.archive.kept
        if self.path in kept:
            return io.BytesIO(kept[self.path])
        info = self.archive.members[self.path]
        found = self.archive.tar.extractfile(info)
        if found is None:
            raise UnreadableError("a member must be a file and this one is not; leave it out")
        stream = cast(BinaryIO, found)
        if info.size > _KEPT_IN_MEMORY:
            return stream
        data = read_exactly(stream, info.size)
        if len(kept) >= _MOST_KEPT:
            del kept[next(iter(kept))]
        kept[self.path] = data
        return io.BytesIO(data)

    def names_beside(self) -> tuple[str, ...]:
        return names_in_folder_of(self.path, list(self.archive.members))

    def beside(self, relative: str) -> Content | None:
        path = resolve_beside(self.path, relative)
        return _Member(self.archive, path) if path in self.archive.members else None


def _admit_members(archive: _Archive) -> Iterator[Rejection]:
    """Fill ``archive.members`` with what may be read; a Rejection for each other one."""
    seen = 0
    try:
        for info in archive.tar:
            seen += 1
            if seen > limits.MOST_MEMBERS:
                yield Rejection(
                    archive.content.location,
                    f"an archive may have {limits.MOST_MEMBERS:,} members and this one has more; "
                    "the rest was not read: unpack it and index the folder",
                )
                return
            if info.isdir():
                continue
            judged = judge_name(info.name, archive.content, archive.options)
            if isinstance(judged, Rejection):
                yield judged
            elif not info.isreg() or info.sparse is not None:
                yield refuse(
                    archive.content,
                    info.name,
                    "a member must be a regular file and this one is a link, device or sparse "
                    "file; leave it out",
                )
            elif judged is not None and judged in archive.members:
                yield refuse(
                    archive.content,
                    judged,
                    "a member's name is its own and this one stands twice; make the archive anew",
                )
            elif judged is not None:
                archive.members[judged] = info
    except (tarfile.TarError, UnreadableError, OSError, EOFError) as error:
        # What came before the fault is whole, and is read.
        said = error.reason if isinstance(error, UnreadableError) else str(error)
        yield Rejection(
            archive.content.location,
            f"an archive must be whole and the rest of this one cannot be read ({said}); "
            "copy it afresh",
        )
