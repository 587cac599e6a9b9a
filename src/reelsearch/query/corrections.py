"""Words that no review has in, the words that were meant out.

Words are looked at in context: a near word that some review has close to the word's
neighbours in the query is the likelier for it, so that *kichen fite* is the kitchen fight and
no kitchen fire. Words that stay equally likely are all taken, since ties are listed and
never chosen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reelsearch.analysis import Word, split_words
from reelsearch.query.clauses import BODY, words_in
from reelsearch.query.plan import Names, NearWord, Vocabulary

MOST_CORRECTED = 8
"""Words of one query that are corrected; a query with more of them is a pasted text."""

FEWER = 100
"""How many times as frequent a word is that a rare one is taken for as well."""

_TIED = 0.7  # likelihoods (logarithms) that differ by less are equal
_FOR_NEIGHBOURS = 1.5  # what a word gains that some review has close to its neighbours
_POSSIBLE = _TIED + _FOR_NEIGHBOURS  # a word less likely than the best by more has lost
_SHOWN = 3
_NEAR = 8  # positions


class Correction(NamedTuple):
    """The words that were meant where *typed* stands in a query; *rare* if reviews have it too."""

    typed: str
    meant: tuple[NearWord, ...]
    rare: bool

    @property
    def note(self) -> str:
        """What to tell the person."""
        *others, last = [near.text for near in self.meant]
        listed = f"{', '.join(others)} and {last}" if others else last
        if self.rare:
            return f"showing {listed} as well as “{self.typed}”"
        return f"no review has “{self.typed}”; showing {listed}"


def correct_words(
    words: Sequence[Word],
    texts: Sequence[str],
    misspelt: Mapping[int, bool],
    vocabulary: Vocabulary,
    names: Names,
) -> dict[int, Correction]:
    """The corrections of the words at the places *misspelt*, True for those that are rare.

    *texts* are the words as typed. A word that nothing is near to is left out.
    """
    near = {
        place: found
        for place in sorted(misspelt)[:MOST_CORRECTED]
        if (found := _near_words(words[place], misspelt[place], vocabulary, names))
    }
    corrections = {}
    for place, candidates in near.items():
        possible = [c for c in candidates if _is_within(c, candidates[0], _POSSIBLE)]
        if len(possible) > 1:
            around = _neighbours(place, words, near)
            possible = sorted(
                (_raise(c) if _stands_near(c, around, vocabulary) else c for c in possible),
                key=lambda c: -c.likelihood,
            )
        meant = tuple(c for c in possible if _is_within(c, possible[0], _TIED))[:_SHOWN]
        corrections[place] = Correction(texts[place], meant, misspelt[place])
    return corrections


def _near_words(
    word: Word, is_rare: bool, vocabulary: Vocabulary, names: Names
) -> tuple[NearWord, ...]:
    typed = word.joined or word.parts[0].text
    if not is_rare:
        return names.near(typed)
    least = FEWER * max(vocabulary.frequency(BODY.name, part.text) for part in word.parts)
    return tuple(n for n in names.near(typed, 1) if n.reviews > max(least, FEWER))


def _raise(candidate: NearWord) -> NearWord:
    return candidate._replace(likelihood=candidate.likelihood + _FOR_NEIGHBOURS)


def _is_within(candidate: NearWord, best: NearWord, difference: float) -> bool:
    return best.likelihood - candidate.likelihood <= difference


def _neighbours(
    place: int, words: Sequence[Word], near: Mapping[int, Sequence[NearWord]]
) -> list[Word]:
    """The words beside the one at *place*: as typed, or what they may be."""
    around: list[Word] = []
    for other in (place - 1, place + 1):
        if other in near:
            around += [make_word(n.text) for n in near[other][:_SHOWN]]
        elif 0 <= other < len(words):
            around.append(words[other])
    return around


def _stands_near(candidate: NearWord, around: Sequence[Word], vocabulary: Vocabulary) -> bool:
    word = make_word(candidate.text)
    return any(vocabulary.matches(words_in(BODY, (word, other), _NEAR)) for other in around)


def make_word(text: str) -> Word:
    """The word that *text*, a word of the index, is."""
    return next(split_words(text))
