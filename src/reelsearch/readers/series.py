"""A text → the reviews it holds, if it is sure that there are several.

In: the text of a pasted file, or of a Markdown file. Out: :class:`Series`, whose parts laid end
to end are the text again, or None. A text is parted only where two lines or more begin a review
alike (:mod:`beginnings <reelsearch.readers.beginnings>`) and prose of its own follows each. All
else stays one review: one that mentions several films, an essay with subheadings, a cast list, an
interview, a mail that quotes another.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final, NamedTuple

from reelsearch.readers.alike import choose_alike
from reelsearch.readers.beginnings import read_beginning
from reelsearch.readers.film_headings import LONGEST, is_fact, names_film, read_headed
from reelsearch.readers.post_headings import (
    LONGEST_VERDICT,
    UNDER_NAME,
    read_under_name,
    read_under_paper,
)
from reelsearch.readers.prose_lines import (
    LEAST_SMALL,
    LEAST_WORDS,
    SHORT_LINE,
    count_small,
    count_words,
    is_prose,
    is_rule,
    says_something,
)
from reelsearch.readers.section_kinds import Beginning, Kind

OPENING: Final = "opening"
"""The form of the post that a thread answers."""

_LONGEST_PROSE_ABOVE: Final = 160
"""Words above the first review that are a greeting or an introduction; more are an essay."""

_MOST_UNEVEN: Final = 5
"""How many times as long as the next longest one film's review may be; more is a review with
tips for further viewing."""

_LEAST_OPENING_POST: Final = 40
"""Words of prose that make a review of the post that opens a thread."""

_LINES_BEFORE: Final = 2
_LINES_BELOW: Final = 4
_MOST_PAGE_LINES: Final = 40
_SMALL_AMID: Final = 5
"""Words that begin small of a line that is amid a sentence, however short it is."""

_ENDS: Final = ".!?…”\"’')*★½☆"
OF_FILMS: Final = (Kind.FILM, Kind.LABEL, Kind.DATE)
"""Beginnings of reviews that are of a film each."""

_UNSURE: Final = frozenset(("rated", "headed"))
"""Forms of headings that parts of one film's review may have as well."""

_POINTS = re.compile(
    r"(?:related|similar|see also|also (?:see|read|showing|on)|read (?:more|next|also)|next"
    r"|more like this|further (?:viewing|reading)|you (?:may|might) also like|recommended"
    r"|coming soon)\b.{0,30}",
    re.I,
)
"""What stands above the titles of other films that the review leads on to."""

_POSTED = re.compile(r"(?:posted|submitted)\b.{0,30}\b(?:by|u/)", re.I)


class Part(NamedTuple):
    """One review: the first of its lines that is its own, the one after the last, and the one
    that says how it begins."""

    first: int
    end: int
    begins_at: int
    beginning: Beginning


class Series(NamedTuple):
    """The reviews of a text, by numbers of its ``lines``, which count from 0.

    ``names_film`` says that what stands above them names the film of all of them.
    """

    lines: list[str]
    parts: list[Part]
    names_film: bool


def find_series(text: str) -> Series | None:
    """The reviews in *text*, two or more; None if it is one, or that is not sure."""
    if len(text) < 2 * LEAST_WORDS * len("four "):
        return None
    lines = text.split("\n")
    prose = _skip_prose(lines)
    found = _list_beginnings(lines, prose, len(lines))
    if not found:
        return None
    found = [*_list_beginnings(lines, 0, prose), *found]
    best: list[tuple[int, Beginning]] = []
    for kind in Kind:
        alike = [each for each in found if each[1].kind is kind]
        chosen = choose_alike(lines, alike) if len(alike) > 1 else []
        if chosen and _fits_page(lines, chosen) and _weigh(chosen) > _weigh(best):
            best = chosen
    return _part(lines, best) if best else None


def _fits_page(lines: list[str], chosen: list[tuple[int, Beginning]]) -> bool:
    """Whether marks below a name are of users, or those below a title of films: that depends on
    whether the film is named above them."""
    forms = {begins.form for _, begins in chosen}
    if UNDER_NAME not in forms and not forms <= _UNSURE:
        return True
    above = lines[: min(chosen[0][0], _MOST_PAGE_LINES)]
    return any(names_film(line.strip()) for line in above) == (UNDER_NAME in forms)


def _weigh(chosen: list[tuple[int, Beginning]]) -> tuple[int, bool, int]:
    """How much speaks for these beginnings: their number, what they are sure of, being above."""
    sure = any(begins.form not in _UNSURE for _, begins in chosen)
    return len(chosen), sure, -chosen[0][0] if chosen else 0


def _skip_prose(lines: list[str]) -> int:
    """The line below the first prose. Most files have one review, and nothing that could begin
    another stands there; then it need not be asked how the first one begins."""
    small = 0
    for place, line in enumerate(lines):
        small += count_small(line[:LONGEST])
        if small >= LEAST_SMALL:
            return place + 1
    return len(lines)


