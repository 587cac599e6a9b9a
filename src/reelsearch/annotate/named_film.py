"""The first sentences → the film that they name in plain words, where nothing else names one.

In: a review's text and the range of its prose. Out: :class:`Opening` with the sentence: "I
finally watched Heat", "It is called The Cold Road", "we went to see HEAT", "Heat was on in the
village hall", "watched heat (1995) alone". Refused (None): names of persons ("I saw Ada Orr"),
films that are only compared, and two films named alike.
"""

from __future__ import annotations

import re
from itertools import islice
from string import digits

from reelsearch.annotate.facts import Facts
from reelsearch.annotate.film_years import YEAR
from reelsearch.annotate.lines import find_last_lines
from reelsearch.annotate.occurrences import recurs
from reelsearch.annotate.opening import Opening, is_compared
from reelsearch.annotate.people import is_person, looks_like_name
from reelsearch.annotate.sentences import split_sentences
from reelsearch.annotate.title_bracket import read_bracket
from reelsearch.annotate.title_shape import clean_title, is_title_shaped
from reelsearch.annotate.word_lists import read_lines, read_words

_REACH = 1_200
_LEAST_TEXT = 300
"""Characters; a line of a table is of a film that the table names, if at all."""

_SENTENCES = 4
_LEAST_SENTENCE = 30
_FIRST_SENTENCE = 60
_MOST_WORDS = 10
_VERB = re.compile(
    r"\b(?:(?P<sure>(?:[Rr]e-?)?[Ww]atch(?:ed|ing)?|[Ff]inished|[Gg]ot (?:a?round )?to"
    r"|sat down (?:with|to)|[Ss]treamed|[Ss]creen(?:ed|ing)|showing"
    r"|showed|(?:(?:[Ii]t|[Ff]ilm|[Mm]ovie|[Oo]ne)(?:['’]s|\sis|\swas)\s)?called|titled"
    r"|entitled|screening of|showing of|show of"
    r"|viewing of|dismissal of|review of|made of|think of|thought of|think about|copy of|print of"
    r"|(?:[Tt]his|last) (?:week|month|time)(?:['’]s)?(?: (?:film|pick|choice|movie))?(?:,"
    r"| it['’]s| it is| was| is)"
    r"|(?:[Tt]he|[Oo]ur|[Tt]onight['’]s|[Ll]ast night['’]s) (?:TV )?(?:film|movie|picture"
    r"|choice|pick)(?: (?:is|was)|,))"
    r"|(?P<seen>[Ss]aw|see|seen|seeing|caught|revisited|bought|rented|for|to)|(?P<was>it was"
    r"|it['’]s|it is|about|was|is))"
    r"\s(?:again\s|finally\s)?[“\"‘'*_]?(?=[A-ZÀ-Þ\d])"
)
_VERB_ENDS = (
    *"atch atched atching inished treamed creened creening howing howed called titled of".split(),
    *"about with round around aw see seen seeing caught".split(),
    *"revisited bought rented for to again finally is was".split(),
    *"it's it’s week, month, time, 's, ’s, film, movie, picture, choice, pick,".split(),
)
"""What stands before the blank in ``_VERB``."""

_TITLE_BEGINS = re.compile(r"[A-ZÀ-Þ\d]")
_CAPITAL = re.compile(r" [“\"‘'*_]?(?=[A-ZÀ-Þ\d])")
_SHOWN = re.compile(
    r"(?P<title>[A-ZÀ-Þ\d][^,.;:!?()]{1,50}?)\s(?:was|is|were)\s(?:on\s(?:in|at|the|tv|telly|again|last)"
    r"|showing|playing|shown|screened|repeated)\b"
)
_IS_DIRECTED = re.compile(
    r"(?P<title>[A-ZÀ-Þ\d][^,.;:!?()]{1,60}?)\s(?:is|was)\s(?:written and )?directed by\s[A-ZÀ-Þ]"
)
_AT_CINEMA = re.compile(
    r"(?P<title>[A-ZÀ-Þ\d][^,.;:!?()]{1,60}?)\s(?:at|@)\s(?:the\s)?[A-Z][\w’']+(?:\s[A-Z][\w’']+){0,2}"
    r"(?:,?\s(?:with|again|on|for|last|this|in)\s[^.!?]{1,40})?[.!]"
)
"""A sentence of a diary: "The Lives of Others at the Ritzy with Jo."."""

