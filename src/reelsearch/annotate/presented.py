"""The first sentence → the film that its grammar presents, where no bracket or mark does.

In: "Heat, the new film directed by Ada Orr and starring Bo Lind, is about ...", "Ada Orr's
The Cold Road is ...", "Directed by Ada Orr, Heat (1995) follows ...". Out: the title, and the
director and the cast that the same sentence states of it. Refused: names of persons and of
parts ("Bo Lind's Vincent is ...").
"""

from __future__ import annotations

import re

from reelsearch.annotate.facts import Facts
from reelsearch.annotate.people import looks_like_name
from reelsearch.annotate.title_shape import clean_title, is_title_shaped
from reelsearch.annotate.word_lists import read_table, read_words

_WORD = r"[A-Z0-9À-Þ][\w.’'&-]*"
_PARTICLE = r"(?:de|da|di|del|della|van|von|der|den|la|le|bin|al|el)"
_NAME = rf"{_WORD}(?:\s(?:{_PARTICLE}\s){{0,2}}{_WORD}){{1,3}}"
_NAMES = rf"{_NAME}(?:,\s{_NAME}){{0,8}}(?:,?\s(?:and|&)\s{_NAME})?"
_APPOSED = re.compile(
    r"(?P<title>[^,.;:!?()\n]{2,60}),\s(?:the|a|an|his|her|their|[A-ZÀ-Þ][^,.;]{1,40}['’]s?)\s"
    r"(?P<what>[^.;!?()\n]{0,80})",
)
_MADE = re.compile(
    rf"(?P<title>[^,.;:!?()\n]{{1,60}}),\s(?:which\s(?P<name>{_NAME})\s(?:(?:co-?)?wrote and )?"
    r"(?:shot|made|directed|filmed))\b"
)
_CALLED = re.compile(
    rf"(?P<title>{_WORD}(?:\s[\w’'&:-]+){{0,7}}?)\s(?:is|was)\s(?:a|an|the)\s(?P<what>[^.;!?,()\n]{{0,80}})"
)
_OWNED = re.compile(
    rf"(?P<owner>{_NAME})(?:['’]s|(?<=s)['’])\s(?P<title>{_WORD}(?:\s[\w’'&:-]+){{1,7}})"
)
_DIRECTED = re.compile(rf"\b(?:[Ww]ritten\sand\s)?[Dd]irected\sby\s(?P<names>{_NAMES})")
_STARRING = re.compile(rf"\b[Ss]tarring\s(?P<names>{_NAMES})")
_LIST = re.compile(r",\s(?:(?:and|&)\s)?|\s(?:and|&)\s")
_AFTER_KIND = re.compile(
    r"(?:$|[,.]|\s(?:directed|from|about|by|starring|with|in\swhich|that|which|set|of)\b)"
)


def find_presented(sentence: str) -> Facts | None:
    """The film that *sentence*, the first of a text, presents; None if it presents none."""
    title = _find_apposed(sentence) or _find_made(sentence) or _find_called(sentence)
    title = title or _find_owned(sentence)
    return None if title is None else Facts(film=title)


def read_stated_credits(sentence: str, film: str) -> Facts:
    """The director and the cast that *sentence*, which names *film*, states of it."""
    facts = Facts()
    place = sentence.find(film)
    for pattern, field in ((_DIRECTED, "director"), (_STARRING, "cast")):
        match = pattern.search(sentence)
        # Before the title only at the beginning: "Directed by Ada Orr, Heat is ...".
        if match is None or (
            match.start() > 0 and not _belongs(sentence, place, film, match.start())
        ):
            continue
        names = [name.rstrip(".") for name in _LIST.split(match["names"]) if name != film]
        setattr(facts, field, tuple(name for name in names if looks_like_name(name)))
    return facts


def _belongs(sentence: str, place: int, film: str, at: int) -> bool:
    """Whether what stands *at* in the sentence is said of *film* and of no film named between."""
    if place < 0 or at < place + len(film):
        return place >= 0 and sentence[:at].lower().rstrip().endswith("and")
    return at - place - len(film) <= 120 and "(" not in sentence[place + len(film) + 12 : at]


def _find_apposed(sentence: str) -> str | None:
    match = _APPOSED.match(sentence)
    return None if match is None else _take_if_kind(match["title"], match["what"])


def _find_made(sentence: str) -> str | None:
    match = _MADE.match(sentence)
    if match is None or not is_title_shaped(match["title"]) or not looks_like_name(match["name"]):
        return None
    first = match["title"].split(" ", 1)[0].lower()
    opens = any(first in words for words in read_table("opening_words.txt").values())
    return None if opens else clean_title(match["title"])


def _find_called(sentence: str) -> str | None:
    match = _CALLED.match(sentence)
    if match is None or match["title"].lower() in read_words("title_words.txt"):
        return None
    return _take_if_kind(match["title"], match["what"])


def _take_if_kind(title: str, what: str) -> str | None:
    """*title*, if *what* is said of it names a kind of film."""
    for word in re.finditer(r"[a-z]+", what):
        if word[0] in read_words("film_kinds.txt") and _AFTER_KIND.match(what, word.end()):
            title = clean_title(title)
            first = title.split(" ", 1)[0].lower()
            opens = any(first in words for words in read_table("opening_words.txt").values())
            return title if is_title_shaped(title) and not opens else None
    return None


def _find_owned(sentence: str) -> str | None:
    match = _OWNED.match(sentence)
    if match is None:
        return None
    words: list[str] = []
    verbs, small = read_words("subject_verbs.txt"), read_words("title_connectors.txt")
    for word in match["title"].split():
        if word[0].islower() and word not in small:
            break
        words.append(word)
    else:
        return None
    following = match["title"].split()[len(words)].replace("’", "'")
    if following not in verbs:
        return None
    while words and words[-1].islower():
        words.pop()
    # A part has a name ("Bo Lind's Vincent Hanna"), and no small words in it.
    telling = [word for word in words if word.lower() in small | read_words("title_words.txt")]
    return " ".join(words) if len(words) > 1 and telling else None
