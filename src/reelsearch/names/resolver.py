"""What was typed → the names of the index that it means.

In: text as typed, a lexicon and the fields it may name. Out: a :class:`Resolution`: all
the names that match best, of one :class:`MatchKind`, and a note to show wherever they
are not what was typed. It lists what ties and never chooses. Names are looked up, and
only when there is no other match are they compared: the import of rapidfuzz waits until
then.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple, TypeAlias

from reelsearch.names.cover import find_covers, pose, want_exactly
from reelsearch.names.lexicon import Lexicon, Name, NameTable, split_name
from reelsearch.names.parts import restore_article, spread_initials

_TIE = 0.02  # scores of fuzzy matches that differ by less are equal
_LONGEST_QUESTION = 24  # tokens; of a longer one no name has all
_SHOWN = 5  # names in a note
_SUGGESTED_FROM = 0.7
_SAME_LETTERS = 0.99


class MatchKind(IntEnum):
    """How a name matches, the best first."""

    EXACT = 0  # the same folded letters: Amelie, spiderman, "Matrix, The"
    FOLDED = 1  # the same but for order, an article or a suffix: Zhang Yimou
    SUBSET = 2  # all that was asked is in it: kamara, M. Kamara
    FUZZY = 3  # nearly: ana de armis


@dataclass(frozen=True, slots=True)
class Match:
    """A name and how it matches; ``score`` (0 to 1) compares matches of one kind."""

    name: Name
    kind: MatchKind
    score: float


@dataclass(frozen=True, slots=True)
class Resolution:
    """What was *asked*, and the names it means, best first; no matches if none is near."""

    asked: str
    matches: tuple[Match, ...]

    @property
    def note(self) -> str | None:
        """What to tell the person, where a name is shown for another; None otherwise."""
        if not self.matches or self.matches[0].kind is not MatchKind.FUZZY:
            return None
        texts = list(dict.fromkeys(match.name.text for match in self.matches))
        shown = texts[:_SHOWN]
        if len(texts) > _SHOWN:
            listed = f"{', '.join(shown)} … and {len(texts) - _SHOWN} more"
        else:
            listed = " and ".join(part for part in (", ".join(shown[:-1]), shown[-1]) if part)
        return f"no “{' '.join(self.asked.split())}”; showing {listed}"


class _Found(NamedTuple):
    """A match before its name is made: one common word may find thousands."""

    kind: MatchKind
    score: float
    row: int


_Ranked: TypeAlias = tuple[MatchKind, float, int, int, tuple[str, ...], int]
_Matches: TypeAlias = tuple[Match, ...]


def resolve(
    asked: str,
    lexicon: Lexicon,
    fields: Sequence[str],
    *,
    exact: bool = False,
    limit: int = 8,
) -> Resolution:
    """The names in *fields* that *asked* means, at most *limit*, of the best kind there is.

    *exact* leaves out fuzzy matches. Of equal matches those of the field that stands
    first in *fields* come first.
    """
    return match_words(asked, lexicon, fields, exact=exact, limit=limit)


def match_words(
    asked: str,
    lexicon: Lexicon,
    fields: Sequence[str],
    *,
    exact: bool = False,
    fixed: Collection[int] | None = None,
    limit: int = 8,
) -> Resolution:
    """What *asked* means; see :func:`resolve`.

    *fixed* are the positions of tokens that are spelt right, in a question where every
    token has to be in the name; None where particles and the like may be missing.
    """
    tokens = split_name(asked)
    tables = [lexicon.table(field) for field in dict.fromkeys(fields)]
    steps: list[Callable[[NameTable], Iterable[_Found]]] = []
    if tokens:
        steps.append(lambda table: _match_exactly(asked, tokens, table))
    if 0 < len(tokens) <= _LONGEST_QUESTION:
        steps.append(lambda table: _match_parts(tokens, table, strict=fixed is not None))
        if not exact:
            steps.append(lambda table: _match_nearly(tokens, table, fixed))
    for step in steps:
        found = [_rank(table, i, match) for i, table in enumerate(tables) for match in step(table)]
        if found:
            return Resolution(asked, _name_best(found, tables, limit))
    return Resolution(asked, ())


def suggest(name: str, lexicon: Lexicon, fields: Sequence[str], limit: int = 3) -> tuple[str, ...]:
    """Up to *limit* names of *fields* to offer for *name*, which matches none; best first."""
    matches = resolve(name, lexicon, fields).matches
    if not matches and (tokens := split_name(name)):
        from reelsearch.names import matcher  # slow to import, and seldom needed

        tables = [lexicon.table(field) for field in dict.fromkeys(fields)]
        found = [
            _rank(table, i, _Found(MatchKind.FUZZY, cover.score, cover.row))
            for i, table in enumerate(tables)
            for cover in matcher.find_alike(tokens, table, _SUGGESTED_FROM, limit)
        ]
        matches = _name(sorted(found), tables, len(found))
    return tuple(dict.fromkeys(match.name.text for match in matches))[:limit]


def _match_exactly(asked: str, tokens: tuple[str, ...], table: NameTable) -> Iterator[_Found]:
    """Names of the same letters, of which one is the other with words written together."""
    restored = restore_article(asked, tokens, table.field)
    ends = _ends(restored)
    for row in table.joined.get("".join(restored), ()):
        name = restore_article(table.name(row).text, table.rows[row], table.field)
        if name == restored:
            yield _Found(MatchKind.EXACT, 1.0, row)
        elif (other := _ends(name)) <= ends or ends <= other:
            yield _Found(MatchKind.EXACT, _SAME_LETTERS, row)


def _ends(tokens: Sequence[str]) -> set[int]:
    """Where the tokens end when written together: *Anna Lee* is not *Ann Alee*."""
    return {sum(map(len, tokens[: i + 1])) for i in range(len(tokens))}


def _match_parts(tokens: tuple[str, ...], table: NameTable, *, strict: bool) -> Iterator[_Found]:
    """Names that have all the tokens: FOLDED if they have nothing else that counts."""
    for reading in dict.fromkeys((tokens, spread_initials(tokens, table.field))):
        question = pose(reading, table.field, lenient=False, strict=strict)
        for cover in find_covers(question, want_exactly(reading), table):
            whole = cover.cost == 0 and cover.coverage == 1
            kind = MatchKind.FOLDED if whole else MatchKind.SUBSET
            yield _Found(kind, cover.score, cover.row)


def _match_nearly(
    tokens: tuple[str, ...], table: NameTable, fixed: Collection[int] | None
) -> Iterator[_Found]:
    from reelsearch.names import matcher  # slow to import, and seldom needed

    for reading in dict.fromkeys((tokens, spread_initials(tokens, table.field))):
        question = pose(reading, table.field, lenient=True, strict=fixed is not None)
        for cover in matcher.find_near(question, table, fixed or ()):
            yield _Found(MatchKind.FUZZY, cover.score, cover.row)


def _rank(table: NameTable, field: int, found: _Found) -> _Ranked:
    """*found* in a form that sorts: by kind, score, field, frequency, and then by name."""
    count, tokens = table.count(found.row), table.rows[found.row]
    return found.kind, -found.score, field, -count, tokens, found.row


def _name_best(found: Sequence[_Ranked], tables: Sequence[NameTable], limit: int) -> _Matches:
    """The best kind of *found* only, of fuzzy ones only those that tie; at most *limit*."""
    kind, score, *_ = min(found)
    enough = score + _TIE if kind is MatchKind.FUZZY else 0.0
    # The two readings of one question may find the same name.
    best = {(f[2], f[5]): f for f in sorted(found, reverse=True) if f[0] is kind and f[1] <= enough}
    return _name(sorted(best.values()), tables, limit)


def _name(ranked: Sequence[_Ranked], tables: Sequence[NameTable], limit: int) -> _Matches:
    return tuple(
        Match(tables[field].name(row), kind, -score)
        for kind, score, field, _, _, row in ranked[:limit]
    )
