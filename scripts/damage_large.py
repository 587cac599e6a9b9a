"""Change bytes of a large index: each answer must be the right one, or a refusal.

    python3 scripts/damage_large.py                                   about half an hour
    python3 scripts/damage_large.py --reviews 400 --block 256 --damages 40 --seed 3

The index is of made-up reviews, so many that its sections have many blocks, which a search
checks when it first reads them; --block makes blocks smaller instead. Questions of every kind
are asked of it, new ones every few damages. A damage changes a bit, 64 bytes or a page, or swaps
two pages, in any section, or in what the questions are known to read. Afterwards each question
must be answered as before, or refused with the name of the file and the way out, and a look at
all of the file must find the damage. Ends with 1 and a line for each violation. It needs Linux
or another Unix, and the project with its tests.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # a child is forked from one thread
ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.trust.large_damage import LargeBench  # noqa: E402 - found above

EACH = 20
"""So many damages are tried with the same questions."""


def main() -> int:
    """Try as many damages as were asked for; the exit status."""
    parser = argparse.ArgumentParser(description="Change bytes of a large index.")
    parser.add_argument("--reviews", type=int, default=100_000, help="of the index")
    parser.add_argument("--block", type=int, help="bytes of a block, instead of the usual")
    parser.add_argument("--damages", type=int, default=2_000, help="how many to try")
    parser.add_argument("--seed", type=int, default=0, help="which questions and damages")
    parser.add_argument("--folder", type=Path, help="where to work, in place of a temporary one")
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    counts: Counter[str] = Counter()
    violations = 0
    with tempfile.TemporaryDirectory(dir=asked.folder) as scratch:
        bench = LargeBench(Path(scratch) / "large", asked.reviews, asked.block)
        print(f"{asked.reviews:,} reviews, {len(bench.blocks):,} blocks", flush=True)
        for number in range(asked.damages):
            if number % EACH == 0:
                questions = bench.prepare(chance)
            damage = bench.draw(questions, chance)
            came, wrong = bench.try_damage(damage, questions)
            counts += came
            counts["damages"] += 1
            counts["damages that were refused"] += bool(came["refused"])
            is_read = damage.block in questions.read and damage.kind in ("flip", "zero")
            if is_read and not came["nothing changed"]:
                counts["damages to what is read"] += 1
                counts["of these refused"] += bool(came["refused"])
            violations += bool(wrong)
            for said in wrong:
                print(f"VIOLATION {damage}: {said}"[:3_000], flush=True)
            if number % 100 == 99:
                print(f"{number + 1:,} tried, {violations} violations", flush=True)
    print(", ".join(f"{what} {count:,}" for what, count in sorted(counts.items())))
    print(f"{violations} violations")
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main())
