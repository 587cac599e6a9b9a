"""Run Whoosh's own tests with the columnar codec in place of Whoosh's.

    python3 scripts/whoosh_tests.py                  fetch the locked whoosh3 from its registry
    python3 scripts/whoosh_tests.py --sdist FILE     a whoosh3-….tar.gz that is there already
    python3 scripts/whoosh_tests.py --modules test_spans test_sorting

The tests are those of the source distribution that exercise codecs, postings, matching, queries,
searching, sorting, spans and collectors. What cannot apply to this codec is in
``whoosh_tests_left_out.txt`` with the reason. Ends with 1 if another test fails, or if one of
those passes. It needs pytest, the project, and for fetching pip and a network.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = Path(__file__).with_name("whoosh_tests_left_out.txt")
MODULES = [
    "test_codecs", "test_collector", "test_columns", "test_compound", "test_fields",
    "test_flexible", "test_indexing", "test_matching", "test_misc", "test_nested",
    "test_postings", "test_quality", "test_queries", "test_reading", "test_results",
    "test_searching", "test_sorting", "test_spans", "test_spelling", "test_vectors",
    "test_weightings", "test_writing",
]  # fmt: skip


def read_left_out(path: Path = LEFT_OUT) -> dict[str, str]:
    """Test → reason, from lines ``file.py::test  reason``; a line that begins with # is none."""
    lines = path.read_text(encoding="utf-8").splitlines()
    entries = [line.split(None, 1) for line in lines if line.strip() and not line.startswith("#")]
    return {entry[0]: entry[1] for entry in entries}


def find_locked_version(lock: str) -> str:
    """The version of whoosh3 in the text of a lock file. Raises :class:`ValueError`."""
    found = re.search(r"^whoosh3==([\w.]+)", lock, re.MULTILINE)
    if found is None:
        raise ValueError("requirements.lock names no version of whoosh3")
    return found.group(1)


def fetch_sdist(folder: Path) -> Path:
    """Download the source distribution of the locked version into *folder*."""
    version = find_locked_version((ROOT / "requirements.lock").read_text(encoding="utf-8"))
    command = [
        sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary=:all:",
        f"whoosh3=={version}", "--dest", os.fspath(folder),
    ]  # fmt: skip
    subprocess.run(command, check=True)
    return next(folder.glob("whoosh3-*.tar.gz"))


def unpack_tests(sdist: Path, folder: Path) -> Path:
    """Unpack *sdist* into *folder*; where its tests are."""
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    return next(folder.glob("*/tests"))


def run_tests(tests: Path, modules: list[str]) -> set[str]:
    """Run *modules* in the folder *tests*; the tests that failed, as ``file.py::test``."""
    failed = tests / "failed.txt"
    paths = [os.fspath(ROOT / "src"), os.fspath(Path(__file__).parent)]
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(paths),
        "COLUMNAR_FAILED": os.fspath(failed),
    }
    command = [
        sys.executable, "-m", "pytest", "-q", "--tb=line", "-p", "no:cacheprovider", "-p",
        "columnar_by_default", *(f"{module}.py" for module in modules),
    ]  # fmt: skip
    code = subprocess.run(command, cwd=tests, env=environment, check=False).returncode
    if code not in (0, 1) or not failed.exists():
        sys.exit("pytest could not run the tests; what it said is above.")
    return set(failed.read_text(encoding="utf-8").split("\n")) - {""}


def compare(failed: set[str], left_out: dict[str, str], modules: list[str]) -> list[str]:
    """A line for each test that failed and is not *left_out*, or is and passed."""
    expected = {test for test in left_out if test.partition(".py")[0] in modules}
    wrong = [f"{test} fails" for test in sorted(failed - expected)]
    return wrong + [f"{test} passes: take it off the list" for test in sorted(expected - failed)]


def main() -> int:
    """1 if the outcome is not the expected one."""
    parser = argparse.ArgumentParser(description="Run Whoosh's tests with the columnar codec.")
    parser.add_argument("--sdist", type=Path, metavar="FILE")
    parser.add_argument("--modules", nargs="+", default=MODULES)
    arguments = parser.parse_args()
    left_out = read_left_out()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tests = unpack_tests(arguments.sdist or fetch_sdist(folder), folder)
        failed = run_tests(tests, arguments.modules)
    wrong = compare(failed, left_out, arguments.modules)
    for test in sorted(failed & left_out.keys()):
        print(f"left out: {test}\n    {left_out[test]}")
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
