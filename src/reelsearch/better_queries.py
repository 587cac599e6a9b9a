"""A query that found next to nothing in, those that would find much more out, counted.

:mod:`reelsearch.query.did_you_mean` says which might; here the engine counts what they find,
under the same filters.
"""

from __future__ import annotations

from reelsearch.engines.base import Engine, Request
from reelsearch.query.did_you_mean import Asked, find_better
from reelsearch.query.expand import Expander
from reelsearch.query.parser import parse_query
from reelsearch.query.plan import Names
from reelsearch.results import Suggestion


def find_better_queries(
    engine: Engine, names: Names, query: str, request: Request, least: int
) -> tuple[Suggestion, ...]:
    """Queries that find *least* reviews or more and may be meant by *query*, as by *request*."""

    def count(other: str) -> int:
        request.budget.check_time()
        plan = Expander(engine, names, other, exact=True).expand(parse_query(other, longest=most))
        counting = Request(plan.query, filter=request.filter, limit=0, budget=request.budget)
        return engine.search(counting).total

    most = 2 * len(query) + 100
    tree = parse_query(query, longest=most)
    return find_better(query, tree, least, Asked(engine, names), count)
