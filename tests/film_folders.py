"""Folders of small reviews, and what an index of them holds, for several files of tests."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import reelsearch
from reelsearch.index_report import IndexReport

COUNTS = ("added", "updated", "removed", "unchanged", "rejected", "duplicates", "skipped")


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Make *folder* with *files* in it: path below it → content."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def counts(report: IndexReport) -> dict[str, int]:
    """The counts of a report that are not 0."""
    return {name: getattr(report, name) for name in COUNTS if getattr(report, name)}


def list_reviews(folder: Path) -> dict[str, str]:
    """The reviews of an index: path → text."""
    with reelsearch.open(folder) as searcher:
        hits = searcher.search("*", limit=10_000, passages=0)
        reviews = {hit.review.path: hit.review.text for hit in hits}
        assert hits.total == len(hits.hits) == len(reviews)
    return reviews


def list_ids(folder: Path) -> dict[str, str]:
    """The ids of an index: source and path → id."""
    with reelsearch.open(folder) as searcher:
        hits = searcher.search("*", limit=10_000, passages=0)
        return {f"{hit.review.location.source}: {hit.review.path}": hit.id for hit in hits}


def read_folder(folder: Path) -> dict[str, bytes]:
    """Every file in a folder and what is in it, but for the lock."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "LOCK" not in path.name
    }
