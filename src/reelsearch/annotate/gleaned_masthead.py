"""The first line of all → the paper or newsletter and its day, whatever else stands in it.

In: the first line: "WARD ROUND  The staff newsletter     Issue 52     March 2008", "METROLINE
freesheet, Tues 12/11/13 p.22", "Harbour Chronicle > Going Out > Film". Out: the name, and the day,
month or year. Refused (None): lines that neither a number of an issue, a season nor a word for a
paper shows to be a masthead.
"""

from __future__ import annotations

import re

from reelsearch.annotate.byline import name_paper, read_paper
from reelsearch.annotate.facts import Facts
from reelsearch.annotate.lines import Line
from reelsearch.annotate.title_shape import is_heading, is_title_shaped
from reelsearch.readers.dates import find_date, parse_date

_LONGEST = 200
_LONGEST_NAME = 60
_MOST_WORDS = 8
_PIECE = re.compile(r"\s*[|>»›•·]\s*|\s[–—-]\s|,\s")
_KIND = re.compile(
    r"\b(?:(?:the|our|a)\s)?(?:[\w’'-]{1,20}\s){0,2}(?:freesheet|newsletter|magazine|e-?zine|fanzine|zine"
    r"|bulletin|newspaper|journal|newssheet|circular|gazette|weekly|monthly|quarterly)\b",
    re.IGNORECASE,
)
_ONLY_KIND = re.compile(r"\s(?:freesheet|newsletter|e-?zine|fanzine|newssheet)$", re.IGNORECASE)
_ISSUE = re.compile(
    r"\b(?:issue|no\.?|number|vol\.?|volume|edition)\s?#?\d{1,4}\b|#\d{1,4}\b", re.IGNORECASE
)
_TERM = re.compile(
    r"\b(?:spring|summer|autumn|fall|winter|advent|lent|easter|christmas|michaelmas|hilary|trinity)"
    r"(?:\s(?:term|issue|edition|number))?,?\s(?P<year>(?:18|19|20)\d\d)\b",
    re.IGNORECASE,
)
_SHORT_DAY = re.compile(r"(?<![\w/.])\d\d?([/.])\d\d?\1\d\d(?![\w/.])")
_MARKS = " *_~=-–—.,:;#<>|•·\"“”'"


def glean_masthead(line: Line) -> Facts | None:
    """The paper and its day in the first *line*; None if it does not show to be a masthead."""
    text = line.parted or line.text
    if len(text) > _LONGEST:
        return None
    term, issue = _TERM.search(text), _ISSUE.search(text)
    date = _find_day(text)
    first, *rest = [piece.strip(_MARKS) for piece in _PIECE.split(text.strip(_MARKS))]
    kind = _KIND.search(text)
    dated = date is not None and len(date) > len("2019")
    if not rest or not (term or issue or (kind and dated) or (read_paper(first) and ">" in text)):
        return None
    if kind is None and line.parted is None and not read_paper(first):
        return None  # "Compartment No. 6, 12 May 2019" may be a film
    name = _ONLY_KIND.sub("", _ISSUE.sub("", first).strip(_MARKS))
    if not _may_name(name):
        return None
    written = date if dated else term["year"] if term else None
    return Facts(publication=name_paper(name), date=written)


def _find_day(text: str) -> str | None:
    found = find_date(text)
    if found is not None and len(found[0]) > len("2019"):
        return found[0]
    short = _SHORT_DAY.search(text)
    return parse_date(short[0]) if short else None


def _may_name(name: str) -> bool:
    words = name.split()
    if not 0 < len(words) <= _MOST_WORDS or len(name) > _LONGEST_NAME or find_date(name):
        return False
    if re.search(r"['’]s\sReviews$", name):
        return False  # a user's page
    return is_title_shaped(name) and not is_heading(name) and not name.endswith(("?", "!"))
