"""What a page has below the review → cut off, and who that says has published it.

In: the lines of a review. Out: how many of them are the review's, and its signature, if the
page has one: "Published by Ada Orr". What is cut off: comments and all below them, and links
to other pages, if no prose comes behind them.
"""

from __future__ import annotations

import re

from reelsearch.annotate.byline import read_byline
from reelsearch.annotate.facts import Facts
from reelsearch.annotate.lines import Lines
from reelsearch.annotate.page_lines import begins_part, may_begin_part
from reelsearch.annotate.people import is_lone_name

_MOST_LINES = 40
_LEAST_PROSE = 200
_LONG_PROSE = 160
_PUBLISHED_BY = re.compile(
    r"(?:published|posted|written|view all posts|more posts|all posts|article|story|review)"
    r" by\s+(.+)|about\s+(.+)",
    re.IGNORECASE,
)


def cut_page(lines: Lines, used: int) -> tuple[int, list[tuple[int, Facts]]]:
    """How many of *lines* stand above what the page adds, and who that says has published."""
    prose = 0
    related: int | None = None
    for place in range(used, len(lines)):
        raw = lines.raw(place)
        if prose >= _LEAST_PROSE and may_begin_part(raw):
            part = begins_part(lines[place].text)
            if part == "comments":
                return _sign_page(lines, place if related is None else related, place)
            if part == "related" and related is None:
                related = place
        if related is not None and len(raw) > _LONG_PROSE:
            related = None  # only a pointer amid the prose
        prose += len(raw)
    if related is None:
        return len(lines), []
    return _sign_page(lines, related, len(lines))


def _sign_page(lines: Lines, start: int, end: int) -> tuple[int, list[tuple[int, Facts]]]:
    """*start*, and who is said to have published the review between *start* and *end*."""
    for place in range(start, min(end, start + _MOST_LINES)):
        match = _PUBLISHED_BY.fullmatch(lines[place].text)
        if match is None or not (match[1] or is_lone_name(match[2])):
            continue
        found = read_byline(match[1] or match[2])
        if found is not None and found.reviewers:
            return start, [(place, Facts(reviewers=found.reviewers, date=found.date))]
    return start, []
