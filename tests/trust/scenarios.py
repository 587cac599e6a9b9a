"""Changes to an index that are broken off: small folders of reviews, and what is done to them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

TEXTS = {
    "psycho.txt": "Psycho (1960)\nReview by Ida Lund\n\nThe knife comes through the curtain.\n",
    "heat.txt": "Heat (1995)\nDir: Michael Mann\n\nTwo men drink coffee, and one of them lies.\n",
    "alien.txt": "Alien (1979)\nRating: 8/10\n\nThe cat lives, the crew dies: a knife of a film.\n",
    "tampopo.txt": "Tampopo (1985)\n\nA kitchen, a fight over noodles, and soup at the end.\n",
    "ran.txt": "Ran (1985)\n\nA castle burns without a sound. Nobody in it has a plan.\n",
    "jaws.txt": "Jaws (1975)\n\nThe mayor wants a summer; the shark wants lunch.\n",
}

CHANGED = "Psycho (1960)\nReview by Ida Lund\n\nThe shower runs on; the spoon was a knife.\n"

Files = dict[str, str | None]
"""What is written below the folder of a scenario before a run, by path; None is removed."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """Runs of ``reelsearch index``, one after each of *stages*; the last one is broken off.

    *arguments* are those of the last run; the runs before it read the folder ``films``.
    """

    name: str
    stages: tuple[Files, ...]
    arguments: tuple[str, ...] = ("films",)

    def write(self, stage: int, home: Path) -> None:
        """Make the films below *home* those of a stage."""
        for name, text in self.stages[stage].items():
            path = home / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if text is None:
                path.unlink()
            else:
                path.write_text(text, "utf-8")


def pick(*names: str, folder: str = "films") -> Files:
    """Some of the texts, in *folder*."""
    return {f"{folder}/{name}.txt": TEXTS[f"{name}.txt"] for name in names}


def list_rows(count: int, take: int) -> str:
    """A table of *count* reviews, long enough for several processes to write them."""
    rows = []
    for n in range(count):
        words = " ".join(f"word{n * 7 + k * k * take}" for k in range(60))
        rows.append(
            json.dumps({"film": f"Film {n % 9}", "year": 1960, "text": f"Knife {n}: {words}."})
        )
    return "\n".join(rows) + "\n"


LARGE = Scenario(
    "large",
    ({"films/rows.jsonl": list_rows(300, 1)}, {"films/rows.jsonl": list_rows(320, 2)}),
)
"""For runs that are killed at any moment: other processes take part in them."""

SCENARIOS = (
    Scenario("first build", (pick("psycho", "heat", "alien"),)),
    Scenario("add", (pick("psycho", "heat"), pick("alien", "ran"))),
    Scenario("second source", (pick("psycho"), pick("heat", folder="more")), ("films", "more")),
    Scenario("update", (pick("psycho", "heat", "alien"), {"films/psycho.txt": CHANGED})),
    Scenario("remove", (pick("psycho", "heat", "alien"), {"films/heat.txt": None})),
    Scenario("remove all", (pick("psycho", "heat"), dict.fromkeys(pick("psycho", "heat")))),
    Scenario("merge", tuple(pick(name.removesuffix(".txt")) for name in TEXTS)),
    Scenario(
        "rebuild",
        (pick("psycho", "heat"), {**pick("ran"), "films/psycho.txt": CHANGED}),
        ("--rebuild",),
    ),
)
