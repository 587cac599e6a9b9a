"""Query string in, query tree out, as typed: nothing is analysed or looked up yet.

The tree is Whoosh's (``whoosh.query``). Its leaves hold what was typed:
``Term(field, text)``, ``Phrase(field, words)``, ``Prefix``, ``TermRange``. A leaf that
names no field has the field :data:`FREE`. Words standing side by side, without AND or OR
between them, are a :class:`Loose` group. ``query.expand`` turns all that into what an
index understands.

What has more than words is for :mod:`reelsearch.query.whole_grammar`, which is slow to import.
"""

from __future__ import annotations

import re

from whoosh import query as q

from reelsearch.errors import QuerySyntaxError
from reelsearch.query.groups import FREE, Loose

# Nothing in this has a meaning but the operators, and words are what most people type.
_PLAIN = re.compile(r"(?:[^\W_]|(?<=[^\W_])['’-](?=[^\W_])|[ ,.?!])+")
_WORD = re.compile(r"[^ ]+")
_OPERATORS = {"AND", "OR", "NOT"}


def parse_query(text: str, *, longest: int = 4_000) -> q.Query:
    """The tree of what was typed.

    Raises :class:`QuerySyntaxError` (or :class:`UnknownFieldError`) with the place
    marked. *longest* is the number of characters a query may have.
    """
    if len(text) > longest:
        message = f"A query has at most {longest} characters; this one has {len(text)}. Shorten it."
        raise QuerySyntaxError(message, text[:60], 0, 60)
    if _PLAIN.fullmatch(text) and not _OPERATORS.intersection(text.split(" ")):
        return parse_words(text)
    from reelsearch.query.whole_grammar import parse_any

    return parse_any(text)


def parse_words(text: str) -> q.Query:
    """The tree of *text* in which nothing has a meaning: what Whoosh's parser makes
    of it, without asking at each letter whether a plugin knows it."""
    words = list(_WORD.finditer(text))
    leaves = [q.Term(FREE, word[0]) for word in words]
    group = Loose(leaves)
    for leaf, word in zip(leaves, words, strict=True):
        vars(leaf).update(startchar=word.start(), endchar=word.end())
    if words:
        vars(group).update(startchar=words[0].start(), endchar=words[-1].end())
    return group
