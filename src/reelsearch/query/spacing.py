"""Words written together or apart in, as the reviews write them out: *flame thrower*.

A word that no review has may be two that stand side by side in some review (*kitchenfight*), or
be one with the word beside it. Only such words are looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from reelsearch.analysis import Part, Word
from reelsearch.query.clauses import BODY, words_in
from reelsearch.query.name_clauses import Typed
from reelsearch.query.plan import Vocabulary
from reelsearch.schema import WORD_FIELD

SHORTEST = 3
"""Letters of each of two words that were written together."""

MOST_UNKNOWN = 12
"""Words that no review has; a query with more of them is a pasted text, and is left as it is."""


def respace(
    words: Sequence[Typed], unknown: AbstractSet[int], vocabulary: Vocabulary
) -> tuple[list[Typed], list[str]]:
    """*words* with those at the places *unknown* joined or parted, and what to tell of it."""
    spaced: list[Typed] = []
    notes: list[str] = []
    if len(unknown) > MOST_UNKNOWN:
        return list(words), []
    i = 0
    while i < len(words):
        pair = words[i : i + 2]
        one = _join(pair, vocabulary) if unknown & {i, i + 1} and len(pair) == 2 else None
        taken = 2 if one else 1
        if one is None and i in unknown:
            one = _part(words[i], vocabulary)
        if one is not None:
            typed = " ".join(word.text for word in words[i : i + taken])
            notes.append(f"no review has “{typed}”; showing {_text(one)}")
        spaced.append(one or words[i])
        i += taken
    return spaced, notes


def _join(pair: Sequence[Typed], vocabulary: Vocabulary) -> Typed | None:
    """The one word that two are, if some review has it."""
    if any(typed.word.joined is not None for typed in pair):
        return None
    text = "".join(typed.word.parts[0].text for typed in pair)
    if not vocabulary.frequency(WORD_FIELD, text):
        return None
    return Typed(text, Word((Part(text, 0, len(text)),), None, 0, len(text)))


def _part(typed: Typed, vocabulary: Vocabulary) -> Typed | None:
    """The compound of two words that one is, if some review has them side by side.

    Of several the one whose rarer word is the most frequent.
    """
    if typed.word.joined is not None:
        return None
    text = typed.word.parts[0].text
    best, most = None, 0
    for at in range(SHORTEST, len(text) - SHORTEST + 1):
        count = vocabulary.frequency(WORD_FIELD, text[:at])
        count = min(count, vocabulary.frequency(WORD_FIELD, text[at:])) if count else 0
        parts = (Part(text[:at], 0, at), Part(text[at:], at, len(text)))
        both = [Word((part,), None, part.start, part.end) for part in parts]
        if count > most and vocabulary.matches(words_in(BODY, both)):
            best, most = Word(parts, text, 0, len(text)), count
    return None if best is None else Typed(typed.text, best)


def _text(typed: Typed) -> str:
    return " ".join(part.text for part in typed.word.parts)
