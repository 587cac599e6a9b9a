"""A question as a query tree of Whoosh's, which its own matchers and our executor both run."""

from __future__ import annotations

from whoosh import query as q

from benchmarks.questions import Question
from reelsearch.analysis.analyzers import stem


def make_query(question: Question) -> q.Query:
    """*question* as a query tree."""
    words = [stem(word) for word in question.words]
    terms = [q.Term("body", word) for word in words]
    if question.kind.startswith("any"):
        return q.Or(terms)
    if question.kind.startswith("all"):
        return q.And(terms)
    if question.kind == "phrase":
        return q.Phrase("body", words)
    if question.kind == "prefix":
        return q.Prefix("word", question.words[0])
    if question.kind == "fuzzy":
        return q.FuzzyTerm("word", question.words[0], maxdist=1, prefixlength=1)
    if question.years is not None:
        return q.And([terms[0], q.NumericRange("year", *question.years)])
    return terms[0]
