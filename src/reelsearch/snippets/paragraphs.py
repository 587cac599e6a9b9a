"""A review in, its prose and the numbers of its paragraphs out, as a person counts them: from
the first of the prose, and none for what stands around it."""

from __future__ import annotations

from reelsearch.analysis.blocks import Range, count_blank_lines, trim
from reelsearch.review import Review


def find_prose(review: Review) -> Range:
    """The prose of *review*; all of its text if no prose is marked."""
    start = min(max(review.body[0], 0), len(review.text))
    end = min(max(review.body[1], start), len(review.text))
    return (start, end) if review.text[start:end].strip() else (0, len(review.text))


def number_paragraph(text: str, prose: Range, place: int) -> int | None:
    """The number, from 1, of the paragraph of *prose* that holds the character *place*; None
    outside."""
    start, end = trim(text, *prose)
    if not start <= place < end:
        return None
    return 1 + count_blank_lines(text, start, place)
