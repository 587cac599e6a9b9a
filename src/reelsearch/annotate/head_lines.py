"""The lines above the prose, as they are told apart from the top down."""

from __future__ import annotations

from dataclasses import dataclass, field

from reelsearch.annotate.facts import Facts
from reelsearch.annotate.header_line import Said, read_header_line
from reelsearch.annotate.lines import Line, Lines

_OF_THE_FILM = ("year", "director", "cast", "country", "runtime")


@dataclass(slots=True)
class HeadLines:
    """The head while it is read: how many lines are its, and what they are by their places.

    Above the line at ``prose`` nothing is as long as a paragraph; 0 where none is.
    ``named`` are the words of the file's name.
    ``strays`` are not understood, ``names`` those of them that sign; ``credits`` tell of the
    film and ``signed`` of the review; ``announced`` has what follows a kicker and a colon, and
    ``ahead`` what lines say that were looked at before it was their turn.
    """

    lines: Lines
    text: str
    mail: dict[int, Said]
    prose: int = 0
    named: tuple[str, ...] = ()
    used: int = 0
    strays: list[int] = field(default_factory=list)
    kickers: set[int] = field(default_factory=set)
    credits: set[int] = field(default_factory=set)
    signed: set[int] = field(default_factory=set)
    names: list[int] = field(default_factory=list)
    titles: list[tuple[int, Said]] = field(default_factory=list)
    announced: dict[int, str] = field(default_factory=dict)
    ahead: dict[int, Said | None] = field(default_factory=dict)

    def following(self, place: int) -> Line | None:
        """The line after *place*."""
        return self.lines[place + 1] if place + 1 < len(self.lines) else None

    def read_ahead(self, place: int) -> Said | None:
        """What the line at *place* says if no label waits for it; it is read once."""
        if place not in self.ahead:
            line = self.lines[place]
            said = read_header_line(line, self.following(place), None, head=True, first=False)
            self.ahead[place] = said
        return self.ahead[place]

    def note(self, place: int, facts: Facts) -> None:
        """Note what kind of facts the line at *place* has."""
        if any(getattr(facts, name) for name in _OF_THE_FILM):
            self.credits.add(place)
        elif facts.reviewers or facts.date or facts.rating is not None:
            self.signed.add(place)
