"""The prose of a review → its words by their families, in its sentences.

In: a text and the range of it that is prose. Out: :class:`Prose`, the words that
``analysis.words`` finds, with what surrounds each. Words between two blanks are divided
once and kept, since most of a review is the same few thousand of them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property, lru_cache
from itertools import accumulate, chain
from typing import NamedTuple

from reelsearch.analysis.analyzers import stem
from reelsearch.analysis.folding import LONGEST_KEPT
from reelsearch.analysis.words import Part, split_words
from reelsearch.annotate.sentences import split_sentences

_CHUNK = re.compile(r"\S+")
# Texts without capitals give no other sign of where a sentence ends.
_LOWER_END = re.compile(r"[.!?…]{1,6}[\"”’')]{0,3}\s+|\n\s*\n")


# What a word may have after its stem and still be the same word: plural and possessive.
# "ed" and "ing" make words of their own: aged, boxing, schooling.
_PLURALS = (("ies", "y"), ("es", "e"), ("s", ""))
_HISSING = ("s", "x", "z", "ch", "sh")
# she'll, we'd: without the apostrophe these would be other words.
_CONTRACTED = ("ll", "d", "re", "ve", "m")
_APOSTROPHES = "'’‘`´′"
_MOST_KEPT = 32_768


@lru_cache(maxsize=32_768)
def find_family(word: str) -> str:
    """What the inflections of a folded word have in common, and no other word has.

    It is the stem with the ending of the singular: *political* is not in the
    family of *polite*, nor *animation* in that of *animal*, though their stems are the same.
    """
    base = stem(word)
    shared = len(base)
    while not word.startswith(base[:shared]):
        shared -= 1
    ending = word[shared:]
    if shared and word[shared - 1] == "i" and ending in ("e", "es"):
        return f"{base}+y"
    for plural, singular in _PLURALS:
        if ending.endswith(plural) and not ending.endswith(("ss", "ous")):
            rest = ending.removesuffix(plural)
            hissing = plural == "es" and (word[:shared] + rest).endswith(_HISSING)
            ending = rest if hissing else rest + singular
            break
    return f"{base}+{ending}" if ending else base


BREAKS = frozenset(",;:.!?—–()")
"""What ends a phrase, and the reach of a negation."""


class _Token(NamedTuple):
    family: str
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
        self._divided = list(map(_DIVIDED.__getitem__, text[start:end].split()))
        self.families = [token[0] for tokens in self._divided for token in tokens]

    @cached_property
    def _tokens(self) -> list[_Token]:
        return list(chain.from_iterable(self._divided))

    @cached_property
    def forms(self) -> list[str]:
        """The folded words."""
        return [token[1] for token in self._tokens]

    @cached_property
    def lower(self) -> bool:
        """Whether the prose has no capitals."""
        start, end = self._range
        return self.text[start:end].islower()

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """The ranges of the sentences in the text."""
        return _find_sentences(self.text, *self._range, self.lower)

    @cached_property
    def _begins(self) -> list[int]:
        """Where what stands between two blanks begins, for each word of it."""
        begins = _find_chunks(self.text, *self._range)
        if len(self._tokens) == len(self._divided) and all(self._divided):
            return begins  # a word each
        pairs = zip(begins, self._divided, strict=True)
        return [begin for begin, tokens in pairs for _ in tokens]

    @cached_property
    def _sentence_firsts(self) -> list[int]:
        """The number of the first word of each sentence."""
        begins = self._begins
        return [bisect_left(begins, sentence[0]) for sentence in self.sentences]

    def start(self, word: int) -> int:
        """Where in the text *word* begins."""
        return self._begins[word] + self._tokens[word].start

    def end(self, word: int) -> int:
        """Where in the text *word* ends."""
        return self._begins[word] + self._tokens[word].end

    def is_unbroken(self, first: int, last: int) -> bool:
        """Whether no comma, stop or bracket stands between the words *first* and *last*."""
        return BREAKS.isdisjoint(self.text[self.end(first) : self.start(last)])

    def words_between(self, start: int, end: int) -> range:
        """The words that begin in ``text[start:end]``."""
        count = range(len(self._tokens))
        return range(
            bisect_left(count, start, key=self.start), bisect_left(count, end, key=self.start)
        )

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

    def is_capital(self, word: int) -> bool:
        """Whether *word* begins with a capital, and is not in capitals for emphasis."""
        start, end = self.start(word), self.end(word)
        if not self.text[start].isupper():
            return False
        return end - start < 2 or not self.text[start:end].isupper()


def _find_chunks(text: str, start: int, end: int) -> list[int]:
    """Where each run without blanks begins, as ``str.split`` divides."""
    begins: list[int] = []
    for line in text[start:end].splitlines(keepends=True):
        steps = [len(chunk) + 1 for chunk in line.split()]
        if sum(steps) == len(line.strip()) + 1:
            first = start + len(line) - len(line.lstrip())
            begins.extend(accumulate(steps[:-1], initial=first))
        elif steps:  # more than one blank somewhere
            begins.extend(start + match.start() for match in _CHUNK.finditer(line))
        start += len(line)
    return begins


def _find_sentences(text: str, start: int, end: int, lower: bool) -> list[tuple[int, int]]:
    if not lower:
        return list(split_sentences(text, start, end))
    found: list[tuple[int, int]] = []
    begin = start
    for match in _LOWER_END.finditer(text, start, end):
        found.append((begin, begin + len(text[begin : match.end()].rstrip())))
        begin = match.end()
    if text[begin:end].strip():
        found.append((begin, begin + len(text[begin:end].rstrip())))
    return [(first, last) for first, last in found if first < last]


def _divide(chunk: str) -> tuple[_Token, ...]:
    tokens = []
    for word in split_words(chunk):
        for part in word.parts:
            form = _drop_contraction(chunk, part)
            tokens.append(_Token(find_family(form), form, part.start, part.end))
    return tuple(tokens)


def _drop_contraction(chunk: str, part: Part) -> str:
    """The form of *part* without the verb that an apostrophe ties to it."""
    for ending in _CONTRACTED:
        at = part.end - len(ending) - 1
        if part.text.endswith(ending) and at > part.start and chunk[at] in _APOSTROPHES:
            return part.text.removesuffix(ending)
    return part.text


class _Divided(dict[str, tuple[_Token, ...]]):
    """What stands between two blanks → its words, divided once and kept."""

    def __missing__(self, chunk: str) -> tuple[_Token, ...]:
        tokens = _divide(chunk)
        if len(chunk) <= LONGEST_KEPT:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[chunk] = tokens
        return tokens


_DIVIDED = _Divided()
