"""What the lines around the prose say, each fact with its line, and where the prose is."""

from __future__ import annotations

from dataclasses import dataclass, field

from reelsearch.annotate.facts import Facts
from reelsearch.annotate.lines import Line


@dataclass(slots=True)
class Header:
    """What the lines around the prose say. ``lines`` maps a field to the line it is from;
    ``body`` is the range of the prose; ``title_guess`` is a title that stands alone and
    never comes again; ``sent`` says that the reviewer is known as the sender of a mail."""

    facts: Facts = field(default_factory=Facts)
    lines: dict[str, Line] = field(default_factory=dict)
    body: tuple[int, int] = (0, 0)
    title_guess: bool = False
    sent: bool = False

    def take(self, facts: Facts, line: Line) -> None:
        """Add what *line* says to what is known."""
        for name in self.facts.absorb(facts):
            self.lines.setdefault(name, line)
