"""A film's title in, the terms under which it is known out, and the same for a title typed.

A *whole* title is a title in one form: without the article it begins with (*Matrix, The* and
*The Matrix* are ``matrix``), with its numbers in digits (*Rocky II* is ``rocky2``, *Dune: Part
Two* ``dune2``), *and* for & and no spaces (*Spider-Man* is ``spiderman``). A *short* one is
what people make of it: what stands before or after a colon, or in brackets. The two forms are
for finding; titles are shown as they are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from reelsearch.analysis.labels import name_tokens
from reelsearch.analysis.titles import ARTICLES, LABELS, make_term

_MOVED = re.compile(r"(.+), ?([^\W\d_]{1,3})['’]?\Z")
_BREAK = re.compile(r":\s+|\s+[-–—]\s+")
_OTHER = re.compile(r"\s+/\s+|\s+a\.?k\.?a\.?\s+", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*\Z")
_LONGEST = 300  # characters; a longer title is none


_STATED = re.compile(
    r"^[ \t*_]*(?:original title|also known as|a\.?k\.?a\.?)[ \t*_]*:[ \t*_]*(\S.{0,200})$",
    re.IGNORECASE | re.MULTILINE,
)
_HEAD = 2_000  # characters in which a review states its film


class TitleTerms(NamedTuple):
    """The terms of one title."""

    whole: tuple[str, ...]
    short: tuple[str, ...]


@lru_cache(maxsize=16_384)
def title_terms(title: str) -> TitleTerms:
    """The whole forms of *title*, and its short ones."""
    if len(title) > _LONGEST:
        return TitleTerms((), ())
    titles = _OTHER.split(title)
    titles += [one.replace("½", " and a half") for one in titles if "½" in one]
    whole = dict.fromkeys(filter(None, map(title_term, titles)))
    short: dict[str, None] = {}
    for one in _OTHER.split(title):
        bracket = _BRACKETS.search(one)
        outside = one[: bracket.start()] if bracket else one
        if bracket and (outer := title_term(outside)):
            whole[outer] = None
            short[title_term(bracket[1])] = None
        short |= dict.fromkeys(_list_parts(outside))
    return TitleTerms(tuple(whole), tuple(s for s in short if s and s not in whole))


def stated_titles(text: str) -> list[str]:
    """Other titles of the film that the head of a review states: ``Original title: Roma``."""
    return [match[1].strip(' \t*_"“”«»') for match in _STATED.finditer(text[:_HEAD])]


def title_term(title: str) -> str:
    """The whole form of *title*: one string, empty if it has no letter or digit."""
    moved = _MOVED.match(title.strip())
    if moved and moved[2].lower() in ARTICLES:
        title = moved[1]
    return make_term(name_tokens(title))


def _list_parts(title: str) -> Iterator[str]:
    """What stands before the first break of *title*, and after each if it is a title itself."""
    parts = [name_tokens(part) for part in _BREAK.split(title)]
    for i, tokens in enumerate(parts if len(parts) > 1 else ()):
        if i == 0 or (len(tokens) > 1 and tokens[0] not in LABELS):
            yield make_term(tokens)
