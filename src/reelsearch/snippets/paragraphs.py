"""A review in, its prose and the numbers of its paragraphs out, as a person counts them: from
the first of the prose, and none for what stands around it."""

from __future__ import annotations

from bisect import bisect_right

from reelsearch.analysis.blocks import Range, split_paragraphs
from reelsearch.review import Review


def find_prose(review: Review) -> Range:
    """The prose of *review*; all of its text if no prose is marked."""
    start = min(max(review.body[0], 0), len(review.text))
    end = min(max(review.body[1], start), len(review.text))
    return (start, end) if review.text[start:end].strip() else (0, len(review.text))


class Paragraphs:
    """The paragraphs of one review's prose, divided by blank lines."""

    def __init__(self, review: Review) -> None:
        start, self._end = find_prose(review)
        self._starts = [low for low, _ in split_paragraphs(review.text, start, self._end)]

    def number(self, place: int) -> int | None:
        """The number, from 1, of the paragraph that holds the character *place*; None outside."""
        return bisect_right(self._starts, place) or None if place < self._end else None
