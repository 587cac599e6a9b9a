"""The lines of a review → where its prose begins, told by nothing but how its lines are built.

In: the lines. Out: the place of the first line as long as a paragraph, or of the first that is
wrapped: whatever stands above it is the head, though not all of that may be understood. Refused:
nothing; where no line is so, as in a review of short lines, the place is 0.
"""

from __future__ import annotations

from reelsearch.annotate.header_line import runs_on
from reelsearch.annotate.labels import begins_with_label
from reelsearch.annotate.lines import Line, Lines

_MOST_LINES = 40
_LEAST_PARAGRAPH = 160  # characters
_LABEL = 40  # characters within which a label has its colon
_LEAST_WRAPPED = 40


def find_prose(lines: Lines) -> int:
    """The place of the first line that can only be prose; 0 where none is told by its shape."""
    for place in range(min(len(lines), _MOST_LINES)):
        length = len(lines.raw(place))
        if length >= _LEAST_PARAGRAPH:
            if ":" not in lines.raw(place)[:_LABEL] or not begins_with_label(lines[place].text):
                return place
        elif length > _LEAST_WRAPPED and _is_wrapped(lines, place):
            return place
    return 0


def _is_wrapped(lines: Lines, place: int) -> bool:
    """Whether the next line goes on with the one at *place*; a glance spares most the reading."""
    below = lines.raw(place + 1).lstrip() if place + 1 < len(lines) else ""
    return below[:1].islower() and wraps(lines[place], lines[place + 1])


def wraps(line: Line, following: Line | None) -> bool:
    """Whether *line* is long enough to be wrapped, and its sentence goes on in the next."""
    if len(line.text) <= _LEAST_WRAPPED or line.text.isupper():
        return False
    return runs_on(line, following)
