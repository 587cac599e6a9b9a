"""How often the first hit is right, on reviews, for queries judged by hand.

    python benchmarks/relevance/reviews.py [--data DIR] [--related] [--wrong]

Two judged sets stand in ``judged/``: ``corpus.jsonl`` over the sample reviews of ``corpus/``, and
``critics.jsonl`` over the first rows of ``rt.reviews.tsv.gz``, critics’ lines as circulated for
teaching, which is no part of the project: DIR is the folder that has it, and its rows are
judged by their numbers. ``judged/README.md`` says how. A first hit is right if its grade is 2
or 3; a query is wrong otherwise, and ``--wrong`` shows each.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

import reelsearch
from benchmarks.relevance.measures import ndcg
from reelsearch.searching import Searcher

JUDGED = Path(__file__).parent / "judged"
CORPUS = Path(__file__).resolve().parent.parent.parent / "corpus"
CRITICS, ROWS = "rt.reviews.tsv.gz", 1_100
"""The file of critics' lines, and how many of its rows are searched."""

RIGHT = 2
"""A hit of this grade or a higher one answers the query."""


class Judged(NamedTuple):
    """A query of a *kind*, with the grades (1 to 3) of the reviews that are relevant, by path."""

    kind: str
    query: str
    grades: Mapping[str, int]


class Outcome(NamedTuple):
    """What a query gave: the paths of the hits, best first."""

    judged: Judged
    found: Sequence[str]

    @property
    def is_right(self) -> bool:
        """Whether the first hit answers the query."""
        return bool(self.found) and self.judged.grades.get(self.found[0], 0) >= RIGHT

    @property
    def ndcg(self) -> float:
        """With the grades as gains."""
        return ndcg(self.found, {path: float(g) for path, g in self.judged.grades.items()})


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how often the first hit is right.")
    parser.add_argument("--data", type=Path, help=f"the folder that has {CRITICS}")
    parser.add_argument("--related", action="store_true", help="search with related words")
    parser.add_argument("--wrong", action="store_true", help="show the queries that went wrong")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="judged") as folder:
        sets = [("corpus", CORPUS)]
        if options.data is not None:
            sets.append(("critics", cut_slice(options.data / CRITICS, Path(folder) / "critics")))
        for name, source in sets:
            index = Path(folder) / f"{name}.index"
            reelsearch.index([source], index)
            with Searcher(index) as searcher:
                outcomes = list(ask(searcher, read_judged(name), related=options.related))
            show(name, outcomes, wrong=options.wrong)


def read_judged(name: str) -> list[Judged]:
    """The judged set of that name."""
    lines = (JUDGED / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [Judged(**json.loads(line)) for line in lines]


def cut_slice(table: Path, folder: Path) -> Path:
    """A folder with the first rows of *table*, under its own name."""
    folder.mkdir()
    with gzip.open(table, "rb") as whole, gzip.open(folder / table.name, "wb") as part:
        for _ in range(ROWS + 1):
            part.write(whole.readline())
    return folder


def ask(
    searcher: Searcher, judged: Sequence[Judged], *, related: bool = False
) -> Iterator[Outcome]:
    """Each query with what it finds."""
    for one in judged:
        hits = searcher.search(one.query, passages=0, related=related)
        yield Outcome(one, [hit.review.path for hit in hits])


def show(name: str, outcomes: Sequence[Outcome], *, wrong: bool) -> None:
    """The figures of a set, and of each kind of query in it."""
    print(_line(name, outcomes))
    for kind in dict.fromkeys(outcome.judged.kind for outcome in outcomes):
        print(_line(f"  {kind}", [o for o in outcomes if o.judged.kind == kind]))
    for outcome in outcomes if wrong else ():
        if not outcome.is_right:
            print(f"  {outcome.judged.query!r}: {list(outcome.found[:3])}")


def _line(label: str, outcomes: Sequence[Outcome]) -> str:
    right = fmean(outcome.is_right for outcome in outcomes)
    gain = fmean(outcome.ndcg for outcome in outcomes)
    return f"{label:12} {len(outcomes):4} queries   success@1 {right:.3f}   nDCG@10 {gain:.3f}"


if __name__ == "__main__":
    main()
