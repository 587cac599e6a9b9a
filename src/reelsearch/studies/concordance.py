"""An index and a word or phrase in, every place where it stands out, each in its context.

A concordance, or *keyword in context*: each place of a word with what precedes and what
follows it, in an order that brings like uses together. Only the prose of reviews is looked
at, and all of it: a line for each place in each review.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from heapq import nsmallest
from itertools import islice
from typing import Any

from reelsearch.analysis import name_key, name_tokens
from reelsearch.engines.base import Engine, Request
from reelsearch.errors import SettingError
from reelsearch.results import Span
from reelsearch.review import Review
from reelsearch.snippets import Wanted
from reelsearch.snippets.occurrences import find_occurrences
from reelsearch.snippets.paragraphs import Paragraphs, find_prose

SORTS = ("after", "before", "film", "date")
"""What the lines can be sorted by: the words that follow, the words that precede, or where
they stand."""

CONTEXT = 120
"""Characters of the text that a line has on each side, at most."""

_SORTED_WORDS = 6
_LINE_END = re.compile(r"\n")


@dataclass(frozen=True, slots=True)
class ConcordanceLine:
    """One place: ``keyword`` is ``text[start:end]`` of the review with that ``id``.

    ``before`` and ``after`` are what stands around it, cut at words, with single spaces for
    white space: the three joined are the line. ``line`` counts the lines of the text and
    ``paragraph`` the paragraphs of its prose, both from 1. Unknown is None.
    """

    id: str
    film: str | None
    year: int | None
    reviewer: str | None
    date: str | None
    path: str
    line: int
    paragraph: int | None
    start: int
    end: int
    before: str
    keyword: str
    after: str


@dataclass(frozen=True, slots=True)
class Concordance:
    """The places of ``keyword``, in order. Iterating over it is iterating over its lines.

    ``total`` counts all places and ``reviews`` the reviews that have one, whatever was asked
    for in ``lines``. ``notes`` say what was done to a filter. ``took`` is in seconds.
    """

    keyword: str
    lines: tuple[ConcordanceLine, ...]
    total: int
    reviews: int
    notes: tuple[str, ...] = ()
    took: float = 0.0

    def __iter__(self) -> Iterator[ConcordanceLine]:
        return iter(self.lines)

    def __len__(self) -> int:
        return len(self.lines)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a concordance is of: ``request`` finds the reviews and ``wanted`` the places;
    ``forms`` are the only words that will do, if not every word of the same stem."""

    keyword: str
    request: Request
    wanted: Wanted
    forms: frozenset[str] | None = None


def check_sort(sort: str) -> None:
    """Raises :class:`SettingError` for an order that there is not."""
    if sort not in SORTS:
        raise SettingError(f"A concordance is sorted by {', '.join(SORTS)}; got “{sort}”.")


def make_concordance(engine: Engine, asked: Asked, limit: int | None, sort: str) -> Concordance:
    """The first *limit* lines in the order *sort*, or all for None, and how many there are.

    Reviews are read one after the other, and no more than *limit* lines are kept.
    Raises :class:`SettingError`.
    """
    check_sort(sort)
    if limit is not None and limit < 0:
        raise SettingError(f"limit is 0 or more, or None for all; got {limit}.")
    counts = _Counts()
    lines = _read_lines(engine, asked, counts, is_wanted=limit != 0)
    if sort in _KEYS:
        key = _KEYS[sort]
        kept = sorted(lines, key=key) if limit is None else nsmallest(limit, lines, key=key)
    else:
        kept = list(islice(lines, limit))
    for _ in lines:
        pass  # the rest is only counted
    return Concordance(asked.keyword, tuple(kept), counts.places, counts.reviews)


def list_lines(engine: Engine, asked: Asked) -> Iterator[ConcordanceLine]:
    """All lines, review by review in the order of the request; one review is held at a time."""
    return _read_lines(engine, asked, _Counts(), is_wanted=True)


@dataclass(slots=True)
class _Counts:
    places: int = 0
    reviews: int = 0


def _read_lines(
    engine: Engine, asked: Asked, counts: _Counts, *, is_wanted: bool
) -> Iterator[ConcordanceLine]:
    for doc, _ in engine.search(asked.request).ranked:
        asked.request.budget.check_time()
        review = engine.review(doc)
        spans = list(find_occurrences(review, asked.wanted, asked.forms))
        counts.places += len(spans)
        counts.reviews += bool(spans)
        if spans and is_wanted:
            yield from map(ReviewLines(review).make, spans)


class ReviewLines:
    """The lines of one review. Places are counted from the start of its text once for all."""

    def __init__(self, review: Review) -> None:
        self._review = review
        self._prose = find_prose(review)
        self._paragraphs = Paragraphs(review.text, self._prose)
        self._ends = [match.start() for match in _LINE_END.finditer(review.text)]

    def make(self, span: Span) -> ConcordanceLine:
        """The line of one place."""
        review, (first, last), (start, end) = self._review, self._prose, span
        text = review.text
        return ConcordanceLine(
            id=review.id,
            film=review.film,
            year=review.year,
            reviewer=review.reviewer,
            date=review.date,
            path=review.path,
            line=bisect_left(self._ends, start) + 1,
            paragraph=self._paragraphs.number(start),
            start=start,
            end=end,
            before=_squeeze(_cut_before(text, max(first, start - CONTEXT), start, first)),
            keyword=_squeeze(text[start:end]),
            after=_squeeze(_cut_after(text, end, min(last, end + CONTEXT), last)),
        )


def _cut_before(text: str, low: int, start: int, first: int) -> str:
    piece = text[low:start]
    if low > first and not text[low - 1].isspace() and not piece[:1].isspace():
        # Within a word. Where there are no blanks at all, as in Chinese, nothing is lost.
        at = _find_blank(piece)
        piece = piece[at:] if 0 <= at < len(piece) - 1 else piece
    return piece.lstrip()


def _cut_after(text: str, end: int, high: int, last: int) -> str:
    piece = text[end:high]
    if high < last and not text[high].isspace() and not piece[-1:].isspace():
        at = _find_blank(piece[::-1])
        piece = piece[: len(piece) - at] if 0 <= at < len(piece) - 1 else piece
    return piece.rstrip()


def _find_blank(piece: str) -> int:
    return next((at for at, char in enumerate(piece) if char.isspace()), -1)


def _squeeze(text: str) -> str:
    """White space as single spaces, also at the ends."""
    words = " ".join(text.split())
    if not words:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{words}{' ' if text[-1].isspace() else ''}"


# Each order ends in the place, so that equal lines always come in the same one.

_Key = tuple[Any, ...]


def _place(line: ConcordanceLine) -> _Key:
    return line.path, line.id, line.start


def _by_after(line: ConcordanceLine) -> _Key:
    return name_tokens(line.after)[:_SORTED_WORDS], name_key(line.keyword), *_by_film(line)


def _by_before(line: ConcordanceLine) -> _Key:
    words = name_tokens(line.before)[: -_SORTED_WORDS - 1 : -1]
    return words, name_key(line.keyword), *_by_film(line)


def _by_film(line: ConcordanceLine) -> _Key:
    return line.film is None, name_key(line.film or ""), line.year or 0, *_place(line)


_KEYS: dict[str, Callable[[ConcordanceLine], _Key]] = {"after": _by_after, "before": _by_before}
"""The orders in which lines are sorted; in the others they come as their reviews do."""
