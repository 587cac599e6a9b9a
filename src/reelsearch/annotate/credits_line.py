"""A line of facts without labels → the facts.

In: "2025, US, 125m", "2023 | PG-13 | 2h 15m | Action, Drama", "Cert 15 81mins Stars 3",
"UK 2019. 91 minutes. UK certificate: 15.", "Rated R for violence." Out: the facts, if
the line holds nothing else. Refused (None): a line with any word that is not accounted
for, and one that could as well be a title ("2046", "Brazil").
"""

from __future__ import annotations

import re

from reelsearch.annotate.dates import match_date
from reelsearch.annotate.facts import Facts
from reelsearch.annotate.people import looks_like_name
from reelsearch.annotate.places import (
    is_plain_certificate,
    match_certificate,
    match_country,
    match_genre,
)
from reelsearch.annotate.ratings import match_rating
from reelsearch.annotate.runtime import match_runtime

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
_YEAR = re.compile(r"(?:18(?=8[89]|9\d)|19|20(?=[0-2]\d|3[0-5]))\d\d(?!\d)")
_READING_TIME = re.compile(r"\d{1,2}[\s-]*min(?:ute)?s?\s+read\b", re.IGNORECASE)
_LONGEST = 400


def parse_credits(text: str) -> Facts | None:
    """The facts of a line that holds nothing but such facts; None if it holds more."""
    found = scan_credits(text)
    if found is None:
        return None
    facts, solid, count = found
    return facts if solid or count >= 2 else None


def parse_named_credits(text: str) -> Facts | None:
    """The credits after a name that no label explains: "Jane Doe, USA, 2016, 116 min"."""
    name, _, rest = text.replace("|", ",").replace("·", ",").partition(",")
    name = name.strip()
    if len(name.split()) < 2 or not looks_like_name(name):
        return None
    found = scan_credits(rest)
    return found[0] if found is not None and found[2] >= 2 else None


def scan_credits(text: str) -> tuple[Facts, int, int] | None:
    """The facts of *text*, how many cannot be anything else, and how many there are.

    Genres are no facts but may stand between them. None if any word is left over.
    """
    if len(text) > _LONGEST:
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


def _take(text: str, at: int, facts: Facts) -> tuple[int, int] | None:
    """Take the fact at *at* into *facts*: its end and weight (2 solid, 1 a fact, 0 none)."""
    if match := _READING_TIME.match(text, at):
        return match.end(), 0
    for take in (_take_runtime, _take_rating, _take_certificate):
        if taken := take(text, at, facts):
            return taken
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
    if end < len(text) and (text[end].isalnum() or text[end] == "/"):
        return None
    facts.absorb(Facts(rating=found[0], rating_text=text[at:end].strip()))
    return end, 2


def _take_certificate(text: str, at: int, facts: Facts) -> tuple[int, int] | None:
    label = _CERTIFICATE_LABEL.match(text, at)
    if label is None:
        return None
    found = match_certificate(text, label.end())
    if found is None:
        return None
    facts.absorb(Facts(certificate=found[0]))
    reason = _REASON.match(text, found[1])
    return reason.end() if reason else found[1], 2
