"""What a line says of the film it names, and how sure the line is to be its title."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from reelsearch.annotate.facts import Facts


class Sureness(IntEnum):
    """How much says that a line is a title."""

    ALONE = 1  # a title and nothing else
    REVIEWED = 2  # "Heat review", "Film review: Heat", "Heat, 1995"
    BRACKETED = 3  # "Heat (1995)", "Heat (15)"


@dataclass(frozen=True, slots=True)
class TitleLine:
    """A title as found, with the other facts of its line."""

    facts: Facts
    sureness: Sureness
