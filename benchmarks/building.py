"""A corpus and an engine in, an index out, with what it cost: time, memory, disk.

Each index is built by a process of its own (``build_one.py``), so that its memory is its
own; the memory of the processes it starts is added while it runs.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.findings import Built

SCRIPT = Path(__file__).parent / "build_one.py"
_LOOK_EVERY = 0.25


class BuildFailedError(Exception):
    """A build ended without an index; the message is the last line it said."""


def build_index(engine: str, label: str, corpus: Path, folder: Path) -> Built:
    """Build in *folder* as the adapter *engine* calls *label*. Raises :class:`BuildFailedError`."""
    folder.mkdir(parents=True)
    command = [sys.executable, str(SCRIPT), engine, label, str(corpus), str(folder)]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    )
    peak = 0
    while True:
        try:
            said, wrong = process.communicate(timeout=_LOOK_EVERY)
            break
        except subprocess.TimeoutExpired:
            peak = max(peak, weigh_family(process.pid))
    if process.returncode:
        raise BuildFailedError((wrong.strip().splitlines() or ["it said nothing"])[-1])
    told = json.loads(said.strip().splitlines()[-1])
    return Built(label, told["seconds"], max(peak, told["peak"]), measure_folder(folder))


def measure_folder(folder: Path) -> int:
    """The bytes of all files below *folder*."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def weigh_family(pid: int) -> int:
    """The bytes of memory a process and those it started hold now; 0 if it has none, or unknown.

    Memory that they share is counted once. A process alone knows its own peak better than
    what is seen of it from time to time.
    """
    family = _list_family(pid)
    return sum(map(_weigh, family)) if len(family) > 1 else 0


def _list_family(pid: int) -> list[int]:
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        children = [int(n) for task in tasks for n in (task / "children").read_text().split()]
    except OSError:
        return [pid]
    return [pid, *(one for child in children for one in _list_family(child))]


def _weigh(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def read_peak() -> int:
    """The most bytes of memory that this process has held so far."""
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:"))
    except (OSError, StopIteration):
        import resource  # not on every system that has no /proc

        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if sys.platform == "darwin" else peak * 1024


def time_build(engine: str, label: str, corpus: Path, folder: Path) -> tuple[float, int]:
    """Build in this process; the seconds it took and the peak of memory."""
    from benchmarks.engines.adapter import load_adapter

    build = load_adapter(engine).list_builds()[label]
    started = time.perf_counter()
    build(corpus, folder)
    return time.perf_counter() - started, read_peak()
