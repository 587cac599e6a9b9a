"""What an index run says: while it goes on, and when it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reelsearch.review import Rejection

MOST_REJECTIONS = 1_000
"""How many reasons a report keeps; the count goes on."""


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What one run did, in reviews.

    ``added + updated + unchanged`` is what the refreshed sources hold in the index;
    ``rejected`` counts what could not be read and ``duplicates`` what the index had
    already (the same text about the same film). ``skipped`` counts files of kinds that
    hold no reviews. ``rejections`` are the reasons, the first thousand. ``took`` is in
    seconds.
    """

    added: int = 0
    updated: int = 0
    removed: int = 0
    unchanged: int = 0
    rejected: int = 0
    duplicates: int = 0
    skipped: int = 0
    rejections: tuple[Rejection, ...] = ()
    warnings: tuple[str, ...] = ()
    took: float = 0.0


@dataclass(frozen=True, slots=True)
class Watch:
    """What a run calls while it goes on; all of it may be left as it is.

    ``on_progress(done, total, reviews)`` after each file, and within a file of many
    reviews: how many files of how many are done, the one that is being read by the share of
    it that is read, and the reviews so far. ``on_wait()``
    once, if another process is writing to the same index.
    """

    on_progress: Callable[[float, int, int], None] = lambda done, total, reviews: None
    on_wait: Callable[[], None] = lambda: None
