"""The lines around the prose → facts, each with its line, and where the prose is.

In: a review's text. Out: :class:`Header`. The head ends before the first line that is
prose; the foot begins after the last. A line is a header line only if all of it is
accounted for. Refused: nothing; a text without such lines is all prose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from reelsearch.annotate.byline import read_biography, read_byline, read_signature
from reelsearch.annotate.facts import Facts
from reelsearch.annotate.header_line import Said, read_header_line, runs_on
from reelsearch.annotate.labelled_line import parse_labelled
from reelsearch.annotate.labels import begins_with_label, is_label
from reelsearch.annotate.lines import BLANK, Line, Lines
from reelsearch.annotate.occurrences import recurs
from reelsearch.annotate.people import is_person, looks_like_name
from reelsearch.annotate.ratings import parse_rating
from reelsearch.annotate.title_line import Sureness, TitleLine, parse_title_line
from reelsearch.annotate.title_shape import clean_title, is_title_shaped, may_be_title
from reelsearch.annotate.word_lists import read_words
from reelsearch.readers.dates import find_date

_MOST_LINES = 40
_MOST_STRAY = 3
_STRAY_LENGTH = 90
_LONGEST_STANDFIRST = 280
_LEAST_PROSE = 120
_LONGEST_SIGNATURE = 80
_REACH_TO_PROSE = 14
_MOST_STARS = 5
_DATE_BEGINS = 12  # characters: "Published "
_LAST_WORDS = re.compile(r"[.!?…”\"\d★½*)]\s+(?P<signed>(?:—|–|--)\s?[^—–.!?]{3,60}\.?)\s*$")
_REVIEW_BY_NAME = re.compile(
    r"(?:film |movie )?review\s?[:–—-]\s+(\S+(?: \S+){1,3})", re.IGNORECASE
)
_NAMED_PART = re.compile(r"\s(?:as|\.{2,}|…)\s")
_NOT_IN_NAMES = frozenset('()[],:;"“”0123456789')
_YEAR = re.compile(r"(?:18(?=8[89]|9\d)|19|20(?=[0-2]\d|3[0-5]))\d\d")


@dataclass(slots=True)
class Header:
    """What the lines around the prose say. ``lines`` maps a field to the line it is from;
    ``body`` is the range of the prose; ``title_guess`` is a title that stands alone and
    never comes again."""

    facts: Facts = field(default_factory=Facts)
    lines: dict[str, Line] = field(default_factory=dict)
    body: tuple[int, int] = (0, 0)
    title_guess: bool = False

    def take(self, facts: Facts, line: Line) -> None:
        """Add what *line* says to what is known."""
        for name in self.facts.absorb(facts):
            self.lines.setdefault(name, line)


def read_header(text: str) -> Header:
    """The facts of the head and foot of *text*, and the range of its prose."""
    header = Header()
    lines = Lines(text)
    if len(lines) < 2:
        header.body = _trim(text, 0, len(text))
        _read_last_words(header, lines, 0)
        return header
    used = _read_head(header, lines, text)
    kept = _read_foot(header, lines, used)
    if used < kept:
        header.body = _trim(text, lines.start(used), lines.end(kept - 1))
    else:
        header.body = (0, len(text))
    _read_last_words(header, lines, kept - 1)
    _settle_writer(header)
    return header


def _read_last_words(header: Header, lines: Lines, last: int) -> None:
    """Take the name that ends the prose, after a dash: "... a cold film. — Ada Orr"."""
    if header.facts.reviewers or not 0 <= last < len(lines):
        return
    match = _LAST_WORDS.search(lines.raw(last), max(0, len(lines.raw(last)) - _LONGEST_SIGNATURE))
    found = read_signature(match["signed"]) if match else None
    if match and found:
        header.take(found, lines[last])
        header.body = (header.body[0], lines.start(last) + match.start("signed"))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without the blanks around it; all of the text if nothing is left."""
    part = text[start:end]
    stripped = part.strip(BLANK)
    if not stripped:
        return 0, len(text)
    begin = start + part.index(stripped)
    return begin, begin + len(stripped)


