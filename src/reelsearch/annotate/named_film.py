"""The first and the last lines of the prose → the film that they name, where nothing else does.

In: a review's text and the range of its prose. Out: :class:`Opening` with the words: "watched
heat (1995) alone", "Heat. Ada Orr's film looks at ...", a first line in small letters, a last
line that begins "Heat (15), directed by Ada Orr, is showing". Refused (None): all else.
"""

from __future__ import annotations

import re

from reelsearch.annotate.facts import Facts
from reelsearch.annotate.film_years import YEAR
from reelsearch.annotate.lines import find_last_lines
from reelsearch.annotate.occurrences import recurs
from reelsearch.annotate.opening import Opening
from reelsearch.annotate.people import looks_like_name
from reelsearch.annotate.title_bracket import read_bracket
from reelsearch.annotate.title_shape import clean_title, is_title_shaped
from reelsearch.annotate.word_lists import read_lines, read_words

_REACH = 1_200
_LEAST_TEXT = 300
"""Characters; a line of a table is of a film that the table names, if at all."""

_MOST_WORDS = 10
_BRACKETED_YEAR = re.compile(rf"[(\[]{YEAR}[)\]]")
_SMALL = re.compile(
    r"\b(?:watched|rewatched|re-watched|saw|seen|finished|watching|tonight|about|of|for|see)\s"
    rf"(?P<title>[\w'’:&,.! -]{{1,60}}?)\s[(\[](?P<year>{YEAR})[)\]]",
    re.IGNORECASE,
)
_NAMED_FIRST = re.compile(
    r"[“\"‘'*_]?(?P<title>[A-ZÀ-Þ\d][^.!?:;\n]{1,50}?)[”\"’'*_]?[.!:]\s"
    r"(?P<name>[A-ZÀ-Þ][\w.’'-]{1,20}(?:\s[A-ZÀ-Þ][\w.’'-]{0,20}){1,2}?)(?P<owns>['’]s?\s|,\s|[.!]\s"
    r"|\s(?:made|has made|directs|directed|returns|wrote and directed)\b)"
)
_LISTED_FIRST = re.compile(
    r"(?:> ?)?(?P<title>[A-ZÀ-Þ\d][^.!?:;\n]{1,50}?)[.:]\s"
    rf"(?P<name>[A-ZÀ-Þ][\w’'-]{{2,20}}(?: [A-ZÀ-Þ][\w’'-]{{1,20}}){{0,2}}), (?P<year>{YEAR})\.\s"
)
"""As people note it: "Heat. Orr, 1995. Cold from the first shot"."""

_STAMP = re.compile(r"\[[^\[\]\n]{4,30}\]\s[^:\n]{1,30}:\s(?:[^\n.!?]{1,40}[.!?]\s)?")
_SMALL_REACH = 250
_MOST_SMALL = 5
_LONGEST_MADE = 120  # characters; _SMALL_MADE matches no more
_SMALL_MADE = re.compile(
    rf"(?P<title>[\w'’:&., -]{{1,60}}?)\s[–—-]\s(?P<name>[^\W\d_][\w.'’ -]{{4,40}}?)"
    rf",?\s\(?(?P<year>{YEAR})\)?"
)
_TOLD_SMALL = re.compile(
    r"\b(?:(?:re-?)?watch(?:ed|ing)?|saw|seen|see|seeing|finished|(?:think|thought|thoughts|opinions?)"
    r" (?:of|on|about)|talk about|love|loved|hated)\s"
    r"(?P<title>[a-z\d][\w'’&:-]{0,20}(?:\s[a-z\d][\w'’&:-]{0,20}){1,5}?)"
    r"(?=\s*(?:[,.!?;()\n]|$)|\s(?:and|with|last|again|at|on|yesterday|tonight|today|this|for"
    r"|because|so|but|alone|in|when|twice|yet|is|was|if|or|the other)\b)"
)
_NO_TITLE_BEGINS = frozenset(
    "a an it this that these those my his her their our your him them me us you what how all some"
    " any more to in on of at with for and or but if as so up out one just".split()
)
_CLOSING_LINES = 3
_CLOSING = re.compile(
    r"(?P<title>[A-ZÀ-Þ\d][^().\n]{1,60}?)\s\((?P<inside>[^()\n]{1,40})\)"
    r"(?:,\s(?:directed by|dir\.?)\s(?P<name>[A-ZÀ-Þ][\w.’'-]+(?:\s[\w.’'-]+){1,3}?))?,?\s"
    r"(?:is|was|opens|runs|screens|plays|shows)\b"
)
_GREETING = re.compile(r"[^\n.!?]{2,40},[ \t]*\n")


