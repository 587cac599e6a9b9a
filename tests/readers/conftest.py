"""A folder for each test of a reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.readers.folder import Folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """An empty folder to write files into and read them from."""
    return Folder(tmp_path)