def _list_beginnings(lines: list[str], start: int, stop: int) -> list[tuple[int, Beginning]]:
    """Each line in the range that may begin a review, with how."""
    found: list[tuple[int, Beginning]] = []
    above = lines[start - 1].strip() if start else ""
    for place in range(start, stop):
        line = lines[place].strip()
        if line and _may_follow(above):
            below = lines[place + 1].strip() if place + 1 < len(lines) else ""
            apart = _is_end(above)
            begins = read_beginning(line, below, apart=apart)
            if begins is None and apart and len(line) <= SHORT_LINE:
                begins = read_headed(line, _list_short_lines(lines, place))
            if begins is None and below and above and not (place > 1 and lines[place - 2].strip()):
                begins = read_under_name(line, above)
            if begins is None and below and len(line) <= LONGEST_VERDICT and place > 1:
                begins = read_under_paper(line, above, lines[place - 2].strip())
            if begins is not None:
                found.append((place, begins))
        above = line
    return found


def _list_short_lines(lines: list[str], place: int) -> list[str]:
    """The short lines right below a heading, down to its prose."""
    found: list[str] = []
    for at in range(place + 1, min(place + 1 + _LINES_BELOW, len(lines))):
        line = lines[at].strip()
        if len(line) > SHORT_LINE or (not line and (found or not lines[place].startswith("#"))):
            break
        if line:
            found.append(line)
    return found


def _is_end(above: str) -> bool:
    """Whether a paragraph begins below the line *above*."""
    return not above or (above[-1] in _ENDS and len(above) > LONGEST) or is_rule(above)


def _may_follow(above: str) -> bool:
    """Whether a review may begin below the line *above*, and it is not amid a sentence."""
    if not above or above[-1] in _ENDS or above[-1].isdigit():
        return True
    if _POINTS.fullmatch(above):
        return False
    return len(above) <= SHORT_LINE and count_small(above) < _SMALL_AMID


def _part(lines: list[str], begun: list[tuple[int, Beginning]]) -> Series | None:
    """The series that begins at the places of *begun*; None if what is around says otherwise."""
    kind = begun[0][1].kind
    firsts = [_find_first(lines, place) for place, _ in begun]
    above = count_words(lines, 0, firsts[0])
    if kind is Kind.POST and above >= _LEAST_OPENING_POST:
        opening = (at for at in range(firsts[0]) if _POSTED.match(lines[at].strip()))
        if (opened := next(opening, None)) is not None:
            begun = [(opened, Beginning(Kind.POST, OPENING)), *begun]
            firsts = [opened, *firsts]
    elif above > (_LEAST_OPENING_POST if kind is Kind.RATED else _LONGEST_PROSE_ABOVE):
        return None
    reach = lines[: min(_find_named_until(begun[0], firsts), _MOST_PAGE_LINES)]
    named = any(names_film(line.strip()) for line in reach)
    if named and kind is Kind.DATE:
        return None  # the days on which one film was made, or seen
    ends = [*firsts[1:], len(lines)]
    if kind in OF_FILMS and _is_uneven(lines, firsts, ends):
        return None
    ends[-1] = _find_last(lines, firsts)
    parts = [
        Part(first, _cut_end(lines, first, end), place, begins)
        for first, end, (place, begins) in zip(firsts, ends, begun, strict=True)
    ]
    return Series(lines, parts, named and kind not in OF_FILMS)


def _find_named_until(first: tuple[int, Beginning], firsts: list[int]) -> int:
    """The line above which the film of all is named: the first comment, or the first review."""
    return firsts[1] if first[1].form == OPENING else firsts[0]


def _is_uneven(lines: list[str], firsts: list[int], ends: list[int]) -> bool:
    """Whether one part is so much longer than all others that these are no reviews beside it."""
    lengths = sorted(count_words(lines, *each) for each in zip(firsts, ends, strict=True))
    return lengths[-1] > _MOST_UNEVEN * max(lengths[-2], LEAST_WORDS)


def _find_first(lines: list[str], place: int) -> int:
    """The first line of the review that begins at *place*: lines right above it that begin the
    paragraph are its as well: "Sunday" above the film's heading, the buyer's name."""
    for back in range(1, _LINES_BEFORE + 2):
        above = lines[place - back].strip() if place >= back else ""
        if not above or is_rule(above):
            return place - back + 1
        if len(above) > SHORT_LINE or count_small(above) >= LEAST_SMALL:
            break
    return place


def _find_last(lines: list[str], firsts: list[int]) -> int:
    """The line after the last review: it has no more lines below its prose than the others."""
    most = max(_count_below(lines, *each)[1] for each in pairwise(firsts))
    place, _ = _count_below(lines, firsts[-1], len(lines))
    while place < len(lines) and lines[place - 1].strip()[-1:].isalpha() and lines[place].strip():
        place += 1  # the last line of a wrapped paragraph
    if place < len(lines) and len(lines[place]) <= SHORT_LINE and is_fact(lines[place].strip()):
        place += 1  # the rating right below the prose
        most = max(most - 1, 0)
    while most and place < len(lines):
        most -= says_something(lines, place)
        place += 1
    return place


def _count_below(lines: list[str], first: int, end: int) -> tuple[int, int]:
    """The line after the last one of prose, and how many lines below it say something."""
    below = 0
    for place in range(end - 1, first - 1, -1):
        if is_prose(lines[place]):
            return place + 1, below
        below += says_something(lines, place)
    return end, 0


def _cut_end(lines: list[str], first: int, end: int) -> int:
    """*end* without the blank lines and rules above it."""
    while end > first + 1 and not says_something(lines, end - 1):
        end -= 1
    return end
