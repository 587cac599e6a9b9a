"""What always holds of the project itself: its version, its files, its locks, its contracts."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions, version
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

LARGEST_FILE = 1024 * 1024
MOST_LINES = 400

LOCKS = ("requirements.lock", "requirements-test.lock")


@pytest.fixture(scope="module")
def project(root: Path) -> dict[str, Any]:
    """pyproject.toml, read."""
    return tomllib.loads((root / "pyproject.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def tracked(root: Path) -> list[Path]:
    """The files that git has or would take in."""
    # A clone may belong to another user than the one who runs the tests; git refuses it otherwise.
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "-c", "-o", "--exclude-standard"]
    listed = subprocess.run(command, cwd=root, capture_output=True, check=True, text=True)
    paths = (root / name for name in listed.stdout.split("\0") if name)
    return [path for path in paths if path.is_file()]


def read_names(requirements: list[str]) -> dict[str, str]:
    """Distributions' names, as an index folds them, and the version each is pinned to or ''."""
    parts = (re.match(r"([\w.-]+)(?:==([\w.!+]+))?", line) for line in requirements)
    return {
        re.sub(r"[-_.]+", "-", part[1]).lower(): part[2] or "" for part in parts if part is not None
    }


def read_lock(path: Path) -> dict[str, str]:
    """The names and versions that a lock file pins."""
    return read_names(re.findall(r"^[\w.-]+==\S+", path.read_text("utf-8"), re.MULTILINE))


def test_version_is_the_newest_in_the_changelog(root: Path, project: dict[str, Any]) -> None:
    headings = re.findall(
        r"^## \[(\d[^\]]*)\]", (root / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE
    )
    assert headings[0] == project["project"]["version"]


def test_no_file_is_larger_than_a_megabyte(tracked: list[Path]) -> None:
    assert [path for path in tracked if path.stat().st_size > LARGEST_FILE] == []


def test_source_files_hold_one_idea_each(tracked: list[Path], root: Path) -> None:
    sources = [
        path
        for path in tracked
        if path.suffix == ".py" and path.relative_to(root).parts[0] in {"src", "scripts"}
    ]
    lines = {path: len(path.read_text("utf-8").splitlines()) for path in sources}
    assert len(lines) > 1
    assert {path: count for path, count in lines.items() if count > MOST_LINES} == {}


def test_nothing_built_is_in_the_index_folder(tracked: list[Path], root: Path) -> None:
    folder = root / "index"
    assert [path for path in tracked if folder in path.parents] == [folder / ".gitignore"]


def test_every_exemption_from_a_check_gives_its_reason(tracked: list[Path]) -> None:
    # Atomic, so that the rules named are not given back to look like a missing reason.
    exemption = re.compile(
        r"#\s*(?>type: ignore(?:\[[\w, -]+\])?|noqa(?:: *[A-Z]+\d+(?:, *[A-Z]+\d+)*)?"
        r"|pragma: no \w+)"
        r"(?!\s*[-#:(—]+\s*\S+ \S)",
    )
    bare = [
        f"{path}:{number}"
        for path in tracked
        if path.suffix == ".py" and path != Path(__file__)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if exemption.search(line)
    ]
    assert bare == []


def test_licence_is_stated_and_present(root: Path, project: dict[str, Any]) -> None:
    assert project["project"]["license"] == "MIT"
    assert (root / "LICENSE").read_text("utf-8").startswith("MIT License")


def test_whoosh_is_the_maintained_distribution() -> None:
    assert packages_distributions()["whoosh"] == ["whoosh3"]
    assert version("whoosh3").split(".")[0] == "3"


def test_every_file_of_the_package_is_installed(root: Path) -> None:
    def list_files(folder: Path) -> set[str]:
        paths = (path for path in folder.rglob("*") if path.is_file())
        return {
            path.relative_to(folder).as_posix() for path in paths if "__pycache__" not in path.parts
        }

    source = list_files(root / "src" / "reelsearch")
    assert "py.typed" in source
    assert list_files(Path(str(files("reelsearch")))) == source


def test_locks_hold_every_dependency(root: Path, project: dict[str, Any]) -> None:
    needed = read_names(project["project"]["dependencies"]).keys()
    tested = read_names(project["project"]["optional-dependencies"]["test"]).keys()
    plain, test = (read_lock(root / name) for name in LOCKS)
    assert needed <= plain.keys()
    assert needed | tested <= test.keys()


def test_what_is_tested_is_what_is_installed(root: Path) -> None:
    plain, test = (read_lock(root / name) for name in LOCKS)
    assert plain.items() <= test.items()


@pytest.mark.parametrize("name", LOCKS)
def test_locks_have_hashes_and_name_no_place(root: Path, name: str) -> None:
    text = (root / name).read_text("utf-8")
    assert not re.search(r"://|^\s*-|file:|@ ", re.sub(r"^ +--hash=|^ +#.*", "", text, flags=re.M))
    pinned = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
    assert [entry for entry in pinned if "--hash=sha256:" not in entry] == []


def test_build_backend_is_the_one_the_checks_use(root: Path, project: dict[str, Any]) -> None:
    pinned = read_names(project["build-system"]["requires"])
    assert all(pinned.values())
    assert pinned.items() <= read_lock(root / "requirements-test.lock").items()


def test_continuous_integration_runs_the_one_command(root: Path) -> None:
    script = (root / ".ci" / "run").read_text("utf-8").strip().splitlines()
    lines = (root / "README.md").read_text("utf-8").splitlines()
    assert script[-1] in {line.strip().removeprefix("$ ") for line in lines}


def test_every_review_format_is_under_its_contract(root: Path) -> None:
    contracts = configparser.ConfigParser()
    contracts.read(root / ".importlinter", "utf-8")
    named = set(contracts["importlinter:contract:formats"]["modules"].split())
    formats = {
        f"reelsearch.readers.{path.stem}"
        for path in (root / "src/reelsearch/readers").glob("*.py")
        if re.search(r"^def read\(\s*content\b", path.read_text("utf-8"), re.MULTILINE)
    }
    assert formats
    assert named == formats


def check_contracts(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter over the package in *folder*/src."""
    code = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    # -P and an inserted path, so that the copy is found before the package that is installed.
    start = f"import sys; sys.path.insert(0, {str(folder / 'src')!r}); {code}"
    command = [
        sys.executable,
        "-P",
        "-c",
        start,
        "--no-cache",
        "--no-logo",
        "--config",
        ".importlinter",
    ]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False, text=True)


def test_import_contracts_see_an_import_upwards(root: Path, tmp_path: Path) -> None:
    shutil.copy(root / ".importlinter", tmp_path)
    shutil.copytree(root / "src", tmp_path / "src")
    assert check_contracts(tmp_path).returncode == 0
    with (tmp_path / "src/reelsearch/review.py").open("a", encoding="utf-8") as module:
        module.write("\nimport reelsearch.searching\n")
    broken = check_contracts(tmp_path)
    assert broken.returncode == 1
    assert "reelsearch.review -> reelsearch.searching" in broken.stdout
