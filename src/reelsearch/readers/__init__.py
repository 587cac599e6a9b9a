"""Files to reviews: the walk over a source, and a reader for each format.

In: a file or folder. Out: :class:`~reelsearch.review.Review` with its text and what
its format states, or :class:`~reelsearch.review.Rejection` with the reason. What the
text itself says is found later, by ``annotate``.
"""

from __future__ import annotations

from reelsearch.readers.content import Meter
from reelsearch.readers.registry import READER_VERSION, fingerprint, read
from reelsearch.readers.walk import FoundFile, SkippedFile, walk

__all__ = ["READER_VERSION", "FoundFile", "Meter", "SkippedFile", "fingerprint", "read", "walk"]
