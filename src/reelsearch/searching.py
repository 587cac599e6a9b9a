"""A query in, :class:`Results` out: parse, resolve names, expand, search, cut passages."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reelsearch.engines.base import Engine, IndexStats, Ranked, Request, ask_for_id
from reelsearch.engines.budget import Budget
from reelsearch.errors import ReviewNotFoundError, SettingError
from reelsearch.excerpts import Excerpts, make_wanted
from reelsearch.lazy_facets import LazyFacets
from reelsearch.lazy_names import LazyNames
from reelsearch.opened import IndexState, OpenedIndex
from reelsearch.planning import Asked, Planner
from reelsearch.query import ranking
from reelsearch.query.expand import FilterValue
from reelsearch.query.plan import Plan
from reelsearch.query.ranking import Ranking
from reelsearch.results import Facet, Hit, Results, Suggestion
from reelsearch.review import Review
from reelsearch.settings import DEFAULT, Settings
from reelsearch.snippets import Chosen

if TYPE_CHECKING:
    from reelsearch.film_cards import FilmCard
    from reelsearch.studies.concordance import Asked as AskedWords
    from reelsearch.studies.concordance import Concordance, ConcordanceLine
    from reelsearch.studies.likeness import SimilarReviews
    from reelsearch.studies.wording import Wording

SORTS = ("score", "date", "rating", "year", "runtime", "film")
"""What hits can be sorted by; ``-`` before it for highest first, as the score always is."""

LITTLE = 2
"""A query that finds no more reviews than this may have been meant otherwise."""

MUCH = 50
"""How many times as many reviews another query finds that was meant instead of one that finds
some: that is seldom, since few reviews are often all that there are."""

SHORTEST_ID = 4
"""How many characters of an id must be given."""

MOST_ON_A_CARD = 100
"""How many reviews of one film a card takes in."""


class Searcher(OpenedIndex):
    """An index, open for searching. Close it, or use it as a context manager.

    It may be shared by threads, and keeps the state it was opened with while others
    write; :meth:`refresh` takes in what was committed since.
    """

    def __init__(
        self,
        folder: str | os.PathLike[str],
        settings: Settings = DEFAULT,
        *,
        ranking: Ranking = ranking.DEFAULT,
    ) -> None:
        super().__init__(folder)
        self._settings = settings
        self._ranking = ranking

    def search(  # noqa: PLR0913 (what a person may say; all but the query by name)
        self,
        query: str,
        *,
        limit: int = 10,
        offset: int = 0,
        filters: Mapping[str, FilterValue] | None = None,
        facets: Sequence[str] = (),
        sort: str | None = None,
        passages: int | None = 1,
        exact: bool = False,
        related: bool = False,
        explain: bool = False,
        timeout: float | None = None,
    ) -> Results:
        """Find reviews, the best first, each with its best *passages*; None is all of them.

        *filters* maps fields to a value, a ``(low, high)`` range with None for an open
        end, or a list of values of which one must hold. *sort* is one of :data:`SORTS`.
        *exact* takes words and names only as they are typed. *related* looks for words as well
        that go with them in the reviews found first. An empty *query* with filters is
        every review they leave. *timeout* is how many seconds it may take; None is
        ``settings.query_timeout``.

        Raises :class:`QuerySyntaxError` with the place marked, :class:`SettingError`,
        :class:`QueryTimeoutError`, :class:`TooManyTermsError`.
        """
        started = time.perf_counter()
        budget = self._allow(timeout)
        counted = LazyFacets(facets)
        _check_page(limit, offset, sort, passages)
        with self._looking() as state:
            asked = Asked(query, filters or {}, exact=exact)
            planner = self._planner(state)
            together = planner.find_related(asked, budget) if related else ()
            expander, plan = planner.plan(asked, together)
            budget.check_time()
            request = Request(
                query=plan.query,
                filter=expander.expand_filters(asked.filters),
                rescore=plan.rescore,
                window=self._settings.rescore_window,
                limit=limit,
                offset=offset,
                sort=None if sort is None or sort.endswith("score") else sort,
                facets=counted.sources,
                budget=budget,
            )
            answer = state.engine.search(request)
            excerpts = None
            if passages != 0:
                excerpts = Excerpts(plan, passages, self._settings.passage_length)
            explained = plan if explain else None
            hits = tuple(_make_hits(state.engine, answer.ranked, excerpts, explained, budget))
            better: tuple[Suggestion, ...] = ()
            is_told = bool(plan.notes)
            # What no review has finds nothing, whatever the words beside it find.
            least = 1 if is_told else max(1, MUCH * answer.total)
            is_little = is_told if exact else answer.total <= LITTLE and not is_told
            if limit and is_little and least <= state.engine.doc_count:
                from reelsearch.better_queries import find_better_queries  # few queries need it

                names = LazyNames(state.names, None, exact=False)
                better = find_better_queries(state.engine, names, query, request, least)
        return Results(
            query=query,
            hits=hits,
            total=answer.total,
            facets=counted.make(answer.facets),
            notes=tuple(dict.fromkeys(plan.notes)),
            took=time.perf_counter() - started,
            did_you_mean=better,
        )

    def review(self, review_id: str) -> Review:
        """The review with that id, or with the only id that begins so (four letters at least).

        Raises :class:`ReviewNotFoundError`.
        """
        asked = review_id.strip().lower()
        is_long_enough = len(asked) >= SHORTEST_ID and asked.isalnum()
        with self._looking() as state:
            ids = [term for term, _ in state.engine.terms("id", asked)] if is_long_enough else []
            if len(ids) == 1:
                found = state.engine.search(ask_for_id(ids[0]))
                return state.engine.review(found.ranked[0].doc)
        some = f"{len(ids)} reviews begin so; give more of it" if ids else "there is none"
        raise ReviewNotFoundError(
            f"An id is what “query” shows beside a hit; for “{review_id}” {some}."
        )

    def count(
        self,
        field: str,
        query: str = "*",
        *,
        filters: Mapping[str, FilterValue] | None = None,
        exact: bool = False,
    ) -> Facet:
        """The values of *field* over all reviews that match, most frequent first."""
        results = self.search(
            query, limit=0, filters=filters, facets=[field], passages=0, exact=exact
        )
        return next(iter(results.facets.values()))

    def film_cards(self, name: str, *, exact: bool = False) -> tuple[FilmCard, ...]:
        """A card for each film called *name*, or the film that was meant; none if there is none.

        *name* may end in a year, as in ``Suspiria (1977)`` or ``suspiria 1977``.
        """
        from reelsearch.film_cards import make_film_card

        with self._looking() as state:
            films = state.names().find_films(name, exact=exact)
        cards = []
        for film in films:
            results = self.search(
                "", filters={"film": film.title}, limit=MOST_ON_A_CARD, exact=True
            )
            same = [hit for hit in results if film.is_film_of(hit.review)]
            for year in dict.fromkeys(hit.review.year for hit in same):
                hits = [hit for hit in same if hit.review.year == year]
                cards.append(make_film_card(hits, film.note))
        return tuple(cards)

    def concordance(
        self,
        words: str,
        *,
        limit: int | None = 100,
        sort: str = "after",
        filters: Mapping[str, FilterValue] | None = None,
        exact: bool = False,
    ) -> Concordance:
        """Every place where a word or phrase stands, with what precedes and follows it.

        *words* are a phrase; ``prefix*`` and ``love OR hate`` will do as well. *sort* is
        ``after`` or ``before``, by the words there, or ``film`` or ``date``. At most *limit*
        lines are kept, all of them for None; all are counted. *exact* takes words, and names
        in *filters*, only as they are typed.

        Raises :class:`QuerySyntaxError`, :class:`SettingError`.
        """
        from reelsearch.studies.concordance import make_concordance

        started = time.perf_counter()
        with self._looking() as state:
            asked, notes = self._ask_for_words(state, words, sort, filters, exact=exact)
            found = make_concordance(state.engine, asked, limit, sort)
        return replace(found, notes=notes, took=time.perf_counter() - started)

    def concordance_lines(
        self,
        words: str,
        *,
        sort: str = "film",
        filters: Mapping[str, FilterValue] | None = None,
        exact: bool = False,
    ) -> Iterator[ConcordanceLine]:
        """All the lines of a :meth:`concordance` by ``film`` or ``date``, each as soon as it is
        read: however many there are, one review is held at a time."""
        from reelsearch.studies.concordance import list_lines

        if sort not in ("film", "date"):
            raise SettingError(f"Lines come one by one by film or date; got “{sort}”.")
        with self._looking() as state:
            asked, _ = self._ask_for_words(state, words, sort, filters, exact=exact)
            yield from list_lines(state.engine, asked)

    def similar(
        self, review_id: str, *, limit: int = 10, other_films: bool = False
    ) -> SimilarReviews:
        """Reviews like the one with that id, by themes, people and telling words.

        Other reviews of the same film are among them, unless only *other_films* are wanted.
        Raises :class:`ReviewNotFoundError`, :class:`SettingError`.
        """
        from reelsearch.studies.likeness import Wish, find_similar

        started = time.perf_counter()
        review = self.review(review_id)
        wish = Wish(limit, other_films, self._settings.passage_length, self._allow())
        with self._looking() as state:
            found = find_similar(state.engine, review, wish)
        return replace(found, took=time.perf_counter() - started)

    def wording(
        self,
        reviewer: str,
        *,
        limit: int = 10,
        filters: Mapping[str, FilterValue] | None = None,
        exact: bool = False,
    ) -> Wording:
        """The words and the two-word phrases that a reviewer uses more than the others do.

        At most *limit* of each, by log-likelihood. *filters* choose the reviews that are
        compared; *exact* takes names as they are typed.

        Raises :class:`SettingError`, also if several reviewers may be meant.
        """
        from reelsearch.query.authorship import by_others, by_reviewer
        from reelsearch.studies.wording import Wording, choose_reviewer, find_wording

        started = time.perf_counter()
        with self._looking() as state:
            names, note = state.names().find(reviewer, "reviewer", exact=exact)
            meant = choose_reviewer(reviewer, [name.text for name in names])
            notes: tuple[str, ...] = (note,) if note else ()
            found = Wording(None)
            if meant is not None:
                own = Request(by_reviewer(meant))
                own, more = self._ask_for_all(state, own, filters, exact=exact)
                others = replace(own, query=by_others(meant))
                found = find_wording(state.engine, meant, own, others, limit)
                notes += more
        return replace(found, notes=notes, took=time.perf_counter() - started)

    def stats(self) -> IndexStats:
        """What the index holds."""
        with self._looking() as state:
            return state.engine.stats()

    def _planner(self, state: IndexState) -> Planner:
        return Planner(state.engine, state.names, self._settings, self._ranking)

    def _ask_for_words(
        self,
        state: IndexState,
        words: str,
        sort: str,
        filters: Mapping[str, FilterValue] | None,
        *,
        exact: bool,
    ) -> tuple[AskedWords, tuple[str, ...]]:
        """What a concordance of *words* is to find, and what to tell of the names in *filters*."""
        from reelsearch.query.keywords import read_keyword
        from reelsearch.studies.concordance import Asked as AskedWords
        from reelsearch.studies.concordance import check_sort

        check_sort(sort)
        keyword = read_keyword(words, longest=self._settings.longest_query)
        request = Request(keyword.plan.query)
        request, notes = self._ask_for_all(state, request, filters, exact=exact)
        request = replace(request, sort="date" if sort == "date" else "film")
        forms = keyword.forms if exact else None
        return AskedWords(words, request, make_wanted(keyword.plan), forms), notes

    def _ask_for_all(
        self,
        state: IndexState,
        request: Request,
        filters: Mapping[str, FilterValue] | None,
        *,
        exact: bool,
    ) -> tuple[Request, tuple[str, ...]]:
        """*request* for all reviews that *filters* leave, and what to tell of their names."""
        expander, plan = self._planner(state).plan(Asked("*", {}, exact=exact))
        everything = replace(
            request,
            filter=expander.expand_filters(filters or {}),
            limit=state.engine.doc_count,
            sort="film",  # by no score, so that none is reckoned
            budget=self._allow(),
        )
        return everything, tuple(dict.fromkeys(plan.notes))

    def _allow(self, timeout: float | None = None) -> Budget:
        """What a query that begins now may cost."""
        seconds = self._settings.query_timeout if timeout is None else timeout
        return Budget(seconds, self._settings.most_terms)


def open_index(
    folder: str | os.PathLike[str] = "index", *, settings: Settings = DEFAULT
) -> Searcher:
    """Open the index in *folder* for searching.

    Raises :class:`IndexNotFoundError`, :class:`IndexFormatError`.
    """
    return Searcher(folder, settings)


def _make_hits(
    engine: Engine,
    ranked: Sequence[Ranked],
    excerpts: Excerpts | None,
    explained: Plan | None,
    budget: Budget,
) -> Iterator[Hit]:
    reviews: list[Review] = []
    for found in ranked:
        budget.check_time()
        reviews.append(engine.review(found.doc))
    chosen = excerpts.cut(reviews) if excerpts is not None else [Chosen((), 0)] * len(reviews)
    for found, review, some in zip(ranked, reviews, chosen, strict=True):
        budget.check_time()
        explanation = None
        if explained is not None:
            explanation = _explain(engine, found.doc, review, explained)
        yield Hit(review.id, found.score, review, *some, explanation)


def _explain(engine: Engine, doc: int, review: Review, plan: Plan) -> Mapping[str, float]:
    from reelsearch.engines.whoosh_engine.documents import list_searched
    from reelsearch.query.explanation import explain_hit  # both are seldom needed

    return explain_hit(plan, lambda part: engine.score(part, [doc]).get(doc), list_searched(review))


def _check_page(limit: int, offset: int, sort: str | None, passages: int | None) -> None:
    if passages is not None and passages < 0:
        raise SettingError(f"passages is 0 or more, or None for all; got {passages}.")
    if limit < 0 or offset < 0:
        raise SettingError(f"limit and offset are 0 or more; got {limit} and {offset}.")
    if sort is not None and sort.removeprefix("-") not in SORTS:
        raise SettingError(
            f"sort is one of {', '.join(SORTS)}, with “-” before it for highest first;"
            f" got “{sort}”."
        )
