"""A line of asterisks → whether it rates or rules off.

In: the lines of a review, and the place of one. Out: whether it is a rating: up to five asterisks
right below another line, or four or more where no other line of the text is made of them.
"""

from __future__ import annotations

from reelsearch.annotate.lines import Lines
from reelsearch.annotate.user_line import is_rank

_MOST_STARS = 5
_LEAST_STARS = 4


def are_stars(lines: Lines, place: int) -> bool:
    """Whether a line of asterisks right below another is a rating and no rule."""
    line = lines[place]
    if not place or is_rank(lines[place - 1].text):
        return False
    if lines[place - 1].number != line.number - 1 and not are_alone(lines, place):
        return False
    return line.text.strip("*") == "" and 1 <= len(line.text) <= _MOST_STARS


def are_alone(lines: Lines, place: int) -> bool:
    """Whether no other line of the text is made of asterisks, as rules between parts are."""
    if len(lines.raw(place).strip()) < _LEAST_STARS:
        return False
    others = (at for at in range(len(lines)) if at != place)
    return not any(lines.raw(at).strip(" *\t") == "" for at in others)
