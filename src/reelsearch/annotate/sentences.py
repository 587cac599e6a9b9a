"""The opening of a text → its sentences.

In: prose and a range of it. Out: ranges of sentences, without the blanks around them.
A full stop after an abbreviation, an initial or three dots ends none; an empty line does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reelsearch.annotate.word_lists import read_words

_END = re.compile(
    r"[.!?…][.!?…]{0,5}[\"”’')\]*_]{0,3}"
    r"(?=\s+(?![(\[](?:[^()\[\]\n]{3,50},\s)?\d{4}\b)[\"“‘'(*_\[]{0,3}[^\W_a-z])|\n[ \t]*\n"
)
_LAST_WORD = re.compile(r"([\w.’'-]{1,30})\.$")


def split_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The ranges of the sentences of ``text[start:end]``, in order."""
    begin = start
    for match in _END.finditer(text, start, end):
        if _is_inside(text, begin, match):
            continue
        stop = match.end() if text[match.start()] != "\n" else match.start()
        yield from _trim(text, begin, stop)
        begin = match.end()
    yield from _trim(text, begin, end)


def _is_inside(text: str, begin: int, match: re.Match[str]) -> bool:
    """Whether the mark matched does not end its sentence."""
    if match[0].startswith("\n"):
        return False
    if match[0] in ("...", "…") or (
        match[0].endswith((")", "]")) and "(" not in text[begin : match.start()]
    ):
        return match[0] in ("...", "…")
    if match[0] != ".":
        return False
    last = _LAST_WORD.search(text, max(begin, match.start() - 31), match.start() + 1)
    if last is None:
        return False
    word = last[1]
    return (
        word.lower() in read_words("abbreviations.txt")
        or (len(word) == 1 and word.isupper() and word != "I")
        or ("." in word and len(word) <= 6)
    )


def _trim(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    part = text[start:end]
    stripped = part.strip()
    if stripped:
        begin = start + part.index(stripped)
        yield begin, begin + len(stripped)
