"""A review in, its prose and the numbers of its paragraphs out, as a person counts them: from
the first of the prose, and none for what stands around it."""

from __future__ import annotations

from bisect import bisect_right

from reelsearch.analysis.blocks import Range, find_paragraph_starts, trim
from reelsearch.review import Review


def find_prose(review: Review) -> Range:
    """The prose of *review*; all of its text if no prose is marked."""
    start = min(max(review.body[0], 0), len(review.text))
    end = min(max(review.body[1], start), len(review.text))
    return (start, end) if review.text[start:end].strip() else (0, len(review.text))


class Paragraphs:
    """The paragraphs of *prose*, a range of *text*, by number."""

    def __init__(self, text: str, prose: Range) -> None:
        start, self._end = trim(text, *prose)
        self._starts = [start, *find_paragraph_starts(text, start, self._end)]

    def number(self, place: int) -> int | None:
        """The number, from 1, of the one that holds the character *place*; None outside."""
        return bisect_right(self._starts, place) or None if place < self._end else None
