"""Words in, clauses out: how one or more words are looked for in one field.

Compounds are where this is less than plain: *Spider-Man* typed is found where the text
says Spider-Man, spider man or Spiderman (see ``analysis.words``).
"""

from __future__ import annotations

from collections.abc import Sequence

from whoosh import query as q

from reelsearch.analysis import Word
from reelsearch.analysis.analyzers import TERM_OF, stem
from reelsearch.query.plan import Vocabulary, weigh
from reelsearch.schema import BY_NAME, SEARCHED, SEARCHED_FIELD, Field

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


def word_anywhere(vocabulary: Vocabulary, word: Word) -> q.Query:
    """*word* where a search that names no field looks: in the sum of the searched fields.

    That field has no positions: in which order the parts of a compound stand is asked of
    each field, and what they score of the sum.
    """
    if word.joined is None:
        return q.Term(SEARCHED_FIELD, stem(word.parts[0].text))
    joined, parts = _forms_anywhere(word)
    standing = [
        q.Phrase(field.name, [TERM_OF[field.kind](part.text) for part in word.parts])
        for field in SEARCHED
        if has_parts(vocabulary, field, word)
    ]
    return q.DisjunctionMax([joined, q.Require(parts, q.Or(standing))]) if standing else joined


def parts_anywhere(word: Word) -> q.Query:
    """A compound *word*, or any of its parts wherever they stand."""
    return q.DisjunctionMax(list(_forms_anywhere(word)))


def _forms_anywhere(word: Word) -> tuple[q.Query, q.Query]:
    parts = {stem(part.text): None for part in word.parts}
    joined = q.Term(SEARCHED_FIELD, stem(word.joined or word.parts[0].text))
    return joined, q.Or([q.Term(SEARCHED_FIELD, part) for part in parts])


def is_anywhere(vocabulary: Vocabulary, word: Word) -> bool:
    """Whether any searched field may have *word*."""
    whole = stem(word.joined or word.parts[0].text)
    if vocabulary.frequency(SEARCHED_FIELD, whole):
        return True
    return word.joined is not None and any(has_parts(vocabulary, field, word) for field in SEARCHED)


def weigh_word(vocabulary: Vocabulary, word: Word) -> float:
    """The idf of *word* over the searched fields: of its most frequent form."""
    counts = (vocabulary.frequency(SEARCHED_FIELD, stem(form)) for form in word.forms)
    return weigh(vocabulary, max(counts))


def terms_of(field: Field, word: Word) -> tuple[str, ...]:
    """The terms of *field* under which *word* may stand."""
    return tuple(TERM_OF[field.kind](form) for form in word.forms)


def has_word(vocabulary: Vocabulary, field: Field, word: Word) -> bool:
    """Whether *field* may have *word*: its joined form, or all of its parts in some document."""
    change = TERM_OF[field.kind]
    if word.joined is not None and vocabulary.frequency(field.name, change(word.joined)):
        return True
    return has_parts(vocabulary, field, word)


def has_parts(vocabulary: Vocabulary, field: Field, word: Word) -> bool:
    """Whether *field* has each of the parts of *word* in some document."""
    change = TERM_OF[field.kind]
    return all(vocabulary.frequency(field.name, change(part.text)) for part in word.parts)