def _read_head(header: Header, lines: Lines, text: str) -> int:
    """Take the header lines at the top; how many of *lines* they are."""
    used = stray = 0
    strays: list[int] = []
    names: list[tuple[str, int]] = []
    waiting: str | None = None
    titles: list[tuple[int, int, Said]] = []
    for place in range(min(len(lines), _MOST_LINES)):
        line = lines[place]
        following = lines[place + 1] if place + 1 < len(lines) else None
        if place and lines[place - 1].number < line.number - 1:
            waiting = None
        said = read_header_line(line, following, waiting, head=True, first=place == 0)
        if said is None:
            stray += 1
            may_pass = _is_stray(line, following) or _is_standfirst(lines, place, used)
            if stray > _MOST_STRAY or not may_pass:
                break
            if name := _read_name_above_date(lines, place, text):
                names.append((name, place))
            waiting = None
            strays.append(place)
            continue
        said = _settle_reviewed(said, lines, place, text)
        if said.sureness:
            titles.append((said.sureness, -place, said))
            said = Said(_without_film(said.facts), waiting=said.waiting)
        if _is_stars(lines, place) and header.facts.rating is None:
            said = Said(Facts(rating=parse_rating(line.text), rating_text=line.text))
        header.take(said.facts, line)
        waiting = said.waiting
        used, stray = place + 1, 0
    if names and not header.facts.reviewers:
        name, place = names[0]
        strays.remove(place)
        header.take(Facts(reviewers=(name,)), lines[place])
    if titles and header.facts.film is None:
        _, place, said = max(titles, key=lambda title: title[:2])
        header.take(Facts(film=said.facts.film), lines[-place])
    if header.facts.film is None:
        places = [*strays, *([used] if used < len(lines) and used not in strays else [])]
        used = max(used, _take_lone_title(header, lines, places[:_MOST_STRAY], used, text))
    return used


def _is_standfirst(lines: Lines, place: int, used: int) -> bool:
    """Whether a sentence between the title and the byline or the credits sums the review up."""
    if place + 1 >= len(lines) or len(lines[place].text) > _LONGEST_STANDFIRST:
        return False
    line, below = lines[place], lines[place + 1]
    after = lines[place + 2] if place + 2 < len(lines) else None
    said = read_header_line(below, after, None, head=True, first=False)
    if said is None or said.sureness:
        return False
    if not (used or said.facts.reviewers) or not (
        begins_with_label(below.text) or not said.facts.is_empty()
    ):
        return False
    if runs_on(line, below) or len(below.text) > _STRAY_LENGTH * 2:
        return False
    # Else it is all the prose there is, and the byline is at the foot.
    behind = range(place + 2, min(len(lines), place + _REACH_TO_PROSE))
    longest = max((lines.end(at) - lines.start(at) for at in behind), default=0)
    return longest > max(_LEAST_PROSE, len(line.text))


def _is_stars(lines: Lines, place: int) -> bool:
    """Whether a line of asterisks right below another is a rating and no rule."""
    line = lines[place]
    if not place or lines[place - 1].number != line.number - 1:
        return False
    return line.text.strip("*") == "" and 1 <= len(line.text) <= _MOST_STARS


def _read_name_above_date(lines: Lines, place: int, text: str) -> str | None:
    """The name alone on a line right above the date: who wrote, if the text has it nowhere else."""
    line = lines[place]
    if place + 1 >= len(lines) or lines[place + 1].number != line.number + 1:
        return None
    below = lines[place + 1].text
    if not 2 <= len(line.text.split()) <= 4 or line.text.isupper() or len(below) > 60:
        return None
    found = find_date(below)
    if found is None or found[1] > _DATE_BEGINS or "-" not in found[0]:
        return None
    if not _is_lone_name(line.text):
        return None
    return None if recurs(line.text, text, line.end) else line.text


