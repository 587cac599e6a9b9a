"""A line above the prose that nothing but a title is on → the film.

In: the lines of the head, told apart. Out: the title for which most speaks: credits right
below, that it comes again in the prose, that a kicker announces it. Refused (None): lines for
which nothing speaks, where there are several of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reelsearch.annotate.byline import read_paper
from reelsearch.annotate.credits_line import is_director
from reelsearch.annotate.facts import Facts
from reelsearch.annotate.head_lines import HeadLines
from reelsearch.annotate.head_title import cut_headline, find_in_headline, settle_title
from reelsearch.annotate.header_line import runs_on
from reelsearch.annotate.kickers import is_kicker
from reelsearch.annotate.lines import Line
from reelsearch.annotate.masthead import names_site
from reelsearch.annotate.named_file import agree, cut_to_name, is_name_of_file
from reelsearch.annotate.occurrences import recurs
from reelsearch.annotate.page_lines import is_page_line
from reelsearch.annotate.presented import find_presented
from reelsearch.annotate.signature import is_name_line
from reelsearch.annotate.title_bracket import read_maker_and_year
from reelsearch.annotate.title_shape import clean_title, is_title_shaped, may_be_title
from reelsearch.annotate.word_lists import read_words

_CREDITS_BELOW = 3
_CREDITS_BEHIND_A_LINE = 1
_COMES_AGAIN = 3
_ANNOUNCED = 1
_MARKED = re.compile(r"(?:«\s?(?P<title>[^«»\n]{2,60}?)\s?»),?\s.{4,80}")
"""Marks that French papers put around a title: "«Heat», le bleu et le froid"."""

_QUOTED_SUBJECT = re.compile(r"[“\"‘](?P<title>[^“”\"‘]{2,60}?)[”\"’]\s(?P<verb>[a-z]+)\s")
"""A headline of which the title is the subject: "“Heat” is a cold film"."""

_CAPITALS = re.compile(r"[^:a-z]*[a-z][^:]*:\s(?P<title>[A-Z\d][A-Z\d '’&,!?.-]{2,60})")
"""The title alone in capitals: "Old film, new print: THE COLD ROAD"."""

_BY = re.compile(
    r"(?P<title>[A-ZÀ-Þ\d][^,:|]{1,60}),\s(?:a film\s)?by\s[A-ZÀ-Þ][\w.’'-]+(?:\s[\w.’'-]+){1,3}"
)
"""A title and who made it: "Winter Sleep, by Ada Orr"."""

_GREETS = re.compile(
    r"(?:hi|hello|hey|hiya|dear|morning|evening|greetings)\s[A-Z]\w+(?:\s\w+)?", re.IGNORECASE
)
_NOTES_ON = re.compile(
    r"(?:(?:[Ss]ome|[Aa] few|[Mm]y|[Mm]ore)\s)?"
    r"(?:[Nn]otes?|[Tt]houghts|[Rr]eflections|[Rr]emarks|[Ww]ords)\son\s[“\"‘'*_]?(?P<title>[A-ZÀ-Þ\d][^:|]{2,60})"
)
"""A heading of one's own: "Notes on Winter Light"; "Notes on a Scandal" is a film."""

_ON_CAPITALS = re.compile(r"On (?P<title>[A-Z\d][^a-z()]{2,60}?)(?:\s\([^()]{2,60}\))?")
"""The title is what is in capitals: "On WINTER LIGHT (Nattvardsgästerna)"."""

_NOTED = re.compile(
    r"(?P<title>[^–—:|]{2,50}?)(?:\s[–—|-]|:|,)\s(?:(?:some|my|a few|quick|rough|first|brief|random"
    r"|viewing|more|initial|scattered|late-night)\s){0,2}(?:notes|thoughts|jottings|ramblings"
    r"|impressions|observations|musings|reflections)\b[^.]{0,60}",
    re.IGNORECASE,
)
"""The title before what it heads: "Winter Light – notes after the screening"."""

_STRAPPED = re.compile(
    r"(?P<title>[^–—:,]{2,50}?)(?:\s[–—-]|:)\s(?:an?|the|in|on|of|for|when|how|why|all|some|less|more|two|no"
    r"|who|who['’]s|what|what['’]s|where|is|are|can|do|does|never|not|so|love|our|its|from|with|to)"
    r"\s[a-z][^.]{4,90}"
)
"""A headline that goes on small: "Heat – a very cold film"."""

_STRAPPED_BY = re.compile(
    r"(?P<title>[^–—:,]{2,50}?)(?:\s[–—-]|:)\s(?P<name>[A-ZÀ-Þ][\w.’'-]+(?:\s[A-ZÀ-Þ][\w.’'-]+){1,2})"
    r"(?:['’]s|(?<=s)['’])\s[a-z][^.]{4,90}"
)
"""A headline that goes on with whose film it is: "Heat: Ada Orr's latest gets under the skin"."""

