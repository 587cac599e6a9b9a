"""ZIP: every member that a reader takes, read in place.

In: a ``.zip`` file, a Letterboxd export among them. Out: the reviews of its members, in
the order of their names. Refuses by name, and reads the rest: members that are encrypted,
links, lead out of the archive, are archives too deep in others, or unpack beyond the limits.
"""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, Final

from reelsearch.errors import UnreadableError
from reelsearch.readers import limits
from reelsearch.readers.base import Content, Options, Read
from reelsearch.readers.content import BoundedStream, check_unpacked
from reelsearch.readers.members import (
    judge_name,
    locate,
    names_in_folder_of,
    refuse,
    resolve_beside,
)
from reelsearch.review import Location, Rejection

SUFFIXES: Final = (".zip",)

_ENCRYPTED: Final = 0x1
_NAMED_IN_UTF8: Final = 0x800


def read(content: Content, options: Options, read_member: Callable[[Content], Read]) -> Read:
    """The reviews of every member, and a Rejection for each that is refused.

    Raises UnreadableError if it is no ZIP, or damaged.
    """
    with content.open() as stream:
        try:
            archive = zipfile.ZipFile(stream)
        except OSError:
            raise
        except Exception as error:  # of a damaged directory it raises nearly anything
            raise UnreadableError(
                f"a .zip file is a ZIP archive and this one is not, or is damaged ({error}); "
                "copy it afresh"
            ) from error
        with archive:
            size = stream.seek(0, io.SEEK_END)
            yield from _read_members(_Archive(archive, content, size, options), read_member)


@dataclass(slots=True)
class _Archive:
    archive: zipfile.ZipFile
    content: Content
    size: int
    options: Options
    members: dict[str, zipfile.ZipInfo] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Member:
    """A content: one member of an open ZIP."""

    archive: _Archive
    path: str

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]

    @property
    def location(self) -> Location:
        return locate(self.archive.content, self.path)

    def open(self) -> BinaryIO:
        info = self.archive.members[self.path]
        try:
            stream = self.archive.archive.open(info)
        except OSError:
            raise
        except Exception as error:  # of a damaged header it raises nearly anything
            raise UnreadableError(
                f"a member must be whole and packed in a known way and this one is not ({error}); "
                "make the archive anew"
            ) from error
        return io.BufferedReader(BoundedStream(stream, max(info.compress_size, 1)), 1 << 16)

    def names_beside(self) -> tuple[str, ...]:
        return names_in_folder_of(self.path, list(self.archive.members))

    def beside(self, relative: str) -> Content | None:
        path = resolve_beside(self.path, relative)
        return _Member(self.archive, path) if path in self.archive.members else None


def _read_members(archive: _Archive, read_member: Callable[[Content], Read]) -> Read:
    refused = list(_admit_members(archive))
    yield from refused
    for path in sorted(archive.members):
        yield from read_member(_Member(archive, path))


def _admit_members(archive: _Archive) -> Iterator[Rejection]:
    """Fill ``archive.members`` with what may be read; a Rejection for each other one."""
    total, allowance = 0, archive.options.allowance
    infos = archive.archive.infolist()
    for info in infos[: limits.MOST_MEMBERS]:
        name = _name_of(info)
        if not name or name.endswith("/"):
            continue
        judged = judge_name(name, archive.content, archive.options)
        if isinstance(judged, Rejection):
            yield judged
        elif judged is not None:
            reason = _find_fault(info, judged, archive)
            try:
                check_unpacked(total + info.file_size, archive.size, allowance.left)
                check_unpacked(info.file_size, max(info.compress_size, 1))
            except UnreadableError as error:
                reason = reason or error.reason
            if reason:
                yield refuse(archive.content, judged, reason)
            else:
                total += info.file_size
                archive.members[judged] = info
    allowance.left -= total
    if len(infos) > limits.MOST_MEMBERS:
        yield Rejection(
            archive.content.location,
            f"an archive may have {limits.MOST_MEMBERS:,} members and this one has {len(infos):,}; "
            "the rest was not read: unpack it and index the folder",
        )


def _find_fault(info: zipfile.ZipInfo, name: str, archive: _Archive) -> str:
    mode = info.external_attr >> 16
    if info.flag_bits & _ENCRYPTED:
        return "a member must be readable and this one is encrypted; unpack it with its password"
    if stat.S_IFMT(mode) and not stat.S_ISREG(mode):
        return "a member must be a regular file and this one is a link or device; leave it out"
    if name in archive.members:
        return "a member's name is its own and this one stands twice; make the archive anew"
    return ""


def _name_of(info: zipfile.ZipInfo) -> str:
    name = info.filename
    if info.flag_bits & _NAMED_IN_UTF8 or name.isascii():
        return name
    # Many packers write UTF-8 without saying so; zipfile then reads it as CP437.
    try:
        return name.encode("cp437").decode("utf-8")
    except UnicodeError:
        return name
