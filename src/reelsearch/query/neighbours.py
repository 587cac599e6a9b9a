"""The words of a query in, what their standing together adds to the score out.

The neighbours in the query are compared with the neighbours in a review: next to each other
in its text or in one of its names, or near each other in the text (``query.ranking``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from whoosh import query as q

from reelsearch.analysis import Word
from reelsearch.query.clauses import BODY, has_word, weigh_word, words_in
from reelsearch.query.plan import Vocabulary
from reelsearch.query.ranking import Ranking
from reelsearch.schema import SEARCHED, Field


def join_neighbours(
    words: Sequence[Word], vocabulary: Vocabulary, ranking: Ranking
) -> Iterator[tuple[str, q.Query]]:
    """Labelled clauses for each two neighbours among *words*, compounds taken in parts."""
    parts = [Word((part,), None, part.start, part.end) for word in words for part in word.parts]
    if len(parts) < 2:
        return
    idfs = [weigh_word(vocabulary, part) for part in parts]
    for both, idf in zip(pairwise(parts), map(sum, pairwise(idfs)), strict=True):
        pair = " ".join(word.parts[0].text for word in both)
        if ranking.next_to:
            places = q.Or([words_in(field, both) for field in _fields_with(both, vocabulary)])
            clause = q.ConstantScoreQuery(places, ranking.next_to * idf)
            yield f"“{pair}” next to each other", clause
        if ranking.near:
            near = words_in(BODY, both, ranking.near_slop)
            yield f"“{pair}” near each other", q.ConstantScoreQuery(near, ranking.near * idf)


def join_all(
    words: Sequence[Word], vocabulary: Vocabulary, ranking: Ranking
) -> Iterator[tuple[str, q.Query]]:
    """A labelled clause for *words* as they were typed, if they are three or more."""
    if len(words) > 2 and ranking.phrase:
        idf = sum(weigh_word(vocabulary, word) for word in words)
        clause = q.ConstantScoreQuery(words_in(BODY, words), ranking.phrase * idf)
        yield "the words as a phrase", clause


def _fields_with(words: Sequence[Word], vocabulary: Vocabulary) -> list[Field]:
    """The body, and the fields with names that have all of *words*."""
    return [
        field
        for field in SEARCHED
        if field is BODY or all(has_word(vocabulary, field, word) for word in words)
    ]
