"""A line of the head that is not understood as a whole → what can be read of it.

In: the lines of the head and the place of one. Out: what its columns say, or the credits among
its words. Refused (None): lines as long as a paragraph, and those with nothing to glean.
"""

from __future__ import annotations

from dataclasses import replace

from reelsearch.annotate.found_title import Sureness
from reelsearch.annotate.gleaned_credits import glean_credits
from reelsearch.annotate.head_lines import HeadLines
from reelsearch.annotate.header_line import Said, read_header_line

_LONGEST = 160
"""Characters of a line that may be the head's where no prose is told by its shape."""


def glean_line(head: HeadLines, place: int, waiting: str | None) -> Said | None:
    """What can be read of the line at *place*; *waiting* is a label without its value above it."""
    line = head.lines[place]
    if line.parted:
        parted = replace(line, text=line.parted, parted=None)
        following = head.following(place)
        said = read_header_line(parted, following, waiting, head=True, first=place == 0)
        if said is not None:
            return said
    if place >= head.prose and len(line.text) > _LONGEST:
        return None
    credits = glean_credits(line.text)
    return Said(credits, Sureness.REVIEWED if credits.film else 0) if credits else None
