"""A line → who wrote below it and when, among several reviews in one file.

In: a line that a site or a forum puts above what somebody wrote: ``#41 ada``, ``u/ada · 5y ago``,
``Review by ada ★★★★``, ``by ada » 12 Mar 2011``, a rating, a user's name and the date. Out:
:class:`Beginning <reelsearch.readers.section_kinds>`. Refused (None): all else.
"""

from __future__ import annotations

import re
from typing import Final

from reelsearch.readers.dates import match_date, parse_date
from reelsearch.readers.film_headings import SCORE, STARS, is_part
from reelsearch.readers.section_kinds import Beginning, Kind

_NUMBERED_POST = re.compile(
    r"(?:post |reply )?#\s?\d{1,6}"
    r"(?:[\s:|·•-]{1,9}(?:by )?(?P<user>[^\W_][\w.’'-]{1,30}(?: [\w.’'-]{1,20}){0,2}))?",
    re.I,
)
_REPLY = re.compile(r"reply #\d{1,6}\s(?:by|from)\s(?P<user>[\w.-]{2,30})\s(?:on|,).{0,60}", re.I)
_USER = re.compile(
    r"/?u/(?P<user>[\w-]{2,30})(?:\s{1,3}(?:[·•|,]\s?.{0,60}|(?:avg\.? )?\d.{0,40}))?", re.I
)
_AGO = re.compile(
    r"(?P<user>@?[\w.’'-]{2,30}(?: [\w.’'-]{1,20}){0,2})\s[·•|–-]\s"
    r"(?:\d{1,3}|an?)\s?(?:(?:second|minute|hour|day|week|month|year|hr|min|yr)s?|mo|[smhdwy])\b"
    r"(?: ago)?(?:\s[·•|(].{0,40})?",
    re.I,
)
"""What a site of comments puts above one: "ada • 3 years ago"."""

_AUTHOR = re.compile(
    r"(?i:author|reviewer|posted by|review by|reviewed by|user)\s?:\s?"
    r"(?P<user>[\w.’'-]{2,30}(?: [A-ZÀ-Þ][\w.’'-]{0,20}){0,2})(?:,? from .{2,40}|\s?\(.{1,40}\))?"
)
_BY_DATED = re.compile(
    r"(?:(?:post )?by )?(?P<user>[\w.’'-]{2,30}(?: [\w.’'-]{1,20}){0,2})\s[»|]\s(?P<date>.{8,40})",
    re.I,
)
_REVIEW_BY = re.compile(
    rf"(?:a )?(?:{STARS} )?(?:review|(?:re)?watched) by (?P<user>[^\s★☆½].{{1,40}}?)\s{{1,3}}"
    rf"(?={STARS}|[·•|–—-]|\d).{{1,60}}",
    re.I,
)
CRITIC: Final = "critic"
"""The form of what a site of critics' verdicts puts above one."""

UNDER_PAPER: Final = "under a paper"
"""The form of a critic's verdict below a name and the paper it was written for."""

UNDER_NAME: Final = "under a name"
"""The form of a rating below the name of who gave it."""

_SCORE = re.compile(SCORE)
_RATING = re.compile(
    r"(?:(?P<verdict>fresh|rotten)"
    rf"|(?:(?:my )?rating: |score: )?(?P<rating>[★☆⭐½⯨✮✩]{{1,10}}|\*{{1,5}}½?|{SCORE}))"
    r"(?![\w*])(?P<rest>.*)",
    re.I,
)
_LATEST_BY: Final = 30
_VERDICTS: Final = ("fresh", "rotten")
LONGEST_VERDICT: Final = len("rotten")
_HEADLINE = re.compile(r"\d(?:[.,]\d)? out of \d{1,2} stars\b.*", re.I)
"""What a shop puts above a review: "5.0 out of 5 stars A cold film"."""

_BARE_NUMBER = re.compile(r"\d{1,3}(?:\.\d)?")
_HANDLE = re.compile(
    r"(?P<user>[\w.-]{3,30}|[A-ZÀ-Þ][\w.’'-]{1,20} [A-ZÀ-Þ][\w.’'-]{0,20})"
    r"[\s,|·•–—-]{1,9}(?=[\dA-Z])"
)
_NAME = re.compile(
    r"(?P<name>[\w.-]{3,30}|[A-ZÀ-Þ][\w.’'-]{1,20}(?: [A-ZÀ-Þ][\w.’'-]{0,20}){1,3})"
    r"(?:\s?[,|–—-]\s(?P<behind>[A-ZÀ-Þ][^.!?]{2,40}))?"
)
_LONGEST_SIGNED: Final = 70
_SHORT_NAME: Final = 70
_LONGEST_USER: Final = 30


