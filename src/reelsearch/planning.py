"""What a person asked for in, the plan for one state of the index out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reelsearch.engines.base import Engine, Request
from reelsearch.engines.budget import Budget
from reelsearch.errors import QuerySyntaxError
from reelsearch.lazy_names import LazyNames
from reelsearch.query.expand import Expander, FilterValue
from reelsearch.query.parser import parse_query
from reelsearch.query.plan import Plan
from reelsearch.query.ranking import Ranking
from reelsearch.settings import Settings

if TYPE_CHECKING:
    from reelsearch.index_names import IndexNames
    from reelsearch.query.feedback import Related


class Asked(NamedTuple):
    """A query with its filters; *exact* takes words and names as they are typed."""

    query: str
    filters: Mapping[str, FilterValue]
    exact: bool


class Planner:
    """Makes plans for *engine*, whose names are *names*, ranking as *ranking* says."""

    def __init__(
        self,
        engine: Engine,
        names: Callable[[], IndexNames],
        settings: Settings,
        ranking: Ranking,
    ) -> None:
        self._engine = engine
        self._names = names
        self._settings = settings
        self._ranking = ranking

    def plan(
        self, asked: Asked, related: Sequence[Related] = (), *, all_words: bool = True
    ) -> tuple[Expander, Plan]:
        """The plan, and what expands the filters; without *all_words* they do not come first.

        Raises :class:`QuerySyntaxError` with the place marked.
        """
        query = asked.query
        if not query.strip():
            if not asked.filters:
                message = "A query needs at least one word. For every review, ask for “*”."
                raise QuerySyntaxError(message, query, 0, 1)
            query = "*"
        tree = parse_query(query, longest=self._settings.longest_query)
        names = LazyNames(self._names, self._settings.nicknames, exact=asked.exact)
        ranking = self._ranking if all_words else self._ranking._replace(all_words=0.0)
        expander = Expander(self._engine, names, query, exact=asked.exact, ranking=ranking)
        return expander, expander.expand(tree, related)

    def find_related(self, asked: Asked, budget: Budget) -> tuple[Related, ...]:
        """The words that go with a query in the reviews it finds first."""
        from reelsearch.query.feedback import REVIEWS, find_related  # few queries ask for it

        # How much each review has of the words, not whether it has them all.
        expander, plan = self.plan(asked, all_words=False)
        request = Request(
            query=plan.query,
            filter=expander.expand_filters(asked.filters),
            rescore=plan.rescore,
            window=self._settings.rescore_window,
            limit=REVIEWS,
            budget=budget,
        )
        ranked = self._engine.search(request).ranked
        texts = [(self._engine.review(doc).prose, score) for doc, score in ranked]
        return find_related(texts, self._engine)
