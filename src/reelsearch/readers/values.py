"""What a stated value means: names, years, minutes, titles with a year behind them.

In: the text of one cell, key or element. Out: the value, or None if it is not one.
Nothing here looks into prose.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import Final, NamedTuple

from reelsearch.readers.clean import clean_label

FIRST_YEAR: Final = 1888
LAST_YEAR: Final = 2035
LONGEST_RUNTIME: Final = 2_000
LONGEST_LABEL: Final = 500

_YEAR = re.compile(r"\s*([12][0-9]{3})(?:\.0+)?\s*\Z")
_YEAR_IN_DATE = re.compile(r"(?<![0-9])([12][0-9]{3})(?![0-9])")
_MINUTES = re.compile(
    r"([0-9]{1,4})(?:\.[0-9]{1,3})?\s{0,3}(?:m|min|mins|minute|minutes)?\.?\Z", re.I
)
_HOURS = re.compile(
    r"(?:PT)?([0-9]{1,2})\s{0,3}(?:h|hr|hrs|hour|hours)\.?,?\s{0,3}(?:and\s{1,3})?"
    r"(?:([0-9]{1,3})\s{0,3}(?:m|min|mins|minute|minutes)?\.?)?\Z",
    re.I,
)
_ISO_MINUTES = re.compile(r"PT([0-9]{1,4})M(?:[0-9]{1,2}S)?\Z", re.I)
_CLOCK = re.compile(r"([0-9]{1,2}):([0-5][0-9])(?::[0-5][0-9])?\Z")
_SUFFIX = re.compile(r",\s{0,3}(?=(?:Jr|Sr|II|III|IV)\b)", re.I)
_COMMA = re.compile(r"\s{0,9},\s{0,9}(?:and\s{1,9})?")
_JOINT = re.compile(r"\s{1,9}(?:and|&|with)\s{1,9}", re.I)
_MARKED = re.compile(r"\s{0,9}[|;\n]\s{0,9}")
_PARENTHESIS = re.compile(r"[(\[]([12][0-9]{3})[)\]]")
_REVIEW_BEFORE = re.compile(
    r"\A(?:(?:film|movie|blu-ray|dvd)\s{1,3})?reviews?\s{0,3}[:|–—-]\s{0,3}(?=\S)", re.I
)
_REVIEW_AFTER = re.compile(
    r"\s{0,3}[:|–—-]?\s{1,3}\(?(?:(?:a|film|movie|blu-ray|dvd|the)\s{1,3}){0,2}review\)?\Z", re.I
)
_TAIL_BEGINS = re.compile(
    r"\s{0,3}(?:[-–—|:,.]|[★☆½]|\(?\s{0,3}(?:film|movie|a|the)?\s{0,3}review\b)", re.I
)
_SAYS_REVIEW = re.compile(r"\breview(?:ed)?\b|\breviews(?=\s{1,3}[\w“\"‘'])", re.I)
_HEADLINE_WORDS = re.compile(r"\b(?:film|movie|blu-ray|dvd|reviews?|a|of|the)\b", re.I)
_YEAR_INSIDE = re.compile(
    r"\w[^()\[\]]{0,200}[(\[][^()\[\]]{0,80}(?<![0-9])(?:18|19|20)[0-9]{2}[)\]]"
)
_QUOTES: Final = {"“": "”", '"': '"', "‘": "’", "'": "'", "«": "»", "*": "*", "_": "_"}
_PLACEHOLDER_DAYS = re.compile(
    r"(?:january\s{1,3}0?1,?\s{1,3}|0?1\s{1,3}january,?\s{1,3}|jan\.?\s{1,3}0?1,?\s{1,3}"
    r"|0?1/0?1/)(?:1800|1900|1970|2000|0001)\Z"
    r"|(?:1800|1900|1970|2000|0001)-01-01(?:[T ]00:00(?::00(?:\.0+)?)?(?:Z|\+00:00)?)?\Z",
    re.I,
)
_CERTIFICATES: Final = frozenset(
    "G PG PG-13 PG13 R NC-17 NC17 NR UNRATED NOT-RATED U 12A R18 TV-14 TV-MA TV-PG TV-G APPROVED "
    "PASSED M/PG".split()
)


# A table repeats its critics and films thousands of times.
_remembered = lru_cache(maxsize=2_048)


def load_words(name: str) -> frozenset[str]:
    """The lines of a word list of the readers, without its comments."""
    text = files("reelsearch.readers").joinpath(name).read_text("utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


_MISSING: Final = load_words("missing_values.txt") | {""}


class Title(NamedTuple):
    """A film's title, and its year where the title had one behind it."""

    film: str
    year: int | None = None


def is_missing(text: str) -> bool:
    """Whether *text* stands for no value."""
    return text.strip() in _MISSING


@_remembered
def parse_label(text: str) -> str | None:
    """*text* as a title or name on one line; None if it says nothing or is no label."""
    if is_missing(text):
        return None
    label = clean_label(text[: LONGEST_LABEL * 4])
    return label if label and len(label) <= LONGEST_LABEL else None


