"""A writer for an index that takes documents by the batch: what ``SegmentWriter`` does, fast.

Documents gather in *runs* (:mod:`.runs`), each a segment's file of its own once it is large
enough; with more than one process other processes write them. Commit merges the runs, and
segments of before where there are too many (:mod:`.tiers`), then writes Whoosh's table of
contents: until then, the index is as it was.
"""

from __future__ import annotations

import os
import pickle
from concurrent.futures import Future
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex, clean_files
from whoosh.writing import IndexingError, IndexWriter

from reelsearch.engines.whoosh_engine.codec.codec import ColumnarSegment, open_segment
from reelsearch.engines.whoosh_engine.codec.container import EXTENSION
from reelsearch.engines.whoosh_engine.codec.merging import (
    estimate_memory,
    list_sources,
    merge_segments,
)
from reelsearch.engines.whoosh_engine.codec.runs import Run, renew_table
from reelsearch.engines.whoosh_engine.codec.tiers import Candidate, choose_merges, limit_memory
from reelsearch.engines.whoosh_engine.codec.words import WordTable
from reelsearch.engines.whoosh_engine.codec.workers import (
    Workers,
    pickle_run,
    write_run,
)
from reelsearch.other_process import ProcessFailedError

if TYPE_CHECKING:
    from whoosh.reading import IndexReader

_MEGABYTE = 1 << 20
_RUN_SHARE = 0.6
"""Of the memory, what a run may hold before it is written: sorting it takes the rest."""
_BYTES_PER_CHAR = 14
"""What a character of text takes in a process that splits and sorts it, roughly."""
_WAITING_PART = 8
"""Of the memory, the part that runs given to other processes may take while they wait."""
_MOST_PROCESSES = 4
_BETWEEN_LOOKS = 32
"""Documents between two looks at how large a run has become."""
_MOST_DOCUMENTS = 1 << 24