_IT_WAS = re.compile(
    r"(?:It|The film|This) (?:was|is) (?P<title>[A-ZÀ-Þ\d][^,.;:!?()]{1,50}),"
    r"\s(?:an?|the)\s[^.;!?]{0,60}\b(?:(?:film|movie|picture|drama|comedy|thriller|western)\b"
    r"|directed by\b|director\s[A-ZÀ-Þ])"
)
_QUOTES = ("” ", '" ', "’ ", "”,", '",', "’,", ",”", ',"', "* ", "_ ", "*,", "_,")
_QUOTED_SHOWN = re.compile(
    r"(?<!\w)[“\"‘'*_](?P<title>[A-ZÀ-Þ\d][^“”\"*_\n]{1,60})[”\"’'*_],?\s(?:(?:which|that)\s(?:is|was|opens)"
    r"|now|is|was)\s(?:now\s)?(?:on|showing|playing|out|at|in|running|screening|streaming)\b"
)
_SHOWN_WORDS = tuple(
    (shown, tuple(f" {verb} {shown}" for verb in ("was", "is", "were")))
    for shown in ("showing", "playing", "shown", "screened", "repeated")
)
_IS_ON = (" was on ", " is on ", " were on ")
"""One of these, or a word of ``_SHOWN_WORDS`` behind a verb, is in whatever ``_SHOWN`` matches."""

_BRACKETED_YEAR = re.compile(rf"[(\[]{YEAR}[)\]]")
_SMALL = re.compile(
    r"\b(?:watched|rewatched|re-watched|saw|seen|finished|watching|tonight|about|of|for|see)\s"
    rf"(?P<title>[\w'’:&,.! -]{{1,60}}?)\s[(\[](?P<year>{YEAR})[)\]]",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"$|[(,.;:!?]|(?:last|again|for|at|on|this|that|twice|once|yesterday|today|tonight|when|with|the|and"
    r"|by|as|a|after|while|because|since|recently|finally|three|alone|over|during|before|in|is|was|at|but)\b"
)
_NAMED_FIRST = re.compile(
    r"[“\"‘'*_]?(?P<title>[A-ZÀ-Þ\d][^.!?:;\n]{1,50}?)[”\"’'*_]?[.!:]\s"
    r"(?P<name>[A-ZÀ-Þ][\w.’'-]{1,20}(?:\s[A-ZÀ-Þ][\w.’'-]{0,20}){1,2}?)(?P<owns>['’]s?\s|,\s|[.!]\s"
    r"|\s(?:made|has made|directs|directed|returns|wrote and directed)\b)"
)
_BRACKET = re.compile(r"[”\"’'*_]?\s[(\[]([^()\[\]]{4,80})[)\]]")
_STAMP = re.compile(r"\[[^\[\]\n]{4,30}\]\s[^:\n]{1,30}:\s(?:[^\n.!?]{1,40}[.!?]\s)?")
_SMALL_REACH = 250
_MOST_SMALL = 5
_LONGEST_MADE = 120  # characters; _SMALL_MADE matches no more
_SMALL_MADE = re.compile(
    rf"(?P<title>[\w'’:&., -]{{1,60}}?)\s[–—-]\s(?P<name>[^\W\d_][\w.'’ -]{{4,40}}?)"
    rf",?\s\(?(?P<year>{YEAR})\)?"
)
_ENDS_NAMED = re.compile(
    r"(?:[Tt]onight|[Ll]ast night|[Tt]his week|[Oo]n the|[Oo]ur|[Nn]ext up"
    r"|[Tt]oday)[^:.!?\n]{0,40}:\s(?P<title>[A-ZÀ-Þ\d][^:.!?\n]{1,50})[.!]"
)
_CLOSING_LINES = 3
_CLOSING = re.compile(
    r"(?P<title>[A-ZÀ-Þ\d][^().\n]{1,60}?)\s\((?P<inside>[^()\n]{1,40})\)"
    r"(?:,\s(?:directed by|dir\.?)\s(?P<name>[A-ZÀ-Þ][\w.’'-]+(?:\s[\w.’'-]+){1,3}?))?,?\s"
    r"(?:is|was|opens|runs|screens|plays|shows)\b"
)
_IN_OWNED = re.compile(
    r"(?:In|With)\s(?P<owner>[A-ZÀ-Þ][\w.’'-]{1,20}(?:\s[\w.’'-]{1,20}){1,2}?)(?:['’]s|(?<=s)['’])\s"
    r"(?P<title>[A-ZÀ-Þ\d][^,.;:!?()\n“”\"]{1,60}),\s(?=[a-z])"
)
_ENDS = (",", ".", ";", "!", "?", ")", ":")
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
    if _may_begin(text[start:stop]) and (named := _find_in_sentences(text, start, stop)):
        return named
    return (
        _find_owned(text, start, stop)
        or _find_first(text, start, stop)
        or _find_small_line(text, body)
        or _find_closing(text, body)
    )


