"""Reviews like one: by themes, people and telling words, and they say by which."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import reelsearch
from reelsearch import Searcher, SimilarReviews
from reelsearch.errors import ReviewNotFoundError, SettingError
from tests.film_folders import write_files

FILES = {
    "heat.txt": (
        "Heat (1995)\nCast: Al Pacino, Val Kilmer\n\nHeist, diner, coffee, a diner: Heat, Pacino."
    ),
    "heat2.txt": (
        "Heat (1995)\nReview by Ann Ames\n\nThe diner, and coffee, a long heist, the heat, Pacino."
    ),
    "heat_undated.txt": "Film: Heat\n\nCoffee in a diner, the heist is on the tape.",
    "heat_old.txt": "Heat (1972)\n\nA counter in California, and coffee by a motel pool.",
    "insider.txt": "The Insider (1999)\nCast: Al Pacino\n\nTobacco, lawyers, a network.",
    "rififi.txt": "Rififi (1955)\n\nA heist in silence, a heist without a word.",
    "blank.txt": "Blank (2001)\n\nUmbrella xylophone quartz.",
    "garden.txt": "Garden (2003)\n\nRoses in rain, tobacco leaves, a lawyer.",
    **{f"rest{n}.txt": f"Rest {n} (2010)\n\nNothing in the rest, {n}." for n in range(12)},
}


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    folder = tmp_path_factory.mktemp("likeness")
    reelsearch.index([write_files(folder / "films", FILES)], folder / "index")
    with reelsearch.open(folder / "index") as opened:
        yield opened


def ask(searcher: Searcher, name: str, **options: object) -> SimilarReviews:
    hits = searcher.search("*", limit=99, passages=0)
    (wanted,) = (hit.id for hit in hits if hit.review.path == f"{name}.txt")
    return searcher.similar(wanted, **options)  # type: ignore[arg-type]  # by name


def paths(found: SimilarReviews) -> list[str]:
    return [similar.hit.review.path.removesuffix(".txt") for similar in found]


def test_the_likest_come_first_and_never_the_review_itself(searcher: Searcher) -> None:
    found = paths(ask(searcher, "heat"))
    assert set(found) == {"heat2", "heat_undated", "heat_old", "insider", "rififi"}
    assert set(found[:2]) <= {"heat2", "heat_undated", "insider"}
    for name in FILES:
        assert name.removesuffix(".txt") not in paths(ask(searcher, name.removesuffix(".txt")))


def test_other_films_leaves_out_the_same_film_but_not_another_of_its_title(
    searcher: Searcher,
) -> None:
    found = paths(ask(searcher, "heat", other_films=True))
    assert set(found) == {"heat_old", "insider", "rififi"}
    undated = paths(ask(searcher, "heat_undated", other_films=True))
    assert set(undated) == {"rififi"}


def test_each_says_what_both_have(searcher: Searcher) -> None:
    found = {similar.hit.review.path: similar for similar in ask(searcher, "heat")}
    assert found["insider.txt"].people == ("Al Pacino",)
    assert found["insider.txt"].words == ()
    assert found["rififi.txt"].people == ()
    assert found["rififi.txt"].words == ("heist",)
    assert set(found["heat2.txt"].words) == {"diner", "coffee", "heist"}


def test_the_passage_shows_the_words_in_common(searcher: Searcher) -> None:
    found = {similar.hit.review.path: similar.hit for similar in ask(searcher, "heat")}
    hit = found["rififi.txt"]
    assert {hit.review.text[a:b] for a, b in hit.passages[0].spans} == {"heist"}


def test_the_title_and_the_names_are_no_telling_words(searcher: Searcher) -> None:
    words = {word for similar in ask(searcher, "heat") for word in similar.words}
    assert words
    assert not words & {"heat", "al", "pacino", "val", "kilmer"}


def test_a_review_like_no_other_has_none(searcher: Searcher) -> None:
    assert paths(ask(searcher, "blank")) == []


def test_the_limit_keeps_the_likest(searcher: Searcher) -> None:
    everything = paths(ask(searcher, "heat"))
    assert paths(ask(searcher, "heat", limit=2)) == everything[:2]
    assert paths(ask(searcher, "heat", limit=0)) == []
    with pytest.raises(SettingError, match="0 or more"):
        ask(searcher, "heat", limit=-1)


def test_an_unknown_id_is_said(searcher: Searcher) -> None:
    with pytest.raises(ReviewNotFoundError):
        searcher.similar("zzzz")


def test_themes_in_common_are_named(corpus_index: Path) -> None:
    with reelsearch.open(corpus_index) as searcher:
        asked = searcher.search("film:hereditary", passages=0).hits[0]
        found = searcher.similar(asked.id)
    assert any(similar.themes for similar in found)
    for similar in found:
        assert set(similar.themes) <= set(asked.review.themes)
        assert set(similar.themes) <= set(similar.hit.review.themes)
