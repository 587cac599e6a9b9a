"""The lines around the prose → facts, each with its line, and where the prose is.

In: a review's text. Out: :class:`Header`. The head ends before the first line that is
prose; the foot begins after the last. A line is a header line only if all of it is
accounted for. Refused: nothing; a text without such lines is all prose.
"""

from __future__ import annotations

import re

from reelsearch.annotate.byline import read_biography, read_byline, read_signature
from reelsearch.annotate.facts import Facts
from reelsearch.annotate.head import read_head
from reelsearch.annotate.header_facts import Header
from reelsearch.annotate.header_line import Said, read_header_line
from reelsearch.annotate.labelled_line import parse_labelled
from reelsearch.annotate.labels import is_label
from reelsearch.annotate.lines import BLANK, Line, Lines
from reelsearch.annotate.people import is_lone_name, looks_like_name
from reelsearch.annotate.title_line import Sureness, TitleLine, parse_title_line
from reelsearch.annotate.title_shape import clean_title, may_be_title
from reelsearch.annotate.word_lists import read_words

_MOST_LINES = 40
_STRAY_LENGTH = 90
_LONGEST_SIGNATURE = 80
_LAST_WORDS = re.compile(r"[.!?…”\"\d★½*)]\s+(?P<signed>(?:—|–|--)\s?[^—–.!?]{3,60}\.?)\s*$")
_REVIEW_BY_NAME = re.compile(
    r"(?:film |movie )?review\s?[:–—-]\s+(\S+(?: \S+){1,3})", re.IGNORECASE
)
_NAMED_PART = re.compile(r"\s(?:as|\.{2,}|…)\s")


def read_header(text: str) -> Header:
    """The facts of the head and foot of *text*, and the range of its prose."""
    header = Header()
    lines = Lines(text)
    if len(lines) < 2:
        header.body = _trim(text, 0, len(text))
        _read_last_words(header, lines, 0)
        return header
    used = read_head(header, lines, text)
    kept = _read_foot(header, lines, used)
    if used < kept:
        header.body = _trim(text, lines.start(used), lines.end(kept - 1))
    else:
        header.body = (0, len(text))
    _read_last_words(header, lines, kept - 1)
    _settle_writer(header)
    return header


def _read_last_words(header: Header, lines: Lines, last: int) -> None:
    """Take the name that ends the prose, after a dash: "... a cold film. — Ada Orr"."""
    if header.facts.reviewers or not 0 <= last < len(lines):
        return
    match = _LAST_WORDS.search(lines.raw(last), max(0, len(lines.raw(last)) - _LONGEST_SIGNATURE))
    found = read_signature(match["signed"]) if match else None
    if match and found:
        header.take(found, lines[last])
        header.body = (header.body[0], lines.start(last) + match.start("signed"))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without the blanks around it; all of the text if nothing is left."""
    part = text[start:end]
    stripped = part.strip(BLANK)
    if not stripped:
        return 0, len(text)
    begin = start + part.index(stripped)
    return begin, begin + len(stripped)


def _read_foot(header: Header, lines: Lines, used: int) -> int:
    """Take the credits at the foot; how many of *lines* are left before them."""
    kept = at = len(lines)
    first = max(used, kept - _MOST_LINES)
    found: list[tuple[int, Said]] = []
    while at > first:
        said = read_header_line(lines[at - 1], None, None, head=False, first=False)
        place = at - 1
        if said is None and at == len(lines):
            said = _read_biography(lines, place) or _read_name_below_rating(lines, place)
        if said is None and (match := _REVIEW_BY_NAME.fullmatch(lines[place].text)):
            said = Said(Facts(reviewers=(match[1],))) if is_lone_name(match[1]) else None
        if said is None and (joined := _join_foot(lines, first, at)):
            place, said = joined
        if said is None:
            if at < kept or not _is_foot_stray(lines[at - 1]):
                break
        else:
            found.append((place, said))
            kept = place
        at = place
    for place, said in reversed(found):
        header.take(said.facts, lines[place])
    return kept - _take_foot_title(header, lines, used, kept)


def _read_biography(lines: Lines, place: int) -> Said | None:
    """Who signed, if the last line says what its writer does; no one the review speaks of."""
    found = read_biography(lines[place].text)
    if found is None or any(found.reviewers[0] in lines[at].raw for at in range(1, place)):
        return None
    return Said(found)


def _read_name_below_rating(lines: Lines, place: int) -> Said | None:
    """Who signed, if the last line is a name alone, below the rating."""
    name = lines[place].text
    if not place or not 2 <= len(name.split()) <= 3 or name.isupper():
        return None
    words = {word.lower() for word in name.split()}
    if not is_lone_name(name) or words & read_words("not_alone.txt"):
        return None
    above = read_header_line(lines[place - 1], None, None, head=False, first=False)
    if above is None or above.facts.rating is None:
        return None
    if any(name in lines[at].raw for at in range(place)):
        return None
    return Said(Facts(reviewers=(name,)))


def _is_foot_stray(line: Line) -> bool:
    """Whether *line* may stand among the credits at the foot without being understood."""
    return looks_like_name(line.text) and len(line.text.split()) > 1


def _take_foot_title(header: Header, lines: Lines, used: int, kept: int) -> int:
    """Take the title that heads the credits at the foot; how many lines that uses."""
    if not used + 1 < kept < len(lines):
        return 0
    line, above = lines[kept - 1], lines[kept - 2]
    if lines[kept].number > line.number + 1 or above.number == line.number - 1:
        return 0
    title = parse_title_line(line.text)
    if title is None and may_be_title(line.text):
        title = TitleLine(Facts(film=clean_title(line.text)), Sureness.ALONE)
    known = header.facts.film
    if title is None or (known and known.lower() != (title.facts.film or "").lower()):
        return 0
    header.take(title.facts, line)
    return 1


def _join_foot(lines: Lines, first: int, kept: int) -> tuple[int, Said] | None:
    """The line that the last of *kept* continues: a list of names over several lines."""
    if len(lines[kept - 1].text) > _STRAY_LENGTH * 2:
        return None
    text = lines[kept - 1].text
    for place in range(kept - 2, max(first, kept - 25) - 1, -1):
        above = lines[place]
        heads = is_label(f"{above.text}:")
        goes_on = heads or above.text.endswith((",", ":", " and", "&"))
        if not goes_on and not looks_like_name(_NAMED_PART.split(above.text)[0]):
            break
        mark = ":" if heads else "" if above.text.endswith((",", ":")) else ","
        text = f"{above.text}{mark} {text}"
        found = parse_labelled(text)
        if found is not None and not found[0]:
            return place, Said(found[1])
    return None


def _settle_writer(header: Header) -> None:
    """ "Written by" names the screenwriter among credits, and the reviewer by itself."""
    facts = header.facts
    names = facts.written_by
    if not names:
        return
    line = header.lines["written_by"]
    if facts.reviewers or facts.director or facts.cast:
        facts.others += tuple(name for name in names if name not in facts.others)
        header.lines.setdefault("others", line)
    elif byline := read_byline(", ".join(names)):
        facts.reviewers = byline.reviewers
        header.lines["reviewers"] = line
