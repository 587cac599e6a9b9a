"""What only shows in a process of its own: its exit status, and that all of it is printed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

CODE = "from reelsearch.cli.process import run; run()"


def run_process(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", CODE, *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize(
    ("query", "status"),
    [("kitchen fight", 0), ("zzzqqq", 1), ('"kitchen', 2), ("--no-such-option", 2)],
)
def test_exit_status_is_that_of_the_command(corpus_index: Path, query: str, status: int) -> None:
    done = run_process("query", "--index", str(corpus_index), query)
    assert done.returncode == status
    assert bool(done.stdout) == (status == 0)
    assert "Traceback" not in done.stderr


def test_all_is_printed_before_the_process_ends(corpus_index: Path) -> None:
    asked = ("query", "*", "--limit", "100", "--format", "json", "--index", str(corpus_index))
    done = run_process(*asked)
    answer = json.loads(done.stdout)
    assert len(answer["hits"]) == answer["total"] > 40


def test_reader_that_stops_reading_is_no_error(corpus_index: Path) -> None:
    asked = ["query", "*", "--limit", "100", "--format", "json", "--index", str(corpus_index)]
    with subprocess.Popen(
        [sys.executable, "-c", CODE, *asked], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()
