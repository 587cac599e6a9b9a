"""How much each word of a review speaks for each theme, learned from labelled passages.

In: the words of the prose that may count. Out: what they add to the log-odds of each theme.
A cue names or tells a theme; most reviews do neither and only use the words that belong to it:
a train, grown children, no time. Each such word says little, and all together say much.

``data/theme_associations.npz`` holds the weights; docs/themes.md says how they were learned,
and ``benchmarks/learn_themes.py`` learns them again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import sqrt
from sys import intern

import numpy as np
from numpy.typing import NDArray

_SHORTEST = 20
"""Fewer words than this count as so many: a single word is no review."""

_USUAL = 100
"""At so many words a weight counts as it was learned; it falls with the root of the length."""


@dataclass(frozen=True, slots=True)
class Associations:
    """The weights of words for themes.

    ``rows`` maps a family of words to its row in ``weights`` (words × themes, in ``step``\\ s of
    log-odds). ``bias`` holds the log-odds of each theme where nothing speaks for it, ``gain``
    how much its cues count, and ``cue_weights`` what a point of their score, a point of hints
    beyond it, and more than one cue add.
    """

    themes: tuple[str, ...]
    rows: Mapping[str, int]
    weights: NDArray[np.int8]
    step: float
    bias: NDArray[np.float32]
    gain: NDArray[np.float32]
    cue_weights: tuple[float, float, float]

    def find_rows(
        self, numbers: NDArray[np.int64], passed_over: Iterable[int]
    ) -> NDArray[np.int64]:
        """The row of each word; -1 where it has none or is *passed_over*.

        *numbers* are rows too, where they are numbers of rows.
        """
        rows = np.where(numbers < len(self.weights), numbers, -1)
        rows[list(passed_over)] = -1
        return rows

    def weigh(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """What the words of *rows* add to the log-odds of each theme."""
        words, counts = np.unique(rows[rows >= 0], return_counts=True)
        often = (1 + np.log(counts)).astype(np.float32)
        share = self.step / sqrt(max(_SHORTEST, len(rows)) / _USUAL)
        # Small and taken at once: most of the time goes into reaching for them.
        weighed: NDArray[np.float32] = often @ self.weights.take(words, axis=0).astype(np.float32)
        return weighed * np.float32(share)

    def weigh_each(self, rows: NDArray[np.int64], theme: int) -> NDArray[np.float32]:
        """The weight of each word for *theme*, 0 where it has no row."""
        weighed: NDArray[np.float32] = self.weights[rows, theme] * np.float32(self.step)
        weighed[rows < 0] = 0.0
        return weighed


@cache
def load_associations() -> Associations:
    """The weights that come with the package; kept once loaded."""
    path = files(__package__) / "data" / "theme_associations.npz"
    with path.open("rb") as stream, np.load(stream, allow_pickle=False) as stored:
        words = bytes(stored["words"]).decode("utf-8").split("\n")
        score, hints, sure = (float(weight) for weight in stored["cue_weights"])
        return Associations(
            tuple(bytes(stored["themes"]).decode("utf-8").split("\n")),
            {intern(word): row for row, word in enumerate(words)},
            stored["weights"],
            float(stored["step"]),
            stored["bias"],
            stored["gain"],
            (score, hints, sure),
        )
