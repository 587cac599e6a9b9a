"""The counts of values as an index has them in, the facet that was asked for out.

A facet is a field, or one derived from it: ``decade`` from the year, ``band`` from the
rating. Spellings that differ in nothing that counts (*HEAT*, *Heat*) are one value,
shown as it is spelt most often; two films of one title but different years stay two.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from reelsearch.analysis import name_key
from reelsearch.errors import SettingError
from reelsearch.film_cards import band_of
from reelsearch.results import Facet, FacetCount
from reelsearch.schema import FIELDS, Kind, find_field, has_values

_TITLE = re.compile(r"(?P<title>.*?)(?P<year> \(\d{4}\))?", re.DOTALL)

_DERIVED: dict[str, tuple[str, Callable[[str], str]]] = {
    "decade": ("year", lambda year: f"{year[:-1]}0s"),
    "band": ("rating", lambda rating: band_of(float(rating))),
}

FACETS = (*(field.name for field in FIELDS if has_values(field)), *_DERIVED)
"""What can be counted."""


def name_facet(asked: str) -> str:
    """The facet known as *asked*. Raises :class:`SettingError`."""
    if asked.lower() in _DERIVED:
        return asked.lower()
    field = find_field(asked)
    if field is None or field.name not in FACETS:
        raise SettingError(f"A facet is one of {', '.join(FACETS)}; got “{asked}”.")
    return field.name


def source_of(facet: str) -> str:
    """The field that an engine counts for *facet*."""
    return _DERIVED[facet][0] if facet in _DERIVED else facet


def make_facet(facet: str, counts: Iterable[FacetCount]) -> Facet:
    """*facet* from the *counts* of its field, the most frequent value first."""
    if facet in _DERIVED:
        derive = _DERIVED[facet][1]
        counts = [FacetCount(derive(value), count) for value, count in counts]
        return Facet(facet, _merge(counts, key=lambda value: value))
    field = find_field(facet)
    is_name = field is not None and field.kind in (Kind.NAME, Kind.LABEL)
    return Facet(facet, _merge(counts, key=_fold_value) if is_name else tuple(counts))


def _merge(counts: Iterable[FacetCount], key: Callable[[str], str]) -> tuple[FacetCount, ...]:
    """One count for all the values that have one key, under the most frequent of them."""
    groups: dict[str, list[FacetCount]] = defaultdict(list)
    for counted in counts:
        groups[key(counted.value)].append(counted)
    merged = [
        FacetCount(max(group, key=lambda c: (c.count, c.value)).value, sum(n for _, n in group))
        for group in groups.values()
    ]
    return tuple(sorted(merged, key=lambda counted: (-counted.count, counted.value)))


def _fold_value(value: str) -> str:
    match = _TITLE.fullmatch(value)
    # A value without letters or digits folds to nothing, and is then itself.
    folded = name_key(match["title"]) if match else ""
    return f"{folded}{match['year'] or ''}" if match and folded else value