def _is_lone_name(text: str) -> bool:
    """Whether *text*, with nothing beside it, is one person's name."""
    return looks_like_name(text) and is_person(text) and _NOT_IN_NAMES.isdisjoint(text)


def _settle_reviewed(said: Said, lines: Lines, place: int, text: str) -> Said:
    """ "Review: Jane Doe" under a title is a byline, if that name never comes again."""
    film = said.facts.film or ""
    line = lines[place]
    if said.sureness == Sureness.REVIEWED and not recurs(film, text, line.end):
        said.facts.film = _cut_headline(film, text, line.end)
    if said.sureness != Sureness.REVIEWED or not place or len(film.split()) < 2:
        return said
    if not line.text.endswith(f": {film}") or not looks_like_name(film):
        return said
    if not may_be_title(lines[0].text) or recurs(film, text, line.end):
        return said
    return Said(Facts(reviewers=(film,)))


def _cut_headline(film: str, text: str, start: int) -> str:
    """The title in "Heat Is a Cold Film": what stands before a verb, if that comes again."""
    words = film.split()
    for place in range(1, len(words)):
        title = " ".join(words[:place])
        verb = words[place].lower().replace("’", "'")
        if verb in read_words("subject_verbs.txt") and recurs(title, text, start):
            return clean_title(title)
    return film


def _without_film(facts: Facts) -> Facts:
    return Facts(**{name: getattr(facts, name) for name in Facts.__slots__ if name != "film"})


def _is_stray(line: Line, following: Line | None) -> bool:
    """Whether *line* may stand among header lines without being understood."""
    if len(line.text) > _STRAY_LENGTH or line.text[:1].islower():
        return False
    ends = line.text.endswith((".", "!", "?", ",", "”", "…"))
    if ends and not is_title_shaped(line.text):
        return False
    return not runs_on(line, following)


def _take_lone_title(header: Header, lines: Lines, places: list[int], used: int, text: str) -> int:
    """Take a title alone on one of *places*, lines not understood; how many lines that uses."""
    best: tuple[bool, int] | None = None
    for place in places:
        line = lines[place]
        following = lines[place + 1] if place + 1 < len(lines) else None
        if following is None or not may_be_title(line.text):
            continue
        apart = place == used and line.text.isupper() and following.number > line.number + 1
        if place >= used and place and not apart:
            continue
        facts = _split_year(clean_title(line.text), text, line.end)
        again = recurs(facts.film or "", text, line.end)
        if place >= used and not _stands_apart(line, following, again=again):
            continue
        if best is None or (again and not best[0]):
            best = (again, place)
    if best is None:
        return 0
    again, place = best
    header.take(_split_year(clean_title(lines[place].text), text, lines[place].end), lines[place])
    # Credits right below a title are as good as its coming again.
    header.title_guess = not again and not lines[place].heading and place + 1 >= used
    return place + 1


def _split_year(title: str, text: str, start: int) -> Facts:
    """The film and the year of "Heat 1995", if only "Heat" comes again."""
    name, _, year = title.rpartition(" ")
    if name and _YEAR.fullmatch(year) and not recurs(title, text, start):
        name = name.rstrip(",:-– ")
        if recurs(name, text, start):
            return Facts(film=name, year=int(year))
    return Facts(film=title)


def _stands_apart(line: Line, following: Line, *, again: bool) -> bool:
    """Whether the first line is set off from the prose that follows it."""
    if runs_on(line, following):
        return False
    if following.number > line.number + 1:
        return again or len(line.text.split()) <= 8
    return again and len(line.text) <= 60 and len(following.text) > len(line.text)


