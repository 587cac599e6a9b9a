"""Words in, clauses out: how one or more words are looked for in one field.

Compounds are where this is less than plain: *Spider-Man* typed is found where the text
says Spider-Man, spider man or Spiderman (see ``analysis.words``).
"""

from __future__ import annotations

from collections.abc import Sequence

from whoosh import query as q

from reelsearch.analysis import Word
from reelsearch.analysis.analyzers import TERM_OF
from reelsearch.query.plan import Vocabulary
from reelsearch.schema import BY_NAME, SEARCHED, Field

BODY = BY_NAME["body"]


def word_in(field: Field, word: Word, boost: float = 1.0) -> q.Query:
    """*word* in *field*: as it was typed, or by its parts, or by its parts joined."""
    change = TERM_OF[field.kind]
    parts = [change(part.text) for part in word.parts]
    if word.joined is None:
        return q.Term(field.name, parts[0], boost=boost)
    joined = q.Term(field.name, change(word.joined), boost=boost)
    return q.DisjunctionMax([q.Phrase(field.name, parts, boost=boost), joined])


def words_in(field: Field, words: Sequence[Word], slop: int = 1, boost: float = 1.0) -> q.Query:
    """*words* in *field* one after the other, each at most *slop* positions after the last."""
    if len(words) == 1 and slop == 1:
        return word_in(field, words[0], boost)
    variants = [
        q.Phrase(field.name, list(terms), slop=slop, boost=boost)
        for terms in runs(field, words, slop)
    ]
    return variants[0] if len(variants) == 1 else q.DisjunctionMax(variants)


def runs(field: Field, words: Sequence[Word], slop: int = 1) -> list[tuple[str, ...]]:
    """The runs of terms that *words* may stand as: compounds in parts, and joined.

    Two words that need not be neighbours may also stand the other way round.
    """
    change = TERM_OF[field.kind]
    apart = tuple(change(part.text) for word in words for part in word.parts)
    found = [apart]
    if any(word.joined for word in words):
        found.append(tuple(change(word.joined or word.parts[0].text) for word in words))
    if slop > 1 and len(apart) == 2:
        found.append((apart[1], apart[0]))
    return found


def word_anywhere(word: Word) -> list[tuple[Field, q.Query]]:
    """*word* in each of the fields that a search naming none looks in, by their weights."""
    return [(field, word_in(field, word, field.weight)) for field in SEARCHED]


def terms_of(field: Field, word: Word) -> tuple[str, ...]:
    """The terms of *field* under which *word* may stand."""
    return tuple(TERM_OF[field.kind](form) for form in word.forms)


def has_word(vocabulary: Vocabulary, field: Field, word: Word) -> bool:
    """Whether *field* may have *word*: its joined form, or all of its parts in some document."""
    change = TERM_OF[field.kind]
    if word.joined is not None and vocabulary.frequency(field.name, change(word.joined)):
        return True
    return all(vocabulary.frequency(field.name, change(part.text)) for part in word.parts)
