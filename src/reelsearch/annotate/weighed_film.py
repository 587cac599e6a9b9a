"""All that the first paragraphs say → the film that they are about, where no one line tells.

In: a review's text and the range of its prose. Out: :class:`Opening` with the title where most
speaks for it. Each title that the paragraphs may name is weighed by all the places where it
stands: what the words around it say, whose film it is, that it comes again. Refused (None): a
title that nothing but its capitals speaks for, names of persons and of parts, and two films with
nearly as much for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from reelsearch.annotate.facts import Facts
from reelsearch.annotate.film_cues import BEFORE, BEHIND, read_credits_behind, weigh_words
from reelsearch.annotate.opening import Opening
from reelsearch.annotate.people import is_person, looks_like_name
from reelsearch.annotate.places import is_country
from reelsearch.annotate.title_shape import clean_title, is_title_shaped
from reelsearch.annotate.word_lists import read_lines, read_table, read_words

_LEAST_TEXT = 200
"""Characters; a line of a table is of a film that the table names, if at all."""

_REACH = 3_000
_FIRST, _LATE = 300, 1_500  # characters
_LINE_END = re.compile(r"([^\n]{40})\n(?![\n\d\[*•>–—-]|[\w ]{1,20}: )")
_CAPITAL = r"[A-ZÀ-Þ\d](?:[\w’'&-]|\.(?=\w)|,(?=\d{3})|!(?= [a-z]))*"
_SMALL = (
    r"(?:an?|and|as|at|but|by|for|from|in|into|la|le|les|de|del|des|du|of|on|or|the|to|vs?|with"
    r"|&|y|en|et|un|une)"
)
_RUN = re.compile(rf"(?<![\w’'.@/-]){_CAPITAL}(?:[:,]? (?:{_SMALL} ){{0,3}}{_CAPITAL}){{0,9}}")
"""Words with capitals and the small ones between them."""

_OWNS = re.compile(r"(?:['’]s|(?<=s)['’])(?: (?:18|19|20)\d\d)? ")
_OWNER_ENDS = re.compile(r"(?:['’]s|(?<=s)['’])$")
_BEGUN = re.compile(r"[:,] ")
_ENDED = re.compile(
    r"[:,] | at the | with (?=[A-ZÀ-Þ][\w’'-]+$)"
    r"| on (?:Netflix|Mubi|MUBI|Amazon|DVD|TV|BBC|Channel|Blu-ray"
    r"|(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day)"
)
"""What stands behind the end of a title: where, when and with whom it was seen."""
_DONE = frozenset("saw seen caught went revisited".split())
_MARKS = "“\"‘'*_«"
_ENOUGH = 2.5
_ANCHORED = 1.5  # at one place
_RIVAL = 1.0
_MARGIN = 1.0
_MOST = 5.0
_MOST_AGAIN, _AGAIN = 3, 0.75


@dataclass(slots=True)
class _Weighed:
    """A title, what speaks for it, the most that one place does, and that place."""

    title: str
    weight: float = 0.0
    anchor: float = 0.0
    count: int = 0
    place: int = 0
    facts: Facts = field(default_factory=Facts)


def find_weighed_film(text: str, body: tuple[int, int]) -> Opening | None:
    """The film that the first paragraphs are about; None if that is not clear."""
    start, end = body[0], min(body[1], body[0] + _REACH)
    if end - start < _LEAST_TEXT or text[start:end].islower():
        return None
    # A title goes on from one line to the next in wrapped prose only. No length changes.
    reach = _LINE_END.sub(r"\1 ", text[start:end])
    found: dict[str, _Weighed] = {}
    for run in _RUN.finditer(reach):
        for begin, stop, owned in _find_titles(reach, run):
            title = clean_title(reach[begin:stop])
            if _OWNER_ENDS.search(title):
                continue  # "watching Ada Orr's first film"
            if not _may_be_film(title):
                continue
            weighed = found.setdefault(title.lower(), _Weighed(title))
            _weigh(weighed, reach, (owned, begin, begin + len(title)))
    best = _choose([*found.values()])
    if best is None:
        return None
    best.facts.film = best.title
    return Opening(best.facts, start + best.place, start + best.place + len(best.title))


def _find_titles(reach: str, run: re.Match[str]) -> Iterator[tuple[int, int, int]]:
    """The titles that *run* may have in it, each with its range and where its owner, if it has
    one, begins: all of it, and what is parted by its commas, its colon and its owner."""
    begins = {run.start(), *(run.start() + at.end() for at in _BEGUN.finditer(run[0]))}
    ends = {run.end(), *(run.start() + at.start() for at in _ENDED.finditer(run[0]))}
    for first in begins:
        for end in ends:
            begin = _skip_openers(reach, first, end)
            listed = begin > run.start() and reach[begin].isdigit()
            if begin >= end or listed or reach[begin].islower():
                continue
            yield begin, end, begin
            for owner in _OWNS.finditer(reach, begin, end):
                if _is_owner(reach[begin : owner.start()]):
                    yield owner.end(), end, begin


def _skip_openers(reach: str, begin: int, end: int) -> int:
    """Where the title begins behind the words that begin its sentence: "In Parasite"."""
    if reach[begin:end].isupper() or (begin and reach[begin - 1] in _MARKS):
        return begin
    while " " in reach[begin:end] and _opens(reach[begin:end].split(" ", 1)[0]):
        begin = reach.index(" ", begin, end) + 1
    return begin


def _opens(word: str) -> bool:
    """Whether *word* is rather its sentence's first than the title's."""
    lowered = word.lower().replace("’", "'")
    if lowered in _DONE:
        return True
    table = read_table("opening_words.txt")
    return lowered in read_words("no_titles.txt") or any(lowered in each for each in table.values())


def _may_be_film(title: str) -> bool:
    """Whether *title* can be one at all: no place, no day, no word for a thing of films."""
    lowered = title.lower()
    words = lowered.split()
    return bool(
        len(title) > 1
        and is_title_shaped(title)
        and not title[-1].isspace()
        and not all(word in read_words("not_alone.txt") for word in words)
        and words[0] not in read_words("no_titles.txt")
        and not (len(words) == 1 and (lowered in read_words("title_words.txt") or _opens(lowered)))
        and not title.rpartition(", ")[2].replace(".", "").isdigit()
        and lowered not in read_lines("festivals.txt")
        and not is_country(title)
        and lowered not in read_words("cities.txt")
    )


def _weigh(weighed: _Weighed, reach: str, place: tuple[int, int, int]) -> None:
    """Add what speaks for the title at one place: where its owner begins, and its range."""
    owned, begin, stop = place
    before = reach[max(0, owned - BEFORE) : owned].rstrip(_MARKS + " ")
    behind = reach[stop : stop + BEHIND].lstrip("”\"’'*_»")
    weighed.count += 1
    said = weigh_words(before, behind, weighed.title)
    if said is None:
        weighed.weight -= 1.0
        return
    marked = begin > 0 and reach[begin - 1] in _MARKS
    if owned < begin:
        said += 2.0 if _is_no_name(weighed.title) or marked else 0.5
    elif (owner := _OWNS.search(weighed.title)) and _is_owner(weighed.title[: owner.start()]):
        said -= 1.0
    said += 0.5 * marked - 0.5 * (begin > _LATE)
    if facts := read_credits_behind(behind):
        weighed.facts.absorb(facts)
    if said > weighed.anchor:
        weighed.anchor, weighed.place = said, begin
    weighed.weight += min(said, _MOST) + 0.5 * (begin < _FIRST and weighed.count == 1)


def _is_owner(name: str) -> bool:
    """Whether a film may be said to be that of *name*: a person's, and no author's of a book."""
    if " " not in name or name.lower() in read_lines("not_directors.txt"):
        return False
    return looks_like_name(name) and is_person(name)


def _is_no_name(title: str) -> bool:
    """Whether *title* cannot be a person's name: a small word or a word of titles is in it."""
    telling = read_words("title_connectors.txt") | read_words("title_words.txt")
    words = title.lower().split()
    if len(words) < 2:
        return False
    return "&" in title or any(map(str.isdigit, title)) or any(word in telling for word in words)


def _choose(found: list[_Weighed]) -> _Weighed | None:
    """The title for which most speaks, if enough does and much more than for the next."""
    for weighed in found:
        weighed.weight += min(weighed.count - 1, _MOST_AGAIN) * _AGAIN * (weighed.anchor > 0)
        weighed.weight += 0.5 * (_is_no_name(weighed.title) - ("," in weighed.title))
    # A person, or a thing, may be spoken of more often than the film.
    told = [weighed for weighed in found if weighed.anchor >= _RIVAL]
    ranked = sorted(told, key=lambda each: (-each.weight, len(each.title)))
    best = ranked[0] if ranked else None
    if best is None or best.weight < _ENOUGH or best.anchor < _ANCHORED:
        return None
    for other in ranked[1:]:
        part = (
            other.title.lower() in best.title.lower() or best.title.lower() in other.title.lower()
        )
        if not part and best.weight - other.weight < _MARGIN:
            return None
    return best
