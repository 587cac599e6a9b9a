"""A chat that was copied, each line with its stamp and its speaker → who wrote, and when.

In: the lines of a review. Out: the date of the first stamp that has one, and who says most.
Refused (None): a text of which the first lines are no chat, and one in which nobody says more
than half of what is said.
"""

from __future__ import annotations

import re
from collections import Counter

from reelsearch.annotate.facts import Facts
from reelsearch.annotate.lines import Lines
from reelsearch.readers.dates import find_date

_STAMPED = re.compile(
    r"\s*(?:\[(?P<stamp>[^\[\]]{4,30})\]|(?P<bare>\d[\d./-]{5,9}, \d\d?[:.]\d\d(?:\s?[ap]m)?) -)\s"
    r"(?P<who>[^:\n]{1,30}):\s(?P<said>.*)",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\d[:.]\d\d")
_MOST_LINES = 200
_LEAST = 3


def read_chat(lines: Lines) -> Facts | None:
    """Who wrote the chat and when; None if the lines are no chat."""
    if not any(
        "[" in lines.raw(at)[:3] or ", " in lines.raw(at)[:12] for at in range(min(3, len(lines)))
    ):
        return None
    spoken: Counter[str] = Counter()
    date: str | None = None
    count = 0
    for place in range(min(len(lines), _MOST_LINES)):
        match = _STAMPED.match(lines.raw(place)[:2_000])
        stamp = (match["stamp"] or match["bare"]) if match else ""
        if match is None or not _CLOCK.search(stamp):
            if count < _LEAST and place >= 2:
                return None
            continue
        count += 1
        spoken[match["who"].strip()] += len(match["said"])
        found = find_date(stamp)
        date = date or (found[0] if found else None)
    if count < _LEAST:
        return None
    who, most = spoken.most_common(1)[0]
    return Facts(reviewers=(who,) if 2 * most > spoken.total() else (), date=date)