def _read_foot(header: Header, lines: Lines, used: int) -> int:
    """Take the credits at the foot; how many of *lines* are left before them."""
    kept = at = len(lines)
    first = max(used, kept - _MOST_LINES)
    found: list[tuple[int, Said]] = []
    while at > first:
        said = read_header_line(lines[at - 1], None, None, head=False, first=False)
        place = at - 1
        if said is None and at == len(lines):
            said = _read_biography(lines, place) or _read_name_below_rating(lines, place)
        if said is None and (match := _REVIEW_BY_NAME.fullmatch(lines[place].text)):
            said = Said(Facts(reviewers=(match[1],))) if _is_lone_name(match[1]) else None
        if said is None and (joined := _join_foot(lines, first, at)):
            place, said = joined
        if said is None:
            if at < kept or not _is_foot_stray(lines[at - 1]):
                break
        else:
            found.append((place, said))
            kept = place
        at = place
    for place, said in reversed(found):
        header.take(said.facts, lines[place])
    return kept - _take_foot_title(header, lines, used, kept)


def _read_biography(lines: Lines, place: int) -> Said | None:
    """Who signed, if the last line says what its writer does; no one the review speaks of."""
    found = read_biography(lines[place].text)
    if found is None or any(found.reviewers[0] in lines[at].raw for at in range(1, place)):
        return None
    return Said(found)


def _read_name_below_rating(lines: Lines, place: int) -> Said | None:
    """Who signed, if the last line is a name alone, below the rating."""
    name = lines[place].text
    if not place or not 2 <= len(name.split()) <= 3 or name.isupper():
        return None
    words = {word.lower() for word in name.split()}
    if not _is_lone_name(name) or words & read_words("not_alone.txt"):
        return None
    above = read_header_line(lines[place - 1], None, None, head=False, first=False)
    if above is None or above.facts.rating is None:
        return None
    if any(name in lines[at].raw for at in range(place)):
        return None
    return Said(Facts(reviewers=(name,)))


def _is_foot_stray(line: Line) -> bool:
    """Whether *line* may stand among the credits at the foot without being understood."""
    return looks_like_name(line.text) and len(line.text.split()) > 1


def _take_foot_title(header: Header, lines: Lines, used: int, kept: int) -> int:
    """Take the title that heads the credits at the foot; how many lines that uses."""
    if not used + 1 < kept < len(lines):
        return 0
    line, above = lines[kept - 1], lines[kept - 2]
    if lines[kept].number > line.number + 1 or above.number == line.number - 1:
        return 0
    title = parse_title_line(line.text)
    if title is None and may_be_title(line.text):
        title = TitleLine(Facts(film=clean_title(line.text)), Sureness.ALONE)
    known = header.facts.film
    if title is None or (known and known.lower() != (title.facts.film or "").lower()):
        return 0
    header.take(title.facts, line)
    return 1


def _join_foot(lines: Lines, first: int, kept: int) -> tuple[int, Said] | None:
    """The line that the last of *kept* continues: a list of names over several lines."""
    if len(lines[kept - 1].text) > _STRAY_LENGTH * 2:
        return None
    text = lines[kept - 1].text
    for place in range(kept - 2, max(first, kept - 25) - 1, -1):
        above = lines[place]
        heads = is_label(f"{above.text}:")
        goes_on = heads or above.text.endswith((",", ":", " and", "&"))
        if not goes_on and not looks_like_name(_NAMED_PART.split(above.text)[0]):
            break
        mark = ":" if heads else "" if above.text.endswith((",", ":")) else ","
        text = f"{above.text}{mark} {text}"
        found = parse_labelled(text)
        if found is not None and not found[0]:
            return place, Said(found[1])
    return None


def _settle_writer(header: Header) -> None:
    """ "Written by" names the screenwriter among credits, and the reviewer by itself."""
    facts = header.facts
    names = facts.written_by
    if not names:
        return
    line = header.lines["written_by"]
    if facts.reviewers or facts.director or facts.cast:
        facts.others += tuple(name for name in names if name not in facts.others)
        header.lines.setdefault("others", line)
    elif byline := read_byline(", ".join(names)):
        facts.reviewers = byline.reviewers
        header.lines["reviewers"] = line
