"""The documentation is true: links lead somewhere, commands print what is shown, nothing is left
out. CONTRIBUTING.md says how a page is written for this."""

from __future__ import annotations

import dataclasses
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote

import click
import pytest

import reelsearch
from reelsearch.cli import main
from reelsearch.schema import FIELDS
from reelsearch.settings import Settings
from tests.markdown_pages import Block, Command, Page, read_commands, read_page

ROOT = Path(__file__).resolve().parent.parent
GUIDE = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINKING = sorted({*ROOT.glob("*.md"), *GUIDE})

_WILDCARD = "…"
_HOME = "/home/me/reviews"
_TIME = re.compile(r"\d+(?:[.,]\d+)*(?= ?(?:ns|µs|us|ms|s|seconds?|milliseconds?)\b)")
_JSON_NUMBER = re.compile(r"(\"(?:score|took|took_ms)\": ?)-?[\d.]+(?:e-?\d+)?")
_SCORE = re.compile(r"(\bscore:? +)-?\d+(?:\.\d+)?", re.IGNORECASE)
_MOMENT = re.compile(r"\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?")


def name_page(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def normalise(line: str) -> str:
    """*line* without what differs from run to run: times, scores, spaces at the end."""
    line = _MOMENT.sub("0000-00-00 00:00", line)
    line = _TIME.sub("0", line)
    line = _JSON_NUMBER.sub(r"\g<1>0", line)
    return _SCORE.sub(r"\g<1>0", line).rstrip()


def matches(shown: Sequence[str], printed: Sequence[str]) -> bool:
    """Whether *printed* is what is *shown*, where ``…`` stands for anything."""
    pattern = [
        r"(?:[^\n]*\n)*?"
        if line.strip() == _WILDCARD
        else r"[^\n]*".join(re.escape(part) for part in normalise(line).split(_WILDCARD)) + r"\n"
        for line in shown
    ]
    text = "".join(f"{normalise(line)}\n" for line in printed)
    return re.fullmatch("".join(pattern), text) is not None


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which `reelsearch` is this Python's, whether its script is installed or not."""
    folder = tmp_path_factory.mktemp("program")
    code = "from reelsearch.cli import main; main(prog_name='reelsearch')"
    if os.name == "nt":
        (folder / "reelsearch.bat").write_text(f'@"{sys.executable}" -c "{code}" %*\n')
    else:
        script = folder / "reelsearch"
        script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{code}" "$@"\n')
        script.chmod(0o755)
    return folder


@pytest.fixture
def shell(program: Path) -> dict[str, str]:
    """The variables a reader's shell would have, on a screen of 80 columns."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("REELSEARCH_")}
    path = f"{program}{os.pathsep}{os.environ['PATH']}"
    return kept | {
        "COLUMNS": "80",
        "NO_COLOR": "1",
        "PATH": path,
        "PYTHONIOENCODING": "utf-8",
        # The package tested here, from whatever folder the command is run in.
        "PYTHONPATH": str(Path(reelsearch.__file__).parent.parent),
        # So that the two streams come in the order in which they were written.
        "PYTHONUNBUFFERED": "1",
    }


def run(text: str, folder: Path, shell: dict[str, str]) -> tuple[list[str], int]:
    """The lines that a command prints, on both streams, and its exit status."""
    done = subprocess.run(
        text,
        shell=True,
        cwd=folder,
        env=shell,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.stdout.rstrip("\n").split("\n") if done.stdout else [], done.returncode


def check_command(command: Command, folder: Path, shell: dict[str, str]) -> str | None:
    """What is wrong with *command* and the output shown for it; None if nothing is."""
    if not re.match(r"(?:[A-Z_]+=\S* )*reelsearch( |$)", command.text):
        return f"line {command.line}: only reelsearch is run; put others in an `sh` block."
    printed, status = run(command.text, folder, shell)
    printed = [line.replace(str(folder), _HOME) for line in printed]
    if status == command.status and (not command.output or matches(command.output, printed)):
        return None
    return "\n".join(
        [
            f"line {command.line}: $ {command.text}",
            f"--- shown, with exit status {command.status}",
            *command.output,
            f"--- printed, with exit status {status}",
            *printed,
        ]
    )


def run_python(block: Block, page: Page, names: dict[str, object]) -> None:
    # The lines above the block are left blank, so that a traceback gives the page's own.
    code = "\n" * (block.line - 1) + "\n".join(block.lines) + "\n"
    exec(compile(code, page.path, "exec"), names)


def read_guide() -> str:
    """All that is written for users, as one text."""
    return "\n".join(path.read_text("utf-8") for path in GUIDE)


def list_commands() -> dict[str, click.Command]:
    """Every command by its name. They are asked for, as they may be imported only then."""
    context = click.Context(main)
    found = {name: main.get_command(context, name) for name in main.list_commands(context)}
    return {name: command for name, command in found.items() if command is not None}


@pytest.mark.parametrize("path", LINKING, ids=name_page)
def test_links_lead_somewhere(path: Path) -> None:
    broken = []
    for target, line in read_page(path).links:
        if re.match(r"[a-z][a-z+.-]*:", target):
            continue
        place, _, anchor = target.partition("#")
        file = (path.parent / unquote(place)).resolve() if place else path
        inside = file.is_relative_to(ROOT) and file.exists()
        if not inside or (anchor and file.is_file() and anchor not in read_page(file).anchors):
            broken.append(f"{name_page(path)}:{line}: {target}")
    assert broken == []


@pytest.mark.parametrize("path", GUIDE, ids=name_page)
def test_examples_do_what_is_shown(
    path: Path,
    corpus: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    shell: dict[str, str],
) -> None:
    page = read_page(path)
    steps = [
        step
        for block in page.blocks
        if block.language in {"console", "python"}
        for step in (read_commands(block) if block.language == "console" else [block])
    ]
    if steps:
        shutil.copytree(corpus, tmp_path / "corpus")
        monkeypatch.chdir(tmp_path)
        first = steps[0]
        if not (isinstance(first, Command) and first.text.startswith("reelsearch index ")):
            reelsearch.index(["corpus"], "index")
    wrong: list[str | None] = []
    names: dict[str, object] = {"__name__": "example"}
    for step in steps:
        if isinstance(step, Command):
            wrong.append(check_command(step, tmp_path, shell))
        else:
            run_python(step, page, names)
    assert "\n\n".join(text for text in wrong if text) == ""


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        (["3 reviews in 12 ms"], ["3 reviews in 0.5 ms  "], True),
        (["3 reviews in 12 ms"], ["4 reviews in 12 ms"], False),
        (['{"score": 1.25, "year": 1995}'], ['{"score": 7, "year": 1995}'], True),
        (['{"score": 1.25, "year": 1995}'], ['{"score": 7, "year": 1996}'], False),
        (["Heat … kitchen"], ["Heat (1995) in the kitchen"], True),
        (["Heat … kitchen"], ["Heat", "kitchen"], False),
        (["Heat", "…", "end"], ["Heat", "1", "2", "end"], True),
        (["Heat", "…", "end"], ["Heat", "1", "2"], False),
        (["Heat"], ["Heat", "more"], False),
    ],
)
def test_shown_output_is_compared_but_for_what_varies(
    shown: list[str], printed: list[str], same: bool
) -> None:
    assert matches(shown, printed) is same


def test_every_command_and_option_is_documented() -> None:
    guide = read_guide()
    commands = list_commands()
    options = {
        option
        for command in [main, *commands.values()]
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for option in [*parameter.opts, *parameter.secondary_opts]
        if option.startswith("--")
    }
    assert commands
    assert [name for name in commands if not re.search(rf"(?:reelsearch |`){name}\b", guide)] == []
    assert sorted(o for o in options if not re.search(rf"(?<![\w-]){o}(?![\w-])", guide)) == []


def test_every_field_is_documented() -> None:
    guide = read_guide()
    names = [name for field in FIELDS for name in (field.name, *field.aliases)]
    assert [name for name in names if not re.search(rf"`{name}[:`]", guide)] == []


def test_every_setting_is_documented() -> None:
    guide = read_guide()
    names = [field.name for field in dataclasses.fields(Settings)]
    assert [name for name in names if not re.search(rf"\b{name}\b", guide)] == []


def test_every_public_name_is_documented() -> None:
    guide = read_guide()
    names = [name for name in reelsearch.__all__ if not name.startswith("__")]
    assert [name for name in names if not re.search(rf"(?:reelsearch\.|`){name}\b", guide)] == []
