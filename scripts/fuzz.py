"""Try to bring reelsearch down, for as long as you like; what must never happen is a violation.

    python3 scripts/fuzz.py                     ten minutes
    python3 scripts/fuzz.py --seconds 60        a minute
    python3 scripts/fuzz.py --only queries --seed 4

Parts: ``files`` (mutations of small valid files of every format are read and annotated),
``texts`` (header blocks), ``queries`` (parsed and run), ``growth`` (long repetitions: four times
the length may take at most eight times as long), ``damage`` (an index with bytes changed, cut
or gone), ``screens`` (control characters in reviews, and every command's output). Each has its
share of the seconds. Violations are printed with the smallest input that shows them. A damaged
index must be refused or answer as the whole one, and ``verify`` must find each damage; only
a forged index, whose checksums are right, may give wrong answers, which are counted apart. Ends
with 1 if there is a violation.
It needs Linux or another Unix, and the project with its tests (Hypothesis).
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # a child is forked from one thread
ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from hypothesis import HealthCheck, given, seed, settings  # noqa: E402 - found above
from hypothesis import strategies as st  # noqa: E402 - found above

import reelsearch  # noqa: E402 - found above
from reelsearch.reading import Reading  # noqa: E402 - found above
from tests.trust import inputs, promises  # noqa: E402 - found above
from tests.trust.crashes import warm_up  # noqa: E402 - found above
from tests.trust.damage import (  # noqa: E402 - found above
    draw_damage,
    draw_forgery,
    set_up_damage,
    try_damage,
)
from tests.trust.growth import list_growths, measure_growth, measure_pace  # noqa: E402 - found above
from tests.trust.screens import hostile_reviews, try_screens  # noqa: E402 - found above
from tests.trust.seed_files import list_seeds  # noqa: E402 - found above

MOST_MEMORY = 4 << 30
"""Bytes of address space for all of it; what needs more has no bound."""

_BATCH = 200

IN_BLOCKS = 0.5
"""The share of damages that are done to an index in small blocks, as if its sections were long."""
FORGED = 0.3
"""The share of them that are forged: with something made up, and the checksums of that."""


class Tally:
    """What was tried, and what did not hold."""

    def __init__(self) -> None:
        self.tried: Counter[str] = Counter()
        self.violations: list[str] = []

    def report(self, part: str, value: object, said: str) -> None:
        """Print and keep a violation."""
        self.violations.append(f"{part}: {said}\n    with {value!r}"[:3_000])
        print(f"VIOLATION {self.violations[-1]}", flush=True)


class Fuzz:
    """The parts; each takes a time of the process's clock at which to end."""

    def __init__(self, home: Path, chance: random.Random) -> None:
        self.home = home
        self.chance = chance
        self.tally = Tally()

    def files(self, until: float) -> None:
        """Mutate the seeds, one format after another."""
        folder = self.home / "file"
        folder.mkdir()
        how = Reading()
        strategy = st.sampled_from(sorted(list_seeds())).flatmap(inputs.files)
        self._try_all("files", strategy, lambda file: promises.check_file(file, folder, how), until)

    def texts(self, until: float) -> None:
        """Annotate header blocks."""
        self._try_all("texts", inputs.header_blocks, promises.check_text, until)

    def queries(self, until: float) -> None:
        """Parse queries and run them."""
        with reelsearch.open(self.home / "warm" / "index") as searcher:
            check = partial(promises.check_query, searcher)
            self._try_all("queries", inputs.queries, check, until)

    def growth(self, until: float) -> None:
        """Repeat marks and fragments."""
        cases = list(list_growths())
        self.chance.shuffle(cases)
        for case in cases:
            if time.monotonic() > until:
                break
            self.tally.tried["growth"] += 1
            try:
                said = measure_growth(case, self.home) or measure_pace(case, self.home)
            except Exception as error:
                said = f"{type(error).__name__}: {error}"
            if said:
                self.tally.report("growth", case, said)

    def damage(self, until: float) -> None:
        """Damage an index."""
        whole = set_up_damage(self.home / "damage")
        in_blocks = set_up_damage(self.home / "damage in blocks", in_blocks=True)
        gc.freeze()  # or each child copies all that the parts before have left
        while time.monotonic() < until:
            bench = in_blocks if self.chance.random() < IN_BLOCKS else whole
            draw = draw_forgery if self.chance.random() < FORGED else draw_damage
            done = draw(bench, self.chance)
            outcome = try_damage(bench, done)
            self.tally.tried["damage"] += 1
            self.tally.tried[f"damage: {outcome.verdict}"] += 1
            if outcome.verdict == "violation":
                self.tally.report("damage", done, outcome.said)

    def screens(self, until: float) -> None:
        """Show what no screen should."""

        def check(files: dict[str, str]) -> None:
            self.tally.tried["screens shown"] += try_screens(files, self.home / "screens")

        self._try_all("screens", hostile_reviews, check, until, 10)

    def _try_all(
        self,
        part: str,
        strategy: st.SearchStrategy[Any],
        check: Callable[[Any], Any],
        until: float,
        batch: int = _BATCH,
    ) -> None:
        """Check what *strategy* gives; each failure is shrunk and reported, once a batch."""
        failing: list[tuple[object, str]] = []
        while time.monotonic() < until:

            @settings(
                max_examples=batch,
                deadline=None,
                database=None,
                suppress_health_check=list(HealthCheck),
                print_blob=False,
                report_multiple_bugs=False,
            )
            @seed(self.chance.getrandbits(32))
            @given(strategy)
            def attempt(value: Any) -> None:
                if time.monotonic() > until + 60:
                    return
                self.tally.tried[part] += 1
                try:
                    check(value)
                except Exception as error:
                    failing.append((value, f"{type(error).__name__}: {error}"))
                    raise

            try:
                attempt()
            except Exception:  # as Hypothesis wraps it; the last is the smallest
                self.tally.report(part, *failing[-1])


PARTS = {
    "files": 0.3,
    "texts": 0.15,
    "queries": 0.15,
    "growth": 0.15,
    "damage": 0.15,
    "screens": 0.1,
}
"""What there is, and its share of the time."""


def main() -> int:
    """Run the parts that were asked for; the exit status."""
    parser = argparse.ArgumentParser(description="Try to bring reelsearch down.")
    parser.add_argument("--seconds", type=float, default=600.0, help="for all parts together")
    parser.add_argument("--seed", type=int, default=0, help="which inputs")
    parser.add_argument("--only", choices=PARTS, help="this part alone")
    asked = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    shares = {name: share for name, share in PARTS.items() if asked.only in (None, name)}
    with tempfile.TemporaryDirectory() as scratch:
        warm_up(Path(scratch) / "warm")
        fuzz = Fuzz(Path(scratch), random.Random(asked.seed))
        for name, share in shares.items():
            until = time.monotonic() + asked.seconds * share / sum(shares.values())
            getattr(fuzz, name)(until)
            print(f"{name}: {fuzz.tally.tried[name]} tried", flush=True)
    tally = fuzz.tally
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(", ".join(f"{name} {count:,}" for name, count in sorted(tally.tried.items())))
    print(f"{len(tally.violations)} violations, at most {peak:,.0f} MB of memory")
    return 1 if tally.violations else 0


if __name__ == "__main__":
    sys.exit(main())
