"""A headline that begins with the words of the file's name → the film.

In: a review's text and the file it is from. Out: :class:`Opening` with the line: "Cold Road:
Learning to Drive" in ``cold_road.txt`` is of Cold Road. Refused (None): a file of several
reviews, a name of one word or with figures, and the names of festivals and of columns.
"""

from __future__ import annotations

import re

from reelsearch.annotate.facts import Facts
from reelsearch.annotate.kickers import is_kicker
from reelsearch.annotate.opening import Opening
from reelsearch.annotate.title_shape import clean_title, is_title_shaped
from reelsearch.annotate.word_lists import read_lines
from reelsearch.review import Location

_REACH = 600  # characters
_LONGEST = 120
_LEAST_WORDS = 2
_MOST_WORDS = 8
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,10}$")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_MARK = re.compile(r"[”\"’'*_]?\s?(?::|\s[–—-])\s")


def find_title_of_file(text: str, location: Location) -> Opening | None:
    """The film that the file is named after and a line at the top begins with."""
    if location.row is not None:
        return None
    name = (location.member or location.path).rsplit("/", 1)[-1]
    words = _read_words(_SUFFIX.sub("", name))
    if not _LEAST_WORDS <= len(words) <= _MOST_WORDS or any(word.isdigit() for word in words):
        return None
    start = 0
    while start < min(len(text), _REACH):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        title = _begin(text[start:end], words) if end - start <= _LONGEST else None
        if title is not None:
            return Opening(Facts(film=title), start, end)
        start = end + 1
    return None


def _begin(line: str, words: list[str]) -> str | None:
    """The title that *line* begins with, if it has *words* and a mark ends it."""
    found = list(_WORD.finditer(line))[: len(words)]
    if [_bare(match[0]) for match in found] != words:
        return None
    title = clean_title(line[: found[-1].end()])
    if not _MARK.match(line, found[-1].end()) or not is_title_shaped(title) or is_kicker(title):
        return None
    return None if title.lower().startswith(read_lines("festivals.txt")) else title


def _read_words(name: str) -> list[str]:
    return [_bare(match[0]) for match in _WORD.finditer(name)]


def _bare(word: str) -> str:
    return word.casefold().replace("'", "").replace("’", "")
