"""What a reader is given and what it gives back.

A *content* is a named run of bytes: a file on disk, a member of an archive, or
either of them decompressed. A *format* turns a content into reviews. Formats know
contents only, so the same code reads a file in a folder and the same file in a ZIP.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import BinaryIO, Protocol

from reelsearch.readers import limits
from reelsearch.review import Location, Rejection, Review
from reelsearch.settings import DEFAULT, Settings

Read = Iterator[Review | Rejection]

_NO_COLUMNS: Mapping[str, str] = MappingProxyType({})


class Content(Protocol):
    """A named run of bytes, and what stands beside it."""

    @property
    def name(self) -> str:
        """The file's own name, with its suffix."""

    @property
    def location(self) -> Location:
        """Where it stands, without a row."""

    def open(self) -> BinaryIO:
        """A new stream over the bytes.

        Raises OSError if it cannot be read, :class:`~reelsearch.errors.UnreadableError`
        if it is damaged or would unpack beyond the limits.
        """

    def names_beside(self) -> tuple[str, ...]:
        """The names of the files in the same folder, sorted, its own among them."""

    def beside(self, relative: str) -> Content | None:
        """The content at *relative* (``name`` or ``../name``); None if there is none."""


@dataclass(slots=True)
class Allowance:
    """How many bytes all archives in one file may still unpack to, together."""

    left: int = field(default_factory=lambda: limits.LARGEST_UNPACKED)


@dataclass(frozen=True, slots=True)
class Options:
    """What a person may say about reading, and how far into a file it has come.

    ``columns`` maps a field (``body``, ``film`` …) to the column or key that holds it,
    before the names people use are tried. ``depth`` counts the archives around what is read.
    """

    settings: Settings = DEFAULT
    columns: Mapping[str, str] = field(default_factory=lambda: _NO_COLUMNS)
    depth: int = 0
    allowance: Allowance = field(default_factory=Allowance)

    @property
    def may_nest(self) -> bool:
        """Whether an archive that stands in what is read may be read as well."""
        return self.depth < self.settings.deepest_archive


class Format(Protocol):
    """A module that reads one format.

    ``read`` may raise OSError and UnreadableError for the whole content; what is
    wrong with one record of many is a Rejection, and the rest goes on.
    """

    SUFFIXES: tuple[str, ...]

    def read(self, content: Content, options: Options) -> Read:
        """The reviews in *content*, in its order."""


class ArchiveFormat(Protocol):
    """A module that reads a container: *read_member* reads what is in it."""

    SUFFIXES: tuple[str, ...]

    def read(
        self, content: Content, options: Options, read_member: Callable[[Content], Read]
    ) -> Read:
        """The reviews in every member of *content* that a format takes."""


def at_row(location: Location, row: int) -> Location:
    """*location* with its record number set, counted from 1."""
    return Location(location.source, location.path, location.member, row)
