"""The first lines → the day that one of them has, where no line says it with its label or alone.

In: the lines of a review. Out: the day, and the line: "Minutes of the Film Circle, 11 February
2019", "Piazza Grande, 6 August 2016. Rain again.", "recorded 9 June 2016". Refused (None): days
of showings and releases ("Tuesday 5 November at 7.30 pm", "in cinemas 3 May 2019"), and two days.
"""

from __future__ import annotations

import re

from reelsearch.annotate.lines import Line, Lines
from reelsearch.annotate.title_shape import is_title_shaped
from reelsearch.readers.dates import find_date, parse_date

_MOST_LINES = 6
_LONGEST = 130
_WRAPPED = 70  # characters; a line as long is prose
_DATELINE = 45  # characters; a dateline stands right at the beginning of a paragraph
_SHOWING = re.compile(
    r"\d\s?[ap]\.?m\b|\b(?:cinemas?|theat(?:er|re)s?|release[ds]?|opens?|opening|doors|tickets?|screen(?:s|ing|ings)?"
    r"|showing|shown|season|born|died|until|till|through|copyright|from|runs|festival|bafta|oscars?|out|dvd"
    r"|blu-ray|streaming|seen|reviewed|last modified|joined|member since|premieres?d?"
    r"|broadcast at)\b|©|\(c\)",
    re.IGNORECASE,
)
_MET = re.compile(
    r"\b(?:[Ww]e (?:met|gathered|watched (?:it|this)|convened)|held|[Mm]et)\s(?:\w+\s){0,3}on\s$"
)
_BESIDE = 25  # characters: "Cold. Bread out."
_SHORT = re.compile(r"\d\d?([/.])\d\d?\1\d\d(?=[.,:;]?\s)")
_BEHIND = re.compile(r"\s*(?:$|[.,)\]|:;•·–—-])")


def find_stray_date(lines: Lines, prose: int) -> tuple[str, Line] | None:
    """The one day that the first lines have, and its line; *prose* is where the prose begins."""
    found: dict[str, Line] = {}
    for place in range(min(len(lines), _MOST_LINES)):
        raw = lines.raw(place)
        short = len(raw) <= _LONGEST
        if lines.start(place) > prose and any(len(lines.raw(at)) > _WRAPPED for at in range(place)):
            break
        reach = raw if short else raw[: _DATELINE * 2]
        date = find_date(reach) if any(map(str.isdigit, reach)) else None
        begun = _SHORT.match(raw)
        if begun and (day := parse_date(begun[0])):
            date = (day, 0, begun.end())
        if date is None or len(date[0]) < len("2019-02-11"):
            continue
        met = _MET.search(raw[: date[1]]) is not None
        if not met and ((not short and date[1] > _DATELINE) or not _BEHIND.match(raw, date[2])):
            continue
        begins = raw[: date[1]].strip(" ,:([–—-")
        if lines.end(place) > prose:
            apart = len(raw) - date[2] <= _BESIDE or not short or begun is not None
            if not met and ((begins and not is_title_shaped(begins)) or not apart):
                continue
            if lines.start(place) > prose + _DATELINE and begins and not met:
                continue
        if _SHOWING.search(raw if short else reach[: date[2]]):
            continue
        found.setdefault(date[0], lines[place])
    return next(iter(found.items())) if len(found) == 1 else None
