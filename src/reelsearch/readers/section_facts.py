"""Several reviews of one file → what the way they begin and end says of each.

What one line leaves open, the lines in the same place of the others settle: a name alone below
each rating is who wrote, a number at the end of each entry is a mark, of ten if some are over
five. In: a series. Out: for each part its facts, and how many of its lines they use up. Nothing
is said of what ``annotate`` reads by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from reelsearch.readers.beginnings import cut_date
from reelsearch.readers.film_headings import LONGEST, read_opening_maker, read_opening_title
from reelsearch.readers.post_headings import (
    CRITIC,
    UNDER_PAPER,
    find_date_between,
    read_name,
    read_signed,
)
from reelsearch.readers.prose_lines import is_prose
from reelsearch.readers.section_kinds import Kind
from reelsearch.readers.series import Part, Series
from reelsearch.review import Origin, Provenance

_SIGNED_WITHIN: Final = 4
_SHARE: Final = 2 / 3
_LEAST_MARKS: Final = 3
_TEN: Final = 10.0
_HUNDRED: Final = 100.0
_MIDDLE: Final = 5
_MOST_BELOW: Final = 6
_LAST_WORDS: Final = 30  # characters

_LAST_MARK = re.compile(
    r"(?:^|[.!?…”\"’')]\s{1,3})"
    r"(?P<mark>(?P<number>\d{1,3}(?:[.,]\d)?)(?: and a half|½)?|\*{1,5})[.*_]{0,2}$"
)


_LABELLED = re.compile(
    r"(?P<label>[^:]{2,30}):\s{1,3}(?P<number>\d{1,3}(?:[.,]\d)?)"
    r"\s(?:out of|of|von|av|sur|di)\s(?P<best>\d{1,3})(?:\s\w{2,20})?[.!]?"
)
"""A mark in units of one's own, on a line of its own: "My hat: 5 of 5 hats"."""

_IN_BRACKETS = re.compile(r"\((?P<name>[^\W\d_][^()\d]{1,40})\)$")
_INITIALS = re.compile(r"(?!U\.\s?[KS]\.)[A-ZÀ-Þ]\.\s?(?:[A-ZÀ-Þ]\.\s?){0,2}[A-ZÀ-Þ]\.?")


class Fact(NamedTuple):
    """A value of one field of a review, and where it is from."""

    attribute: str
    value: Any
    name: str
    origin: Provenance


class Stated(NamedTuple):
    """The facts of one part, the first line below those that nothing else is on, and the scale
    of its rating."""

    facts: list[Fact]
    below: int
    scale: float | None = None


def state_facts(series: Series) -> list[Stated]:
    """What is said of each part of *series*. Lines are counted from 1 in its own lines."""
    stated = [_state_beginning(series.lines, part) for part in series.parts]
    kind = series.parts[-1].beginning.kind
    if kind is Kind.RATED:
        stated = _state_users(series, stated)
    if kind is Kind.DATE:
        _state_openings(series, stated)
        stated = _state_posters(series, stated)
    _state_initials(series, stated)
    labelled = _state_labelled(series, stated)
    return labelled or _state_marks(series, stated)


def _add(stated: Stated, attribute: str, value: Any, line: tuple[int, str], **odd: Any) -> None:
    name = {"reviewers": "reviewer", "rating_text": "rating"}.get(attribute, attribute)
    if any(fact.attribute == attribute for fact in stated.facts):
        return
    origin = Provenance(odd.get("origin", Origin.HEADER), line[1].strip(), line[0] + 1)
    stated.facts.append(Fact(attribute, value, name, origin))


def _state_beginning(lines: Sequence[str], part: Part) -> Stated:
    """What the line says with which the review begins, alone."""
    begins, place = part.beginning, part.begins_at
    line = (place, lines[place])
    used = begins.is_whole or (
        begins.kind is Kind.POST and begins.user is not None and begins.form != "review by"
    )
    stated = Stated([], place + 1 if used else part.first)
    if begins.title:
        _add(stated, "film", begins.title, line)
    if begins.year:
        _add(stated, "year", begins.year, line)
    if begins.rating and begins.is_whole:
        _add(stated, "rating_text", begins.rating, line)
    if begins.director:
        _add(stated, "director", (begins.director,), line)
    if begins.user:
        _add(stated, "reviewers", (begins.user,), line)
    if begins.date:
        _add(stated, "date", begins.date, line)
    if begins.kind is Kind.FILM and not used and not _has_digit(lines, part):
        return stated._replace(below=place)  # "Saturday" above it is not of the title
    return stated


