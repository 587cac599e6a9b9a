"""What the tests of the commands share: the command run in this process, on a plain screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reelsearch.cli import main

Run = Callable[..., Result]


@pytest.fixture
def run(corpus_index: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command on the index of the sample reviews: ``run("query", "mirror")``."""
    monkeypatch.setenv("REELSEARCH_INDEX", str(corpus_index))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")

    def run_command(*arguments: str, width: int = 80) -> Result:
        monkeypatch.setenv("COLUMNS", str(width))
        return CliRunner().invoke(main, list(arguments), prog_name="reelsearch")

    return run_command
