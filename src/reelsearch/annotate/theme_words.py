"""The prose of a review → its words by their families, in its sentences.

In: a text and the range of it that is prose. Out: :class:`Prose`, the words that
``analysis.words`` finds, with what surrounds each. Words between two blanks are divided
once and kept, since most of a review is the same few thousand of them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from functools import cached_property, lru_cache
from itertools import accumulate, chain
from sys import intern
from typing import NamedTuple, TypeVar

import numpy as np

from reelsearch.analysis.analyzers import stem
from reelsearch.analysis.folding import LONGEST_KEPT
from reelsearch.analysis.words import LONGEST_TERM, Part, split_words
from reelsearch.annotate.sentences import split_sentences

# Texts without capitals give no other sign of where a sentence ends. What may begin the end of
# one is written first, since nearly all of a text is none.
_LOWER_END = re.compile(r"[.!?…\n](?:(?<!\n)[.!?…]{0,5}(?P<closing>[\"”’')]{0,3})\s+|(?<=\n)\s*\n)")


# What a word may have after its stem and still be the same word: plural and possessive.
# "ed" and "ing" make words of their own: aged, boxing, schooling.
_PLURALS = (("ies", "y"), ("es", "e"), ("s", ""))
_HISSING = ("s", "x", "z", "ch", "sh")
# she'll, we'd: without the apostrophe these would be other words.
_CONTRACTED = ("ll", "d", "re", "ve", "m")
_APOSTROPHES = "'’‘`´′"
# What may surround a word and is no part of any.
_AROUND = '.,;:!?()[]"'
# After these a capital says nothing.
_BEFORE_CAPITALS = '.!?…:"”)'
_IS_BLANK = np.array([*map(str.isspace, map(chr, range(0x3001))), False])
"""Of each character up to the last that is a blank, and of all beyond."""
_MOST_KEPT = 131_072
"""Fifty thousand reviews of 250 words have some fifty thousand words, as they are written."""

_Made = TypeVar("_Made")


@lru_cache(maxsize=32_768)
def find_family(word: str) -> str:
    """What the inflections of a folded word have in common, and no other word has.

    It is the stem with the ending of the singular: *political* is not in the
    family of *polite*, nor *animation* in that of *animal*, though their stems are the same.
    Interned: every word of every review is looked up among the families of the cues.
    """
    base = stem(word)
    shared = len(base)
    while not word.startswith(base[:shared]):
        shared -= 1
    ending = word[shared:]
    if shared and word[shared - 1] == "i" and ending in ("e", "es"):
        return intern(f"{base}+y")
    for plural, singular in _PLURALS:
        if ending.endswith(plural) and not ending.endswith(("ss", "ous")):
            rest = ending.removesuffix(plural)
            hissing = plural == "es" and (word[:shared] + rest).endswith(_HISSING)
            ending = rest if hissing else rest + singular
            break
    return intern(f"{base}+{ending}" if ending else base)


BREAKS = frozenset(",;:.!?—–()")
"""What ends a phrase, and the reach of a negation."""


class _Token(NamedTuple):
    form: str
    start: int
    end: int


class Prose:
    """The words of ``text[start:end]``, counted from 0, and the sentences they stand in.

    Only their families are found at once; what else is asked for, when it is asked for.
    """

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self._range = (start, end)
        self._chunks = text[start:end].split()
        self._divided = list(map(_FAMILIES.__getitem__, self._chunks))
        self.families = list(chain.from_iterable(self._divided))
        self._long: dict[int, tuple[_Token, ...]] = {}

    @cached_property
    def lower(self) -> bool:
        """Whether the prose has no capitals."""
        start, end = self._range
        part = self.text[start:end]
        # The same for ASCII, without looking at one letter after another.
        return part.lower() == part != part.upper() if part.isascii() else part.islower()

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """The ranges of the sentences in the text."""
        return _find_sentences(self.text, *self._range, self.lower)

    @cached_property
    def _begins(self) -> list[int]:
        """Where what stands between two blanks begins."""
        return _find_chunks(self.text, *self._range)

    @cached_property
    def _firsts(self) -> list[int]:
        """The number of the first word of what stands between two blanks."""
        return list(accumulate(map(len, self._divided), initial=0))

    @cached_property
    def _sentence_firsts(self) -> list[int]:
        """The number of the first word of each sentence."""
        begins, firsts = self._begins, self._firsts
        return [firsts[bisect_left(begins, sentence[0])] for sentence in self.sentences]

    def form(self, word: int) -> str:
        """The folded *word*."""
        return self._token(word)[1].form

    def start(self, word: int) -> int:
        """Where in the text *word* begins."""
        chunk, token = self._token(word)
        return self._begins[chunk] + token.start

    def end(self, word: int) -> int:
        """Where in the text *word* ends."""
        chunk, token = self._token(word)
        return self._begins[chunk] + token.end

    def _token(self, word: int) -> tuple[int, _Token]:
        """What is known of *word*, and which of the chunks between blanks it is from."""
        firsts = self._firsts
        chunk = bisect_right(firsts, word) - 1
        tokens = self._long.get(chunk)
        if tokens is None:
            text = self._chunks[chunk]
            tokens = _TOKENS[text]
            if len(text) > LONGEST_KEPT:  # divided anew for each of its words otherwise
                self._long[chunk] = tokens
        return chunk, tokens[word - firsts[chunk]]

    def is_unbroken(self, first: int, last: int) -> bool:
        """Whether no comma, stop or bracket stands between the words *first* and *last*."""
        if first == last:
            return True
        firsts = self._firsts
        chunk = bisect_right(firsts, first) - 1
        if last - first < len(firsts) - chunk and firsts[chunk + last - first] == last:
            # Nearly always: each a word, all but the last without a mark at its end.
            *before, end = self._chunks[chunk : chunk + last - first + 1]
            if "".join(before).isalpha() and end[0].isascii() and end[0].isalnum():
                return True
        return BREAKS.isdisjoint(self.text[self.end(first) : self.start(last)])

    def words_between(self, start: int, end: int) -> range:
        """The words that begin in ``text[start:end]``."""
        return range(self._first_from(start), self._first_from(end))

    def _first_from(self, place: int) -> int:
        """The first word that begins at *place* or after."""
        word = self._firsts[bisect_left(self._begins, place)]
        while word and self.start(word - 1) >= place:
            word -= 1  # it begins within what stands between two blanks
        return word

    def sentence_of(self, word: int) -> int:
        """The number of the sentence in which *word* stands."""
        return max(0, bisect_right(self._sentence_firsts, word) - 1)

    def before(self, word: int) -> str:
        """What stands between *word* and the one before it."""
        return self.text[self.end(word - 1) : self.start(word)] if word else ""

    def begins_sentence(self, word: int) -> bool:
        """Whether *word* is the first of its sentence, or of what follows a colon or dash."""
        if word == 0 or word == self._sentence_firsts[self.sentence_of(word)]:
            return True
        return any(mark in ":—–.!?…" for mark in self.before(word))

    def find_names(self) -> list[int]:
        """The words that have a capital though no sentence begins before them.

        A quick look at the marks around, for all words at once; ``theme_context.is_name`` looks
        closer at one.
        """
        if self.lower:
            return []
        names: list[int] = []
        before = "."
        for at, chunk in enumerate(self._chunks):
            if chunk[0].isupper() and before[-1] not in _BEFORE_CAPITALS:
                names.extend(range(self._firsts[at], self._firsts[at + 1]))
            before = chunk
        return names

    def is_capital(self, word: int) -> bool:
        """Whether *word* begins with a capital, and is not in capitals for emphasis."""
        chunk = self._chunks[bisect_right(self._firsts, word) - 1]
        if len(chunk) <= LONGEST_KEPT and chunk.islower():
            return False  # of a longer one, each of its many words would ask again
        start = self.start(word)
        if not self.text[start].isupper():
            return False
        end = self.end(word)
        return end - start < 2 or not self.text[start:end].isupper()


def _find_chunks(text: str, start: int, end: int) -> list[int]:
    """Where each run without blanks begins, as ``str.split`` divides."""
    part = text[start:end]
    if part.isascii():
        codes = np.frombuffer(part.encode("ascii"), np.uint8)
    else:
        codes = np.frombuffer(part.encode("utf-32-le", "surrogatepass"), np.uint32)
    is_blank = _IS_BLANK.take(codes, mode="clip")
    begins: list[int] = (np.flatnonzero(is_blank[:-1] > is_blank[1:]) + (start + 1)).tolist()
    return begins if not part or is_blank[0] else [start, *begins]


def _find_sentences(text: str, start: int, end: int, lower: bool) -> list[tuple[int, int]]:
    if not lower:
        return list(split_sentences(text, start, end))
    found: list[tuple[int, int]] = []
    begin = start
    for match in _LOWER_END.finditer(text, start, end):
        closing = match.end("closing")
        last = closing if closing > 0 else begin + len(text[begin : match.start()].rstrip())
        found.append((begin, last))
        begin = match.end()
    if text[begin:end].strip():
        found.append((begin, begin + len(text[begin:end].rstrip())))
    return [(first, last) for first, last in found if first < last]


def _find_families(chunk: str) -> tuple[str, ...]:
    return tuple(find_family(token.form) for token in _divide(chunk))


def _divide(chunk: str) -> tuple[_Token, ...]:
    word = chunk.strip(_AROUND)
    if word.isascii() and word.isalpha() and len(word) <= LONGEST_TERM:
        start = chunk.index(word)  # most are such, and would be divided into the same
        return (_Token(word.lower(), start, start + len(word)),)
    return tuple(
        _Token(_drop_contraction(chunk, part), part.start, part.end)
        for word in split_words(chunk)
        for part in word.parts
    )


def _drop_contraction(chunk: str, part: Part) -> str:
    """The form of *part* without the verb that an apostrophe ties to it."""
    for ending in _CONTRACTED:
        at = part.end - len(ending) - 1
        if part.text.endswith(ending) and at > part.start and chunk[at] in _APOSTROPHES:
            return part.text.removesuffix(ending)
    return part.text


class _Kept(dict[str, tuple[_Made, ...]]):
    """What stands between two blanks → what is made of it, once, and kept."""

    def __init__(self, make: Callable[[str], tuple[_Made, ...]]) -> None:
        self._make = make
        self._same: dict[tuple[_Made, ...], tuple[_Made, ...]] = {}

    def __missing__(self, chunk: str) -> tuple[_Made, ...]:
        made = self._make(chunk)
        if len(chunk) <= LONGEST_KEPT:
            if len(self) >= _MOST_KEPT:
                self.clear()
                self._same.clear()
            # One for "word", "word," and "(word": less to keep, and nearer at hand.
            made = self[chunk] = self._same.setdefault(made, made)
        return made


_FAMILIES = _Kept(_find_families)
_TOKENS = _Kept(_divide)
