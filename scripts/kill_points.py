"""Break an index run off at every operation on its folder, and see that nothing is lost.

    python3 scripts/kill_points.py                 every operation of every scenario
    python3 scripts/kill_points.py --points 200    that many, chosen by --seed
    python3 scripts/kill_points.py --scenario merge
    python3 scripts/kill_points.py --points 0 --moments 50

Each point is a real ``reelsearch index`` on a small folder of reviews that is, at one of its
creations, writes, syncs, renames or removals, (a) killed, in a write after half of it, (b)
told that the disk is full, that it failed, or given a short write, or (c) hit by a power cut,
of which several outcomes are built (see tests/trust/power_cut.py). After each the index must
open and be the old one or the new one, a search must work, the next run must complete, and
no file that nothing names may stay, and reading all of the index must find no damage.

Beside these, runs in which several processes write are killed at moments by chance, and their
helpers left alone. Ends with 1 and a line for each violation if any does not
hold. It needs Linux or another Unix, and the project and its tests.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # a child is forked from one thread
ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.trust.crashes import (  # noqa: E402 - found above
    Bench,
    break_off,
    find_litter,
    inspect,
    kill_after,
    set_up,
    wait_for_orphans,
    warm_up,
)
from tests.trust.disk import FAULTS, Fault  # noqa: E402 - found above
from tests.trust.power_cut import VARIANTS, run_to  # noqa: E402 - found above
from tests.trust.scenarios import LARGE, SCENARIOS  # noqa: E402 - found above

MOMENTS = 60


class Point(NamedTuple):
    """An operation, counted from 1, and what happens at it; a power cut has *variant* ≥ 0."""

    bench: Bench
    at: int
    fault: Fault
    variant: int = -1

    def __str__(self) -> str:
        operations = self.bench.journal
        done = operations[self.at - 1] if self.at <= len(operations) else None
        where = f"{done.kind} {done.name}" if done else "after the end"
        kind = f"power cut {self.variant}" if self.variant >= 0 else self.fault
        return f"{self.bench.scenario.name}, {kind} at {self.at} ({where})"


def list_points(bench: Bench) -> Iterator[Point]:
    """Every point of a scenario; a cut also after the last operation, when all must last."""
    for at, operation in enumerate(bench.journal, 1):
        for fault in FAULTS:
            if fault != "short" or operation.kind == "write":
                yield Point(bench, at, fault)
    for at in range(1, len(bench.journal) + 2):
        for variant in range(VARIANTS):
            yield Point(bench, at, "none", variant)


def try_point(point: Point) -> list[str]:
    """What does not hold at *point*."""
    bench = point.bench
    if point.variant >= 0:
        state = run_to(bench.start(), bench.journal[: point.at - 1])
        bench.reset(state.cut(point.variant, f"{bench.scenario.name} {point.at}"))
        return inspect(bench, must_be_new=point.at > len(bench.journal))
    ended = break_off(bench, point.fault, point.at)
    wrong = []
    if ended.is_endless:
        wrong.append("it did not end")
    elif "Traceback" in ended.printed:
        wrong.append(f"it showed a traceback: {ended.printed.splitlines()[-1]}")
    elif point.fault != "kill" and ended.status not in (0, 2):
        wrong.append(f"it ended with {ended.status}: {ended.printed[-200:]}")
    return wrong + inspect(bench, must_be_new=ended.status == 0)


def try_moments(
    scratch: Path, count: int, chance: random.Random, tried: Counter[str]
) -> Iterator[str]:
    """Kill runs of the large scenario at *count* moments; what does not hold after each."""
    bench = set_up(LARGE, scratch / "large")
    took = kill_after(bench, None).after
    for _ in range(count):
        seconds = chance.uniform(0, took)
        killed = kill_after(bench, seconds)
        tried["moment" if killed.was_running else "moment after the end"] += 1
        for wrong in inspect(bench, must_be_new=not killed.was_running):
            yield f"large, killed after {seconds:.3f} s: {wrong}"
        if not wait_for_orphans(killed):
            yield f"large, killed after {seconds:.3f} s: its helpers did not end"
        elif litter := find_litter(bench.folder):
            yield f"large, killed after {seconds:.3f} s: its helpers left litter: {litter}"


def check_model(bench: Bench) -> list[str]:
    """Whether the journal, done again, gives the folder that the run left: or the power cuts
    would be cuts of another disk."""
    played = run_to(bench.start(), bench.journal).files()
    bench.reset(played)
    seen = inspect(bench, must_be_new=True)
    return [f"{bench.scenario.name}, journal played: {wrong}" for wrong in seen]


def main() -> int:
    """Try the points that were asked for; the exit status."""
    parser = argparse.ArgumentParser(description="Break index runs off, everywhere.")
    parser.add_argument("--points", type=int, help="how many, by chance; all if left out")
    parser.add_argument("--seed", type=int, default=0, help="which ones")
    names = [scenario.name for scenario in SCENARIOS]
    parser.add_argument("--moments", type=int, help="how many moments by chance; 60 if all")
    parser.add_argument("--scenario", choices=names, help="only this one")
    asked = parser.parse_args()
    started = time.monotonic()
    violations: list[str] = []
    tried: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as scratch:
        warm_up(Path(scratch) / "warm")
        benches = [
            set_up(scenario, Path(scratch) / scenario.name.replace(" ", "_"))
            for scenario in SCENARIOS
            if asked.scenario in (None, scenario.name)
        ]
        for bench in benches:
            violations += check_model(bench)
            print(f"{bench.scenario.name}: {len(bench.journal)} operations", flush=True)
        points = [point for bench in benches for point in list_points(bench)]
        if asked.points is not None and asked.points < len(points):
            points = random.Random(asked.seed).sample(points, asked.points)
        moments = asked.moments if asked.points is not None or asked.moments else MOMENTS
        if moments and not asked.scenario:
            for wrong in try_moments(Path(scratch), moments, random.Random(asked.seed), tried):
                violations.append(wrong)
                print(wrong, flush=True)
        for point in points:
            tried["power cut" if point.variant >= 0 else point.fault] += 1
            for wrong in try_point(point):
                violations.append(f"{point}: {wrong}")
                print(violations[-1], flush=True)
    counted = ", ".join(f"{count} {kind}" for kind, count in sorted(tried.items()))
    took = time.monotonic() - started
    print(f"{tried.total()} points ({counted}), {len(violations)} violations, {took:.0f} s")
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main())
