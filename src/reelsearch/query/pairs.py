"""Two words that stand side by side, both misspelt, of which one is a word itself.

*scarlet johanson*: no review has the second, and the first is a colour. But some review has words
near to both side by side, and none has the first as typed beside a word near to the second. That
is evidence enough to take both for what was meant; the first is searched as typed, too.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import product

from reelsearch.analysis import Word
from reelsearch.query.clauses import BODY, words_in
from reelsearch.query.corrections import MOST_CORRECTED, Correction, make_word
from reelsearch.query.plan import Names, NearWord, Vocabulary

MOST_TRIED = 3
"""Words near to each of the two that are tried."""

_MOST_COST = 1.0  # slips


def find_pairs(
    words: Sequence[Word],
    texts: Sequence[str],
    unknown: Collection[int],
    vocabulary: Vocabulary,
    names: Names,
) -> dict[int, Correction]:
    """Corrections of words at the places *unknown*, each with that of a neighbour it has.

    *texts* are the words as typed.
    """
    found: dict[int, Correction] = {}
    for place in sorted(unknown)[:MOST_CORRECTED]:
        for other in (place - 1, place + 1):
            if not 0 <= other < len(words) or other in unknown or place in found:
                continue
            pair = _find_pair(place, other, words, vocabulary, names)
            if pair is not None:
                found[place] = Correction(texts[place], (pair[0],), rare=False)
                found[other] = Correction(texts[other], (pair[1],), rare=True)
    return found


def _find_pair(
    place: int, other: int, words: Sequence[Word], vocabulary: Vocabulary, names: Names
) -> tuple[NearWord, NearWord] | None:
    """What the words at *place* and *other* are meant for, if only both together say so."""

    def stand_together(one: Word, beside: Word) -> bool:
        both = (one, beside) if place < other else (beside, one)
        return vocabulary.matches(words_in(BODY, both))

    meant = _near(words[place], names)
    if not meant or any(stand_together(make_word(m.text), words[other]) for m in meant):
        return None
    for one, beside in product(meant, _near(words[other], names)):
        if stand_together(make_word(one.text), make_word(beside.text)):
            return one, beside
    return None


def _near(word: Word, names: Names) -> list[NearWord]:
    if word.joined is not None:
        return []
    near = names.near(word.parts[0].text)
    return [found for found in near if found.cost <= _MOST_COST][:MOST_TRIED]
