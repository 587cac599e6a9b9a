"""Text in, words out: where each stands, and the forms under which it is found.

A *word* is what a reader sees between spaces and punctuation. It may be a compound:
*Spider-Man*, *WALL·E*, *L'Avventura*, *E.T.* are found by their parts, by their parts
joined, and by the same with or without the hyphen, dot or apostrophe. So a word has
``parts`` (one for each position it takes) and, if there are several, the ``joined``
form. Contractions are one part: *don't* is *dont*, *Rosemary's* is *rosemarys*.

This is the only place that decides where words begin and end. The analyzers that
index, the parser of queries and the choice of passages all come here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from reelsearch.analysis.folding import fold

LONGEST_TERM = 64
"""Longer strings of letters (hashes, addresses) are cut here, so that a term is bounded."""

_APOSTROPHES = "'’‘ʼ＇"
_HYPHENS = r"\-‐‑–·•"
# Letters and digits, with what may stand among them: combining marks, soft hyphens,
# zero-width joiners.
_LETTERS = r"[\w\u0300-\u036f\u00ad\u200b-\u200d\u2060]+"
_WORD = re.compile(
    rf"""
      (?<!\w) (?: [^\W\d_] \. ){{2,}} (?: [^\W\d_] (?!\w) )?       # E.T.  U.S.A.  A.O
    | (?<!\w) [^\W\d_] (?: \* [^\W\d_] (?!\w) )+                   # M*A*S*H
    | {_LETTERS} (?: [{_APOSTROPHES}{_HYPHENS}] {_LETTERS} )*      # words and compounds
    | &                                                            # "and"
    """,
    re.VERBOSE,
)
_PARTS = re.compile(rf"[^_.*{_HYPHENS}]+")
_ALNUM = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile(f"[{_APOSTROPHES}]")
# What follows the apostrophe of a contraction or a possessive. Anything else that an
# apostrophe divides is a compound: L'Avventura, O'Hara, rock'n'roll.
_CONTRACTED = frozenset({"s", "t", "re", "ll", "ve", "d", "m"})


class Part(NamedTuple):
    """One position's worth of a word: folded text, and its place in what was given."""

    text: str
    start: int
    end: int


class Word(NamedTuple):
    """A word of a text, in characters from *start* to *end*; see the module."""

    parts: tuple[Part, ...]
    joined: str | None
    start: int
    end: int

    @property
    def forms(self) -> tuple[str, ...]:
        """Every folded form under which this word is found."""
        texts = tuple(part.text for part in self.parts)
        return texts if self.joined is None else (*texts, self.joined)


def split_words(text: str) -> Iterator[Word]:
    """The words of *text* in order. Cost: one match a word, and a dictionary look-up."""
    for match in _WORD.finditer(text):
        at = match.start()
        parts, joined = divide(match.group())
        if not parts:
            continue
        if at:
            parts = tuple(Part(t, s + at, e + at) for t, s, e in parts)
        yield Word(parts, joined, at, match.end())


@lru_cache(maxsize=131_072)
def divide(word: str) -> tuple[tuple[Part, ...], str | None]:
    """The parts of one word as it stands in a text, and the joined form of a compound."""
    if word == "&":
        return (Part("and", 0, 1),), None
    parts: list[Part] = []
    for match in _PARTS.finditer(word):
        for start, end in _split_at_apostrophes(match.group()):
            parts.extend(_fold_part(word, match.start() + start, match.start() + end))
    if len(parts) < 2:
        return tuple(parts), None
    joined = "".join(part.text for part in parts)
    return tuple(parts), joined if len(joined) <= LONGEST_TERM else None


def _split_at_apostrophes(part: str) -> Iterator[tuple[int, int]]:
    """Ranges of *part* that are parts of their own: L'Avventura in two, don't in one."""
    starts = [0]
    for match in _APOSTROPHE.finditer(part):
        if part[match.end() :].lower() not in _CONTRACTED:
            starts.append(match.end())
    return zip(starts, [start - 1 for start in starts[1:]] + [len(part)], strict=True)


def _fold_part(word: str, start: int, end: int) -> Iterator[Part]:
    raw = word[start:end]
    # Boss's is the possessive of boss; with the apostrophe only dropped it would be a
    # word that no stemmer knows.
    if len(raw) > 3 and raw[-1] in "sS" and raw[-2] in _APOSTROPHES and raw[-3] in "sS":
        raw = raw[:-2]
    folded = _APOSTROPHE.sub("", fold(raw))
    for match in _ALNUM.finditer(folded):
        yield Part(match.group()[:LONGEST_TERM], start, end)
