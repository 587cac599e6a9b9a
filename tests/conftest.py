"""What every test may use: the repository's reviews, an index of them, Hypothesis's profiles."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent

# In continuous integration the same examples every time, and no limit on how long one may take.
settings.register_profile("ci", derandomize=True, deadline=None, max_examples=50)
settings.load_profile("ci" if os.environ.get("CI") else "default")


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The repository's own reviews, in every format that is read. Not to be written to."""
    return ROOT / "corpus"


@pytest.fixture(scope="session")
def corpus_index(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the corpus, built once for all tests. Not to be written to."""
    import reelsearch

    folder = tmp_path_factory.mktemp("corpus_index") / "index"
    reelsearch.index([corpus], folder)
    return folder
