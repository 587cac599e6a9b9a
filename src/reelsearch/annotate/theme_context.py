"""A cue and what stands around it → whether it speaks of the film's theme.

In: the words of the prose and the place of a cue. Out: whether it is part of a title
or a name (*Star Wars*, *the High Table*), and whether the review denies it ("this is
not a revenge film"). Only the sentence of the cue is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from reelsearch.analysis.words import split_words
from reelsearch.annotate.theme_lexicon import ThemeLexicon
from reelsearch.annotate.theme_matching import Matches
from reelsearch.annotate.theme_numbers import NEGATES
from reelsearch.annotate.theme_words import Prose, find_family

_REACH = 8
"""How many words a negation reaches over."""

_SUBTITLE = re.compile(r"\s*(?::|\s[-–—])\s+")
_ARTICLES = ("the", "a", "an")
_MARKED = re.compile(r"[“\"‘'*_«](?P<inside>[^“”\"*_«»\n]{1,80})[”\"’'*_»]")
_LONGEST_MARKED = 82
_QUOTED = re.compile(r"\"([^\"\n]{1,60})\"")
_PRINCIPAL = 4
"""Words of a title from this length on have capitals."""

_RUN = re.compile(r"[ \t]+|[-’'&. ]{1,3}")
_SMALL = frozenset({"of", "the", "and", "in", "on", "to", "for", "a", "an", "at"})


def find_titles(prose: Prose, title: str | None) -> frozenset[int]:
    """The words of *prose* that belong to the film's own title, or to another in quotes."""
    found: set[int] = set()
    for words, families in _title_variants(title) if title else ():
        for at in _find_all(prose.families, families):
            if any(prose.form(word) != form for word, form in enumerate(words, at)):
                continue
            if len(words) > 1 or prose.lower or prose.text[prose.start(at)].isupper():
                found.update(range(at, at + len(words)))
    if prose.lower:
        found.update(_quoted_words(prose))
    return frozenset(found)


def _find_all(words: list[str], part: list[str]) -> Iterator[int]:
    """Where *part* stands in *words*."""
    at = -1
    for _ in range(words.count(part[0])):
        at = words.index(part[0], at + 1)
        if words[at : at + len(part)] == part:
            yield at


@lru_cache(maxsize=4096)
def _title_variants(title: str) -> tuple[tuple[tuple[str, ...], list[str]], ...]:
    """The title, its parts around a colon or dash, and each without its article: the words,
    and their families."""
    variants: dict[tuple[str, ...], list[str]] = {}
    for part in (title, *_SUBTITLE.split(title)):
        words = tuple(part_.text for word in split_words(part) for part_ in word.parts)
        for variant in (words, words[1:] if words[:1] in {(a,) for a in _ARTICLES} else ()):
            if variant and variant not in variants:
                variants[variant] = list(map(find_family, variant))
    return tuple(variants.items())


def _quoted_words(prose: Prose) -> set[int]:
    """In prose without capitals, the words in short quotations, which are mostly titles."""
    spans = [match.span() for match in _QUOTED.finditer(prose.text)]
    return {
        at
        for start, end in spans
        if prose.text.count(" ", start, end) < _PRINCIPAL + 4
        for at in prose.words_between(start, end)
    }


def is_name(prose: Prose, first: int, last: int) -> bool:
    """Whether the words *first* to *last* have a capital because they are of a name."""
    capitals = [word for word in range(first, last + 1) if prose.is_capital(word)]
    if not capitals:
        return False
    if _is_marked_title(prose, capitals[0]):
        return True
    if capitals == [first] and prose.begins_sentence(first):
        return _runs_on(prose, last)
    return True


def _runs_on(prose: Prose, last: int) -> bool:
    """Whether a name goes on after the word *last*: *War Horse*, *Death of a Salesman*."""
    word = last + 1
    while word < len(prose.families) and word <= last + 3:
        if not _RUN.fullmatch(prose.before(word)):
            return False
        if prose.is_capital(word):
            return True
        if prose.form(word) not in _SMALL or prose.form(word) == "and":
            return False
        word += 1
    return False


def _is_marked_title(prose: Prose, word: int) -> bool:
    """Whether *word* is in quotation marks or stars whose content looks like a title."""
    sentence = prose.sentences[prose.sentence_of(word)] if prose.sentences else (0, 0)
    at = prose.start(word)
    # No farther than what is marked may reach: a sentence may be as long as the text.
    end = min(sentence[1], at + _LONGEST_MARKED)
    for match in _MARKED.finditer(prose.text, max(sentence[0], at - _LONGEST_MARKED), end):
        if match.start() >= at:
            return False
        if match.end() > at:
            words = match["inside"].split()
            return len(words) <= 9 and all(
                not each[:1].islower() for each in words if len(each) >= _PRINCIPAL
            )
    return False


def find_denied(prose: Prose, matches: Matches, lexicon: ThemeLexicon) -> frozenset[int]:
    """The words at which cues begin that a negation reaches."""
    reached: set[int] = set()
    for at in lexicon.words.find_kind(matches.numbers, NEGATES).nonzero()[0].tolist():
        reached.update(range(at + 1, at + 2 + _REACH))
    firsts = (hit.first for hits in matches.cues.values() for hit in hits)
    return frozenset(
        first for first in reached.intersection(firsts) if _is_denied(prose, first, lexicon)
    )


def _is_denied(prose: Prose, first: int, lexicon: ThemeLexicon) -> bool:
    """Whether a negation reaches the cue that begins at *first*."""
    negators, before_cues = lexicon.before_cues
    for family in reversed(prose.families[max(0, first - 1 - _REACH) : first]):
        if family in negators:
            break
        if family not in before_cues:
            return False  # nearly always
    else:
        return False
    word = first - 1
    passed: list[str] = []
    while word >= 0 and len(passed) < _REACH:
        if not prose.is_unbroken(word, word + 1):
            return False
        form = prose.form(word)
        if prose.families[word] in negators:
            if word and (prose.form(word - 1), form) in lexicon.negators:
                return True
            if (form,) in lexicon.negators:
                return not (passed and passed[-1] in lexicon.not_negated)
        if form not in lexicon.passed_over and form not in lexicon.not_negated:
            return False
        passed.append(form)
        word -= 1
    return False
