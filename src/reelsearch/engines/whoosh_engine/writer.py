"""One change to an index on disk: reviews added and removed, then committed or forgotten."""

from __future__ import annotations

import errno
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from whoosh import query as q
from whoosh.filedb.filestore import Storage
from whoosh.index import clean_files
from whoosh.util.filelock import FileLock
from whoosh.writing import SegmentWriter

from reelsearch.analysis.identity import hash_content
from reelsearch.engines.base import IndexedFile
from reelsearch.engines.whoosh_engine.fields import make_document
from reelsearch.engines.whoosh_engine.storage import (
    MANIFEST,
    ReviewIndex,
    remove_unfinished,
    write_manifest,
)
from reelsearch.errors import EngineError, ReelsearchError
from reelsearch.review import Review

_SEPARATOR = "\x1f"
_FULL = (errno.ENOSPC, errno.EDQUOT)


class WhooshWriter:
    """Implements ``engines.base.Writer``. Holds *lock* until committed or cancelled."""

    def __init__(self, folder: Path, index: ReviewIndex, lock: FileLock) -> None:
        self._folder = folder
        self._index = index
        self._lock = lock
        self._added: dict[str, set[str]] = {"id": set(), "content": set()}
        self._removed: set[str] = set()
        with self._mapped_errors():
            remove_unfinished(folder)
            self._writer: SegmentWriter | None = None
            self._reader = index.reader()

    def files(self) -> Iterator[IndexedFile]:
        """The files in the index as the last commit left it."""
        if not self._reader.doc_count():
            return
        column = self._reader.column_reader("file")
        counts = Counter(column[doc] for doc in self._reader.all_doc_ids())
        for key, count in counts.items():
            source, path, fingerprint = key.split(_SEPARATOR)
            yield IndexedFile(source, path, fingerprint, count)

    def has_review(self, field: str, term: str) -> bool:
        """Whether a review in the index, or added since, has *term* as its id or content."""
        if term in self._added[field]:
            return True
        if (field, term) not in self._reader:
            return False
        matcher = self._reader.postings(field, term)
        column = self._reader.column_reader("file")
        while matcher.is_active():
            if column[matcher.id()] not in self._removed:
                return True
            matcher.next()
        return False

    def add(self, review: Review, fingerprint: str) -> None:
        """Add a review read from a file of that *fingerprint*."""
        location = review.location
        file = _SEPARATOR.join((location.source, location.path, fingerprint))
        with self._mapped_errors():
            self._open().add_document(**make_document(review, file))
        self._added["id"].add(review.id)
        self._added["content"].add(hash_content(review))

    def remove(self, file: IndexedFile) -> None:
        """Remove the reviews of a file."""
        key = _SEPARATOR.join(file[:3])
        self._removed.add(key)
        with self._mapped_errors():
            self._open().delete_by_query(q.Term("file", key))

    def commit(self, sources: Sequence[str]) -> None:
        """Make the change last, and remember *sources*. Until then no search sees it.

        The sources go first: a source without its reviews is read by the next run, but
        reviews without their source would never be looked at again.
        """
        with self._mapped_errors():
            write_manifest(self._folder, sources)
            self._open().commit()
        self._writer = None
        self._release()

    def cancel(self) -> None:
        """Forget the change; the index stays as it was."""
        if self._writer is not None and not self._writer.is_closed:
            with suppress(Exception):  # it is being thrown away; the index never saw it
                self._writer.cancel()
        self._writer = None
        self._clean()
        self._release()

    def _open(self) -> SegmentWriter:
        # Opened late: a run that finds nothing changed writes nothing.
        if self._writer is None:
            self._writer = SegmentWriter(self._index, _lk=False)
        return self._writer

    def _release(self) -> None:
        self._reader.close()
        self._lock.release()

    def _clean(self) -> None:
        """Remove the files of a change that did not come about."""
        storage: Storage = self._index.storage
        with suppress(OSError):
            toc = ReviewIndex(storage, self._index._schema)._read_toc()
            if (self._folder / MANIFEST).exists():
                clean_files(storage, self._index.indexname, toc.generation, toc.segments)

    @contextmanager
    def _mapped_errors(self) -> Iterator[None]:
        try:
            yield
        except ReelsearchError:
            raise
        except OSError as error:
            raise EngineError(describe_os_error(self._folder, error)) from error


def describe_os_error(folder: Path, error: OSError) -> str:
    """What went wrong in writing to *folder*, and what to do."""
    kept = "What was committed before is unharmed."
    if error.errno in _FULL:
        return f"The disk that holds {folder} is full. {kept} Free some space and run it again."
    if isinstance(error, PermissionError):
        return f"{folder} may not be written to. {kept} Change its permissions, or use --index."
    return f"{folder} could not be written to: {error.strerror or error}. {kept}"


