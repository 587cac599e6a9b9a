"""The folder of an index: its manifest, its table of contents, its lock, and what lasts.

A commit is atomic and durable: every new file is synced before the table of contents
that names it is renamed into place, and the folder is synced after. Killed at any
moment, the index is the old one or the new one.
"""

from __future__ import annotations

import io
import json
import os
import pickle
import re
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import _DEF_INDEX_NAME, TOC, FileIndex
from whoosh.util.filelock import FileLock

from reelsearch.errors import IndexFormatError, IndexLockedError, IndexNotFoundError

FORMAT = 1
"""The version of everything in the folder. A reader refuses a higher one."""

MANIFEST = "reelsearch.json"
_LOCK = f"{_DEF_INDEX_NAME}_WRITELOCK"
_UNFINISHED = re.compile(rf"^(_{_DEF_INDEX_NAME}_\d+\.toc\.|{re.escape(MANIFEST)}\.)")
_REBUILD = "Build it again with “reelsearch index --rebuild”, naming the folders to index."


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index says of itself: the version of its format, and what it was made of."""

    format: int
    sources: tuple[str, ...]


def read_manifest(folder: Path) -> Manifest:
    """Raises :class:`IndexNotFoundError` or :class:`IndexFormatError`."""
    path = folder / MANIFEST
    try:
        data = json.loads(path.read_bytes())
        manifest = Manifest(int(data["format"]), tuple(map(str, data["sources"])))
    except (FileNotFoundError, NotADirectoryError):
        raise IndexNotFoundError(_describe_absence(folder)) from None
    except PermissionError as error:
        raise IndexNotFoundError(f"{path} may not be read ({error.strerror}).") from error
    except (ValueError, KeyError, TypeError) as error:
        raise IndexFormatError(f"{path} is damaged: it is not the JSON it was. {_REBUILD}") from error
    if manifest.format > FORMAT:
        raise IndexFormatError(
            f"{folder} was written by a newer reelsearch (format {manifest.format}; this one"
            f" reads up to {FORMAT}). Update reelsearch, or {_REBUILD[0].lower()}{_REBUILD[1:]}"
        )
    return manifest


def write_manifest(folder: Path, sources: Sequence[str]) -> None:
    """Replace the manifest, so that a reader sees the old one or the new one."""
    temporary = folder / f"{MANIFEST}.new"
    data = {"format": FORMAT, "sources": list(sources)}
    with temporary.open("w", encoding="utf-8") as file:
        json.dump(data, file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(folder / MANIFEST)
    _sync_folder(folder)


def _describe_absence(folder: Path) -> str:
    make = f"Make one with “reelsearch index PATH… --index {folder}”, or name another with --index."
    if not folder.exists():
        return f"There is no index at {folder}. {make}"
    if not folder.is_dir():
        return f"An index is a folder; {folder} is a file. {make}"
    if holds_something_else(folder):
        return f"{folder} is not an index of reelsearch: it has no {MANIFEST}. {make}"
    return f"{folder} is empty: nothing has been indexed yet. {make}"


def holds_something_else(folder: Path) -> bool:
    """Whether a folder without a manifest has files in it that are not left from an index."""
    return any(
        not entry.name.startswith((".", f"{_DEF_INDEX_NAME}_", f"{_DEF_INDEX_NAME}.", f"_{_DEF_INDEX_NAME}_"))
        and not _UNFINISHED.match(entry.name)
        for entry in folder.iterdir()
    )


class DurableStorage(FileStorage):  # type: ignore[misc]  # Whoosh's classes are untyped
    """Whoosh's storage in a folder, with every file synced before a rename makes it count."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self._written: set[str] = set()

    def create_file(self, name: str, **options: Any) -> Any:
        self._written.add(name)
        return super().create_file(name, **options)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        for name in self._written:
            if self.file_exists(name):
                _sync_file(Path(self._fpath(name)))
        self._written.clear()
        os.replace(self._fpath(oldname), self._fpath(newname))
        _sync_folder(Path(self.folder))


class ReviewIndex(FileIndex):  # type: ignore[misc]  # Whoosh's classes are untyped
    """Whoosh's index, with our schema: the one that is pickled in the folder is not loaded.

    What else the table of contents holds pickled, the list of segments, goes through an
    unpickler that admits nothing but segments.
    """

    def __init__(self, storage: DurableStorage, schema: Schema) -> None:
        self.storage = storage
        self.indexname = _DEF_INDEX_NAME
        self._schema = schema

    def _read_toc(self) -> TOC:
        generation = self.latest_generation()
        if generation < 0:
            return TOC(self._schema, [], 0)
        name = TOC._filename(self.indexname, generation)
        stream = self.storage.open_file(name)
        try:
            for _ in range(3):  # the sizes of numbers on the machine that wrote it
                stream.read_varint()
            stream.read_int()
            stream.read_int()
            for _ in range(3):
                stream.read_varint()
            stream.skip_string()  # the schema
            stream.read_int()
            stream.read_int()
            segments = _SegmentUnpickler(io.BytesIO(stream.file.read())).load()
        except FileNotFoundError:
            raise
        except Exception as error:
            # A damaged pickle can raise nearly anything.
            path = Path(self.storage.folder) / name
            raise IndexFormatError(f"{path} is damaged and cannot be read. {_REBUILD}") from error
        finally:
            stream.close()
        return TOC(self._schema, segments, generation)


class RebuiltIndex(ReviewIndex):
    """The same folder, seen as if it were empty: what is committed to it replaces all."""

    def _read_toc(self) -> TOC:
        return TOC(self._schema, [], self.latest_generation())


_ADMITTED = {(c.__module__, c.__name__): c for c in (W3Segment, W3Codec, defaultdict, int, set)}


class _SegmentUnpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if admitted := _ADMITTED.get((module, name)):
            return admitted
        raise pickle.UnpicklingError(f"{module}.{name} has no place in a list of segments")


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


def remove_unfinished(folder: Path) -> None:
    """Remove what a killed run left half renamed; call it with the lock held."""
    for entry in folder.iterdir():
        if _UNFINISHED.match(entry.name):
            entry.unlink(missing_ok=True)


def _sync_file(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows cannot open a folder, and syncs renames by itself
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
