"""The names among the plain words of a query in, the clauses that look for them out.

Names that no review has are those that :class:`query.plan.Names` finds for them; names as they
stand are found by :mod:`reelsearch.query.name_units`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from whoosh import query as q

from reelsearch.analysis import Word, name_key, split_words
from reelsearch.query.clauses import BODY, has_word, word_in, words_in
from reelsearch.query.highlights import Highlights
from reelsearch.query.name_units import find_namesakes, find_units, is_surname
from reelsearch.query.plan import FoundName, NameInQuery, Names, Plan, Vocabulary, weigh
from reelsearch.schema import BY_NAME, key_field

SURNAME = 0.5
"""How much of its BM25 the surname alone counts in a text, where a whole name was asked for."""

RATHER_A_WORD = 20
"""How many times as many reviews must have a word as have a name, for a misspelt word that is
near to both to be the word."""


class Typed(NamedTuple):
    """A plain word of the query: as typed, and as words of the analysis."""

    text: str
    word: Word


class NameClauses:
    """Finds the names, and notes in *plan* what is to be told and shown of them."""

    def __init__(self, vocabulary: Vocabulary, names: Names, plan: Plan, show: Highlights) -> None:
        self._vocabulary = vocabulary
        self._names = names
        self._plan = plan
        self._show = show

    def find(self, words: list[Typed], unknown: set[int], *, top: bool) -> list[NameInQuery]:
        """The names among *words*: misspelt ones, and those that are names as they stand."""
        texts, plain = [typed.text for typed in words], [typed.word for typed in words]
        found = (
            []
            if not unknown
            else [
                name
                for name in self._names.find_within(texts, unknown)
                if not self._is_rather_a_word(name, words)
            ]
        )
        if self._show.is_hidden:
            return found
        taken = {i for name in found for i in range(name.start, name.end)}
        for unit in find_units(texts, plain, self._vocabulary, self._names):
            if taken.isdisjoint(range(unit.start, unit.end)):
                found.append(unit)
                taken.update(range(unit.start, unit.end))
        if top and len(taken) < len(words):
            rest = [i for i in range(len(words)) if i not in taken]
            self._plan.notes += find_namesakes(
                [texts[i] for i in rest], [plain[i] for i in rest], self._vocabulary, self._names
            )
        return sorted(found)

    def clause(self, name: NameInQuery, typed: list[Typed], *, top: bool) -> q.Query:
        """Reviews of or by whoever *name* means, which stands as *typed* in the query."""
        clause = self._any_name(name.names)
        if name.as_typed:
            plain = [one.word for one in typed]
            self._show.seek_words(plain)
            clause = q.Or([clause, words_in(BODY, plain)])
        if name.note:
            self._plan.notes.append(name.note)
        if top:
            self._plan.parts.append((f"the name {name.names[0].text}", clause))
        return clause

    def whole_name(self, name: FoundName) -> q.Query:
        """Reviews of which *name* is a name in its field."""
        self._show.seek_name(name.text)
        key = name_key(name.text)
        idf = weigh(self._vocabulary, self._vocabulary.frequency(key_field(name.field), key))
        boost = idf * (BY_NAME[name.field].weight or 1.0)
        return q.Term(key_field(name.field), key, boost=boost)

    def _is_rather_a_word(self, name: NameInQuery, words: list[Typed]) -> bool:
        """Whether the one word taken for *name* is nearer to a far more frequent word of the
        texts, which the name does not have."""
        word = words[name.start].word
        if name.end - name.start > 1 or word.joined is not None:
            return False
        nearest = self._names.near(word.parts[0].text)[:1]
        if not nearest or nearest[0].cost > 1:
            return False
        keys = [(found.field, name_key(found.text)) for found in name.names]
        count = sum(self._vocabulary.frequency(key_field(field), key) for field, key in keys)
        is_of_name = any(nearest[0].text in key.split() for _, key in keys)
        return not is_of_name and nearest[0].reviews >= RATHER_A_WORD * count

    def _any_name(self, names: Iterable[FoundName]) -> q.Query:
        """Reviews of or by whoever was meant, and those whose text names them."""
        clauses: list[q.Query] = []
        surnames: dict[str, Word] = {}
        for name in names:
            words = list(split_words(name.text))
            clauses.append(self.whole_name(name))
            clauses.append(words_in(BODY, words))
            if self._is_told_by_surname(words):
                surnames[name_key(name.text[words[-1].start :])] = words[-1]
        for surname in surnames.values():
            self._show.seek_words([surname])
            clauses.append(word_in(BODY, surname, SURNAME))
        return q.Or(clauses)

    def _is_told_by_surname(self, name: list[Word]) -> bool:
        """Whether the last word of *name* alone tells in a text that it is meant."""
        return (
            len(name) > 1
            and not self._show.is_hidden
            and has_word(self._vocabulary, BODY, name[-1])
            and is_surname(name[-1], self._vocabulary)
        )
