"""A field that holds the weighted sum of others, for a search that names none of them."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import Any

from whoosh import fields

from reelsearch.analysis.analyzers import BETWEEN_VALUES, ReviewAnalyzer
from reelsearch.schema import Kind


class WeightedText(fields.TEXT):
    """Prose in pieces, each a (text, weight): a word counts as often as its piece weighs.

    So a field can hold the weighted sum of others, and BM25 of it is BM25F in its first form
    (Robertson, Zaragoza and Taylor, Simple BM25 extension to multiple weighted fields, 2004).
    """

    def __init__(self) -> None:
        super().__init__(analyzer=ReviewAnalyzer(Kind.PROSE), phrase=False)

    def index(
        self, value: Sequence[tuple[str, int]], **options: Any
    ) -> Generator[tuple[bytes, int, float, bytes], Any, None]:
        return super().index(repeat_pieces(value), **options)


def repeat_pieces(pieces: Sequence[tuple[str, int]]) -> str:
    """The text in which each of *pieces* stands as often as it weighs."""
    return BETWEEN_VALUES.join(text for text, weight in pieces for _ in range(weight))
