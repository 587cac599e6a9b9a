"""Markdown → the plain text of several reviews, with where each of them is.

The reviews are found in Markdown, where a heading still shows; their places are carried over to
plain text by a mark that no text has. In: Markdown. Out: :class:`Parted`, whose text is the one
that ``markdown_text`` gives, or None if the file is one review.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import Final, NamedTuple

from reelsearch.readers.markdown_text import markdown_to_text
from reelsearch.readers.section_facts import Stated, state_facts
from reelsearch.readers.sections import Own, divide
from reelsearch.readers.series import Series, find_series
from reelsearch.review import Provenance, Review

_MARK: Final = "\ue0f1"
"""A character for private use."""

_LEAD = re.compile(r"[\s>#*_+-]*")
_WORD = re.compile(r"\w+")
_AHEAD: Final = 60
"""Lines of Markdown that may stand between two lines of the text: a table, a comment."""


class Parted(NamedTuple):
    """The plain text, the ranges of the reviews in it, and the Markdown it is from, which begins
    below line ``above`` of the file."""

    text: str
    owned: list[Own]
    series: Series
    above: int

    def divide(self, review: Review) -> Iterator[Review]:
        """The reviews in *review*, which is of ``text``."""
        found = number_lines(self.series.lines, self.text.split("\n"))
        numbers = [self.above + number for number in found]
        return divide(review, self.owned, numbers, self.series)


def part_markdown(markdown: str, above: int) -> Parted | None:
    """The reviews in *markdown*, two or more; None if it is one, or that is not sure."""
    series = find_series(markdown) if _MARK not in markdown else None
    if series is None:
        return None
    stated = state_facts(series)
    pieces = markdown_to_text("\n".join(_mark_lines(series, stated))).split(_MARK)
    if len(pieces) != 2 * len(series.parts) + 2:
        return None  # one stands in what is no text: in a comment, in a script
    text = "".join(pieces).rstrip()
    if text != markdown_to_text(markdown):
        return None  # one stands in what is a sign of Markdown: a rule, a row of a table
    places = list(accumulate(len(piece) for piece in pieces[:-1]))
    starts = [text.rfind("\n", 0, at) + 1 for at in places]
    if places[-1] >= len(text):
        starts[-1] = len(text)
    owned: list[Own] = []
    for begin, start, end, each in zip(
        starts[::2], starts[1::2], starts[2::2], stated, strict=False
    ):
        stop = begin + len(text[begin:end].rstrip())
        facts = [fact._replace(origin=_shift(fact.origin, above)) for fact in each.facts]
        owned.append(Own(begin, min(start, stop), stop, each._replace(facts=facts)))
    return Parted(text, owned, series, above)


def _shift(origin: Provenance, above: int) -> Provenance:
    return Provenance(origin.origin, origin.evidence, (origin.line or 0) + above)


def _mark_lines(series: Series, stated: list[Stated]) -> list[str]:
    """The lines with two marks a review, where it begins and where it is read from, and one
    where the last has ended."""
    lines = [*series.lines]
    for part, each in zip(series.parts, stated, strict=True):
        below = (at for at in range(each.below, part.end) if _WORD.search(lines[at]))
        for place in (part.first, next(below, part.first)):
            lines[place] = _mark_line(lines[place])
    below = (at for at in range(series.parts[-1].end, len(lines)) if _WORD.search(lines[at]))
    if (foot := next(below, None)) is None:
        lines += ["", _MARK]
    else:
        lines[foot] = _mark_line(lines[foot])
    return lines


def _mark_line(line: str) -> str:
    lead = _LEAD.match(line)
    at = lead.end() if lead else 0
    return f"{line[:at]}{_MARK}{line[at:]}"


def number_lines(markdown: list[str], text: list[str]) -> list[int]:
    """For each line of *text* the number of the line of *markdown* that it is from."""
    numbers: list[int] = []
    at = 0
    for line in text:
        word = _WORD.search(line)
        if word is not None:
            reach = range(at, min(at + _AHEAD, len(markdown)))
            at = next((place for place in reach if word[0] in markdown[place]), at)
        numbers.append(at + 1)
        at += word is not None and at + 1 < len(markdown)
    return numbers