def _has_digit(lines: Sequence[str], part: Part) -> bool:
    above = lines[part.first : part.begins_at]
    return any(character.isdigit() for line in above for character in line)


def _state_users(series: Series, stated: list[Stated]) -> list[Stated]:
    """Who gave each rating: on a line with the date, or on one in the same place everywhere."""
    lines, parts = series.lines, series.parts
    for part, each in zip(parts, stated, strict=True):
        for at in range(part.begins_at + 1, min(part.begins_at + _SIGNED_WITHIN, part.end)):
            if signed := read_signed(lines[at].strip()):
                _add(each, "reviewers", (signed.user,), (at, lines[at]))
                _add(each, "date", signed.date, (at, lines[at]))
                break
    if any(fact.attribute == "reviewers" for each in stated for fact in each.facts):
        return stated
    if all(part.beginning.form == UNDER_PAPER for part in parts):
        return [_state_critic(lines, *each) for each in zip(parts, stated, strict=True)]
    for step in (-1, 1):
        places = [part.begins_at + step for part in parts]
        inside = all(part.first <= at < part.end for at, part in zip(places, parts, strict=True))
        names = [read_name(lines[at].strip()) for at in places] if inside else []
        if names and all(names):
            return [
                _state_name(series, part, each, at)
                for part, each, at in zip(parts, stated, places, strict=True)
            ]
    return stated


def _state_critic(lines: Sequence[str], part: Part, stated: Stated) -> Stated:
    """*stated* with the paper on the line above the verdict, and the critic above that."""
    critic, paper = part.begins_at - 2, part.begins_at - 1
    _add(stated, "reviewers", (lines[critic].strip(),), (critic, lines[critic]))
    _add(stated, "publication", lines[paper].strip(), (paper, lines[paper]))
    last = part.end - 1
    if len(lines[last]) <= LONGEST and (date := find_date_between(lines[last])):
        _add(stated, "date", date, (last, lines[last]))
    return stated._replace(below=part.begins_at)


def _state_name(series: Series, part: Part, stated: Stated, at: int) -> Stated:
    """*stated* with the name on the line *at*, and with the rating above it, whose lines hold
    nothing else then."""
    lines, begins = series.lines, part.beginning
    name, behind = read_name(lines[at].strip()) or ("", "")
    _add(stated, "reviewers", (name,), (at, lines[at]))
    if behind:
        _add(stated, "publication", behind, (at, lines[at]))
    if begins.rating is None or at < part.begins_at:
        return stated
    _add(stated, "rating_text", begins.rating, (part.begins_at, lines[part.begins_at]))
    below = at + 1
    paper = lines[below].strip() if below + 1 < part.end else ""
    is_alone = paper != "" and read_name(paper) == (paper, "")
    if begins.form == CRITIC and is_alone and is_prose(lines[below + 1]):
        _add(stated, "publication", paper, (below, paper))
        below += 1
    return stated._replace(below=below)


def _state_posters(series: Series, stated: list[Stated]) -> list[Stated]:
    """Who wrote each, where a name alone stands above every date."""
    lines = series.lines
    names = [
        read_name(lines[part.begins_at - 1].strip()) if part.first == part.begins_at - 1 else None
        for part in series.parts
    ]
    if not all(names):
        return stated
    posted: list[Stated] = []
    for part, each, name in zip(series.parts, stated, names, strict=True):
        if name is not None:
            _add(each, "reviewers", (name[0],), (part.first, lines[part.first]))
        is_dated = part.beginning.date is not None and not part.beginning.runs_in
        posted.append(each._replace(below=part.begins_at + 1) if is_dated else each)
    return posted


