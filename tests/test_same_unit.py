"""``/s`` and ``/p`` from the query to the passage, over an index on disk."""

from __future__ import annotations

import pytest

import reelsearch
from tests.film_folders import write_files

FILES = {
    "heat.txt": "Heat (1995)\n\nThe kitchen is cold. They fight.\n\nThe end of the fight.",
    "alien.txt": "Alien (1979)\n\nThey fight in the kitchen, with knives.\n\nThe rest is silence.",
    "us.txt": "Us (2019)\n\nA kitchen.\n\nA fight. A knife, too.",
    "roma.txt": "Roma (2018)\n\nA Spider-Man mask lies in the kitchen! Nobody fights.",
}


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> reelsearch.Searcher:
    folder = tmp_path_factory.mktemp("units")
    reelsearch.index([write_files(folder / "films", FILES)], folder / "index")
    return reelsearch.open(folder / "index")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kitchen /s fight", {"alien"}),
        ("fight /s kitchen", {"alien"}),
        ("kitchen /p fight", {"heat", "alien", "roma"}),
        ('"the kitchen" /s fight', {"alien"}),
        ('"the kitchen" /p (silence OR "they fight")', {"heat", "alien"}),
        ("kitchen /s fight /s knives", {"alien"}),
        ("spiderman /s kitchen", {"roma"}),
        ("spider /s kitchen /p nobody", {"roma"}),
        ("kitchen /s -fight", {"heat", "us", "roma"}),
        ("kitchen /p fight -cold", {"alien", "roma"}),
        ("kitchen -(kitchen /p fight)", {"us"}),
        ("kitchen /p fight year:<1990", {"alien"}),
        ("kitchen /s alien", set()),
    ],
)
def test_reviews_with_both_in_one_unit_are_found(
    searcher: reelsearch.Searcher, query: str, expected: set[str]
) -> None:
    results = searcher.search(query)
    assert {hit.review.path.removesuffix(".txt") for hit in results} == expected
    assert results.total == len(expected)


def test_the_passage_is_the_one_that_matches(searcher: reelsearch.Searcher) -> None:
    (hit,) = searcher.search("kitchen /s fight")
    text = hit.review.text
    assert [text[a:b] for a, b in hit.passages[0].spans] == ["fight", "kitchen"]


def test_the_score_is_explained_to_the_last_part(searcher: reelsearch.Searcher) -> None:
    (hit,) = searcher.search("kitchen /s fight", explain=True)
    assert hit.explanation is not None
    assert sum(hit.explanation.values()) == pytest.approx(hit.score)
    assert "what stands with /s" in hit.explanation
