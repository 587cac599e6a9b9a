"""What is written for countries, certificates and genres in a line of credits.

In: a text and a place in it. Out: what stands there, as it was written, and its end.
Refused: words that are none; two-letter countries not in capitals ("It", "us").
"""

from __future__ import annotations

import re
from functools import cache

from reelsearch.annotate.word_lists import read_lines, read_words

_DOTTED = re.compile(r"U\.\s?(?:S|K)\.(?:\s?A\.?)?|S\. Korea", re.ASCII)
_CERTIFICATE_WORD = re.compile(r"[A-Z0-9]{1,7}(?:[-+ ]?[A-Z0-9+]{1,6})?")
_NOT_RATED = re.compile(r"(?:not|un)[- ]?rated\b", re.IGNORECASE)


@cache
def _countries() -> re.Pattern[str]:
    names = [alias.strip() for line in read_lines("countries.txt") for alias in line.split(",")]
    names.sort(key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, names))})(?![\w'’])", re.IGNORECASE)


@cache
def _genres() -> re.Pattern[str]:
    passed_over = read_words("genres.txt") | read_words("languages.txt")
    names = sorted(passed_over, key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE)


@cache
def _certificates() -> dict[str, bool]:
    """Every certificate, and whether it may be taken where nothing says it is one."""
    words = read_words("certificates.txt")
    return {word.rstrip("!"): not word.endswith("!") for word in words}


def match_country(text: str, start: int = 0) -> tuple[str, int] | None:
    """The country written at *start* and its end."""
    match = _DOTTED.match(text, start) or _countries().match(text, start)
    if match is None:
        return None
    written = match[0]
    if text.islower():
        return written, match.end()
    if not written[0].isupper() or (len(written) == 2 and not written.isupper()):
        return None
    return written, match.end()


def is_country(text: str) -> bool:
    """Whether all of *text* is a country."""
    found = match_country(text)
    return found is not None and found[1] == len(text)


def match_genre(text: str, start: int = 0) -> int | None:
    """Where the genre written at *start* ends."""
    match = _genres().match(text, start)
    return match.end() if match else None


@cache
def _languages() -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(read_words("languages.txt"), key=len, reverse=True)))
    return re.compile(
        rf"(?:in\s(?:{names})(?:\s?(?:,|/|&|and)\s?(?:{names}))*"
        rf"(?:,?\s(?:with|and)\s(?:(?:{names})\s)?subtitles)?"
        rf"|with\s(?:(?:{names})\s)?subtitles)(?!\w)",
        re.IGNORECASE,
    )


def match_languages(text: str, start: int = 0) -> int | None:
    """Where "in Irish and English", "with English subtitles" that begins at *start* ends."""
    if text[start : start + 1] not in "IiWw":
        return None
    match = _languages().match(text, start)
    return match.end() if match else None


def match_certificate(text: str, start: int = 0) -> tuple[str, int] | None:
    """The certificate written at *start* and its end; in capitals, as certificates are."""
    if match := _NOT_RATED.match(text, start):
        return match[0], match.end()
    match = _CERTIFICATE_WORD.match(text, start)
    if match is None:
        return None
    for end in (
        match.end(),
        start + len(match[0].split(" ")[0]),
        start + len(match[0].split("-")[0]),
    ):
        written = text[start:end]
        if end < len(text) and (text[end].isalnum() or text[end] in "'’%½"):
            continue
        if written.replace(" ", "-") in _certificates() or written in _certificates():
            return written, end
    return None


def is_certificate(text: str) -> bool:
    """Whether all of *text* is a certificate."""
    found = match_certificate(text)
    return found is not None and found[1] == len(text)


def is_plain_certificate(text: str) -> bool:
    """Whether *text* is a certificate that could be nothing else (PG-13, 12A)."""
    return _NOT_RATED.fullmatch(text) is not None or _certificates().get(
        text.replace(" ", "-"), False
    )
