"""One change to an index on disk: reviews added and removed, then committed or forgotten."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from whoosh.util.filelock import FileLock

from reelsearch.engines.base import IndexedFile, Remembered
from reelsearch.engines.whoosh_engine.codec.batch_writer import BatchWriter
from reelsearch.engines.whoosh_engine.documents import make_document
from reelsearch.engines.whoosh_engine.failures import MappedReading, map_writing
from reelsearch.engines.whoosh_engine.manifest import (
    MANIFEST,
    UNFINISHED_MANIFEST,
    install_manifest,
    prepare_manifest,
)
from reelsearch.engines.whoosh_engine.numbers_seen import NumbersSeen
from reelsearch.engines.whoosh_engine.snapshot import Snapshot
from reelsearch.engines.whoosh_engine.storage import ReviewIndex
from reelsearch.review import Review
from reelsearch.settings import DEFAULT


class WhooshWriter:
    """Implements ``engines.base.Writer``. Holds *lock* until committed or cancelled."""

    def __init__(
        self, folder: Path, index: ReviewIndex, lock: FileLock, memory: int = DEFAULT.memory
    ) -> None:
        self._folder = folder
        self._index = index
        self._storage = index.durable
        self._lock: FileLock | None = lock
        self._memory = memory
        self._added = {"id": NumbersSeen(), "content": NumbersSeen()}
        self._removed: set[int] = set()
        self._is_first = not (folder / MANIFEST).exists()
        self._writer: BatchWriter | None = None
        with MappedReading(folder):
            index.remove_litter()
            self._snapshot = Snapshot(index)

    def files(self) -> Iterator[IndexedFile]:
        """The files in the index as the last commit left it."""
        with MappedReading(self._folder):
            files = [
                _read_file_key(key.decode("utf-8"), count)
                for key, count in self._snapshot.list_terms("file")
            ]
        yield from files

    def has_review(self, field: str, term: str) -> bool:
        """Whether a review in the index, or added since, has *term* as its id or content."""
        if _as_number(term) in self._added[field]:
            return True
        with MappedReading(self._folder):
            return any(doc not in self._removed for doc in self._snapshot.find(field, term))

    def add(self, review: Review, fingerprint: str) -> None:
        """Add a review read from a file of that *fingerprint*."""
        location = review.location
        file = _file_key(location.source, location.path, fingerprint)
        document = make_document(review, file)
        with map_writing(self._folder):
            self._open().add_document(**document)
        for field, added in self._added.items():
            added.add(_as_number(document[field]))

    def remove(self, file: IndexedFile) -> None:
        """Remove the reviews of a file."""
        key = _file_key(file.source, file.path, file.fingerprint)
        with MappedReading(self._folder), map_writing(self._folder):
            writer = self._open()
            for doc in self._snapshot.find("file", key):
                writer.delete_document(doc)
                self._removed.add(doc)

    def commit(self, remembered: Remembered) -> None:
        """Make the change last, and keep what is to be *remembered*.

        What counts is the rename of the table of contents, within Whoosh's commit; the
        manifest follows it, ready to be renamed. A run killed between the two leaves a
        source in the index that the manifest does not name, and the next one takes it in.
        """
        with MappedReading(self._folder), map_writing(self._folder):
            if self._is_first:
                prepare_manifest(self._folder, Remembered())
                install_manifest(self._folder)
            prepare_manifest(self._folder, remembered)
            self._open().commit()
            install_manifest(self._folder)
        self._writer = None
        self._release()

    def cancel(self) -> None:
        """Forget the change; the index stays as it was. After a commit it does nothing."""
        if self._lock is None:
            return
        if self._writer is not None and not self._writer.is_closed:
            with suppress(Exception):  # it is being thrown away; the index never saw it
                self._writer.cancel()
        self._writer = None
        with suppress(OSError):
            (self._folder / UNFINISHED_MANIFEST).unlink(missing_ok=True)
            if not self._storage.committed:
                self._storage.remove_created()
                if self._is_first:
                    (self._folder / MANIFEST).unlink(missing_ok=True)
        self._release()

    def _open(self) -> BatchWriter:
        # Opened late: a run that finds nothing changed writes nothing.
        if self._writer is None:
            self._writer = BatchWriter(self._index, self._memory)
        return self._writer

    def _release(self) -> None:
        lock, self._lock = self._lock, None
        if lock is not None:
            lock.release()


def _read_file_key(key: str, reviews: int) -> IndexedFile:
    source, path, fingerprint = json.loads(key)
    return IndexedFile(source, path, fingerprint, reviews)


def _file_key(source: str, path: str, fingerprint: str) -> str:
    # JSON, since any character may stand in a file's name; in ASCII, since a name need not
    # be valid Unicode.
    return json.dumps([source, path, fingerprint], separators=(",", ":"))


def _as_number(term: str) -> int:
    """An id or a content hash, 12 letters and digits, as the number it is to the base 36."""
    return int(term, 36)
