"""A line of facts without labels → the facts.

In: "2025, US, 125m", "2023 | PG-13 | 2h 15m | Action, Drama", "Cert 15 81mins Stars 3",
"UK 2019. 91 minutes. UK certificate: 15.", "Rated R for violence." Out: the facts, if
the line holds nothing else. Refused (None): a line with any word that is not accounted
for, and one that could as well be a title ("2046", "Brazil").
"""

from __future__ import annotations

import re
from functools import cache

from reelsearch.annotate.facts import Facts
from reelsearch.annotate.film_years import YEAR
from reelsearch.annotate.people import looks_like_name
from reelsearch.annotate.places import (
    is_plain_certificate,
    match_certificate,
    match_country,
    match_genre,
    match_languages,
)
from reelsearch.annotate.ratings import match_rating
from reelsearch.annotate.runtime import match_runtime
from reelsearch.annotate.word_lists import read_lines, read_words
from reelsearch.readers.dates import MONTH_WORDS, match_date

_SEPARATOR = re.compile(r"[\s,;:|•·./()\[\]&+–—-]+")
_CERTIFICATE_LABEL = re.compile(
    r"(?:(?:uk|us|irish|british|bbfc|mpaa)\s+)?"
    r"(?:cert(?:ificate|ification)?|certified|rated|mpaa(?:\s+rating)?|bbfc|classification|rating)"
    r"(?![a-z])\.?\s*[:–—-]?\s*",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\s*,?\s*(?:\(|\[)?(?:for|on appeal|by the MPAA)\b[^|;•()]{1,300}", re.IGNORECASE
)
_RUNTIME_LABEL = re.compile(r"(?:running[\s-]?time|run[\s-]?time)\s*[:–—-]?\s*", re.IGNORECASE)
_RATING_START = re.compile(
    r"[★⭐✮✭✯🌟]|\*{2,}|\*(?=[\s½1])"
    r"|(?:star rating|rating|score|stars?|grade)\b\s*:?\s*(?=[\d★⭐½*A-F])"
    r"|\d{1,3}(?:[.,]\d{1,2}|½| 1/2)?\s*(?:/|stars?\b|-?out of )",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"(?P<rating>\d{1,2}(?:[.,]\d)?\s?(?:/|out of)\s?(?:4|5|10|100)(?:\s?stars)?"
    r"|\d(?:[.,]\d)? stars|[★⭐]{1,5}½?☆{0,4})"
    r"\s(?!(?:cups?|tsp|teaspoons?|tbsp|tablespoons?|pints?|lbs?|oz|inch(?:es)?|hours?|miles?|of|times|people|users|critics|doctors|out|to|and|or|in|from|the)\b)(?=\w)",
    re.IGNORECASE,
)
_LONGEST_HEADLINE = 90
_WHOLE = re.compile(r"(?:/|\bof\b)\s*(\d+)\Z")
_WHOLES = ("4", "5", "6", "10", "20", "100")
_YEAR = re.compile(rf"{YEAR}(?!\d)")
_CODES = re.compile(
    rf"(?:[A-Z]{{1,3}}(?:/[A-Z]{{1,3}}){{1,5}}|[A-Z][A-Za-z]{{1,10}}(?:/[A-Z][A-Za-z]{{1,10}}){{2,6}}|BRD|DDR|GB|CH|[DFIE])(?=,?\s\(?{YEAR}\b)"
)
"""Countries by their letters, before the year: "D/A 2016"."""

_READING_TIME = re.compile(r"\d{1,2}[\s-]*min(?:ute)?s?\s+read\b", re.IGNORECASE)
_LOOKS = re.compile(
    r"(?:(?:in )?(?:black[ -](?:and|&)[ -]white|b ?[/&] ?w|bw|(?:techni)?colou?r|(?:cinema)?scope)"
    r"|noir et blanc|n ?& ?b|s/w|schwarz-?(?:/| )?wei(?:ß|ss)|blanco y negro|bianco e nero"
    r"|couleurs?|farbe"
    r"|(?:with )?(?:english )?sub-?titles?d?)(?!\w)",
    re.IGNORECASE,
)
"""How a print looks: no fact of the film, but it may stand between them: "114 min, b/w"."""

_WORD = re.compile(r"[^\W\d_]+")
_DOUBLE_NAME = re.compile(r"[A-Z][a-zà-ÿ]{2,20}[-‑][A-Z][a-zà-ÿ]{2,20}")  # Costa-Gavras
_SPOKEN = re.compile(r",\sin\s[A-Z]\w+(?:(?:,|\sand|,\sand)\s[A-Z]\w+){0,6}[.…]{0,3}$")
_LONGEST = 400
_MOST_DIRECTORS = 3
_SPACED_DASH = re.compile(r"\s[–—-]\s")
_BETWEEN_PARTS = re.compile(r"\s[–—|-]\s")
_TO_COMMAS = str.maketrans("|·;", ",,,")
_CERTIFIED = re.compile(r"\s(?:cert(?:ificate)?)\b\.?", re.IGNORECASE)


def parse_credits(text: str) -> Facts | None:
    """The facts of a line that holds nothing but such facts; None if it holds more."""
    found = scan_credits(text)
    if found is None:
        return None
    facts, solid, count = found
    return facts if solid or count >= 2 else None


def parse_named_credits(text: str) -> Facts | None:
    """The credits that begin with the director, as catalogues write them.

    "Jane Doe, USA, 2016, 116 min": no label says so, but a name before a country, a year
    and minutes is nobody else's.
    """
    first, second, *_ = (*_BETWEEN_PARTS.split(text, maxsplit=2), "", "")
    if is_director(first) and all(map(is_director, re.split(r"\s(?:and|&)\s", second))):
        return None  # "Local Hero - Ada Orr - GB - 1983": the first is the title
    rest = _SPACED_DASH.sub(",", text.replace(" / ", ",")).translate(_TO_COMMAS)
    if ", in " in rest:
        rest = _SPOKEN.sub("", rest)
    names: list[str] = []
    while len(names) < _MOST_DIRECTORS:
        name, comma, rest = rest.partition(",")
        parts = [part.strip() for part in re.split(r"\s(?:and|&)\s", name)]
        if not comma or not all(map(is_director, parts)):
            return None
        names += parts
        found = scan_credits(rest)
        if found is not None:
            facts, _, count = found
            if count < 2 and not facts.runtime:
                return None
            if count > 2 or facts.runtime or (facts.year and facts.country):
                facts.director = tuple(names)
            return facts
    return None


def is_director(text: str) -> bool:
    """Whether *text*, among credits, is a director's name: of two words, or two in one.

    A studio's name is none ("Focus Features"), nor is a word alone ("Paramount").
    """
    words = text.split()
    if len(words) == 1 and not _DOUBLE_NAME.fullmatch(text):
        return False
    return looks_like_name(text) and words[-1].lower() not in read_words("studio_words.txt")


def scan_credits(text: str) -> tuple[Facts, int, int] | None:
    """The facts of *text*, how many cannot be anything else, and how many there are.

    Genres are no facts but may stand between them. None if any word is left over.
    """
    if len(text) > _LONGEST or not _may_begin(text):
        return None
    facts = Facts()
    at = solid = count = 0
    while at < len(text):
        if match := _SEPARATOR.match(text, at):
            at = match.end()
            continue
        taken = _take(text, at, facts)
        if taken is None or taken[0] <= at:
            return None
        at, weight = taken
        solid += weight == 2
        count += weight > 0
    return facts, solid, count


def _may_begin(text: str) -> bool:
    """Whether the first word is one that credits begin with; most lines are refused here."""
    separator = _SEPARATOR.match(text)
    word = _WORD.match(text, separator.end() if separator else 0)
    if word is None or word[0].lower() in _first_words():
        return True
    return _CODES.match(text, word.start()) is not None


@cache
def _first_words() -> frozenset[str]:
    """The words that a fact may begin with: of labels, months, certificates, countries, genres."""
    plain = "uk us irish british cert certificate certification certified rated mpaa bbfc rating"
    plain += " classification running run runtime star stars score grade not unrated pt s"
    plain += " in black b bw colour color technicolour technicolor cinemascope scope with"
    plain += " noir n schwarz schwarzweiß blanco bianco couleur couleurs farbe"
    plain += " english sub subtitle subtitles subtitled"
    words = {
        *plain.split(),
        *MONTH_WORDS,
        *(word.lower().strip("!") for word in read_words("certificates.txt")),
    }
    words.update(name for line in read_lines("countries.txt") for name in line.split(","))
    words.update(read_words("genres.txt"), read_words("languages.txt"))
    first = (_WORD.match(word.strip().lower()) for word in words)
    return frozenset(match[0] for match in first if match)


def _take(text: str, at: int, facts: Facts) -> tuple[int, int] | None:
    """Take the fact at *at* into *facts*: its end and weight (2 solid, 1 a fact, 0 none)."""
    word = _WORD.match(text, at)
    if word is not None and (codes := _CODES.match(text, at)):
        return codes.end(), 1
    if word is not None and word[0].lower() not in _first_words():
        return None
    if word is None and (match := _READING_TIME.match(text, at)):
        return match.end(), 0
    for take in (_take_runtime, _take_rating, _take_certificate):
        if taken := take(text, at, facts):
            return taken
    if looks := _LOOKS.match(text, at):
        return looks.end(), 0
    if languages := match_languages(text, at):
        return languages, 0
    date = match_date(text, at)
    if date is not None and "-" in date[0]:
        facts.absorb(Facts(date=date[0]))
        return date[1], 2
    if match := _YEAR.match(text, at):
        facts.absorb(Facts(year=int(match[0])))
        return match.end(), 1
    if certificate := match_certificate(text, at):
        facts.absorb(Facts(certificate=certificate[0]))
        return certificate[1], 2 if is_plain_certificate(certificate[0]) else 1
    if country := match_country(text, at):
        if country[0] not in facts.country:
            facts.country += (country[0],)
        return country[1], 1
    genre = match_genre(text, at)
    return (genre, 0) if genre else None


def _take_runtime(text: str, at: int, facts: Facts) -> tuple[int, int] | None:
    label = _RUNTIME_LABEL.match(text, at)
    found = match_runtime(text, label.end() if label else at)
    if found is None:
        return None
    facts.absorb(Facts(runtime=found[0]))
    return found[1], 2


def _take_rating(text: str, at: int, facts: Facts) -> tuple[int, int] | None:
    if not _RATING_START.match(text, at):
        return None
    found = match_rating(text[at : at + 60])
    if found is None or found[0] is None:
        return None
    end = at + found[1]
    if _goes_on(text, end):
        return None
    facts.absorb(Facts(rating=found[0], rating_text=text[at:end].strip()))
    return end, 2


def find_rating(text: str) -> tuple[float, int, int] | None:
    """The first rating in *text* that can be nothing else, with its start and end."""
    for start in _RATING_START.finditer(text):
        found = match_rating(text[start.start() : start.start() + 60])
        before = text[start.start() - 1 : start.start()]
        if found is None or found[0] is None or before.isalnum() or before in ("/", "-", "."):
            continue
        end = start.start() + found[1]
        whole = _WHOLE.search(text[start.start() : end])
        if whole and whole[1] not in _WHOLES:
            continue  # "03/15" is rather a day
        if not _goes_on(text, end):
            return found[0], start.start(), end
    return None


def _goes_on(text: str, end: int) -> bool:
    """Whether the word or the share that ends there goes on."""
    return not text[end - 1].isspace() and (
        text[end : end + 1].isalnum() or text[end : end + 1] == "/"
    )


def read_leading_rating(text: str) -> tuple[float, str] | None:
    """The rating that a short line begins with, before words: "5/5 would cry again"."""
    match = _LEADING.match(text) if len(text) <= _LONGEST_HEADLINE else None
    value = match_rating(match["rating"]) if match else None
    if match is None or value is None or value[0] is None:
        return None
    return value[0], match["rating"]


def _take_certificate(text: str, at: int, facts: Facts) -> tuple[int, int] | None:
    label = _CERTIFICATE_LABEL.match(text, at)
    if label is None:
        found = match_certificate(text, at)  # "18 cert"
        after = _CERTIFIED.match(text, found[1]) if found else None
        if found is None or after is None:
            return None
        facts.absorb(Facts(certificate=found[0]))
        return after.end(), 2
    found = match_certificate(text, label.end())
    if found is None:
        return None
    facts.absorb(Facts(certificate=found[0]))
    reason = _REASON.match(text, found[1])
    return reason.end() if reason else found[1], 2
