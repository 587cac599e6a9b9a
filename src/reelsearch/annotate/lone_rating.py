"""The last lines of a review → the rating that one of them is, whatever it is called there.

In: a text in which no known label, no last words and no sentence rate the film. Out: the rating,
its value and the range of its line: "Mood: 5 hugs out of 5", "Ada's verdict: 4 hearts out of 5",
"my mark 9/10", "Marks out of ten: EIGHT, friends.", "five forks: ψ ψ ψ ψ ψ". Refused (None): what
others give, parts of the film, and two that differ.
"""

from __future__ import annotations

import re

from reelsearch.annotate.facts import Facts
from reelsearch.annotate.ratings import match_rating, parse_rating

_LAST_LINES = 14
_LONGEST = 120
_PROSE = 250  # characters; above a line as long stands no rating that nothing else tells
_LONGEST_BEHIND = 60
_LABEL = re.compile(r"(?P<label>(?:[^\d:=★⭐*.!?()]|[+-]\d){2,45}?)\s?(?:[:=]\s*|\s[–—-]\s+)(?=\S)")
_MARK = re.compile(
    r"(?:(?:my|our|final|overall|the|total)\s){0,2}(?:marks?|rating|score|grade|verdict|stars)\s(?=[\d★*⭐])",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\b(?:out of|from|/|of)\s(?P<whole>4|5|6|10|20|100|four|five|six|ten|twenty)\b", re.IGNORECASE
)
_SHIFTED = re.compile(r"-\d (?:to|through) \+?\d")
_NUMERALS = {"four": 4.0, "five": 5.0, "six": 6.0, "ten": 10.0, "twenty": 20.0}
_SCALED = re.compile(r"\bout[ -]of\b|\d\s?/\s?\d|\bstars?\b|[★⭐☆]|\*\s?\*|%", re.IGNORECASE)
"""A rating that states its scale, or has one by itself."""

_OTHERS = re.compile(
    r"\b(?:imdb|meta\w*|rotten|tomato\w*|users?|audience|critics|readers|acting|cast|music"
    r"|script|story|plot|sound|picture|visuals?|effects|photography|camera\w*|extras|video|audio"
    r"|direction|pace|pacing|ending|performances?|certificate|cert|age|helpful|page|part|episode"
    r"|chapter|score card|date|next|seen|watched|attendance|present|seats|price)\b",
    re.IGNORECASE,
)
_REPEATED = re.compile(
    r"(?:[A-Za-z ]{3,30}\s)?(?P<signs>(?P<sign>[^\x00-\x7f–—“”‘’…])(?:\s?(?P=sign)){1,4})"
    r"(?P<empty>(?:\s?[○♡◯▯⚪]){0,4})"
)
_SIGNS = 5.0
_INSIDE = re.compile(r"[^()\d]{3,40}\s\((?P<rating>\d[^()]{0,12}(?:/|\sout of\s)[^()]{1,6})\)\.?")
"""The rating in brackets behind words: "excellent (5/5)"."""

_BEHIND = re.compile(r"\s?\*?\s*(?:$|[.,;!(–—-]|\s{2,})")


def find_lone_rating(text: str, start: int) -> tuple[Facts, int, int] | None:
    """The rating of the last lines from *start* on, and the range of its line."""
    found: list[tuple[Facts, int, int]] = []
    end = len(text.rstrip())
    for _ in range(_LAST_LINES):
        begin = max(text.rfind("\n", start, end) + 1, start)
        if end - begin > _PROSE:
            break
        if end - begin <= _LONGEST and (facts := _read(text[begin:end].strip(" \t*_>•-–—"))):
            found.append((facts, begin, end))
        end = begin
        while end > start and text[end - 1].isspace():
            end -= 1
        if end <= start:
            break
    return found[0] if len({facts.rating for facts, _, _ in found}) == 1 else None


def _read(line: str) -> Facts | None:
    """The rating that *line* is, behind a label of any words or at its beginning."""
    led = _MARK.match(line) or _LABEL.match(line)
    label = line[: led.end()] if led else ""
    if _OTHERS.search(label):
        return None
    written = line[len(label) :]
    whole = _WHOLE.search(label)
    scale = None
    if whole:
        said = whole["whole"].lower()
        scale = _NUMERALS.get(said) or float(said)
    if shifted := _SHIFTED.search(label):
        written = f"{written.strip(' .')} ({shifted[0]})"
    read = match_rating(written, scale)
    if read is not None and read[0] is not None:
        said = written[: read[1]].strip()
        sure = shifted or _SCALED.search(said) or (scale and len(said) > 1 and said[-1].isalnum())
        behind = written[read[1] :]
        if sure and len(behind) <= _LONGEST_BEHIND and _BEHIND.match(behind):
            return Facts(rating=read[0], rating_text=said)
    if not label:
        return None
    inside = _INSIDE.fullmatch(written)
    share = parse_rating(inside["rating"]) if inside else None
    if inside and share is not None:
        return Facts(rating=share, rating_text=inside["rating"])
    return _read_signs(written)


def _read_signs(written: str) -> Facts | None:
    """The rating of one sign again and again, up to five: "♥♥♥"."""
    match = _REPEATED.fullmatch(written.strip())
    if match is None:
        return None
    count, empty = (sum(not sign.isspace() for sign in match[name]) for name in ("signs", "empty"))
    most = count + empty if empty else _SIGNS
    return Facts(rating=count / most, rating_text=(match["signs"] + match["empty"]).strip())
