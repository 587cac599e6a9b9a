"""Whatever a search reads of a long section is checked; a sample of scripts/damage_large.py."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="it forks")

UNCHECKED = """
import runpy, sys
from reelsearch.engines.whoosh_engine.codec.blocks import CheckedArray
def believe(self, block):
    self._flags[block] = 1
CheckedArray._check_block = believe
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def run_sample(root: Path, *before: str) -> subprocess.CompletedProcess[str]:
    script = str(root / "scripts" / "damage_large.py")
    command = [sys.executable, *before, script, "--reviews", "200", "--block", "256"]
    return subprocess.run(
        [*command, "--damages", "20", "--seed", "4"],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_every_answer_of_a_damaged_large_index_is_right_or_refused(root: Path) -> None:
    ran = run_sample(root)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    counts = dict(re.findall(r"([a-z][a-z ]+) (\d+)(?:,|$)", ran.stdout, re.M))
    assert int(counts["right"]) > 0
    assert int(counts["damages to what is read"]) > 0
    assert counts["of these refused"] == counts["damages to what is read"]


def test_sections_that_are_not_checked_give_wrong_answers_and_are_found(root: Path) -> None:
    ran = run_sample(root, "-c", UNCHECKED)
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert "in place of" in ran.stdout