@_remembered
def parse_year(text: str) -> int | None:
    """The year that *text* is; None if it is not a year in which there were films."""
    match = _YEAR.match(text)
    return _plausible(int(match[1])) if match else None


@_remembered
def find_year(text: str) -> int | None:
    """The year in a date, however it is written; None if there is not exactly one."""
    years = {int(found) for found in _YEAR_IN_DATE.findall(text[:100])}
    return _plausible(years.pop()) if len(years) == 1 else None


def _plausible(year: int) -> int | None:
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


@_remembered
def parse_runtime(text: str) -> int | None:
    """Minutes: ``104``, ``104 min``, ``2h 5m``, ``1 hr. 52 min.``, ``PT125M``, ``1:45``."""
    text = text.strip()[:40]
    minutes: int | None = None
    if match := _MINUTES.match(text) or _ISO_MINUTES.match(text):
        minutes = int(match[1])
    elif match := _HOURS.match(text) or _CLOCK.match(text):
        minutes = int(match[1]) * 60 + int(match[2] or 0)
    return minutes if minutes and minutes <= LONGEST_RUNTIME else None


@_remembered
def split_list(text: str) -> tuple[str, ...]:
    """The parts of a list written in one cell, separated by ``|``, ``;`` or commas."""
    text = _SUFFIX.sub(" ", text[: LONGEST_LABEL * 20])
    separator = _MARKED if _MARKED.search(text) else _COMMA
    return _labels(separator.split(text))


@_remembered
def split_people(text: str) -> tuple[str, ...]:
    """The people in one cell; ``A. Smith and B. Jones`` are two."""
    names: list[str] = []
    parts = split_list(text)
    for part in parts:
        names += _JOINT.split(part)
    return _labels(_share_surname(names) if len(parts) == 1 else names)


@_remembered
def split_byline(text: str) -> tuple[str, ...]:
    """Those who signed: as :func:`split_people`, but *Smith, John* stays one person."""
    if _MARKED.search(text):
        return split_people(text)
    parts = _COMMA.split(_SUFFIX.sub(" ", text))
    if all(" " in part.strip() for part in parts):
        return split_people(text)
    return _labels([text] if len(parts) > 1 else _share_surname(_JOINT.split(text)))


def _share_surname(names: list[str]) -> list[str]:
    """ "Joel and Ethan Coen" are two Coens."""
    if len(names) != 2 or len(names[0].split()) != 1 or len(names[1].split()) != 2:
        return names
    return [f"{names[0].strip()} {names[1].split()[1]}", names[1]]


def _labels(parts: list[str]) -> tuple[str, ...]:
    labels = (parse_label(part) for part in parts)
    return tuple(dict.fromkeys(label for label in labels if label))


@_remembered
def split_title(text: str) -> Title:
    """A headline such as ``Review: Heat (1995)`` as the film and its year.

    A year in brackets ends the title only if nothing follows it but the like of
    ``- review``; without one, the title is kept whole.
    """
    title = _REVIEW_BEFORE.sub("", text.strip(), count=1)
    for match in _PARENTHESIS.finditer(title):
        year = _plausible(int(match[1]))
        film, tail = title[: match.start()].rstrip(), title[match.end() :]
        if year and film and (not tail.strip() or _TAIL_BEGINS.match(tail)):
            return Title(_unquote(film), year)
    shorter = _REVIEW_AFTER.sub("", title)
    return Title(_unquote(shorter if shorter.strip() else title))


def _unquote(title: str) -> str:
    """*title* without the quotation marks around all of it."""
    if len(title) > 2 and _QUOTES.get(title[0]) == title[-1] and title[-1] not in title[1:-1]:
        return title[1:-1].strip()
    return title


def says_more(headline: str) -> bool:
    """Whether *headline* tells anything beside the film and its year: a rating, a director.

    One without a year is for others to read whole.
    """
    title = split_title(headline)
    if title.year is None:
        return True
    rest = _HEADLINE_WORDS.sub(
        " ", headline.replace(title.film, " ", 1).replace(str(title.year), "")
    )
    return any(letter.isalnum() or letter in "★☆½" for letter in rest)


def announces_film(headline: str) -> bool:
    """Whether *headline* says that it heads a review: ``Heat (1995)``, ``Heat review: cold``.

    What the film is, is for whoever reads headlines to say; here is only told whether to ask.
    """
    headline = headline[:LONGEST_LABEL]
    return _YEAR_INSIDE.search(headline) is not None or _SAYS_REVIEW.search(headline) is not None


def has_title_form(text: str) -> bool:
    """Whether *text* reads ``Film (2017)`` and so says which film it is about."""
    return split_title(text).year is not None


def is_certificate(text: str) -> bool:
    """Whether *text* is an age certificate that no one would mistake for a grade."""
    return text.strip().upper().replace(" ", "-") in _CERTIFICATES


@_remembered
def is_placeholder_date(text: str) -> bool:
    """Whether *text* is a day that databases write when they do not know one."""
    return bool(_PLACEHOLDER_DAYS.match(text.strip()[:60]))
