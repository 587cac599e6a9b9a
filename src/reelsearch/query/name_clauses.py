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
from reelsearch.query.name_units import (
    FIELDS,
    find_namesakes,
    find_units,
    is_surname,
    tell,
    tell_namesakes,
)
from reelsearch.query.plan import FoundName, NameInQuery, Names, NearWord, Plan, Vocabulary, weigh
from reelsearch.schema import BY_NAME, key_field

SURNAME = 0.5
"""How much of its BM25 the surname alone counts in a text, where a whole name was asked for."""

RATHER_A_WORD = 5
"""How many times as many reviews must have a word as have a name, for a misspelt word that is
near to both to be the word."""


_NEAR = 1.5  # slips that a word may be misspelt by


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
        misspelt = self._names.find_within(texts, unknown) if unknown else ()
        found = [name for name in misspelt if not self._is_rather_a_word(name, words)]
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
        if name.note and (part := self._part_of_name(name, typed)) is not None:
            self._show.seek_words([part])
            clause = q.Or([clause, word_in(BODY, part)])
        if name.as_typed:
            plain = [one.word for one in typed]
            self._show.seek_words(plain)
            clause = q.Or([clause, words_in(BODY, plain)])
        if name.note:
            self._plan.notes.append(name.note)
        if top:
            self._plan.parts.append((f"the name {name.names[0].text}", clause))
        return clause

    def who(self, text: str, field: str) -> tuple[tuple[FoundName, ...], str | None]:
        """Who of *field* is meant by *text*, which is no name of it, and what to tell."""
        nicknamed = [FoundName(field, name) for name in self._names.nickname(name_key(text))]
        known = tuple(
            name
            for name in nicknamed
            if self._vocabulary.frequency(key_field(field), name_key(name.text))
        )
        return (known, tell(text, known)) if known else self._names.find(text, field)

    def tell_namesakes(self, text: str, field: str, words: list[Word]) -> None:
        """Note who is meant, where one word typed for *field* is the surname of several."""
        if len(words) == 1 and field in FIELDS:
            tokens = tuple(part.text for part in words[0].parts)
            people = [name for name in self._names.find_people(tokens) if name.field == field]
            self._plan.notes += tell_namesakes(text, tokens, people)

    def whole_name(self, name: FoundName) -> q.Query:
        """Reviews of which *name* is a name in its field."""
        self._show.seek_name(name.text)
        key = name_key(name.text)
        idf = weigh(self._vocabulary, self._vocabulary.frequency(key_field(name.field), key))
        boost = idf * (BY_NAME[name.field].weight or 1.0)
        return q.Term(key_field(name.field), key, boost=boost)

    def _is_rather_a_word(self, name: NameInQuery, words: list[Typed]) -> bool:
        """Whether the one word taken for *name* is near to a far more frequent word of the
        texts, which the name does not have."""
        nearest = self._nearest(words[name.start : name.end])
        if nearest is None or nearest.cost > _NEAR:
            return False
        keys = [(found.field, name_key(found.text)) for found in name.names]
        count = sum(self._vocabulary.frequency(key_field(field), key) for field, key in keys)
        is_of_name = any(nearest.text in key.split() for _, key in keys)
        return not is_of_name and nearest.reviews >= RATHER_A_WORD * count

    def _nearest(self, typed: list[Typed]) -> NearWord | None:
        """The word of the texts that one misspelt word is likeliest meant for."""
        if len(typed) > 1 or typed[0].word.joined is not None:
            return None
        return next(iter(self._names.near(typed[0].word.parts[0].text)), None)

    def _part_of_name(self, name: NameInQuery, typed: list[Typed]) -> Word | None:
        """The one word of *name* that was typed, where texts have it: the name is asked for by
        this alone, and so it is looked for."""
        nearest = self._nearest(typed)
        if nearest is None or self._show.is_hidden:
            return None
        for found in name.names:
            words = list(split_words(found.text))
            for word in words if len(words) > 1 else ():
                if word.joined is None and word.parts[0].text == nearest.text:
                    return word
        return None

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
