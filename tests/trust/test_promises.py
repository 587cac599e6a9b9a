"""Nothing that is read or typed brings anything down; a small sample of scripts/fuzz.py."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import reelsearch
from reelsearch import Searcher
from reelsearch.reading import Reading
from tests.trust.inputs import File, files, header_blocks, queries
from tests.trust.promises import check_file, check_query, check_text
from tests.trust.scenarios import TEXTS
from tests.trust.seed_files import list_seeds

SAMPLE = settings(
    max_examples=30,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
READING = Reading()


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    home = tmp_path_factory.mktemp("promises")
    for name, text in TEXTS.items():
        (home / name).write_text(text, "utf-8")
    reelsearch.index([home], home.parent / "promises_index")
    with reelsearch.open(home.parent / "promises_index") as opened:
        yield opened


@pytest.mark.parametrize("name", list_seeds())
def test_seed_is_read(tmp_path: Path, name: str) -> None:
    check_file(File(name, list_seeds()[name]), tmp_path, READING)


@SAMPLE
@given(st.sampled_from(sorted(list_seeds())).flatmap(files))
def test_any_file_gives_reviews_or_reasons(tmp_path: Path, file: File) -> None:
    check_file(file, tmp_path, READING)


@SAMPLE
@given(header_blocks)
def test_any_text_is_annotated(text: str) -> None:
    check_text(text)


@SAMPLE
@given(queries)
def test_any_query_is_answered_or_refused(searcher: Searcher, query: str) -> None:
    check_query(searcher, query)
