"""What one query may cost: an engine asks it between the steps of its work."""

from __future__ import annotations

import sys
import time

from reelsearch.errors import QueryTimeoutError, SettingError, TooManyTermsError


class Budget:
    """*seconds* from now on (None: as long as it takes), and *most_terms* of one field that a
    prefix may stand for. Threads may share it."""

    __slots__ = ("_most_terms", "_seconds", "_until")

    def __init__(self, seconds: float | None = None, most_terms: int = sys.maxsize) -> None:
        if seconds is not None and not seconds > 0:
            raise SettingError(f"A time limit is more than 0 seconds; got {seconds:g}.")
        self._seconds = seconds
        self._until = None if seconds is None else time.monotonic() + seconds
        self._most_terms = most_terms

    def check_time(self) -> None:
        """Raises :class:`QueryTimeoutError` once the time is over."""
        if self._until is not None and time.monotonic() >= self._until:
            raise QueryTimeoutError(
                f"A query may take {self._seconds:g} seconds here, and this one was stopped after"
                " that. Ask for less (longer prefixes, fewer words, no facets), or allow more with"
                " --timeout SECONDS."
            )

    def check_terms(self, prefix: str, count: int) -> None:
        """Raises :class:`TooManyTermsError` if *prefix* may not stand for *count* terms."""
        if count > self._most_terms:
            raise TooManyTermsError(
                f"A prefix may stand for {self._most_terms:,} words here, and “{prefix}*”"
                f" stands for {count:,}. Give more of its letters, or allow more with --max-terms."
            )


UNBOUNDED = Budget()
"""For what is asked by the program itself."""
