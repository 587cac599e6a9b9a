"""Which names have every part that was asked for, and how well.

In: a :class:`Question` (the tokens asked, and which of them may be missing) and the
:class:`Wanted` forms each token may take in a name, exactly or nearly. Out: a
:class:`Cover` for each name in which every needed token has a place of its own. One
token that has none disqualifies the name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from reelsearch.names.lexicon import NameTable
from reelsearch.names.parts import PEOPLE, find_loose, find_spare, find_suffix

NOTHING: Mapping[str, float] = MappingProxyType({})

_FOR_COVERAGE = 0.3  # the share of the score that a name pays for what was not asked
_FOR_INITIAL = 0.1  # edits that *M.* for *Matthew* costs, so that *M.* itself is better
_FOR_ABSENCE = 1.0  # edits that a particle or initial missing from the name costs
_FOR_DISORDER = 0.03  # of the score: *Christopher James* before *James Christopher*
_SHORTEST_WITNESS = 2  # letters of the exact token that a weak form needs beside it


class Wanted(NamedTuple):
    """The forms that the asked tokens ``start`` to ``start + width`` may have in a name.

    ``tokens`` and ``joins`` map a token of the name, or two of them written together, to
    its cost in edits. ``weak`` forms count only beside another token that is exact.
    """

    start: int
    width: int
    tokens: Mapping[str, float]
    joins: Mapping[str, float] = NOTHING
    weak: Mapping[str, float] = NOTHING


@dataclass(frozen=True, slots=True)
class Question:
    """Asked tokens, and by position: which stand for a longer one, and which may be missing.

    ``spare`` may be missing freely, ``loose`` at a cost. The rest are ``needed``. A
    ``strict`` one comes from a query that names no field, where nothing may be missing.
    """

    tokens: tuple[str, ...]
    field: str
    initials: frozenset[int]
    spare: frozenset[int]
    loose: frozenset[int]
    strict: bool = False

    @property
    def needed(self) -> list[int]:
        """The positions that must be in the name letter by letter, or nearly."""
        free = self.initials | self.spare | self.loose
        return [i for i in range(len(self.tokens)) if i not in free]


class Cover(NamedTuple):
    """A row of the table that has what was asked.

    ``score`` (0 to 1) compares covers of one question. ``cost`` is in edits, ``coverage``
    the share of the name's letters that was asked for, articles and suffixes apart.
    """

    row: int
    score: float
    cost: float
    coverage: float


class _Pair(NamedTuple):
    """An asked range at a place of the name. The best sorts first."""

    cost: float
    width_asked: int  # negative, so that the longer sorts first
    start: int
    place: int
    width: int
    weak: bool


def pose(tokens: tuple[str, ...], field: str, *, lenient: bool, strict: bool = False) -> Question:
    """The question that *tokens* are in *field*.

    A *lenient* one lets particles and initials be missing, a *strict* one nothing at all;
    one that is both takes no initial for a name: too little would have to agree.
    """
    initials = frozenset[int]()
    if field in PEOPLE and not (lenient and strict):
        initials = frozenset(i for i, token in enumerate(tokens) if len(token) == 1)
    spare = frozenset[int]() if strict else find_spare(tokens, field)
    loose = find_loose(tokens, field) if lenient and not strict else frozenset[int]()
    question = Question(tokens, field, initials, spare, loose, strict)
    if question.needed:
        return question
    # Initials and particles alone ask for just these.
    return Question(tokens, field, frozenset(), frozenset(), frozenset(), strict)


def want_exactly(tokens: Sequence[str]) -> list[Wanted]:
    """Each of *tokens* as it is, alone or written together with its neighbour."""
    wanted = [Wanted(i, 1, {token: 0.0}, {token: 0.0}) for i, token in enumerate(tokens)]
    pairs = pairwise(tokens)
    return wanted + [Wanted(i, 2, {a + b: 0.0}) for i, (a, b) in enumerate(pairs)]


def find_covers(question: Question, wanted: Sequence[Wanted], table: NameTable) -> list[Cover]:
    """The rows of *table* in which every needed token finds its place, in no order."""
    covers = (
        _place(question, wanted, row, table.rows[row])
        for row in _candidates(question.needed, wanted, table)
    )
    return [cover for cover in covers if cover is not None]


def _candidates(
    needed: Sequence[int], wanted: Sequence[Wanted], table: NameTable
) -> Collection[int]:
    """The rows that have some form of every needed token."""
    postings = [list(_rows_of(position, wanted, table)) for position in needed]
    if not all(postings):
        return ()
    postings.sort(key=lambda lists: sum(map(len, lists)))
    rows = set[int]().union(*postings[0])
    for lists in postings[1:]:
        rows &= set[int]().union(*lists)
    return rows


def _rows_of(position: int, wanted: Sequence[Wanted], table: NameTable) -> Iterator[Sequence[int]]:
    for want in wanted:
        if want.start <= position < want.start + want.width:
            for forms, rows in (
                (want.tokens, table.tokens),
                (want.weak, table.tokens),
                (want.joins, table.joins),
            ):
                yield from (rows[form] for form in forms if form in rows)


def _place(
    question: Question, wanted: Sequence[Wanted], row: int, name: tuple[str, ...]
) -> Cover | None:
    """*name* with each asked token at a place of its own, the surest pairs first."""
    taken: dict[int, _Pair] = {}
    used: set[int] = set()
    for pair in sorted(_pairs(question, wanted, name)):
        asked = range(pair.start, pair.start - pair.width_asked)
        places = range(pair.place, pair.place + pair.width)
        if not any(i in taken for i in asked) and used.isdisjoint(places):
            taken.update(dict.fromkeys(asked, pair))
            used.update(places)
    absent = [i for i in range(len(question.tokens)) if i not in taken]
    if not question.spare.union(question.loose).issuperset(absent):
        return None
    return _judge(question, row, name, taken, used)


def _pairs(question: Question, wanted: Sequence[Wanted], name: tuple[str, ...]) -> Iterator[_Pair]:
    joins = [first + second for first, second in pairwise(name)]
    for want in wanted:
        for place, token in enumerate(name):
            cost = want.tokens.get(token)
            if cost is not None:
                yield _Pair(cost, -want.width, want.start, place, 1, weak=False)
            elif token in want.weak:
                yield _Pair(want.weak[token], -want.width, want.start, place, 1, weak=True)
        for place, join in enumerate(joins):
            if join in want.joins:
                yield _Pair(want.joins[join], -want.width, want.start, place, 2, weak=False)
    for i in question.initials:
        for place, token in enumerate(name):
            if len(token) > 1 and token[0] == question.tokens[i]:
                yield _Pair(_FOR_INITIAL, -1, i, place, 1, weak=False)


def _judge(
    question: Question,
    row: int,
    name: tuple[str, ...],
    taken: Mapping[int, _Pair],
    used: set[int],
) -> Cover | None:
    """The score of a placing; None if what agrees is too little or a suffix contradicts."""
    pairs = list(taken.values())
    if any(pair.weak for pair in pairs) and not any(
        pair.cost == 0 and len(question.tokens[i]) >= _SHORTEST_WITNESS for i, pair in taken.items()
    ):
        return None
    suffixes = {find_suffix(tokens, question.field) for tokens in (question.tokens, name)}
    if len(suffixes - {None}) > 1 or _contradicts(question, name, taken, used):
        return None
    spare = find_spare(name, question.field)
    core = [i for i in range(len(name)) if i not in spare or i in used]
    asked = sum(len(token) for i, token in enumerate(question.tokens) if i in taken)
    cost = sum(pair.cost for pair in set(pairs))
    cost += _FOR_ABSENCE * len(question.loose.difference(taken, question.spare))
    coverage = sum(len(name[i]) for i in used) / sum(len(name[i]) for i in core)
    places = [taken[i].place for i in sorted(taken)]
    disorder = _FOR_DISORDER if places != sorted(places) else 0.0
    nearness = max(0.0, 1 - cost / max(asked, 1))
    score = nearness * (1 - _FOR_COVERAGE + _FOR_COVERAGE * coverage) - disorder
    return Cover(row, max(score, 0.0), cost, coverage)


def _contradicts(
    question: Question, name: tuple[str, ...], taken: Collection[int], used: Collection[int]
) -> bool:
    """Whether both have an initial that the other has not: *Michael W.*, *Michael A.*"""
    return bool(question.initials.difference(taken)) and any(
        len(token) == 1 and place not in used for place, token in enumerate(name)
    )
