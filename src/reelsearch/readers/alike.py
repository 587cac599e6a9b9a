"""Lines that may begin reviews, of one kind → those that do, if there are several and that is sure.

In: the lines of a text, and those of them that :mod:`beginnings <reelsearch.readers.beginnings>`
knows, of one kind. Out: those that begin a review each, with prose below; none if they are written
in ways of their own, or may number or head the parts of one.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import Final

from reelsearch.readers.beginnings import cut_date, read_beginning
from reelsearch.readers.dates import find_date
from reelsearch.readers.film_headings import opens_with_film
from reelsearch.readers.post_headings import UNDER_NAME, is_handle
from reelsearch.readers.prose_lines import SHORT_LINE, has_prose
from reelsearch.readers.section_kinds import Beginning, Kind

_SHARE: Final = 2 / 3
_DATE_WITHIN: Final = 4  # lines
_LONGEST_HEAD: Final = 9
"""Lines of what a forum says of a user above a post: name, rank, since when, where, posts, date."""

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]")


def choose_alike(
    lines: list[str], alike: list[tuple[int, Beginning]]
) -> list[tuple[int, Beginning]]:
    """Those of *alike*, in one kind, that begin reviews; none if that is not sure."""
    kind = alike[0][1].kind
    alike = _keep_level(lines, alike)
    if kind in (Kind.FILM, Kind.LABEL):
        alike = _drop_repeated(lines, alike)
    if not _has_form(lines, alike):
        return []
    starts = [place for place, _ in alike] + [len(lines)]
    kept = [
        each
        for each, (start, end) in zip(alike, pairwise(starts), strict=True)
        if has_prose(lines, start + (not each[1].runs_in), end)
    ]
    if len(kept) < 2 or len(kept) < _SHARE * len(alike):
        return []
    if kind is Kind.RATED and kept != alike[-len(kept) :]:
        return []  # ratings below what they rate
    if kind is Kind.DATE and not _tell_of_films(lines, kept):
        return []
    return kept


def _has_form(lines: list[str], alike: list[tuple[int, Beginning]]) -> bool:
    """Whether *alike* are written alike, and those that could be something else are not."""
    forms = Counter(begins.form for _, begins in alike)
    kind = alike[0][1].kind
    if kind is not Kind.RATED and forms.most_common(1)[0][1] < 2:
        return False
    if kind is Kind.SIGNED:  # else it is a place: "Venice, 3 September 2012"
        return len({begins.user for _, begins in alike}) > 1
    if UNDER_NAME in forms:
        named = [lines[place - 1].strip() for place, begins in alike if begins.form == UNDER_NAME]
        return any(map(is_handle, named))
    if kind in (Kind.POST, Kind.RATED) and "number" in forms:
        # "#3 Heat" and "3" number a list, or chapters, if no date is below.
        dated = sum(_is_dated(lines, place) for place, begins in alike if begins.form == "number")
        return dated >= _SHARE * forms["number"]
    return True


def _is_dated(lines: list[str], place: int) -> bool:
    """Whether a date is near below *place*, or on the last of the short lines right below it."""
    is_head = True
    for at in range(place, min(place + _LONGEST_HEAD, len(lines))):
        line = lines[at].strip()
        is_short = len(line) <= SHORT_LINE
        is_head = is_head and line != "" and is_short
        if not is_head and at >= place + _DATE_WITHIN:
            return False
        if is_short and find_date(line):
            return True
    return False


def _keep_level(
    lines: list[str], alike: list[tuple[int, Beginning]]
) -> list[tuple[int, Beginning]]:
    """Those that are headings of the same level, where some are headings of Markdown."""
    headings = [_HEADING.match(lines[place]) for place, _ in alike]
    levels = Counter(heading[1] for heading in headings if heading)
    if not levels:
        return alike
    usual = levels.most_common(1)[0][0]
    return [
        each
        for each, heading in zip(alike, headings, strict=True)
        if heading and heading[1] == usual
    ]


def _drop_repeated(
    lines: list[str], alike: list[tuple[int, Beginning]]
) -> list[tuple[int, Beginning]]:
    """Without those that name the film of the one before again, or are in the same heading."""
    kept: list[tuple[int, Beginning]] = []
    for each in alike:
        place, begins = each
        if kept:
            above, before = kept[-1]
            near = begins.kind is Kind.LABEL and place - above <= _DATE_WITHIN
            if begins.film == before.film or (near and not has_prose(lines, above, place)):
                continue
        kept.append(each)
    return kept


def _tell_of_films(lines: list[str], dated: list[tuple[int, Beginning]]) -> bool:
    """Whether the entries of a diary name a film each, in a heading or as they open."""
    told = sum(_opens_with_film(lines, place, begins) for place, begins in dated)
    return told >= max(2, _SHARE * len(dated))


def _opens_with_film(lines: list[str], place: int, begins: Beginning) -> bool:
    if begins.runs_in:
        return opens_with_film(cut_date(lines[place].strip()))
    for at in range(place + 1, min(place + 3, len(lines))):
        if line := lines[at].strip():
            below = lines[at + 1].strip() if at + 1 < len(lines) else ""
            headed = read_beginning(line, below, apart=True)
            return opens_with_film(line) or (headed is not None and headed.kind is Kind.FILM)
    return False
