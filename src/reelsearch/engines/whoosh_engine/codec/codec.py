"""The Whoosh codec whose segments are one file of columns each.

``SegmentWriter(index, codec=ColumnarCodec())`` writes such segments; any index with
them opens as usual, since a segment knows its codec. What is read of a segment is shared
between the readers that Whoosh makes of it, as long as one of them is in use.
"""

from __future__ import annotations

import os
import re
import weakref
from typing import TYPE_CHECKING, Any

from whoosh.codec import base

from reelsearch.engines.whoosh_engine.codec.container import EXTENSION, open_container
from reelsearch.engines.whoosh_engine.codec.segment import ColumnSegment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whoosh.filedb.filestore import Storage
    from whoosh.reading import SegmentReader

    from reelsearch.engines.whoosh_engine.codec.drafts import SegmentDraft


_NAME = re.compile(r"[\w -]{1,100}")


class ColumnarCodec(base.Codec):
    """Has no settings and no state."""

    def new_segment(self, storage: Storage, indexname: str) -> ColumnarSegment:
        """A segment without documents, under a name of its own."""
        return ColumnarSegment(indexname)

    def per_document_writer(self, storage: Storage, segment: ColumnarSegment) -> Any:
        """Takes what belongs to documents, one after another."""
        from reelsearch.engines.whoosh_engine.codec.document_writer import DocumentWriter

        return DocumentWriter(segment.draft())

    def field_writer(self, storage: Storage, segment: ColumnarSegment) -> Any:
        """Takes the postings, sorted, when all documents were given; writes the file."""
        from reelsearch.engines.whoosh_engine.codec.field_writer import PostingWriter

        return PostingWriter(storage, segment)

    def per_document_reader(self, storage: Storage, segment: ColumnarSegment) -> Any:
        """What belongs to documents; of a segment being written, only the lengths."""
        from reelsearch.engines.whoosh_engine.codec import document_reader as reader

        if segment.is_draft:
            return reader.DraftReader(segment.draft())
        return reader.DocumentReader(open_segment(storage, segment), segment)

    def terms_reader(self, storage: Storage, segment: ColumnarSegment) -> Any:
        """The terms and their postings."""
        from reelsearch.engines.whoosh_engine.codec.terms_reader import ColumnTermsReader

        return ColumnTermsReader(open_segment(storage, segment))

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> Any:
        """Refused: postings are written by fields, in columns."""
        # Whoosh declares it abstract, and calls it only from its own field writers, not from ours.
        raise NotImplementedError("a columnar segment has no file of postings")

    def postings_reader(
        self, dbfile: Any, terminfo: Any, format_: Any, term: Any = None, scorer: Any = None
    ) -> Any:
        """Refused: postings are read from columns; ask the terms reader for a matcher."""
        # Whoosh declares it abstract, and calls it only from its own terms readers, not from ours.
        raise NotImplementedError("a columnar segment has no file of postings")


class ColumnarSegment(base.Segment):
    """What the table of contents keeps of a segment: its name, how many documents it has,
    which of them were deleted since it was written, and the checksum of its file (None if
    that is not known yet). Pickled as plain values."""

    def __init__(self, indexname: str, doc_count: int = 0, segid: str | None = None) -> None:
        self.indexname = indexname
        # Whoosh takes names from ``random``: after ``random.seed(0)`` a run would write over
        # the segment that the run before made after the same.
        self.segid: str = os.urandom(8).hex() if segid is None else segid
        self.compound = False
        self.checksum: int | None = None
        self._doc_count = doc_count
        self._deleted: set[int] = set()
        self._draft: SegmentDraft | None = None
        self._opened: weakref.ref[ColumnSegment] | None = None

    def __getstate__(self) -> dict[str, Any]:
        return {
            "indexname": self.indexname,
            "segid": self.segid,
            "doc_count": self._doc_count,
            "deleted": sorted(self._deleted),
            "checksum": self.checksum,
        }

    def __setstate__(self, state: dict[str, Any]) -> None:
        name, doc_count, segid = state["indexname"], state["doc_count"], state["segid"]
        deleted = set(state["deleted"])
        # Whoever made the index could have written anything: a name that leads elsewhere too.
        if not (_NAME.fullmatch(name) and str(segid).isalnum() and int(doc_count) >= 0):
            raise ValueError("a segment has a name that Whoosh would not give it")
        if not all(type(doc) is int and 0 <= doc < doc_count for doc in deleted):
            raise ValueError("a segment has deletions beyond its documents")
        ColumnarSegment.__init__(self, name, doc_count, segid)  # unpickling has not called it
        self._deleted = deleted
        self.checksum = state["checksum"]

    def codec(self) -> ColumnarCodec:
        """The codec that reads the segment."""
        return ColumnarCodec()

    def should_assemble(self) -> bool:
        """Never into a compound file: it is one file already."""
        return False

    def doc_count_all(self) -> int:
        """The number of documents, deleted ones among them."""
        return self._doc_count

    def set_doc_count(self, doccount: int) -> None:
        """Say how many documents there are."""
        self._doc_count = doccount

    def deleted_count(self) -> int:
        """How many documents are deleted."""
        return len(self._deleted)

    def deleted_docs(self) -> Iterator[int]:
        """The deleted documents."""
        return iter(self._deleted)

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        """Delete a document, or with *delete* False, take that back."""
        if delete:
            self._deleted.add(docnum)
        else:
            self._deleted.discard(docnum)

    def is_deleted(self, docnum: int) -> bool:
        """Whether the document is deleted."""
        return docnum in self._deleted

    # While it is written

    @property
    def is_draft(self) -> bool:
        """Whether the segment's file is still to be written."""
        return self._draft is not None

    def draft(self) -> SegmentDraft:
        """What was given so far of a segment that is to be written."""
        if self._draft is None:
            from reelsearch.engines.whoosh_engine.codec.drafts import SegmentDraft

            self._draft = SegmentDraft()
        return self._draft

    def finish_draft(self) -> None:
        """Forget the draft: the file is written."""
        self._draft = None


def open_segment(storage: Storage, segment: ColumnarSegment) -> ColumnSegment:
    """The columns of a segment. Raises :class:`IndexFormatError` for a damaged file."""
    opened = segment._opened and segment._opened()
    if not opened:
        name = segment.make_filename(EXTENSION)
        stream = storage.open_file(name)
        try:
            # With its folder: an error has to say which of a person's indexes it is.
            path = os.path.join(getattr(storage, "folder", ""), name)
            opened = ColumnSegment(open_container(path, stream))
        finally:
            stream.close()
        container = opened.container
        if segment.checksum is None:
            segment.checksum = container.checksum  # it was just written
        elif segment.checksum != container.checksum:
            raise container.damaged("it is the file of another segment")
        segment._opened = weakref.ref(opened)
    return opened


def column_segment(reader: SegmentReader) -> ColumnSegment | None:
    """The columns that a leaf reader of Whoosh reads; None if it is of another codec."""
    from reelsearch.engines.whoosh_engine.codec.terms_reader import ColumnTermsReader

    terms = getattr(reader, "_terms", None)
    return terms.segment if isinstance(terms, ColumnTermsReader) else None
