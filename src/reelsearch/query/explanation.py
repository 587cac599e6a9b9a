"""A hit in, what each part of the query added to its score out, in numbers that sum to it.

A word scores in the sum of the searched fields (``schema.SEARCHED_FIELD``). What it scored
there is divided among the fields by what each brought into the sum: how often the word
stands in it, times the field's weight.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from whoosh import query as q

from reelsearch.analysis.analyzers import ReviewAnalyzer
from reelsearch.query.plan import Plan
from reelsearch.schema import BY_NAME, SEARCHED_FIELD, Field, Kind

Score = Callable[[q.Query], float | None]
"""What a clause scores in the hit; None if it does not match."""


def explain_hit(
    plan: Plan, score: Score, searched: Iterable[tuple[Field, str]]
) -> dict[str, float]:
    """What was asked → what it added. *searched* are the searched fields with their texts."""
    explanation = _Explanation(score, searched)
    for label, clause in plan.parts:
        explanation.add(label, clause)
    return explanation.added


class _Explanation:
    def __init__(self, score: Score, searched: Iterable[tuple[Field, str]]) -> None:
        self._score = score
        self._searched = searched
        self.added: dict[str, float] = {}

    def add(self, label: str, clause: q.Query) -> None:
        """Add what *clause* scored under *label*, by fields where it names none."""
        score = self._score(clause)
        if score is None:
            return
        if isinstance(clause, (q.Or, q.And)):
            for child in clause.children():
                self.add(label, child)
        elif isinstance(clause, q.Require):
            self.add(label, clause.a)
        elif isinstance(clause, q.DisjunctionMax):
            scored = [(self._score(child) or 0.0, child) for child in clause.children()]
            self.add(label, max(scored, key=lambda pair: pair[0])[1])
        elif isinstance(clause, q.Term) and clause.fieldname == SEARCHED_FIELD:
            for field, share in self._shares(clause.text).items():
                self._note(f"{label} in {field}", score * share)
        else:
            self._note(_with_field(label, clause), score)

    def _note(self, label: str, score: float) -> None:
        self.added[label] = self.added.get(label, 0.0) + score

    def _shares(self, term: str) -> Mapping[str, float]:
        """How much of the weighted frequency of *term* each field brings."""
        counts = {name: count for name, terms in self._counts.items() if (count := terms[term])}
        total = sum(counts.values())
        return {name: count / total for name, count in counts.items()}

    @cached_property
    def _counts(self) -> dict[str, Counter[str]]:
        """Each searched field's terms, counted as often as they count in the sum."""
        counts: dict[str, Counter[str]] = {}
        analyzer = ReviewAnalyzer(Kind.PROSE)
        for field, text in self._searched:
            terms = Counter(token.text for token in analyzer(text))
            counts[field.name] = Counter({t: n * field.weight for t, n in terms.items()})
        return counts


def _with_field(label: str, clause: q.Query) -> str:
    name = getattr(clause, "fieldname", None) if isinstance(clause, (q.Term, q.Phrase)) else None
    return f"{label} in {name}" if name in BY_NAME and not label.startswith(f"{name}:") else label
