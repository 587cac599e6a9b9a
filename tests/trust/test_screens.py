"""Whatever reviews are made of, no screen shows a character that acts on the terminal."""

from __future__ import annotations

import os
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, Phase, given, settings

import reelsearch
from reelsearch.cli import main
from tests.trust.screens import ACTING, hostile_reviews, list_commands, try_results

pytestmark = pytest.mark.skipif(os.name == "nt", reason="its files may not have such names")


@settings(
    max_examples=3,
    derandomize=True,
    deadline=None,
    phases=[Phase.generate],  # to shrink a failure takes minutes; scripts/fuzz.py does
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(hostile_reviews)
def test_no_screen_shows_what_acts(tmp_path: Path, files: dict[str, str]) -> None:
    assert try_results(files, tmp_path / "home") > 20


def test_what_is_said_of_a_query_shows_nothing_that_acts(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Heat (1995)\n\nA knife.\n", "utf-8")
    folder = str(tmp_path / "index")
    reelsearch.index([tmp_path / "a.txt"], folder)
    for query in ("zzz:\x1b[31m\u202e", '"\u202e\x9b', "year:\u2066", "(\u061c"):
        said = CliRunner().invoke(main, ["query", "--index", folder, "--", query])
        assert said.exit_code in (1, 2)
        assert not ACTING.search(said.output)


def test_every_command_is_looked_at(corpus_index: Path) -> None:
    looked_at = {command[0] for command in list_commands(str(corpus_index))}
    assert looked_at | {"index", "doctor"} == set(main.list_commands(click.Context(main)))
