"""Write requirements.lock and requirements-test.lock from pyproject.toml.

    python3 scripts/lock.py             keep what is locked, add or drop what changed
    python3 scripts/lock.py --upgrade   take the newest versions allowed

Needs `uv` on PATH (``pip install uv``). Each file names every version once, with hashes,
for all the Pythons and platforms the project supports, and no registry: which index or
mirror serves the files is for the machine that installs them to say.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMPILE = [
    "pip", "compile", "pyproject.toml", "--quiet", "--universal", "--generate-hashes",
    "--python-version=3.11", "--fork-strategy=fewest",
    "--no-emit-index-url", "--no-emit-find-links",
    "--custom-compile-command=python3 scripts/lock.py",
]  # fmt: skip


def compile_lock(uv: str, name: str, *options: str) -> None:
    """Write the lock file *name*; ``CalledProcessError`` if there is no solution."""
    # A folder of wheels named by this machine's settings is no source for a shared file.
    environment = {key: value for key, value in os.environ.items() if "FIND_LINKS" not in key}
    subprocess.run([uv, *COMPILE, "-o", name, *options], cwd=ROOT, env=environment, check=True)


def main() -> int:
    """Write both files; 0 if they were written, 2 if uv is missing, 1 if it found no solution."""
    parser = argparse.ArgumentParser(description="Write the two lock files with uv.")
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions allowed")
    upgrade = ["--upgrade"] if parser.parse_args().upgrade else []
    uv = shutil.which("uv")
    if uv is None:
        print("The lock files are written by uv, which is not on PATH: pip install uv.")
        return 2
    try:
        compile_lock(uv, "requirements.lock", *upgrade)
        # Held to the first file, so that what is tested is what is installed.
        compile_lock(
            uv, "requirements-test.lock", "--extra=test", "--constraint=requirements.lock", *upgrade
        )
    except subprocess.CalledProcessError:
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
