"""A line of the head that says more than who wrote → who that is, and the day beside the name.

In: a line above the prose that is not understood as a whole: "Posted by Ada Orr on 3 May 2019 under
Old Favourites", "ADA ORR for the evening class, 24 Jan. 2013", "Dr Ada Orr, stroke unit", "Ada Orr
went to the Rex and recommends it". Out: the facts. Refused (None): those who made the film, and
names that the text has again.
"""

from __future__ import annotations

import re

from reelsearch.annotate.facts import Facts
from reelsearch.annotate.signature import is_name_line, speaks_of
from reelsearch.readers.dates import find_date

_LONGEST = 140
_WORD = r"[A-ZÀ-Þ][\w.’'-]{0,24}"
_NAME = rf"(?P<name>{_WORD}(?:\s(?:(?:de|da|di|van|von|der|la|le|du|al)\s)?{_WORD}){{1,2}})"
_BY = re.compile(
    r"(?:[\w’'-]{1,20}\s){0,4}?(?i:posted|written|reviewed|reported|report|review|notes?|words"
    rf"|write-?up|compiled|prepared|logged|typed|sent in|contributed|submitted|filed"
    rf"|published)\s(?i:up\s)?(?i:by)\s{_NAME}"
    r"(?![\w’'])(?P<rest>.{0,90})"
)
_DATED = re.compile(rf"{_NAME}(?:,|\s[–—(-]|\s(?:for|at|on|in)\s)(?P<rest>.{{4,90}})")
_TITLED = re.compile(
    rf"(?P<title>(?:Dr|Fr|Rev|Revd|Prof|Professor|Sister|Brother|Father|Canon|Cllr|Mr|Mrs|Ms|Miss)\.?)\s{_NAME}"
    r",\s(?P<rest>[a-z].{3,80}[^.!?])"
)
_WENT = re.compile(
    rf"{_NAME}\s(?:went to|has been to|has seen|saw|recommends|enjoyed)\s(?P<rest>.{{3,90}}?)\.?"
)
_SHOWN = re.compile(r"\b(?:show(?:n|ing)|screen(?:ed|ing)|season|next)\b", re.IGNORECASE)
_OF_FILM = re.compile(
    r"\b(?:direct|star|cast|screenplay|script|music|photograph|produc|novel|book|based)",
    re.IGNORECASE,
)
"""Words that show the name behind them to be one of those who made the film."""

_MARKS = (
    *("by", "By", "BY", ", ", " for ", " at ", " on ", " in ", " - ", " – ", " — ", "("),
    *(" went ", " has ", " saw ", " recommends ", " enjoyed "),
)
"""One of these is in whatever tells who wrote."""


def glean_byline(text: str, whole: str, start: int) -> Facts | None:
    """Who wrote, by a line that says by whom, if *whole* does not speak of them from *start* on."""
    if len(text) > _LONGEST or "by " not in text.lower() or _OF_FILM.search(text):
        return None
    match = _BY.fullmatch(text)
    if match is None or not is_name_line(match["name"]) or speaks_of(whole, match["name"], start):
        return None
    date = find_date(text)
    dated = date[0] if date is not None and "-" in date[0] else None
    return Facts(reviewers=(match["name"],), date=None if _SHOWN.search(text) else dated)


def glean_signer(text: str, whole: str, end: int) -> Facts | None:
    """Who wrote, by *text*, a line that ends at *end* of *whole*; None if it does not say."""
    if len(text) > _LONGEST or not any(map(text.__contains__, _MARKS)) or _OF_FILM.search(text):
        return None
    date = find_date(text)
    dated = date[0] if date is not None and "-" in date[0] else None
    for pattern in (_BY, _TITLED, _DATED, _WENT):
        match = pattern.fullmatch(text)
        if match is None or (pattern is _DATED and not dated):
            continue
        name = match["name"].rstrip(",")
        if not is_name_line(name) or speaks_of(whole, name, end):
            return None
        if pattern is _TITLED:
            name = f"{match['title']} {name}"
        return Facts(reviewers=(name,), date=dated)
    return None
