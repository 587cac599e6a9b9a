"""While writers change an index, every answer is that of a commit: a sample of the script."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.trust.story import QUERIES, Story, Told, tell

pytestmark = pytest.mark.skipif(os.name == "nt", reason="it forks, and kills with a signal")

TORN = """
import runpy, sys, pathlib, reelsearch
whole = reelsearch.index
def torn(paths, folder, **named):
    # Two commits in place of one: for a moment the source is not there.
    if pathlib.Path(folder, "reelsearch.json").exists() and not named.get("rebuild"):
        whole([], folder, forget=paths)
    return whole(paths, folder, **named)
reelsearch.index = torn
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def run_together(root: Path, *before: str, seconds: int) -> subprocess.CompletedProcess[str]:
    script = str(root / "scripts" / "together.py")
    command = [sys.executable, *before, script, "--seconds", str(seconds), "--seed", "5"]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=300, check=False, cwd=root
    )


def test_every_answer_during_writes_is_that_of_a_commit(root: Path) -> None:
    ran = run_together(root, seconds=6)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    counts = {
        what: int(n.replace(",", "")) for n, what in re.findall(r"(\d[\d,]*) (\w+)", ran.stdout)
    }
    for what in ("searches", "commits", "refreshes", "openings", "commands", "states"):
        assert counts[what] > 0, ran.stdout


def test_state_that_nobody_committed_is_found(root: Path) -> None:
    ran = run_together(root, "-c", TORN, seconds=6)
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert "is no state from" in ran.stdout


@pytest.mark.parametrize(
    ("query", "prose"),
    [
        ("knife", "castle knife a."),
        ('"knife curtain"', "shark knife curtain a."),
        ("shark -castle", "shark knife a."),
        ("kn*", "knight a."),
        ("noodle AND window", "window noodle a."),
        ("*", "a."),
    ],
)
def test_story_knows_what_matches(query: str, prose: str) -> None:
    assert Told("Heat (1995)", prose).matches(query)
    assert Told("Heat (1995)", "castle curtain knife shark a.").matches(query) is (
        query in ("knife", "kn*", "*")
    )


def test_story_is_the_same_for_all_and_changes_every_turn() -> None:
    mine, yours = Story(1), Story(1)
    assert yours.texts(9) == mine.texts(9)
    assert len({frozenset(mine.texts(turn).items()) for turn in range(30)}) == 30
    assert mine.rows(4) == yours.rows(4) != mine.rows(5)
    assert Story(2).texts(9) != mine.texts(9)


def test_queries_of_the_story_divide_its_reviews() -> None:
    chance = random.Random(1)
    told = [tell(chance, f"m{n}") for n in range(200)]
    shares = {query: sum(one.matches(query) for one in told) for query in QUERIES}
    assert shares.pop("*") == 200
    assert all(0 < share < 200 for share in shares.values()), shares
