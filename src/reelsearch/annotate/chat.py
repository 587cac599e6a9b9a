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
from reelsearch.readers.dates import find_date, parse_date

_STAMPED = re.compile(
    r"\s*(?:\[(?P<stamp>[^\[\]]{4,30})\]|(?P<bare>\d[\d./-]{5,9}, \d\d?[:.]\d\d(?:\s?[ap]m)?) -)\s"
    r"(?P<who>[^:\n]{1,30}):\s(?P<said>.*)",
    re.IGNORECASE,
)
_SPOKEN = re.compile(r"(?P<who>[A-ZÀ-Þ][^\W\d_]{1,14}):\s(?P<said>\S.*)")
_SHORT_DATE = re.compile(r"\d\d?([/.])\d\d?\1\d\d(?!\d)")
_CLOCK = re.compile(r"\d[:.]\d\d")
_MOST_LINES = 200
_LEAST = 3
_LONGEST_NAME = 20
_LEAST_SPOKEN, _LEAST_SHARE = 5, 0.7


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
        date = date or _read_day(stamp)
    if count < _LEAST:
        return None
    who, most = spoken.most_common(1)[0]
    return Facts(reviewers=(who,) if 2 * most > spoken.total() else (), date=date)


def _read_day(stamp: str) -> str | None:
    """The day in a line's *stamp*: "18/03/2020, 20:02", "13/02/21, 20:15:02"."""
    found = find_date(stamp)
    if found and "-" in found[0]:
        return found[0]
    match = _SHORT_DATE.search(stamp)
    return parse_date(match[0]) if match else None


def read_dialogue(lines: Lines) -> Facts | None:
    """Who says most in a transcript of two or more who take turns, line by line, without stamps.

    None if the lines are no such thing: lines with a label have none that comes again.
    """
    first = lines.raw(0)[:_LONGEST_NAME] if len(lines) >= _LEAST_SPOKEN else ""
    if ": " not in first:
        return None
    spoken: Counter[str] = Counter()
    turns: Counter[str] = Counter()
    count = min(len(lines), _MOST_LINES)
    for place in range(count):
        if match := _SPOKEN.match(lines.raw(place)[:2_000]):
            turns[match["who"]] += 1
            spoken[match["who"]] += len(match["said"])
    again = [who for who, times in turns.items() if times > 1]
    if turns.total() < _LEAST_SHARE * count or len(again) < 2 or len(turns) > len(again) + 1:
        return None
    who, most = spoken.most_common(1)[0]
    return Facts(reviewers=(who,) if 2 * most > spoken.total() else ())
