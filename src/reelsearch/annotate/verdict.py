"""The last words of the prose → the rating given there.

In: a review's text and the range of its prose. Out: the rating as written, its value and
the line it is on. Refused: shares that are no rating ("4 out of 11 found this helpful"),
and everything before the last two lines of the prose.
"""

from __future__ import annotations

import re

from reelsearch.annotate.credits_line import read_leading_rating
from reelsearch.annotate.facts import Facts
from reelsearch.annotate.lines import find_last_lines
from reelsearch.annotate.ratings import parse_rating

_NUMBER = r"\d{1,3}(?:[.,]\d{1,2}|\s?½|\s1/2)?"
_WORD = r"(?:one|two|three|four|five|six|seven|eight|nine|ten)(?:\sand\sa\shalf)?"
_GIVEN = re.compile(
    r"(?:\b(?:rating|score|grade|verdict|overall|tl;?dr)\b\s*[:=–—-]?\s*(?:is\s|of\s)?(?:an?\s)?"
    r"|\bi(?:['’]?d| would)?\ssay[,:]?\s(?:an?\s)?"
    r"|\b(?:i(?:['’]d| would| have to| must| shall|['’]ll| will)?\s(?:give|gave|rate|rated)"
    r"|(?:we|everyone|members|the (?:guild|club|group|audience|members|room|society|panel"
    r"|committee|jury))"
    r"\s(?:gave|give|rated|scored|marked)"
    r"|(?:film|movie|picture|it)\s(?:gets|earns|deserves|receives|rates)|awarded)\b[^.!?\n(]{0,60}?\s(?:an?\s)?)"
    rf"(?P<rating>(?:{_NUMBER}|{_WORD})\s*(?:stars?\s*)?(?:/|out\sof)\s*(?:{_NUMBER}|{_WORD})(?:\sstars?)?"
    rf"|(?:{_NUMBER}|{_WORD})\sstars?|[★⭐]{{1,10}}½?☆{{0,9}}|(?<!\*)(?<!\*\s)\*(?:\s?\*){{0,4}}(?:½|1/2)?(?![\w*]|\s\*)"
    r"|[A-DF][+−-](?!\w)|[+-]?\d\s?(?:\(|on (?:a|the) (?:scale of )?)-\d (?:to|through) \+?\d\)?)",
    re.IGNORECASE,
)
_NUMERALS = "zero one two three four five six seven eight nine ten".split()
_SCALE = re.compile(
    r"\b(?P<stars>four|five|ten|4|5|10)[ -]star scale"
    r"|scale (?:of|from) (?:0|1|zero|one)[ -](?:to|-)[ -](?P<most>four|five|ten|4|5|10)\b",
    re.IGNORECASE,
)
_SHARE = re.compile(r"\d\s?/\s?(?:10|5|4)(?!\d)")
_GIVERS = (*"0123456789★⭐*½", "star", "out of")
_SIGNED = re.compile(r"[abcdf][+−-](?!\w)")
"""What no rating is written without, in lower case: one of these, or a letter with a sign."""

_GIVING = (
    "rating score grade verdict overall tl;dr tldr give gave rate gets earns deserves receives"
    " awarded say scored marked"
).split()
"""What ``_GIVEN`` does not match without, in lower case."""

_LAST = re.compile(
    rf"(?:(?<=[^\d\s][.!?…”\"’)])|(?<=[^\d\s]\s[.!?])|(?<=[–—|:-]))\s*(?P<rating>{_NUMBER}\s?/\s?{_NUMBER}(?:\sstars)?"
    rf"|(?:{_NUMBER}|{_WORD})\s(?:stars?\s)?out\sof\s(?:{_NUMBER}|{_WORD})(?:\sstars?)?"
    rf"|{_NUMBER}\sof\s(?:4|5|6|10|100)"
    rf"|{_NUMBER}\sstars|[★⭐]{{1,10}}½?☆{{0,9}}|\*(?:\s?\*){{1,4}}(?:½|1/2)?|\*{{1,4}}(?:½|1/2))[\s.!)\]]*$",
    re.IGNORECASE,
)
_WORDS_BESIDE = (
    r"it(?:['’]s| is| gets)?|that(?:['’]s| is)|so|overall|all|in|an?|the|easy|solid|strong|generous"
    r"|weak|low|high|mere|very|full|firm|perfect|and|for|me|from|make|final|score|my|call|barely|just|still|verdict|us"
)
_SENTENCE = re.compile(
    rf"(?:^|(?<=[.!?…”\"’)]\s))(?:(?:{_WORDS_BESIDE})[,:]?\s){{0,5}}(?P<rating>"
    rf"(?:{_NUMBER}|{_WORD})\s(?:stars?\s)?out\sof\s(?:{_NUMBER}|{_WORD})(?:\sstars)?"
    rf"|{_NUMBER}\s?/\s?(?:4|5|6|10|20|100)(?:\sstars)?|(?:{_NUMBER}|{_WORD})\sstars)"
    rf"(?:,?\s(?:{_WORDS_BESIDE})){{0,3}}[.!](?=\s|$)",
    re.IGNORECASE,
)
"""A sentence that is a rating and nothing else: "Nine out of ten." """

_RATED = ("out of", "/", "stars")
"""One of these is in whatever ``_SENTENCE`` matches."""

_AFTER_LAST = "".join(filter(str.isspace, map(chr, range(0x3001)))) + ".!)]"
_ENDS = ("½", "★", "⭐", "☆", "*", "star", "stars", "half", *_NUMERALS[1:])
"""What ``_LAST`` ends with, in lower case, if it is no digit; before what ``_AFTER_LAST`` has."""


def find_verdict(text: str, body: tuple[int, int]) -> tuple[Facts, int, int] | None:
    """The rating in the last two lines of the prose, and the range of its line."""
    for start, end in find_last_lines(text, body, 2):
        line = text[start:end]
        tail = line[-400:]
        match = None
        folded = tail.casefold()
        if _may_rate(folded):
            if any(map(folded.__contains__, _GIVING)):
                match = _last_given(tail)
            last = folded.rstrip(_AFTER_LAST)
            if match is None and (last[-1:].isdecimal() or last.endswith(_ENDS)):
                match = _LAST.search(line[-200:])
            if match is None and any(map(folded.__contains__, _RATED)):
                match = _SENTENCE.search(tail)
        if match is None and (led := read_leading_rating(line.strip())):
            return Facts(rating=led[0], rating_text=led[1]), start, end
        if match is not None and len(_SHARE.findall(line)) > 1 and match.re in (_LAST, _SENTENCE):
            match = None
        if match is not None:
            rating = parse_rating(match["rating"], _find_scale(line))
            if rating is not None:
                return Facts(rating=rating, rating_text=match["rating"].strip()), start, end
    return None


def _may_rate(folded: str) -> bool:
    """Whether *folded*, in lower case, has in it what a rating is not written without."""
    if any(map(folded.__contains__, _GIVERS)):
        return True
    signed = "-" in folded or "+" in folded or "−" in folded
    return signed and _SIGNED.search(folded) is not None


def _find_scale(line: str) -> float | None:
    """The scale that the line states apart from the rating: "on my four-star scale"."""
    match = _SCALE.search(line)
    if match is None:
        return None
    written = (match["stars"] or match["most"]).lower()
    return float(written) if written.isdigit() else float(_NUMERALS.index(written))


def _last_given(line: str) -> re.Match[str] | None:
    last = None
    for match in _GIVEN.finditer(line):
        last = match
    return last
