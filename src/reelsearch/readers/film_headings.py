"""A line → the film that it heads a review of, among several in one file.

In: a line, and the one below it. Out: :class:`Beginning <reelsearch.readers.section_kinds>`, for
``HEAT (1995) BBC2, 10pm``, ``PAST LIVES (Celine Song)``, ``Heat – 4/5``, ``HEAT (1995). A cold
city …``, a title with its credits below, ``Film: Heat``. Refused (None): a line that goes on as a
sentence does, and a heading of what one review may have parts for (*Acting: 4/5*).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from reelsearch.readers.dates import find_date
from reelsearch.readers.section_kinds import Beginning, Kind
from reelsearch.readers.values import load_words, split_title

LONGEST: Final = 120
"""Characters of a line that can begin a review and hold none of its prose."""

MARKS: Final = " \t*_#•·–—-"
"""What stands around a heading and is none of it."""

_BEHIND: Final = MARKS.replace("*", "")

STARS: Final = r"(?:[★☆⭐½⯨✮✩\ufe0f ]{1,12}|\*{1,5}½?)"
SCORE: Final = r"\d{1,3}(?:[.,]\d{1,2})?\s?(?:/\s?\d{1,3}|out of \d{1,3}(?: stars)?)"

_ASPECTS: Final = load_words("aspect_words.txt")
_SMALL_BEHIND: Final = load_words("words_behind_titles.txt")

_NUMBER = re.compile(
    r"(?:(?:week|day|night|film|movie|pick|screening|session|programme)\s\d{1,3}\s?[:.–—-]\s|(?:no\.?\s?|#)?\d{1,3}[.):]\s{1,9}|\(\d{1,3}\)\s{1,9})",
    re.I,
)
_YEAR: Final = r"(?:18|19|20)\d\d"
_FILM_YEAR = re.compile(
    r"(?P<title>[^()\[\]]{1,80}?)[*_]{0,3},?\s{0,3}[(\[]"
    rf"(?P<inside>[^()\[\]]{{0,60}}?{_YEAR}[^()\[\]]{{0,60}})[)\]](?P<rest>.*)",
    re.DOTALL,
)
_LIVED = re.compile(rf"\b(?:born|b\.|died|d\.)\s|{_YEAR}\s?[–—-]\s?(?:{_YEAR})?\)", re.I)
"""When a person lived, and no film was made."""

_STOP = re.compile(r"(?<=[^\W\d_]{3})\.$")
_YEARS = re.compile(_YEAR)
_SHOWN_AT = re.compile(
    r"\b\d{1,2}(?:[.:]\d\d)?\s?(?:am|pm|a\.m\.|p\.m\.)(?!\w)|\b\d{1,2}[.:]\d\d$", re.I
)
_RATED = re.compile(
    rf"[*_]{{0,3}}\s{{0,3}}[–—:,|-]{{0,2}}\s{{0,3}}(?P<rating>{STARS}|{SCORE})[._]{{0,3}}\s*"
)
_RUN_IN = re.compile(
    rf"[*_]{{0,3}}(?:[.:–—-]{{1,2}}|{STARS}[.:]?|{SCORE}[.:]?)\s{{1,3}}[A-ZÀ-Þ\d“\"‘'*_]"
)
_MAKER = re.compile(
    r"(?P<title>[^()\[\]a-zß-ÿ]{2,70}?|[^()\[\]]{2,70}?(?=\s?[(\[]dir))"
    r"\s?[(\[](?:dir(?:\.|ected by)?:?\s)?"
    r"(?P<maker>[A-ZÀ-Þ][\w.’'-]{1,20}(?:\s[\w.’'-]{1,20}){1,3})[)\]]"
)
_MAKER_YEAR = re.compile(
    r"(?P<title>[^()\[\]]{1,80}?)\s{1,3}(?P<mark>--|//|[–—|/-])\s{1,3}"
    r"(?P<maker>(?:[^\W\d_]|[.’' -]){4,60}?)"
    rf"(?:,|\s(?P=mark))\s{{1,3}}(?P<year>{_YEAR})(?:\s{{1,3}}(?P=mark)\s{{1,3}}(?P<rest>\S.{{0,60}}))?"
)
"""A film, who made it and when, between dashes: "Heat -- Michael Mann, 1995 -- seen in March"."""

_RATED_TITLE = re.compile(
    r"(?P<title>[^()\[\]]{1,70}?)(?:\s\((?:U|PG|PG-13|R|12A?|15|18)\))?"
    r"[*_]{0,3}\s{0,3}(?:\s[–—-]{1,2}|[:,|]|\s)\s{0,3}"
    rf"[*_]{{0,3}}(?:{STARS}|{SCORE})[*_.]{{0,3}}"
)
_CREDITS = re.compile(
    r"(?:dir(?:\.|ector|ected)?\b|d:|a film by|written and directed|regia|réal|regie|starring:"
    r"|cast:)"
    rf"|(?=.{{0,110}}\b{_YEAR}\b)(?=.{{0,110}}\b\d{{2,3}}\s?(?:m|min|mins|minutes|['’′])(?![\w]))",
    re.I,
)
_LONGEST_ALONE: Final = 70
_RELEASED = re.compile(r"(?:.{2,60}\s\|\s)?release date:?\s\S.{3,30}", re.I)
_LAST_YEAR = re.compile(rf"(?P<title>.*\S)\s(?P<year>{_YEAR})")
_FACTS = re.compile(
    r"(?i:(?:my )?(?:rating|score|verdict|stars|grade)\s?:\s?\S.{0,20})"
    r"|(?i:dir(?:ector|ected by|[.:]).{3,60})"
    rf"|(?=\S){STARS}(?:(?<=\s)\S.{{0,40}})?|{SCORE}"
    r"|(?i:(?:(?:film |movie )?review(?:ed)? |words |written )?by )"
    r"[A-ZÀ-Þ][\w.’'-]{1,20}(?: [\w.’'-]{1,20}){1,3}"
)
"""A line that is said of a film or of its review and of nothing else."""

_LABEL = re.compile(
    r"(?:film|movie|title|film title|movie title)\s{0,9}:\s{0,9}(?P<title>\S.{0,99})", re.I
)
_TITLE_WORD: Final = r"(?:[A-ZÀ-Þ\d][\w’'-]*|the|of|and|a|an|in|on|to|de|la|le|&)"
_NAMED = re.compile(
    r"[“\"‘'*_]{0,2}(?P<title>(?!(?:Yesterday|Today|Tonight|Well|So|Finally|Then|Again|Oh|Now|Not|Never|No|Yes"
    r"|Still|Here|There|But|And|I|We|It)\b(?! [A-Z]))"
    rf"[A-ZÀ-Þ\d][\w’'-]*(?: {_TITLE_WORD}){{0,7}})[”\"’'*_]{{0,2}}\s?(?P<mark>[.,(:!?–—-])"
)
_MADE = re.compile(
    rf"\((?P<maker>[^\W\d_]{{2,20}}(?:[ .’'-]{{1,2}}[^\W\d_]{{1,20}}){{0,3}}), {_YEAR}\)[.,:]"
)
_SEEN = re.compile(
    r"\b(?i:saw|seen|watched|rewatched|went to|caught|to see)\s[“\"‘'*_]{0,2}[A-ZÀ-Þ\d]"
)
_OPENS: Final = 160
"""Characters in which the entry of a diary names its film."""

_WORD = re.compile(r"[^\W_][\w’'-]*")
_GOES_ON: Final = frozenset("a and at by for from in of on or the to with".split())
"""A line that ends in one of these goes on in the next."""

_MOST_BEHIND: Final = 9
_MOST_TITLE: Final = 12
_MOST_NAMES: Final = 4
_LONGEST_PARTICLE: Final = 3
"""Characters of "de" or "von" in a name."""


def read_label(line: str) -> Beginning | None:
    """The film after its label: "Film: Heat"."""
    found = _LABEL.match(line.strip(MARKS)) if ":" in line[:20] else None
    return Beginning(Kind.LABEL, film=_fold(found["title"])) if found else None


def read_film(line: str, below: str, *, apart: bool) -> Beginning | None:
    """The film that *line* is the heading of; *apart* says that it begins a paragraph."""
    text = strip_number(line)
    if not _may_begin_title(text):
        return None
    if found := _FILM_YEAR.fullmatch(text):
        if _is_day(found["inside"]):
            return None
        title, rest = found["title"], found["rest"]
        if _is_title(title) and _is_behind(rest):
            return _read_year(found)
        if apart and _is_title(title) and _RUN_IN.match(rest):
            return Beginning(Kind.FILM, "run-in", _fold(title), runs_in=True)
        return None
    if _is_above_credits(text, below):
        return Beginning(Kind.FILM, "credits", _fold(_cut_bracket(text)))
    found = _MAKER.fullmatch(text)
    if found and _is_title(found["title"]):
        title = found["title"].strip()
        return Beginning(
            Kind.FILM,
            "maker",
            _fold(title),
            title=title,
            director=found["maker"],
            is_whole=True,
        )
    if apart and _has_year(text) and (made := _MAKER_YEAR.fullmatch(text)):
        return _read_maker(made)
    rated = _RATED_TITLE.fullmatch(line.strip("# \t•–—-")) if apart and below else None
    if rated and _is_title(rated["title"]) and not is_part(rated["title"]):
        return Beginning(Kind.FILM, "rated", _fold(rated["title"]))
    return None


def _has_year(text: str) -> bool:
    """Whether *text* may have a year: a cheap look."""
    return "19" in text or "20" in text or "18" in text


def _read_maker(made: re.Match[str]) -> Beginning | None:
    """The heading that has a film's maker and year between marks; a date behind is the review's."""
    title, maker = made["title"].strip(MARKS), made["maker"]
    if not (_is_title(title) and _is_title(maker)) or f" {made['mark']} " in title:
        return None
    names = maker.split()
    named = all(name[0].isupper() or len(name) <= _LONGEST_PARTICLE for name in names)
    if not (2 <= len(names) <= _MOST_NAMES and named and names[0][0].isupper()):
        return None
    seen = find_date(made["rest"] or "")
    date = seen[0] if seen and len(seen[0]) == len("2012-09-12") else None
    year = int(made["year"])
    return Beginning(
        Kind.FILM, "maker", _fold(title), title=title, year=year, director=maker, date=date
    )


def read_headed(line: str, below: Sequence[str]) -> Beginning | None:
    """The title that is alone on *line* where the lines right *below* it say who wrote, how it is
    rated or who directed."""
    text = strip_number(line)
    if len(text) > _LONGEST_ALONE or not _may_begin_title(text) or text[-1] in ".:;,…":
        return None
    if not _is_title(text) or is_part(text):
        return None
    if not any(map(is_fact, below)):
        return None
    dated = _LAST_YEAR.fullmatch(text)
    title = dated["title"] if dated else text
    year = int(dated["year"]) if dated else None
    return Beginning(Kind.FILM, "headed", _fold(title), title=title, year=year, is_whole=True)


def is_fact(line: str) -> bool:
    """Whether *line* is a fact of one review or its film, as "4/10" or "Dir: Ada Orr" is."""
    return _FACTS.fullmatch(line) is not None or _FACTS.fullmatch(_unbold(line)) is not None


def _unbold(line: str) -> str:
    return line.replace("*", "").replace("_", "")


def _read_year(found: re.Match[str]) -> Beginning:
    """The heading with the film's year in brackets. That is all of it where nothing but a rating,
    or a channel and a time, stands behind; else there is more on the line to be read."""
    inside, rest = found["inside"].strip(), found["rest"].strip(" *_.")
    year = _YEARS.search(inside)
    written = _STOP.sub("", found["title"].strip(MARKS))
    title = split_title(f"{written} ({year[0] if year else inside})").film
    rated = _RATED.fullmatch(found["rest"])
    is_all = not rest or rated is not None or _SHOWN_AT.search(rest) is not None
    return Beginning(
        Kind.FILM,
        "year",
        _fold(found["title"]),
        title=title,
        year=int(year[0]) if year else None,
        rating=rated["rating"].strip() if rated else None,
        is_whole=inside.isdigit() and is_all,
    )


def read_run_in(text: str) -> Beginning | None:
    """The film of a heading that prose follows on its line: "HEAT (1995). A cold city ..."."""
    named = _FILM_YEAR.match(text) if _may_begin_title(text) else None
    if named and _is_day(named["inside"]):
        return None
    if named and _is_title(named["title"]) and _RUN_IN.match(named["rest"]):
        return Beginning(Kind.FILM, "run-in", _fold(named["title"]), runs_in=True)
    return None


def strip_number(line: str) -> str:
    """*line* without the marks around it and the number in front: "3. Heat"."""
    text = strip_marks(line)
    number = _NUMBER.match(text)
    return text[number.end() :].lstrip(MARKS) if number else text


def strip_marks(line: str) -> str:
    """*line* without the marks around it; stars at its end may be a rating and stay, unless
    others stand at its beginning, as those of bold type do."""
    text = line.lstrip(MARKS)
    return line.strip(MARKS) if "*" in line[: len(line) - len(text)] else text.rstrip(_BEHIND)


def names_film(line: str) -> bool:
    """Whether a line above several reviews names the film that all of them are about."""
    line = line.strip(MARKS)
    if len(line) > LONGEST:
        return False
    if _FILM_YEAR.match(line) or "directed by" in line.lower():
        return True
    if _RELEASED.fullmatch(line):
        return True
    return _CREDITS.match(line) is not None and len(line) > len("Director")


def opens_with_film(line: str) -> bool:
    """Whether the entry of a diary names its film as it opens: "Up. On the telly?"."""
    opening = line[:_OPENS]
    return _NAMED.match(opening) is not None or _SEEN.search(opening) is not None


def read_opening_title(line: str) -> str | None:
    """The film that an entry opens with, as a whole sentence or before a comma."""
    named = _NAMED.match(line[:_OPENS])
    return named["title"] if named and named["mark"] in ".,!?" else None


def read_opening_maker(line: str) -> str | None:
    """Who made the film that an entry opens with: "Heat (Mann, 1995). A cold city ..."."""
    named = _NAMED.match(line[:_OPENS])
    made = _MADE.match(line, named.end() - 1) if named and named["mark"] == "(" else None
    return made["maker"] if made and made["maker"][0].isupper() else None


def _may_begin_title(text: str) -> bool:
    first = text[:1]
    return first.isupper() or first.isdigit() or (first != "" and first in "“\"‘'¡¿«")


def _is_above_credits(text: str, below: str) -> bool:
    """Whether *text* may be a title, and the line *below* it has the film's credits."""
    if not below or len(below) > LONGEST or text[-1] in ".:;,!?…" or _CREDITS.match(text):
        return False
    credited = _CREDITS.match(below.strip(MARKS)) is not None or _is_bracket(text, below)
    return credited and _is_title(_cut_bracket(text))


