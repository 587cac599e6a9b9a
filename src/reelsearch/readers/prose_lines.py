"""The lines of a text that may hold several reviews → which are prose, rules, or say nothing.

In: lines as they stand. Out: counts and answers. Nothing is refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

LEAST_WORDS: Final = 15
"""Words of prose that a review of a series has at least."""

LEAST_SMALL: Final = 8
"""Words of prose that begin small; a list of names has few of them."""

_STARS: Final = ("***", "****", "*****")
"""Ratings right below the prose; with a blank line above they are rules."""

_RULE = re.compile(r"[\s>]*(?:[-=*_~#+•·—–.][ \t]?){3,200}\s*")
_SMALL = re.compile(r"(?<![^\s(“\"‘'])[a-zà-ÿ]")
_OF_PAGE = re.compile(
    r"\b(?:unsubscribe|subscribed?|receiving this|signed up|sign in|log in|found this helpful"
    r"|all rights reserved|powered by|privacy policy)\b|©",
    re.I,
)
"""What a site or a newsletter adds, in sentences."""

SHORT_LINE: Final = 60
"""Characters of a line that is no line of prose, or its last."""


def count_small(line: str) -> int:
    """How many words of *line* begin small."""
    return len(_SMALL.findall(line))


def has_prose(lines: Sequence[str], start: int, end: int) -> bool:
    """Whether the lines in the range are enough for a review, in words and in small ones."""
    words = small = 0
    for place in range(start, end):
        words += len(lines[place].split())
        small += count_small(lines[place])
        if words >= LEAST_WORDS and small >= LEAST_SMALL:
            return True
    return False


def count_words(lines: Sequence[str], start: int, end: int) -> int:
    """Words of the lines that are prose."""
    return sum(len(lines[at].split()) for at in range(start, end) if is_prose(lines[at]))


def is_prose(line: str) -> bool:
    """Whether *line* is some of a review's prose, by how many words of it begin small."""
    enough = len(line.split()) >= LEAST_SMALL and count_small(line) >= LEAST_SMALL - 2
    return enough and _OF_PAGE.search(line) is None


def is_rule(line: str) -> bool:
    return _RULE.fullmatch(line) is not None


def says_something(lines: list[str], place: int) -> bool:
    """Whether the line is neither blank nor a rule; stars right below the prose are a rating."""
    line = lines[place].strip()
    if line in _STARS and place:
        return lines[place - 1].strip() != ""
    return line != "" and not is_rule(line)
