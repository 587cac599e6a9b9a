"""The ways in which a review begins among several in one file, and what its first line says."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Kind(Enum):
    """How a review begins. A review of a series begins as the others do."""

    FILM = "a film's heading"
    LABEL = "the label of a film"
    DATE = "a date"
    POST = "a post of a thread"
    RATED = "a rating above"
    SIGNED = "a user's name and the date"


class Beginning(NamedTuple):
    """What a line says where it begins a review: of which film, by whom, when.

    ``form`` tells one way to write it from another; ``film`` is only as good as to tell one film
    from another, but for ``title``; ``runs_in`` says that prose follows on the same line,
    ``is_whole`` that nothing is on it but what is here.
    """

    kind: Kind
    form: str = ""
    film: str = ""
    title: str | None = None
    year: int | None = None
    director: str | None = None
    user: str | None = None
    date: str | None = None
    rating: str | None = None
    runs_in: bool = False
    is_whole: bool = False
