from __future__ import annotations

from pathlib import Path

import pytest

from reelsearch.engines.base import Engine, Writer
from reelsearch.engines.whoosh_engine.engine import WhooshEngine
from reelsearch.engines.whoosh_engine.opening import open_writer
from tests.engines.contract import EngineContract, Home


class WhooshHome:
    """An index of the Whoosh engine in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, *, rebuild: bool = False) -> Writer:
        writer, _ = open_writer(self.folder, rebuild=rebuild, wait=0, on_wait=lambda: None)
        return writer

    def open(self) -> Engine:
        return WhooshEngine(self.folder)


class TestWhooshEngine(EngineContract):
    @pytest.fixture
    def home(self, tmp_path: Path) -> Home:
        return WhooshHome(tmp_path / "index")
