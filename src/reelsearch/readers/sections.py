"""The places of several reviews in a text → those reviews, each with its own part.

In: a review of the whole text, the ranges of it that are reviews' own, and the number in the file
of each of its lines. Out: reviews whose texts, laid end to end, are that text: what stands above
the first review is in the text of the first, what stands below the last in that of the last, and
:class:`~reelsearch.review.Section` says what is its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import Any, Final, NamedTuple

from reelsearch.readers.base import at_row
from reelsearch.readers.prose_lines import is_prose
from reelsearch.readers.section_facts import Stated, state_facts
from reelsearch.readers.series import OF_FILMS, OPENING, Series
from reelsearch.review import Page, Provenance, Review, Section

_LIST_MARK = re.compile(r"[ \t]{0,20}(?:[-•·*+–—]|\d{1,3}[.)])[ \t]{1,9}")
_MOST_ABOVE: Final = 2_000
_MOST_STANDING: Final = 3_000
_MOST_BELOW: Final = 1_000
"""Characters of a page that are looked at for what it says of all its reviews."""


class Own(NamedTuple):
    """Where a review begins in a text, and the range of it that is to be read for its facts."""

    begin: int
    start: int
    stop: int
    stated: Stated


def list_own(series: Series) -> list[Own]:
    """The ranges of the parts of *series* in its text."""
    offsets = [0, *accumulate(len(line) + 1 for line in series.lines)]
    return [
        Own(offsets[part.first], offsets[stated.below], offsets[part.end] - 1, stated)
        for part, stated in zip(series.parts, state_facts(series), strict=True)
    ]


def divide(
    review: Review, owned: Sequence[Own], numbers: Sequence[int], series: Series
) -> Iterator[Review]:
    """The reviews of *series* in the text of *review*, whose facts they all have.

    *numbers* are those of the text's lines in the file; facts that are stated have the number
    of their line already.
    """
    text = review.text
    owned = [
        own._replace(start=_skip_mark(text, own.start)) if part.beginning.runs_in else own
        for own, part in zip(owned, series.parts, strict=True)
    ]
    page = _lay_page(text, owned, numbers, series)
    starts = [0, *(own.begin for own in owned[1:]), len(text)]
    line = 0
    for row, (own, (start, end)) in enumerate(zip(owned, pairwise(starts), strict=True), 1):
        first = line + text.count("\n", start, own.start)
        last = first + text.count("\n", own.start, own.stop)
        line = last + text.count("\n", own.stop, end)
        section = Section(own.start - start, own.stop - start, numbers[first : last + 1], page)
        part = replace(
            review,
            text=text[start:end],
            location=at_row(review.location, row),
            body=(section.start, section.stop),
            section=section,
        )
        yield _state(part, own.stated)


def _skip_mark(text: str, start: int) -> int:
    """*start*, or where the words begin behind the mark or number of a list."""
    mark = _LIST_MARK.match(text, start)
    return mark.end() if mark else start


def _state(review: Review, stated: Stated) -> Review:
    """*review* with the facts that its beginning states."""
    values: dict[str, Any] = {fact.attribute: fact.value for fact in stated.facts}
    origins: dict[str, Provenance] = {fact.name: fact.origin for fact in stated.facts}
    return review.with_facts(origins, rating_scale=stated.scale, **values) if values else review


def _lay_page(text: str, owned: Sequence[Own], numbers: Sequence[int], series: Series) -> Page:
    """What stands around the reviews, around the prose of the first of them."""
    own = owned[0]
    prose = _find_prose(text, own)
    # What heads the post that opens a thread is said of all the answers.
    above = text[: prose if series.parts[0].beginning.form == OPENING else own.begin]
    if len(above) > _MOST_ABOVE:
        above = above[: above.rfind("\n", 0, _MOST_ABOVE) + 1]
    end = text.find("\n", prose, min(own.stop, prose + _MOST_STANDING))
    standing = text[prose : end if end >= 0 else min(own.stop, prose + _MOST_STANDING)]
    below = text[owned[-1].stop :].lstrip("\n ")
    foot = text.count("\n", 0, len(text) - len(below))
    if len(below) > _MOST_BELOW:
        below = below[:_MOST_BELOW].rpartition("\n")[0]
    at = text.count("\n", 0, prose)
    above_lines = above.count("\n")
    lines = (
        *numbers[:above_lines],
        numbers[at],
        numbers[at],
        *numbers[foot : foot + below.count("\n") + 1],
    )
    within = (above_lines + 1, above_lines + 2)
    by_one = series.parts[-1].beginning.kind in OF_FILMS
    return Page(f"{above}{standing}\n\n{below}", lines, within, series.names_film, by_one)


def _find_prose(text: str, own: Own) -> int:
    """Where the first line of prose begins in the range of a review."""
    at = own.start
    while at < own.stop:
        end = text.find("\n", at, own.stop)
        end = own.stop if end < 0 else end
        if is_prose(text[at:end]):
            return at
        at = end + 1
    return own.start
