"""The first hit is right for queries judged by hand over the sample reviews."""

from __future__ import annotations

from pathlib import Path
from statistics import fmean

import pytest

import reelsearch
from benchmarks.relevance.reviews import RIGHT, Judged, Outcome, ask, read_judged
from reelsearch.searching import Searcher

FLOOR, NDCG_FLOOR = 0.95, 0.955
"""What must be reached; 0.968 and 0.976 were measured."""

CORPUS = Path(__file__).parent.parent.parent / "corpus"
PATHS = {path.relative_to(CORPUS).as_posix() for path in CORPUS.rglob("*.txt")}


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> list[Outcome]:
    folder = tmp_path_factory.mktemp("judged") / "index"
    reelsearch.index([CORPUS], folder)
    with Searcher(folder) as searcher:
        return list(ask(searcher, read_judged("corpus")))


def test_first_hit_is_right(outcomes: list[Outcome]) -> None:
    wrong = [outcome.judged.query for outcome in outcomes if not outcome.is_right]
    assert 1 - len(wrong) / len(outcomes) >= FLOOR, wrong


def test_good_hits_come_before_lesser_ones(outcomes: list[Outcome]) -> None:
    assert fmean(outcome.ndcg for outcome in outcomes) >= NDCG_FLOOR


def test_title_alone_always_shows_that_film_first(outcomes: list[Outcome]) -> None:
    assert [o.judged.query for o in outcomes if o.judged.kind == "film" and not o.is_right] == []


@pytest.mark.parametrize("name", ["corpus", "critics"])
def test_judged_sets_are_whole(name: str) -> None:
    judged = read_judged(name)
    queries = [one.query for one in judged]
    assert len(set(queries)) == len(queries)
    for one in judged:
        assert one.kind
        assert set(one.grades.values()) <= {1, 2, 3}
        assert max(one.grades.values()) >= RIGHT
        rows = [path.partition("#") for path in one.grades]
        if name == "corpus":
            assert set(one.grades) <= PATHS
        else:
            assert all(file == "rt.reviews.tsv.gz" and row.isdigit() for file, _, row in rows)


def test_there_are_enough_judged_queries() -> None:
    assert len(read_judged("corpus")) + len(read_judged("critics")) >= 120


def test_hit_of_a_low_grade_is_no_answer() -> None:
    judged = Judged("scene", "kitchen", {"a": 1, "b": 2})
    assert not Outcome(judged, ["a", "b"]).is_right
    assert Outcome(judged, ["b", "a"]).is_right
    assert not Outcome(judged, []).is_right
    assert Outcome(judged, ["b", "a"]).ndcg == 1
    assert 0 < Outcome(judged, ["a", "b"]).ndcg < 1
