"""Prose that has the words of the file's name → the film.

In: a review's text and the file it is from, where nothing else names the film. Out:
:class:`Opening` with the words: "but Cold Road stayed with me" in ``cold_road.txt`` is of Cold
Road, and so is "at last COLD ROAD" in ``cold road - my notes.txt``. Refused (None): a file of
several reviews, a name with figures, one word that the text has only small, and the names of
festivals and of columns.
"""

from __future__ import annotations

import re
from itertools import islice

from reelsearch.annotate.facts import Facts
from reelsearch.annotate.kickers import is_kicker
from reelsearch.annotate.named_file import read_name_parts
from reelsearch.annotate.occurrences import find_whole
from reelsearch.annotate.opening import Opening
from reelsearch.annotate.title_shape import clean_title, is_heading, is_title_shaped
from reelsearch.annotate.word_lists import read_lines
from reelsearch.review import Location

_LEAST_WORDS = 2
_MOST_WORDS = 8
_MOST_MENTIONS = 10
_LEAST_PROSE = 80
_WORD_BEFORE = 30  # characters
_NAME_BEFORE = re.compile(r"(?<=[a-zà-ÿ,] )[A-ZÀ-Þ][\w’'-]+ $")
_NAME_GOES_ON = re.compile(r" [A-ZÀ-Þ]")
_CAPITAL_BEFORE = re.compile(r"[A-ZÀ-Þ]{2}[\W\d]{0,3}$")
_CAPITAL_BEHIND = re.compile(r"[\W\d]{0,3}[A-ZÀ-Þ]{2}")
_LEAST_LETTERS = 3
_BEFORE_PERSON = ("by ", "By ", "director ", "Director ")


def find_title_of_file(text: str, location: Location) -> Opening | None:
    """The film that the file is named after and the prose names."""
    for words in read_name_parts(location):
        if len(words) > _MOST_WORDS or any(len(word) > 1 and word.isdigit() for word in words):
            continue
        found = _find_in_prose(text, words) if len(words) >= _LEAST_WORDS else None
        found = found or _find_in_capitals(text, words)
        if found is not None:
            return found
    return None


def _find_in_capitals(text: str, words: tuple[str, ...]) -> Opening | None:
    """The title that the text has in capitals where the words around it are not."""
    written = " ".join(words).upper()
    if len(written) < _LEAST_LETTERS or is_kicker(written) or is_heading(written):
        return None
    for place in islice(find_whole(written, text, 0, len(text)), _MOST_MENTIONS):
        end = place + len(written)
        if not (
            _CAPITAL_BEFORE.search(text[max(0, place - _WORD_BEFORE) : place])
            or _CAPITAL_BEHIND.match(text, end)
        ):
            return Opening(Facts(film=text[place:end]), place, end)
    return None


def _find_in_prose(text: str, words: tuple[str, ...]) -> Opening | None:
    """The title that the prose names with *words*, with capitals once or small twice."""
    pattern = re.compile(
        r"(?<![^\W_])" + r"[^\w\n]{1,3}".join(map(_with_apostrophes, words)) + r"(?![^\W_])",
        re.IGNORECASE,
    )
    found = [match for match in islice(pattern.finditer(text), _MOST_MENTIONS) if _is_amid(match)]
    if any(map(_is_of_person, found)):
        return None
    named = next((match for match in found if is_title_shaped(match[0])), None)
    if named is None and len(found) > 1 and text[: found[1].end()].islower():
        named = found[0]
    title = clean_title(named[0]) if named else ""
    if named is None or is_kicker(title) or is_heading(title):
        return None
    if title.lower().startswith(read_lines("festivals.txt")):
        return None
    return Opening(Facts(film=title), named.start(), named.end())


def _is_amid(match: re.Match[str]) -> bool:
    """Whether the words stand amid a line, and are no part of a longer name: not of a
    signature, and not of the Berlin Film Festival."""
    begin = match.string.rfind("\n", 0, match.start()) + 1
    end = match.string.find("\n", match.end())
    line = match.string[begin : end if end >= 0 else len(match.string)]
    if len(line) <= _LEAST_PROSE or _NAME_GOES_ON.match(match.string, match.end()):
        return False
    return (
        _NAME_BEFORE.search(match.string[max(0, match.start() - _WORD_BEFORE) : match.start()])
        is None
    )


def _is_of_person(match: re.Match[str]) -> bool:
    """Whether *match* is the name of one who made a film: "by Ada Orr"."""
    return match.string.endswith(_BEFORE_PERSON, 0, match.start())


def _with_apostrophes(word: str) -> str:
    """*word*, with whatever apostrophes the name of a file has left out."""
    return "['’]?".join(map(re.escape, word))
