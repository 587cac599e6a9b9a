"""Pasted text: one file, one review, or several where that is sure.

In: a ``.txt`` or ``.text`` file, or one without a suffix. Out: one review whose text
is the whole file, with ``&amp;`` and its like as the characters they stand for, or the reviews
that :mod:`series <reelsearch.readers.series>` finds in it; what the
header says is found later, by ``annotate``. Refuses: binaries, blank files, and files over
``settings.largest_file``.
"""

from __future__ import annotations

import re
from typing import Final

from reelsearch.errors import UnreadableError
from reelsearch.readers.base import Content, Options, Read
from reelsearch.readers.clean import clean_text, decode_entities, is_blank
from reelsearch.readers.content import read_whole
from reelsearch.readers.decode import decode
from reelsearch.readers.sections import divide, list_own
from reelsearch.readers.series import find_series
from reelsearch.review import Review

SUFFIXES: Final = (".txt", ".text", "")

_LINE_END = re.compile(r"&(?:#0{0,5}1[03]|#x0{0,4}[ad]|NewLine);", re.IGNORECASE)
"""An entity that would add a line, and make every line after it another than the file's."""


def read(content: Content, options: Options) -> Read:
    """The review that *content* is, or those that it holds.

    Raises UnreadableError if it is blank, too large, or not text.
    """
    decoded = decode(read_whole(content, options.settings.largest_file))
    pasted = decoded.text
    if "&" in pasted:
        pasted = decode_entities(_LINE_END.sub(" ", pasted))
    text, changed = clean_text(pasted)
    if is_blank(text):
        raise UnreadableError(
            "a review has text and this file is empty; paste the review into it, or remove it"
        )
    review = Review(
        text=text,
        location=content.location,
        body=(0, len(text)),
        warnings=decoded.warnings + changed,
    )
    series = find_series(text)
    if series is None:
        yield review
    else:
        yield from divide(review, list_own(series), range(1, len(series.lines) + 1), series)
