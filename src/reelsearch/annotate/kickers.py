"""What stands over a review and is no title: "PROGRAMME NOTE", "Arts > Film", "Issue 41".

In: a line, or one with a colon. Out: whether it is a kicker, and what follows one: "Heat" in
"This week: Heat". Refused: words that may be a title.
"""

from __future__ import annotations

import re
from functools import cache

from reelsearch.annotate.places import is_country
from reelsearch.annotate.word_lists import read_table

_LONGEST = 100
_LONGEST_KICKER = 40
_PARTS = re.compile(r"\s*[|>»›·•/,]\s*|\s+[–—-]\s+|\s{3,}")
_STEPS = re.compile(r"\s*[»›>‹→]\s*|\s::\s")
_NUMBER = re.compile(r"\s*(?:#|no\.?|nr\.?|vol\.?)?\s?\d{1,5}[.:]?$")
_ITEM = re.compile(r"^(?:agenda )?item \d{1,2}[.:]?\s+", re.IGNORECASE)
_MARK = re.compile(r"\s*(?::|\s[–—|-]|\s/)\s+(?=\S)|\s*:(?=\S)")
_COURSE = re.compile(
    r"(?:FILM|FLM|CINE|CIN|CINEMA|ENG|ENGL|MEDIA|MED|FMS|FMST|CTCS|HUM|FS|MA|BA)[ -]?\d{2,4}[A-Z]?"
    r"(?:\W.{0,60})?"
    r"|(?:Film|Media|Screen|Cinema|Media and Film|Film and Media) Studies\b.{0,40}"
    r"|(?:Introduction to|Intro to|Approaches to) .{0,30}(?:Cinema|Film|Media|Screen)\b.{0,30}"
)
_DAY_OF_DIARY = re.compile(
    r"[^\d:]{3,40}\s(?:diary|diaries|dispatch|dispatches|notebook|report|journal|blog)"
    r"(?:,|:|\s[–—-])?\s(?:day|part|week)\s(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)",
    re.IGNORECASE,
)
"""A report from a festival: "CANNES DIARY, DAY 3"."""

_MARKS = frozenset(":–—|-/")
"""What ``_MARK`` does not match without."""


@cache
def _phrases() -> frozenset[str]:
    return frozenset(read_table("kickers.txt")["phrases"])


@cache
def _sections() -> frozenset[str]:
    return frozenset(read_table("kickers.txt")["sections"])


def is_kicker(text: str) -> bool:
    """Whether all of *text* is a kicker, or a row of a paper's sections."""
    if len(text) > _LONGEST:
        return False
    if is_course(text) or _DAY_OF_DIARY.fullmatch(text):
        return True
    text = _ITEM.sub("", text)
    parts = [part for part in map(_bare, _PARTS.split(text)) if part]
    if len(parts) == 1:
        return parts[0] in _phrases()
    others = [part for part in parts if part not in _phrases() and part not in _sections()]
    if len(others) == 1 and len(parts) > 1 and "|" in text:
        return is_country(text.split("|", 1)[0].strip())  # a section, too: "IRAN | CULTURE"
    return bool(parts) and not others


def is_course(text: str) -> bool:
    """Whether *text* is a course by its number: "FILM 204: Slow Cinema"."""
    return text[:1].isupper() and _COURSE.fullmatch(text) is not None


def is_section(text: str) -> bool:
    """Whether *text* is one of a paper's sections, which alone may be a title."""
    return _bare(text) in _sections()


def is_breadcrumb(text: str) -> bool:
    """Whether *text* tells the way through a site: "Home » Reviews » Heat"."""
    if len(text) > _LONGEST:
        return False
    parts = [part for part in _STEPS.split(text) if part]
    if len(parts) < 2:
        return False
    first = _bare(parts[0])
    return first in ("home", "board index", "index") or first in _sections()


def cut_kicker(text: str) -> str:
    """*text* without the kicker before its first colon, bar or dash, if it begins with one."""
    if _MARKS.isdisjoint(text[:_LONGEST_KICKER]):
        return text
    match = _MARK.search(text, 0, _LONGEST_KICKER)
    if match is None or not match.start() or match.end() >= len(text):
        return text
    return text[match.end() :] if _bare(text[: match.start()]) in _phrases() else text


def _bare(part: str) -> str:
    lowered = part.strip(" .:#*_[]()“”\"'‘’").lower().replace("’", "'")
    return _NUMBER.sub("", lowered).strip() or lowered