_PART = re.compile(
    r"(?:part|chapter|volume|vol\.|book|episode|teil|partie)\s(?:\d{1,2}|[ivx]{1,4}|one|two|three|four|five)",
    re.IGNORECASE,
)
"""What part of a film it is, on a line of its own below its title."""

_EDITION = re.compile(
    r"\s[(\[][^()\[\]]{0,30}\b(?:edition|dvds?|vhs|blu-?ray|discs?|box ?set|widescreen"
    r"|import|region \d)\b"
    r"[^()\[\]]{0,30}[)\]]",
    re.IGNORECASE,
)
"""What a shop writes behind a title: "Heat (Special Edition) [VHS]"."""

_LONGEST_SMALL = 40
_SAID = 4
_AGREES = 2
SURE = 3
"""The weight from which a line is surer to be the title than one that only looks like it."""
_LONGEST_HEADLINE = 100
_PROSE = 300  # characters; no headline is as long
_KICKER = -4
_PAGE = -2
_PAPER = -2


@dataclass(frozen=True, slots=True)
class LoneTitle:
    """The facts of the line at *place*, and how much says that it is the title."""

    place: int
    facts: Facts
    weight: int


def find_lone_title(head: HeadLines) -> LoneTitle | None:
    """The title alone on a line of the head, or on the first of the prose."""
    places = sorted({*head.strays, *head.kickers, *head.announced} - set(head.names))
    if head.used < len(head.lines) and head.used not in places:
        places.append(head.used)
    found = [title for place in places if (title := _read(head, place))]
    best = max(found, key=lambda title: title.weight, default=None)
    if best is None or best.weight < 0:
        return None
    unsure = [title for title in found if title.weight == 0]
    if best.weight or len(unsure) == 1:
        return best
    # Of several for which nothing speaks, one in capitals among lines that are not is the title.
    capital = [title for title in unsure if head.lines[title.place].text.isupper()]
    set_off = [title for title in capital if _is_set_off(head, title.place)]
    return set_off[0] if len(set_off) == 1 and capital[-1] is set_off[0] else None


def _is_set_off(head: HeadLines, place: int) -> bool:
    """Whether blank lines stand above and below the line at *place*."""
    number, following = head.lines[place].number, head.following(place)
    above = head.lines[place - 1].number if place else 0
    return above < number - 1 and following is not None and following.number > number + 1


def _read(head: HeadLines, place: int) -> LoneTitle | None:
    """The title that the line at *place* may be."""
    if len(head.lines.raw(place)) > _PROSE or (place == 0 and _is_site(head)):
        return None
    line, following = head.lines[place], head.following(place)
    evidence = line.evidence.strip()
    if following is None or (evidence[:1] == "[" and evidence[-1:] == "]"):
        return None  # "[MUSIC]" in a script
    announced = head.announced.get(place)
    written = (announced or line.text).strip(" <>")
    if written.endswith((")", "]")):
        written = _EDITION.sub("", written)
    noted = (
        _NOTES_ON.fullmatch(written)
        or _BY.fullmatch(written)
        or _NOTED.fullmatch(written)
        or _ON_CAPITALS.fullmatch(written)
    )
    if noted and may_be_title(noted["title"]) and not recurs(written, head.text, line.end):
        return LoneTitle(place, Facts(film=clean_title(noted["title"])), _ANNOUNCED)
    written = _cut_original(written, head, place)
    named = agree(written, head.named)
    told = is_name_of_file(written, head.named) or _is_small_title(written, head, place)
    if not may_be_title(written) and not told:
        return None if place in head.kickers else _read_headline(head, place, written)
    if place and _PART.fullmatch(written):
        above = head.lines[place - 1]
        if above.number == line.number - 1 and may_be_title(above.text):
            written = f"{above.text}: {written}"
    facts = settle_title(clean_title(written), head.text, line.end)
    again = recurs(facts.film or "", head.text, line.end)
    apart = place == head.used and following.number > line.number + 1
    dated = place - 1 in head.signed and not is_name_line(line.text)
    below = place - 1 in head.kickers or dated
    told = again or line.text.isupper() or (place in head.strays and below)
    if place >= head.used and place and not (apart and told):
        # Above a long paragraph a line is the head's though nothing else tells that.
        capital = line.text.isupper() and _is_set_off(head, place)
        if place >= head.prose or not (again or named or capital):
            return None
    if not again and _GREETS.fullmatch(written) and not _weigh_credits(head, place):
        return None
    if place >= max(head.used, head.prose) and not _stands_apart(line, following, again=again):
        return None
    said = again and facts.film != clean_title(written)
    weight = _weigh_credits(head, place) + (_SAID if said else _COMES_AGAIN * again)
    weight += _ANNOUNCED * (announced is not None) + _AGREES * named
    if place == 0 and read_paper(written) is not None:
        weight += _PAPER
    weight += _KICKER * (place in head.kickers) + _PAGE * is_page_line(written)
    return LoneTitle(place, facts, weight)


