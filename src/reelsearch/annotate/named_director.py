"""The first paragraphs → who directed the film, said in plain words.

In: a text, where its first paragraphs end, the film's title, and names that are known to be
others'. Out: the name and where it stands: "Ada Orr's Heat", "Heat, which Ada Orr shot in a
week", "Ada Orr's quiet drama about ...", "director Ada Orr", "Ada Orr directs". Refused: a
name that stands in a comparison ("like Ada Orr's first film"), one who acts or wrote the
book, and two names that have as much for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from reelsearch.annotate.credits_line import is_director
from reelsearch.annotate.film_years import YEAR
from reelsearch.annotate.occurrences import find_whole
from reelsearch.annotate.opening import is_compared
from reelsearch.annotate.people import is_person
from reelsearch.annotate.places import is_country
from reelsearch.annotate.stated_director import find_acting_on_us, find_stated
from reelsearch.annotate.title_bracket import read_bracket
from reelsearch.annotate.title_shape import is_title_shaped
from reelsearch.annotate.word_lists import read_lines, read_table, read_words

_WORD = r"[A-ZÀ-Þ][\w.’'-]{0,24}"
_PARTICLE = r"(?:de|da|di|del|della|van|von|der|den|la|le|bin|al|el|ten)"
_NAME = rf"(?P<name>{_WORD}(?: (?:{_PARTICLE} ){{0,2}}{_WORD}){{1,3}})"
_OWNS = r"(?:['’][sS]|(?<=[sS])['’])"
_MADE = r"(?:(?:co-?)?wrote and )?(?:shot|made|directed|filmed|shoots|directs|films|makes)"
_OWNER = re.compile(rf"{_NAME}{_OWNS}\s(?P<between>(?:[\w,-]{{1,20}}\s){{0,5}})$")
_OWNS_TITLE = re.compile(rf"{_NAME}{_OWNS}\s[“\"‘'*_]?$")
_MADE_BEHIND = re.compile(rf"[”\"’'*_]?(?:\s\(\d{{4}}\))?,\swhich\s{_NAME}\s{_MADE}\b")
_BY_BEHIND = re.compile(
    rf"[”\"’'*_]?(?:\s\(\d{{4}}\)|,\s\d{{4}})?,?\s(?:(?:it(?:['’]s| is)|is)\s)?"
    rf"(?:by(?: that)?|dir\.?|directed by|director)\s{_NAME}(?=[,.;:)]|$|\s(?:[a-z]|\())"
)
_BRACKET_BEHIND = re.compile(rf"[”\"’'*_]?\s\({_NAME}(?:,?\s\d{{4}})?\)")
_CREDITS_BEHIND = re.compile(r"[”\"’'*_]?\s[(\[](?P<content>[^()\[\]\n]{8,80})[)\]]")
_NAMED = re.compile(rf"\({_NAME}\)")
_OWNER_BEHIND = re.compile(
    rf"[”\"’'*_]?(?:\s\(\d{{4}}\))?[,.:]\s{_NAME}{_OWNS}\s(?:[\w’'-]{{1,20}}\s){{0,4}}"
    r"(?:film|movie|feature|debut|picture|winner|drama|comedy|thriller|documentary|story|musical)\b"
)
_NAME_BEFORE = re.compile(
    r"(?<![.!?:]\s)(?<!^)\b[A-ZÀ-Þ][\w’'-]+ $|^[A-ZÀ-Þ][a-z]+ $|[.!?:\n]\s{1,2}[A-ZÀ-Þ][a-z]+ $"
)
"""The title is the end of a part's name: "Ivan Locke (Tom Hardy)"."""

