"""The command as a process of its own: a short one, which a person waits for."""

from __future__ import annotations

import gc
import os
import sys
from typing import NoReturn

from reelsearch.cli import main

_COLLECT_AFTER = 100_000
"""So many more objects than were let go of, before garbage is looked for. Importing and a search
make some 60,000, none of which is garbage."""


def run() -> NoReturn:
    """What ``reelsearch`` on the command line does."""
    gc.set_threshold(_COLLECT_AFTER)
    # NumPy would start threads for a linear algebra that nothing here uses.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        main(prog_name="reelsearch")
    except SystemExit as end:
        sys.stdout.flush()
        sys.stderr.flush()
        # All is written, and the system takes back the rest in less time than Python would.
        os._exit(end.code if isinstance(end.code, int) else 0)
    raise AssertionError("click ends with SystemExit")
