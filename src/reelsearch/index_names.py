"""The names that one index holds, and who of them was meant: an engine and ``names`` joined.

The names are read from the engine when one is first asked for, field by field.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from reelsearch.analysis import name_key
from reelsearch.engines.base import Engine, Request
from reelsearch.names import Lexicon, MatchKind, find_names, match_words, resolve, suggest
from reelsearch.query.name_units import FIELDS as _PEOPLE
from reelsearch.query.name_units import having_all
from reelsearch.query.plan import FoundName, NameInQuery, NearWord
from reelsearch.query.titles import having_title
from reelsearch.review import Review
from reelsearch.schema import BY_NAME, FIELDS, WORD_FIELD, Kind, key_field, value_field

if TYPE_CHECKING:
    from reelsearch.names.near_words import NearWords

_NAMED = ("film", "person", "reviewer")
"""The fields whose names a query may mean without saying so."""

_MOST_PEOPLE = 50  # of one surname

_YEAR_AFTER = re.compile(r" \(\d{4}\)\Z")
_YEAR_AT_END = re.compile(r"\s+\(?(\d{4})\)?\s*\Z")


@dataclass(frozen=True, slots=True)
class FoundFilm:
    """A film of the index that was meant; *year* is None if any will do."""

    title: str
    year: int | None
    note: str | None

    def is_film_of(self, review: Review) -> bool:
        """Whether *review* is of this film."""
        same_title = name_key(review.film or "") == name_key(self.title)
        return same_title and self.year in (None, review.year)


class IndexNames:
    """What names an index holds. It may be shared by threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lexicon = Lexicon(_NameCounts(engine))

    def find(
        self, asked: str, field: str, *, exact: bool = False
    ) -> tuple[tuple[FoundName, ...], str | None]:
        """The names of *field* meant by *asked*, and what to tell the person."""
        resolution = resolve(asked, self._lexicon, [field], exact=exact)
        names = tuple(FoundName(m.name.field, m.name.text) for m in resolution.matches)
        if names:
            return names, resolution.note
        near = suggest(asked, self._lexicon, [field])
        did_you_mean = f"; did you mean {' or '.join(near)}?" if near else ""
        return (), f"no {field} “{asked}”{did_you_mean}"

    def find_within(
        self, words: Sequence[str], unknown: Collection[int]
    ) -> tuple[NameInQuery, ...]:
        """Misspelt names among the words of a query."""
        return tuple(
            NameInQuery(
                found.start,
                found.end,
                tuple(FoundName(m.name.field, m.name.text) for m in found.resolution.matches),
                found.resolution.note,
            )
            for found in find_names(words, unknown, self._lexicon, _NAMED)
        )

    def find_people(self, tokens: Sequence[str]) -> tuple[FoundName, ...]:
        """The names of persons and reviewers that have all the folded *tokens*, in any order.

        Only the reviews that have them are looked at.
        """
        counts = {field: self._names_with(tokens, field) for field in _PEOPLE}
        found = match_words(
            " ".join(tokens), Lexicon(counts), _PEOPLE, exact=True, fixed=(), limit=_MOST_PEOPLE
        )
        return tuple(FoundName(m.name.field, m.name.text) for m in found.matches)

    def _names_with(self, tokens: Sequence[str], field: str) -> Sequence[tuple[str, int]]:
        """The names of *field* in reviews that have *tokens* in it, initials apart."""
        request = Request(having_all(tokens, field), limit=0, facets=[field])
        return self._engine.search(request).facets[field]

    def near(self, word: str, within: float) -> tuple[NearWord, ...]:
        """The words of the texts that the folded *word* may be meant for, likeliest first, with
        as many slips as *within* or fewer."""
        return tuple(
            NearWord(near.text, near.reviews, near.cost, near.likelihood)
            for near in self._near_words.find(word, within=within)
        )

    @cached_property
    def _near_words(self) -> NearWords:
        from reelsearch.names.near_words import NearWords  # slow to import, and seldom needed

        return NearWords(_TextWords(self._engine))

    def find_films(self, asked: str, *, exact: bool = False) -> tuple[FoundFilm, ...]:
        """The films meant by *asked*, which may end in a year; part of a title is not enough."""
        asked = asked.strip()
        as_typed = self._find_films(asked, None, exact=True)
        if as_typed:
            return as_typed
        if match := _YEAR_AT_END.search(asked):
            of_year = self._find_films(asked[: match.start()], int(match[1]), exact=exact)
            if of_year:
                return of_year
        return self._find_films(asked, None, exact=exact)

    def _find_films(self, title: str, year: int | None, *, exact: bool) -> tuple[FoundFilm, ...]:
        found = resolve(title, self._lexicon, ["film"], exact=True)
        if not found.matches and (films := self._films_called(title)):
            return tuple(FoundFilm(film, year, None) for film in films)
        if not exact and not found.matches:
            found = resolve(title, self._lexicon, ["film"])
        return tuple(
            FoundFilm(match.name.text, year, found.note)
            for match in found.matches
            if match.kind is not MatchKind.SUBSET
        )

    def _films_called(self, title: str) -> tuple[str, ...]:
        """The films whose title is *title* in another form: *Rocky 2* for *Rocky II*."""
        request = Request(having_title(title), limit=0, facets=["film"])
        counts = self._engine.search(request).facets["film"]
        return tuple(dict.fromkeys(_YEAR_AFTER.sub("", film) for film, _ in counts))


class _TextWords:
    """Implements ``names.near_words.KnownWords``: the unstemmed words of the texts."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def count(self, word: str) -> int:
        """How many reviews have *word*."""
        return self._engine.frequency(WORD_FIELD, word)

    def beginning_with(self, prefix: str) -> Iterable[tuple[str, int]]:
        """The words that begin with *prefix*, with their counts."""
        return self._engine.terms(WORD_FIELD, prefix)


class _NameCounts(Mapping[str, Iterable[tuple[str, int]]]):
    """The names of each field with their counts.

    They are read from the index when a name is first misspelt, field by field.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __getitem__(self, name: str) -> Iterable[tuple[str, int]]:
        if name not in self:
            raise KeyError(name)
        if name == "theme":
            # Its values are the themes' own names; only the keys have the others as well.
            return self._engine.terms(key_field(name))
        return (
            (_YEAR_AFTER.sub("", value) if name == "film" else value, count)
            for value, count in self._engine.terms(value_field(name))
        )

    def __contains__(self, name: object) -> bool:
        return name in BY_NAME and BY_NAME[str(name)].kind is Kind.NAME

    def __iter__(self) -> Iterator[str]:
        return (field.name for field in FIELDS if field.kind is Kind.NAME)

    def __len__(self) -> int:
        return sum(1 for _ in self)
