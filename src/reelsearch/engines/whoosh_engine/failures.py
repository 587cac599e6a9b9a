"""What went wrong in an index's folder, as one of our errors: backend exceptions end here."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reelsearch.errors import EngineError, IndexFormatError, ReelsearchError

REBUILD = "Build it again with “reelsearch index --rebuild”, naming the folders to index."

_FULL = (errno.ENOSPC, errno.EDQUOT)


class MappedReading:
    """Turn whatever reading the index in *folder* raises into one of our errors.

    A query enters it a hundred times, and a generator would take five times as long.
    """

    __slots__ = ("_folder",)

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> None:
        """Nothing is done before."""

    def __exit__(self, kind: object, error: BaseException | None, traceback: object) -> None:
        """Raise one of our errors instead of what is not."""
        if isinstance(error, Exception) and not isinstance(error, ReelsearchError):
            raise _map(self._folder, error) from error


def _map(folder: Path, error: Exception) -> ReelsearchError:
    if isinstance(error, RecursionError):
        return EngineError("The query is nested too deeply to be run. Make it simpler.")
    if isinstance(error, FileNotFoundError):
        name = Path(error.filename or "").name or "a file"
        return IndexFormatError(f"{folder} is damaged: {name} is missing. {REBUILD}")
    if isinstance(error, OSError):
        said = error.strerror or str(error)
        return EngineError(
            f"The index in {folder} could not be read: {said}. Check the folder and its disk."
        )
    # Damaged files make Whoosh, zlib, struct and pickle raise nearly anything, plain
    # Exception and AssertionError among it.
    return damaged(folder, error)


@contextmanager
def map_writing(folder: Path) -> Iterator[None]:
    """Turn an error of the system in writing to *folder* into an :class:`EngineError`."""
    try:
        yield
    except OSError as error:
        raise EngineError(_describe_writing(folder, error)) from error


def damaged(place: Path, error: Exception) -> IndexFormatError:
    """The error for something at *place* that cannot be read for what it should be."""
    said = f"{type(error).__name__}: {error}".splitlines()[0].rstrip(" .:")[:200]
    return IndexFormatError(f"{place} is damaged and cannot be read ({said}). {REBUILD}")


def _describe_writing(folder: Path, error: OSError) -> str:
    kept = "What was committed before is unharmed."
    if error.errno in _FULL:
        return f"The disk that holds {folder} is full. {kept} Free some space and run it again."
    if isinstance(error, PermissionError):
        return f"{folder} may not be written to. {kept} Change its permissions, or use --index."
    return f"{folder} could not be written to: {error.strerror or error}. {kept}"
