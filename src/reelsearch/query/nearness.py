"""``a /s b`` as typed in, the clause that an index runs out: words and phrases of the text
that stand in one sentence (``/s``) or one paragraph (``/p``).

A side is a word, a phrase, several in brackets with OR between them, or, within ``/p``,
another ``/s``. ``-word`` as a side means that the sentence is without the word. Refused, with
the place marked: other fields than the text, prefixes, and sides that are all negated.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from whoosh import query as q

from reelsearch.analysis import split_words
from reelsearch.analysis.units import PARAGRAPH, SENTENCE
from reelsearch.errors import QuerySyntaxError
from reelsearch.query.clauses import BODY, runs, words_in
from reelsearch.query.groups import FREE, Loose, Together
from reelsearch.query.plan import Sought, SoughtTogether
from reelsearch.query.same_unit import SameUnit

_UNITS = {"/s": SENTENCE, "/p": PARAGRAPH}


class _Side(NamedTuple):
    """A clause, and the runs of words as which it may stand in a text; those *within* it, if it
    is a ``/s`` or ``/p`` of its own."""

    clause: q.Query
    runs: tuple[Sought, ...]
    within: tuple[SoughtTogether, ...] = ()


def expand_together(node: Together, text: str) -> tuple[SameUnit, tuple[SoughtTogether, ...]]:
    """The clause of *node* in the query *text*, and what passages are to show of it."""
    reading = _Reading(text)
    return reading.read(node)


class _Reading:
    def __init__(self, text: str) -> None:
        self._text = text

    def read(self, node: Together) -> tuple[SameUnit, tuple[SoughtTogether, ...]]:
        inside: list[_Side] = []
        without: list[_Side] = []
        for child in _open(node):
            if isinstance(child, q.Not):
                without.append(self._side(next(iter(child.children())), node))
            else:
                inside.append(self._side(child, node))
        if not inside:
            raise self._refused(node, f"“{node.sign}” needs a side without a minus.")
        unit = _UNITS[node.sign]
        clause = SameUnit(unit, [s.clause for s in inside], [s.clause for s in without])
        nested = tuple(part for side in inside for part in side.within)
        shown = SoughtTogether(
            unit,
            (
                *(side.runs for side in inside if side.runs),
                *(side for part in nested for side in part.sides),
            ),
            tuple(side.runs for side in without if side.runs),
            float(len(inside)),
        )
        return clause, (*nested, shown)

    def _side(self, node: q.Query, of: Together) -> _Side:
        if isinstance(node, Together):
            if node.sign != "/s" or of.sign != "/p":
                raise self._refused(of, "“/s” may stand within “/p”, not the other way round.")
            clause, shown = self.read(node)
            return _Side(clause, (), shown)
        if isinstance(node, q.Or):
            children = list(node.children())
            if len(children) == 1 or not isinstance(node, Loose):
                sides = [self._side(child, of) for child in children]
                if not any(side.within for side in sides):
                    clauses = [side.clause for side in sides]
                    return _Side(
                        clauses[0] if len(clauses) == 1 else q.Or(clauses),
                        tuple(run for side in sides for run in side.runs),
                    )
                if len(sides) == 1:
                    return sides[0]
        if isinstance(node, (q.Term, q.Phrase)) and node.fieldname in (FREE, BODY.name):
            return self._words(node, of)
        raise self._refused(of, self._say_what_it_takes(of))

    def _words(self, node: q.Term | q.Phrase, of: Together) -> _Side:
        typed = " ".join(node.words) if isinstance(node, q.Phrase) else node.text
        slop = node.slop if isinstance(node, q.Phrase) else 1
        words = list(split_words(typed))
        if not words:
            raise self._refused(of, "There is nothing to look for here: it has no letter or digit.")
        found = tuple(Sought(run, slop, 1.0) for run in runs(BODY, words, slop))
        return _Side(words_in(BODY, words, slop), found)

    def _say_what_it_takes(self, of: Together) -> str:
        unit = "sentence" if of.sign == "/s" else "paragraph"
        return (
            f"“{of.sign}” (in the same {unit}) joins words and phrases of the text, or several in"
            " brackets with OR between them. Put anything else beside it."
        )

    def _refused(self, node: Together, message: str) -> QuerySyntaxError:
        at = self._text.lower().find(node.sign)
        return QuerySyntaxError(message, self._text, max(at, 0), max(at, 0) + len(node.sign))


def _open(node: Together) -> Iterator[q.Query]:
    """The sides; those of a side that is in brackets and has the same sign are sides as well."""
    for child in node.children():
        only = child
        while isinstance(only, Loose) and len(only.subqueries) == 1:
            only = only.subqueries[0]
        if isinstance(only, Together) and only.sign == node.sign:
            yield from _open(only)
        else:
            yield only
