"""The first paragraphs → the year that they say the film is of.

In: a text, where its first paragraphs begin and end, and the film. Out: the year, and the words
that say it: "it's from 2017", "she made this cartoon in Japan in 1988", "the 1962 film Heat",
"Heat came out in 1995". Refused (None): two years, and what is said of something else ("set in
1962", "a boy born in 1988").
"""

from __future__ import annotations

import re

from reelsearch.annotate.film_years import YEAR
from reelsearch.annotate.occurrences import find_whole

_IT = r"(?:it|this|this one|the film|the movie|the picture|the thing)"
_KIND = r"(?:one|film|movie|picture|cartoon|documentary|western|thriller|drama|comedy|musical)"
_STATED = re.compile(
    rf"\b(?:{_IT}(?:['’]s| is| was)(?: a {_KIND})?|{_KIND}(?: is| was)?|that['’]s) (?:from|of)"
    rf" (?P<of>{YEAR})(?!\w)"
    rf"|\b(?:made|shot|filmed|directed) (?:{_IT}|this (?:[\w-]{{1,15}} )?{_KIND})"
    rf"(?:,? in [A-Z][\w ]{{2,20}}?)?,? (?:back )?in (?P<made>{YEAR})(?!\w)"
    rf"|(?:^|[.!?] |\n)made in (?P<begun>{YEAR}), {_IT}(?:['’]s)?\b"
    rf"|\b{_KIND}\b[^.;:!?\n]{{0,60}}, (?:made|shot|filmed) in (?P<apart>{YEAR}),"
    rf"|\b(?:{_IT}|{_KIND})(?: was| is)? (?:made|shot|filmed|released|first shown|came out)"
    rf"(?: in [A-Z][\w ]{{2,20}}?)?,? (?:back |way back )?in (?P<out>{YEAR})(?!\w)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"\b(?P<year>{YEAR})(?:['’]s)? (?:[a-z-]{{1,15}} )?{_KIND},? [“\"‘'*_]?$", re.IGNORECASE
)
_BEHIND = re.compile(
    rf"[”\"’'*_]?(?:, (?P<listed>{YEAR}),|,? (?:(?:is |was )?from|(?:was )?(?:made|released"
    rf"|came out|shot) in) (?P<year>{YEAR})(?!\w))"
)
_GLANCE = (" 19", " 20", " 18")
_REACH_BACK = 60  # characters
_AROUND, _BESIDE = 120, 20  # characters before a year and behind it
_YEAR = re.compile(rf"(?<!\d){YEAR}(?!\d)")


def find_stated_year(text: str, start: int, end: int, film: str) -> tuple[int, int, int] | None:
    """The year of *film* that the prose from *start* to *end* says, and the range that does."""
    reach = text[start:end]
    if not any(map(reach.__contains__, _GLANCE)):
        return None
    found: dict[int, tuple[int, int]] = {}
    for written in _YEAR.finditer(reach):
        # Only around a year: over all of the text the search would cost more than all the rest.
        around = (max(0, written.start() - _AROUND), min(len(reach), written.end() + _BESIDE))
        for match in _STATED.finditer(reach, *around):
            found.setdefault(int(match[match.lastgroup or 0]), match.span())
    for place in find_whole(film, reach, 0, len(reach)):
        begin = max(0, place - _REACH_BACK)
        before = _BEFORE.search(reach[begin:place])
        behind = _BEHIND.match(reach, place + len(film))
        if before:
            found.setdefault(int(before["year"]), (begin + before.start(), place + len(film)))
        elif behind:
            year = int(behind["listed"] or behind["year"])
            found.setdefault(year, (place, behind.end()))
    if len(found) != 1:
        return None
    year, (begin, stop) = next(iter(found.items()))
    return year, start + begin, start + stop
