"""The manifest of an index: the version of its format, and what the next run has to know.

It also marks a folder as an index of ours: without it nothing there is read, or written
over. Refused: a newer format, and what is not the JSON that was written.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from whoosh.index import _DEF_INDEX_NAME

from reelsearch.engines.base import Remembered
from reelsearch.engines.whoosh_engine.failures import REBUILD
from reelsearch.errors import IndexFormatError, IndexNotFoundError

FORMAT = 2
"""The version of everything in the folder. A reader refuses any other."""

INDEX_NAME = _DEF_INDEX_NAME
"""What the names of Whoosh's files begin with."""

MANIFEST = "reelsearch.json"
UNFINISHED_MANIFEST = f"{MANIFEST}.new"


class OtherVersionError(IndexFormatError):
    """The index is whole as far as is known, but of another format."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The version of an index's format, and what the index remembers."""

    format: int
    remembered: Remembered


def read_manifest(folder: Path, *, rebuild: bool = False) -> Manifest:
    """For a *rebuild*, of an older format too. Raises :class:`IndexNotFoundError` or
    :class:`IndexFormatError`."""
    path = folder / MANIFEST
    try:
        written = path.read_bytes()
        data = json.loads(written)
        version = int(data["format"])
        if version > FORMAT or (version < FORMAT and not rebuild):
            raise OtherVersionError(_describe_version(folder, version))
        if version == FORMAT and written != _add_checksum(written.partition(b",")[2]):
            raise ValueError("its checksum is wrong")
        sources = tuple(map(str, data["sources"]))
        partial = {(str(s), str(p)): bool(due) for s, p, due in data.get("partial", ())}
        return Manifest(version, Remembered(sources, partial))
    except (FileNotFoundError, NotADirectoryError):
        raise IndexNotFoundError(_describe_absence(folder)) from None
    except OSError as error:
        raise IndexNotFoundError(f"{path} may not be read ({error.strerror}).") from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        said = f"{path} is damaged: it is not the JSON it was. {REBUILD}"
        raise IndexFormatError(said) from error


def prepare_manifest(folder: Path, remembered: Remembered) -> None:
    """Write the manifest beside the one that counts, so that only a rename is left to do."""
    partial = [[*file, due] for file, due in remembered.partial.items()]
    data = {"format": FORMAT, "sources": list(remembered.sources), "partial": partial}
    # In ASCII, since a path need not be valid Unicode.
    written = json.dumps(data, indent=1).encode("ascii")
    with (folder / UNFINISHED_MANIFEST).open("wb") as file:
        file.write(_add_checksum(written.removeprefix(b"{")))
        file.flush()
        os.fsync(file.fileno())


def _add_checksum(rest: bytes) -> bytes:
    """The JSON object whose first key is the checksum of the *rest*, which follows a comma."""
    return f'{{"checksum": "{crc32(rest):08x}",'.encode("ascii") + rest


def _describe_version(folder: Path, version: int) -> str:
    by = "a newer" if version > FORMAT else "an older"
    said = f"{folder} was written by {by} reelsearch (format {version}; this one reads {FORMAT})."
    if version > FORMAT:
        return f"{said} Update reelsearch, or {REBUILD[0].lower()}{REBUILD[1:]}"
    return f"{said} Build it again with “reelsearch index --rebuild”; it knows its sources."


def install_manifest(folder: Path) -> None:
    """Make the prepared manifest the one that counts."""
    (folder / UNFINISHED_MANIFEST).replace(folder / MANIFEST)
    sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Make the renames in *folder* last."""
    if os.name == "nt":  # Windows cannot open a folder, and syncs renames by itself
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def holds_something_else(folder: Path) -> bool:
    """Whether a folder without a manifest has files in it that are not left from a first run.

    A table of contents is such a file: we write none before the manifest, so it is the
    index of another program.
    """
    return any(
        not entry.name.startswith((".", f"{INDEX_NAME}_", f"{INDEX_NAME}.", f"{MANIFEST}."))
        and not (entry.name.startswith(f"_{INDEX_NAME}_") and ".toc." in entry.name)
        for entry in folder.iterdir()
    )


def _describe_absence(folder: Path) -> str:
    make = f"Make one with “reelsearch index PATH… --index {folder}”, or name another with --index."
    if not folder.exists():
        return f"There is no index at {folder}. {make}"
    if not folder.is_dir():
        return f"An index is a folder; {folder} is a file. {make}"
    if holds_something_else(folder):
        return f"{folder} is not an index of reelsearch: it has no {MANIFEST}. {make}"
    return f"{folder} is empty: nothing has been indexed yet. {make}"
