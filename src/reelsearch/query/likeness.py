"""A review in, the query for reviews like it out: by its themes, its people, its telling words.

*More like this*, as Lucene's ``MoreLikeThis`` has it: of the words of a text those with the
highest tf · idf are looked for, each as important as that product is. Themes and people
are sought as wholes and weigh their idf, times :data:`THEME` and :data:`PERSON`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from whoosh import query as q

from reelsearch.analysis import name_key, name_tokens, split_words
from reelsearch.analysis.analyzers import stem
from reelsearch.query.clauses import BODY
from reelsearch.query.plan import Vocabulary, weigh
from reelsearch.review import Review
from reelsearch.schema import key_field

MOST_WORDS = 25
"""How many telling words a review has; Lucene's default."""

THEME, PERSON = 2.0, 3.0
"""What a theme and a person weigh, times their idf. A telling word weighs at most 1 times its
BM25, and there are 25 of these."""

_FEWEST = 2
"""A word that only one review has leads to no other."""

_COMMONEST, _FEW = 0.1, 5
"""A word that a larger share of the reviews has tells nothing, unless these are few."""

_POSSESSIVE = re.compile(r"['’]s\Z")


class Trait(NamedTuple):
    """Something by which a review is like another: *kind* is ``theme``, ``person`` or ``word``.

    ``name`` is as it is written, ``stem`` that of a word.
    """

    kind: str
    name: str
    query: q.Query
    stem: str = ""


def find_traits(vocabulary: Vocabulary, review: Review) -> list[Trait]:
    """The traits of *review* that some other review may have as well."""
    names = dict.fromkeys([*review.people, *review.director, *review.cast])
    return [
        *_find_names(vocabulary, "theme", review.themes, THEME),
        *_find_names(vocabulary, "person", names, PERSON),
        *_find_words(vocabulary, review, names),
    ]


def join_traits(traits: Iterable[Trait]) -> q.Query:
    """The query for reviews that have any of *traits*."""
    return q.Or([trait.query for trait in traits])


def leave_out(review: Review, *, whole_film: bool) -> q.Query:
    """The filter that leaves out *review*, or every review of its film: those of the same title
    that state no other year."""
    gone: q.Query = q.Term("id", review.id)
    key = name_key(review.film or "")
    if whole_film and key:
        same: q.Query = q.Term(key_field("film"), key)
        if review.year is not None:
            before = q.NumericRange("year", None, review.year - 1)
            after = q.NumericRange("year", review.year + 1, None)
            same = q.And([same, q.Not(q.Or([before, after]))])
        gone = q.Or([gone, same])
    return q.And([q.Every(), q.Not(gone)])


def _find_names(
    vocabulary: Vocabulary, kind: str, names: Iterable[str], factor: float
) -> Iterable[Trait]:
    field = key_field(kind)
    for name in names:
        key = name_key(name)
        count = vocabulary.frequency(field, key) if key else 0
        if count >= _FEWEST:
            boost = factor * weigh(vocabulary, count)
            yield Trait(kind, name, q.Term(field, key, boost=boost))


def _find_words(vocabulary: Vocabulary, review: Review, names: Iterable[str]) -> list[Trait]:
    """The telling words, most telling first: not those of names, which are traits themselves."""
    of_names = {stem(t) for name in (review.film or "", *names) for t in name_tokens(name)}
    spelt: dict[str, Counter[str]] = {}
    prose = review.prose
    for word in split_words(prose):
        for part in word.parts:
            written = prose[part.start : part.end].lower()
            spelt.setdefault(stem(part.text), Counter())[_POSSESSIVE.sub("", written)] += 1
    weighed = []
    most = max(_COMMONEST * vocabulary.doc_count, _FEW)
    for term, spellings in spelt.items():
        count = vocabulary.frequency(BODY.name, term)
        if _FEWEST <= count <= most and term not in of_names:
            weight = spellings.total() * weigh(vocabulary, count)
            weighed.append((-weight, term, spellings.most_common(1)[0][0]))
    best = sorted(weighed)[:MOST_WORDS]
    return [
        Trait("word", name, q.Term(BODY.name, term, boost=weight / best[0][0]), term)
        for weight, term, name in best
        if weight
    ]
