"""The terms that a query stands for in one segment, by number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from whoosh import query as q
from whoosh.fields import FieldType
from whoosh.lang.morph_en import variations

from reelsearch.engines.whoosh_engine.codec.arrays import Array
from reelsearch.engines.whoosh_engine.codec.field import ColumnField
from reelsearch.engines.whoosh_engine.executor.similar import find_similar
from reelsearch.engines.whoosh_engine.executor.uncovered import Uncovered

_HIGHEST = b"\xff\xff\xff\xff"  # where Whoosh ends a range without an end


def is_everything(query: Any) -> bool:
    """Whether it is a pattern that Whoosh takes for every document that has the field."""
    return (
        (isinstance(query, q.Prefix) and query.text == "")
        or (isinstance(query, q.Wildcard) and query.text == "*")
        or (isinstance(query, q.Regex) and query.text == ".*")
    )


def find_terms(query: Any, field_type: FieldType, field: ColumnField) -> Sequence[int]:
    """The numbers of the terms of *field* for which *query* stands, ascending."""
    if isinstance(query, q.Prefix):
        numbers: Iterable[int] = range(*field.range(field_type.to_bytes(query.text)))
    elif isinstance(query, q.TermRange):
        numbers = _find_range(query, field_type, field)
    elif isinstance(query, q.Variations):
        numbers = _find_variations(query, field_type, field)
    elif isinstance(query, q.FuzzyTerm):
        numbers = _find_fuzzy(query, field)
    else:
        numbers = _find_pattern(query, field_type, field)
    if isinstance(numbers, range):
        # The empty term, the first if it is there, stands for no word.
        return numbers[1:] if numbers and numbers[0] == 0 and not field.term(0) else numbers
    return sorted(number for number in set(numbers) if field.term(number))


def read_lists(field: ColumnField, numbers: Sequence[int]) -> list[Array]:
    """The documents of each of these terms."""
    if isinstance(numbers, range):
        # Their postings stand one after another.
        starts = field.starts_between(numbers.start, numbers.stop).tolist()
        docs = field.docs_of_terms(numbers.start, numbers.stop)
        first = starts[0]
        return [docs[a - first : b - first] for a, b in pairwise(starts)]
    return [field.docs(number) for number in numbers]


def _find_range(query: q.TermRange, field_type: FieldType, field: ColumnField) -> range:
    try:
        start = b"" if query.start is None else field_type.to_bytes(query.start)
        end = _HIGHEST if query.end is None else field_type.to_bytes(query.end)
    except ValueError:
        return range(0)
    low = start + b"\0" if query.startexcl else start
    high = end if query.endexcl else end + b"\0"
    return range(*field.between(low, high))


def _find_variations(
    query: q.Variations, field_type: FieldType, field: ColumnField
) -> Iterable[int]:
    for word in variations(query.text):
        try:
            number = field.find(field_type.to_bytes(word))
        except ValueError:
            continue
        if number >= 0:
            yield number


def _find_fuzzy(query: q.FuzzyTerm, field: ColumnField) -> Iterable[int]:
    text, most, prefix = query.text, query.maxdist, query.prefixlength
    if not isinstance(text, str) or most != int(most) or not 0 <= prefix <= len(text):
        raise Uncovered(f"a fuzzy term that Whoosh refuses: {query!r}")
    return find_similar(field, text, int(most), text[:prefix])


def _find_pattern(query: Any, field_type: FieldType, field: ColumnField) -> Iterable[int]:
    expression = re.compile(query._get_pattern())
    prefix = query._find_prefix(query.text)
    first, end = field.range(field_type.to_bytes(prefix)) if prefix else (0, field.n_terms)
    for number, term in enumerate(field.terms.slice(first, end), first):
        if expression.match(field_type.from_bytes(term)):
            yield number
