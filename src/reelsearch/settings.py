"""The limits and defaults a person may change. Frozen, and passed in; never global."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits on what comes in, and how long to wait.

    Sizes are in bytes, lengths in characters, times in seconds.
    """

    largest_file: int = 64 * 1024 * 1024
    """A file that is read whole (a text, a page, a feed) and is over this size is rejected."""

    longest_review: int = 2_000_000
    """A longer text is rejected; the longest review is a twentieth of that."""

    deepest_archive: int = 1
    """How many archives may stand inside each other, the outermost counted."""

    most_errors: int = sys.maxsize
    """An index run that rejects more files and rows than this stops; by default it never does."""

    longest_query: int = 4_000
    """A longer query is refused."""

    most_terms: int = 50_000
    """A prefix that stands for more words of one field is refused."""

    query_timeout: float | None = None
    """A query that takes longer is stopped; None is as long as it takes."""

    lock_wait: float = 60.0
    """How long a second writer waits for the first."""

    memory: int = 512
    """Megabytes that writing an index may take; what is larger is written in parts and merged."""

    rescore_window: int = 100
    """How many of the best candidates are looked at for words standing together."""

    passage_length: int = 320
    """The length a passage aims at; a single longer sentence is kept whole up to three
    times this."""

    nicknames: Path | None = None
    """A file of what you call people, one a line: ``The Coens = Joel Coen; Ethan Coen``."""


DEFAULT = Settings()
