"""A run broken off anywhere leaves the old index or the new one; the long proof is a script."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.trust.disk import Operation
from tests.trust.power_cut import State, run_to

pytestmark = pytest.mark.skipif(os.name == "nt", reason="it forks, and kills with a signal")


def run_points(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """``scripts/kill_points.py``, to its end."""
    command = [sys.executable, str(root / "scripts" / "kill_points.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)


def test_runs_broken_off_at_chosen_points_lose_nothing(root: Path) -> None:
    ran = run_points(root, "--points", "30", "--moments", "2", "--seed", "7")
    assert ran.stdout.splitlines()[-1].startswith("32 points"), ran.stdout + ran.stderr
    assert ", 0 violations" in ran.stdout
    assert ran.returncode == 0


def test_violations_are_found_and_said(root: Path) -> None:
    # Nothing is ever synced: whatever was reported as done is lost with the power.
    code = (
        "import runpy, sys; import tests.trust.disk as disk\n"
        "disk.Disk._fsync = lambda self, descriptor: None\n"
        "sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')"
    )
    script = root / "scripts" / "kill_points.py"
    arguments = ["--points", "16", "--scenario", "first build"]
    ran = subprocess.run(
        [sys.executable, "-c", code, str(script), *arguments],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        cwd=root,
    )
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert "first build, power cut" in ran.stdout


JOURNAL = [
    Operation("create", "a.new", 7),
    Operation("write", "a.new", 7, 0, b"half"),
    Operation("sync", "a.new", 7),
    Operation("write", "a.new", 7, 4, b" and all"),
    Operation("rename", "a.new", 7, target="a"),
    Operation("unlink", "old", 0),
]


def test_cut_keeps_no_more_than_what_was_synced() -> None:
    before = State({0: b"old"}, {0: b"old"}, {".": -1, "old": 0}, {".": -1, "old": 0})
    state = run_to(before, JOURNAL)
    assert state.files() == {".": None, "a": b"half and all"}
    assert state.cut(0, "") == {".": None, "old": b"old"}
    assert state.cut(1, "") == {".": None, "a": b"half"}
    assert state.cut(2, "") == {".": None, "a": b"half" + bytes(8)}
    assert state.cut(5, "") == {".": None, "a": b"half", "old": b"old"}
    assert before.files() == {".": None, "old": b"old"}


def test_synced_folder_keeps_its_names_and_the_rest_is_left_to_chance() -> None:
    before = State({0: b"old"}, {0: b"old"}, {".": -1, "old": 0}, {".": -1, "old": 0})
    state = run_to(before, [*JOURNAL[:5], Operation("sync", "."), *JOURNAL[5:]])
    seen = {frozenset(state.cut(4, str(seed))) for seed in range(40)}
    assert seen == {frozenset({".", "a"}), frozenset({".", "a", "old"})}
    contents = {state.cut(4, str(seed))["a"] for seed in range(40)}
    assert contents == {b"half", b"half and all", b"half" + bytes(8), b"half and"}
