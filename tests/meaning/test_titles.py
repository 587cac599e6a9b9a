"""Titles as people type them, over the corpus and a few more films: the film comes first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import reelsearch
from reelsearch import Searcher
from tests.film_folders import write_files

FILMS = {
    "Mad Max: Fury Road": 2015,
    "Mad Max 2": 1981,
    "Rocky II": 1979,
    "Rocky III": 1982,
    "Matrix, The": 1999,
    "You and I": 1938,
    "The Ring": 2002,
    "Dune: Part Two": 2024,
    "Dune": 1984,
    "Kill Bill: Vol. 1": 2003,
    "Pather Panchali (Song of the Little Road)": 1955,
}


@pytest.fixture(scope="module")
def searcher(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    folder = tmp_path_factory.mktemp("titles")
    files = {
        f"{i}.txt": f"{film} ({year})\n\nReview by Ana Sol\n\nYou and I, it and us: we went out.\n"
        for i, (film, year) in enumerate(FILMS.items())
    }
    files["thirst.txt"] = (
        "Thirst (1949)\nOriginal title: Törst\n\nReview by Ana Sol\n\nOn a train.\n"
    )
    reelsearch.index([corpus, write_files(folder / "more", files)], folder / "index")
    with reelsearch.open(folder / "index") as searcher:
        yield searcher


@pytest.mark.parametrize(
    ("query", "film", "year"),
    [
        ("us", "Us", 2019),
        ("it", "It", 2017),
        ("m", "M", 1931),
        ("her", "HER", None),
        ("up", "Up", None),
        ("you and i", "You and I", 1938),
        ("You & I", "You and I", 1938),
        ("the matrix", "Matrix, The", 1999),
        ("matrix", "Matrix, The", 1999),
        ("Matrix, The", "Matrix, The", 1999),
        ("third man, the", "The Third Man", 1949),
        ("lives of others", "The Lives of Others", 2006),
        ("rocky 2", "Rocky II", 1979),
        ("rocky III", "Rocky III", 1982),
        ("rocky 3", "Rocky III", 1982),
        ("fury road", "Mad Max: Fury Road", 2015),
        ("mad max fury road", "Mad Max: Fury Road", 2015),
        ("mad max ii", "Mad Max 2", 1981),
        ("dune part 2", "Dune: Part Two", 2024),
        ("dune 2", "Dune: Part Two", 2024),
        ("dune", "Dune", 1984),
        ("kill bill", "Kill Bill: Vol. 1", 2003),
        ("kill bill volume one", "Kill Bill: Vol. 1", 2003),
        ("song of the little road", "Pather Panchali (Song of the Little Road)", 1955),
        ("torst", "Thirst", 1949),
        ("ballerina 2025", "Ballerina", 2025),
        ("suspiria 1977", "SUSPIRIA", 1977),
        ("suspiria 2018", "SUSPIRIA", 2018),
        ("nosferatu (1922)", "Nosferatu", 1922),
        ("thelma & louise", "Thelma & Louise", None),
        ("spiderman into the spiderverse", "Spider-Man: Into the Spider-Verse", 2018),
        ("wall-e", "WALL·E", 2008),
        ("8½", "8½", 1963),
        ("eight and a half", "8½", 1963),
        ("her 2013", "HER", None),  # the review does not state the year
        ("1917", "1917", None),
    ],
)
def test_film_whose_title_was_typed_comes_first(
    searcher: Searcher, query: str, film: str, year: int | None
) -> None:
    best = searcher.search(query).hits[0].review
    assert (best.film, best.year) == (film, year)


def test_short_title_finds_all_films_of_that_name(searcher: Searcher) -> None:
    films = [hit.review.film for hit in searcher.search("mad max")]
    assert set(films[:2]) == {"Mad Max: Fury Road", "Mad Max 2"}


@pytest.mark.parametrize(
    ("query", "film", "year"),
    [
        ("suspiria 2018 dance", "SUSPIRIA", 2018),
        ("suspiria 1977 dance", "SUSPIRIA", 1977),
        ("third man ferris wheel", "The Third Man", 1949),
    ],
)
def test_title_and_year_among_other_words_decide(
    searcher: Searcher, query: str, film: str, year: int
) -> None:
    best = searcher.search(query).hits[0].review
    assert (best.film, best.year) == (film, year)


@pytest.mark.parametrize(
    ("query", "film"),
    [
        ('film:"rocky 2"', "Rocky II"),
        ('film:"dune part 2"', "Dune: Part Two"),
        ('film:"the matrix"', "Matrix, The"),
        ('film:"kill bill volume one"', "Kill Bill: Vol. 1"),
    ],
)
def test_title_with_its_field_is_found_in_any_form(
    searcher: Searcher, query: str, film: str
) -> None:
    results = searcher.search(query)
    assert [hit.review.film for hit in results] == [film]
    assert results.notes == ()


@pytest.mark.parametrize("name", ["rocky 2", "the rocky ii", "Rocky II 1979"])
def test_card_is_found_by_any_form_of_the_title(searcher: Searcher, name: str) -> None:
    (card,) = searcher.film_cards(name)
    assert (card.film, card.year, card.note) == ("Rocky II", 1979, None)
