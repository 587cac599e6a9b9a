"""Every file below a source, once each, in the same order every time.

In: a file or a folder. Out: :class:`FoundFile` for what a reader takes,
:class:`SkippedFile` for what none does, Rejection for what cannot be opened safely:
links that loop or dangle, pipes, sockets, devices, folders that cannot be listed.

A link is followed unless the walk comes to its target anyway, so each real file is
found once and by its real place where it has one below the source.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from reelsearch.errors import SourceNotFoundError
from reelsearch.readers.file_names import is_hidden, is_readable
from reelsearch.review import Location, Rejection
from reelsearch.settings import Settings

_KINDS: Final = (
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISBLK, "a block device"),
    (stat.S_ISCHR, "a character device"),
)


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A regular file that a reader takes. ``path`` is absolute."""

    path: Path
    location: Location

    @property
    def size(self) -> int:
        """Its bytes; 0 where that cannot be told."""
        try:
            return self.path.stat().st_size
        except OSError:  # whoever reads it says why
            return 0


@dataclass(frozen=True, slots=True)
class SkippedFile:
    """A regular file of a kind that no reader takes: an image, a program."""

    location: Location


Found = FoundFile | SkippedFile | Rejection


def walk(source: Path, settings: Settings) -> Iterator[Found]:
    """Everything below *source* that is not hidden, sorted by its path.

    Raises SourceNotFoundError if there is nothing at *source*.
    """
    del settings  # part of the signature every reader shares; nothing here is bounded by it
    # Absolute, but by the name it was given under, not by its target's.
    top = Path(os.path.normpath(Path.cwd() / source))
    try:
        found = top.stat()
    except (FileNotFoundError, NotADirectoryError):
        raise SourceNotFoundError(
            f"a source is a file or folder that exists and there is none at {source}; "
            "check the spelling"
        ) from None
    except OSError as error:
        raise SourceNotFoundError(
            f"a source is a file or folder that can be opened and {source} cannot "
            f"({_describe(error)}); check the path and its permissions"
        ) from None
    if stat.S_ISDIR(found.st_mode):
        yield from _Walk(top).folder_contents()
    else:
        # Named outright, so it is read whatever its name; the registry says why if it cannot.
        yield _classify(top, Location(str(top), _shown(top.name)), found.st_mode, named=True)


@dataclass(slots=True)
class _Folder:
    path: Path
    relative: str
    real: str
    linked: bool
    names: Iterator[str]


@dataclass(slots=True)
class _Walk:
    top: Path
    stack: list[_Folder] = field(default_factory=list)
    roots: list[str] = field(default_factory=list)
    reached: set[str] = field(default_factory=set)

    def folder_contents(self) -> Iterator[Found]:
        """Walk from the top. A stack of our own: folders may be nested deeper than calls."""
        yield from self._enter(self.top, "", os.path.realpath(self.top), is_link=True)
        while self.stack:
            folder = self.stack[-1]
            name = next(folder.names, None)
            if name is None:
                self.stack.pop()
            else:
                path = folder.path / name
                relative = f"{folder.relative}/{name}" if folder.relative else name
                yield from self._visit(path, relative)

    def _visit(self, path: Path, relative: str) -> Iterator[Found]:
        location = Location(str(self.top), _shown(relative))
        try:
            is_link = path.is_symlink()
            mode = path.stat().st_mode
        except OSError as error:
            yield Rejection(location, _describe_unreached(path, error))
            return
        real = os.path.realpath(path)
        if is_link and stat.S_ISDIR(mode) and self._is_above(real):
            yield Rejection(
                location,
                f"a link may not lead back to a folder it is in and this one leads to {real}; "
                "remove the link",
            )
        elif is_link and self._is_found_anyway(real):
            return
        elif stat.S_ISDIR(mode):
            yield from self._enter(path, relative, real, is_link)
        elif self._reach(real, is_link):
            yield _classify(path, location, mode)

    def _reach(self, real: str, is_link: bool) -> bool:
        # Only what is reached through a link, or in a folder that was, can be reached twice.
        if is_link or self.stack[-1].linked:
            if real in self.reached:
                return False
            self.reached.add(real)
        return True

    def _enter(self, path: Path, relative: str, real: str, is_link: bool) -> Iterator[Found]:
        if self.stack and not self._reach(real, is_link):
            return
        try:
            with os.scandir(path) as entries:
                names = sorted(entry.name for entry in entries if not is_hidden(entry.name))
        except OSError as error:
            yield Rejection(
                Location(str(self.top), _shown(relative) or "."),
                f"a folder must be readable to be indexed and this one is not "
                f"({_describe(error)}); change its permissions or leave it out",
            )
            return
        if is_link:
            self.roots.append(real)
        linked = bool(self.stack) and (is_link or self.stack[-1].linked)
        self.stack.append(_Folder(path, relative, real, linked, iter(names)))

    def _is_above(self, real: str) -> bool:
        return any(self._is_below(folder.real, real) for folder in self.stack)

    def _is_found_anyway(self, real: str) -> bool:
        for root in self.roots:
            if self._is_below(real, root):
                below = Path(real).relative_to(root).parts
                if not any(map(is_hidden, below)):
                    return True
        return False

    @staticmethod
    def _is_below(real: str, folder: str) -> bool:
        return real == folder or real.startswith(folder.rstrip(os.sep) + os.sep)


def _classify(path: Path, location: Location, mode: int, named: bool = False) -> Found:
    if not stat.S_ISREG(mode):
        kind = next((said for test, said in _KINDS if test(mode)), "a special file")
        return Rejection(location, f"a review is a regular file and this is {kind}; remove it")
    if named or is_readable(path.name):
        return FoundFile(path, location)
    return SkippedFile(location)


def _shown(path: str) -> str:
    # A name need not be valid UTF-8; a location must be, and must stay unique.
    return os.fsencode(path).decode("utf-8", "backslashreplace").replace(os.sep, "/")


def _describe_unreached(path: Path, error: OSError) -> str:
    if error.errno == errno.ELOOP:
        return "a link must lead to a file and this one leads back to itself; remove the link"
    if error.errno == errno.ENOENT and path.is_symlink():
        target = _shown(str(path.readlink()))
        return (
            f"a link must lead to a file and this one leads to {target}, which does not exist; "
            "remove the link or restore the file"
        )
    return f"a file must be reachable and this one is not ({_describe(error)}); check it"


def _describe(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
