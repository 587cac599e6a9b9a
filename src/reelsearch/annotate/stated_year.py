"""The first paragraphs → the year that they say the film is of.

In: a text, where its first paragraphs begin and end, and the film. Out: the year, and the words
that say it: "it's from 2017", "she made this cartoon in Japan in 1988", "the 1962 film Heat",
"Heat came out in 1995". Refused (None): two years, and what is said of something else ("set in
1962", "a boy born in 1988").
"""

from __future__ import annotations

import re

from reelsearch.annotate.film_years import YEAR

_IT = r"(?:it|this|this one|the film|the movie|the picture|the thing)"
_KIND = r"(?:one|film|movie|picture|cartoon|documentary|western|thriller|drama|comedy|musical)"
_STATED = re.compile(
    rf"\b(?:{_IT}(?:['’]s| is| was)(?: a {_KIND})?|{_KIND}(?: is| was)?|that['’]s) (?:from|of)"
    rf" (?P<of>{YEAR})(?!\w)"
    rf"|\b(?:made|shot|filmed|directed) (?:{_IT}|this (?:[\w-]{{1,15}} )?{_KIND})"
    rf"(?:,? in [A-Z][\w ]{{2,20}}?)?,? (?:back )?in (?P<made>{YEAR})(?!\w)"
    rf"|\b(?:{_IT}|{_KIND})(?: was| is)? (?:made|shot|filmed|released|first shown|came out)"
    rf"(?: in [A-Z][\w ]{{2,20}}?)?,? (?:back |way back )?in (?P<out>{YEAR})(?!\w)",
    re.IGNORECASE,
)
_GLANCE = (" 19", " 20", " 18")
_MOST_BEFORE = 40  # characters


def find_stated_year(text: str, start: int, end: int, film: str) -> tuple[int, int, int] | None:
    """The year of *film* that the prose from *start* to *end* says, and the range that does."""
    reach = text[start:end]
    if not any(map(reach.__contains__, _GLANCE)):
        return None
    found: dict[int, tuple[int, int]] = {}
    for match in _STATED.finditer(reach):
        found.setdefault(int(match[match.lastgroup or 0]), match.span())
    for match in _beside(film).finditer(reach):
        found.setdefault(int(match[match.lastgroup or 0]), match.span())
    if len(found) != 1:
        return None
    year, (begin, stop) = next(iter(found.items()))
    return year, start + begin, start + stop


def _beside(film: str) -> re.Pattern[str]:
    """The year right before *film* or behind it, with the words that join the two."""
    title = re.escape(film[:_MOST_BEFORE])
    return re.compile(
        rf"\b(?P<before>{YEAR})(?:['’]s)? (?:[a-z-]{{1,15}} )?{_KIND},? [“\"‘'*_]?{title}"
        rf"|{title}[”\"’'*_]?, (?P<listed>{YEAR}),"
        rf"|{title}[”\"’'*_]?,? (?:(?:is |was )?from|(?:was )?(?:made|released|came out|shot) in)"
        rf" (?P<behind>{YEAR})(?!\w)"
    )
