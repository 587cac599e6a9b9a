"""A line above the prose, and the prose → the film's title in it.

In: a title as its line has it, and the text after that line. Out: the facts: the title as
far as it comes again ("Heat" of "Heat Is a Cold Film", of "Heat 1995", of "Cold light: on
Heat"), and the director who owns it ("Ada Orr's Heat"). Refused: nothing; a title that never
comes again stays as it is.
"""

from __future__ import annotations

import re

from reelsearch.annotate.facts import Facts
from reelsearch.annotate.film_years import YEAR
from reelsearch.annotate.occurrences import recurs
from reelsearch.annotate.people import is_person, looks_like_name
from reelsearch.annotate.title_shape import clean_title, is_heading, is_title_shaped
from reelsearch.annotate.word_lists import read_lines, read_words

_YEAR = re.compile(YEAR)
_OWNED = re.compile(r"(?P<owner>[^:,;()]{4,50}?)(?:['’]s|(?<=s)['’])\s(?P<title>\S.{0,80})")
_ON_FILM = re.compile(
    r"(?:.{0,90}?(?:[:?!.]|\s[–—-])\s)?"
    r"(?:(?:(?:some |my |more |a few |further |a |an )?(?:notes?|thoughts|words|reflections|remarks"
    r"|essay|love letter|looking back|ode|elegy|letter)\s)?(?:on|about|to|at)"
    r"|(?:.{0,50}\s)?(?:think|thought|thoughts)\s(?:of|about|on)(?:\.{3}|…)?"
    r"|(?:re-?)?(?:watching|visiting|seeing|viewing)|in (?:defen[cs]e|praise) of"
    r"|the (?:art|world|making|magic) of)\s(?P<title>[^\s(].{0,60})",
    re.IGNORECASE,
)
_ENDS_OWNED = re.compile(
    r".{0,80}\s[A-ZÀ-Þ][\w.-]{2,20}(?:['’]s|(?<=s)['’])\s(?P<title>[^\s:].{0,60})"
)
_IN_FILM = re.compile(r"(?:[^:]{2,40}: )?In (?P<title>[^,:]{2,60}), .{4,100}")
_QUOTED = re.compile(r".{0,70}?(?<!\w)[“\"‘'«](?P<title>[^“”\"«»]{1,60}?)[”\"’'»](?!\w).{0,70}")
_WITH_STRAPLINE = re.compile(r"(?P<title>[^–—|:]{1,60}?)(?:\s[–—|-]|:)\s.{4,100}")
_LONGEST_HEADLINE = 120
_SPEAKERS = ("I", "We", "You", "He", "She", "They")


def settle_title(film: str, text: str, start: int) -> Facts:
    """The film that *film*, a title alone or a headline, names, told by *text* from *start* on."""
    if recurs(film, text, start):
        return Facts(film=film)
    name, _, year = film.rpartition(" ")
    if name and _YEAR.fullmatch(year):
        name = name.rstrip(",:-– ")
        if recurs(name, text, start) or _may_end(name):
            return Facts(film=name, year=int(year))
    first, slash, second = film.partition(" / ")
    apart = slash and "/" not in second and not any(map(str.isdigit, film))
    if (
        apart
        and is_title_shaped(second)
        and (recurs(first, text, start) or not recurs(second, text, start))
    ):
        return Facts(film=first)
    return (
        _split_owned(film, text, start) or find_in_headline(film, text, start) or Facts(film=film)
    )


def _may_end(name: str) -> bool:
    """Whether a year behind *name* is no part of the title, as in "Class of 1984"."""
    return name.rsplit(" ", 1)[-1].lower() not in read_words("title_connectors.txt")


def split_bracketed(facts: Facts, text: str, start: int) -> None:
    """Part "Ada Orr's Heat" before a year in brackets, where the whole never comes again."""
    film = facts.film or ""
    headed, colon, behind = film.rpartition(": ")
    owned = _OWNED.fullmatch(behind) if colon else None
    if owned and recurs(owned["title"], text, start) and not recurs(headed, text, start):
        film = behind  # of an essay: "Without a Map: Ada Orr’s Heat"
    if (match := _OWNED.fullmatch(film)) is None or recurs(film, text, start):
        return
    owner = match["owner"].strip()
    known = owner.lower() in read_lines("not_directors.txt") or not is_title_shaped(match["title"])
    if known or " " not in owner or not looks_like_name(owner) or not is_person(owner):
        return
    facts.film = clean_title(match["title"])
    facts.director = facts.director or (owner,)


def _split_owned(film: str, text: str, start: int) -> Facts | None:
    """ "Ada Orr's Heat", where only "Heat" comes again: the film and its director."""
    match = _OWNED.fullmatch(film)
    if match is None:
        return None
    owner, title = match["owner"].strip().removeprefix("On "), clean_title(match["title"])
    if not looks_like_name(owner) or not is_title_shaped(title) or not recurs(title, text, start):
        return None
    facts = Facts(film=title)
    if " " in owner and is_person(owner) and owner.lower() not in read_lines("not_directors.txt"):
        facts.director = (owner,)
    return facts


def find_in_headline(headline: str, text: str, start: int) -> Facts | None:
    """The film of a headline that says what it is on: "The cold light: on Heat"."""
    if len(headline) > _LONGEST_HEADLINE:
        return None
    for pattern in (_ON_FILM, _IN_FILM, _QUOTED, _ENDS_OWNED, _WITH_STRAPLINE):
        match = pattern.fullmatch(headline)
        title = clean_title(match["title"].rstrip(".!?")) if match else ""
        if not title or not is_title_shaped(title) or is_heading(title):
            continue
        if recurs(title, text, start):
            return Facts(film=title)
    return None


def cut_headline(film: str, text: str, start: int) -> str:
    """The title in "Heat Is a Cold Film": what stands before a verb, if that comes again."""
    words = film.split()
    for place in range(1, len(words)):
        verb = words[place].lower().replace("’", "'")
        if verb in read_words("subject_verbs.txt"):
            title = " ".join(words[:place])
            if title.lower() in read_words("title_connectors.txt") or title in _SPEAKERS:
                continue  # "The" of "The Lives of Others"
            if recurs(title, text, start):
                return clean_title(title)
    return film
