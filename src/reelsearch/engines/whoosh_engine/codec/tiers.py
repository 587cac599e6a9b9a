"""Which segments are merged when: so that there are few, and each document is rewritten seldom.

Segments are of one *tier* if their sizes are within a factor of four. Four of a tier become
one of the next. A segment that is mostly deleted is rewritten by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

_FACTOR = 4
_SMALLEST = 1_000
"""Documents below which all segments are of the lowest tier."""
_DELETED = 0.4


class Candidate(NamedTuple):
    """A segment as the choice sees it: documents that are not deleted, those that are, and the
    memory that merging it takes."""

    living: int
    deleted: int
    memory: int


def choose_merges(candidates: Sequence[Candidate], memory: int) -> list[list[int]]:
    """Groups of segments, by their places in *candidates*, each to be merged into one; each
    group ascending, and needing no more than *memory* bytes. A segment without documents is
    in no group."""
    tiers: dict[int, list[int]] = {}
    rewritten: list[int] = []
    for place, candidate in enumerate(candidates):
        if candidate.living == 0:
            continue
        tiers.setdefault(_tier(candidate.living), []).append(place)
        if candidate.deleted > _DELETED * (candidate.living + candidate.deleted):
            rewritten.append(place)
    groups = [members for members in tiers.values() if len(members) >= _FACTOR]
    merged = {place for group in groups for place in group}
    groups += [[place] for place in rewritten if place not in merged]
    return [part for group in groups for part in limit_memory(group, candidates, memory)]


def limit_memory(
    group: Sequence[int], candidates: Sequence[Candidate], memory: int
) -> list[list[int]]:
    """*group* divided so that no part of it takes more than *memory* bytes to merge."""
    parts: list[list[int]] = [[]]
    taken = 0
    for place in group:
        if parts[-1] and taken + candidates[place].memory > memory:
            parts.append([])
            taken = 0
        parts[-1].append(place)
        taken += candidates[place].memory
    return [part for part in parts if len(part) > 1 or (part and candidates[part[0]].deleted)]


def _tier(living: int) -> int:
    tier = 0
    while living >= _SMALLEST * _FACTOR ** (tier + 1):
        tier += 1
    return tier