class BatchWriter(IndexWriter):
    """Adds to and deletes from *ix*, a Whoosh index whose lock for writing the caller holds.

    It keeps to about *memory_mb* megabytes. *processes* is how many work at a time, this one
    among them; None: one for each core, up to four. Few documents are never sent to others.
    """

    def __init__(self, ix: FileIndex, memory_mb: int = 512, processes: int | None = None) -> None:
        contents = ix._read_toc()
        self.storage = ix.storage
        self.indexname: str = ix.indexname
        self.schema = contents.schema
        self.segments: list[Any] = list(contents.segments)
        self.generation: int = contents.generation + 1
        self.is_closed = False
        self._memory = memory_mb * _MEGABYTE
        count = min(os.cpu_count() or 1, _MOST_PROCESSES) if processes is None else processes
        others = max(count, 1) - 1 if isinstance(self.storage, FileStorage) else 0
        self._run_chars = self._memory // (others + 1) // _BYTES_PER_CHAR
        self._run_size = int(self._memory * _RUN_SHARE) // (others + 1)
        self._workers = Workers(others) if others else None
        self._table = WordTable()
        self._run: Run | None = None
        self._runs: list[tuple[ColumnarSegment, Future[None] | None, bytes]] = []

    # Changes

    def add_document(self, **fields: Any) -> None:
        """Add a document. Raises as :meth:`.runs.Run.add` does; one refused leaves nothing."""
        self._check_open()
        if self._run is None:
            self._run = Run(self.schema, None if self._workers else self._table)
        self._run.add(fields)
        if self._is_full(self._run):
            self._end_run()

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        """Delete a document by its number in the index as it was last committed."""
        self._check_open()
        for segment in self.segments:
            if docnum < segment.doc_count_all():
                segment.delete_document(docnum, delete=delete)
                return
            docnum -= segment.doc_count_all()
        raise IndexingError(f"No document {docnum!r} in this index")

    def reader(self, **options: Any) -> IndexReader:
        """The index as it was last committed, without what was deleted since."""
        self._check_open()
        reader: IndexReader = FileIndex._reader(
            self.storage, self.schema, self.segments, self.generation
        )
        return reader

    def add_field(self, fieldname: str, fieldtype: Any, **options: Any) -> None:
        """Add a field to the schema, before documents are added."""
        self._check_unused()
        super().add_field(fieldname, fieldtype, **options)

    def remove_field(self, fieldname: str, **options: Any) -> None:
        """Remove a field from the schema, before documents are added."""
        self._check_unused()
        super().remove_field(fieldname, **options)

    def add_reader(self, reader: Any) -> None:
        """Refused: segments are merged by columns, within one index."""
        # Whoosh has this method in every writer, for segments of any codec; columns cannot be
        # made of those without analysing the documents anew, which SegmentWriter does.
        raise NotImplementedError("only SegmentWriter adds what another reader reads")

    # The end

    def commit(self, optimize: bool = False, **options: Any) -> None:
        """Make all changes last; with *optimize*, as one segment if the memory is enough."""
        self._check_open()
        try:
            self._end_run(at_end=True)
            added = self._finish_runs()
            if self._workers:
                self._workers.close()  # merging needs the memory
            segments = self._merge(self.segments, added, optimize)
        except BaseException:
            self.cancel()
            raise
        for segment in segments:
            open_segment(self.storage, segment)  # its checksum becomes known
        self._close()
        # If this fails, the rename that counts may have been done: the files stay, and what
        # no table of contents names is removed by the next commit.
        TOC(self.schema, segments, self.generation).write(self.storage, self.indexname)
        clean_files(self.storage, self.indexname, self.generation, segments)

    def cancel(self, **options: Any) -> None:
        """Forget all changes."""
        if self.is_closed:
            return
        self._close()
        for segment, _, _ in self._runs:
            self._remove(segment)

    def _close(self) -> None:
        self.is_closed = True
        self._run = None
        if self._workers:
            self._workers.close()

    # Runs

    def _is_full(self, run: Run) -> bool:
        if run.doc_count % _BETWEEN_LOOKS and run.waiting_chars:
            return False  # looking costs more than a short document
        if self._workers and run.waiting_chars >= self._run_chars:
            return True
        return run.size >= self._run_size or run.doc_count >= _MOST_DOCUMENTS

    def _end_run(self, at_end: bool = False) -> None:
        run, self._run = self._run, None
        if run is None:
            return
        segment = ColumnarSegment(self.indexname, run.doc_count)
        stream = segment.create_file(self.storage, EXTENSION)
        future, payload = None, b""
        try:
            if self._workers is None:
                run.write(stream, self._table)
            elif self._workers.has_room(self._memory // _WAITING_PART) and not (
                at_end and not self._runs
            ):
                payload = pickle_run(run)
            else:
                run.write(stream, self._table)
        finally:
            stream.close()
            self._runs.append((segment, future, payload))
        self._table = renew_table(self._table)
        if payload and self._workers:
            future = self._workers.write(payload, self._path(segment))
            self._runs[-1] = (segment, future, payload)
            self._forget_written()

    def _forget_written(self) -> None:
        """Let go of what others have written, which is kept as long as they may fail."""
        self._runs = [
            (segment, None, b"") if future and future.done() and not future.exception() else run
            for run in self._runs
            for segment, future, _ in (run,)
        ]

    def _finish_runs(self) -> list[ColumnarSegment]:
        """Wait for what others write; what they could not, or have not begun, is written here."""
        for segment, future, payload in reversed(self._runs):
            if future is None:
                continue
            try:
                if not future.cancel():
                    future.result()
                    continue
            except ProcessFailedError:
                pass
            write_run(pickle.loads(payload), self._path(segment), self._table)
            self._table = renew_table(self._table)
        self._runs = [(segment, None, b"") for segment, _, _ in self._runs]
        return [segment for segment, _, _ in self._runs]

    def _path(self, segment: ColumnarSegment) -> str:
        assert isinstance(self.storage, FileStorage)
        return os.path.join(str(self.storage.folder), segment.make_filename(EXTENSION))

    # Merging

    def _merge(self, before: list[Any], added: list[ColumnarSegment], optimize: bool) -> list[Any]:
        """All segments that the index will have: those *added* as one, as far as the memory
        allows, then what the tiers want."""
        memory = int(self._memory * _RUN_SHARE)
        living = [segment for segment in before if segment.doc_count()]
        segments = [*living, *added]
        if optimize:
            groups = limit_memory(self._places(segments), self._describe(segments), memory)
            return self._merge_groups(segments, groups)
        candidates = self._describe(segments)
        groups = limit_memory(range(len(living), len(segments)), candidates, memory)
        groups = [[*group] for group in groups if len(group) > 1]
        # The added ones count as they will be, so that one merge does for both.
        segments = self._merge_groups(segments, groups) if groups else segments
        candidates = self._describe(segments)
        return self._merge_groups(segments, choose_merges(candidates, memory))

    def _places(self, segments: list[Any]) -> list[int]:
        return [n for n, segment in enumerate(segments) if isinstance(segment, ColumnarSegment)]

    def _describe(self, segments: list[Any]) -> list[Candidate]:
        described = []
        for segment in segments:
            if isinstance(segment, ColumnarSegment):
                memory = estimate_memory(open_segment(self.storage, segment))
                deleted = segment.deleted_count()
                described.append(Candidate(segment.doc_count(), deleted, memory))
            else:
                described.append(Candidate(0, 0, 0))
        return described

    def _merge_groups(self, segments: list[Any], groups: list[list[int]]) -> list[Any]:
        merged: dict[int, ColumnarSegment] = {}
        gone: set[int] = set()
        for group in groups:
            merged[group[0]] = self._merge_group([segments[place] for place in group])
            gone.update(group)
        result = []
        for place, segment in enumerate(segments):
            if place in merged:
                result.append(merged[place])
            elif place not in gone:
                result.append(segment)
        return result

    def _merge_group(self, group: list[ColumnarSegment]) -> ColumnarSegment:
        opened = [
            (open_segment(self.storage, segment), set(segment.deleted_docs())) for segment in group
        ]
        merged = ColumnarSegment(self.indexname)
        stream = merged.create_file(self.storage, EXTENSION)
        self._runs.append((merged, None, b""))
        try:
            merged.set_doc_count(merge_segments(stream, list_sources(opened), self.schema))
        finally:
            stream.close()
        for segment in group:
            if any(segment is run for run, _, _ in self._runs):
                self._remove(segment)
        return merged

    def _remove(self, segment: ColumnarSegment) -> None:
        # On some systems a file that is mapped cannot be removed; the next commit does it.
        with suppress(OSError, NameError):
            self.storage.delete_file(segment.make_filename(EXTENSION))

    def _check_open(self) -> None:
        if self.is_closed:
            raise IndexingError("This writer is closed")

    def _check_unused(self) -> None:
        self._check_open()
        if self._run is not None or self._runs:
            raise IndexingError("The schema can be changed only before documents are added")
