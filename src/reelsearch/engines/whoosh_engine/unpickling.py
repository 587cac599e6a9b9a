"""A table of contents in, its list of segments out; anything else pickled there is refused.

Whoosh keeps that list as a pickle. Read as usual it would let whoever made the index run
what they like in the process that opens it. The segments themselves hold no pickles.
"""

from __future__ import annotations

import pickle
from typing import IO, Any

from reelsearch.engines.whoosh_engine.codec import ColumnarSegment


def load(stream: IO[bytes]) -> Any:
    """The next pickled value of *stream*: segments, and lists of plain values.

    Raises UnpicklingError where it holds any other class, and nearly any other error where
    it is damaged.
    """
    return _SegmentUnpickler(stream).load()


class _SegmentUnpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == (ColumnarSegment.__module__, ColumnarSegment.__name__):
            return ColumnarSegment
        raise pickle.UnpicklingError(f"{module}.{name} has no place in an index")
