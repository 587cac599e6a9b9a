"""What each part of a query added to a score, in rounded numbers that still sum to it."""

from __future__ import annotations

from collections.abc import Mapping
from math import floor


def round_parts(parts: Mapping[str, float], score: float, digits: int) -> dict[str, float]:
    """*parts* with so many *digits*, which sum to *score* with as many.

    Those with the largest remainders are rounded up, as seats are given out by votes.
    """
    unit = 10**digits
    rounded = {label: floor(part * unit) for label, part in parts.items()}
    lacking = round(round(score, digits) * unit) - sum(rounded.values())
    by_remainder = sorted(parts, key=lambda label: rounded[label] - parts[label] * unit)
    for label in by_remainder[: max(lacking, 0)]:
        rounded[label] += 1
    return {label: part / unit for label, part in rounded.items()}
