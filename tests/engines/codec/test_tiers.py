"""Few segments, and no document rewritten often."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reelsearch.engines.whoosh_engine.codec.tiers import Candidate, choose_merges

PLENTY = 1 << 40


def make(*living: int) -> list[Candidate]:
    return [Candidate(count, 0, count) for count in living]


def test_few_segments_are_left_alone() -> None:
    assert choose_merges(make(10, 10, 10), PLENTY) == []
    assert choose_merges(make(10, 5_000, 100_000, 10), PLENTY) == []


def test_four_of_a_size_are_merged() -> None:
    assert choose_merges(make(10, 20, 900_000, 30, 5), PLENTY) == [[0, 1, 3, 4]]


def test_sizes_are_tiers_of_their_own() -> None:
    assert choose_merges(make(10, 5_000, 5_000, 10, 5_000, 6_000, 10), PLENTY) == [[1, 2, 4, 5]]


def test_a_segment_that_is_mostly_deleted_is_rewritten() -> None:
    assert choose_merges([Candidate(10, 90, 1), Candidate(10, 1, 1)], PLENTY) == [[0]]


def test_a_segment_without_documents_or_of_another_codec_is_left_out() -> None:
    assert choose_merges([Candidate(0, 50, 1), *make(1, 1, 1)], PLENTY) == []


def test_a_merge_keeps_to_the_memory() -> None:
    assert choose_merges(make(100, 100, 100, 100, 100), 250) == [[0, 1], [2, 3]]
    assert choose_merges(make(500, 500, 500, 500), 250) == []


@given(st.lists(st.integers(1, 100), min_size=1, max_size=300))
def test_many_commits_leave_few_segments_and_rewrite_seldom(commits: list[int]) -> None:
    sizes: list[int] = []
    written = 0
    for size in (200 * commit for commit in commits):
        sizes.append(size)
        groups = choose_merges(make(*sizes), PLENTY)
        merged = [sum(sizes[place] for place in group) for group in groups]
        gone = {place for group in groups for place in group}
        sizes = [size for place, size in enumerate(sizes) if place not in gone] + merged
        written += sum(merged)
    total = 200 * sum(commits)
    assert sum(sizes) == total
    assert len(sizes) <= 3 * 8
    assert written <= 8 * total