def _may_begin(said: str) -> bool:
    """Whether a capital or a figure is in *said*, with which a title begins."""
    if said.isascii():  # the same, in a fifth of the time
        return not said.islower() or any(map(said.__contains__, digits))
    return _TITLE_BEGINS.search(said) is not None


def _find_in_sentences(text: str, start: int, stop: int) -> Opening | None:
    """The film that the first of the sentences between *start* and *stop* name."""
    if not _may_name(" ".join(text[start:stop].split())):
        return None
    telling = 0
    for sentence in islice(split_sentences(text, start, stop), _SENTENCES * 2):
        said = " ".join(text[slice(*sentence)].split())
        title = _find_title(said, text, sentence[1]) if _may_begin(said) else None
        if title is not None:
            bracket = _BRACKET.match(said, said.find(title) + len(title))
            facts = (read_bracket(bracket[1]) if bracket else None) or Facts()
            facts.film = title
            return Opening(facts, *sentence)
        telling += len(said) >= _LEAST_SENTENCE
        if telling >= _SENTENCES:
            break
    return None


def _may_name(said: str) -> bool:
    """Whether there is any use in looking for a title in the sentences of *said*."""
    if ": " in said[:_FIRST_SENTENCE] or any(map(said.__contains__, _IS_ON)):
        return True
    for word, behind_verbs in _SHOWN_WORDS:
        if word in said and any(map(said.__contains__, behind_verbs)):
            return True
    if " directed by " in said or " at the " in said[:_FIRST_SENTENCE]:
        return True
    return _has_verb(said)


def _has_verb(said: str) -> bool:
    """Whether ``_VERB`` may match in *said*."""
    capitals = _CAPITAL.finditer(said)
    return any(said.endswith(_VERB_ENDS, 0, capital.start()) for capital in capitals)


def _find_said_to_be(said: str) -> str | None:
    """The title of which *said* tells who directed it, what it is, or that it is on."""
    quoted = _QUOTED_SHOWN.search(said) if any(map(said.__contains__, _QUOTES)) else None
    if quoted and is_compared(said[: quoted.start()]):
        quoted = None
    made = _IS_DIRECTED.match(said) if " directed by " in said else None
    at = _AT_CINEMA.fullmatch(said)
    if at and not _is_no_name(at["title"]):
        at = None
    for match in (made, at, _IT_WAS.match(said), quoted):
        title = clean_title(match["title"]) if match else ""
        if title and is_title_shaped(title) and not _is_common(title):
            return title
    return None


