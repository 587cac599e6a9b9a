"""Search an index from all sides while it changes: every answer must be that of a commit.

    python3 scripts/together.py                  two minutes
    python3 scripts/together.py --seconds 20 --seed 3

Two writers change one index as fast as they can, each a source of its own: reviews are added,
changed and removed, segments merged, the index rebuilt and swapped; some runs are killed, and
the next must not find the lock held. Beside them search threads that share a searcher and
refresh it, a process that opens the index anew each time, one that holds an old state, and the
command line. What each commit holds is known beforehand, so every answer (reviews, texts,
total, counted films) is held against the states that were committed meanwhile. Ends with 1 and
a line for each violation. It needs Linux or another Unix, and the project with its tests.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # its processes are forked from one thread
ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])

from tests.trust.crashes import warm_up  # noqa: E402 - found above
from tests.trust.together import Stage, play  # noqa: E402 - found above


def main() -> int:
    """Play for as long as was asked; the exit status."""
    parser = argparse.ArgumentParser(description="Search an index while it changes.")
    parser.add_argument("--seconds", type=float, default=120.0, help="how long")
    parser.add_argument("--seed", type=int, default=0, help="which changes")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        warm_up(home / "warm")
        tallies = play(Stage(home, asked.seed, time.monotonic() + asked.seconds))
    total: Counter[str] = Counter()
    violations = 0
    for name, tally in tallies.items():
        total += tally.counts
        violations += len(tally.wrong)
        for wrong in tally.wrong:
            print(f"VIOLATION {name}: {wrong[:2_000]}")
    print(", ".join(f"{count:,} {what}" for what, count in sorted(total.items())))
    print(f"{total['searches']:,} answers, {violations} violations, {asked.seconds:.0f} s")
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main())
