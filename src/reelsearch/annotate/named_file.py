"""What a file is called → its words, and whether a line has them: a title that the name repeats.

In: where a review was read from, and a line of its head. Out: the words of the file's name,
folded, and how far a line that may be a title agrees with them; who wrote what a file holds.
Refused (no words): files of several reviews, for then the name is not that of one film.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from reelsearch.annotate.word_lists import read_words
from reelsearch.review import Location

_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,10}$")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_LONGEST = 200
_LEAST_COMMON = 2
_LONGEST_TITLE = 80
_SIGNED = re.compile(
    r"(?i:reviews?|write-?ups?|film notes|diary|log|ratings)[\s_-]by[\s_-]"
    r"(?P<name>[A-ZÀ-Þ][\w.’'-]{1,24}(?:[\s_][A-ZÀ-Þ][\w.’'-]{1,24}){1,2})$"
)
"""Whose reviews a file holds, as its owner calls it: "reviews by Ada Orr"."""

_PARTS = re.compile(r"\s[–—-]\s|_-_|[()\[\],]|\s(?:from|by)\s")
_MARK = re.compile(r":\s|\s(?:[–—-]|--)\s|,\s(?=or\s)")
WHOLLY, PARTLY = 2, 1


def read_file_words(location: Location) -> tuple[str, ...]:
    """The words of the name of the file that *location* is, without its suffix."""
    if location.row is not None:
        return ()
    return tuple(split_words(_SUFFIX.sub("", _name_of(location))))


def read_name_parts(location: Location) -> Iterator[tuple[str, ...]]:
    """The words that may be a title in the file's name: all of it, and what stands between its
    marks, without such words as "review" and "notes" at the ends."""
    if location.row is not None:
        return
    seen: set[tuple[str, ...]] = {()}
    noise = read_words("file_words.txt")
    name = _SUFFIX.sub("", _name_of(location))
    for part in (name, *_PARTS.split(name)):
        words = split_words(part)
        if words not in ([], [""]) and part is name and tuple(words) not in seen:
            seen.add(tuple(words))
            yield tuple(words)
        while words and (words[-1] in noise or (words[-1].isdigit() and len(words[-1]) > 1)):
            words.pop()
        while len(words) > 1 and words[0] in noise:
            words.pop(0)
        if tuple(words) not in seen:
            seen.add(tuple(words))
            yield tuple(words)


def find_signer(location: Location) -> str | None:
    """Who wrote what the file holds, if its name says so: "reviews by Ada Orr.tsv"."""
    return _read_signer(_name_of(location))


@lru_cache(maxsize=64)  # of a table each row is asked of
def _read_signer(name: str) -> str | None:
    signed = _SIGNED.search(_SUFFIX.sub("", name))
    return signed["name"].replace("_", " ") if signed else None


def _name_of(location: Location) -> str:
    return (location.member or location.path).rsplit("/", 1)[-1][:_LONGEST]


def split_words(text: str) -> list[str]:
    """The words of *text* without accents, apostrophes and case."""
    if not text.isascii():
        parts = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return [word.casefold().replace("'", "").replace("’", "") for word in _WORD.findall(text)]


def agree(title: str, named: tuple[str, ...]) -> int:
    """How far *title* agrees with the words of a file's name: WHOLLY, PARTLY or not at all (0)."""
    if not named:
        return 0
    words = set(split_words(title))
    telling = words - read_words("title_connectors.txt") or words
    common = telling.intersection(named)
    if not common:
        return 0
    if common == telling:
        return WHOLLY
    return PARTLY if len(common) >= _LEAST_COMMON else 0


def cut_to_name(headline: str, named: tuple[str, ...]) -> str:
    """What stands before the mark in *headline*, or behind its colon, if the file is called so,
    and not as all of it."""
    if not named:
        return headline
    last = headline.rpartition(": ")[2]
    words = tuple(split_words(last))
    if last != headline and words and named[: len(words)] == words and last[:1].isupper():
        return last  # the file is called by what the headline ends with
    first = _MARK.split(headline, maxsplit=1)[0]
    if first == headline or agree(headline, named) == WHOLLY or agree(first, named) != WHOLLY:
        return headline
    return first if len(first.split()) >= _LEAST_COMMON else headline


def is_name_of_file(line: str, named: tuple[str, ...]) -> bool:
    """Whether *line* is what the file is called, or what its name begins with: "heat notes"."""
    words = tuple(split_words(line)) if named and len(line) <= _LONGEST_TITLE else ()
    if len(words) < _LEAST_COMMON and words != named:
        return False
    return bool(words) and named[: len(words)] == words
