"""A date as written → ISO 8601, as far as it is known.

In: "November 10, 2018", "7th June 2012", "14/03/2009", "2017-02-21T02:09:00Z",
"Wed, 5 Aug 2020 08:40:48 +1200", "12. März 2019", "May 2018". Out: ``2018-11-10``, ``2018-05``
or ``2018``. Refused (None): what is no date, and days that the calendar has not.
"03/04/2009" is the 3rd of April unless the caller says that the month comes first;
:func:`is_open` tells the caller that it may be either.
"""

from __future__ import annotations

import re
from calendar import monthrange

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_FOREIGN_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier januar jänner enero gennaio janeiro januari stycznia",
            "février fevrier februar febrero febbraio fevereiro februari lutego",
            "mars märz maerz marzo março maart marts marca",
            "avril april abril aprile kwietnia",
            "mai mayo maggio maio mei maj maja",
            "juin juni junio giugno junho czerwca",
            "juillet juli julio luglio julho lipca",
            "août aout august agosto augustus augusti sierpnia",
            "septembre september septiembre setiembre settembre setembro września",
            "octobre oktober octubre ottobre outubro października",
            "novembre november noviembre novembro listopada",
            "décembre decembre dezember diciembre dicembre dezembro desember grudnia",
        ),
        start=1,
    )
    for name in names.split()
}
"""French, German, Spanish, Italian, Portuguese, Dutch, Scandinavian and Polish."""

_DAYS = "mon tue tues wed weds thu thur thurs fri sat sun"
MONTH_WORDS = frozenset(
    (
        *_MONTHS,
        *_DAYS.split(),
        *(f"{day}day" for day in "mon tues wednes thurs fri satur sun".split()),
    )
)
"""The words, in lower case, that a date may begin with."""

_ROMAN = dict(zip("i ii iii iv v vi vii viii ix x xi xii".split(), range(1, 13), strict=True))
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
_WEEKDAY = (
    rf"(?:(?:{'|'.join(_DAYS.split())})(?:day|[nrs]{{1,3}}day|s?day|nesday|urday)?\.?,?\s{{1,3}})?"
)
_FOREIGN = "|".join(sorted(_FOREIGN_MONTHS, key=len, reverse=True))
_FORMS = tuple(
    f"{_WEEKDAY}{form}"
    for form in (
        rf"(?P<iso>{_YEAR}(?:[-/]|\.\s?)(?P<number>\d\d?)(?:[-/]|\.\s?)(?P<day>\d\d?))(?!\d)",
        rf"{_DAY}(?:\s+of)?[\s/.-]+{_MONTH},?[\s/.-]+{_YEAR}(?!\d)",
        rf"(?P<day>\d{{1,2}})(?:\.|er|º)?\s+(?:de\s+)?(?P<foreign>{_FOREIGN})\b\.?\s+(?:de\s+|del\s+)?"
        rf"{_YEAR}(?!\d)",
        rf"{_MONTH}\s+{_DAY}(?:\s?,\s?|\s){_YEAR}(?!\d)",
        rf"{_MONTH},?\s+{_YEAR}(?!\d)",
        rf"(?P<foreign>{_FOREIGN})\s+(?:de\s+)?{_YEAR}(?!\d)",
        rf"(?P<number>[01]?\d)\s(?P<day>\d\d?),\s{_YEAR}(?!\d)",
        rf"(?P<first>\d\d?)(?P<mark>[/.-])(?P<second>\d\d?)(?P=mark){_YEAR}(?!\d)",
        rf"(?P<day>\d\d?)(?P<point>[./])(?P<roman>{'|'.join(_ROMAN)})(?P=point){_YEAR}(?!\d)",
        rf"(?P<isomonth>{_YEAR}-(?P<number>\d\d))(?![\d-])",
    )
)
_PATTERNS = tuple(re.compile(rf"(?<![\w/.-]){form}", re.IGNORECASE) for form in _FORMS)
_SLASHED = next(pattern for pattern in _PATTERNS if "first" in pattern.groupindex)
_BEGIN = re.compile(
    r"(?<![\w/.-])(?:\d|(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))",
    re.IGNORECASE,
)
_SHORT = re.compile(r"(?P<first>\d\d?)(?P<mark>[/.])(?P<second>\d\d?)(?P=mark)(?P<year>\d\d)")
_SHORT_NAMED = re.compile(
    rf"{_WEEKDAY}{_DAY}(?:\s+of)?\s+{_MONTH},?\s+['’](?P<year>\d\d)", re.IGNORECASE
)
_LAST_SHORT = 35
_COMPACT = re.compile(r"((?:19|20)\d\d)([01]\d)([0-3]\d)")
_YEAR_ALONE = re.compile(_YEAR)
_TAIL = re.compile(
    r"(?:[T\s,|@·•–—-]*(?:at\s+)?\d{1,2}[:.h]\d\d(?:[:.]\d\d)?(?:\.\d{1,9})?\s*(?:[ap]\.?m\.?)?"
    r"\s*(?:Z|[A-Z]{2,5}|[+-]\d\d:?\d\d)?)?(?:\s*\([A-Za-z ]{1,30}\))?[\s.,;|]*",
    re.IGNORECASE,
)
_WEEKDAY_ABROAD = re.compile(
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|montag|dienstag|mittwoch|donnerstag|freitag"
    r"|samstag|sonnabend|sonntag|lunes|martes|miércoles|jueves|viernes|sábado|domingo|lunedì|martedì"
    r"|mercoledì|giovedì|venerdì|sabato|domenica),?\s(?:den\s|le\s)?(?=\d)",
    re.IGNORECASE,
)
_LONGEST = 200
_REACH = 50
_FIRSTS = frozenset("0123456789adfjmnostwADFJMNOSTW")


