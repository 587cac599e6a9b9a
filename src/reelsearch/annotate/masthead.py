"""What a page or a newsletter has above all else → the paper.

In: the lines of a review, and its film if the head names one. Out: the name of the paper or
newsletter that heads the page ("The Dial Gazette", "THE SLOW FADE" above "Issue 41").
Refused: a line that is the film's, and a name that the text has again.
"""

from __future__ import annotations

import re

from reelsearch.annotate.byline import name_paper, read_paper
from reelsearch.annotate.facts import Facts
from reelsearch.annotate.kickers import is_kicker
from reelsearch.annotate.lines import Lines
from reelsearch.annotate.occurrences import recurs
from reelsearch.annotate.page_lines import is_page_line
from reelsearch.annotate.title_shape import is_heading, is_title_shaped
from reelsearch.readers.dates import find_date

_MOST_LINES = 8
_REACH = 4
_MOST_WORDS = 7
_ISSUE = re.compile(
    r"(?:(?:issue|no\.?|nr\.?|number|vol\.?|volume|edition|dispatch|letter|newsletter)\s?#?|#)"
    r"\s?\d{1,4}\b(?:\s*[,/–—-]?\s*(?:issue|no\.?|number)\s?#?\s?\d{1,4}\b)?(?P<rest>.{0,60})",
    re.IGNORECASE,
)
_PAPER_ISSUE = re.compile(
    r"(?P<paper>[^,;:()\d]{3,60}?)[,;]?\s\(?(?=(?:vol|volume|no|nr|issue|number|spring|summer|autumn"
    r"|fall|winter)\b)(?P<rest>(?=.*\d).{3,60})",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"\b(?:(?:vol|volume|no|nr|issue|number)\b\.?\s?#?\d{1,4}|spring|summer|autumn|fall|winter)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_CLUBS = frozenset("society club institute festival theatre theater cinema season series".split())
"""Words of those who show films; what they hand out has no paper's name."""

_NUMBERED = re.compile(r"\D{4,60},?\s(?:#|no\.\s?|issue\s#?)\s?\d{1,4}", re.IGNORECASE)
_LONGEST_ISSUE = 120


def read_issue_line(text: str) -> Facts | None:
    """The date of a line such as "Issue 41 – 26 January 2020"; None if it is no such line."""
    match = _ISSUE.fullmatch(text)
    if match is None:
        return None
    rest = match["rest"].strip(" ,|•·()–—-")
    if not rest:
        return Facts()
    date = find_date(rest)
    if date is None or rest[: date[1]].strip() or rest[date[2] :].strip(" .)"):
        return None
    return Facts(date=date[0])


def read_paper_issue(text: str) -> Facts | None:
    """The paper and the date of "The Dial Quarterly, Vol. 12, No. 3, Summer 1962"."""
    match = _PAPER_ISSUE.fullmatch(text) if len(text) <= _LONGEST_ISSUE else None
    if match is None or not is_title_shaped(match["paper"]):
        return None
    date = find_date(match["rest"])
    year = _YEAR.search(match["rest"])
    rest = _COUNT.sub(
        "", match["rest"][: date[1]] + match["rest"][date[2] :] if date else match["rest"]
    )
    if _YEAR.sub("", rest).strip(" ,.;|()–—-/"):
        return None
    written = date[0] if date else year[0] if year else None
    return Facts(publication=name_paper(match["paper"]), date=written)


def find_masthead(lines: Lines) -> int | None:
    """The place of a newsletter's name: the first line with its number, or the line above it."""
    if len(lines) > 1 and len(lines.raw(0)) <= 90 and _NUMBERED.fullmatch(lines[0].text):
        dated = len(lines.raw(1)) <= 90 and find_date(lines[1].text) is not None
        return 0 if dated and _may_be_paper(name_paper(lines[0].text)) else None
    for place in range(1, min(len(lines), _REACH)):
        if len(lines.raw(place)) > 90 or read_issue_line(lines[place].text) is None:
            continue
        above = range(place)
        return next((at for at in above if _may_be_paper(lines[at].text)), None)
    return None


def find_paper_above(lines: Lines, text: str, film_line: int | None) -> int | None:
    """The place of the paper's name above the film's title: a paper by its words, or what the
    links of a page stand above."""
    if film_line is None:
        return None
    page = False
    for place in range(min(len(lines), _MOST_LINES)):
        line = lines[place]
        if line.number >= film_line:
            return None
        if is_page_line(line.text):
            page = True
        elif _may_be_paper(line.text) and (page or _heads_page(lines, place)):
            return place
        elif read_paper(line.text) and _CLUBS.isdisjoint(line.text.lower().split()):
            return None if recurs(line.text, text, line.end) else place
        else:
            return None
    return None


def _heads_page(lines: Lines, place: int) -> bool:
    """Whether the first line of all stands above links: "Subscribe", "Sign in"."""
    return place == 0 and len(lines) > 1 and is_page_line(lines[1].text)


def _may_be_paper(text: str) -> bool:
    if not 1 < len(text.split()) <= _MOST_WORDS or text.endswith((".", ":", ",")):
        return False
    if find_date(text) or is_kicker(text):
        return False
    return is_title_shaped(text) and not is_heading(text) and not is_page_line(text)
