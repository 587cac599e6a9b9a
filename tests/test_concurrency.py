"""Several threads in one searcher, and searching while another process writes."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import reelsearch
from reelsearch import Results, Searcher
from tests.film_folders import write_files

THREADS = 8
QUERIES = [
    "kitchen fight",
    '"kitchen fight"',
    "the film",
    "ana de armis",
    "balerina",
    "it",
    "by:lindkvist",
    "kitch*",
    "year:1990..2020 window",
    "McShain",
    "light NOT kitchen",
    "zzzqqq",
]


@pytest.fixture
def fast_switching() -> Iterator[None]:
    """Threads that take turns as often as can be."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def answer(searcher: Searcher, query: str) -> tuple[object, ...]:
    """Everything of a search but the time it took."""
    results: Results = searcher.search(query, facets=["film"], limit=20, explain=True)
    return results.hits, results.total, results.notes, results.facets


def make_review(number: int) -> str:
    """The text of a review."""
    return f"Film {number} (1999)\n\nIt is about a knife.\n"


def run_in_threads(work: Callable[[int], None]) -> None:
    """Run *work* in all threads at once; raise what one of them raises."""
    together = threading.Barrier(THREADS)

    def start(number: int) -> None:
        together.wait()
        work(number)

    with ThreadPoolExecutor(THREADS) as pool:
        for done in [pool.submit(start, number) for number in range(THREADS)]:
            done.result()


def test_threads_in_one_searcher_get_the_answers_of_one(
    corpus_index: Path, fast_switching: None
) -> None:
    with reelsearch.open(corpus_index) as searcher:
        expected = {query: answer(searcher, query) for query in QUERIES}
        sorted_ids = [hit.id for hit in searcher.search("*", sort="-year", limit=50)]
    # Opened anew, so that the threads also fill what is kept after the first look.
    with reelsearch.open(corpus_index) as searcher:

        def work(number: int) -> None:
            for query in QUERIES[number:] + QUERIES[:number]:
                assert answer(searcher, query) == expected[query]
            assert [hit.id for hit in searcher.search("*", sort="-year", limit=50)] == sorted_ids
            assert searcher.review(sorted_ids[number]).id == sorted_ids[number]

        run_in_threads(work)


def test_threads_search_on_while_one_refreshes(tmp_path: Path, fast_switching: None) -> None:
    films = write_files(tmp_path / "films", {"0.txt": make_review(0)})
    reelsearch.index([films], tmp_path / "index")
    rounds = 6
    with reelsearch.open(tmp_path / "index") as searcher:
        over = threading.Event()

        def work(number: int) -> None:
            if number == 0:
                try:
                    for n in range(1, rounds):
                        write_files(films, {f"{n}.txt": make_review(n)})
                        reelsearch.index([films], tmp_path / "index")
                        searcher.refresh()
                finally:
                    over.set()
                return
            seen = 0
            while not over.is_set():
                results = searcher.search("knife", facets=["film"], limit=20)
                texts = {hit.review.text for hit in results}
                assert results.total == len(texts) >= seen
                assert sum(c.count for c in results.facets["film"].counts) == results.total
                assert texts == {make_review(n) for n in range(results.total)}
                seen = results.total

        run_in_threads(work)
        assert searcher.search("knife").total == rounds


def test_replaced_state_is_closed_once_nobody_looks_at_it(corpus_index: Path) -> None:
    with reelsearch.open(corpus_index) as searcher:
        idle = searcher._state.engine
        searcher.refresh()
        with pytest.raises(reelsearch.EngineError, match="closed"):
            assert idle.doc_count
        with searcher._looking() as state:
            searcher.refresh()
            assert state.engine.doc_count
        with pytest.raises(reelsearch.EngineError, match="closed"):
            assert state.engine.doc_count
        assert len(searcher)


WRITER = """
import sys
from pathlib import Path
import reelsearch

films, index = Path(sys.argv[1]), sys.argv[2]
for turn in range(int(sys.argv[3])):
    for n in range(5):
        (films / f"{n}.txt").write_text(f"Film {n} is a film about a knife, take {turn}.")
    reelsearch.index([films], index)
    (films / "3.txt").unlink()
    (films / "4.txt").unlink()
    reelsearch.index([films], index, rebuild=turn % 2 == 1)
"""


def test_every_answer_while_another_process_writes_is_of_one_committed_state(
    tmp_path: Path,
) -> None:
    turns = 8
    films = write_files(tmp_path / "films", {})
    index = tmp_path / "index"
    reelsearch.index([films], index)
    states = {frozenset[str]()}
    for turn in range(turns):
        texts = [f"Film {n} is a film about a knife, take {turn}." for n in range(5)]
        states |= {frozenset(texts), frozenset(texts[:3])}
    command = [sys.executable, "-c", WRITER, str(films), str(index), str(turns)]
    seen: set[frozenset[str]] = set()
    with subprocess.Popen(command) as writer, reelsearch.open(index) as kept:
        while writer.poll() is None:
            with reelsearch.open(index) as fresh:
                kept.refresh()
                for searcher in (fresh, kept):
                    results = searcher.search("knife", facets=["film"], sort="film", limit=20)
                    found = frozenset(hit.review.text for hit in results)
                    ranked = searcher.search("knife", limit=20)
                    assert found in states
                    assert frozenset(hit.review.text for hit in ranked) == found
                    assert results.total == ranked.total == len(found) == len(searcher)
                    seen.add(found)
        kept.refresh()
        assert len(kept) == 3
    assert writer.returncode == 0
    assert len(seen) > 2
