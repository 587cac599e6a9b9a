"""What a critic wrote, what it is about, and how each of those facts is known.

A :class:`Review` is made by a reader (the text, and what the format states),
completed by ``annotate`` (what the text says), stored by an engine and handed
back in a hit. It never changes: every step makes a new one with
:meth:`Review.with_values` or :func:`dataclasses.replace`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from enum import StrEnum
from operator import attrgetter
from typing import Any


class Origin(StrEnum):
    """How a field's value is known."""

    GIVEN = "given"  # the format states it: a column, a key, an element
    HEADER = "header"  # a line around the prose states it: "Dir: …", "Review by …"
    INFERRED = "inferred"  # read out of the prose: an opening sentence, a theme's cues
    MISSING = "missing"  # not stated; never invented


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a field's value comes from.

    ``evidence`` is the line or sentence that said so, as it stands in the text;
    ``line`` is its number in the file, counted from 1 (None if there is none).
    """

    origin: Origin
    evidence: str = ""
    line: int | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        return Provenance, (self.origin, self.evidence, self.line)


MISSING = Provenance(Origin.MISSING)

FACTS = (
    "film",
    "year",
    "reviewer",
    "director",
    "cast",
    "people",
    "certificate",
    "country",
    "runtime",
    "rating",
    "date",
    "publication",
    "themes",
)
"""The fields whose origin is kept, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Location:
    """Where a review was read from.

    ``source`` is the absolute path that was given to be indexed, ``path`` the file
    relative to it (the file's own name if the source is a file), with forward
    slashes. ``member`` names a file inside an archive; ``row`` counts records from 1.
    """

    source: str
    path: str
    member: str | None = None
    row: int | None = None

    def __str__(self) -> str:
        text = self.path if self.member is None else f"{self.path}/{self.member}"
        return text if self.row is None else f"{text}#{self.row}"

    def __reduce__(self) -> tuple[Any, ...]:
        return Location, (self.source, self.path, self.member, self.row)


@dataclass(frozen=True, slots=True)
class Page:
    """What stands above and below the reviews of one file, around one of them.

    ``text`` is what is above, one review, and what is below; ``lines`` has the number in the
    file of each of its lines, and ``within`` the numbers of the first and the last line that
    are the review's. ``names_film`` says that what is above names the film of all of them;
    ``by_one`` that who wrote one and when, wrote all of them then.
    """

    text: str
    lines: tuple[int, ...]
    within: tuple[int, int]
    names_film: bool = False
    by_one: bool = True


@dataclass(frozen=True, slots=True)
class Section:
    """The part of a file that is one of its reviews, until it is annotated.

    ``start`` and ``stop`` are the range of the review's text that is its own: the first review
    of a file has what stands above all of them in its text as well, the last one what stands
    below. ``lines`` has the number in the file of each line of that range.
    """

    start: int
    stop: int
    lines: Sequence[int]
    page: Page


@dataclass(frozen=True, slots=True)
class Review:
    """One review and its annotations. Unknown is ``None`` or ``()``.

    ``text`` is all of it, with line ends as ``\\n``; ``body`` is the range of
    characters of ``text`` that is prose, without the header block or the credits at
    the foot. ``rating`` lies in 0..1 and ``rating_text`` is as it was written.
    ``runtime`` is in minutes. ``date`` is ISO 8601, as far as it is known: ``2018``,
    ``2018-05`` or ``2018-05-12``. ``rating_scale`` is the scale of a bare rating, where the
    format or its other rows imply it: 10 for an ``8`` in a column of ratings up to 10.
    ``reviewer`` is the byline; who signed together
    stands apart in ``reviewers``. ``characters`` maps an actor to the part played,
    where a header says so. ``theme_evidence`` maps a theme to the range of ``text`` that
    earned it, and ``theme_synonyms`` are the other names of the themes, for searching.
    ``section`` is set by the reader of a file with several reviews, and taken off when what the
    text says has been read.
    """

    text: str
    location: Location
    body: tuple[int, int] = (0, 0)
    film: str | None = None
    year: int | None = None
    reviewers: tuple[str, ...] = ()
    director: tuple[str, ...] = ()
    cast: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    certificate: str | None = None
    country: tuple[str, ...] = ()
    runtime: int | None = None
    rating: float | None = None
    rating_text: str | None = None
    rating_scale: float | None = None
    date: str | None = None
    publication: str | None = None
    themes: tuple[str, ...] = ()
    characters: Mapping[str, str] = field(default_factory=dict)
    theme_evidence: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    theme_synonyms: tuple[str, ...] = ()
    provenance: Mapping[str, Provenance] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    id: str = ""
    section: Section | None = None

    @property
    def reviewer(self) -> str | None:
        """The byline in one line: ``A``, ``A and B``, ``A, B and C``; None if unsigned."""
        if not self.reviewers:
            return None
        *most, last = self.reviewers
        return f"{', '.join(most)} and {last}" if most else last

    @property
    def path(self) -> str:
        """Where it stands: the file below its source, then the member or row."""
        return str(self.location)

    @property
    def prose(self) -> str:
        """The part of ``text`` that is prose."""
        return self.text[self.body[0] : self.body[1]]

    @property
    def around(self) -> tuple[str, ...]:
        """What ``text`` has before the prose and after it; nothing that is blank."""
        sides = (self.text[: self.body[0]], self.text[self.body[1] :])
        return tuple(side.strip() for side in sides if not side.isspace() and side)

    def origin(self, name: str) -> Provenance:
        """How the field *name* is known; :data:`MISSING` if it is not."""
        return self.provenance.get(name, MISSING)

    def with_facts(self, provenance: Mapping[str, Provenance], **values: Any) -> Review:
        """A copy with *values* set and their *provenance* added to what is kept."""
        return self.with_values(provenance={**self.provenance, **provenance}, **values)

    def with_values(self, **values: Any) -> Review:
        """A copy with *values* set; what ``dataclasses.replace`` makes, in half the time."""
        kept = list(_list_values(self))
        for name, value in values.items():
            kept[_PLACES[name]] = value
        return Review(*kept)

    def __reduce__(self) -> tuple[Any, ...]:
        # Reviews go to another process and back by the thousand; this takes half of the time
        # that a dataclass's own way does.
        return Review, _list_values(self)


_PLACES = {field.name: place for place, field in enumerate(fields(Review))}
_list_values = attrgetter(*_PLACES)


@dataclass(frozen=True, slots=True)
class Rejection:
    """A file, member or row that did not become a review; the rest went on.

    ``reason`` is one sentence: the rule, what was got, and what to do.
    """

    location: Location
    reason: str

    def __str__(self) -> str:
        return f"{self.location}: {self.reason}"
