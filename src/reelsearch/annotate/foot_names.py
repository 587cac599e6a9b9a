"""Names that stand alone on a line below the prose → who may have signed.

In: the lines of a review and the place of one. Out: the name, with the day beside it or what
ends a letter. Refused (None): a town before the day ("London, 2 Sept 2018"), who says words in
quotation marks, and lines with anything else.
"""

from __future__ import annotations

import re

from reelsearch.annotate.byline import drop_contact
from reelsearch.annotate.facts import Facts
from reelsearch.annotate.lines import Lines
from reelsearch.annotate.page_lines import is_closing
from reelsearch.annotate.people import is_lone_name
from reelsearch.annotate.places import is_country
from reelsearch.annotate.ratings import parse_rating
from reelsearch.annotate.signature import (
    is_name_line,
    is_signing_word,
    split_place,
)
from reelsearch.annotate.word_lists import read_words
from reelsearch.readers.dates import parse_date

LONGEST_NAME = 90
_LONGEST_RATING = 20
_OF_A_VERDICT = re.compile(r"[a-z]{3}(?:ing|ful|able|ible|ous|ive|ent|ed|ic|less)$")
"""How words of a verdict end, and first names hardly ever: "Heartbreaking", "Forgettable"."""

_LONGEST_QUOTED = 180
_DASHED = re.compile(r"(?:[—–~]|--?)\s?([A-Z][^\W\d_]{2,20})\.?")
_FIRST_NAME = re.compile(r"(?P<name>[A-ZÀ-Þ][a-zß-ÿ]{2,15}),\s(?P<date>\S.{4,25})")
_LONGEST_DATED = 45
_WRITTEN_BY = re.compile(r"^(?:von|par|por|door|di|af|av)\s(?=[A-ZÀ-Þ]\S*\s[A-ZÀ-Þ])")
_BARE_NUMBER = re.compile(r"\d{1,2}(?:[.,]\d)?")  # of what, nothing says
_BESIDE_NAME = re.compile(
    r"\s\((?:mrs|mr|ms|miss|dr|prof|rev|she|he|they|aged?|hon|sec|secretary|chair"
    r"|treasurer|editor)\b[^()]{0,12}\)$",
    re.IGNORECASE,
)
_KISSES = re.compile(r"\s[xX]{1,4}$")
_QUOTED = re.compile(r"[“\"‘'«].*[”\"’'»][.,]?")


def read_name_alone(lines: Lines, place: int) -> tuple[str, bool] | None:
    """The name alone on a line, or with a dash, an address or a town beside it, and whether the
    end of a letter says that it signs; an empty one for a line with an address alone."""
    text = lines[place].text
    if len(text) > LONGEST_NAME or names_speaker(lines, place):
        return None
    name = drop_contact(text)
    if not name or _BARE_NUMBER.fullmatch(name):
        return "", False
    name = _KISSES.sub("", _WRITTEN_BY.sub("", name))
    dashed = _DASHED.fullmatch(name)
    closed = _is_closed(lines, place)
    if not closed and (cut := _cut_closing(name)):
        name, closed = cut, True
    small = closed and name.islower() and name.isalpha()
    name = dashed[1] if dashed else split_place(_BESIDE_NAME.sub("", name))
    greeted = place > 0 and lines[place - 1].text.endswith(",") and " " not in name
    alone = place == len(lines) - 1 and is_signing_word(name) and not _OF_A_VERDICT.search(name)
    rated = alone and is_rating_above(lines, place)
    if (
        dashed
        or is_name_line(name)
        or rated
        or ((closed or greeted) and is_lone_name(name))
        or small
    ):
        return name, closed
    return None


def read_first_name(lines: Lines, place: int, above: str) -> Facts | None:
    """A first name and the day, last and set off: "Ada, 2 Sept 2018"; a town is no name."""
    line = lines[place]
    match = _FIRST_NAME.fullmatch(line.text) if len(line.text) <= _LONGEST_DATED else None
    if match is None or place != len(lines) - 1 or lines[place - 1].number == line.number - 1:
        return None
    name, date = match["name"], parse_date(match["date"])
    if date is None or "-" not in date or name in above or not is_signing_word(name):
        return None
    if name.lower() in read_words("cities.txt") or is_country(name):
        return None
    return Facts(reviewers=(name,), date=date)


def is_rating_above(lines: Lines, place: int) -> bool:
    """Whether the line right above is a rating and nothing else."""
    above = lines[place - 1] if place else None
    if above is None or above.number < lines[place].number - 1:
        return False
    return len(above.text) <= _LONGEST_RATING and parse_rating(above.text) is not None


def _cut_closing(text: str) -> str | None:
    """The name in "Cheers, Ada"."""
    words = text.split()
    if len(words) == 2 and text.islower() and text.isascii() and is_closing(words[0].strip(",")):
        name = words[1].strip(",.")
        return name if name.isalpha() and len(name) > 1 and not is_closing(text) else None
    for at in range(max(1, len(words) - 2), len(words)):
        if is_closing(" ".join(words[:at])) and is_lone_name(" ".join(words[at:])):
            return " ".join(words[at:])
    return None


def names_speaker(lines: Lines, place: int) -> bool:
    """Whether the line says who says the words in quotation marks above it."""
    if place == 0 or not lines[place].text.startswith(("—", "–", "-", "~")):
        return False
    return _QUOTED.fullmatch(lines[place - 1].text[-_LONGEST_QUOTED:]) is not None


def _is_closed(lines: Lines, place: int) -> bool:
    """Whether the line above is the end of a letter: "Best wishes,"."""
    return place > 0 and is_closing(lines[place - 1].text)
