"""Run an index command, break it off, and see what is left of the index."""

from __future__ import annotations

import gc
import json
import os
import pickle
import shutil
import signal
import time
import traceback
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import reelsearch
from reelsearch.cli import main
from reelsearch.engines.whoosh_engine.fields import make_schema
from reelsearch.engines.whoosh_engine.storage import DurableStorage, ReviewIndex
from reelsearch.errors import IndexNotFoundError
from reelsearch.settings import Settings
from tests.trust.children import Ended, run_child
from tests.trust.disk import Disk, Fault, Operation
from tests.trust.power_cut import Files, State, lay_out
from tests.trust.scenarios import TEXTS, Scenario

PROBES = ("knife", '"through the curtain"', "film:heat", "kit*", "year:1960..1980")

Answers = dict[str, Any]
"""What an index says: its reviews by id, and what some queries find. None if there is none."""


class Bench(NamedTuple):
    """A scenario laid out in *home*, ready for its last run, and what its index says before
    it and after it."""

    scenario: Scenario
    home: Path
    before: Files
    old: Answers | None
    new: Answers
    journal: list[Operation]

    @property
    def folder(self) -> Path:
        """The folder of the index."""
        return self.home / "index"

    @property
    def log(self) -> Path:
        """Where a child prints."""
        return self.home / "log.txt"

    def reset(self, files: Files | None = None) -> None:
        """Make the index what it was before the last run, or hold *files*."""
        shutil.rmtree(self.folder, ignore_errors=True)
        lay_out(self.before if files is None else files, self.folder)

    def start(self) -> State:
        """The disk before the last run."""
        self.reset()
        return State.read(self.folder)


class Killed(NamedTuple):
    """A run that was killed: the group of its processes, whether it was still running, and
    after how many seconds that was."""

    group: int
    was_running: bool
    after: float


def warm_up(home: Path) -> None:
    """Import and load here what a run and a search need, so that no child has to."""
    (home / "films").mkdir(parents=True)
    for name, text in TEXTS.items():
        (home / "films" / name).write_text(text, "utf-8")
    import_module("reelsearch.cli.index_command")
    reelsearch.index([home / "films"], home / "index")
    observe(home / "index")
    gc.freeze()  # or each child copies all memory, when it collects what it does not need


def run_index(home: Path, arguments: Sequence[str]) -> None:
    """``reelsearch index``, as from the command line in *home*; it ends the process."""
    os.chdir(home)
    main(["index", *arguments, "--index", "index", "--wait", "0"])


def set_up(scenario: Scenario, home: Path) -> Bench:
    """Lay *scenario* out, and run it to its end once, with a journal."""
    home.mkdir(parents=True)
    index, log = home / "index", home / "log.txt"
    for stage in range(len(scenario.stages) - 1):
        scenario.write(stage, home)
        expect(run_child(lambda: run_index(home, ["films"]), log), "an earlier run")
    scenario.write(len(scenario.stages) - 1, home)
    before = State.read(index)
    old = expect(run_child(lambda: observe(index), log), "a look at the index").value
    after = expect(run_child(lambda: record(scenario, home), log), "the run").printed
    journal = pickle.loads((home / "journal").read_bytes())
    new = expect(run_child(lambda: observe(index), log), f"a look at the index {after}").value
    return Bench(scenario, home, before.files(), old, new or {}, journal)


def expect(ended: Ended, what: str) -> Ended:
    """*ended*, if it went well."""
    if ended.status:
        raise RuntimeError(f"{what} ended with {ended.status}: {ended.printed}")
    return ended


def record(scenario: Scenario, home: Path) -> None:
    """The last run of *scenario* with nothing in its way; its journal goes to a file."""
    disk = Disk(home / "index")
    disk.install()
    try:
        run_index(home, scenario.arguments)
    finally:
        (home / "journal").write_bytes(pickle.dumps(disk.journal))


def break_off(bench: Bench, fault: Fault, at: int) -> Ended:
    """The last run with *fault* at its operation *at*."""
    bench.reset()

    def work() -> None:
        Disk(bench.folder, at, fault).install()
        run_index(bench.home, bench.scenario.arguments)

    return run_child(work, bench.log)


