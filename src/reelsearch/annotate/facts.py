"""What one line, or one opening sentence, says about a film and its review."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from operator import attrgetter


@dataclass(slots=True)
class Facts:
    """Facts found so far; unknown is None or empty. ``others`` are people besides the
    director and the cast; ``released`` is the year it came to cinemas; ``complaint`` is what
    was written but could not be taken."""

    film: str | None = None
    year: int | None = None
    reviewers: tuple[str, ...] = ()
    director: tuple[str, ...] = ()
    cast: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    written_by: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    certificate: str | None = None
    country: tuple[str, ...] = ()
    runtime: int | None = None
    rating: float | None = None
    rating_text: str | None = None
    date: str | None = None
    publication: str | None = None
    released: int | None = None
    characters: dict[str, str] = field(default_factory=dict)
    complaint: str | None = None

    def absorb(self, other: Facts) -> list[str]:
        """Take from *other* what is not known yet; the names of the fields that changed.

        Names add up (a cast may go over two lines); everything else stays as first said.
        """
        changed = []
        for name, new, unknown in zip(_NAMES, _values(other), _UNKNOWN, strict=True):
            if new is unknown or (not new and new != 0):  # a rating of nought is one
                continue
            old = getattr(self, name)
            if name == "characters":
                setattr(self, name, {**new, **old})
            elif name in _LISTS:
                added = tuple(item for item in new if item not in old)
                setattr(self, name, old + added)
            elif not old and old != 0:
                setattr(self, name, new)
            else:
                continue
            changed.append(name)
        return changed

    def is_empty(self) -> bool:
        """Whether nothing at all is known."""
        return self == _NOTHING


_NAMES = tuple(each.name for each in fields(Facts))
_LISTS = frozenset(("director", "cast", "others"))
_values = attrgetter(*_NAMES)
_NOTHING = Facts()
_UNKNOWN = _values(_NOTHING)
