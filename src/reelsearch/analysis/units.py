"""Text in, out where its sentences and paragraphs begin, counted in positions of its words.

An index keeps these places beside the words, so that *in the same sentence* is as exact
as *next to each other*. Units are those of ``analysis.sentences`` and ``analysis.blocks``,
but for a piece that does not end at a blank: it is one with the next.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Any

from whoosh.analysis import Analyzer, Token

from reelsearch.analysis.analyzers import BETWEEN_VALUES, ReviewAnalyzer
from reelsearch.analysis.blocks import Range, split_blocks, split_paragraphs
from reelsearch.analysis.sentences import split_block
from reelsearch.analysis.words import LONGEST_TERM, split_words
from reelsearch.schema import Kind

SENTENCE, PARAGRAPH = "s", "p"
"""The terms under which an index keeps where sentences and where paragraphs begin."""

_MOST_KEPT = 200_000
_LONGEST_KEPT = 80
_AROUND = '.,;:!?()"'


class _Widths(dict[str, int]):
    """chunk of text without blanks → how many positions its words take; of many texts."""

    def __missing__(self, chunk: str) -> int:
        word = chunk.strip(_AROUND)
        if word.isascii() and word.isalpha() and len(word) <= LONGEST_TERM:
            width = 1
        else:
            width = sum(len(found.parts) for found in split_words(chunk))
        if len(chunk) <= _LONGEST_KEPT:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[chunk] = width
        return width


_widths = _Widths()


def split_units(text: str) -> tuple[list[Range], list[Range]]:
    """The sentences and the paragraphs of *text*, in order, as ranges of characters."""
    sentences: list[Range] = []
    paragraphs = split_paragraphs(text, 0, len(text))
    for paragraph in paragraphs:
        for block in split_blocks(text, *paragraph):
            for start, end in split_block(text, *block):
                if sentences and not text[start - 1].isspace():
                    sentences[-1] = (sentences[-1][0], end)
                else:
                    sentences.append((start, end))
    return sentences, paragraphs


def find_unit_starts(text: str) -> tuple[list[int], list[int]]:
    """The positions at which the sentences and the paragraphs of *text* begin, ascending.

    Positions are those of the body's analyzer. A unit without any word has none.
    """
    sentences, paragraphs = split_units(text)
    if BETWEEN_VALUES in text:
        places = _list_places(text)
        return _count_up(sentences, places), _count_up(paragraphs, places)
    sentence_starts: list[int] = []
    paragraph_starts: list[int] = []
    position = 0
    waiting = iter(paragraphs)
    paragraph = next(waiting, None)
    begins = False
    width_of = _widths.__getitem__
    for start, end in sentences:
        if paragraph is not None and start >= paragraph[0]:
            begins, paragraph = True, next(waiting, None)
        if width := sum(map(width_of, text[start:end].split())):
            sentence_starts.append(position)
            if begins:
                paragraph_starts.append(position)
                begins = False
            position += width
    return sentence_starts, paragraph_starts


def _list_places(text: str) -> list[tuple[int, int]]:
    """(character, position) of every word, by the analyzer itself."""
    tokens = ReviewAnalyzer(Kind.NAME)(text, positions=True, chars=True, mode="index")
    return sorted((token.startchar, token.pos) for token in tokens)


def _count_up(units: Iterable[Range], places: list[tuple[int, int]]) -> list[int]:
    starts = []
    for start, end in units:
        at = bisect_left(places, (start, -1))
        if at < len(places) and places[at][0] < end:
            starts.append(places[at][1])
    return starts


class UnitAnalyzer(Analyzer):
    """Gives the terms :data:`SENTENCE` and :data:`PARAGRAPH` at the positions where a sentence or
    a paragraph of the text begins."""

    def __call__(self, value: str, **options: Any) -> Iterator[Token]:
        token = Token(options.get("positions", False), mode=options.get("mode", ""))
        for text, starts in zip((SENTENCE, PARAGRAPH), find_unit_starts(value), strict=True):
            for start in starts:
                token.text = text
                token.pos = start
                yield token
