"""The prose → the rating that a line of it says, where neither its header nor its last words do.

In: a review's text and the range of its prose. Out: the rating, its value and the line it is
on: "8 out of 10 from me, Howard says 9." that begins one of the last lines, "Rating: +3 (-4
to +4)" that ends a sentence anywhere. Refused: shares of people or of things ("two out of three
critics"), a rating that is spoken of ("Five stars was what he wrote"), and two that differ.
"""

from __future__ import annotations

import re

from reelsearch.annotate.facts import Facts
from reelsearch.annotate.ratings import match_rating

_LAST_LINES = 8
_LONGEST_LINE = 160
_LAST_SENTENCES = 2
_SENTENCE = re.compile(r"(?<=[.!?)”\"])\s+(?=[A-Z\d])")
_LONGEST_RATING = 60
_WORD = r"(?:one|two|three|four|five|six|seven|eight|nine|ten)(?:\sand\sa\shalf)?"
_NUMBER = rf"(?:\d{{1,3}}(?:[.,]\d{{1,2}}|\s?½|\s1/2)?|{_WORD})"
_WHOLE = r"(?:4|5|6|10|20|100|four|five|six|ten|twenty)"
_NUMERAL = re.compile(rf"\d\s?/\s?\d|\bout of {_WHOLE}\b|\bstars\b(?! out of)", re.IGNORECASE)
_NUMERALS = ("/", "out of ", "stars")
"""One of these is in whatever ``_NUMERAL`` matches, in lower case."""

