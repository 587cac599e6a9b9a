"""A folder in, what is damaged in it out: every file of an index is read, and held against itself.

The checksums of the manifest, the table of contents and every section; that the parts of a
segment agree; that each review can be read, and has its own id, under which it is found.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from time import sleep

from whoosh.index import TOC

from reelsearch.engines.base import Damage, Verification
from reelsearch.engines.whoosh_engine.codec import ColumnarSegment, open_segment
from reelsearch.engines.whoosh_engine.codec.container import EXTENSION
from reelsearch.engines.whoosh_engine.codec.segment import ColumnSegment
from reelsearch.engines.whoosh_engine.codec.verifying import find_faults
from reelsearch.engines.whoosh_engine.fields import shared_schema
from reelsearch.engines.whoosh_engine.manifest import (
    INDEX_NAME,
    MANIFEST,
    OtherVersionError,
    read_manifest,
)
from reelsearch.engines.whoosh_engine.storage import DurableStorage, ReviewIndex
from reelsearch.engines.whoosh_engine.stored import load_review
from reelsearch.errors import IndexFormatError

_LOOKS, _BETWEEN_LOOKS = 10, 0.05
_Opened = tuple[ColumnarSegment, ColumnSegment]


def verify(folder: str | os.PathLike[str]) -> Verification:
    """Read all of the index in *folder*, as its last commit left it.

    Others may write to it meanwhile. Raises :class:`IndexNotFoundError`, and
    :class:`IndexFormatError` where it was written by another version.
    """
    return _Verifier(Path(folder)).run()


class _Verifier:
    """One look at an index: what it has read, and what it found."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._damage: list[Damage] = []
        self._files: dict[str, int] = {}

    def run(self) -> Verification:
        self._note_file(MANIFEST)
        is_committed = True
        try:
            is_committed = bool(read_manifest(self._folder).remembered.sources)
        except OtherVersionError:
            raise
        except IndexFormatError as error:
            self._add(MANIFEST, str(error))
        index = ReviewIndex(
            DurableStorage(self._folder), shared_schema(), is_committed=is_committed
        )
        ids: dict[str, str] = {}
        for listed, segment in self._open(index):
            name = listed.make_filename(EXTENSION)
            self._note_file(name)
            for said in (*find_faults(segment), *_find_misfits(listed, segment, ids)):
                self._add(name, said)
        return Verification(len(self._files), sum(self._files.values()), tuple(self._damage))

    def _open(self, index: ReviewIndex) -> list[_Opened]:
        """The segments that can be opened: all at once, or a commit could remove the later."""
        for look in range(_LOOKS):
            damage, files = list(self._damage), dict(self._files)
            try:
                return self._open_now(index, is_last=look == _LOOKS - 1)
            except FileNotFoundError:
                # A commit has replaced it meanwhile: look again.
                self._damage, self._files = damage, files
                sleep(_BETWEEN_LOOKS)
        return []

    def _open_now(self, index: ReviewIndex, *, is_last: bool) -> list[_Opened]:
        generation = index.latest_generation()
        name = TOC._filename(INDEX_NAME, generation) if generation >= 0 else ""
        if name:
            self._note_file(name)
        try:
            contents = index._read_toc()
        except IndexFormatError as error:
            self._add(name or f"_{INDEX_NAME}_….toc", str(error))
            return []
        opened: list[_Opened] = []
        for listed in contents.segments:
            try:
                opened.append((listed, open_segment(index.storage, listed)))
            except FileNotFoundError:
                if not is_last and index.latest_generation() != generation:
                    raise
                self._add(listed.make_filename(EXTENSION), "it is missing")
            except IndexFormatError as error:
                self._note_file(listed.make_filename(EXTENSION))
                self._add(listed.make_filename(EXTENSION), str(error))
        return opened

    def _add(self, name: str, said: str) -> None:
        # An error says what to do, which is said once for all of them.
        brief = said.partition(" is damaged: ")[2] or said.partition(" is damaged and ")[2] or said
        self._damage.append(Damage(name, brief.partition(" Build ")[0].rstrip(".")))

    def _note_file(self, name: str) -> None:
        with suppress(OSError):
            self._files[name] = (self._folder / name).stat().st_size


def _find_misfits(
    listed: ColumnarSegment, segment: ColumnSegment, ids: dict[str, str]
) -> Iterator[str]:
    """Where the segment is not what the table of contents says, or its reviews are none; *ids*
    has those of the segments before, and takes these."""
    if listed.doc_count_all() != segment.doc_count:
        yield f"it has {segment.doc_count} reviews and should have {listed.doc_count_all()}"
        return
    try:
        found = {field: _read_terms(segment, field) for field in ("id", "content", "file")}
        for doc in range(segment.doc_count):
            if listed.is_deleted(doc):
                continue
            review = load_review(segment.stored(doc)["review"])
            terms = {field: values.get(doc, "") for field, values in found.items()}
            if terms["id"] != review.id or not terms["content"]:
                yield f"review {doc} is not found under its own id"
            elif ids.setdefault(review.id, segment.name) != segment.name:
                yield f"the review {review.id} stands in another file, too"
            elif len(json.loads(terms["file"])) != len(("source", "path", "fingerprint")):
                yield f"it is not known from which file review {doc} came"
    except IndexFormatError as error:
        yield str(error)
    except Exception as error:  # what is no review may be anything
        yield f"a review cannot be read ({type(error).__name__}: {error})"


def _read_terms(segment: ColumnSegment, name: str) -> dict[int, str]:
    """The term that each document has in a field of one term for each."""
    field = segment.field(name)
    if field is None:
        return {}
    found: dict[int, str] = {}
    for number, term in enumerate(field.terms):
        found.update(dict.fromkeys(field.docs(number).tolist(), term.decode("utf-8")))
    return found
