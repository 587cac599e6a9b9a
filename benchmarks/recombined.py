"""Reviews made of the parts of real ones, so that a corpus can be larger than its sources.

The sources are two sets of reviews that are passed on for teaching and research; a folder
holds them under these names:

- ``rt.reviews.tsv.gz``: critics' lines with a header row; the column ``review`` is read.
- ``movie_reviews.zip``: whole reviews as ``*.txt``, one sentence a line (Pang and Lee).

A short review is the first half of one line with the second half of another. A full one
is of paragraphs of four sentences each, from different reviews.
"""

from __future__ import annotations

import csv
import gzip
from functools import cache
from pathlib import Path
from random import Random
from zipfile import ZipFile

from benchmarks.chances import draw

LINES, REVIEWS = "rt.reviews.tsv.gz", "movie_reviews.zip"
SENTENCES = 4
"""How many sentences make a paragraph."""

LEAST = 1_050
"""A full review is closed once it has so many characters, which makes about 1,300 of them."""

SHORTEST = 60
"""What two halves must have together."""


@cache
def read_lines(folder: Path) -> tuple[str, ...]:
    """The distinct one-line reviews, in their order."""
    # Latin-1 takes any byte: one that is wrong in UTF-8 stands in this file.
    with gzip.open(folder / LINES, "rt", encoding="latin-1", newline="") as stream:
        rows = csv.DictReader(stream, delimiter="\t")
        texts = (" ".join(row["review"].split()) for row in rows)
        return tuple(dict.fromkeys(text for text in texts if text))


@cache
def read_paragraphs(folder: Path) -> tuple[str, ...]:
    """The paragraphs of all full reviews, in their order."""
    paragraphs = []
    with ZipFile(folder / REVIEWS) as archive:
        for name in sorted(archive.namelist()):
            if name.endswith(".txt"):
                text = archive.read(name).decode("latin-1")
                sentences = [" ".join(line.split()) for line in text.split("\n") if line.strip()]
                paragraphs += [
                    " ".join(sentences[start : start + SENTENCES])
                    for start in range(0, len(sentences), SENTENCES)
                ]
    return tuple(paragraphs)


class Recombiner:
    """Writes reviews with *chance* from what *folder* holds."""

    def __init__(self, folder: Path, chance: Random) -> None:
        self._folder = folder
        self._chance = chance
        self._halves: list[tuple[str, str]] = []

    def write_line(self) -> str:
        """Two halves of two lines, of about 115 characters."""
        self._halves = self._halves or [_halve(text) for text in read_lines(self._folder)]
        while True:
            first, second = draw(self._chance, self._halves)[0], draw(self._chance, self._halves)[1]
            if len(text := f"{first} {second}".strip()) >= SHORTEST:
                return text

    def write_review(self) -> str:
        """Paragraphs of several reviews, of about 1,300 characters together."""
        chosen: list[str] = []
        size = 0
        while size < LEAST:
            chosen.append(draw(self._chance, read_paragraphs(self._folder)))
            size += len(chosen[-1])
        return "\n\n".join(chosen)


def _halve(text: str) -> tuple[str, str]:
    """*text* cut at the first space of its second half."""
    cut = text.find(" ", len(text) // 2)
    return (text, "") if cut < 0 else (text[:cut], text[cut + 1 :])
