"""How well the themes of a review are found.

    python benchmarks/themes.py [--labelled FILE] [--wrong]

It reads passages labelled by hand (``tests/annotate/data/themes_labelled.jsonl``) and prints
precision and recall for each part, over all themes together. A theme found counts as
right if it is among the ``themes`` or the ``allowed`` ones of its passage; recall counts
the ``themes`` only. For the part the lexicon was tuned on it names the worst themes, and
with ``--wrong`` each error; of the other part it shows no more than the totals.
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

LABELLED = Path(__file__).parent.parent / "tests" / "annotate" / "data" / "themes_labelled.jsonl"
TUNED = "tune"
WORST = 15


@dataclass
class Totals:
    """What was right, found too much, and missed, for each theme."""

    passages: int = 0
    right: int = 0
    wrong: Counter[str] = field(default_factory=Counter)
    required: int = 0
    missed: Counter[str] = field(default_factory=Counter)

    @property
    def precision(self) -> float:
        found = self.right + self.wrong.total()
        return self.right / found if found else 0.0

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


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how well themes are found.")
    parser.add_argument("--labelled", type=Path, default=LABELLED, help="the labelled passages")
    parser.add_argument("--wrong", action="store_true", help="each error of the tuned part")
    options = parser.parse_args()
    lines = options.labelled.read_text(encoding="utf-8").splitlines()
    parts: dict[str, Totals] = {}
    load_lexicon()
    spent, size = 0.0, 0
    for line in lines:
        passage = json.loads(line)
        start = time.process_time()
        found = find_names(passage)
        spent += time.process_time() - start
        size += len(passage["text"])
        totals = parts.setdefault(passage["part"], Totals())
        totals.add(found, set(passage["themes"]), set(passage["allowed"]))
        if options.wrong and passage["part"] == TUNED:
            print_errors(passage, found)
    for part, totals in sorted(parts.items()):
        print(
            f"{part:10} {totals.passages:4} passages   "
            f"precision {totals.precision:.3f}   recall {totals.recall:.3f}"
        )
    if TUNED in parts:
        print(f"worst of {TUNED!r}, found too much:", parts[TUNED].wrong.most_common(WORST))
        print(f"worst of {TUNED!r}, missed:", parts[TUNED].missed.most_common(WORST))
    print(f"{1e6 * spent / size * 1300:.0f} µs for 1,300 characters")


if __name__ == "__main__":
    main()
