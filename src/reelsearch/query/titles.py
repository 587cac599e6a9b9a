"""The plain words of a query in, the films whose titles they are out.

Films are found here to be placed before reviews that only have the words: *It* and *Us* are
words of nearly every review. Titles are compared in the one form of
:mod:`reelsearch.analysis.titles`, so that an article, a roman number, a space or a subtitle
left out does not decide. A year that stands after a title must be the film's.
"""

from __future__ import annotations

from collections.abc import Sequence

from whoosh import query as q

from reelsearch.analysis.titles import ARTICLES, make_term
from reelsearch.query.plan import Vocabulary, weigh
from reelsearch.schema import SHORT_TITLE_FIELD, TITLE_FIELD

WHOLE, OTHER_YEAR, SHORT = 2.0, 1.0, 0.5
"""What a film gains that was asked for by its title alone, in units of ``ALL_WORDS``: by its
whole title more, so that it comes first; by a whole title with a year that is not stated of it, as
much as a review that has all the words; by a short one half of that."""

WITHIN = 2.0
"""What a film gains whose title is among the words, times the idf of the title."""

_WIDEST = 7  # words of a title among others
_MOST_WORDS = 10  # of a query in which titles are looked for

Clauses = list[tuple[str, q.Query]]


def having_title(title: str) -> q.Query:
    """Reviews of films whose whole title is *title*, in whatever form."""
    from reelsearch.analysis.title_forms import title_term  # few queries need it

    return q.Term(TITLE_FIELD, title_term(title))


def find_title(words: Sequence[str], vocabulary: Vocabulary, unit: float) -> Clauses:
    """What is added where the folded *words* are a title and nothing else; *unit* is a score."""
    clauses: Clauses = []
    *title, last = words
    if title and _is_year(last) and (term := _known(title, TITLE_FIELD, vocabulary)):
        of_year = q.And([q.Term(TITLE_FIELD, term), _in_year(last)])
        clauses.append(("the title and year", q.ConstantScoreQuery(of_year, WHOLE * unit)))
        any_year = q.ConstantScoreQuery(q.Term(TITLE_FIELD, term), OTHER_YEAR * unit)
        clauses.append(("the title without its year", any_year))
    for field, label, share in (
        (TITLE_FIELD, "the whole title", WHOLE),
        (SHORT_TITLE_FIELD, "the title in short", SHORT),
    ):
        if term := _known(words, field, vocabulary):
            clauses.append((label, q.ConstantScoreQuery(q.Term(field, term), share * unit)))
    return clauses


def find_titles_within(words: Sequence[str], vocabulary: Vocabulary) -> Clauses:
    """What is added for titles among other *words*: of several words, or with their year.

    A title of one word without a year is left to the words: *the heat of the moment*.
    """
    if not 2 < len(words) <= _MOST_WORDS:
        return []
    in_titles = [bool(vocabulary.frequency("film", word)) for word in words]
    clauses: Clauses = []
    start = 0
    while start < len(words):
        following = start + 1
        for end in range(min(len(words), start + _WIDEST), start, -1):
            if not (in_titles[start] and in_titles[end - 1]):
                continue
            year = words[end] if end < len(words) and _is_year(words[end]) else None
            is_telling = year is not None or end - start > 1 + (words[start] in ARTICLES)
            if is_telling and (term := _known(words[start:end], TITLE_FIELD, vocabulary)):
                clauses.append((_label(words[start:end]), _film(term, year, vocabulary)))
                following = end
                break
        start = following
    return clauses


def _film(term: str, year: str | None, vocabulary: Vocabulary) -> q.Query:
    boost = WITHIN * weigh(vocabulary, vocabulary.frequency(TITLE_FIELD, term))
    film = q.Term(TITLE_FIELD, term, boost=boost)
    if year is None:
        return film
    return q.ConstantScoreQuery(q.And([film, _in_year(year)]), boost)


def _label(words: Sequence[str]) -> str:
    return f"the title “{' '.join(words)}”"


def _known(words: Sequence[str], field: str, vocabulary: Vocabulary) -> str | None:
    """The term of *field* that *words* make, if a film has it."""
    term = make_term(words)
    return term if vocabulary.frequency(field, term) else None


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isascii() and word.isdigit()


def _in_year(year: str) -> q.Query:
    return q.NumericRange("year", int(year), int(year))
