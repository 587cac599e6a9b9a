"""A word that no text has in, the words of the texts that may have been meant out.

In: a folded word, and the words of an index (:class:`KnownWords`). Out: :class:`NearWord`
values, the likeliest first. Near is a slip of the hand (a letter missing, added, other or
in its neighbour's place; two in longer words), or another spelling of the same sound
(:mod:`reelsearch.names.sounds`). Words of three letters or fewer, and with a digit, are
near to nothing.

Only words that begin as the typed one are compared with it; those that begin otherwise,
and those that sound alike, are few and are looked up. So of 200,000 words some ten
thousand are read at the first use of a letter, and none before.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from string import ascii_lowercase
from typing import NamedTuple, Protocol

from rapidfuzz import process
from rapidfuzz.distance import OSA

from reelsearch.names.parts import strip_vowels
from reelsearch.names.sounds import list_alike

SHORTEST = 4
"""Letters from which a word may be misspelt: of three, too many words are one slip apart."""

TWO_SLIPS = 8
"""Letters from which two slips are allowed; from two letters fewer if only vowels and doubled
letters are wrong."""

_FIRST_LETTER = 6  # letters from which the first may be wrong
_FOR_FIRST = 0.75  # slips that a wrong first letter costs beside its own
_FOR_SOUND = 0.5  # slips that another spelling of one sound costs
_FOR_SOUNDS = 1.25  # slips that other spellings of two sounds cost
_FOR_HABIT = 0.75  # slips that the usual ones cost: letters swapped, doubled, another vowel
_FOR_KEY = 0.9  # slips that a key beside the right one costs
_ANY_COST = math.inf
_PER_SLIP = 6.0
"""By what a word with one more slip must be the more frequent to be as likely, as a logarithm.

The noisy channel (Kernighan, Church and Gale 1990): the chance of a word is its frequency
times that of the slips; one slip in about 400 words is what typists make of short ones.
"""


class NearWord(NamedTuple):
    """A word that may be meant: in how many reviews it stands, and its cost in slips."""

    text: str
    reviews: int
    cost: float

    @property
    def likelihood(self) -> float:
        """The logarithm of how likely it is meant, up to a constant."""
        return math.log(self.reviews) - _PER_SLIP * self.cost


class KnownWords(Protocol):
    """The words of the texts and how many reviews have each."""

    def count(self, word: str) -> int:
        """How many reviews have *word*; 0 if none."""

    def beginning_with(self, prefix: str) -> Iterable[tuple[str, int]]:
        """The words that begin with *prefix*, with their counts."""


class NearWords:
    """Finds near words; keeps what it has read. It may be shared by threads."""

    def __init__(self, words: KnownWords) -> None:
        self._words = words
        self._read: dict[str, dict[int, dict[str, int]]] = {}

    def find(
        self, typed: str, limit: int = 8, *, within: float = _ANY_COST
    ) -> tuple[NearWord, ...]:
        """The words that the folded word *typed* may have been meant for; never itself.

        None costs more than *within* slips.
        """
        if len(typed) < SHORTEST or not typed.isalpha():
            return ()
        costs: dict[str, tuple[float, int]] = {}
        for word, count, cost in self._candidates(typed, within):
            if word != typed and count and len(word) >= SHORTEST - 1:
                costs[word] = min((cost, count), costs.get(word, (cost, count)))
        near = [NearWord(word, count, cost) for word, (cost, count) in costs.items()]
        return tuple(sorted(near, key=lambda n: (-n.likelihood, n.text))[:limit])

    def _candidates(self, typed: str, within: float) -> Iterator[tuple[str, int, float]]:
        most = min(_most(typed), within)
        slips = 2 if len(typed) >= TWO_SLIPS - 2 and most >= 2 * _FOR_HABIT else 1
        for length in range(len(typed) - slips, len(typed) + slips + 1):
            counted = self._of_length(typed[0], length)
            for word, edits, _ in process.extract(
                typed, counted.keys(), scorer=OSA.distance, score_cutoff=slips, limit=None
            ):
                cost = _judge(typed, word, int(edits))
                if cost <= most:
                    yield word, counted[word], cost
        for word, changes in list_alike(typed, 2 if within >= _FOR_SOUNDS else 1):
            if changes == 1:
                yield word, self._count(word), _FOR_SOUND
            elif (count := self._count(word)) and OSA.distance(typed, word) <= slips + 1:
                yield word, count, _FOR_SOUNDS
        if len(typed) >= _FIRST_LETTER and within >= 1 + _FOR_FIRST:
            for word in _begin_otherwise(typed):
                yield word, self._count(word), 1 + _FOR_FIRST

    def _count(self, word: str) -> int:
        """How many reviews have *word*, from what was read if it was."""
        read = self._read.get(word[:1])
        return self._words.count(word) if read is None else read.get(len(word), {}).get(word, 0)

    def _of_length(self, letter: str, length: int) -> dict[str, int]:
        """The words of *length* letters that begin with *letter*."""
        read = self._read.get(letter)
        if read is None:
            read = {}
            for word, count in self._words.beginning_with(letter):
                read.setdefault(len(word), {})[word] = count
            self._read[letter] = read
        return read.get(length, {})


def _most(typed: str) -> float:
    """What a slip or two in *typed* may cost.

    Of four letters any other consonant makes another word; in a longer word but one of eight
    letters only slips of habit come in twos.
    """
    if len(typed) == SHORTEST:
        return _FOR_KEY
    return 2.0 if len(typed) >= TWO_SLIPS else 2 * _FOR_HABIT


def _judge(typed: str, word: str, edits: int) -> float:
    """What *edits* between two words that begin alike cost."""
    if edits == 1 and (strip_vowels(typed) == strip_vowels(word) or sorted(typed) == sorted(word)):
        return _FOR_HABIT
    if edits == 1 and _is_beside(typed, word):
        return _FOR_KEY
    if edits == 2 and strip_vowels(typed) == strip_vowels(word):
        return 2 * _FOR_HABIT
    return float(edits)


_KEYS = {
    letter: (row, column + row / 2)
    for row, letters in enumerate(("qwertyuiop", "asdfghjkl", "zxcvbnm"))
    for column, letter in enumerate(letters)
}


def _is_beside(typed: str, word: str) -> bool:
    """Whether the one letter in which two words differ is beside the right one on the keyboard."""
    if len(typed) != len(word):
        return False
    ((one, other),) = ((a, b) for a, b in zip(typed, word, strict=True) if a != b)
    if one not in _KEYS or other not in _KEYS:
        return False
    (row, column), (other_row, other_column) = _KEYS[one], _KEYS[other]
    return abs(row - other_row) <= 1 and abs(column - other_column) <= 1


def _begin_otherwise(typed: str) -> Sequence[str]:
    """What *typed* may be with the first letter wrong, missing, too many, or swapped."""
    rest = typed[1:]
    swapped = typed[1] + typed[0] + typed[2:]
    others = [letter + end for letter in ascii_lowercase for end in (rest, typed)]
    return [word for word in (rest, swapped, *others) if word != typed]
