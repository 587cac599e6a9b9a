"""Sentences anywhere in the prose → who directed the film, by what they say was done.

In: a text with its lines joined, and the film's title. Out: names, each with the range of the
words that say so: "the new film by Ada Orr", "Directed by Ada Orr, the picture is ...", "Ada Orr
wrote it and directed it", "the best thing that Ada Orr has made", and, as weaker signs, "Ada Orr
never cuts away", "Ada Orr trusts us to add it up". Refused: what is said of a film with another
title or of other films of the same hand, and what an actor, a part or a cameraman does as well
("Ada Orr shows us a man who is cold").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORD = r"[A-ZÀ-Þ](?:(?:['’][A-ZÀ-Þ])?[\w-]{1,24}|\.)"
_PARTICLE = r"(?:de|da|di|del|della|van|von|der|den|la|le|bin|al|el|ten)"
_NAME = rf"(?P<name>{_WORD}(?:\s(?:{_PARTICLE}\s){{0,2}}{_WORD}){{1,3}})(?![\w’'-])"
_FILM = (
    r"(?:film|movie|picture|feature|documentary|debut|thriller|western|biopic|drama|comedy|romance"
    r"|satire|noir|melodrama|fable)"
)
_MADE = r"(?:(?:co-?)?(?:written|scripted|produced) and )?(?:directed|helmed)"
_BY = re.compile(
    r"(?:\b(?:[Tt]he|[Aa]n?|[Tt]his|[Hh]is|[Hh]er)\s"
    r"|(?:(?<=[.!?]\s)|(?<=\n))(?=First |Second |Debut ))"
    rf"(?P<between>(?:[\w’'-]{{1,20}},?\s){{0,5}}){_FILM}"
    rf"(?:(?P<made>,?\s(?:(?:is|was)\s)?{_MADE}\sby)|\smade by|\sby|\s(?P<source>from))\s{_NAME}"
)
_SAID_OF = re.compile(
    r"(?:\b(?:[Ii]t|[Tt]h(?:is|at)|film|movie|picture)\s(?:is|was)|\b[Ii]t['’]s)\s$"
)
_SENTENCE_BEGINS = re.compile(r"(?:^|[.!?:][”\"’)]?\s+|\n\s*)$")
_BEGINS = re.compile(
    r"(?:(?<=[.!?”\"’)]\s)|(?<=\n)|^)"
    r"(?:(?:Co-written|Written|Scripted|Produced) and directed|Directed)"
    rf"\sby\s{_NAME}(?=,\s(?:the (?:film|movie|picture)|it|this)\b|[.;]|\sfrom\s)"
)
_ITSELF = r"(?:it|this|this one|the film|the movie|the picture)"
_NO_TITLE = r"(?!\w|\s[“\"‘'*_]?[A-ZÀ-Þ])"
_DID = re.compile(
    rf"{_NAME}\s(?:(?:both|also)\s)?(?:wrote (?:{_ITSELF} )?and directed(?: {_ITSELF})?{_NO_TITLE}"
    rf"|directed and wrote(?: {_ITSELF})?{_NO_TITLE}"
    rf"|directed(?: {_ITSELF}|(?=[.;]|,? from (?:his|her|their|an?|the)\b))"
    rf"|has made (?:an?|his|her|this|the|us an?|you an?) (?:[\w-]{{1,15}} ){{0,3}}(?:{_FILM}|one)"
    r"(?=[.,;:!]| (?:about|in which|that|which|for|of|with|so|as|where|since|I|we|you)\b)"
    r"|has (?:always|never|long) been (?:an?|the|our|one of (?:the|our))"
    r" (?:[\w-]+ ){0,3}(?:director|film-?maker)s?"
    r"|was (?:(?:only|just|barely|about|nearly|already|not yet) )?(?:\d\d|[a-z]{3,9}teen"
    r"|in (?:his|her|their) (?:early |late |mid-?)?[a-z]{4,8}ies"
    rf"|[a-z]{{3,5}}ty(?:-[a-z]{{3,5}})?) when (?:he|she|they) (?:made|directed|shot) {_ITSELF})\b"
)
_FIRST = re.compile(
    rf"{_NAME},\s(?:here\s)?(?:making|in)\s(?:his|her|their)\s(?:[\w-]{{1,15}}\s){{0,3}}{_FILM}"
    r"\sas\s(?:an?\s)?(?:[\w-]{1,15}[-\s])?director\b"
)
_CAME = re.compile(
    rf"{_NAME}\s[^.,;:!?\n]{{3,80}}"
    r"(?:\s(?:to make|and made) this(?=\sin\s|\sfilm|\smovie|\spicture|[,.])"
    rf"|,\s(?:and\s)?(?:shot|made|filmed|directed) {_ITSELF}\s(?:over|in|on|for|with)\b)"
)
_BEST = re.compile(
    rf"\b(?:the|his|her)\s(?:(?:most\s)?[\w’'-]{{1,20}}\s){{1,4}}?(?:{_FILM}|thing|work)\s"
    rf"(?:that\s)?{_NAME}\shas\s(?:ever\s|yet\s)?(?:made|filmed|directed|shot)\b"
)
_ACTS = re.compile(
    rf"{_NAME}\s(?:(?:also|then|simply|always|wisely|never|won['’]t|doesn['’]t|does not)\s){{0,2}}"
    r"(?:cuts? away\b|refuses to (?:tell|show) (?:us|you)\b"
    r"|(?:[^.,;!?\n]{0,60}\s)?trusts? (?:us|you|the (?:viewer|audience)) to\b"
    r"|puts (?:us|you) (?:inside|aboard|among) (?:an?|the)\s"
    r"(?!(?:\w+\s)?(?:head|mind|skin|heart|soul)s?\b)"
    r"|stages (?:the|his|her|it|every|each|this)\b"
    r"|(?:keeps?|holds?|points?|plants?|puts?) (?:the|his|her) camera"
    r" (?:on|at|in|so|close|still|low|high|back|far|near|behind|where)\b)"
)
"""What an actor, a part or a cameraman does not do: it is little, and that is the reason."""

_OBJECTS = (" cut", " us", " you", " stages ", " camera", " the audience", " the viewer")
"""One of these is in whatever ``_ACTS`` matches."""

_OTHER = frozenset(
    "previous earlier other next later subsequent early late another last prior similar old older"
    " recent only best".split()
)
_NEW = frozenset("new newest latest first second third debut".split())
_VERB_BEHIND = re.compile(r"(?:\s\(\d{4}\))?,?(?:\s(?:is|was|remains))?\s$")
_REACH_BACK = 80


_IS_MADE = re.compile(rf"\s(?:is|was)\s{_MADE}\sby\s{_NAME}")
_SUBJECTS = ("It", "it", "This", "this", "ilm", "ovie", "icture")


def find_stated(reach: str, film: str) -> Iterator[tuple[str, int, int]]:
    """Who is said to have directed it, in so many words."""
    if " by " in reach or " from " in reach:
        for match in _BY.finditer(reach):
            between = match["between"].lower().replace(",", " ").split()
            # "a film from Hong Kong" has a place there
            made = match["source"] is None or not _NEW.isdisjoint(between)
            said = " is " in (match["made"] or "") or " was " in (match["made"] or "")
            if not made or not _OTHER.isdisjoint(between):
                continue
            if said or _is_said_of(reach, match.start(), film):
                yield match["name"], match.start(), match.end()
    if "irected by" in reach:
        yield from _find_made(reach, film)
    patterns = []
    if any(map(reach.__contains__, (" direct", " made ", " film-maker", " filmmaker"))):
        patterns += [_DID, _FIRST]
    if " has " in reach:
        patterns.append(_BEST)
    if " this" in reach or ", shot " in reach or ", made " in reach:
        patterns.append(_CAME)
    for pattern in patterns:
        for match in pattern.finditer(reach):
            yield match["name"], match.start(), match.end()


def _find_made(reach: str, film: str) -> Iterator[tuple[str, int, int]]:
    """By whom a sentence that begins so, or that is of *film*, says it is directed."""
    for match in _BEGINS.finditer(reach):
        yield match["name"], match.start(), match.end()
    for match in _IS_MADE.finditer(reach):
        subject = reach[max(0, match.start() - _REACH_BACK) : match.start()].rstrip("”\"’'*_")
        if subject.endswith(_SUBJECTS) or subject.lower().endswith(film.lower()):
            yield match["name"], match.start(), match.end()


def find_acting_on_us(reach: str, film: str) -> Iterator[tuple[str, int, int]]:
    """Who does with the camera, the cut or the audience what the director of *film* does."""
    for match in _ACTS.finditer(reach) if _may_act(reach) else ():
        yield match["name"], match.start(), match.end()


def _may_act(reach: str) -> bool:
    """A glance: whether ``_ACTS`` may find anything."""
    return any(map(reach.__contains__, _OBJECTS))


def _is_said_of(reach: str, at: int, film: str) -> bool:
    """Whether what stands *at* is said of *film*: "Heat, a film by", "It is a film by", or as a
    sentence of its own; no other film may be meant."""
    before = reach[max(0, at - _REACH_BACK) : at]
    if _SENTENCE_BEGINS.search(before) or _SAID_OF.search(before):
        return True
    named = _VERB_BEHIND.sub("", before).rstrip(" ,”\"’'*_")
    return named.lower().endswith(film.lower())
