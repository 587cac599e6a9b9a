"""Index folders as a stranger might make them: payloads in place of what Whoosh unpickles."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from whoosh import columns, formats
from whoosh.codec import whoosh3
from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb import structfile
from whoosh.writing import SegmentWriter

from reelsearch.engines.base import Remembered
from reelsearch.engines.whoosh_engine import storage
from reelsearch.engines.whoosh_engine.documents import make_document
from reelsearch.engines.whoosh_engine.fields import make_schema
from reelsearch.engines.whoosh_engine.manifest import install_manifest, prepare_manifest
from reelsearch.engines.whoosh_engine.storage import DurableStorage, ReviewIndex
from tests.engines.contract import make_review

PLACES: dict[str, tuple[Any, str]] = {
    "the list of segments": (storage, "load"),
    "the directory of a file": (structfile, "load"),
    "blocks of postings, infos of terms": (whoosh3, "loads"),
    "stored fields": (columns, "loads"),
    "values of postings": (formats, "loads"),
}
"""Where an index is unpickled: the names that hold the guarded function."""

WRITERS = {"postings": whoosh3, "stored fields": columns, "values of postings": formats}
"""The modules of Whoosh that pickle what they then may compress."""


def write_with_whoosh(folder: Path, reviews: int = 12) -> None:
    """Make an index in *folder* with the codec of Whoosh's own, which pickles most."""
    folder.mkdir()
    prepare_manifest(folder, Remembered(("/films",)))
    install_manifest(folder)
    index = ReviewIndex(DurableStorage(folder), make_schema())
    writer = SegmentWriter(index, _lk=False, codec=W3Codec(), compound=False)
    for n in range(reviews):
        text = f"The knife is on the table, take {n}; the table is by the knife."
        review = make_review(f"{n}.txt", text, film=f"Psycho {n % 7}", year=1960 + n % 50)
        writer.add_document(**make_document(review, f'["/films","{n}.txt","print"]'))
    writer.commit(merge=False)


@contextmanager
def pickling(module: Any, payload: bytes, at: int) -> Iterator[list[int]]:
    """In the block, have *module* write *payload* in place of what it pickles as the *at*-th,
    counted from 0. Gives a list as long as it has pickled things."""
    kept, done = module.dumps, list[int]()

    def dumps(value: Any, protocol: int) -> bytes:
        done.append(len(done))
        return payload if done[-1] == at else bytes(kept(value, protocol))

    module.dumps = dumps
    try:
        yield done
    finally:
        module.dumps = kept


@contextmanager
def watch_unpickling() -> Iterator[dict[str, list[bytes]]]:
    """The pickles that are read in the block, by place, as they stand in the files."""
    seen: dict[str, list[bytes]] = {place: [] for place in PLACES}
    kept: list[tuple[Any, str, Any]] = []

    def stand_in(place: str, function: Callable[[Any], Any]) -> Callable[[Any], Any]:
        def from_bytes(data: Any) -> Any:
            seen[place].append(bytes(data))
            return function(data)

        def from_stream(stream: Any) -> Any:
            start = stream.tell()
            value = function(stream)
            end = stream.tell()
            stream.seek(start)
            seen[place].append(stream.read(end - start))
            return value

        return from_stream if PLACES[place][1] == "load" else from_bytes

    for place, (module, name) in PLACES.items():
        kept.append((module, name, getattr(module, name)))
        setattr(module, name, stand_in(place, getattr(module, name)))
    try:
        yield seen
    finally:
        for module, name, function in kept:
            setattr(module, name, function)


def make_payloads(trace: Path) -> dict[str, bytes]:
    """Pickles that would make the folder *trace*, in ways of each protocol."""
    path = str(trace)
    calls = f"(S'{path}'\ntR."

    class Hostile:
        def __reduce__(self) -> tuple[Any, ...]:
            import os

            return os.mkdir, (path,)

    return {
        "text": f"cos\nmkdir\n{calls}".encode(),
        "posix": f"cposix\nmkdir\n{calls}".encode(),
        "instance": f"(S'{path}'\nios\nmkdir\n.".encode(),
        "evaluated": f'cbuiltins\neval\n(S\'__import__("os").mkdir("{path}")\'\ntR.'.encode(),
        "protocol 2": pickle.dumps(Hostile(), 2),
        "protocol 5": pickle.dumps(Hostile(), 5),
        "in a list": pickle.dumps([1, Hostile()], 4),
    }


def splice(folder: Path, honest: bytes, payload: bytes) -> list[Path]:
    """Put *payload* over *honest* wherever it stands in the files of *folder*.

    What follows a pickle is not read, and the length of one stands before it: so a shorter
    payload is filled up. Returns the files that were changed.
    """
    changed = []
    for path in sorted(entry for entry in folder.rglob("*") if entry.is_file()):
        content = path.read_bytes()
        if honest in content:
            filled = payload + honest[len(payload) :]
            path.write_bytes(content.replace(honest, filled))
            changed.append(path)
    return changed