def kill_after(bench: Bench, seconds: float | None) -> Killed:
    """The last run, with so little memory that others work for it, killed after *seconds*, or
    let to its end for None. Those others are left to themselves."""
    bench.reset()
    started = time.monotonic()
    child = os.fork()
    if child == 0:
        try:
            os.setsid()
            os.chdir(bench.home)
            reelsearch.index(["films"], "index", settings=Settings(memory=1))
        finally:
            os._exit(0)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return Killed(child, os.WIFSIGNALED(status), time.monotonic() - started)


def wait_for_orphans(killed: Killed, most: float = 20.0) -> bool:
    """Whether those that worked for a run that was killed have ended in time."""
    until = time.monotonic() + most
    while time.monotonic() < until:
        try:
            os.killpg(killed.group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


def observe(index: Path) -> Answers | None:
    """What the index in *index* says; None if there is none yet, or nothing in it."""
    try:
        searcher = reelsearch.open(index)
    except IndexNotFoundError:
        return None
    with searcher:
        reviews = {hit.id: [hit.review.path, hit.review.text] for hit in searcher.search("*")}
        found = {query: sorted(hit.id for hit in searcher.search(query)) for query in PROBES}
        counted = {count.value: count.count for count in searcher.count("film").counts}
    return {"reviews": reviews, "found": found, "films": counted} if reviews else None


def find_litter(index: Path) -> list[str]:
    """What stands in the folder though neither the table of contents nor the format names it."""
    contents = ReviewIndex(DurableStorage(index), make_schema())._read_toc()
    segments = tuple(f"{segment.segment_id()}." for segment in contents.segments)
    named = {f"_MAIN_{contents.generation}.toc", "reelsearch.json", "MAIN_WRITELOCK"}
    names = (path.relative_to(index).as_posix() for path in index.rglob("*"))
    return sorted(name for name in names if name not in named and not name.startswith(segments))


def inspect(bench: Bench, *, must_be_new: bool) -> list[str]:
    """What is wrong with the index as it was left, and with the run after it; [] if nothing."""
    new = bench.new or None
    seen = run_child(lambda: look_twice(bench), bench.log)
    if seen.status:
        return [f"looking at it ended with {seen.status}: {last_line(seen)}"]
    wrong = []
    first, status, second, litter, damage = seen.value
    if damage:
        wrong.append(f"verifying finds damage: {damage}")
    if isinstance(first, str):
        wrong.append(f"it cannot be searched: {first}")
    elif first != new and (must_be_new or first != bench.old):
        had = sorted(path for path, _ in first["reviews"].values()) if first else []
        wrong.append(f"it is not {'the new' if must_be_new else 'old or new'}: {had}")
    if status:
        wrong.append(f"the next run ended with {status}: {last_line(seen)}")
    elif second != new:
        wrong.append(
            f"the next run gives another index: {second if isinstance(second, str) else ''}"
        )
    if litter:
        wrong.append(f"litter stays: {litter}")
    return wrong


def look_twice(bench: Bench) -> list[Any]:
    """What the index says, the status of the run after it, what it says then, the litter, and
    what was damaged before that run and after.

    Where it cannot be searched, the error stands for what it says.
    """
    first = try_observing(bench.folder)
    damage = find_damage(bench.folder)
    status: Any = 0
    try:
        run_index(bench.home, bench.scenario.arguments)
    except SystemExit as ending:
        status = ending.code
    except Exception:
        status = traceback.format_exc()
    damage += find_damage(bench.folder)
    second = try_observing(bench.folder)
    return [first, status, second, [] if status else find_litter(bench.folder), damage]


def try_observing(index: Path) -> Answers | str | None:
    """What :func:`observe` returns, or the error it raises."""
    try:
        # As JSON has it, by which it is compared.
        answers: Answers | None = json.loads(json.dumps(observe(index)))
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return answers


def find_damage(index: Path) -> list[str]:
    """What verifying the index finds; nothing if there is none."""
    try:
        return [f"{file}: {reason}" for file, reason in reelsearch.verify(index).damage]
    except IndexNotFoundError:
        return []
    except Exception as error:
        return [f"{type(error).__name__}: {error}"]


def last_line(ended: Ended) -> str:
    """The last line that a child printed."""
    return (ended.printed.splitlines() or ["nothing was printed"])[-1]
