"""Pickled bytes in, plain values out; anything in them that would run code is refused.

Whoosh keeps pickles in every file of an index: the list of segments, the directory of a
segment, its postings, its stored fields. Read as usual they would let whoever made the
index run what they like in the process that opens it. Once :func:`guard_whoosh` was
called, Whoosh reads them through an unpickler that admits numbers, strings, containers
and arrays of them, and the classes a list of segments is made of.
"""

from __future__ import annotations

import io
import pickle
from array import array
from collections import defaultdict
from typing import IO, Any

from whoosh import columns, formats
from whoosh.codec import whoosh3
from whoosh.filedb import structfile


def load(stream: IO[bytes]) -> Any:
    """The next pickled value of *stream*. Raises UnpicklingError where it holds a class
    that an index has no use for, and nearly any other error where it is damaged."""
    return _PlainUnpickler(stream).load()


def loads(data: bytes) -> Any:
    """The value pickled in *data*; raises as :func:`load` does."""
    return load(io.BytesIO(data))


def guard_whoosh() -> None:
    """Make Whoosh read its files through :func:`load`, in this process and from now on."""
    # Its modules took these names from ``pickle``. Two pickles are left: the schema in the
    # table of contents, which ``storage`` skips, and what a writer sorts on disk for itself.
    guarded: tuple[tuple[Any, str, Any], ...] = (
        (structfile, "load", load),
        (whoosh3, "loads", loads),
        (columns, "loads", loads),
        (formats, "loads", loads),
    )
    for module, name, function in guarded:
        if not hasattr(module, name):
            raise ImportError(f"this Whoosh has no {module.__name__}.{name} to put a guard on")
        setattr(module, name, function)


def _encode(text: str, encoding: str) -> bytes:
    # What old protocols write bytes as. No other codec, since looking one up imports it.
    if encoding != "latin1":
        raise pickle.UnpicklingError(f"bytes are pickled as latin1, not as {encoding}")
    return text.encode("latin-1")


_ADMITTED: dict[tuple[str, str], Any] = {
    ("_codecs", "encode"): _encode,
    **{
        (admitted.__module__, admitted.__name__): admitted
        for admitted in (whoosh3.W3Segment, whoosh3.W3Codec, array, bytes, defaultdict, int, set)
    },
}


_COLUMNAR_SEGMENT = ("reelsearch.engines.whoosh_engine.codec.codec", "ColumnarSegment")


class _PlainUnpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == _COLUMNAR_SEGMENT:
            # Imported here, since NumPy comes with it.
            from reelsearch.engines.whoosh_engine.codec.codec import ColumnarSegment

            return ColumnarSegment
        # Protocol 2 calls the builtins as Python 2 did.
        if admitted := _ADMITTED.get((module.replace("__builtin__", "builtins"), name)):
            return admitted
        raise pickle.UnpicklingError(f"{module}.{name} has no place in an index")
