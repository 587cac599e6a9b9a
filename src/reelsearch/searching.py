"""A query in, :class:`Results` out: parse, resolve names, expand, search, cut passages."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from whoosh import query as q

from reelsearch.engines.base import Engine, IndexStats, Ranked, Request
from reelsearch.engines.whoosh_engine import WhooshEngine
from reelsearch.errors import QuerySyntaxError, ReviewNotFoundError, SettingError
from reelsearch.names import Lexicon, find_names, resolve, suggest
from reelsearch.query.expand import Expander, FilterValue
from reelsearch.query.parser import parse_query
from reelsearch.query.plan import FoundName, NameInQuery, Plan
from reelsearch.results import Facet, Hit, Results
from reelsearch.review import Review
from reelsearch.schema import BY_NAME, FIELDS, Kind, find_field, has_values, value_field
from reelsearch.settings import DEFAULT, Settings
from reelsearch.snippets import Wanted, WantedPhrase, find_passages

if TYPE_CHECKING:
    from typing import Self

SORTS = ("score", "date", "rating", "year", "runtime", "film")
"""What hits can be sorted by; ``-`` before it for highest first."""

_NAMED = ("film", "person", "reviewer")
"""The fields whose names a query may mean without saying so."""

_YEAR_AFTER = re.compile(r" \(\d{4}\)\Z")


class Searcher:
    """An index, open for searching. Close it, or use it as a context manager.

    It may be shared by threads, and keeps the state it was opened with while others
    write; :meth:`refresh` takes in what was committed since.
    """

    def __init__(self, folder: str | os.PathLike[str], settings: Settings = DEFAULT) -> None:
        self._folder = Path(folder)
        self._settings = settings
        self._engine: Engine = WhooshEngine(self._folder)
        self._lexicon = Lexicon(_NameCounts(self._engine))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __len__(self) -> int:
        return self._engine.doc_count

    def close(self) -> None:
        """Let go of the index."""
        self._engine.close()

    def refresh(self) -> None:
        """Take in what was committed since this searcher was opened."""
        before = self._engine
        self._engine = WhooshEngine(self._folder)
        self._lexicon = Lexicon(_NameCounts(self._engine))
        before.close()

    def search(
        self,
        query: str,
        *,
        limit: int = 10,
        offset: int = 0,
        filters: Mapping[str, FilterValue] | None = None,
        facets: Sequence[str] = (),
        sort: str | None = None,
        passages: int = 1,
        exact: bool = False,
        explain: bool = False,
    ) -> Results:
        """Find reviews, the best first, each with its best *passages*.

        *filters* maps fields to a value, a ``(low, high)`` range with None for an open
        end, or a list of values of which one must hold. *sort* is one of :data:`SORTS`.
        *exact* takes names only as they are typed. An empty *query* with filters is
        every review they leave.

        Raises :class:`QuerySyntaxError` with the place marked, :class:`SettingError`.
        """
        started = time.perf_counter()
        facets = [_facet_name(name) for name in facets]
        _check_page(limit, offset, sort)
        plan, restriction = self._plan(query, filters or {}, exact=exact)
        request = Request(
            query=plan.query,
            filter=restriction,
            rescore=plan.rescore,
            window=self._settings.rescore_window,
            limit=limit,
            offset=offset,
            sort=None if sort in (None, "score") else sort,
            facets=facets,
        )
        answer = self._engine.search(request)
        wanted = _wanted(plan)
        hits = tuple(
            self._make_hit(ranked, wanted, passages, plan if explain else None)
            for ranked in answer.ranked
        )
        return Results(
            query=query,
            hits=hits,
            total=answer.total,
            facets={name: Facet(name, counts) for name, counts in answer.facets.items()},
            notes=tuple(dict.fromkeys(plan.notes)),
            took=time.perf_counter() - started,
        )

    def review(self, review_id: str) -> Review:
        """The review with that id, or with the only id that begins so (four letters at least).

        Raises :class:`ReviewNotFoundError`.
        """
        asked = review_id.strip().lower()
        ids = [term for term, _ in self._engine.terms("id", asked)] if len(asked) >= 4 else []
        if len(ids) != 1:
            some = f"{len(ids)} reviews begin so; give more of it" if ids else "there is none"
            raise ReviewNotFoundError(
                f"An id is what “query” shows beside a hit; for “{review_id}” {some}."
            )
        found = self._engine.search(Request(q.Term("id", ids[0]), limit=1))
        return self._engine.review(found.ranked[0].doc)

    def count(
        self,
        field: str,
        query: str = "*",
        *,
        filters: Mapping[str, FilterValue] | None = None,
        exact: bool = False,
    ) -> Facet:
        """The values of *field* over all reviews that match, most frequent first."""
        return self.search(
            query, limit=0, filters=filters, facets=[field], passages=0, exact=exact
        ).facets[_facet_name(field)]

    def stats(self) -> IndexStats:
        """What the index holds."""
        return self._engine.stats()

    def _plan(
        self, query: str, filters: Mapping[str, FilterValue], *, exact: bool
    ) -> tuple[Plan, q.Query | None]:
        if not query.strip():
            if not filters:
                message = "A query needs at least one word. For every review, ask for “*”."
                raise QuerySyntaxError(message, query, 0, 1)
            query = "*"
        tree = parse_query(query, longest=self._settings.longest_query)
        names = _IndexNames(self._lexicon, exact=exact)
        expander = Expander(self._engine, names, query, exact=exact)
        plan = expander.expand(tree)
        return plan, expander.expand_filters(filters)

    def _make_hit(
        self, ranked: Ranked, wanted: Wanted, passages: int, explained: Plan | None
    ) -> Hit:
        review = self._engine.review(ranked.doc)
        cut = ()
        if passages:
            length = self._settings.passage_length
            cut = find_passages(review, wanted, limit=passages, length=length)
        explanation = None
        if explained is not None:
            explanation = {
                label: scores[ranked.doc]
                for label, part in explained.parts
                if (scores := self._engine.score(part, [ranked.doc]))
            }
        return Hit(review.id, ranked.score, review, cut, explanation)


def open_index(
    folder: str | os.PathLike[str] = "index", *, settings: Settings = DEFAULT
) -> Searcher:
    """Open the index in *folder* for searching.

    Raises :class:`IndexNotFoundError`, :class:`IndexFormatError`.
    """
    return Searcher(folder, settings)


class _IndexNames:
    """What ``query.expand`` asks of names, answered from the names of one index."""

    def __init__(self, lexicon: Lexicon, *, exact: bool) -> None:
        self._lexicon = lexicon
        self._exact = exact

    def find(self, asked: str, field: str) -> tuple[tuple[FoundName, ...], str | None]:
        """The names of *field* meant by *asked*, and what to tell the person."""
        resolution = resolve(asked, self._lexicon, [field], exact=self._exact)
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


class _NameCounts(Mapping[str, Iterable[tuple[str, int]]]):
    """The names of each field with their counts.

    They are read from the index when a name is first misspelt, field by field.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __getitem__(self, name: str) -> Iterable[tuple[str, int]]:
        if name not in self:
            raise KeyError(name)
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


def _wanted(plan: Plan) -> Wanted:
    return Wanted(
        words=plan.stems,
        phrases=tuple(WantedPhrase(*sought) for sought in plan.phrases),
        prefixes=plan.prefixes,
        names=tuple((sought.words, sought.weight) for sought in plan.names),
    )


def _facet_name(name: str) -> str:
    field = find_field(name)
    if field is None or not has_values(field):
        known = ", ".join(f.name for f in FIELDS if has_values(f))
        raise SettingError(f"A facet is one of {known}; got “{name}”.")
    return field.name


def _check_page(limit: int, offset: int, sort: str | None) -> None:
    if limit < 0 or offset < 0:
        raise SettingError(f"limit and offset are 0 or more; got {limit} and {offset}.")
    if sort is not None and sort.removeprefix("-") not in SORTS:
        raise SettingError(f"sort is one of {', '.join(SORTS)}, with “-” before it for"
                           f" highest first; got “{sort}”.")
