"""The folder of an index: its table of contents, its lock, and what makes a commit last.

A commit is atomic and durable: every new file is synced before the table of contents
that names it is renamed into place, and the folder is synced after. Killed at any
moment, the index is the old one or the new one.
"""

from __future__ import annotations

import io
import os
import re
import struct
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from zlib import crc32

from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.index import TOC, FileIndex, clean_files
from whoosh.util.filelock import FileLock

from reelsearch.engines.whoosh_engine.codec import ColumnarSegment
from reelsearch.engines.whoosh_engine.failures import REBUILD, damaged
from reelsearch.engines.whoosh_engine.manifest import (
    INDEX_NAME,
    UNFINISHED_MANIFEST,
    sync_folder,
)
from reelsearch.engines.whoosh_engine.unpickling import load
from reelsearch.errors import IndexFormatError, IndexLockedError

_LOCK = f"{INDEX_NAME}_WRITELOCK"
_LOOKS = 3
_SEAL = struct.Struct("<8sI")
_SEALED = b"\x89RSTOC\r\n"
_SEGMENT = re.compile(rf"{INDEX_NAME}_\w{{1,100}}", re.ASCII)


class DurableStorage(FileStorage):
    """Storage in which every file is synced before a rename makes it count.

    ``committed`` is whether a rename has done so.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self.committed = False
        self._created: dict[str, StructFile] = {}

    def create_file(self, name: str, excl: bool = False, mode: str = "wb", **options: Any) -> Any:
        stream = self._created[name] = super().create_file(name, excl, mode, **options)
        return stream

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        with open(self._fpath(oldname), "r+b") as stream:
            contents = stream.read()
            stream.write(make_seal(contents))
        for name in self._created:
            if self.file_exists(name):
                _sync_file(Path(self._fpath(name)))
        # The files themselves are on the disk; without this their names need not be when
        # the rename is, and it would name what cannot be found.
        sync_folder(Path(self.folder))
        os.replace(self._fpath(oldname), self._fpath(newname))
        self.committed = True
        sync_folder(Path(self.folder))

    def remove_created(self) -> None:
        """Remove the files of a change that did not come about."""
        for name, stream in self._created.items():
            with suppress(OSError):  # of a full disk, as much as fits is written
                stream.file.close()
            Path(self._fpath(name)).unlink(missing_ok=True)


class ReviewIndex(FileIndex):
    """Whoosh's index, with our schema: the one that is pickled in the folder is not loaded.

    Where *is_committed*, there must be a table of contents: without one it is not a new
    index but a damaged one.
    """

    def __init__(
        self, storage: DurableStorage, schema: Schema, *, is_committed: bool = False
    ) -> None:
        self.durable = self.storage = storage
        self.indexname = INDEX_NAME
        self._schema = schema
        self._is_committed = is_committed

    def latest_generation(self) -> int:
        # While a commit replaces the table of contents, one look at the folder may miss
        # both the old and the new.
        for _ in range(_LOOKS):
            generation = int(super().latest_generation())
            if generation >= 0:
                break
        return generation

    def _read_toc(self) -> TOC:
        generation = self.latest_generation()
        if generation < 0:
            if self._is_committed:
                folder = self.durable.folder
                raise IndexFormatError(
                    f"{folder} is damaged: its table of contents is missing. {REBUILD}"
                )
            return TOC(self._schema, [], 0)
        name = TOC._filename(self.indexname, generation)
        stream = self.storage.open_file(name)
        try:
            contents = stream.file.read()
        finally:
            stream.close()
        try:
            stream = StructFile(io.BytesIO(_unseal(contents)))
            for _ in range(3):  # the sizes of numbers on the machine that wrote it
                stream.read_varint()
            stream.read_int()
            stream.read_int()
            for _ in range(3):
                stream.read_varint()
            stream.skip_string()  # the schema
            stream.read_int()
            stream.read_int()
            segments = load(stream.file)
            if not all(isinstance(segment, ColumnarSegment) for segment in segments):
                raise TypeError("it does not list segments")
            # The files are named after it, and whoever made the index may have written any.
            if not all(_SEGMENT.fullmatch(segment.segment_id()) for segment in segments):
                raise ValueError("it names segments outside the folder")
        except OSError:
            raise
        except Exception as error:
            # A damaged pickle can raise nearly anything.
            raise damaged(Path(self.durable.folder) / name, error) from error
        return TOC(self._schema, segments, generation)

    def remove_litter(self) -> None:
        """Remove what a killed run left; call it with the lock held."""
        folder = Path(self.durable.folder)
        for entry in folder.glob(f"_{INDEX_NAME}_*.toc.*"):
            entry.unlink(missing_ok=True)
        (folder / UNFINISHED_MANIFEST).unlink(missing_ok=True)
        self._remove_unlisted()

    def _remove_unlisted(self) -> None:
        toc = self._read_toc()
        clean_files(self.storage, self.indexname, toc.generation, toc.segments)


class RebuiltIndex(ReviewIndex):
    """The same folder, seen as if it were empty: what is committed to it replaces all."""

    def _read_toc(self) -> TOC:
        return TOC(self._schema, [], max(self.latest_generation(), 0))

    def _remove_unlisted(self) -> None:
        """Leave everything: the list that counts may be what cannot be read."""


def make_folder(folder: Path) -> None:
    """Make *folder* and those above it that are missing, so that they last."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    # Its own name also where it was there: a run that was killed may have made it.
    for made in (folder, *missing[1:]):
        with suppress(PermissionError):  # a folder may be written to and not read
            sync_folder(made.parent)


def acquire_lock(folder: Path, wait: float, on_wait: Callable[[], None]) -> FileLock:
    """The folder's lock for writing. If it is held, call *on_wait* once and try for *wait* seconds.

    The system frees the lock of a process that dies. Raises :class:`IndexLockedError`.
    """
    lock = FileLock(str(folder / _LOCK))
    if lock.acquire():
        return lock
    on_wait()
    until = time.monotonic() + wait
    while time.monotonic() < until:
        time.sleep(0.1)
        if lock.acquire():
            return lock
    raise IndexLockedError(
        f"Only one process at a time writes to {folder}, and another still does after"
        f" {wait:g} seconds. Wait for it to end, or give it longer with --wait SECONDS."
    )


def make_seal(contents: bytes) -> bytes:
    """What stands at the end of a table of contents: its checksum. Whoosh reads no further
    than it has to, and passes over it."""
    return _SEAL.pack(_SEALED, crc32(contents))


def _unseal(contents: bytes) -> bytes:
    sealed, seal = contents[: -_SEAL.size], contents[-_SEAL.size :]
    if seal != make_seal(sealed):
        raise ValueError("it is not what was written")
    return sealed


def _sync_file(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
