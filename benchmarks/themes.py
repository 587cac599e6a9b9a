"""How well the themes of a review are found.

    python benchmarks/themes.py [--labelled FILE] [--wrong]

It reads the passages labelled by hand in ``tests/annotate/data`` and prints precision and
recall for each file and part, over all themes together, with the counts they come from. A
theme found counts as right if it is among the ``themes`` or the ``allowed`` ones of its
passage; recall counts the ``themes`` only. With ``--wrong`` it names each error.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reelsearch.annotate.theme_lexicon import load_lexicon
from reelsearch.annotate.themes import find_themes

DATA = Path(__file__).parent.parent / "tests" / "annotate" / "data"
WORST = 15
ROUNDS = 3


@dataclass
class Totals:
    """What was right, found too much, and missed, for each theme."""

    passages: int = 0
    right: int = 0
    wrong: Counter[str] = field(default_factory=Counter)
    required: int = 0
    missed: Counter[str] = field(default_factory=Counter)

    @property
    def found(self) -> int:
        return self.right + self.wrong.total()

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return 1 - self.missed.total() / self.required if self.required else 0.0

    def add(self, found: set[str], required: set[str], allowed: set[str]) -> None:
        """Count the themes *found* in one passage."""
        self.passages += 1
        self.right += len(found & (required | allowed))
        self.wrong.update(found - required - allowed)
        self.required += len(required)
        self.missed.update(required - found)


def find_names(passage: dict[str, Any]) -> set[str]:
    text, film = passage["text"], passage["film"]
    title = film.rsplit(" (", 1)[0] if film else None
    return {theme.name for theme in find_themes(text, (0, len(text)), title, load_lexicon())}


def print_errors(passage: dict[str, Any], found: set[str]) -> None:
    wrong = found - set(passage["themes"]) - set(passage["allowed"])
    missed = set(passage["themes"]) - found
    if wrong or missed:
        print(f"{passage['id']}: wrong {sorted(wrong)}, missed {sorted(missed)}")


def print_totals(parts: dict[str, Totals]) -> None:
    for part, totals in sorted(parts.items()):
        print(
            f"{part:20} {totals.passages:4} passages   "
            f"precision {totals.precision:.3f} ({totals.right} of {totals.found})   "
            f"recall {totals.recall:.3f} "
            f"({totals.required - totals.missed.total()} of {totals.required})"
        )


def print_worst(totals: Totals) -> None:
    print("found too much:", totals.wrong.most_common(WORST))
    print("missed:", totals.missed.most_common(WORST))


def print_speed(passages: list[dict[str, Any]]) -> None:
    """The time for the length of a full review, the best of some rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        for passage in passages:
            find_names(passage)
        best = min(best, time.process_time() - start)
    size = sum(len(passage["text"]) for passage in passages)
    print(f"{1e6 * best / size * 1300:.0f} µs for 1,300 characters")


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how well themes are found.")
    parser.add_argument("--labelled", type=Path, nargs="*", help="files of labelled passages")
    parser.add_argument("--wrong", action="store_true", help="name each error")
    options = parser.parse_args()
    parts: dict[str, Totals] = {}
    everything = Totals()
    passages: list[dict[str, Any]] = []
    for path in options.labelled or sorted(DATA.glob("themes_*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            passage = json.loads(line)
            passages.append(passage)
            found = find_names(passage)
            kind = path.stem.removeprefix("themes_")
            labels = set(passage["themes"]), set(passage["allowed"])
            for style in {"", passage.get("style", "")}:
                name = " ".join(filter(None, (kind, style, passage["part"])))
                parts.setdefault(name, Totals()).add(found, *labels)
            everything.add(found, *labels)
            if options.wrong:
                print_errors(passage, found)
    print_totals(parts)
    print_worst(everything)
    print_speed(passages)


if __name__ == "__main__":
    main()
