"""How well the right document comes first, on a collection with judgments.

    python benchmarks/relevance/run.py FOLDER [--seed N] [--out docs/ranking.md]

FOLDER holds a collection in TREC's form (see ``collection.py``). In one run it measures the
peers that are installed, reelsearch with its defaults, with each rule of the ranking switched
off in turn, and with words that go with the query. Constants were chosen on one half of the
queries, drawn by the seed; the table has that half, the other, and all.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from benchmarks.page import END, START, fill_page
from benchmarks.relevance.collection import Collection, CollectionError, read_collection
from benchmarks.relevance.measures import Scores, measure
from benchmarks.relevance.ours import VARIANTS, ask_with, write_documents
from benchmarks.relevance.peers import DEPTH, open_peers
from reelsearch.searching import Searcher

HEAD = ("", "nDCG@10", "tuned half", "other half", "success@1", "MAP")
RULE = "|---|---:|---:|---:|---:|---:|"


class Row(NamedTuple):
    """What one way of searching gave: over one half of the queries, the other, and all."""

    label: str
    tuned: Scores
    other: Scores
    all: Scores


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure which document comes first.")
    parser.add_argument("folder", type=Path, help="a collection in TREC's form")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other halves")
    parser.add_argument("--out", type=Path, help="fill the page between its markers")
    options = parser.parse_args()
    try:
        collection = read_collection(options.folder)
    except (CollectionError, OSError) as error:
        parser.error(str(error))
    halves = split(len(collection.queries), options.seed)
    rows = []
    for label, ask in open_all(collection):
        started = time.perf_counter()
        rankings = {place: ask(query) for place, query in enumerate(collection.queries)}
        tuned, other = (
            measure({place: rankings[place] for place in half}, collection.relevant)
            for half in halves
        )
        rows.append(Row(label, tuned, other, measure(rankings, collection.relevant)))
        seconds = time.perf_counter() - started
        print(f"{label}: {rows[-1].all.ndcg:.4f} ({seconds:.0f} s)", file=sys.stderr)
    publish(write_table(collection, rows, options.seed), options.out)


def split(count: int, seed: int) -> tuple[list[int], list[int]]:
    """The places of *count* queries in two halves."""
    places = list(range(count))
    random.Random(seed).shuffle(places)
    return sorted(places[: count // 2]), sorted(places[count // 2 :])


def open_all(collection: Collection) -> Iterator[tuple[str, Callable[[str], Sequence[str]]]]:
    """Every way of searching the collection, by what it is called."""
    yield from open_peers(collection.documents)
    with tempfile.TemporaryDirectory(prefix="relevance") as folder:
        whole, bare = Path(folder) / "whole", Path(folder) / "bare"
        write_documents(collection.documents, whole)
        write_documents(collection.documents, bare, titles=False)
        with Searcher(whole) as searcher:
            yield "**reelsearch**", ask_with(searcher, DEPTH, related=False)
            yield "**reelsearch `--related`**", ask_with(searcher, DEPTH, related=True)
        with Searcher(bare) as searcher:
            yield "reelsearch, text only", ask_with(searcher, DEPTH, related=False)
        for label, ranking in VARIANTS.items():
            with Searcher(whole, ranking=ranking) as searcher:
                yield f"reelsearch, {label}", ask_with(searcher, DEPTH, related=False)


def write_table(collection: Collection, rows: Sequence[Row], seed: int) -> str:
    """The findings as a table in Markdown."""
    judged = sum(map(len, collection.relevant.values()))
    lines = [
        f"{len(collection.documents):,} documents, {len(collection.queries):,} queries,"
        f" {judged:,} relevant documents; halves of seed {seed}.",
        "",
        f"| {' | '.join(HEAD)} |",
        RULE,
    ]
    for row in rows:
        figures = (row.all.ndcg, row.tuned.ndcg, row.other.ndcg, row.all.success, row.all.map)
        lines.append(f"| {row.label} | {' | '.join(f'{figure:.3f}' for figure in figures)} |")
    return "\n".join(lines) + "\n"


def publish(section: str, out: Path | None) -> None:
    """Print the section, or fill the page with it."""
    if out is None:
        print(section)
        return
    page = out.read_text(encoding="utf-8") if out.exists() else f"{START}\n{END}\n"
    out.write_text(fill_page(page, section), encoding="utf-8")


if __name__ == "__main__":
    main()
