"""The last lines of a page → the paper or site that they say it is of.

In: the lines of a review. Out: the place and the name in "© 2024 Riverside Echo. All rights
reserved.", in "The Popcorn Drawer – thepopcorndrawer.example.com", or in a paper's name alone
at the very end. Refused: persons, companies, and a name that nothing shows to be a paper's.
"""

from __future__ import annotations

import re

from reelsearch.annotate.byline import read_paper
from reelsearch.annotate.lines import Lines
from reelsearch.annotate.occurrences import find_whole

_LAST_LINES = 4
_LEAST_LINES = 4
_LONGEST = 140
_LONGEST_NAME = 60
_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright)(?:\s?©)?\s(?:(?:19|20)\d\d(?:\s?[–-]\s?(?:19|20)?\d\d)?,?\s)?"
    r"(?P<name>[^.|©]{3,60}?)[.,]?\s[|–—-]?\s?all rights reserved\.?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?:(?:[A-Za-z]+ )?(?:at|on|by|from)\s)?(?P<name>[A-ZÀ-Þ][^–—|()@]{3,60}?)\s?[–—|(-]\s?"
    r"(?:https?://)?(?P<host>[\w-]{2,60}(?:\.[\w-]{2,30}){1,4})/?\)?"
)
"""A name and the address that is made of it."""

_SPEAKS_OF_RIGHTS = ("rights reserved", "RIGHTS RESERVED", "Rights Reserved", "Rights reserved")


def find_colophon(lines: Lines) -> tuple[int, str] | None:
    """The place and the name of the paper or site that the last lines say the page is of."""
    if len(lines) < _LEAST_LINES:
        return None
    last = len(lines) - 1
    for place in range(last, max(last - _LAST_LINES, 1), -1):
        raw = lines.raw(place)
        if len(raw) <= _LONGEST and (name := _read_colophon(lines[place].text)):
            return place, name
    return _read_alone(lines, last)


def _read_colophon(text: str) -> str | None:
    """The paper whose rights *text* speaks of, or the site whose address stands by its name."""
    if any(map(text.__contains__, _SPEAKS_OF_RIGHTS)):
        match = _RIGHTS.fullmatch(text)
        return read_paper(match["name"]) if match else None
    match = _ADDRESS.fullmatch(text) if "." in text else None
    if match is None or " " not in match["name"]:
        return None
    squeezed = "".join(filter(str.isalnum, match["name"].lower()))
    hosts = (part.replace("-", "") for part in match["host"].lower().split("."))
    return match["name"] if squeezed in hosts else None


def _read_alone(lines: Lines, last: int) -> tuple[int, str] | None:
    """The name that is the last line of all, set off from the prose, which has it nowhere."""
    if len(lines.raw(last)) > _LONGEST_NAME:
        return None
    line, above = lines[last], lines[last - 1]
    if not line.text.startswith("The ") or above.number == line.number - 1:
        return None
    paper = read_paper(line.text)
    if paper is None:
        return None
    repeated = any(
        next(find_whole(paper, lines.raw(at), 0, len(lines.raw(at))), None) is not None
        for at in range(last)
    )
    return None if repeated else (last, paper)
