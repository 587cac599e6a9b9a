"""What an index holds after each of many changes, known beforehand: a state for a number in.

Two sources change independently: a folder of texts, to which each turn adds, changes and
removes, and one table, which each turn writes anew. Any process can work out any state from
the seed, and so tell whether an answer is that of a committed one.
"""

from __future__ import annotations

import json
import os
import random
from collections import Counter
from itertools import pairwise
from pathlib import Path
from threading import Lock
from typing import NamedTuple

FILMS = ("Psycho (1960)", "Heat (1995)", "Alien (1979)", "Tampopo (1985)", "Ran (1985)")
WORDS = ("knife", "curtain", "castle", "shark", "kitchen", "noodle", "thunder", "window", "knight")
QUERIES = ("knife", '"knife curtain"', "shark -castle", "kn*", "noodle AND window", "*")
MOST_TEXTS, MOST_ROWS = 24, 12

State = dict[str, "Told"]
"""The reviews of a source, by their path in it."""


class Told(NamedTuple):
    """A review: the film it is of, and its prose."""

    film: str
    prose: str

    def matches(self, query: str) -> bool:
        """Whether one of :data:`QUERIES` should find it."""
        words = self.prose.rstrip(".").split()
        match query:
            case "*":
                return True
            case '"knife curtain"':
                return ("knife", "curtain") in pairwise(words)
            case "kn*":
                return any(word.startswith("kn") for word in words)
            case "shark -castle":
                return "shark" in words and "castle" not in words
            case "noodle AND window":
                return "noodle" in words and "window" in words
        return query in words


class Story:
    """The states of both sources, by turn; each is the one before with something changed.
    Threads may share it."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._texts: list[State] = [{}]
        self._lock = Lock()

    def texts(self, turn: int) -> State:
        """The folder after *turn* changes."""
        with self._lock:
            while len(self._texts) <= turn:
                self._texts.append(self._change(len(self._texts)))
        return self._texts[turn]

    def rows(self, turn: int) -> State:
        """The table after *turn* changes."""
        chance = random.Random(f"{self._seed} rows {turn}")
        count = chance.randint(1, MOST_ROWS) if turn else 0
        return {f"rows.jsonl#{n}": tell(chance, f"row{n}at{turn}") for n in range(1, count + 1)}

    def _change(self, turn: int) -> State:
        chance = random.Random(f"{self._seed} texts {turn}")
        state = dict(self._texts[-1])
        for name in sorted(state):
            if chance.random() < (0.5 if len(state) > MOST_TEXTS else 0.1):
                del state[name]
            elif chance.random() < 0.15:
                state[name] = tell(chance, f"{name[:-4]}at{turn}")
        for n in range(chance.randint(1, 5)):
            state[f"t{turn}n{n}.txt"] = tell(chance, f"t{turn}n{n}at{turn}")
        return state


def tell(chance: random.Random, mark: str) -> Told:
    """A review by chance, unlike any other for its *mark*."""
    words = [chance.choice(WORDS) for _ in range(chance.randint(3, 9))]
    return Told(chance.choice(FILMS), " ".join([*words, mark]) + ".")


def write_texts(state: State, folder: Path) -> None:
    """Make *folder* hold the texts of *state*, and no others."""
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        if path.name not in state:
            path.unlink()
    for name, told in state.items():
        text = f"{told.film}\n\n{told.prose}\n"
        path = folder / name
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")


def write_rows(state: State, path: Path) -> None:
    """Make the table at *path* hold the rows of *state*, all at once."""
    unfinished = path.with_suffix(".new")
    lines = [json.dumps({"film": told.film, "text": told.prose}) for told in state.values()]
    unfinished.write_text("\n".join([*lines, ""]), "utf-8")
    os.replace(unfinished, path)


def count_films(*states: State) -> Counter[str]:
    """How many reviews each film has."""
    return Counter(told.film for state in states for told in state.values())
