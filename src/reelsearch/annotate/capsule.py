"""The head of a paragraph → the film it is about and its credits.

In: the first line of the prose, as listings and round-ups print it: "★★★½ Heat (15, 98 mins)
A quiet film ...", "Heat (Ada Orr, Iran, 1995). 98 min. Cold ...", "Heat (1995) Dir.: Ada Orr.
With Bo Lind. ...". Out: :class:`Opening` with the facts up to where the prose begins.
Refused (None): sentences that merely begin with a title ("Heat (1995) is ...").
"""

from __future__ import annotations

import re

from reelsearch.annotate.credits_line import is_director, parse_credits, parse_named_credits
from reelsearch.annotate.facts import Facts
from reelsearch.annotate.film_years import YEAR
from reelsearch.annotate.labelled_line import parse_labelled
from reelsearch.annotate.labels import find_labels
from reelsearch.annotate.opening import Opening
from reelsearch.annotate.people import is_lone_name
from reelsearch.annotate.ratings import match_rating, parse_rating
from reelsearch.annotate.title_bracket import read_bracket
from reelsearch.annotate.title_shape import clean_title, is_title_shaped

_LONGEST = 700
_BRACKET_BEGINS = 120
_STARS = re.compile(r"\s*(?:[★⭐🌟]\ufe0f?\s?){1,10}½?☆{0,9}\s|\s*\*{1,5}(?:½|1/2)?\s")
_HEAD = re.compile(r"\s*(?P<title>[^()\[\]\n]{1,90}?)\s*[(\[](?P<inside>[^()\[\]\n]{1,90})[)\]]")
_ANNOUNCED = re.compile(
    r"(?P<title>[^:.\n]{2,80}): (?P<name>[A-ZÀ-Þ][^,:\n]{3,50}), "
    rf"(?P<credits>[^.\n]{{0,60}}?\b{YEAR}\b[^.\n]{{0,40}})\.\s(?=\S)"
)
_GRADED = re.compile(
    r"[.!?…”\"’')]\s(?P<rating>[A-DF][+−-]?|[★⭐]{1,5}½?|\d(?:\.\d)?/(?:5|10))"
    r"(?:\s[(–—-]\s?(?P<name>[^()\n]{3,40})\)?)?$"
)
"""The grade and who gave it, at the end of a capsule: "B+ (Ada Orr)"."""

_GRADED_REACH = 60
_BETWEEN = re.compile(r"[\s.,;:|–—-]*")
_PROSE_FOLLOWS = re.compile(r"\s*(?:[,;]|['’]s?\b|(?:[–—-]\s*)?[a-z])")
_PIECE_ENDS = re.compile(r"(?<=[\w)]{3})\.(?=\s+\S|\s*$)|[;|]")
_RATING_FIRST = re.compile(r"[★⭐🌟*½\d]|[A-DF][+-]")


def read_capsule(text: str, body: tuple[int, int]) -> Opening | None:
    """The facts at the head of the prose, and the range in which they stand."""
    start = body[0]
    if colon := _read_announced(text, body):
        return colon
    if (
        text.find("(", start, start + _BRACKET_BEGINS)
        < 0
        > text.find("[", start, start + _BRACKET_BEGINS)
    ):
        return None
    end = text.find("\n", start, body[1])
    line = text[start : min(end if end >= 0 else body[1], start + _LONGEST)]
    facts = Facts()
    at = 0
    if stars := _STARS.match(line):
        facts.rating, facts.rating_text = parse_rating(stars[0]), stars[0].strip()
        at = stars.end()
    head = _HEAD.match(line, at)
    said = read_bracket(head["inside"]) if head else None
    if head is None or said is None or _PROSE_FOLLOWS.match(line, head.end()):
        return None
    title = clean_title(head["title"])
    if not is_title_shaped(title) or find_labels(title) or ". " in title:
        return None
    facts.film = title
    facts.absorb(said)
    stop = _take_credits(line, head.end(), facts)
    return Opening(facts, start, start + stop)


def _read_announced(text: str, body: tuple[int, int]) -> Opening | None:
    """The credits behind a title and a colon: "HEAT: Ada Orr, 1995. Cold ... B+ (Bo Lind)"."""
    start = body[0]
    if text.find(": ", start, start + _BRACKET_BEGINS) < 0:
        return None
    match = _ANNOUNCED.match(text, start, body[1])
    if match is None or not is_title_shaped(match["title"]) or not is_director(match["name"]):
        return None
    facts = parse_credits(match["credits"])
    if facts is None or not facts.year:
        return None
    facts.film, facts.director = clean_title(match["title"]), (match["name"],)
    end = text.find("\n", match.end(), body[1])
    closing = text[match.end() : end if end >= 0 else body[1]].rstrip()
    graded = _GRADED.search(closing[-_GRADED_REACH:])
    if graded and (rating := parse_rating(graded["rating"])) is not None:
        facts.absorb(Facts(rating=rating, rating_text=graded["rating"]))
        if graded["name"] and is_lone_name(graded["name"]):
            facts.reviewers = (graded["name"],)
    return Opening(facts, start, match.end())


def _take_credits(line: str, at: int, facts: Facts) -> int:
    """Take the rating and the credits from *at* on into *facts*; where the last of them ends."""
    end = at
    while True:
        between = _BETWEEN.match(line, end)
        begin = between.end() if between else end
        if begin >= len(line):
            return end
        if _RATING_FIRST.match(line, begin):
            found = match_rating(line[begin : begin + 40])
            if found and found[0] is not None and not _runs_on(line, begin + found[1]):
                rating = line[begin : begin + found[1]].strip()
                facts.absorb(Facts(rating=found[0], rating_text=rating))
                end = begin + found[1]
                continue
        ends = _PIECE_ENDS.search(line, begin)
        stop = ends.start() if ends else len(line)
        said = _read_piece(line[begin:stop])
        if said is None:
            return end
        facts.absorb(said)
        end = ends.end() if ends else stop


def _runs_on(line: str, at: int) -> bool:
    """Whether the word before *at* goes on there."""
    return line[at : at + 1].isalnum() and not line[at - 1].isspace()


def _read_piece(piece: str) -> Facts | None:
    found = parse_labelled(piece)
    if found is not None and not found[0]:
        return found[1]
    return parse_credits(piece) or parse_named_credits(piece)
