"""The plain words of a query in, the clauses that look for them out.

In: words standing side by side, as typed. Out: a clause for each that the index can answer,
with what only adds to the score (:class:`Plain`); the plan takes in what is to be told, shown
and scored again. The rules of the ranking are those of :mod:`reelsearch.query.expand`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from whoosh import query as q

from reelsearch.analysis import Word, split_words
from reelsearch.analysis.analyzers import stem
from reelsearch.query.clauses import (
    has_word,
    is_anywhere,
    parts_anywhere,
    weigh_word,
    word_anywhere,
)
from reelsearch.query.highlights import Highlights
from reelsearch.query.name_clauses import NameClauses, Typed
from reelsearch.query.neighbours import join_all, join_neighbours
from reelsearch.query.plan import NameInQuery, Names, Plan, Vocabulary, weigh
from reelsearch.query.ranking import DEFAULT, Ranking
from reelsearch.query.synonyms import find_synonyms
from reelsearch.query.titles import find_title, find_titles_within
from reelsearch.schema import SEARCHED, SEARCHED_FIELD, WORD_FIELD, Kind, key_field

if TYPE_CHECKING:
    from reelsearch.query.corrections import Correction
    from reelsearch.query.feedback import Related

RARE = 1 / 5_000
"""A word that no larger share of the reviews has is rare, and may be a slip itself."""


AS_TYPED = DEFAULT.all_words
"""What a review with a word as it was typed gains where another of the query was corrected, so
that it comes before all that have only corrected words; and one with a rare word, before those
that have what it may be meant for."""


class Plain(NamedTuple):
    """The clauses of plain words, labelled: those that count among "all the words", and
    those that only add to the score."""

    needed: list[tuple[str, q.Query]]
    extra: list[tuple[str, q.Query]]


class PlainWords:
    """Makes the clauses for plain words, and notes in *plan* what follows from them."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        names: Names,
        plan: Plan,
        show: Highlights,
        *,
        exact: bool = False,
        ranking: Ranking = DEFAULT,
    ) -> None:
        self._ranking = ranking
        self._vocabulary = vocabulary
        self._names = names
        self._plan = plan
        self._show = show
        self._exact = exact
        self.related: Sequence[Related] = ()
        self._people = NameClauses(vocabulary, names, plan, show)
        self._is_alone = True
        self._strict: dict[int, q.Query] = {}

    def any_of(self, needed: list[q.Query], extra: list[q.Query], *, top: bool) -> q.Query:
        """Reviews with any of the clauses *needed*, those with all of them first."""
        clauses = needed + extra
        if top and needed:
            clauses += self._related_to(len(needed))
        if len(clauses) < 2:
            return clauses[0] if clauses else q.NullQuery
        if len(needed) > 1 and self._ranking.all_words:
            every = q.And([self._strict.get(id(clause), clause) for clause in needed])
            every_word = q.ConstantScoreQuery(every, self._ranking.all_words * len(needed))
            clauses.append(every_word)
            if top:
                self._plan.parts.append(("all the words", every_word))
        return q.Or(clauses)

    def _related_to(self, count: int) -> list[q.Query]:
        """The words that were found to go with *count* words, counting together as much."""
        clauses: list[q.Query] = []
        for word in self.related:
            clauses.append(q.Term(SEARCHED_FIELD, word.stem, boost=word.share * count))
            self._plan.parts.append((f"related “{word.text}”", clauses[-1]))
        return clauses

    def clauses(self, words: list[Typed], *, top: bool) -> Plain:
        """A clause for each word or misspelt name that the index can answer."""
        self._is_alone = len({typed.word.forms for typed in words}) == 1
        words, unknown = self._space(words)
        asking = self._find_asking(words)
        clauses = Plain([], [])
        named: set[int] = set()
        names, pairs = self._find_names(words, unknown, top=top)
        for name in names:
            named.update(range(name.start, name.end))
            clause = self._people.clause(name, words[name.start : name.end], top=top)
            clauses.needed.append((words[name.start].text, clause))
        synonyms = self._find_synonyms(words, named | asking) if top else {}
        misspelt = unknown - named - asking - synonyms.keys() - pairs.keys()
        corrections = {} if self._exact else self._correct(words, misspelt) | pairs
        as_typed: list[q.Query] = []
        seen: set[tuple[str, ...]] = set()
        for i, typed in enumerate(words):
            if i in named or typed.word.forms in seen:
                continue
            seen.add(typed.word.forms)
            if i in asking:
                if i not in unknown:
                    clauses.extra.append(self._asking_word(typed))
                continue
            found = [] if i in unknown else [self._plain_word(typed, top=top)]
            as_typed += found
            if found and i in corrections:
                clauses.extra.append(self._as_typed(f"“{typed.text}”", found))
            if i in corrections:
                self._plan.notes.append(corrections[i].note)
                found += self._corrected(corrections[i], top=top)
            if i in synonyms:
                others = self._synonyms(typed, synonyms[i], instead=not found)
                (clauses.extra if found else clauses.needed).extend(others)
            if found:
                clauses.needed.append((typed.text, found[0] if len(found) == 1 else q.Or(found)))
            elif i not in synonyms:
                self._plan.notes.append(f"no review has “{typed.text}”")
        if as_typed and unknown & corrections.keys():
            clauses.extra.append(self._as_typed("a word", as_typed))
        if top:
            clauses.extra.extend(self._find_titles(words))
            together = [] if unknown else [typed.word for typed in words]
            self._add_nearness(self._meant(words, unknown, named | asking, corrections), together)
        return clauses

    def _find_asking(self, words: list[Typed]) -> set[int]:
        """The words that only ask, as the first two do in "what happens in the kitchen"; none
        where there is nothing else."""
        if len(words) < 3 or not self._ranking.asking:
            return set()
        listed = _load_asking()
        asking = {i for i, typed in enumerate(words) if set(typed.word.forms) <= listed}
        return set() if len(asking) == len(words) else asking

    def _asking_word(self, typed: Typed) -> tuple[str, q.Query]:
        """It adds a little, and a review that lacks it may have all the words."""
        term = stem(typed.word.parts[0].text)
        return f"“{typed.text}”", q.Term(SEARCHED_FIELD, term, boost=self._ranking.asking)

    def _find_synonyms(self, words: list[Typed], taken: set[int]) -> dict[int, list[str]]:
        """Other words for those at the places that are not *taken*, none that was typed itself."""
        if self._exact or not self._ranking.synonym:
            return {}
        typed = {stem(form) for one in words for form in one.word.forms}
        found = {}
        for i, one in enumerate(words):
            others = () if i in taken else find_synonyms(one.word, self._vocabulary)
            if kept := [other for other in others if stem(other) not in typed]:
                found[i] = kept
        return found

    def _synonyms(
        self, typed: Typed, others: list[str], *, instead: bool
    ) -> list[tuple[str, q.Query]]:
        """Clauses for *others*, which stand beside *typed* or, if no review has it, *instead*."""
        if instead:
            note = f"no review has “{typed.text}”; showing {' and '.join(others)}"
            self._plan.notes.append(note)
        clauses: list[q.Query] = []
        highest = weigh_word(self._vocabulary, typed.word)
        for other in others:
            # A rarer word must not count for more than the one that was typed.
            idf = weigh(self._vocabulary, self._vocabulary.frequency(SEARCHED_FIELD, stem(other)))
            boost = 1.0 if instead else self._ranking.synonym * min(1.0, highest / idf)
            clauses.append(q.Term(SEARCHED_FIELD, stem(other), boost=boost))
            self._show.seek_words([next(split_words(other))], share=boost)
        if instead:
            return [(typed.text, clauses[0] if len(clauses) == 1 else q.Or(clauses))]
        return [
            (f"“{other}”, as “{typed.text}”", clause)
            for other, clause in zip(others, clauses, strict=True)
        ]

    def _find_names(
        self, words: list[Typed], unknown: set[int], *, top: bool
    ) -> tuple[list[NameInQuery], dict[int, Correction]]:
        """The names among *words*, and pairs of words that are misspelt together.

        A name of several words goes before a pair, and a pair before a name of one.
        """
        if self._exact:
            return [], {}
        names = self._people.find(words, unknown, top=top)
        several = {i for n in names if n.end - n.start > 1 for i in range(n.start, n.end)}
        if not unknown - several or len(words) < 2 or self._show.is_hidden:
            return names, {}
        from reelsearch.query.pairs import find_pairs  # few queries need it

        texts, plain = [typed.text for typed in words], [typed.word for typed in words]
        pairs = find_pairs(plain, texts, unknown - several, self._vocabulary, self._names)
        pairs = {} if several & pairs.keys() else pairs
        return [name for name in names if name.start not in pairs], pairs

    def _correct(self, words: list[Typed], unknown: set[int]) -> dict[int, Correction]:
        """What was meant by the words that are *unknown*, and by those that are rare.

        What is to be left out is taken as typed: leaving out more would lose reviews unseen.
        """
        if self._show.is_hidden:
            return {}
        misspelt = dict.fromkeys(unknown, False)
        if self._vocabulary.doc_count * RARE >= 1:
            rare = (i for i, typed in enumerate(words) if self._is_rare(typed.word))
            misspelt |= dict.fromkeys(rare, True) | misspelt
        if not misspelt:
            return {}
        from reelsearch.query.corrections import correct_words  # few queries need it

        texts = [typed.text for typed in words]
        plain = [typed.word for typed in words]
        return correct_words(plain, texts, misspelt, self._vocabulary, self._names)

    @staticmethod
    def _as_typed(label: str, clauses: list[q.Query]) -> tuple[str, q.Query]:
        """What a review gains by any of *clauses*, words that stand in it as they were typed."""
        typed = clauses[0] if len(clauses) == 1 else q.Or(clauses)
        return f"{label} as typed", q.ConstantScoreQuery(typed, AS_TYPED)

    def _corrected(self, correction: Correction, *, top: bool) -> list[q.Query]:
        """A clause for each of the words that were meant."""
        return [
            self._plain_word(Typed(near.text, next(split_words(near.text))), top=top)
            for near in correction.meant
        ]

    @staticmethod
    def _meant(
        words: list[Typed],
        unknown: set[int],
        named: set[int],
        corrections: Mapping[int, Correction],
    ) -> list[Word]:
        """The words whose nearness counts: as typed, or the likeliest correction."""
        meant = []
        for i, typed in enumerate(words):
            if i in corrections and i in unknown:
                meant.append(next(split_words(corrections[i].meant[0].text)))
            elif i not in unknown and i not in named:
                meant.append(typed.word)
        return meant

    def _plain_word(self, typed: Typed, *, top: bool) -> q.Query:
        clauses = []
        if is_anywhere(self._vocabulary, typed.word):
            clauses.append((f"“{typed.text}”", self._word(typed.word)))
        if (year := as_year(typed.text)) is not None:
            clauses.append((f"“{typed.text}” as year", q.NumericRange("year", year, year)))
        if top:
            self._plan.parts += clauses
        self._show.seek_words([typed.word])
        return clauses[0][1] if len(clauses) == 1 else q.Or([clause for _, clause in clauses])

    def _word(self, word: Word) -> q.Query:
        """Beside other words, of which any may match, any part of a compound may as well; only
        among all the words it counts as a whole."""
        strict = word_anywhere(self._vocabulary, word)
        if word.joined is None or self._is_alone:
            return strict
        loose = parts_anywhere(word)
        self._strict[id(loose)] = strict
        return loose

    def _is_rare(self, word: Word) -> bool:
        """Whether so few reviews have *word* that it may be a slip, and no name has it."""
        if word.joined is not None:
            return False
        text = word.parts[0].text
        count = self._vocabulary.frequency(WORD_FIELD, text)
        return 0 < count <= self._vocabulary.doc_count * RARE and not any(
            has_word(self._vocabulary, field, word) for field in SEARCHED if field.kind is Kind.NAME
        )

    def _space(self, words: list[Typed]) -> tuple[list[Typed], set[int]]:
        """*words* as the reviews space them, and the places of those that no review has."""
        unknown = self._find_unknown(words)
        if not unknown or self._exact or self._show.is_hidden:
            return words, unknown
        from reelsearch.query.spacing import respace  # few queries need it

        words, notes = respace(words, unknown, self._vocabulary)
        self._plan.notes += notes
        return words, self._find_unknown(words) if notes else unknown

    def _find_unknown(self, words: list[Typed]) -> set[int]:
        return {i for i, typed in enumerate(words) if not self._is_known(typed.word)}

    def _is_known(self, word: Word) -> bool:
        if as_year(word.parts[0].text) is not None and word.joined is None:
            return True
        return is_anywhere(self._vocabulary, word)

    def _find_titles(self, words: list[Typed]) -> list[tuple[str, q.Query]]:
        """Films whose title was typed, or is among what was typed."""
        parts = [part.text for typed in words for part in typed.word.parts]
        if not parts or not self._ranking.whole_title:
            return []
        key = " ".join(parts)
        if count := self._vocabulary.frequency(key_field("film"), key):
            boost = self._ranking.whole_title * weigh(self._vocabulary, count)
            self._rescore("the title as typed", q.Term(key_field("film"), key, boost=boost))
        films = find_title(parts, self._vocabulary, DEFAULT.all_words * len(parts))
        for label, clause in () if films else find_titles_within(parts, self._vocabulary):
            self._rescore(label, clause)
        return films

    def _add_nearness(self, words: list[Word], typed: list[Word]) -> None:
        for both in pairwise(words):
            self._show.seek_words(both)
        for label, clause in join_neighbours(words, self._vocabulary, self._ranking):
            self._rescore(label, clause)
        for label, clause in join_all(typed, self._vocabulary, self._ranking):
            self._rescore(label, clause)

    def _rescore(self, label: str, clause: q.Query) -> None:
        self._plan.parts.append((label, clause))
        before = self._plan.rescore
        if before is None:
            self._plan.rescore = clause
        else:
            together = before.subqueries if isinstance(before, q.Or) else [before]
            self._plan.rescore = q.Or([*together, clause])


def as_year(word: str) -> int | None:
    """The year that *word* may be; None for any other word."""
    return int(word) if len(word) == 4 and word.isascii() and word.isdigit() else None


@cache
def _load_asking() -> frozenset[str]:
    text = Path(__file__).with_name("asking.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))
