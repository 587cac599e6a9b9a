"""A range of text in, its blocks out: what no sentence reaches beyond.

Blank lines divide paragraphs. Within a paragraph, a line end divides if the lines are
those of a header or a list, and does not if prose was wrapped there to a width. All
ranges come out without the blanks around them, in order, and cover everything else.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from reelsearch.analysis.word_lists import load_words

Range = tuple[int, int]

_BLANK_LINE = re.compile(r"\n[^\S\n]*+\n\s*+")
_ITEM = re.compile(r"(?:[-*•–—·>]|\(?\d{1,3}[.)])[^\S\n]")
_LONGEST_LABEL = 32  # characters, with its colon
# Lines are wrapped to some width between these; longer ones are a paragraph each, and
# short ones verse, lists and headers.
_NARROWEST, _WIDEST = 45, 130


def trim(text: str, start: int, end: int) -> Range:
    """The range without blanks at its ends; empty at *start* if there is nothing else."""
    piece = text[start:end]
    stripped = piece.strip()
    start += len(piece) - len(piece.lstrip()) if stripped else 0
    return start, start + len(stripped)


def split_paragraphs(text: str, start: int, end: int) -> list[Range]:
    """The paragraphs between blank lines."""
    found = []
    at = start
    for match in _BLANK_LINE.finditer(text, start, end):
        found.append(trim(text, at, match.start()))
        at = match.end()
    found.append(trim(text, at, end))
    return [(low, high) for low, high in found if low < high]


def find_paragraph(text: str, start: int, end: int, place: int) -> Range:
    """The paragraph of a range that has the character *place*, which is not blank."""
    for match in _BLANK_LINE.finditer(text, start, end):
        if match.start() > place:
            end = match.start()
            break
        start = match.end()
    return trim(text, start, end)


def find_paragraph_starts(text: str, start: int, end: int) -> list[int]:
    """Where paragraphs begin in a range that begins within one; that one is not among them."""
    return [match.end() for match in _BLANK_LINE.finditer(text, start, end)]


def split_blocks(text: str, start: int, end: int) -> list[Range]:
    """The blocks of one paragraph: wrapped prose as one, header and list lines apart."""
    if text.find("\n", start, end) < 0:
        return [(start, end)]
    lines = _split_lines(text, start, end)
    width = max(high - low for low, high in lines)
    blocks = [lines[0]]
    for before, line in pairwise(lines):
        if _divides(text, before, line, width):
            blocks.append(line)
        else:
            blocks[-1] = (blocks[-1][0], line[1])
    return blocks


def _split_lines(text: str, start: int, end: int) -> list[Range]:
    lines = []
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        lines.append(trim(text, start, stop))
        start = stop + 1
    return [(low, high) for low, high in lines if low < high]


def _divides(text: str, before: Range, line: Range, width: int) -> bool:
    """Whether the end of the line *before* is more than a wrap."""
    start, end = line
    if _ITEM.match(text, start, end) or _is_label(text, line):
        return True
    if text[start].islower():
        return False
    if _is_label(text, before):
        return text[before[1] - 1] != ","
    word_end = start
    while word_end < end and word_end - start < _WIDEST and not text[word_end].isspace():
        word_end += 1
    would_have_fitted = before[1] - before[0] + 1 + word_end - start <= width
    return would_have_fitted or not _NARROWEST <= width <= _WIDEST


def _is_label(text: str, line: Range) -> bool:
    """Whether a line begins as header lines do: ``Dir:``, ``Cert -``, ``Review by``."""
    match = _label_pattern().match(text, line[0], min(line[1], line[0] + _LONGEST_LABEL))
    return match is not None and (match["mark"] is not None or text[line[0]].isupper())


@cache
def _label_pattern() -> re.Pattern[str]:
    labels = sorted(map(re.escape, load_words("header_labels")), key=len, reverse=True)
    with_by = [label for label in labels if label.endswith("by")]
    return re.compile(
        rf"[*_\s]{{0,4}}(?:(?:{'|'.join(labels)})[*_\s]{{0,4}}(?P<mark>:|[-–—]\s)"
        rf"|(?:{'|'.join(with_by)})\s)",
        re.IGNORECASE,
    )
