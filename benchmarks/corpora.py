"""The corpora that are measured: JSON lines, always the same bytes for a seed.

A review is an object of ``text``, ``year``, ``critic`` and ``publication``; no text occurs
twice in a corpus. ``lines`` are 54,000 reviews of a sentence or two, ``full`` 50,000 of
about 1,300 characters, ``million`` 1,000,000 short ones of about 115. Those are
recombined from the reviews in a folder, or invented where none is given.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain, repeat
from pathlib import Path
from random import Random
from typing import TypedDict

from benchmarks.chances import ZipfDraw, draw_number
from benchmarks.invented import Author, make_names
from benchmarks.recombined import Recombiner, read_lines

COUNTS = {"lines": 54_000, "full": 50_000, "million": 1_000_000}
SHORT = ("lines", "million")
"""The corpora of short reviews, whose times may be compared by their number."""

YEARS = (1920, 2024)
CRITICS, PUBLICATIONS = 700, 150


class ReviewRow(TypedDict):
    """One line of a corpus."""

    text: str
    year: int
    critic: str
    publication: str


@dataclass(frozen=True, slots=True)
class Size:
    """The first *count* reviews of the corpus called *name*."""

    name: str
    count: int

    @property
    def label(self) -> str:
        """How it is named in tables and folders: the corpus, with the number if it is a part."""
        return self.name if self.count == COUNTS[self.name] else f"{self.name}:{self.count}"


def parse_size(text: str) -> Size:
    """``full``, or ``full:5000`` for its first 5,000 reviews. Raises :class:`ValueError`."""
    name, _, count = text.strip().partition(":")
    if name not in COUNTS:
        raise ValueError(f"A corpus is one of {', '.join(COUNTS)}; got “{name}”.")
    if count and not (count.isdecimal() and 0 < int(count) <= COUNTS[name]):
        raise ValueError(f"{name} has 1 to {COUNTS[name]:,} reviews; got “{count}”.")
    return Size(name, int(count) if count else COUNTS[name])


def write_corpus(size: Size, path: Path, seed: int, data: Path | None = None) -> None:
    """Write the corpus to *path*, from the reviews in the folder *data* if there is one."""
    with path.open("wb") as stream:
        for row in generate_rows(size, seed, data):
            line = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
            stream.write(line.encode("utf-8") + b"\n")


def read_corpus(path: Path) -> Iterator[ReviewRow]:
    """The reviews of a corpus that was written."""
    with path.open("rb") as stream:
        for line in stream:
            row: ReviewRow = json.loads(line)
            yield row


def generate_rows(size: Size, seed: int, data: Path | None = None) -> Iterator[ReviewRow]:
    """The reviews of a corpus. A shorter one is the beginning of a longer one."""
    chance = Random(f"{size.name} {seed}")
    draw_critic = ZipfDraw(make_names(CRITICS, 2))
    draw_publication = ZipfDraw(make_names(PUBLICATIONS, 3))
    first, last = YEARS
    for text in _generate_texts(size, Random(f"texts of {size.name} {seed}"), data):
        yield {
            "text": text,
            "year": first + draw_number(chance, last - first + 1),
            "critic": draw_critic(chance),
            "publication": draw_publication(chance),
        }


def _generate_texts(size: Size, chance: Random, data: Path | None) -> Iterator[str]:
    author = Author(chance) if data is None else Recombiner(data, chance)
    write: Callable[[], str] = author.write_review if size.name == "full" else author.write_line
    real = read_lines(data) if data is not None and size.name == "lines" else ()
    written = (make() for make in repeat(write))
    # Digests, since a million texts take room; not hash(), which differs from run to run.
    seen: set[bytes] = set()
    for text in chain(real, written):
        digest = blake2b(text.encode("utf-8"), digest_size=10).digest()
        if digest in seen:
            continue
        seen.add(digest)
        yield text
        if len(seen) == size.count:
            return
