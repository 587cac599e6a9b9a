"""Fuzz with atheris: inputs are kept when they reach code that none before them did.

    python3 scripts/fuzz_guided.py                     ten minutes for all targets
    python3 scripts/fuzz_guided.py --seconds 60 --only query --only csv
    python3 scripts/fuzz_guided.py --seconds 3600 --inputs ~/inputs

A target is a format of files (each begins from small valid ones), ``text`` (header blocks) or
``query``; each has a process of its own and an equal share of the seconds, to which comes the
time each takes to start. What is checked is
what ``scripts/fuzz.py`` checks: that only declared errors leave, and what becomes of an input
holds up; and that no input takes ten seconds or 4 GB. An input that breaks this is kept in
--keep, and said. With --inputs, those that reach new code are kept, and the next
run goes on from them. Ends with 1 if there is one, with 2 if atheris is not installed
(``pip install -r requirements-fuzz.txt``; Linux only). It needs the project with its tests.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

LONGEST = 20_000
"""Bytes of an input; a longer one finds little more and takes long."""

MOST_SECONDS, MOST_MEGABYTES = 10, 4096
_EXECUTED = re.compile(rb"^stat::number_of_executed_units:\s+(\d+)", re.M)
_ARTIFACT = re.compile(rb"Test unit written to (\S+)")
_RAISED = re.compile(rb"Uncaught Python exception: ===\n(.*)|ERROR: (libFuzzer: .*)")


class Outcome(NamedTuple):
    """How many inputs a target was given, and what was said of the one that broke it."""

    tried: int
    broke: str


def list_targets() -> dict[str, list[bytes]]:
    """Every target and the inputs it begins from."""
    from tests.trust.seed_files import FRAGMENTS, list_seeds

    targets: dict[str, list[bytes]] = {}
    for name, data in list_seeds().items():
        targets.setdefault(_target_of(name), []).append(data)
    targets["text"] = [piece.encode() for piece in FRAGMENTS]
    targets["query"] = [
        *(b'"a b"~5 film:heat', b"year:1960..1980 AND rating:>=4/5", b"kit* -war by:lund"),
        *(b"(a OR b) NOT c", b"heat [1960 TO 1970]", b"\xe2\x80\x9cknife\xe2\x80\x9d theme:us"),
    ]
    return targets


def _target_of(name: str) -> str:
    return name.rpartition(".")[2] if name.count(".") < 2 else name.partition(".")[2]


def fuzz_here(target: str, corpus: Path, inputs: Path | None, seconds: float, keep: Path) -> None:
    """Fuzz *target* in this process, which atheris then ends."""
    atheris: Any = import_module("atheris")
    with atheris.instrument_imports(include=["reelsearch"]):
        check = make_check(target, corpus)
    arguments = {
        "max_total_time": max(int(seconds), 1),
        "max_len": LONGEST,
        "timeout": MOST_SECONDS,
        "rss_limit_mb": MOST_MEGABYTES,
        "print_final_stats": 1,
        "artifact_prefix": f"{keep / target}-",
    }
    options = [f"-{name}={value}" for name, value in arguments.items()]
    # New inputs are put into the first folder.
    folders = [str(folder) for folder in (inputs, corpus) if folder is not None]
    atheris.Setup([sys.argv[0], *options, *folders], check)
    atheris.Fuzz()


def make_check(target: str, corpus: Path) -> Callable[[bytes], None]:
    """What is done with an input of *target*; it raises where a promise does not hold."""
    from tests.trust import promises
    from tests.trust.inputs import File

    if target == "text":
        return lambda data: promises.read_text(data.decode("utf-8", "replace"))
    if target == "query":
        import reelsearch
        from tests.trust.crashes import warm_up

        home = corpus.parent / "home"
        warm_up(home)
        searcher = reelsearch.open(home / "index")
        return lambda data: promises.run_query(searcher, data.decode("utf-8", "replace"))
    from reelsearch.reading import Reading

    folder = corpus.parent / "file"
    folder.mkdir()
    how = Reading()

    def read(data: bytes) -> None:
        with promises.lay_file(File(f"a.{target}", data), folder):
            promises.read_files(folder, how)

    return read


def fuzz_apart(
    target: str, seeds: list[bytes], inputs: Path | None, seconds: float, keep: Path
) -> Outcome:
    """Fuzz *target* in a process of its own, going on from the *inputs* of runs before."""
    with tempfile.TemporaryDirectory() as scratch:
        corpus = Path(scratch) / "corpus"
        corpus.mkdir()
        for number, seed in enumerate(seeds):
            (corpus / f"seed{number}").write_bytes(seed)
        command = [sys.executable, __file__, "--target", target, "--corpus", str(corpus)]
        command += ["--seconds", str(seconds), "--keep", str(keep)]
        if inputs is not None:
            (inputs / target).mkdir(parents=True, exist_ok=True)
            command += ["--inputs", str(inputs / target)]
        environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
        done = subprocess.run(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=environment,
            timeout=seconds + 120,
            check=False,
        )
    executed = _EXECUTED.search(done.stdout)
    tried = int(executed[1]) if executed else 0
    if done.returncode == 0 and tried:
        return Outcome(tried, "")
    kept = _ARTIFACT.search(done.stdout)
    raised = _RAISED.search(done.stdout)
    said = raised[1] or raised[2] if raised else done.stdout[-300:]
    where = kept[1].decode() if kept else "no input was kept"
    return Outcome(tried, f"{said.decode('utf-8', 'replace')[:500]}\n    with {where}")


def main() -> int:
    """Fuzz what was asked for; the exit status."""
    parser = argparse.ArgumentParser(description="Fuzz with atheris.")
    parser.add_argument("--seconds", type=float, default=600.0, help="for all targets together")
    parser.add_argument("--only", action="append", help="this target; may be given again")
    parser.add_argument("--keep", type=Path, default=Path("fuzzed"), help="where inputs are kept")
    parser.add_argument("--inputs", type=Path, help="go on from the inputs here, and add to them")
    parser.add_argument("--target", help=argparse.SUPPRESS)
    parser.add_argument("--corpus", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if importlib.util.find_spec("atheris") is None:
        print("This needs atheris: python -m pip install -r requirements-fuzz.txt (on Linux).")
        return 2
    if asked.target:
        fuzz_here(asked.target, asked.corpus, asked.inputs, asked.seconds, asked.keep)
        return 0
    targets = list_targets()
    if unknown := set(asked.only or ()) - set(targets):
        parser.error(f"no target is called {min(unknown)!r}; there are: {', '.join(targets)}")
    chosen = asked.only or list(targets)
    asked.keep.mkdir(parents=True, exist_ok=True)
    started, total, broken = time.monotonic(), 0, 0
    for target in chosen:
        each = asked.seconds / len(chosen)
        tried, broke = fuzz_apart(target, targets[target], asked.inputs, each, asked.keep)
        total, broken = total + tried, broken + bool(broke)
        print(f"{target}: {tried:,} tried" + (f"\nVIOLATION {broke}" if broke else ""), flush=True)
    took = time.monotonic() - started
    print(f"{total:,} inputs, {broken} violations, {took:.0f} s")
    if asked.keep.exists() and not any(asked.keep.iterdir()):
        asked.keep.rmdir()
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
