"""A headline → the film that it names in quotation marks.

In: "Cannes 2019: ‘Heat’ is cold", "‘Heat’: Venice Review", "THE SCREEN: 'Heat' Opens". Out:
what stands before the title, the title as written, and what stands after it. What stands
around the title has to say that it is one: a heading before a colon, the word review, a
festival. Refused (None): quotation marks alone ("“You talking to me?” he asks").
"""

from __future__ import annotations

import re
from functools import cache

from reelsearch.annotate.word_lists import read_lines

_LONGEST = 120
_KIND = r"(?:\s(?:(?:film|movie|capsule|quick|short)\s)?reviews?)?"
_HEADLINE = re.compile(
    r"(?P<before>[^“”\"‘’'«»(]{2,50}:\s+|)"
    r"(?:“(?P<a>[^“”]{1,80})”|\"(?P<b>[^\"]{1,80})\"|‘(?P<c>[^‘]{1,80})’|'(?P<d>[^']{1,80})')(?!\w)"
    r"(?P<after>.{0,80})"
)
_TELLS_REVIEW = re.compile(r"\breview(?:ed)?\b", re.IGNORECASE)


def split_quoted(text: str) -> tuple[str, str, str] | None:
    """The heading before the title, the title, and the rest; None if none is said to be one."""
    match = _HEADLINE.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None:
        return None
    before, after = match["before"], match["after"]
    marked = before.endswith(": ") or _TELLS_REVIEW.search(after) is not None
    if not marked and not festival_prefix().match(f"{after.strip(' :|–—-')}: "):
        return None
    title = next(group for group in match.group("a", "b", "c", "d") if group)
    return before.rstrip(": "), title.strip(" ,"), after


@cache
def festival_prefix() -> re.Pattern[str]:
    """What begins a dispatch from a festival: "Cannes 2019 review: ", "Berlinale: "."""
    names = "|".join(map(re.escape, sorted(read_lines("festivals.txt"), key=len, reverse=True)))
    return re.compile(
        rf"(?:{names})(?:\s(?:film\s)?festival)?(?:\s(?:19|20|['’])\d\d)?{_KIND}"
        rf"(?:[,:]?\s(?:[Dd]ay|[Dd]ispatch|[Dd]iary|[Nn]otebook|[Rr]eport|[Pp]art)(?:\s[#\w]{{1,6}})?)?"
        r"(?:\s\(\d{1,2}\))?\s*[:|–—]\s*",
        re.IGNORECASE,
    )
