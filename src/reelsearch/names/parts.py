"""The parts of a name that do not decide it: articles, suffixes, particles, initials.

In: a name, or its folded tokens, and the field it stands in. Out: which tokens may be
left out or abbreviated. Which rules hold depends on the field: *Jr* is no part of
a person's name, but *II* is part of a title; *J.* stands for *John*, but the film *M*
for nothing else.
"""

from __future__ import annotations

import re

PEOPLE = frozenset({"reviewer", "director", "cast", "person"})
"""The fields whose names are names of persons."""

# Closed classes of words, complete for the languages of film titles and of bylines.
_ARTICLES = frozenset("a an the l la le les el los las il lo una une das der".split())
_PARTICLES = frozenset("al bin da de del della den der di dos du el la le ten ter van von".split())
_SUFFIXES = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii"}
_MOVED_ARTICLE = re.compile(r", ?([^\W\d_]{1,3})['’]?$")
_VOWELS = frozenset("aeiouy")


def restore_article(text: str, tokens: tuple[str, ...], field: str) -> tuple[str, ...]:
    """*tokens* of a title with the article in front: *Matrix, The* is *The Matrix*."""
    if field == "film" and ", " in text and len(tokens) > 1 and tokens[-1] in _ARTICLES:
        found = _MOVED_ARTICLE.search(text.rstrip()[-6:])
        if found and found.group(1).lower() == tokens[-1]:
            return (tokens[-1], *tokens[:-1])
    return tokens


def find_spare(tokens: tuple[str, ...], field: str) -> frozenset[int]:
    """The positions that may be missing at no cost: a title's article, a person's *Jr*."""
    if len(tokens) < 2:
        return frozenset()
    if field in PEOPLE:
        return frozenset({len(tokens) - 1}) if tokens[-1] in _SUFFIXES else frozenset()
    if tokens[0] in _ARTICLES:
        return frozenset({0})
    # No title ends in "the" but one whose article was moved.
    return frozenset({len(tokens) - 1}) if tokens[-1] == "the" else frozenset()


def find_loose(tokens: tuple[str, ...], field: str) -> frozenset[int]:
    """The positions that, when asked, need not be in the name if the rest nearly is.

    These are a person's particles and middle initials (not the first: *K. Kamara* is not
    *M. Kamara*), and any article of a title.
    """
    if field in PEOPLE:
        return frozenset(
            i for i, t in enumerate(tokens) if (len(t) == 1 and i > 0) or t in _PARTICLES
        )
    return frozenset(i for i, t in enumerate(tokens) if t in _ARTICLES)


def find_suffix(tokens: tuple[str, ...], field: str) -> str | None:
    """The suffix of a person's name in one spelling (*Junior* is *jr*); None without one."""
    if field not in PEOPLE or len(tokens) < 2:
        return None
    return _SUFFIXES.get(tokens[-1])


def is_initials(token: str) -> bool:
    """Whether *token* stands for other names: *j*, or two letters without a vowel, *pj*."""
    return len(token) == 1 or (len(token) == 2 and _VOWELS.isdisjoint(token))


def spread_initials(tokens: tuple[str, ...], field: str) -> tuple[str, ...]:
    """*tokens* with the initials in front apart: *pj nabarro* is *p j nabarro*."""
    if field in PEOPLE and len(tokens) > 1 and len(tokens[0]) == 2 and is_initials(tokens[0]):
        return (*tokens[0], *tokens[1:])
    return tokens


def strip_vowels(token: str) -> str:
    """The consonants of *token*, doubled ones once: what a misspelling seldom changes."""
    kept = [c for c in token if c not in _VOWELS]
    return "".join(c for i, c in enumerate(kept) if i == 0 or c != kept[i - 1])