def find_named_film(text: str, body: tuple[int, int]) -> Opening | None:
    """The film that the first sentences of the prose name; None if that is not clear."""
    if len(text) < _LEAST_TEXT:
        return None
    start, stop = body[0], min(body[1], body[0] + _REACH)
    if greeting := _GREETING.match(text, start, stop):
        start = greeting.end()
    if small := _find_small(text, start, min(stop, start + 400)):
        return small
    return (
        _find_first(text, start, stop)
        or _find_small_line(text, body)
        or _find_told_small(text, start, stop)
        or _find_closing(text, body)
    )


def _is_common(title: str) -> bool:
    """Whether *title* is a word for a time, a place or a person and no title by itself."""
    first = title.split(" ", 1)[0].lower().strip(".,")
    return (
        title.lower() in read_words("not_alone.txt")
        or title.lower() in read_lines("festivals.txt")
        or first in read_words("no_titles.txt")
        or title.isdigit()
    )


def _find_small(text: str, start: int, stop: int) -> Opening | None:
    """A title written small before its year: "watched heat (1995) alone"."""
    if not _BRACKETED_YEAR.search(text, start, stop):
        return None
    match = _SMALL.search(text, start, stop)
    if match is None or not match["title"].islower() or len(match["title"].split()) > _MOST_WORDS:
        return None
    facts = Facts(film=clean_title(match["title"]), year=int(match["year"]))
    return Opening(facts, match.start(), match.end())


def _find_small_line(text: str, body: tuple[int, int]) -> Opening | None:
    """The first line, if all is written small: "heat", "heat - ada orr, 1995"."""
    end = text.find("\n", body[0], body[1])
    line = text[body[0] : end].strip() if end > 0 else ""
    apart = end > 0 and text[end : end + 3].count("\n") > 1
    few = len(line.split(maxsplit=_MOST_SMALL)) <= _MOST_SMALL
    if not apart or (not few and len(line) > _LONGEST_MADE):
        return None
    if not line.islower() or not text[end : end + _SMALL_REACH].islower():
        return None
    if made := _SMALL_MADE.fullmatch(line):
        name = (made["name"].strip(),)
        facts = Facts(film=clean_title(made["title"]), director=name, year=int(made["year"]))
    elif few and line[-1].isalnum():
        facts = Facts(film=line)
    else:
        return None
    return Opening(facts, body[0], end)


def _find_told_small(text: str, start: int, stop: int) -> Opening | None:
    """A title of two words or more in prose that begins small, which says that it was watched
    and has it again: "what i thought of cold road" and "go see cold road"."""
    if not text[start : start + 1].islower():
        return None
    found: dict[str, re.Match[str]] = {}
    for match in _TOLD_SMALL.finditer(text, start, stop):
        title = " ".join(match["title"].split())
        first, last = title.split()[0], title.split()[-1]
        if first in _NO_TITLE_BEGINS or last in read_words("title_connectors.txt"):
            continue
        if recurs(title, text, match.end()):
            found.setdefault(title, match)
    if len(found) != 1:
        return None
    title, match = next(iter(found.items()))
    return Opening(Facts(film=title), match.start(), match.end())


def _find_closing(text: str, body: tuple[int, int]) -> Opening | None:
    """The title that one of the last lines begins with: "Heat (15), by Ada Orr, is ..."."""
    for start, end in find_last_lines(text, body, _CLOSING_LINES):
        match = _CLOSING.match(text, start, end)
        facts = read_bracket(match["inside"]) if match else None
        if match and facts is not None and is_title_shaped(match["title"]):
            facts.film = clean_title(match["title"])
            if match["name"]:
                facts.director = (match["name"],)
            return Opening(facts, start, end)
    return None


def _find_first(text: str, start: int, stop: int) -> Opening | None:
    """The title that is a sentence by itself before its maker's name: "Heat. Ada Orr's film"."""
    while stamp := _STAMP.match(text, start, stop):
        if match := _NAMED_FIRST.match(text, stamp.end(), min(stop, stamp.end() + 160)):
            start = stamp.end()
            break
        start = text.find("\n", stamp.end(), stop) + 1 or stop
    if listed := _LISTED_FIRST.match(text, start, min(stop, start + 160)):
        facts = Facts(film=clean_title(listed["title"]), year=int(listed["year"]))
        facts.director = (listed["name"],) if " " in listed["name"] else ()
        if is_title_shaped(listed["title"]) and not _is_common(listed["title"]):
            return Opening(facts, listed.start(), listed.end())
    match = _NAMED_FIRST.match(text, start, min(stop, start + 160))
    if match is None or not is_title_shaped(match["title"]) or not looks_like_name(match["name"]):
        return None
    title = clean_title(match["title"])
    if _is_common(title) or title.endswith(","):
        return None
    facts = Facts(film=title)
    if match["owns"].strip().startswith(("made", "has made", "direct", "wrote")):
        facts.director = (match["name"],)
    return Opening(facts, match.start(), match.end())
