"""What the executor says where it cannot answer."""

from __future__ import annotations


class Uncovered(Exception):  # noqa: N818  (no error: the caller asks Whoosh's matchers instead)
    """The query holds something that the executor does not run; the message names it."""
