"""Index folders as a stranger might make them: payloads in place of the one pickle there is."""

from __future__ import annotations

import pickle
import pkgutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import whoosh

from reelsearch.engines.whoosh_engine import storage
from reelsearch.engines.whoosh_engine.unpickling import load

_UNPICKLING = (pickle.load, pickle.loads, pickle.Unpickler)


@contextmanager
def watch_unpickling() -> Iterator[list[bytes]]:
    """The pickles that are read of an index in the block, as they stand in its files."""
    seen: list[bytes] = []

    def load_and_note(stream: Any) -> Any:
        start = stream.tell()
        value = load(stream)
        end = stream.tell()
        stream.seek(start)
        seen.append(stream.read(end - start))
        return value

    setattr(storage, "load", load_and_note)  # noqa: B010 - mypy takes no assignment to a function
    try:
        yield seen
    finally:
        setattr(storage, "load", load)  # noqa: B010 - the same


@contextmanager
def forbid_unpickling() -> Iterator[None]:
    """In the block, whatever Whoosh could unpickle with raises."""
    kept: list[tuple[ModuleType, str, Any]] = []

    def refuse(*_: Any, **__: Any) -> Any:
        raise AssertionError("Whoosh unpickled something")

    for found in pkgutil.walk_packages(whoosh.__path__, "whoosh."):
        module = sys.modules.get(found.name)
        if module is not None:
            for name, value in vars(module).items():
                if any(value is function for function in _UNPICKLING):
                    kept.append((module, name, value))
    kept.append((import_module("whoosh.filedb.structfile"), "load", pickle.load))
    for module, name, _ in kept:
        setattr(module, name, refuse)
    try:
        yield
    finally:
        for module, name, value in kept:
            setattr(module, name, value)


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


def put_in_place_of(honest: bytes, payload: bytes, folder: Path) -> None:
    """Put *payload* over the list of segments at the end of the table of contents."""
    (contents,) = folder.glob("_MAIN_*.toc")
    content = contents.read_bytes()
    before, found, _ = content.rpartition(honest)
    assert found
    forged = before + payload
    contents.write_bytes(forged + storage.make_seal(forged))
