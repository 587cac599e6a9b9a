"""Every check of the project in one command, the same by hand and in continuous integration.

    python3 scripts/check.py                  everything, in an environment made for it
    python3 scripts/check.py --here           with what this Python has installed: quicker
    python3 scripts/check.py --here mypy      only some, by name

Without --here a virtual environment is made anew in .check/, with the locked dependencies and
the project as its users would install it: a wheel, built from the source distribution, so that
a file missing from either shows. Nothing is left outside the clone. Ends with 0 if all passed,
1 if a check failed, 2 if they could not be run. Needs nothing but Python 3.11 with venv.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - said here, or an older Python stops at its syntax
    found = ".".join(str(part) for part in sys.version_info[:3])
    sys.exit(f"reelsearch needs Python 3.11 or newer; this is {found}. Run this with a newer one.")

import argparse
import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
OWN = ROOT / ".check"
CACHE = OWN / "cache"
VENV = OWN / "venv"
DIST = OWN / "dist"

TIME_LIMIT = 18 * 60
"""Seconds for all of it; what still runs then is stopped and has failed."""

LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"

CHECKS = {
    "ruff": ("-m", "ruff", "check"),
    "format": ("-m", "ruff", "format", "--check"),
    "mypy": ("-m", "mypy"),
    "imports": ("-c", LINT_IMPORTS, "--no-logo", "--cache-dir", str(CACHE / "imports")),
    # The documentation's links, commands and examples are tests too.
    "tests": (
        *("-m", "pytest", "--cov", "--cov-report=term", "-o", f"cache_dir={CACHE / 'pytest'}"),
        *("--numprocesses=auto", "--maxprocesses=4"),
    ),
}

PYTEST_CLOSING_LINE = re.compile(r"^=* ?\d+ \w+.* in [\d.]+s.*$", re.MULTILINE)

NOT_PASSED_ON = re.compile(
    r"PYTHON\w*|VIRTUAL_ENV|__PYVENV_LAUNCHER__|PIP_(USER|TARGET|PREFIX|ROOT)"
    r"|PIP_(REQUIRE_VIRTUALENV|CONSTRAINT|DRY_RUN)|(PYTEST|COVERAGE|REELSEARCH|MYPY|RUFF)_?\w*"
    r"|COLUMNS|LINES|NO_COLOR|FORCE_COLOR|CLICOLOR\w*|PY_COLORS"
)
"""Variables by which the caller's shell would change what is checked, or how it looks."""


class Outcome(NamedTuple):
    """How one command ended: what it printed, and its exit status."""

    output: str
    status: int


def make_environment(scratch: str, *, here: bool) -> dict[str, str]:
    """The variables every command runs with; what they leave behind goes to .check or *scratch*."""
    kept = {key: value for key, value in os.environ.items() if not NOT_PASSED_ON.fullmatch(key)}
    own = {
        "COVERAGE_FILE": str(OWN / "coverage"),
        "HYPOTHESIS_STORAGE_DIRECTORY": str(CACHE / "hypothesis"),
        "MYPY_CACHE_DIR": str(CACHE / "mypy"),
        "PIP_CACHE_DIR": str(CACHE / "pip"),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_NO_INPUT": "1",
        "RUFF_CACHE_DIR": str(CACHE / "ruff"),
        "TMPDIR": scratch,
        "TEMP": scratch,
        "TMP": scratch,
    }
    return kept | own | ({"PYTHONPATH": str(ROOT / "src")} if here else {})


def run(command: list[str], environment: dict[str, str], deadline: float) -> Outcome:
    """Run *command* in the clone until it ends or the *deadline*, without anything to read."""
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=max(deadline - time.monotonic(), 1),
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        shown = late.output.decode("utf-8", "replace") if isinstance(late.output, bytes) else ""
        return Outcome(f"{shown}\nStopped: all checks together may take {TIME_LIMIT} s.", 1)
    return Outcome(done.stdout, done.returncode)


def report(name: str, commands: list[list[str]], environment: dict[str, str], end: float) -> bool:
    """Run *commands* until one fails, print one line, and what was printed if it failed."""
    started = time.monotonic()
    outcome = Outcome("", 0)
    for command in commands:
        outcome = run(command, environment, end)
        if outcome.status:
            break
    passed = outcome.status == 0
    took = time.monotonic() - started
    print(f"{name:<12} {took:7.1f} s  {'ok' if passed else 'FAILED'}", flush=True)
    if not passed:
        print(outcome.output.rstrip(), flush=True)
    elif name == "tests":
        print(*PYTEST_CLOSING_LINE.findall(outcome.output)[-1:], flush=True)
    return passed


def install(environment: dict[str, str], deadline: float) -> str | None:
    """Make .check/venv and install all in it; its Python, or None if that failed."""
    for folder in (VENV, DIST):
        shutil.rmtree(folder, ignore_errors=True)
    python = str(VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
    # Bytecode is left to be made for what is imported, which takes half the time.
    pip = [python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-compile"]
    locked = [*pip, "--require-hashes", "-r", "requirements-test.lock"]
    built = [python, "-m", "hatchling", "build", "-t", "sdist", "-d", str(DIST)]
    # Without pip's cache, which would give the wheel of an earlier state of the same version.
    own = [*pip, "--no-cache-dir", "--no-index", "--no-build-isolation"]
    own += ["--find-links", str(DIST), "reelsearch"]
    complete = [python, "-m", "pip", "check"]
    steps = {
        "environment": [[sys.executable, "-m", "venv", str(VENV)], locked],
        "package": [built, own, complete],
    }
    ready = all(report(name, step, environment, deadline) for name, step in steps.items())
    return python if ready else None


def parse_arguments() -> argparse.Namespace:
    """What was asked for on the command line; ends the program if it cannot be understood."""
    parser = argparse.ArgumentParser(description="Run the project's checks.")
    parser.add_argument("names", nargs="*", metavar="CHECK", help=f"of: {', '.join(CHECKS)}")
    parser.add_argument("--here", action="store_true", help="use this Python as it is")
    arguments = parser.parse_args()
    unknown = [name for name in arguments.names if name not in CHECKS]
    if unknown:
        parser.error(f"no check is called {unknown[0]!r}; there are: {', '.join(CHECKS)}")
    return arguments


def main() -> int:
    """Run what was asked for; the exit status."""
    arguments = parse_arguments()
    missing = [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None]
    if missing and not arguments.here:
        print(
            f"The checks make a virtual environment; {sys.executable} lacks {missing[0]}. "
            "Install it (on Debian and Ubuntu: the package python3-venv) or use another Python."
        )
        return 2
    started = time.monotonic()
    deadline = started + TIME_LIMIT
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        environment = make_environment(scratch, here=arguments.here)
        python = sys.executable if arguments.here else install(environment, deadline)
        if python is None:
            return 1
        names = arguments.names or list(CHECKS)
        failed = [
            name
            for name in names
            if not report(name, [[python, *CHECKS[name]]], environment, deadline)
        ]
    took = time.monotonic() - started
    print(f"Failed: {', '.join(failed)}." if failed else "All checks passed.", f"{took:.0f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
