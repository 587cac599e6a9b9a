"""Choices that are the same on every machine and under every version of Python.

``random`` promises only that ``random()`` gives the same numbers for a seed; how its
other methods use them may change. So all that is drawn here is drawn from that.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from math import sqrt
from random import Random
from typing import TypeVar

T = TypeVar("T")


def draw_number(chance: Random, below: int) -> int:
    """A whole number from 0 up to, not including, *below*."""
    return int(chance.random() * below)


def draw(chance: Random, items: Sequence[T]) -> T:
    """One of *items*, each as likely as the others."""
    return items[draw_number(chance, len(items))]


class ZipfDraw:
    """Draws from *items* by Zipf's law: the weight of the n-th is (n + 1) to the power -9/8.

    That is a little steeper than 1/n, as reviews are. Quotients and square roots are what
    every machine computes alike; a power is not.
    """

    def __init__(self, items: Sequence[str]) -> None:
        self._items = items
        self._ends = list(accumulate(map(_weigh, range(2, len(items) + 2))))

    def __call__(self, chance: Random) -> str:
        return self._items[bisect_right(self._ends, chance.random() * self._ends[-1])]


def _weigh(rank: int) -> float:
    return 1.0 / (rank * sqrt(sqrt(sqrt(rank))))