def _is_bracket(text: str, below: str) -> bool:
    """Whether the line *below* is all a bracket that the film's year is in, and *text* has none."""
    if below[0] != "(" or "(" in text or _LIVED.search(below):
        return False
    found = _FILM_YEAR.fullmatch(f"{text} {below}")
    return found is not None and not found["rest"].strip() and not _is_day(found["inside"])


def _is_day(inside: str) -> bool:
    """Whether what stands in brackets is a day, of a version or a letter, and no film's year."""
    date = find_date(inside)
    return date is not None and len(date[0]) == len("2012-09-12")


def _is_title(text: str) -> bool:
    """Whether *text* may be a film's title, and is no part of a review nor of a sentence."""
    words: list[str] = _WORD.findall(text)
    if not words or len(words) > _MOST_TITLE or words[0][0].islower():
        return False
    # A sentence has words in small letters that no title has so many of.
    small = sum(word[0].islower() and word not in _SMALL_BEHIND for word in words)
    return small <= max(1, len(words) // 3)


def is_part(title: str) -> bool:
    """Whether *title* heads a part of one review: "Acting", "Picture and Sound"."""
    words = _WORD.findall(title.lower())
    return any(word in _ASPECTS for word in words) and all(
        word in _ASPECTS or word.isdigit() for word in words
    )


def _is_behind(rest: str) -> bool:
    """Whether *rest* is what stands behind a title in a heading: a rating, a channel, a name."""
    if len(rest) > LONGEST:
        return False
    words = _WORD.findall(rest)
    if len(words) > _MOST_BEHIND or rest.rstrip(" *_)").endswith((",", ":", ";", "?")):
        return False
    if words and words[-1] in _GOES_ON:
        return False
    return all(not word[0].islower() or word.lower() in _SMALL_BEHIND for word in words)


def _cut_bracket(text: str) -> str:
    return text.partition(" (")[0]


def _fold(title: str) -> str:
    return " ".join(_WORD.findall(title.lower()))
