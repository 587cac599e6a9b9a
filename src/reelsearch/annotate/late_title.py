"""A title with its credits amid a letter or a page → the film, where the top names none.

In: the lines of a review. Out: the facts of the two lines, and the first: "THIS TIME: HEAT" or
"Heat" above "dir. Ada Orr / 1995 / 127 min", behind a greeting and other matter. Refused (None): a
line that may be a title above anything but the director with a year, a length or a country.
"""

from __future__ import annotations

from reelsearch.annotate.facts import Facts
from reelsearch.annotate.header_line import read_header_line
from reelsearch.annotate.kickers import cut_kicker, is_kicker
from reelsearch.annotate.lines import Line, Lines
from reelsearch.annotate.title_line import parse_title_line
from reelsearch.annotate.title_shape import clean_title, may_be_title

_MOST_LINES = 60
_LONGEST = 120
_DIRECTS = ("dir", "regie", "regia", "réal", "film by", "d:")


def find_late_title(lines: Lines, first: int) -> tuple[Facts, Line] | None:
    """The first title with credits below it from the line at *first* on."""
    for below in range(first + 1, min(len(lines), first + _MOST_LINES + 2)):
        raw = lines.raw(below)
        if len(raw) > _LONGEST or not any(map(raw.lower().__contains__, _DIRECTS)):
            continue
        place = below - 1 if any(map(str.isalpha, lines.raw(below - 1))) else below - 2
        if place not in range(first, first + _MOST_LINES) or len(lines.raw(place)) > _LONGEST:
            continue
        if not any(map(str.isalpha, lines.raw(place))):
            continue
        said = read_header_line(lines[below], None, None, head=True, first=False)
        facts = said.facts if said else Facts()
        if not facts.director or not (facts.year or facts.runtime or facts.country):
            continue
        if title := _read_title(lines[place].text):
            title.absorb(facts)
            return title, lines[place]
    return None


def _read_title(text: str) -> Facts | None:
    text = cut_kicker(text)
    if found := parse_title_line(text):
        return found.facts
    return Facts(film=clean_title(text)) if may_be_title(text) and not is_kicker(text) else None