_BOOKS = frozenset("novel book play story memoir novella musical bestseller".split())
_WORDS = re.compile(r"[a-z]+")
_DIRECTS = re.compile(
    rf"{_NAME}(?:\s(?:(?:co-?)?(?:writes|wrote) and )?"
    r"(?:directs|directed (?:it|this|the film)"
    r"|(?:wrote|writes) and direct(?:ed|s)(?!\s[“\"‘'*_]?[A-ZÀ-Þ])"
    r"|shot (?:it|this|this one|the film) (?:on|with|in|over|for)"
    r"|made (?:it|this|this one|the film) (?:in|between|when|after|for|at|on)"
    r"|made this (?:[\w-]{1,15} ){0,2}(?:film|movie|picture|cartoon|documentary|western|thriller))"
    r"|,\s(?:who|directing)\s(?:[\w-]{1,12},?\s){0,4}?(?:direct(?:s|ed)|alone|again|for)"
    r"|\shas made (?:his|her|their) (?:own )?(?:play|novel|book|memoir|short|life) into a film)\b"
)
_LATEST = re.compile(
    rf"{_NAME}{_OWNS}\s(?:very\s)?(?:new|newest|latest)(?:\sone)?\s(?P<verb>[a-z’']{{2,12}})\b"
)
_CALLED_DIRECTOR = re.compile(
    r"\b(?:[Dd]irector|[Ff]ilm-?maker|[Aa]uteur|[Ww]riter[-/ ]director)"
    rf"(?:(?:(?<=\b[Tt]he director)|(?<=\b[Ii]ts director)),\s|\s(?:is\s|was\s)?){_NAME}"
    rf"|\b(?:by|from|made by|directed by) (?:an?|this|some) (?:[\w-]{{1,20}} ){{0,3}}"
    rf"(?:called|named) {_NAME.replace('name', 'called', 1)}"
)
_MADE_IN_YEAR = re.compile(
    rf"(?:{_OWNS}\s(?P<year>{YEAR})(?P<kinds>(?:\s[a-z][\w-]{{1,20}}){{1,3}})\b"
    rf"|\s(?:made|shot|filmed) (?:it|this|this one|the film) in (?P<made>{YEAR})(?!\d))"
)
_NOT_OF_FILMS = frozenset(
    "casting art music musical funeral company managing artistic creative sports medical camp"
    " former executive assistant regional bank school theatre theater stage agency".split()
)
_OTHER_FILM = frozenset(
    "previous earlier other next later subsequent early late another last prior breakthrough best"
    " better finest greatest famous similar old older recent".split()
)
_KIND_ENDS = re.compile(
    r"[,.;:!?)\n]|\s[–—-]|$"
    r"|\s(?:about|on|of|from|with|starring|in|that|which|set|where|for|and|at|made|shot|since|to"
    r"|as (?:an? )?director|an?|the|two|three|we)\b"
)
_ACTS = (
    r"(?:,?\s(?:who )?(?:plays|play|played|stars|starred|acts|is (?:superb|terrific|wonderful)"
    r"|as\s[A-Z]))\b"
)
_LINE_END = re.compile(r"([^\n]{40})\n(?!\n)")
_REACH_BACK = 120
_FURTHER = 4_000
_END_OF_NAME = re.compile(r"(?<=[^\W\d_]{3})\.\s")
"""A sentence ends inside what was taken for a name: "Ada Orr. There"."""

_IS_SAID = frozenset("is are was were has have had isn't isn’t wasn't wasn’t".split())
_ACTED_BY = r"(?:(?:played|voiced|novel|book|play|story|memoir) by|starring|as|by the author)"
_OPENERS = ("lead", "preposition", "subordinator", "comparison", "question")


