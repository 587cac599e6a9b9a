"""The prose of a review → its words by their families, in its sentences.

In: a text and the range of it that is prose. Out: :class:`Prose`, the words that
``analysis.words`` finds, with what surrounds each. Words between two blanks are divided
once and kept, since most of a review is the same few thousand of them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
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


@lru_cache(maxsize=131_072)
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
    """The words of ``text[start:end]``, counted from 0, and the sentences they stand in."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        chunks = text[start:end].split()
        begins = [match.start() for match in _CHUNK.finditer(text, start, end)]
        divided = [
            _divide(chunk) if len(chunk) <= LONGEST_KEPT else _divide_anew(chunk)
            for chunk in chunks
        ]
        self._tokens = [token for tokens in divided for token in tokens]
        self._begins = [
            begin for begin, tokens in zip(begins, divided, strict=True) for _ in tokens
        ]
        self.families = [token[0] for token in self._tokens]
        self.forms = [token[1] for token in self._tokens]
        self.lower = text[start:end].islower()
        self.sentences = _find_sentences(text, start, end, self.lower)
        self._sentence_starts = [sentence[0] for sentence in self.sentences]

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
        return max(0, bisect_right(self._sentence_starts, self.start(word)) - 1)

    def before(self, word: int) -> str:
        """What stands between *word* and the one before it."""
        return self.text[self.end(word - 1) : self.start(word)] if word else ""

    def begins_sentence(self, word: int) -> bool:
        """Whether *word* is the first of its sentence, or of what follows a colon or dash."""
        if word == 0 or self.start(word - 1) < self._sentence_starts[self.sentence_of(word)]:
            return True
        return any(mark in ":—–.!?…" for mark in self.before(word))

    def is_capital(self, word: int) -> bool:
        """Whether *word* begins with a capital, and is not in capitals for emphasis."""
        start, end = self.start(word), self.end(word)
        if not self.text[start].isupper():
            return False
        return end - start < 2 or not self.text[start:end].isupper()


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


def _divide_anew(chunk: str) -> tuple[_Token, ...]:
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


_divide = lru_cache(maxsize=131_072)(_divide_anew)
