"""Work in a process of its own, forked from this one: what it does to itself harms nothing here."""

from __future__ import annotations

import contextlib
import gc
import json
import os
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

TIME_LIMIT = 20
"""Seconds after which a child is ended, and counts as endless."""


class Ended(NamedTuple):
    """How a child ended: its exit status, or −n if signal n ended it; what it printed, and
    what its work returned (None where it did not come to that)."""

    status: int
    printed: str
    value: Any

    @property
    def is_endless(self) -> bool:
        """Whether it was ended for taking too long."""
        return self.status == -signal.SIGALRM


def run_child(work: Callable[[], Any], log: Path, seconds: int = TIME_LIMIT) -> Ended:
    """Do *work* in a child. What it returns must be JSON; an exception is printed, status 70."""
    result = log.with_suffix(".result")
    result.unlink(missing_ok=True)
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        _live(work, log, result, seconds)
    _, waited = os.waitpid(child, 0)
    value = None
    if result.exists():
        with contextlib.suppress(ValueError):  # ended while writing it
            value = json.loads(result.read_bytes())
    return Ended(os.waitstatus_to_exitcode(waited), log.read_text("utf-8", "replace"), value)


def _live(work: Callable[[], Any], log: Path, result: Path, seconds: int) -> None:
    status = 70
    try:
        signal.alarm(seconds)
        output = os.open(log, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o666)
        os.dup2(output, 1)
        os.dup2(output, 2)
        value = work()
        with result.open("w", encoding="utf-8") as stream:
            json.dump(value, stream)
        status = 0
    except SystemExit as ending:
        status = ending.code if isinstance(ending.code, int) else 1
    except BaseException:
        traceback.print_exc()
    finally:
        # What the end of an interpreter does: files that nobody closed are written out.
        with contextlib.suppress(Exception):
            gc.collect()
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(status)
