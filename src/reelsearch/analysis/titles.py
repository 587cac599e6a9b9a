"""A film's title in, the terms under which it is known out, and the same for a title typed.

A *whole* title is a title in one form: without the article it begins with (*Matrix, The* and
*The Matrix* are ``matrix``), with its numbers in digits (*Rocky II* is ``rocky2``, *Dune: Part
Two* ``dune2``), *and* for & and no spaces (*Spider-Man* is ``spiderman``). A *short* one is
what people make of it: what stands before or after a colon, or in brackets. The two forms are
for finding; titles are shown as they are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from reelsearch.analysis.labels import name_tokens

ARTICLES = frozenset("a an the l la le les el los las lil lo il una une das der die".split())
"""The articles that a title may begin with; they may stand at its end after a comma."""

_WORDS = "two three four five six seven eight nine ten eleven twelve thirteen".split()
_ROMAN = "ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi".split()
_NUMBERS = {word: str(number) for words in (_WORDS, _ROMAN) for number, word in enumerate(words, 2)}
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_NUMBERS |= dict(zip(_ORDINALS, "1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th".split(), strict=True))
_AFTER_LABEL = {**_NUMBERS, "one": "1", "i": "1"}
_LABELS = frozenset("part chapter volume vol episode pt ep".split())
_MOVED = re.compile(r"(.+), ?([^\W\d_]{1,3})['’]?\Z")
_BREAK = re.compile(r":\s+|\s+[-–—]\s+")
_OTHER = re.compile(r"\s+/\s+|\s+a\.?k\.?a\.?\s+", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*\Z")
_LONGEST = 300  # characters; a longer title is none


class TitleTerms(NamedTuple):
    """The terms of one title."""

    whole: tuple[str, ...]
    short: tuple[str, ...]


@lru_cache(maxsize=16_384)
def title_terms(title: str) -> TitleTerms:
    """The whole forms of *title*, and its short ones."""
    if len(title) > _LONGEST:
        return TitleTerms((), ())
    whole = dict.fromkeys(filter(None, map(title_term, _OTHER.split(title))))
    short: dict[str, None] = {}
    for one in _OTHER.split(title):
        bracket = _BRACKETS.search(one)
        outside = one[: bracket.start()] if bracket else one
        if bracket and (outer := title_term(outside)):
            whole[outer] = None
            short[title_term(bracket[1])] = None
        short |= dict.fromkeys(_list_parts(outside))
    return TitleTerms(tuple(whole), tuple(s for s in short if s and s not in whole))


def title_term(title: str) -> str:
    """The whole form of *title*: one string, empty if it has no letter or digit."""
    moved = _MOVED.match(title.strip())
    if moved and moved[2].lower() in ARTICLES:
        title = moved[1]
    return make_term(name_tokens(title))


def make_term(tokens: Sequence[str]) -> str:
    """The whole form of a title of these folded tokens."""
    rest = list(tokens)
    if len(rest) > 1 and rest[-1] == "the":
        del rest[-1]  # No title ends so but one whose article was moved.
    if len(rest) > 1 and rest[0] in ARTICLES and len("".join(rest)) > len(rest[0]) + 1:
        del rest[0]
    if len(rest) == 1:
        return rest[0]
    return "".join(_spell_numbers(rest))


def _spell_numbers(tokens: Sequence[str]) -> Iterator[str]:
    """*tokens* with digits for their numbers, without the *Part* or *Vol.* before them."""
    for i, token in enumerate(tokens):
        after = tokens[i + 1] if i + 1 < len(tokens) else ""
        if i and token in _LABELS and (after.isdigit() or after in _AFTER_LABEL):
            continue
        if i and tokens[i - 1] in _LABELS:
            yield _AFTER_LABEL.get(token, token)
        elif len(token) > 1 or i == len(tokens) - 1:
            yield _NUMBERS.get(token, token)
        else:
            yield token


def _list_parts(title: str) -> Iterator[str]:
    """What stands before the first break of *title*, and after each if it is a title itself."""
    parts = [name_tokens(part) for part in _BREAK.split(title)]
    for i, tokens in enumerate(parts if len(parts) > 1 else ()):
        if i == 0 or (len(tokens) > 1 and tokens[0] not in _LABELS):
            yield make_term(tokens)
