"""How long queries take that are no questions: the worst that a person may type or paste.

    python benchmarks/odd_queries.py --index FOLDER [--rounds N]

The queries are those of ``tests/meaning/odd_queries.py``, where what they find is tested. It
prints the slowest first, in milliseconds of processor time, the least of some rounds. The aim is
that none takes more than a second.
"""

from __future__ import annotations

import argparse
import sys
import time
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from reelsearch import QuerySyntaxError, Searcher
from tests.meaning.odd_queries import ANSWERED, EMPTY, REFUSED


def time_query(searcher: Searcher, query: str, rounds: int) -> float:
    """Milliseconds of processor time until it is answered or refused."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        with suppress(QuerySyntaxError):  # a refusal is an answer
            searcher.search(query)
        times.append((time.process_time() - start) * 1e3)
    return min(times)


def main() -> None:
    parser = argparse.ArgumentParser(description="Time queries that are no questions.")
    parser.add_argument("--index", type=Path, required=True, help="the index to ask")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is asked")
    options = parser.parse_args()
    queries = {**ANSWERED, **REFUSED, **{query: query for query in EMPTY}}
    with Searcher(options.index) as searcher:
        times = {
            name: time_query(searcher, query, options.rounds) for name, query in queries.items()
        }
        print(f"{len(searcher):,} reviews; milliseconds of processor time (aim 1,000)")
    for name, took in sorted(times.items(), key=lambda item: -item[1]):
        print(f"{name:32} {took:8.1f}")


if __name__ == "__main__":
    main()
