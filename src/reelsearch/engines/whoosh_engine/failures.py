"""What went wrong in an index's folder, as one of our errors: backend exceptions end here."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reelsearch.errors import EngineError, IndexFormatError, ReelsearchError

REBUILD = "Build it again with “reelsearch index --rebuild”, naming the folders to index."

_FULL = (errno.ENOSPC, errno.EDQUOT)


@contextmanager
def map_reading(folder: Path) -> Iterator[None]:
    """Turn whatever reading the index in *folder* raises into one of our errors."""
    try:
        yield
    except ReelsearchError:
        raise
    except RecursionError as error:
        raise EngineError("The query is nested too deeply to be run. Make it simpler.") from error
    except FileNotFoundError as error:
        name = Path(error.filename or "").name or "a file"
        raise IndexFormatError(f"{folder} is damaged: {name} is missing. {REBUILD}") from error
    except OSError as error:
        said = error.strerror or str(error)
        raise EngineError(
            f"The index in {folder} could not be read: {said}. Check the folder and its disk."
        ) from error
    except Exception as error:
        # Damaged files make Whoosh, zlib, struct and pickle raise nearly anything, plain
        # Exception and AssertionError among it.
        raise damaged(folder, error) from error


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
