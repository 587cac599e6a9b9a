"""A folder in, the one writer that may change the index in it out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reelsearch.engines.base import Remembered
from reelsearch.engines.whoosh_engine.failures import map_writing
from reelsearch.engines.whoosh_engine.fields import shared_schema
from reelsearch.engines.whoosh_engine.manifest import holds_something_else, read_manifest
from reelsearch.engines.whoosh_engine.storage import (
    DurableStorage,
    RebuiltIndex,
    ReviewIndex,
    acquire_lock,
    make_folder,
)
from reelsearch.engines.whoosh_engine.writer import WhooshWriter
from reelsearch.errors import IndexFormatError, IndexNotFoundError
from reelsearch.settings import DEFAULT


def open_writer(
    folder: Path,
    *,
    rebuild: bool,
    wait: float,
    on_wait: Callable[[], None],
    memory: int = DEFAULT.memory,
) -> tuple[WhooshWriter, Remembered]:
    """A writer for the index in *folder*, made if there is none, and what it remembers.

    With *rebuild* the writer sees an empty index; what it commits replaces all at once.
    If another process is writing, *on_wait* is called and the lock tried for *wait*
    seconds. Writing takes about *memory* megabytes. Raises :class:`IndexFormatError` where
    the folder holds something else.
    """
    if folder.exists() and not folder.is_dir():
        raise IndexFormatError(
            f"An index is a folder; {folder} is a file. Name another with --index."
        )
    with map_writing(folder):
        make_folder(folder)
        remembered = _read_remembered(folder, rebuild=rebuild)
        lock = acquire_lock(folder, wait, on_wait)
    try:
        remembered = _read_remembered(folder, rebuild=rebuild)  # whoever wrote may have changed it
        kind = RebuiltIndex if rebuild else ReviewIndex
        index = kind(DurableStorage(folder), shared_schema(), is_committed=bool(remembered.sources))
        return WhooshWriter(folder, index, lock, memory), remembered
    except BaseException:
        lock.release()
        raise


def _read_remembered(folder: Path, *, rebuild: bool) -> Remembered:
    try:
        return read_manifest(folder, rebuild=rebuild).remembered
    except IndexNotFoundError:
        if holds_something_else(folder):
            raise IndexFormatError(
                f"{folder} holds other files, and an index is a folder of its own."
                " Name another with --index, or an empty one."
            ) from None
        return Remembered()
    except IndexFormatError:
        if not rebuild:
            raise
        return Remembered()
