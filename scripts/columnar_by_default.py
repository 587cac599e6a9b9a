"""A plugin of pytest, for ``whoosh_tests.py``: every index is written by the columnar codec.

Tests that do not pass are written to the file that ``COLUMNAR_FAILED`` names, one a line.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import whoosh.codec

from reelsearch.engines.whoosh_engine.codec import ColumnarCodec

_failed: list[str] = []


def _make_codec(*options: Any, **named: Any) -> ColumnarCodec:
    return ColumnarCodec()


def pytest_configure() -> None:
    """Called by pytest before it collects tests."""
    whoosh.codec.default_codec = _make_codec


def pytest_runtest_logreport(report: Any) -> None:
    """Called by pytest after each step of a test."""
    if report.failed:
        _failed.append(report.nodeid.rpartition("/")[2])


def pytest_sessionfinish() -> None:
    """Called by pytest when all is done."""
    if path := os.environ.get("COLUMNAR_FAILED"):
        Path(path).write_text("".join(f"{name}\n" for name in dict.fromkeys(_failed)))
