"""What a page or a mail has above all else → the paper, and who sent it.

In: the lines of a review, and its film if the head names one. Out: the name of the paper or
newsletter that heads the page ("The Dial Gazette", "THE SLOW FADE" above "Issue 41"), or the
sender of a mail. Refused: a line that is the film's, and a name that the text has again.
"""

from __future__ import annotations

import re

from reelsearch.annotate.byline import read_byline, read_paper
from reelsearch.annotate.facts import Facts
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
_MAIL = re.compile(r"(?:from|to|cc|date|sent|subject|reply-to)\s?:\s", re.IGNORECASE)
_SENDER = re.compile(r"from\s?:\s*(?P<name>[^<>]{1,60})(?:<[^<>]{0,80}>)?\s*", re.IGNORECASE)
_LEAST_MAIL = 2


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


def find_masthead(lines: Lines) -> int | None:
    """The place of a newsletter's name: the line that stands above its number."""
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
        elif read_paper(line.text) or (page and _may_be_paper(line.text)):
            return None if recurs(line.text, text, line.end) else place
        else:
            return None
    return None


def _may_be_paper(text: str) -> bool:
    if len(text.split()) > _MOST_WORDS or text.endswith((".", ":", ",")) or find_date(text):
        return False
    return is_title_shaped(text) and not is_heading(text) and not is_page_line(text)


def read_sender(lines: Lines) -> tuple[tuple[str, ...], int] | None:
    """Who sent the mail that the text is, and the place of the line that says so."""
    heads = 0
    sender: tuple[tuple[str, ...], int] | None = None
    for place in range(min(len(lines), _MOST_LINES)):
        text = lines[place].text if len(lines.raw(place)) <= 200 else ""
        if not _MAIL.match(text):
            if heads:
                break
            continue
        heads += 1
        match = _SENDER.fullmatch(text)
        name = match["name"].strip(" \"'“”") if match else ""
        found = read_byline(name.split(" via ")[0].strip(" \"'"), loose=True) if name else None
        if found is not None and found.reviewers and not read_paper(name):
            sender = found.reviewers, place
    return sender if heads >= _LEAST_MAIL else None