def read_post(line: str) -> Beginning | None:
    """The user of a post of a thread, or of a review on a site for them."""
    if line[0] in "#pPrR" and (found := _REPLY.fullmatch(line) or _NUMBERED_POST.fullmatch(line)):
        return Beginning(Kind.POST, "number", user=found["user"])
    if line[:2].lower() in ("u/", "/u") and (found := _USER.fullmatch(line)):
        return Beginning(Kind.POST, "user", user=found["user"])
    if " by " in line[:_LATEST_BY] and (found := _REVIEW_BY.fullmatch(line)):
        return Beginning(Kind.POST, "review by", user=found["user"].strip(" -–—·•|"))
    if ":" in line[:12] and (found := _AUTHOR.fullmatch(line)):
        return Beginning(Kind.POST, "author", user=found["user"])
    if line[0] not in "/uU" and (found := _AGO.fullmatch(line)):
        return Beginning(Kind.POST, "ago", user=found["user"].lstrip("@"))
    if ("»" in line or "|" in line) and (found := _BY_DATED.fullmatch(line)):
        date = match_date(found["date"].strip(), 0)
        return Beginning(Kind.POST, "by", user=found["user"], date=date[0]) if date else None
    return None


def read_rating(line: str, below: str, *, apart: bool) -> Beginning | None:
    """A rating above what it rates; *apart* says that it begins a paragraph."""
    if not below:
        return None
    if _HEADLINE.fullmatch(line):
        return Beginning(Kind.RATED, "headline")
    found = _RATING.fullmatch(line.strip("_# \t")) if apart else None
    if found:
        rest, verdict = found["rest"].strip(), found["verdict"]
        date = find_date_between(rest)
        if rest and date is None:
            return None
        score = _SCORE.search(rest) if verdict else None
        rating = score[0] if score else verdict or found["rating"]
        return Beginning(Kind.RATED, CRITIC if verdict else "rating", date=date, rating=rating)
    if apart and _BARE_NUMBER.fullmatch(line) and len(below) <= _LONGEST_USER:
        return Beginning(Kind.RATED, "number")
    return None


def read_under_name(line: str, above: str) -> Beginning | None:
    """A rating alone on *line*, right below the name alone of who gave it."""
    found = _RATING.fullmatch(line) if len(above) <= _LONGEST_USER else None
    if found is None or found["rest"] or found["verdict"] or is_part(above):
        return None
    name = read_name(above)
    is_name = name == (above, "") and not above.startswith(("The ", "A "))
    return Beginning(Kind.RATED, UNDER_NAME, rating=found["rating"]) if is_name else None


def read_under_paper(line: str, above: str, name: str) -> Beginning | None:
    """A verdict alone on *line*, below a paper alone, below the *name* alone of its critic."""
    if line.lower() not in _VERDICTS or read_name(name) != (name, "") or " " not in name:
        return None
    is_paper = above != "" and len(above) <= _SHORT_NAME and above[-1] not in ".!?:,"
    return Beginning(Kind.RATED, UNDER_PAPER) if is_paper else None


def is_handle(name: str) -> bool:
    """Whether *name* is such as only users of a site have."""
    return name[:1].islower() or "_" in name or any(map(str.isdigit, name))


def read_signed(line: str) -> Beginning | None:
    """A user's name and the date, alone on *line*."""
    if len(line) > _LONGEST_SIGNED:
        return None
    found = _HANDLE.match(line)
    date = parse_date(line[found.end() :]) if found else None
    if found is None or date is None or len(date) < len("2012-09-12"):
        return None
    return Beginning(Kind.SIGNED, user=found["user"], date=date)


def read_name(line: str) -> tuple[str, str] | None:
    """The name that is alone on *line*, or before a comma, and what stands behind that."""
    found = _NAME.fullmatch(line) if len(line) <= _SHORT_NAME else None
    return (found["name"], (found["behind"] or "").strip()) if found else None


def find_date_between(text: str) -> str | None:
    """The date that is alone between the bars of "Full Review | 4/5 | Jan 20, 2023"."""
    for piece in re.split(r"[|·•]", text):
        if date := parse_date(piece.strip(" ,–—-")):
            return date
    return None
