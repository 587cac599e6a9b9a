"""A damaged index is refused with the way out, or answers; a sample of scripts/fuzz.py."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

import reelsearch
from reelsearch.errors import IndexFormatError
from tests.trust.damage import draw_forgery, set_up_damage
from tests.trust.power_cut import lay_out

pytestmark = pytest.mark.skipif(os.name == "nt", reason="it forks")


def test_damaged_indexes_are_refused_or_answer(root: Path) -> None:
    # In a process of its own, since it forks one for each damage.
    script = str(root / "scripts" / "fuzz.py")
    ran = subprocess.run(
        [sys.executable, script, "--only", "damage", "--seconds", "5", "--seed", "2"],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    tried = re.search(r"^damage: (\d+) tried", ran.stdout, re.M)
    assert tried
    assert int(tried[1]) > 3
    assert "damage: refused" in ran.stdout


def test_lost_table_of_contents_is_no_empty_index(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Heat (1995)\n\nA knife.\n", "utf-8")
    folder = tmp_path / "index"
    reelsearch.index([tmp_path / "a.txt"], folder)
    (contents,) = folder.glob("_MAIN_*.toc")
    contents.unlink()
    for attempt in (
        lambda: reelsearch.open(folder),
        lambda: reelsearch.index([tmp_path / "a.txt"], folder),
    ):
        with pytest.raises(IndexFormatError, match=r"contents is missing.*--rebuild") as caught:
            attempt()
        assert str(folder) in str(caught.value)
    left = [path for path in folder.glob("MAIN_*") if path.stat().st_size]
    assert left, "a run that cannot read the list removes nothing"
    assert reelsearch.index([], folder, rebuild=True).added == 1


@pytest.mark.parametrize("seed", range(8))
def test_forged_index_has_right_checksums(tmp_path: Path, seed: int) -> None:
    # Or what it has made up would not be read.
    bench = set_up_damage(tmp_path)
    files = draw_forgery(bench, random.Random(seed)).do(bench.files)
    assert files != bench.files
    lay_out(files, tmp_path / "forged")
    try:
        said = [damage.reason for damage in reelsearch.verify(tmp_path / "forged").damage]
    except IndexFormatError as error:
        said = [str(error)]
    assert not any("not what was written" in reason for reason in said)