def _state_openings(series: Series, stated: list[Stated]) -> None:
    """The film that an entry of a diary opens with, where nothing but a mark follows it."""
    for part, each in zip(series.parts, stated, strict=True):
        if part.beginning.runs_in:
            line = series.lines[part.begins_at].strip()
            _state_opening(each, cut_date(line), (part.begins_at, line))
            continue
        for at in range(part.begins_at + 1, min(part.begins_at + 3, part.end)):
            if line := series.lines[at].strip():
                if is_prose(line):
                    _state_opening(each, line, (at, line))
                break


def _state_opening(stated: Stated, text: str, line: tuple[int, str]) -> None:
    if title := read_opening_title(text):
        _add(stated, "film", title, line, origin=Origin.INFERRED)
    elif maker := read_opening_maker(text):
        _add(stated, "director", (maker,), line, origin=Origin.INFERRED)


def _state_initials(series: Series, stated: list[Stated]) -> None:
    """The initials in brackets that end a review, where names in brackets end the others."""
    lines = series.lines
    places = [part.end - 1 for part in series.parts]
    signed = [_IN_BRACKETS.search(lines[at].strip()[-LONGEST:]) for at in places]
    if sum(found is not None for found in signed) < max(2, _SHARE * len(signed)):
        return
    for at, found, each in zip(places, signed, stated, strict=True):
        if found and _INITIALS.fullmatch(found["name"]):
            _add(each, "reviewers", (found["name"],), (at, lines[at]))


def _state_labelled(series: Series, stated: list[Stated]) -> list[Stated] | None:
    """The mark behind the label that is below all of the reviews; None if none is."""
    found = [_find_labelled(series.lines, part) for part in series.parts]
    given = [(at, mark) for each in found if each for at, mark in [each]]
    if len(given) < len(found) or len({(mark["label"], mark["best"]) for _, mark in given}) > 1:
        return None
    scale = float(given[0][1]["best"])
    if any(float(mark["number"].replace(",", ".")) > scale for _, mark in given):
        return None
    for (at, mark), each in zip(given, stated, strict=True):
        _add(each, "rating_text", mark["number"], (at, series.lines[at]))
    return [each._replace(scale=scale) for each in stated]


def _find_labelled(lines: Sequence[str], part: Part) -> tuple[int, re.Match[str]] | None:
    """The last line that is a mark behind its label; little stands below it, if anything."""
    for at in range(part.end - 1, max(part.begins_at, part.end - 1 - _MOST_BELOW), -1):
        if len(lines[at]) <= LONGEST and (found := _LABELLED.fullmatch(lines[at].strip())):
            return at, found
    return None


class _Mark(NamedTuple):
    """A mark with nothing else beside it; ``number`` is None for stars."""

    place: int
    text: str
    number: float | None


def _state_marks(series: Series, stated: list[Stated]) -> list[Stated]:
    """The mark that is the last word of the reviews, or the first line of them."""
    marks = [_find_mark(series.lines, part) for part in series.parts]
    given = [mark for mark in marks if mark]
    if len(given) < max(_SHARE * len(marks), min(_LEAST_MARKS, len(marks))):
        return stated
    numbers = [mark.number for mark in given if mark.number is not None]
    highest = max(numbers, default=0.0)
    scale = _TEN if _MIDDLE < highest <= _TEN else _HUNDRED if _TEN < highest <= _HUNDRED else None
    if numbers and scale is None:
        return stated
    return [
        _add_mark(each, mark, scale, series.lines) if mark else each
        for each, mark in zip(stated, marks, strict=True)
    ]


def _find_mark(lines: Sequence[str], part: Part) -> _Mark | None:
    place, begins = part.begins_at, part.beginning
    if begins.form == "number" and begins.kind is Kind.RATED:
        text = lines[place].strip()
        return _Mark(place, text, float(text))
    place = part.end - 1
    found = _LAST_MARK.search(lines[place].strip()[-_LAST_WORDS:])
    if found is None:
        return None
    number = found["number"]
    return _Mark(place, found["mark"], float(number.replace(",", ".")) if number else None)


def _add_mark(stated: Stated, mark: _Mark, scale: float | None, lines: Sequence[str]) -> Stated:
    if (mark.number is None) != (scale is None):
        return stated  # stars among numbers
    _add(stated, "rating_text", mark.text, (mark.place, lines[mark.place]))
    is_first = mark.place == stated.below and lines[mark.place].strip() == mark.text
    return stated._replace(scale=scale, below=stated.below + is_first)
