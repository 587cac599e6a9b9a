"""Text in, index terms out: the two analyzers, for prose and for names.

They are Whoosh analyzers, so that the index, Whoosh's own tools and our parser use
the same ones. Neither has a stop list: *It*, *Us* and *You and I* are films.

A compound word gives a token for each part, one position each, and the joined form
at the first and at the last of these positions: so that in "the Spider-Man suit" the
phrases "the spiderman", "spiderman suit" and "spider man suit" are all found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import Stemmer
from whoosh.analysis import Analyzer, Token

from reelsearch.analysis.words import split_words
from reelsearch.schema import Kind

BETWEEN_VALUES = "\x1e"
"""Stands between the values of a field that has several (people, themes)."""

_VALUE_GAP = 100
"""The positions left between two values, so that no phrase runs from one into the next."""

_stem_word = Stemmer.Stemmer("english", 0).stemWord


@lru_cache(maxsize=32_768)
def stem(word: str) -> str:
    """The Snowball (English) stem of a folded word."""
    return str(_stem_word(word))


def leave(word: str) -> str:
    """The word itself: the counterpart of :func:`stem` for names."""
    return word


class ReviewAnalyzer(Analyzer):
    """Splits text as :mod:`reelsearch.analysis.words` does, then changes each form.

    An index keeps its analyzers by class and state; *kind* is all there is of it.
    """

    def __init__(self, kind: Kind) -> None:
        self.kind = str(kind)

    def __call__(self, value: str, **options: Any) -> Iterator[Token]:
        change = TERM_OF[Kind(self.kind)]
        token = Token(
            options.get("positions", False),
            options.get("chars", False),
            mode=options.get("mode", ""),
        )
        position: int = options.get("start_pos", 0)
        offset: int = options.get("start_char", 0)
        for part in value.split(BETWEEN_VALUES):
            for text, at, start, end in _make_tokens(part, position, change):
                token.text = text
                token.pos, position = at, max(at, position)
                token.startchar, token.endchar = start + offset, end + offset
                yield token
            position += _VALUE_GAP
            offset += len(part) + 1


def _make_tokens(
    text: str, position: int, change: Callable[[str], str]
) -> Iterator[tuple[str, int, int, int]]:
    """(term, position, start, end) of every form of every word."""
    for word in split_words(text):
        for part in word.parts:
            yield change(part.text), position, part.start, part.end
            position += 1
        if word.joined is not None:
            joined = change(word.joined)
            yield joined, position - len(word.parts), word.start, word.end
            yield joined, position - 1, word.start, word.end


TERM_OF: dict[Kind, Callable[[str], str]] = {Kind.PROSE: stem, Kind.NAME: leave}
"""How a folded form becomes an index term, for the kinds of field that have words."""