def _is_site(head: HeadLines) -> bool:
    """Whether the first line is a site's name, which the text has nowhere else."""
    line = head.lines[0]
    return names_site(head.lines) and not recurs(line.text, head.text, line.end)


def _cut_original(written: str, head: HeadLines, place: int) -> str:
    """*written* as far as the file is called so, and without the title in another language
    behind it, where all of it is in capitals above the credits: "THE COLD ROAD (TALVITIE)"."""
    cut = cut_to_name(written, head.named)
    if read_maker_and_year(written[len(cut) :].strip(" :,–—-").title()) is None:
        written = cut
    title, bracket, inside = written.rstrip(")]").partition(" (")
    whole = bracket and written.endswith(")") and written.isupper() and "(" not in inside
    if not whole or inside.startswith("OR ") or _weigh_credits(head, place) < _CREDITS_BELOW:
        return written
    return title if any(map(str.isalpha, inside)) else written


def _is_small_title(written: str, head: HeadLines, place: int) -> bool:
    """Whether a few words, all but the first small, stand alone above the credits: "To live"."""
    if len(written) > _LONGEST_SMALL or not written[:1].isupper() or written[-1:] in ".,;:!?":
        return False
    if not written.replace(" ", "").isalpha() or is_kicker(written) or is_page_line(written):
        return False
    apart = place and head.lines[place - 1].number < head.lines[place].number - 1
    return (
        bool(apart) and place not in head.signed and _weigh_credits(head, place) == _CREDITS_BELOW
    )


def _read_headline(head: HeadLines, place: int, written: str) -> LoneTitle | None:
    """The title that a headline, which is none by itself, has in it."""
    line, following = head.lines[place], head.lines[place + 1]
    if place >= head.used and following.number == line.number + 1:
        return None
    facts = find_in_headline(written, head.text, line.end) or find_presented(written)
    if facts is None and len(written) <= _LONGEST_HEADLINE:
        cut = cut_headline(written, head.text, line.end)
        facts = Facts(film=cut) if cut != written else None
    if facts is not None:
        return LoneTitle(place, facts, _SAID)
    if len(written) > _LONGEST_HEADLINE:
        return None
    if marked := _MARKED.fullmatch(written):
        return LoneTitle(place, Facts(film=clean_title(marked["title"])), _SAID)
    quoted = _QUOTED_SUBJECT.match(written)
    if (
        quoted
        and quoted["verb"] in read_words("subject_verbs.txt")
        and is_title_shaped(quoted["title"])
    ):
        return LoneTitle(place, Facts(film=clean_title(quoted["title"])), _ANNOUNCED)
    if (capitals := _CAPITALS.fullmatch(written)) and is_title_shaped(capitals["title"]):
        return LoneTitle(place, Facts(film=clean_title(capitals["title"])), _ANNOUNCED)
    by = _STRAPPED_BY.fullmatch(written)
    strapped = by or _STRAPPED.fullmatch(written)
    if strapped is None or not may_be_title(strapped["title"]) or is_kicker(strapped["title"]):
        return None
    facts = Facts(film=clean_title(strapped["title"]))
    if by and is_director(by["name"]):
        facts.director = (by["name"],)
    weight = _ANNOUNCED * (by is not None or place - 1 in head.kickers)
    return LoneTitle(place, facts, weight + _AGREES * agree(facts.film or "", head.named))


def _weigh_credits(head: HeadLines, place: int) -> int:
    """How much the film's credits below the line speak for it."""
    below = [at for at in range(place + 1, place + 4) if at not in head.signed]
    if below and below[0] in head.credits:
        return _CREDITS_BELOW
    if len(below) > 1 and below[1] in head.credits:
        # Between them may stand the title in another language.
        between = head.lines[below[0]].evidence
        return _CREDITS_BELOW if between.startswith("(") else _CREDITS_BEHIND_A_LINE
    return 0


def _stands_apart(line: Line, following: Line, *, again: bool) -> bool:
    """Whether the first line is set off from the prose that follows it."""
    if runs_on(line, following):
        return False
    if following.number > line.number + 1:
        return again or len(line.text.split()) <= 8
    return again and len(line.text) <= 60 and len(following.text) > len(line.text)
