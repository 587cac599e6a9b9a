"""A line of the head that is not understood as a whole → what can be read of it.

In: the lines of the head and the place of one. Out: what its columns say, or the credits among
its words. Refused (None): lines as long as a paragraph, and those with nothing to glean.
"""

from __future__ import annotations

import re
from dataclasses import replace

from reelsearch.annotate.facts import Facts
from reelsearch.annotate.film_years import YEAR
from reelsearch.annotate.found_title import Sureness
from reelsearch.annotate.gleaned_credits import glean_credits, glean_maker
from reelsearch.annotate.gleaned_masthead import glean_masthead
from reelsearch.annotate.gleaned_signer import glean_signer
from reelsearch.annotate.head_lines import HeadLines
from reelsearch.annotate.header_line import Said, read_header_line
from reelsearch.annotate.named_file import WHOLLY, agree
from reelsearch.annotate.occurrences import recurs
from reelsearch.annotate.ratings import parse_rating
from reelsearch.annotate.title_shape import clean_title, may_be_title
from reelsearch.readers.dates import find_date

_SUBJECT = re.compile(
    r"(?:subject|betreff|objet|asunto)\s?:\s*(?:(?:re|fw|fwd|aw|wg|tr|rv)\s?:\s*)*", re.IGNORECASE
)
_PIECE = re.compile(r"\s[–—-]\s|[.?!:,]\s|[?!]$")
_POSTS = re.compile(
    r"(?P<name>[A-ZÀ-Þ][\w.’'-]+(?:\s[A-ZÀ-Þ][\w.’'-]+){1,2})\s(?:is|was)\s(?:at|with|in|feeling|watching)"
    r"\s[^.!?]{2,60}\.?"
)
"""Where who posts is, above the day: "Ada Orr is at Rex Cinema."."""

_YEAR = re.compile(rf"(?<!\d){YEAR}(?!\d)")
_LONGEST = 160
"""Characters of a line that may be the head's where no prose is told by its shape."""


def glean_line(head: HeadLines, place: int, waiting: str | None) -> Said | None:
    """What can be read of the line at *place*; *waiting* is a label without its value above it."""
    line = head.lines[place]
    if line.parted:
        if top := _glean_top(head, place):
            return Said(top)
        stars, _, _ = line.parted.partition(" | ")
        if stars[:1] in ("*", "★") and (rating := parse_rating(stars)) is not None:
            return Said(Facts(rating=rating, rating_text=stars))
        parted = replace(line, text=line.parted, parted=None)
        following = head.following(place)
        said = read_header_line(parted, following, waiting, head=True, first=place == 0)
        if said is not None:
            return said
    if place >= head.prose and len(line.text) > _LONGEST:
        return None
    if credits := glean_credits(line.text):
        return Said(credits, Sureness.REVIEWED if credits.film else 0)
    facts = _glean_maker(head, place) or _glean_top(head, place)
    if facts is None and (place < head.prose or head.used):
        facts = glean_signer(line.text, head.text, line.end)
    return Said(facts) if facts else None


def _glean_maker(head: HeadLines, place: int) -> Facts | None:
    """Who made the film and when, right below the line that may be its title."""
    above = place - 1
    while above > 0 and not any(map(str.isalnum, head.lines[above].text)):
        above -= 1  # a rule below the title
    if above < 0 or not (may_be_title(head.lines[above].text) or _is_title(head, above)):
        return None
    if above in head.credits and not _is_title(head, above):
        return None
    near = head.lines[above].number >= head.lines[place].number - 2
    return glean_maker(head.lines[place].text) if near else None


def _is_title(head: HeadLines, place: int) -> bool:
    return any(at == place for at, _ in head.titles)


def _glean_top(head: HeadLines, place: int) -> Facts | None:
    """The paper of a masthead, or who posts, in the first line that says anything."""
    if any(any(map(str.isalnum, head.lines[at].text)) for at in range(place)):
        return None
    line, following = head.lines[place], head.following(place)
    posts = _POSTS.fullmatch(line.text)
    if posts and following and find_date(following.text):
        return Facts(reviewers=(posts["name"],))
    return glean_masthead(line)


def glean_subject(head: HeadLines, place: int) -> Said | None:
    """The title among other words in a mail's subject, if the text or its file has it again."""
    line = head.lines[place]
    subject = _SUBJECT.match(line.text)
    if subject is None or len(line.text) > _LONGEST:
        return None
    for piece in _PIECE.split(line.text[subject.end() :]):
        title = clean_title(piece)
        if not title or not may_be_title(title):
            continue
        again = recurs(title, head.text, line.end) or agree(title, head.named) == WHOLLY
        if again or (title.isupper() and not line.text.isupper()):
            years = {int(year) for year in _YEAR.findall(line.text)}
            facts = Facts(film=title, year=years.pop() if len(years) == 1 else None)
            return Said(facts, Sureness.REVIEWED)
    return None