def find_director(
    text: str, reach: tuple[int, int, int], film: str, others: Iterable[str]
) -> tuple[str, int, int] | None:
    """Who directed *film*, and the range of the words that say so.

    *reach* is where the prose begins, where its first paragraphs end, and where it does: what is
    said outright is looked for in all of it.
    """
    # A name goes on from one line to the next in wrapped prose only.
    begin, end, stop = reach
    prose = _LINE_END.sub(lambda match: f"{match[1]} ", text[begin : min(stop, end + _FURTHER)])
    prose = text[:begin] + prose
    first = prose[:end]
    for find, inside, further in (
        (_find_beside_title, first, False),
        (_find_in_words, first, False),
        (find_stated, prose, True),
        (find_acting_on_us, prose, True),
    ):
        found: dict[str, tuple[int, int]] = {}
        for name, start, stop in find(inside, film):
            if further and _is_beside_bracket(name, prose):
                continue
            for taken, at, last in _take(name, inside, start, stop):
                if _may_direct(taken, text, others):
                    found.setdefault(taken, (at, last))
        if len(found) > 1:
            return None
        if found:
            name, (start, stop) = next(iter(found.items()))
            return name, start, stop
    return None


def find_year_made(text: str, end: int, film: str, director: str) -> tuple[int, int, int] | None:
    """The year in which *director* is said to have made *film*, and the range that says so.

    "Ada Orr’s 1971 film", "Ada Orr made this in 1971"; looked for before *end*. None for a
    film in a comparison, another that is named, and two years.
    """
    reach = text[:end]
    found: dict[int, tuple[int, int]] = {}
    for place in find_whole(director, reach, 0, end):
        match = _MADE_IN_YEAR.match(reach, place + len(director))
        if match is None or is_compared(reach[max(0, place - 60) : place].rstrip(" “\"‘'*_(")):
            continue
        if match["kinds"] and not _ends_in_kind(reach, match, film):
            continue
        found.setdefault(int(match["year"] or match["made"]), (place, match.end()))
    if len(found) != 1:
        return None
    year, (start, stop) = next(iter(found.items()))
    return year, start, stop


def _ends_in_kind(reach: str, match: re.Match[str], film: str) -> bool:
    """Whether one of the words behind a year is a kind of film, and the last of what is owned."""
    kinds = read_words("film_kinds.txt")
    return any(
        word[0] in kinds and _ends_kind(reach, word.end(), film)
        for word in _WORDS.finditer(reach, match.start("kinds"), match.end("kinds"))
    )


def _is_beside_bracket(name: str, prose: str) -> bool:
    """Whether *name* stands in brackets, or before some: an actor's, or a part's."""
    return f"({name})" in prose or f"{name} (" in prose


def _find_beside_title(reach: str, film: str) -> Iterator[tuple[str, int, int]]:
    """Who owns the title, or is said right behind it to have made the film."""
    for form in dict.fromkeys((film, film.title() if film.isupper() else film)):
        for place in find_whole(form, reach, 0, len(reach)):
            stop = place + len(form)
            begin = max(0, place - _REACH_BACK)
            if match := _OWNS_TITLE.search(reach[begin:place]):
                yield match["name"], begin + match.start(), stop
            if match := _MADE_BEHIND.match(reach, stop):
                yield match["name"], place, match.end()
            if (credits := _CREDITS_BEHIND.match(reach, stop)) and (
                said := read_bracket(credits["content"])
            ):
                for name in said.director if len(said.director) == 1 else ():
                    yield name, place, credits.end()
            part = _NAME_BEFORE.search(reach[begin:place])
            for pattern in () if part else (_BY_BEHIND, _BRACKET_BEHIND, _OWNER_BEHIND):
                match = pattern.match(reach, stop)
                if match and pattern is _BRACKET_BEHIND and _names_players(reach, match):
                    continue
                if match and _BOOKS.isdisjoint(_WORDS.findall(reach[begin : match.end() + 30])):
                    yield match["name"], place, match.end()


def _names_players(reach: str, bracket: re.Match[str]) -> bool:
    """Whether a name alone in a *bracket* is rather a player's: other brackets have names, too."""
    if bracket[0].endswith(bracket["name"] + ")"):
        own = bracket.start("name") - 1
        return any(other.start() != own for other in _NAMED.finditer(reach))
    return False


