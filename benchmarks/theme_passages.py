"""The passages that words are associated with themes by, each with its labels.

They come from three places: reviews and sentences written for it and passages labelled by hand
for the tests, which are all in this repository, and passages of public reviews and synopses, of
which it has the labels only: ``--data`` is the folder with ``movie_reviews.zip`` (2,000 reviews,
Pang and Lee, polarity data set 2.0) and ``rt.movie_info.tsv.gz`` (synopses of films).
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

OWN = Path(__file__).parent / "data" / "themes"
LABELLED = Path(__file__).parent.parent / "tests" / "annotate" / "data"

_WORDS_OF_A_PASSAGE = 95
_LEAST_REST = 40
_SYNOPSIS = (25, 160)
"""The fewest and the most words of a synopsis."""


class Passage(NamedTuple):
    """A text, the film's title if it is known, and the numbers of its themes."""

    text: str
    title: str | None
    required: frozenset[int]
    allowed: frozenset[int]


def read_names() -> list[str]:
    """The names of the themes, in the order of their numbers."""
    return (OWN / "themes.txt").read_text(encoding="utf-8").splitlines()


def read_passages(data: Path | None) -> Iterator[Passage]:
    """All passages; those of public reviews only with the folder *data*."""
    for path in sorted(OWN.glob("reviews*.txt")) + sorted(OWN.glob("sentences*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            labels, text = line.split("||", 1)
            yield Passage(text.strip(), None, *_read_labels(labels))
    numbers = {name: number for number, name in enumerate(read_names())}
    for path in sorted(LABELLED.glob("themes_*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            if entry["part"] == "untouched":
                continue  # they say how well it works for others
            title = entry["film"].rsplit(" (", 1)[0] if entry["film"] else None
            required, allowed = (
                frozenset(numbers[name] for name in entry[key]) for key in ("themes", "allowed")
            )
            yield Passage(entry["text"], title, required, allowed)
    if data is not None:
        texts = dict(_cut_reviews(data)) | dict(_cut_synopses(data))
        for line in (OWN / "labels.tsv").read_text(encoding="utf-8").splitlines():
            name, labels = line.split("\t")
            yield Passage(texts[name], None, *_read_labels(labels))


def _read_labels(text: str) -> tuple[frozenset[int], frozenset[int]]:
    """``12 45 | 7`` → the numbers before the bar and those behind it, counted from 0."""
    required, _, allowed = text.partition("|")
    first = frozenset(int(number) - 1 for number in required.split())
    return first, frozenset(int(number) - 1 for number in allowed.split()) - first


def _cut_reviews(data: Path) -> Iterator[tuple[str, str]]:
    """The passages of about a hundred words of each review, by its file and their number."""
    with zipfile.ZipFile(data / "movie_reviews.zip") as archive:
        for name in archive.namelist():
            if not name.endswith(".txt") or "README" in name:
                continue
            lines = archive.read(name).decode("latin-1").splitlines()
            kept: list[str] = []
            number = words = 0
            for sentence in (_tidy(line) for line in lines if line.strip()):
                kept.append(sentence)
                words += len(sentence.split())
                if words >= _WORDS_OF_A_PASSAGE:
                    yield f"{name.split('/')[-1]}:{number}", " ".join(kept)
                    kept, number, words = [], number + 1, 0
            if words >= _LEAST_REST:
                yield f"{name.split('/')[-1]}:{number}", " ".join(kept)


def _cut_synopses(data: Path) -> Iterator[tuple[str, str]]:
    content = gzip.decompress((data / "rt.movie_info.tsv.gz").read_bytes()).decode("latin-1")
    least, most = _SYNOPSIS
    for row in csv.DictReader(io.StringIO(content), delimiter="\t"):
        words = (row["synopsis"] or "").split()
        if len(words) >= least:
            yield f"synopsis:{row['id']}", " ".join(words[:most])


def _tidy(line: str) -> str:
    """A line of words with blanks around their marks, as people write it."""
    line = re.sub(r"\s+([,.;:!?%)\]])", r"\1", line)
    line = re.sub(r"([(\[])\s+", r"\1", line)
    line = re.sub(r"\s*\"\s*([^\"]*?)\s*\"\s*", r' "\1" ', line)
    line = re.sub(r"\s+-\s*-\s+|\s+--\s+", " -- ", line)
    line = re.sub(r" \" ([,.;:!?])", r'" \1', line)
    return " ".join(re.sub(r"\s+([,.;:!?])", r"\1", line).split())
