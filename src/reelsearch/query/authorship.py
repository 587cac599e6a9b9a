"""A reviewer in, the queries for who wrote what out."""

from __future__ import annotations

from whoosh import query as q

from reelsearch.analysis import name_key
from reelsearch.schema import key_field


def by_reviewer(name: str) -> q.Query:
    """The reviews that *name*, as it is spelt in the index, wrote or helped to write."""
    return q.Term(key_field("reviewer"), name_key(name))


def by_others(name: str) -> q.Query:
    """All other reviews, unsigned ones among them."""
    return q.And([q.Every(), q.Not(by_reviewer(name))])
