"""People as they are asked for among other words, over the corpus."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import reelsearch
from reelsearch import Searcher
from reelsearch.settings import Settings


@pytest.fixture(scope="module")
def searcher(corpus_index: Path) -> Iterator[Searcher]:
    with reelsearch.open(corpus_index) as searcher:
        yield searcher


@pytest.mark.parametrize(
    ("query", "film", "reviewer"),
    [
        ("ana de armas kitchen", "Ballerina", "Zoë Lindqvist"),
        ("kitchen ana de armas", "Ballerina", "Zoë Lindqvist"),
        ("de armas ana kitchen", "Ballerina", "Zoë Lindqvist"),
        ("armas kitchen", "Ballerina", "Zoë Lindqvist"),
        ("A. de Armas kitchen", "Ballerina", "Zoë Lindqvist"),
        ("ana de armis kitchen", "Ballerina", "Zoë Lindqvist"),
        ("zoe lindqvist suspiria", "SUSPIRIA", "Zoë Lindqvist"),
        ("adele haenel fire", "Portrait of a Lady on Fire", None),
        ("joon ho bong", "Parasite", None),
        ("bong joon-ho stairs", "Parasite", None),
        ("J. L. Curtis", "Everything Everywhere All at Once", None),
        ("skarsgard clown", "It", None),
        ("hitch window", "REAR WINDOW", None),
        ("bob de niro heat", "Heat", None),
        ("jimmy stewart neighbours", "REAR WINDOW", None),
    ],
)
def test_person_and_words_find_the_review_with_both(
    searcher: Searcher, query: str, film: str, reviewer: str | None
) -> None:
    best = searcher.search(query).hits[0].review
    assert (best.film or "").lower() == film.lower()
    assert reviewer is None or best.reviewer == reviewer


def test_name_is_one_unit(searcher: Searcher) -> None:
    de_armas = searcher.search("ana de armas", limit=50)
    assert {hit.review.film for hit in de_armas} == {"Ballerina"}
    assert searcher.search("ana de armas", exact=True).total > de_armas.total


def test_two_people_of_one_surname_are_both_found_and_told(searcher: Searcher) -> None:
    results = searcher.search("johnson")
    assert results.notes == ("“johnson” is Dakota Johnson and Aaron Taylor-Johnson",)
    assert {hit.review.film for hit in results} == {"NOSFERATU", "SUSPIRIA"}
    assert searcher.search("johnson", exact=True).notes == ()


def test_nickname_is_told_and_finds_all_it_stands_for(searcher: Searcher) -> None:
    results = searcher.search("the daniels multiverse")
    assert results.notes[0] == "“the daniels” is Daniel Kwan and Daniel Scheinert"
    assert results.hits[0].review.film == "Everything Everywhere All at Once"


def test_own_nicknames_are_used(corpus_index: Path, tmp_path: Path) -> None:
    own = tmp_path / "names.txt"
    own.write_text("Zed = Zoë Lindqvist\n", encoding="utf-8")
    with reelsearch.open(corpus_index, settings=Settings(nicknames=own)) as searcher:
        results = searcher.search("zed kitchen")
    assert results.hits[0].review.reviewer == "Zoë Lindqvist"
    assert results.notes == ("“zed” is Zoë Lindqvist",)


def test_namesakes_are_told_where_a_field_is_asked_too(searcher: Searcher) -> None:
    told = ("“johnson” is Dakota Johnson and Aaron Taylor-Johnson",)
    assert searcher.search("person:johnson").notes == told
    assert searcher.search("", filters={"person": "johnson"}).notes == told
    assert searcher.search("person:johnson", exact=True).notes == ()
    assert searcher.search("by:lindqvist").notes == ()


def test_nickname_typed_for_a_field_is_who_is_called_so(searcher: Searcher) -> None:
    results = searcher.search("director:hitch")
    assert [hit.review.film for hit in results] == ["REAR WINDOW"]
    assert results.notes == ("“hitch” is Alfred Hitchcock",)
    assert searcher.search("director:hitch", exact=True).total == 0
