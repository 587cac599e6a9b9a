"""A line → how it begins a review among several in one file, if it does.

In: a line, and the one below it. Out: :class:`Beginning <reelsearch.readers.section_kinds>`: a
film's heading, a date, a post of a thread, a rating above what it rates. Refused (None): all else.
"""

from __future__ import annotations

import re
from typing import Final

from reelsearch.readers.dates import match_date, parse_date
from reelsearch.readers.film_headings import (
    LONGEST,
    read_film,
    read_label,
    read_run_in,
    strip_marks,
    strip_number,
)
from reelsearch.readers.post_headings import read_post, read_rating, read_signed
from reelsearch.readers.section_kinds import Beginning, Kind

_DAY = re.compile(
    r"(?:(?:mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun)[a-z]{0,6}\.?,?\s)?"
    r"\d{1,2}(?:st|nd|rd|th)?\s(?:of\s)?"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?(?!\w)(?!\s\w)",
    re.I,
)
_UNDATED = re.compile(
    r"undated\b.{0,30}|no date\b.{0,20}"
    r"|(?:later|early|late|mid|some time)[ -](?:in )?(?:the )?\w{3,10},? \d{4}",
    re.I,
)
_WEEKDAYS: Final = frozenset("mon tue wed thu fri sat sun".split())
_ENDS_DAY: Final = ("", *":.,;–—-", " ")
_MARKS_BEHIND_DATE: Final = " ,.:;–—-|*_"
_MOST_DATE_REST: Final = 40
_FIRSTS: Final = frozenset("#/★☆⭐½*_“\"‘'•·–—-(⯨✮✩¡¿«")


def read_beginning(line: str, below: str, *, apart: bool) -> Beginning | None:
    """How *line*, with *below* under it, begins a review.

    *apart* says that the line begins a paragraph.
    """
    first = line[:1]
    if not (first.isalnum() or first in _FIRSTS):
        return None
    if len(line) > LONGEST:
        return _read_long(line) if apart else None
    return (
        read_post(line)
        or read_label(line)
        or read_rating(line, below, apart=apart)
        or _read_dated(line, below)
        or read_film(line, below, apart=apart)
        or read_signed(line)
    )


def cut_date(line: str) -> str:
    """What stands behind the date that *line* begins with; all of it if there is none."""
    text = strip_number(line[: 2 * LONGEST])
    found = _match_date(text)
    return text[found[1] :].lstrip(_MARKS_BEHIND_DATE) if found else text


def _match_date(text: str) -> tuple[str | None, int] | None:
    """The date that *text* begins with, None for a day without its year, and its end."""
    if not text[:1].isalnum():
        return None
    found = match_date(text, 0) or _match_short(text)
    if found is None and (day := _DAY.match(text)) and text[day.end() :][:1] in _ENDS_DAY:
        return None, day.end()
    return found


def _read_dated(line: str, below: str) -> Beginning | None:
    text = strip_marks(line)
    if _UNDATED.fullmatch(text):
        return Beginning(Kind.DATE, "date")
    found = _match_date(text)
    if found is None:
        return None
    date = found[0]
    rest = text[found[1] :].lstrip(_MARKS_BEHIND_DATE).rstrip(" ,.:;–—-|_")
    if not rest:
        return Beginning(Kind.DATE, "date" if date else "day", date=date)
    film = read_film(rest, below, apart=True)
    if film is not None:
        return film._replace(date=date, form="dated")
    if _is_brief(rest):
        return Beginning(Kind.DATE, "date", date=date)
    return Beginning(Kind.DATE, "run-in", date=date, runs_in=True)


def _match_short(text: str) -> tuple[str, int] | None:
    """A date such as "3.3.19", which no sentence has."""
    first = text.split(None, 1)[0].rstrip(":,;-–—") if text[0].isdigit() else ""
    date = parse_date(first) if len(first) > len("3.3.1") else None
    return (date, len(first)) if date else None


def _is_brief(rest: str) -> bool:
    """Whether what stands behind a date is a place or a clock, and no sentence."""
    return len(rest) <= _MOST_DATE_REST and rest[-1] not in ".!?…" and len(rest.split()) <= 5


def _read_long(line: str) -> Beginning | None:
    """How a line begins a review whose prose is on it: "HEAT (1995). A cold city ..."."""
    text = strip_number(line[: 2 * LONGEST])
    found = _match_date(text) if text[:1].isdigit() or text[:3].lower() in _WEEKDAYS else None
    if found is None:
        return read_run_in(text) if "(" in text[:LONGEST] else None
    film = read_run_in(text[found[1] :].lstrip(_MARKS_BEHIND_DATE))
    if film is not None:
        return film._replace(date=found[0])
    return Beginning(Kind.DATE, "run-in", date=found[0], runs_in=True)