def _find_title(said: str, text: str, end: int) -> str | None:
    """The title that the sentence *said* names."""
    if presented := _find_said_to_be(said):
        return presented
    if (shown := _SHOWN.match(said)) and is_title_shaped(shown["title"]):
        title = clean_title(shown["title"])
        if not _is_common(title):
            return title
    if (ended := _ENDS_NAMED.fullmatch(said)) and is_title_shaped(ended["title"]):
        return clean_title(ended["title"])
    for verb in _VERB.finditer(said) if _has_verb(said) else ():
        if said[: verb.start()].endswith(("had ", "’d ", "'d ")) and verb["seen"]:
            continue  # before the one that it is about
        words, behind = _take_words(said[verb.end() :])
        title = clean_title(" ".join(words).rstrip("".join(_ENDS)))
        if (
            not title
            or not is_title_shaped(title)
            or not _BEHIND.match(behind)
            or _is_common(title)
        ):
            continue
        if is_compared(said[: verb.end()].rstrip("“\"‘'*_ ")):
            continue
        if verb["sure"] or (title.isupper() and len(title) > 2):
            return title
        if behind[:1] == "(" and (verb["seen"] or verb["was"]):
            return title
        if verb["seen"] not in (None, "for", "to") and (
            recurs(title, text, end) or _is_no_name(title)
        ):
            return title
    return None


def _take_words(rest: str) -> tuple[list[str], str]:
    """The words of a title at the head of *rest*, and what follows them."""
    words: list[str] = []
    small = read_words("title_connectors.txt")
    pieces = rest.split(" ")
    for word in pieces[:_MOST_WORDS]:
        capital = word[:1].isupper() or word[:1].isdigit() or word == "&"
        if not capital and (word not in small or not words):
            break
        if word.startswith("("):
            break
        words.append(word)
        goes_on = word.endswith(":") and pieces[len(words) : len(words) + 1]
        if goes_on and goes_on[0][:1].isupper():
            continue
        if word.endswith(_ENDS) or word.endswith(("”", '"')):
            break
    behind = " ".join(pieces[len(words) :])
    ended = bool(words) and words[-1].endswith((*_ENDS, "”", '"'))
    while words and words[-1].islower() and not ended:
        behind = f"{words.pop()} {behind}"
    return words, "" if ended else behind


def _is_no_name(title: str) -> bool:
    """Whether *title* cannot be a person's name: a small word or a word of titles is in it."""
    words = title.split()
    telling = read_words("title_connectors.txt") | read_words("title_words.txt")
    return "&" in title or (len(words) > 1 and any(word.lower() in telling for word in words))


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


def _find_owned(text: str, start: int, stop: int) -> Opening | None:
    """The title that its director owns at the very beginning: "In Ada Orr’s Heat, a ..."."""
    match = _IN_OWNED.match(text, start, min(stop, start + 160))
    if match is None or not is_title_shaped(match["title"]) or not looks_like_name(match["owner"]):
        return None
    owner = match["owner"]
    facts = Facts(film=clean_title(match["title"]))
    if is_person(owner) and owner.lower() not in read_lines("not_directors.txt"):
        facts.director = (owner,)
    return Opening(facts, match.start(), match.end())


def _find_first(text: str, start: int, stop: int) -> Opening | None:
    """The title that is a sentence by itself before its maker's name: "Heat. Ada Orr's film"."""
    while stamp := _STAMP.match(text, start, stop):
        if match := _NAMED_FIRST.match(text, stamp.end(), min(stop, stamp.end() + 160)):
            start = stamp.end()
            break
        start = text.find("\n", stamp.end(), stop) + 1 or stop
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
