"""The seam between the searcher and an engine: requests in, answers out.

An engine implements :class:`Engine` and hands out a :class:`Writer`. A new ability is
a new protocol beside these, never a new method in them. Every engine passes the same
suite of tests (``tests/engines/contract.py``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from whoosh import query as q

from reelsearch.engines.budget import UNBOUNDED, Budget
from reelsearch.results import FacetCount
from reelsearch.review import Review


@dataclass(frozen=True, slots=True)
class Request:
    """One search.

    ``query`` decides what matches and scores it; ``filter`` only restricts it.
    ``rescore`` adds to the scores of the best ``window`` candidates. ``sort`` is a
    field's name, with ``-`` before it for highest first; None is by score. What it costs
    is held to ``budget``. Without ``count`` the engine need not find out how many match.
    """

    query: q.Query
    filter: q.Query | None = None
    rescore: q.Query | None = None
    window: int = 100
    limit: int = 10
    offset: int = 0
    sort: str | None = None
    facets: Sequence[str] = ()
    budget: Budget = UNBOUNDED
    count: bool = True


def ask_for_id(review_id: str) -> Request:
    """The request for the one review of that id."""
    return Request(q.Term("id", review_id), limit=1)


class Ranked(NamedTuple):
    """A matching document: its number within this state of the index, and its score."""

    doc: int
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """``total`` counts all that match, or is a lower bound if no count was asked for; facet
    counts are over all that match."""

    ranked: tuple[Ranked, ...]
    total: int
    facets: Mapping[str, tuple[FacetCount, ...]] = field(default_factory=dict)


class IndexedFile(NamedTuple):
    """A file that is in the index: under which source, with which content, how many reviews."""

    source: str
    path: str
    fingerprint: str
    reviews: int


@dataclass(frozen=True, slots=True)
class Remembered:
    """What an index keeps for the next run.

    ``sources`` are the absolute paths it was made of. ``partial`` has the files, as
    ``(source, path)``, of which reviews were left out because another file had brought
    them; it maps to True once something was removed, which may have been that other file.
    """

    sources: tuple[str, ...] = ()
    partial: Mapping[tuple[str, str], bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class IndexStats:
    """``size`` is in bytes; ``terms`` maps a field to its number of distinct terms."""

    reviews: int
    size: int
    segments: int
    format: int
    committed: float
    sources: tuple[str, ...]
    terms: Mapping[str, int]


class Damage(NamedTuple):
    """A file of an index, by its name in the folder, and what is wrong with it."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What became of reading all of an index: how many files and bytes were read, and what is
    damaged."""

    files: int
    size: int
    damage: tuple[Damage, ...]


class Writer(Protocol):
    """One change to an index, all of it or nothing. Holds the lock until it ends."""

    def files(self) -> Iterable[IndexedFile]:
        """The files in the index as the last commit left it."""

    def has_review(self, field: str, term: str) -> bool:
        """Whether a review in the index, or added since, has *term* as its id or content."""

    def add(self, review: Review, fingerprint: str) -> None:
        """Add a review read from a file of that *fingerprint*."""

    def remove(self, file: IndexedFile) -> None:
        """Remove the reviews of a file."""

    def commit(self, remembered: Remembered) -> None:
        """Make the change last, with what is *remembered*. Until then no search sees it."""

    def cancel(self) -> None:
        """Forget the change; the index stays as it was. After a commit it does nothing."""


class Engine(Protocol):
    """One index, open. Searching goes on unharmed while a writer works beside it."""

    @property
    def doc_count(self) -> int:
        """The number of reviews."""

    def search(self, request: Request) -> Answer:
        """Rank what matches."""

    def score(self, query: q.Query, docs: Sequence[int]) -> dict[int, float]:
        """What *query* scores for those of *docs* that match it."""

    def review(self, doc: int) -> Review:
        """The review of a document number that :meth:`search` gave."""

    def matches(self, query: q.Query) -> bool:
        """Whether any review matches."""

    def frequency(self, field: str, term: str) -> int:
        """How many reviews have *term* in *field* of the index.

        Removed ones may count until their segment is merged away, but 0 always means none.
        """

    def terms(self, field: str, prefix: str = "") -> Iterator[tuple[str, int]]:
        """The terms of a field that begin with *prefix*, in order, with their frequencies."""

    def stats(self) -> IndexStats:
        """What the index holds."""

    def close(self) -> None:
        """Let go of the files. A closed engine answers nothing."""
