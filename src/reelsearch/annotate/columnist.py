"""The lines around several reviews of one file → who wrote all of them.

In: the page around them, where no line of it names the reviewer as one does around a single
review. Out: the name and its line: *Ada Orr picks the week's films*, *Notes by Ada Orr*, *written
up by Ada Orr*, *ed. Ada Orr*, *for Bo, from Ada Orr*, *Ada's film diary*, a name alone beside the
heading of a diary, or one below the last of them. Refused (None): two names alone, and what is
said of who made the films.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reelsearch.annotate.lines import Line, Lines
from reelsearch.annotate.people import is_lone_name
from reelsearch.review import Page

_LONGEST = 200
_NAME = r"[A-ZÀ-Þ][\w.’'-]{1,20}(?: [A-ZÀ-Þ][\w.’'-]{0,20}){1,2}"
_PICKS = re.compile(
    rf"(?P<name>{_NAME}) (?:picks|chooses|selects|recommends|reviews|rounds up"
    r"|considers|previews|guides)\b"
)
_DIARY = re.compile(
    r"(?P<name>(?!(?i:today|tonight|yesterday|week|month|year)\b)"
    r"[A-ZÀ-Þ][\w-]{1,20}(?: [A-ZÀ-Þ][\w.-]{1,20}){0,2})[’']s? (?i:(?:own )?"
    r"(?:films?|movies?|cinema|viewing|picture) (?:diary|journal|log|notebook|list|notes))\b.{0,60}"
)
_KEPT = re.compile(
    r".{0,40}\b(?:diary|(?:films?|movies?|cinema|viewing|pictures)\b.{0,20}"
    r"\b(?:journal|log|notebook|seen|watched|(?:19|20)\d\d))\b.{0,40}",
    re.I,
)
"""The heading of a diary."""

_NO_NAMES = frozenset("a an at films in my of on our the".split())
_LAST = re.compile(r"[.!?–—-] (?P<name>(?:[A-Z]\. ?){1,2}[A-ZÀ-Þ][\w’'-]{2,20})$")
"""A name at the end of a line above them all: "My films, typed up so that I find them. A. Orr"."""

_BY = re.compile(
    r"(?:\b(?i:notes|words|text|reviews|reviewed|capsules|written|compiled|collected"
    r"|edited|kept|typed)(?: up)? (?i:by)"
    r"|\b(?i:(?:letter|newsletter|column|diary)(?: (?:about|on|of) (?:films?|cinema|movies))? by)"
    r"|\b[Ee]d(?:itor|\.)?:?|^(?i:for) [A-ZÀ-Þ]\w+, from)"
    rf" (?P<name>{_NAME})(?=[.,;:!)]|\s*$|\s[–—-])"
)


def find_columnist(page: Page) -> tuple[str, Line] | None:
    """Who wrote the reviews around which *page* stands, and the line that says so."""
    lines = Lines(page.text)
    around = list(_list_around(lines, page))
    for line in around:
        found = _PICKS.match(line.text) or _BY.search(line.text) or _DIARY.match(line.text)
        if found is None and line.number < page.within[0]:
            found = _LAST.search(line.text)
        name = found["name"].rstrip(".,") if found else ""
        if name and is_lone_name(name):
            return name, line
    if kept := _find_keeper([line for line in around if line.number < page.within[0]]):
        return kept.text, kept
    last = [line for line in around if line.number > page.within[1]]
    alone = [line for line in last if " " in line.text and is_lone_name(line.text)]
    return (alone[0].text, alone[0]) if len(alone) == 1 else None


def _find_keeper(above: list[Line]) -> Line | None:
    """The name alone right above or below the heading of a diary, if no other is there."""
    beside = {
        line.number + step for line in above if _KEPT.fullmatch(line.text) for step in (-1, 1)
    }
    if not beside:
        return None
    named = [
        line
        for line in above
        if " " in line.text
        and is_lone_name(line.text)
        and not _KEPT.fullmatch(line.text)
        and line.text.split()[0].lower() not in _NO_NAMES
    ]
    return named[0] if len(named) == 1 and named[0].number in beside else None


def _list_around(lines: Lines, page: Page) -> Iterator[Line]:
    for place in range(len(lines)):
        if len(lines.raw(place)) <= _LONGEST:
            line = lines[place]
            if not page.within[0] <= line.number <= page.within[1]:
                yield line
