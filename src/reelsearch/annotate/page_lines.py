"""Which lines are the page's, the newsletter's or the forum's, and none of the review.

In: a line: "Share this:", "Twitter | Facebook", "Next week: ...", "237 likes", "Top". Out:
whether it is such a line, and whether the page's own part begins with it ("Related",
"Leave a Reply"): below that stands what others wrote. Refused: lines with anything else.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from reelsearch.annotate.word_lists import read_table

_LONGEST = 160
_LONGEST_HEADING = 60
_TAGS = re.compile(r"#\w[^#]{1,40}(?:#\w[^#]{1,40})+")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_MARKS = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_BEGUN = re.compile(r"^[^\w©(@]+")
_PARTS = re.compile(r"\s*[|•·/,>»→←]\s*|\s{2,}|\s[–—-]\s")
_COUNTED = re.compile(r"\d[\d,.]{0,9}k?\s|\(\d{1,6}\)")
_MOST_WORDS = 12
_BACK, _ON = ("«", "<", "←", "‹"), ("»", ">", "→", "›")
_GAPS = re.compile(r"\s{3,}")
_LEAST_LINKS = 3
_LONGEST_LINK = 3  # words


@cache
def _phrases(kind: str) -> dict[str, tuple[str, ...]]:
    """The phrases of a class, by their first words."""
    found: dict[str, tuple[str, ...]] = {}
    for phrase in read_table("page_lines.txt")[kind]:
        first = phrase.split(" ", 1)[0]
        found[first] = (*found.get(first, ()), phrase)
    return found


def is_page_line(text: str) -> bool:
    """Whether *text* is a line of the page and says nothing of the review."""
    if not text or len(text) > _LONGEST:
        return False
    return _TAGS.fullmatch(text) is not None or _is_page_line(text)


@lru_cache(maxsize=64)
def _is_page_line(text: str) -> bool:
    lowered = " ".join(text.lower().replace("’", "'").split())
    if _is_listed(lowered) or begins_part(text) is not None:
        return True
    begun = _BEGUN.sub("", lowered)
    first = begun.split(" ", 1)[0]
    for phrase in _phrases("begins").get(first, ()):
        if begun.startswith(phrase) and not begun[len(phrase) : len(phrase) + 1].isalnum():
            return True
    return any(phrase in lowered for phrase in read_table("page_lines.txt")["within"])


def _is_listed(lowered: str) -> bool:
    """Whether the line is one phrase of the page, or several in a row."""
    word = _FIRST_WORD.search(lowered)
    if word is None or word[0] not in _first_words():
        return False
    line = _phrases("line")
    if _bare(lowered) in line.get(_bare(lowered).split(" ", 1)[0], ()):
        return True
    parts = [part for part in map(_bare, _PARTS.split(lowered)) if part]
    if len(parts) == 1:
        parts = parts[0].split()
    if not 1 < len(parts) <= _MOST_WORDS:
        return False
    return all(part in line.get(part.split(" ", 1)[0], ()) for part in parts)


@cache
def _first_words() -> frozenset[str]:
    """What the phrases of the page begin with, up to the first sign that is no letter."""
    first = (_FIRST_WORD.search(word) for word in _phrases("line"))
    return frozenset(match[0] for match in first if match)


def may_begin_part(raw: str) -> bool:
    """A glance at a line as it stands: whether :func:`begins_part` may find anything in it."""
    if len(raw) > _LONGEST_HEADING + 20:
        return False
    bare = _MARKS.sub("", raw.strip().lower())
    return bare.split(" ", 1)[0] in _part_words()


@cache
def _part_words() -> frozenset[str]:
    return frozenset((*_phrases("comments"), *_phrases("related")))


def begins_part(text: str) -> str | None:
    """The part of the page that *text* heads: ``comments`` or ``related``; None if neither."""
    if not text or len(text) > _LONGEST_HEADING:
        return None
    counted = _COUNTED.match(text) is not None
    lowered = _bare(" ".join(text.lower().replace("’", "'").split()))
    first = lowered.split(" ", 1)[0]
    for kind in ("comments", "related"):
        for phrase in _phrases(kind).get(first, ()):
            if lowered == phrase:
                return kind
            led = lowered.startswith(f"{phrase} ") and " " in phrase
            if led and (counted or phrase.split()[-1] in ("by", "from", "reply", "published")):
                return kind
    return None


def is_closing(text: str) -> bool:
    """Whether *text* is what stands above the name at the end of a letter: "Best wishes,"."""
    if len(text) > _LONGEST_HEADING:
        return False
    bare = _bare(text.lower())
    return bare in _phrases("closing").get(bare.split(" ", 1)[0], ())


def is_row_of_links(raw: str) -> bool:
    """Whether *raw*, a line with all its blanks, is a row of a page's links: "« Heat | Main |
    Ran »", which leads to the posts before and after, "RECIPES   BREAD   RESTAURANTS"."""
    raw = raw.strip()
    if raw[:1] in _BACK and raw[-1:] in _ON and len(raw) <= _LONGEST:
        inside = raw.strip("«»<>←→‹› ")
        return any(mark in inside for mark in ("|", "   ", " · ", " • "))
    if "   " not in raw or len(raw) > _LONGEST or any(map(str.isdigit, raw)) or ":" in raw:
        return False
    parts = _GAPS.split(raw)
    return len(parts) >= _LEAST_LINKS and raw.isupper() and all(map(_is_short, parts))


def _is_short(link: str) -> bool:
    return len(link.split()) <= _LONGEST_LINK


def _bare(lowered: str) -> str:
    return _MARKS.sub("", lowered)
