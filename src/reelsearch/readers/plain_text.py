"""Pasted text: one file, one review.

In: a ``.txt`` or ``.text`` file, or one without a suffix. Out: one review whose text
is the whole file; what its header says is found later, by ``annotate``. Refuses:
binaries, blank files, and files over ``settings.largest_file``.
"""

from __future__ import annotations

from typing import Final

from reelsearch.errors import UnreadableError
from reelsearch.readers.base import Content, Options, Read
from reelsearch.readers.clean import clean_text, is_blank
from reelsearch.readers.content import read_whole
from reelsearch.readers.decode import decode
from reelsearch.review import Review

SUFFIXES: Final = (".txt", ".text", "")


def read(content: Content, options: Options) -> Read:
    """The one review that *content* is.

    Raises UnreadableError if it is blank, too large, or not text.
    """
    decoded = decode(read_whole(content, options.settings.largest_file))
    text, changed = clean_text(decoded.text)
    if is_blank(text):
        raise UnreadableError(
            "a review has text and this file is empty; paste the review into it, or remove it"
        )
    yield Review(
        text=text,
        location=content.location,
        body=(0, len(text)),
        warnings=decoded.warnings + changed,
    )