_BEGINS = re.compile(
    r"(?:\d{1,2}/\s)?(?:\[[^\[\]]{4,30}\]\s)?(?:\w[\w ]{1,20}:\s)?"
    r"(?:(?:so|anyway|anyhow|overall|all in all|still|finally|me|well|ok|okay|right|verdict"
    r"|final score"
    r"|it['’]?s|it is|that['’]?s|solid|a solid|a strong|strong|easy|an easy|a|call it|i['’]?d say"
    r"|it gets|voted|i['’]?d give it"
    r"|i give it|i gave it|we give it|(?:\w+\s){1,2}(?:gives it|says):?)[,:]?\s){0,3}"
    rf"(?P<rating>{_NUMBER}\s?(?:stars?\s)?(?:/|\sout\sof\s)\s?{_WHOLE}(?:\sstars)?"
    rf"|{_NUMBER}\s[a-z]{{3,20}}\s(?:out\sof|from)\s{_WHOLE}(?=[.!]?$)"
    rf"|{_NUMBER}\sstars(?:\sout\sof\s{_WHOLE})?|one\sstar|[★⭐]{{2,5}}½?)"
    r"(?P<behind>$|[,.;!](?!\d)|\s[a-z]{3,15}s[.!]?$"
    r"|\s(?:from|for|and|because|but|would|will|only|if|minus|on|with|–|—|-)(?!\w))",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?:^|(?<=[.!?)”\"]\s)|(?<=[.!?)”\"]\s\s))[ \t]{0,12}"
    r"(?:(?:my|our|overall|final|average|the|club|mean)\s){0,3}(?:rating|score|grade|marks?|votes?)s?"
    r"(?:\s(?:of|on|from|by|at|in)\s[\w’' ]{1,25})?\s?[:=]\s?(?:(?:an )?average (?:of )?)?",
    re.IGNORECASE | re.MULTILINE,
)
_I_GIVE = re.compile(
    r"(?:(?<=[.!?)”\"]\s)|^)(?:(?:so|and|but|overall|all in all|if i [a-z ]{4,30}),?\s)?"
    r"(?:i|we)(?:['’]d| would| will| shall|['’]ll| have to| must| can only)?\s"
    r"(?:give|gave|rate|rated|say)\s(?:(?:it|this|this one|the film|the movie|the whole thing)\s)?"
    r"(?:an?\s)?(?:(?:solid|strong|generous|very|full)\s){0,2}"
    rf"(?P<rating>{_NUMBER}\s?(?:stars?\s)?(?:/|\sout\sof\s)\s?{_WHOLE}(?:\sstars)?)(?!\w)",
    re.IGNORECASE,
)
_FROM_ME = re.compile(
    rf"(?<![\w/.,])({_NUMBER}\s?(?:/|\sout\sof\s)\s?{_WHOLE}|{_NUMBER}\sstars) from me\b",
    re.IGNORECASE,
)
"""Whose the rating is, beside others': "4/5 from me and 5/5 from mother"."""

_OF_WHOLE = re.compile(
    rf"(?:(?<=[.!?)”\"]\s)|^)(?:marks )?out of (?P<whole>{_WHOLE})\s?[?,:–—-]+\s"
    r"(?:(?:i['’]m|i am|i['’]ll|i['’]d|i would|we['’]re)\s)?"
    r"(?:(?:giving|give|say|saying|going for)\s)?(?:(?:it|this)\s)?"
    rf"(?:an?\s)?(?P<part>{_NUMBER})(?=[.,!;]|$|\s(?:from|for|and|because|but)\b)",
    re.IGNORECASE,
)
_GIVING = ("give", "gave", "rate", "say")
_ENDS = re.compile(r"\s*(?:$|[.,;!|)(\n]|\s[–—-]|\s{2})")
_LETTERS = ("A", "B", "C", "D", "F")
_LONGEST_LABEL = 50  # characters from a label to its colon
_LABELS = ("rating", "score", "grade", "mark", "vote")


def find_said_rating(text: str, body: tuple[int, int]) -> tuple[Facts, int, int] | None:
    """The rating that the prose says, and the range of its line; None if it says none."""
    return _find_labelled(text, body) or _find_begun(text, body)


def find_last_letter(text: str) -> tuple[Facts, int, int] | None:
    """The grade that stands alone on the last line: "B"."""
    end = len(text.rstrip())
    start = text.rfind("\n", 0, end) + 1
    letter = text[start:end].strip()
    read = match_rating(letter) if letter in _LETTERS and start else None
    if read is None or read[0] is None:
        return None
    return Facts(rating=read[0], rating_text=letter), start, end


def _find_begun(text: str, body: tuple[int, int]) -> tuple[Facts, int, int] | None:
    """The rating that one of the last lines begins with, or a sentence of one, if short."""
    found: list[tuple[Facts, int, int]] = []
    end = body[1]
    for _ in range(_LAST_LINES):
        start = max(text.rfind("\n", body[0], end) + 1, body[0])
        if facts := _read_ending(text[start:end].strip()):
            found.append((facts, start, end))
        end = start
        while end > body[0] and text[end - 1].isspace():
            end -= 1
        if end <= body[0]:
            break
    return found[0] if len({facts.rating for facts, _, _ in found}) == 1 else None


def _read_ending(line: str) -> Facts | None:
    """The rating that *line* says; of a long one, that its last sentences do."""
    owned = " from me" in line and _FROM_ME.search(line[-_LONGEST_LINE:])
    if not owned and len(line) <= _LONGEST_LINE and (facts := _read_begin(line)):
        return facts
    last = line[-_LONGEST_LINE:]
    if not any(map(last.casefold().__contains__, _NUMERALS)):
        return None
    if mine := _FROM_ME.findall(last):
        read = match_rating(mine[0]) if len(mine) == 1 else None
        return Facts(rating=read[0], rating_text=mine[0]) if read and read[0] is not None else None
    if len(_NUMERAL.findall(last)) != 1:
        return None  # of two, one is another film's
    sentences = _SENTENCE.split(last)[1:][-_LAST_SENTENCES:]
    return next(filter(None, map(_read_begin, sentences)), None)


def _read_begin(line: str) -> Facts | None:
    lowered = line.lower()
    match = _BEGINS.match(line)
    if match is None and any(map(lowered.__contains__, _GIVING)):
        match = _I_GIVE.search(line)
    written = match["rating"] if match else ""
    if match is None and "out of" in lowered and (stated := _OF_WHOLE.search(line)):
        written = f"{stated['part']} out of {stated['whole']}"
    read = match_rating(written) if written else None
    return Facts(rating=read[0], rating_text=written) if read and read[0] is not None else None


def _may_label(lowered: str) -> bool:
    """Whether a label stands as near before a colon or an equals sign as ``_LABELLED`` has it."""
    for mark in ":=":
        at = lowered.find(mark)
        while at >= 0:
            if any(map(lowered[max(0, at - _LONGEST_LABEL) : at].__contains__, _LABELS)):
                return True
            at = lowered.find(mark, at + 1)
    return False


def _find_labelled(text: str, body: tuple[int, int]) -> tuple[Facts, int, int] | None:
    """The rating behind a label that begins a line or a sentence, if it is the only one."""
    if text.find(":", *body) < 0:
        return None
    prose = text[body[0] : body[1]]
    if not _may_label(prose.lower()):
        return None
    found: list[tuple[Facts, int, int]] = []
    for label in _LABELLED.finditer(prose):
        written = prose[label.end() : label.end() + _LONGEST_RATING]
        read = match_rating(written)
        if read is None or read[0] is None or not _ENDS.match(written, read[1]):
            continue
        facts = Facts(rating=read[0], rating_text=written[: read[1]].strip())
        found.append((facts, body[0] + label.start(), body[0] + label.end() + read[1]))
    return found[0] if len({facts.rating for facts, _, _ in found}) == 1 else None
