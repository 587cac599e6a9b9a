"""Counts of values: what is one value, and what can be counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelsearch.errors import SettingError
from reelsearch.facets import FACETS, make_facet, name_facet, source_of
from reelsearch.results import FacetCount
from reelsearch.searching import Searcher


def counts(**values: int) -> list[FacetCount]:
    return [FacetCount(value.replace("_", " "), count) for value, count in values.items()]


def test_spellings_that_differ_in_nothing_that_counts_are_one_value() -> None:
    facet = make_facet("film", [FacetCount("HEAT (1995)", 1), FacetCount("Heat (1995)", 2)])
    assert facet.counts == (("Heat (1995)", 3),)


def test_two_films_of_one_title_are_two_values() -> None:
    both = [FacetCount("Suspiria (1977)", 1), FacetCount("Suspiria (2018)", 1)]
    assert len(make_facet("film", both).counts) == 2


def test_a_name_without_letters_is_itself() -> None:
    both = [FacetCount("★", 1), FacetCount("☆", 1)]
    assert len(make_facet("film", both).counts) == 2


def test_years_make_decades() -> None:
    years = [FacetCount("1990", 1), FacetCount("1999", 2), FacetCount("2000", 1)]
    assert make_facet("decade", years).counts == (("1990s", 3), ("2000s", 1))


def test_ratings_make_bands() -> None:
    ratings = [FacetCount("0.6", 1), FacetCount("0.75", 2), FacetCount("1", 1)]
    assert make_facet("band", ratings).counts == (("60–80%", 3), ("80–100%", 1))


def test_aliases_name_facets_and_the_unknown_is_refused() -> None:
    assert name_facet("people") == "person"
    assert source_of(name_facet("Decade")) == "year"
    with pytest.raises(SettingError, match="decade, band; got “runtime”"):
        name_facet("runtime")


names = st.lists(st.tuples(st.text(max_size=6), st.integers(1, 9)), max_size=8)


@given(names)
def test_merging_loses_no_review(pairs: list[tuple[str, int]]) -> None:
    values = [FacetCount(value, count) for value, count in dict(pairs).items()]
    facet = make_facet("reviewer", values)
    assert sum(count for _, count in facet.counts) == sum(count for _, count in values)
    assert {value for value, _ in facet.counts} <= {value for value, _ in values}
    assert [c for _, c in facet.counts] == sorted((c for _, c in facet.counts), reverse=True)


@pytest.mark.parametrize("facet", FACETS)
def test_every_facet_counts_all_hits_not_only_the_page(corpus_index: Path, facet: str) -> None:
    with Searcher(corpus_index) as searcher:
        page = searcher.search("the", limit=1, facets=[facet]).facets[facet]
        everything = searcher.search("the", limit=48, facets=[facet]).facets[facet]
    assert page == everything


def test_facets_agree_with_the_hits(corpus_index: Path) -> None:
    with Searcher(corpus_index) as searcher:
        results = searcher.search("house", limit=48, facets=["year", "decade"])
    years = [hit.review.year for hit in results if hit.review.year]
    assert dict(results.facets["year"].counts) == {str(y): years.count(y) for y in set(years)}
    assert sum(c for _, c in results.facets["decade"].counts) == len(years)
