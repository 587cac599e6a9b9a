"""The page around several reviews of one file → what its first lines say more surely than others.

In: that page, and what was found on it as on a single review. Out: the same with the paper that a
row of sections begins with (*THE DIAL / Culture / Films*), with the paper that sends a letter and
is no person (*From: The Back Row*), and with the film above its release (*Release Date: …*).
Refused: rows that begin with a section, and a row on a page that is about one film.
"""

from __future__ import annotations

import re
from dataclasses import replace

from reelsearch.annotate.kickers import is_kicker, is_section
from reelsearch.annotate.lines import Line, Lines
from reelsearch.annotate.title_shape import clean_title, may_be_title
from reelsearch.readers.dates import find_date
from reelsearch.review import Origin, Page, Provenance, Review

_MOST_LINES = 8
_LONGEST = 120
_BARS = re.compile(r"\s{1,5}[|/>»›•·]\s{1,5}")
_RELEASED = re.compile(r"(?:[^|]{2,60}\s\|\s)?Release(?:d| Date):?\s(?P<date>.{4,30})", re.I)
_SENDER = re.compile(r"From\s?:.{0,200}", re.I)


def correct_page(found: Review, page: Page) -> Review:
    """What is *found* on the *page*, with what its first lines say."""
    lines = Lines(page.text)
    found = _take_sender(found)
    if page.names_film:
        return _take_released(found, lines)
    return _take_row(found, lines, page)


def _take_sender(found: Review) -> Review:
    """With the sender as the paper, where it is called as no person is."""
    known = found.origin("reviewer")
    name = found.reviewers[0] if found.reviewers else ""
    if not name.startswith("The ") or not _SENDER.match(known.evidence):
        return found
    origins = {name: each for name, each in found.provenance.items() if name != "reviewer"}
    bare = replace(found, reviewers=(), provenance=origins)
    return bare.with_facts({"publication": known}, publication=name)


def _take_row(found: Review, lines: Lines, page: Page) -> Review:
    """With the paper that the first line has before its sections."""
    line = _read_near(lines, 0)
    if line is None or line.number >= page.within[0]:
        return found
    name, *behind = (part.strip() for part in _BARS.split(line.text))
    filed = any(is_section(part) or is_kicker(part) for part in behind)
    if not filed or not name.lower().startswith("the ") or is_section(name) or is_kicker(name):
        return found
    return found.with_facts({"publication": _at(line)}, publication=name)


def _take_released(found: Review, lines: Lines) -> Review:
    """With the title right above the line that says when the film was released."""
    for place in range(1, min(len(lines), _MOST_LINES)):
        above, line = _read_near(lines, place - 1), _read_near(lines, place)
        if above is None or line is None or line.number != above.number + 1:
            continue
        released = _RELEASED.fullmatch(line.text)
        date = find_date(released["date"]) if released else None
        if date is None or not may_be_title(above.text):
            continue
        origins = {"film": _at(above), "year": _at(line)}
        return found.with_facts(origins, film=clean_title(above.text), year=int(date[0][:4]))
    return found


def _read_near(lines: Lines, place: int) -> Line | None:
    """The line, unless there is none or it is too long to look at."""
    if place >= len(lines) or len(lines.raw(place)) > _LONGEST:
        return None
    return lines[place]


def _at(line: Line) -> Provenance:
    return Provenance(Origin.HEADER, line.evidence, line.number)
