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

from reelsearch.analysis.folding import LONGEST_KEPT, fold

LONGEST_TERM = 64
"""Longer strings of letters (hashes, addresses) are cut here, so that a term is bounded."""

_APOSTROPHES = "'’‘ʼʻ＇´`′"
_HYPHENS = r"\-‐‑–·•"
# The scripts of India keep their vowel signs in the same places of each block.
_INDIC = "".join(
    f"{chr(block)}-{chr(block + 0x03)}{chr(block + 0x3A)}-{chr(block + 0x57)}"
    f"{chr(block + 0x62)}{chr(block + 0x63)}"
    for block in range(0x900, 0xD80, 0x80)
)
# Marks that belong to the letter before them, which Python does not count among letters:
# accents; points of Hebrew and Arabic; vowels and tones of India, Sri Lanka, Thailand, Laos,
# Myanmar and Cambodia; the voicing of kana.
_MARKS = (
    r"\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c7\u064b-\u065f\u0670"
    rf"{_INDIC}\u0dca-\u0ddf\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece"
    r"\u102b-\u103e\u17b4-\u17d3\u1ab0-\u1aff\u1dc0-\u1dff\u3099\u309a\ufe20-\ufe2f"
)
# What a word is made of: letters and digits, with marks, soft hyphens and zero-width joiners.
_INSIDE = rf"\w{_MARKS}\u00ad\u200b-\u200d\u2060\ufeff"
_INITIAL = rf"[^\W\d_][{_MARKS}]*+"
_WORD = re.compile(
    rf"""
      (?<!\w) {_INITIAL} \. (?: {_INITIAL} \. )*                      # E.T.  U.S.A.  A.O
          {_INITIAL} (?! [{_INSIDE}] ) \.?
    | (?<!\w) {_INITIAL} (?: \* {_INITIAL} (?! [{_INSIDE}] ) )+        # M*A*S*H
    | [{_INSIDE}]+ (?: [{_APOSTROPHES}{_HYPHENS}] [{_INSIDE}]+ )*      # words and compounds
    | &                                                               # "and"
    """,
    re.VERBOSE,
)
_PARTS = re.compile(rf"[^_.*{_HYPHENS}]+")
_LETTERS = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*")
_APOSTROPHE = re.compile(f"[{_APOSTROPHES}]")
# What follows the apostrophe of a contraction or a possessive. Anything else that an
# apostrophe divides is a compound: L'Avventura, O'Hara, rock'n'roll.
_CONTRACTED = frozenset({"s", "t", "re", "ll", "ve", "d", "m"})
_LONGEST_CONTRACTED = 2


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
        found = match.group()
        parts, joined = divide(found) if len(found) <= LONGEST_KEPT else _divide(found)
        if not parts:
            continue
        if at:
            parts = tuple(Part(t, s + at, e + at) for t, s, e in parts)
        yield Word(parts, joined, at, match.end())


def _divide(word: str) -> tuple[tuple[Part, ...], str | None]:
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


divide = lru_cache(maxsize=32_768)(_divide)


def _split_at_apostrophes(part: str) -> Iterator[tuple[int, int]]:
    """Ranges of *part* that are parts of their own: L'Avventura in two, don't in one."""
    starts = [0]
    for match in _APOSTROPHE.finditer(part):
        after = match.end()
        is_short = len(part) - after <= _LONGEST_CONTRACTED
        if not (is_short and part[after:].lower() in _CONTRACTED):
            starts.append(after)
    return zip(starts, [start - 1 for start in starts[1:]] + [len(part)], strict=True)


def _fold_part(word: str, start: int, end: int) -> Iterator[Part]:
    raw = word[start:end]
    # Boss's is the possessive of boss; with the apostrophe only dropped it would be a
    # word that no stemmer knows.
    if len(raw) > 3 and raw[-1] in "sS" and raw[-2] in _APOSTROPHES and raw[-3] in "sS":
        raw = raw[:-2]
    folded = fold(_APOSTROPHE.sub("", raw))
    for match in _LETTERS.finditer(folded):
        yield Part(match.group()[:LONGEST_TERM], start, end)
