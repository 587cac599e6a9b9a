"""``scripts/whoosh_tests.py`` runs what a source distribution holds with the columnar codec."""

from __future__ import annotations

import io
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[3] / "scripts" / "whoosh_tests.py"
SPANS = """
from whoosh import fields, query
from whoosh.filedb.filestore import RamStorage
from whoosh.query import spans

def test_first(): find(spans.SpanFirst(query.Term("text", "heist")), [0])
def test_near(): find(query.Phrase("text", ["heist", "film"], slop=3), [0])
def test_wrong(): find(query.Term("text", "heist"), [])

def find(asked, expected):
    index = RamStorage().create_index(fields.Schema(text=fields.TEXT))
    with index.writer() as writer:
        writer.add_document(text="heist in a film")
        writer.add_document(text="a film of a heist")
    assert any(name.endswith(".rsc") for name in index.storage.list())
    with index.searcher() as searcher:
        assert [hit.docnum for hit in searcher.search(asked)] == expected
"""


def pack_sdist(folder: Path, text: str) -> Path:
    sdist = folder / "whoosh3-1.0.tar.gz"
    with tarfile.open(sdist, "w:gz") as archive:
        entry = tarfile.TarInfo("whoosh3-1.0/tests/test_spans.py")
        entry.size = len(text.encode())
        archive.addfile(entry, io.BytesIO(text.encode()))
    return sdist


def run_script(sdist: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(SCRIPT), "--sdist", str(sdist), "--modules", "test_spans"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess[str]:
    return run_script(pack_sdist(tmp_path_factory.mktemp("sdist"), SPANS))


def test_tests_run_with_the_columnar_codec(ran: subprocess.CompletedProcess[str]) -> None:
    assert "1 failed, 2 passed" in ran.stdout


def test_a_test_that_fails_and_has_no_reason_to_is_named(
    ran: subprocess.CompletedProcess[str],
) -> None:
    assert ran.returncode == 1
    assert ran.stderr.strip() == "test_spans.py::test_wrong fails"


def test_nothing_is_said_where_all_pass(tmp_path: Path) -> None:
    ran = run_script(pack_sdist(tmp_path, "def test_right():\n    pass\n"))
    assert (ran.returncode, ran.stderr) == (0, "")


def test_each_test_that_is_left_out_has_a_reason() -> None:
    lines = SCRIPT.with_name("whoosh_tests_left_out.txt").read_text(encoding="utf-8").splitlines()
    entries = [line for line in lines if not line.startswith("#")]
    assert entries
    assert all(".py::test_" in line and len(line.split()) > 4 for line in entries)
