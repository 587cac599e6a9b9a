"""Whatever Whoosh raises about a damaged index comes out as an error of ours."""

from __future__ import annotations

import importlib
import pickle
import pkgutil
import random
import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
import whoosh
from whoosh import query as q

import reelsearch
from reelsearch.engines.base import Engine, Remembered, Request
from reelsearch.engines.whoosh_engine.engine import WhooshEngine
from reelsearch.engines.whoosh_engine.opening import open_writer
from reelsearch.errors import EngineError, IndexFormatError, ReelsearchError
from tests.engines.contract import make_review

LEFT_OUT = {"whoosh.lang", "whoosh.multiproc", "whoosh.legacy", "whoosh.automata"}


def list_whoosh_errors() -> Iterator[type[Exception]]:
    """Every class of exception that Whoosh defines."""
    for found in pkgutil.walk_packages(whoosh.__path__, "whoosh."):
        if any(found.name.startswith(name) for name in LEFT_OUT) or "codec.whoosh2" in found.name:
            continue
        try:
            module = importlib.import_module(found.name)
        except ImportError:  # for a package that is not installed
            continue
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, Exception):
                yield value


BACKEND_ERRORS = sorted(
    {
        *(error for error in list_whoosh_errors() if error.__module__.startswith("whoosh")),
        *(AssertionError, AttributeError, EOFError, Exception, IndexError, KeyError, MemoryError),
        *(NotImplementedError, OverflowError, TypeError, UnicodeError, ValueError),
        *(pickle.UnpicklingError, struct.error, zlib.error),
    },
    key=lambda error: f"{error.__module__}.{error.__qualname__}",
)

USES: dict[str, Callable[[Engine], object]] = {
    "doc_count": lambda engine: engine.doc_count,
    "search": lambda engine: engine.search(Request(q.Term("body", "knife"))),
    "sort": lambda engine: engine.search(Request(q.Every(), sort="year")),
    "facet": lambda engine: engine.search(Request(q.Every(), facets=["film"])),
    "score": lambda engine: engine.score(q.Term("body", "knife"), [0]),
    "review": lambda engine: engine.review(0),
    "matches": lambda engine: engine.matches(q.Term("body", "knife")),
    "frequency": lambda engine: engine.frequency("body", "knife"),
    "terms": lambda engine: list(engine.terms("body")),
    "stats": lambda engine: engine.stats(),
}


class Broken:
    """Raises the same for whatever is asked of it."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def __getattr__(self, name: str) -> NoReturn:
        raise self._error


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for part in (("a.txt", "b.txt"), ("c.txt",)):
        writer, _ = open_writer(tmp_path / "index", rebuild=False, wait=0, on_wait=lambda: None)
        for path in part:
            review = make_review(path, f"The knife, said {path}.", film="Psycho", year=1960)
            writer.add(review, "print")
        writer.commit(Remembered(("/films",)))
    return tmp_path / "index"


def make(error: type[Exception]) -> Exception:
    """An exception of the class, whatever it takes to make one."""
    for arguments in ((), ("said",), ("said", 1), (b"x", b"y", 1, 2, "said")):
        try:
            return error(*arguments)
        except TypeError:
            continue
    return error.__new__(error)


def break_engine(folder: Path, error: Exception) -> WhooshEngine:
    """An engine whose every look into its files raises *error*."""
    engine = WhooshEngine(folder)
    broken: Any = Broken(error)
    engine._snapshot = engine._columns = broken
    return engine


@pytest.mark.parametrize("use", USES)
def test_every_error_of_the_backend_is_mapped(folder: Path, use: str) -> None:
    assert len(BACKEND_ERRORS) > 30
    for error in BACKEND_ERRORS:
        raised = make(error)
        with pytest.raises(IndexFormatError, match=r"damaged.*--rebuild") as caught:
            USES[use](break_engine(folder, raised))
        assert str(folder) in str(caught.value)
        assert caught.value.__cause__ is raised


def test_error_of_the_system_in_reading_is_said_as_such(folder: Path) -> None:
    error = OSError(5, "Input/output error")
    with pytest.raises(EngineError, match="could not be read: Input/output error"):
        break_engine(folder, error).stats()


def test_query_too_deep_for_the_engine_is_no_damage(folder: Path) -> None:
    with pytest.raises(EngineError, match="nested too deeply"):
        break_engine(folder, RecursionError()).search(Request(q.Every()))


@pytest.mark.parametrize("pattern", ["*.rsc", "_MAIN_*.toc"])
@pytest.mark.parametrize("content", [b"", b"\0" * 64, b"half a file", b"\x80\x04."])
def test_file_with_other_content_is_said_to_be_damaged(
    folder: Path, pattern: str, content: bytes
) -> None:
    for path in folder.glob(pattern):
        path.write_bytes(content)
    with pytest.raises(IndexFormatError, match=r"damaged.*--rebuild") as caught:
        reelsearch.open(folder)
    assert str(folder) in str(caught.value)
    with pytest.raises(IndexFormatError, match=r"damaged.*--rebuild"):
        open_writer(folder, rebuild=False, wait=0, on_wait=lambda: None)


def test_missing_segment_is_named(folder: Path) -> None:
    segment = next(folder.glob("*.rsc"))
    segment.unlink()
    for attempt in (
        lambda: reelsearch.open(folder),
        lambda: open_writer(folder, rebuild=False, wait=0, on_wait=lambda: None),
    ):
        with pytest.raises(IndexFormatError, match=f"{segment.name} is missing.*--rebuild"):
            attempt()


@pytest.mark.parametrize("seed", range(24))
def test_damage_anywhere_is_an_error_of_ours_or_harmless(folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    path = chance.choice(sorted(folder.glob("*.rsc")))
    content = bytearray(path.read_bytes())
    at = chance.randrange(len(content))
    if seed % 3 == 0:
        del content[at:]
    elif seed % 3 == 1:
        content[at : at + 64] = bytes(len(content[at : at + 64]))
    else:
        content[at] ^= 1 << chance.randrange(8)
    path.write_bytes(content)
    said = f"{folder} --rebuild"
    try:
        use(folder)
    except ReelsearchError as error:
        said = str(error)
    assert str(folder) in said
    assert "--rebuild" in said


def use(folder: Path) -> None:
    """Search the index in every way, and change it."""
    with reelsearch.open(folder) as searcher:
        searcher.search("knife", facets=["film", "year"])
        searcher.search('"the knife" psyho', sort="year")
        searcher.search("*", limit=50)
    writer, remembered = open_writer(folder, rebuild=False, wait=0, on_wait=lambda: None)
    try:
        for file in list(writer.files())[:1]:
            writer.remove(file)
        writer.add(make_review("new.txt", "A spoon."), "print")
        writer.commit(remembered)
    finally:
        writer.cancel()