def parse_date(text: str, day_first: bool = True) -> str | None:
    """The date that *text* is, in ISO 8601; None if it is none.

    *day_first* settles "03/04/2009".
    """
    text = text.strip()[:_LONGEST]
    if text[:1].isalpha() and (day := _WEEKDAY_ABROAD.match(text)):
        text = text[day.end() :]
    if _YEAR_ALONE.fullmatch(text):
        return text
    if short := _SHORT.fullmatch(text):
        year = int(short["year"])
        year += 2000 if year <= _LAST_SHORT else 1900
        return _read_slashes(year, int(short["first"]), int(short["second"]), day_first)
    if ("'" in text or "’" in text) and (named := _SHORT_NAMED.fullmatch(text)):
        year = int(named["year"])
        year += 2000 if year <= _LAST_SHORT else 1900
        return _join(year, _MONTHS[named["month"].lower()], int(named["day"]))
    if compact := _COMPACT.fullmatch(text):
        return _join(*map(int, compact.groups()))
    found = match_date(text, 0, day_first)
    return found[0] if found is not None and _TAIL.fullmatch(text, found[1]) else None


def is_open(text: str) -> bool:
    """Whether *text* holds a date of which the month may come first as well as the day."""
    found = (
        (int(match["first"]), int(match["second"])) for match in _SLASHED.finditer(text[:_LONGEST])
    )
    return any(first != second and max(first, second) <= 12 for first, second in found)


def match_date(text: str, start: int, day_first: bool = True) -> tuple[str, int] | None:
    """The date that begins at *start*, and its end; a year alone is none."""
    # Asked of nearly every word of a header, and nearly none begins a date.
    if text[start : start + 1] not in _FIRSTS or not _YEAR_ALONE.search(
        text, start, start + _REACH
    ):
        return None
    best: tuple[str, int] | None = None
    for pattern in _PATTERNS:
        match = pattern.match(text, start)
        value = _read(match, day_first) if match else None
        if match and value and (best is None or match.end() > best[1]):
            best = (value, match.end())
    return best


def find_date(text: str, day_first: bool = True) -> tuple[str, int, int] | None:
    """The first date in *text*, with its start and end; a year alone is not looked for."""
    text = text[: 10 * _LONGEST]
    if _YEAR_ALONE.search(text) is None:
        return None
    for start in _BEGIN.finditer(text):
        if found := match_date(text, start.start(), day_first):
            return found[0], start.start(), found[1]
    return None


def _read(match: re.Match[str], day_first: bool) -> str | None:
    """The ISO form of a match's groups, or None if the calendar has no such day."""
    parts = {name: value for name, value in match.groupdict().items() if value}
    year = int(parts["year"])
    if "first" in parts:
        return _read_slashes(year, int(parts["first"]), int(parts["second"]), day_first)
    if "roman" in parts:
        month = _ROMAN[parts["roman"].lower()]
    elif "foreign" in parts:
        month = _FOREIGN_MONTHS[parts["foreign"].lower()]
    else:
        month = _MONTHS[parts["month"].lower()] if "month" in parts else int(parts["number"])
    return _join(year, month, int(parts["day"]) if "day" in parts else None)


def _read_slashes(year: int, first: int, second: int, day_first: bool) -> str | None:
    if first > 12 or (first == second):
        return _join(year, second, first)
    if second > 12:
        return _join(year, first, second)
    return _join(year, second, first) if day_first else _join(year, first, second)


def _join(year: int, month: int, day: int | None) -> str | None:
    if not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year:04}-{month:02}"
    if not 1 <= day <= monthrange(year, month)[1]:
        return None
    return f"{year:04}-{month:02}-{day:02}"
