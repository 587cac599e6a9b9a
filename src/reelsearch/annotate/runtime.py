"""A running time as written → minutes.

In: "125m", "113 mins", "2h 5m", "1 hr. 52 min.", "1 hour 46 minutes", "PT125M"; after a
label also "1:52" and "113". Out: minutes, 1 to 999. Refused (None): anything else.
"""

from __future__ import annotations

import re

_MOST = 999
_HOURS = re.compile(
    r"(?P<hours>\d{1,2})\s*-?(?:h|hrs?|hours?)(?![a-z])\.?,?\s*(?:and\s+|&\s*)?"
    r"(?:(?P<minutes>\d{1,2})(?!\d)\s*-?(?:m|mins?|minutes?|')?(?![\w/])\.?)?",
    re.IGNORECASE,
)
_MINUTES = re.compile(
    r"(?P<minutes>\d{1,3})\s*-?(?:(?:m|mins?|minutes?)(?![\w-])\.?(?:\s\d{1,2}\s?s(?:ecs?)?\b\.?)?|[′’'](?!\w))",
    re.IGNORECASE,
)
_ISO = re.compile(r"PT(?=\d)(?:(?P<hours>\d{1,2})H)?(?:(?P<minutes>\d{1,3})M)?(?:\d+S)?(?!\w)")
_CLOCK = re.compile(r"(?P<hours>\d):(?P<minutes>[0-5]\d)(?::[0-5]\d)?(?![\d:])")
_BARE = re.compile(r"(?P<minutes>\d{2,3})(?!\w)")


def match_runtime(text: str, start: int = 0) -> tuple[int, int] | None:
    """The minutes of the running time that begins at *start*, and where it ends."""
    return _match((_ISO, _HOURS, _MINUTES), text, start)


def parse_runtime(text: str) -> int | None:
    """The minutes that *text*, the value of a label, begins with."""
    found = _match((_ISO, _HOURS, _MINUTES, _CLOCK, _BARE), text.strip(" .,;(~"), 0)
    return found[0] if found else None


def _match(patterns: tuple[re.Pattern[str], ...], text: str, start: int) -> tuple[int, int] | None:
    for pattern in patterns:
        if match := pattern.match(text, start):
            parts = match.groupdict()
            minutes = int(parts.get("hours") or 0) * 60 + int(parts["minutes"] or 0)
            if 1 <= minutes <= _MOST:
                return minutes, match.end()
    return None