def _find_in_words(reach: str, film: str) -> Iterator[tuple[str, int, int]]:
    """Who is called the director, directs, or owns a film of some kind."""
    for kind in _kinds().finditer(reach):
        begin = max(0, kind.start() - _REACH_BACK)
        match = _OWNER.search(reach[begin : kind.start()])
        if match is None or not _ends_kind(reach, kind.end(), film):
            continue
        between = match["between"].lower().replace(",", " ").split()
        if _OTHER_FILM.isdisjoint(between) and _IS_SAID.isdisjoint(between):
            yield match["name"], begin + match.start(), kind.end()
    for match in _LATEST.finditer(reach) if " new" in reach or " latest" in reach else ():
        if match["verb"].replace("’", "'") in read_words("subject_verbs.txt"):
            yield match["name"], match.start(), match.end()
    for match in _DIRECTS.finditer(reach) if _may_direct_in(reach) else ():
        yield match["name"], match.start(), match.end()
    for match in _CALLED_DIRECTOR.finditer(reach):
        before = reach[max(0, match.start() - _REACH_BACK) : match.start()].split()
        if not before or before[-1].lower() not in _NOT_OF_FILMS:
            yield match["name"] or match["called"], match.start(), match.end()


def _may_direct_in(reach: str) -> bool:
    """A glance: whether ``_DIRECTS`` may find anything."""
    return any(map(reach.__contains__, (" direct", " made ", " shot ")))


@cache
def _kinds() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(read_words('film_kinds.txt')))})\b")


def _ends_kind(reach: str, at: int, film: str) -> bool:
    """Whether the kind of film is the last word of what is owned, and no other film is named."""
    following = re.match(r"\s([\w’']+)", reach[at : at + 30])
    verb = following is not None and following[1].replace("’", "'") in read_words(
        "subject_verbs.txt"
    )
    if reach.startswith(film, at + 1):
        return True  # "Ada Orr's 1962 film Heat"
    if not verb and not _KIND_ENDS.match(reach, at):
        return False
    named = re.match(r"[,:]? [“\"‘'*_]?([A-ZÀ-Þ\d][^,.;:!?()”\"*_]{1,40})", reach[at : at + 60])
    return named is None or named[1].startswith(film) or not is_title_shaped(named[1])


def _take(name: str, reach: str, start: int, stop: int) -> Iterator[tuple[str, int, int]]:
    """*name* without the word that begins its sentence, if nothing compares it."""
    ended = _END_OF_NAME.search(name)
    if ended:
        stop = reach.find(name, start) + ended.start()
        name = name[: ended.start()]
    words = name.split()
    at = start
    while len(words) > 1 and (_opens(words[0]) or _is_adverb(words)):
        at += len(words[0]) + 1
        words.pop(0)
    before = reach[max(0, at - 60) : at].rstrip(" “\"‘'*_(")
    if not is_compared(before):
        written = " ".join(words)
        # A paragraph may begin in capitals: "IN ADA ORR'S cold drama".
        yield written.title() if written.isupper() and len(words) > 1 else written, at, stop


def _is_adverb(words: list[str]) -> bool:
    """Whether the first of *words* is an adverb before a whole name: "Apparently Ada Orr"."""
    return len(words) > 2 and words[0].endswith("ly") and len(words[0]) > len("Beverly")


def _opens(word: str) -> bool:
    table = read_table("opening_words.txt")
    return any(word.lower() in table[kind] for kind in _OPENERS) or word.lower() in read_words(
        "title_connectors.txt"
    ) - read_words("name_particles.txt")


def _may_direct(name: str, text: str, others: Iterable[str]) -> bool:
    """Whether *name* can be a director's: a person's who is no one else here and does not act."""
    if not is_director(name) or not is_person(name) or is_country(name) or name in others:
        return False
    if name.lower() in read_lines("not_directors.txt"):
        return False
    surname = re.escape(name.rsplit(maxsplit=1)[-1])
    return not re.search(rf"\b{surname}{_ACTS}|\b{_ACTED_BY}\s{re.escape(name)}\b", text)
