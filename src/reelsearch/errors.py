"""Every error this package raises on purpose.

    ReelsearchError
    ├── UserError                 something the person can put right
    │   ├── QuerySyntaxError      the place in the query is marked
    │   │   └── UnknownFieldError with the nearest field's name
    │   ├── SourceNotFoundError   a path given to index does not exist
    │   ├── UnreadableError       one file (or row) cannot be read as a review
    │   ├── IndexNotFoundError    there is no index at that place
    │   ├── IndexFormatError      not an index, a damaged one, or one from a newer version
    │   ├── IndexLockedError      another process is writing, and the wait ran out
    │   ├── QueryTimeoutError     the query took longer than it was allowed to
    │   ├── TooManyTermsError     a prefix in it stands for more words than it may
    │   ├── ReviewNotFoundError   no review has that id
    │   ├── SettingError          an option or argument has a value it cannot take
    │   └── TooManyErrorsError    an index run rejected more than it was allowed to
    └── EngineError               the index could not be written or searched

A message says the rule, what was got, and the fix, in that order. What other
libraries raise is mapped to one of these where it enters (see ``engines``).
"""

from __future__ import annotations


class ReelsearchError(Exception):
    """The root: catch this to catch everything the package raises on purpose."""


class UserError(ReelsearchError):
    """Something in what was asked or given; the message says how to put it right."""


class QuerySyntaxError(UserError):
    """The query cannot be understood.

    ``start`` and ``end`` are character offsets in ``query`` of the offending part.
    """

    def __init__(self, message: str, query: str, start: int, end: int) -> None:
        super().__init__(message)
        self.message = message
        self.query = query
        self.start = start
        self.end = max(end, start + 1)

    def __str__(self) -> str:
        mark = " " * self.start + "^" * (self.end - self.start)
        return f"{self.message}\n  {self.query}\n  {mark}"


class UnknownFieldError(QuerySyntaxError):
    """A field that the schema does not have; ``suggestion`` is the nearest one, if any."""

    def __init__(
        self, message: str, query: str, start: int, end: int, suggestion: str | None
    ) -> None:
        super().__init__(message, query, start, end)
        self.suggestion = suggestion


class SourceNotFoundError(UserError):
    """A file or folder that was to be indexed does not exist."""


class UnreadableError(UserError):
    """One file, member or row cannot be read as a review; ``reason`` says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class IndexNotFoundError(UserError):
    """There is no index where one was expected."""


class IndexFormatError(UserError):
    """The folder is not an index, is damaged, or was written by a newer version."""


class IndexLockedError(UserError):
    """Another process holds the index for writing, and the time to wait is over."""


class QueryTimeoutError(UserError):
    """A query took longer than it was allowed to, and was stopped."""


class TooManyTermsError(UserError):
    """A prefix in a query stands for more words of the index than it may."""


class ReviewNotFoundError(UserError):
    """No review in the index has the id that was asked for."""


class SettingError(UserError):
    """An option, argument or setting has a value it cannot take."""


class TooManyErrorsError(UserError):
    """An index run rejected more files and rows than it was allowed to, and stopped."""


class EngineError(ReelsearchError):
    """The engine failed in a way the query or the input does not explain."""
