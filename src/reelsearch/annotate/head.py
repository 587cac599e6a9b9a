"""The lines above the prose → what they say, and how many they are.

In: the lines of a review. Out: their facts, taken into its :class:`Header`, and how many lines
they use. A few lines among them may stay unread, if they are short and others follow.
"""

from __future__ import annotations

import re

from reelsearch.annotate.facts import Facts
from reelsearch.annotate.header_facts import Header
from reelsearch.annotate.header_line import Said, read_header_line, runs_on
from reelsearch.annotate.labels import begins_with_label
from reelsearch.annotate.lines import Line, Lines
from reelsearch.annotate.masthead import find_masthead
from reelsearch.annotate.occurrences import recurs
from reelsearch.annotate.parted_line import find_lone_year
from reelsearch.annotate.people import is_lone_name, looks_like_name
from reelsearch.annotate.ratings import parse_rating
from reelsearch.annotate.signature import is_name_line, read_signed_line
from reelsearch.annotate.title_line import Sureness
from reelsearch.annotate.title_shape import clean_title, is_title_shaped, may_be_title
from reelsearch.annotate.word_lists import read_words
from reelsearch.readers.dates import find_date

_MOST_LINES = 40
_MOST_STRAY = 3
_STRAY_LENGTH = 90
_LONGEST_STANDFIRST = 280
_LEAST_PROSE = 120
_REACH_TO_PROSE = 14
_MOST_STARS = 5
_DATE_BEGINS = 12  # characters: "Published "
_YEAR = re.compile(r"(?:18(?=8[89]|9\d)|19|20(?=[0-2]\d|3[0-5]))\d\d")


def read_head(header: Header, lines: Lines, text: str) -> int:
    """Take the header lines at the top; how many of *lines* they are."""
    used = stray = 0
    strays: list[int] = []
    names: list[tuple[str, int]] = []
    waiting: str | None = None
    titles: list[tuple[int, int, Said]] = []
    masthead = find_masthead(lines)
    for place in range(min(len(lines), _MOST_LINES)):
        line = lines[place]
        if place == masthead:
            header.take(Facts(publication=line.text), line)
            used = place + 1
            continue
        following = lines[place + 1] if place + 1 < len(lines) else None
        if place and lines[place - 1].number < line.number - 1:
            waiting = None
        said = _read_lone_year(lines, place) or read_header_line(
            line, following, waiting, head=True, first=place == 0
        )
        said = _read_signed(said, lines, place, text)
        if said is None:
            stray += 1
            may_pass = _is_stray(line, following) or _is_standfirst(lines, place, used, text)
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


def _read_lone_year(lines: Lines, place: int) -> Said | None:
    """The year alone below a line that may be the title: "M", and below it "1931"."""
    if not 0 < place < _MOST_STRAY or not may_be_title(lines[place - 1].text):
        return None
    year = find_lone_year(lines[place].text)
    return Said(Facts(year=year)) if year else None


def _read_signed(said: Said | None, lines: Lines, place: int, text: str) -> Said | None:
    """*said*, or who wrote and when if a line below the title has a name and a date alone."""
    line = lines[place]
    if not place or len(line.text) > _STRAY_LENGTH or (said and (said.sureness or said.waiting)):
        return said
    if said and (said.facts.reviewers or not said.facts.date):
        return said
    facts, sure = read_signed_line(line.text) or (Facts(), False)
    if not facts.reviewers or facts.date is None:
        return said
    if not sure and any(not _may_sign(name, text, line) for name in facts.reviewers):
        return said
    return Said(facts)


def _may_sign(name: str, text: str, line: Line) -> bool:
    """Whether *name* is a person's, or a forum's user's, of whom the text speaks nowhere else."""
    return (is_name_line(name) or not name.istitle()) and not recurs(name, text, line.end)


def _is_standfirst(lines: Lines, place: int, used: int, text: str) -> bool:
    """Whether a sentence between the title and the byline or the credits sums the review up."""
    if place + 1 >= len(lines) or len(lines[place].text) > _LONGEST_STANDFIRST:
        return False
    line, below = lines[place], lines[place + 1]
    after = lines[place + 2] if place + 2 < len(lines) else None
    said = read_header_line(below, after, None, head=True, first=False)
    if said is None and (name := _read_name_above_date(lines, place + 1, text)):
        said = Said(Facts(reviewers=(name,)))
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
    if not is_lone_name(line.text):
        return None
    return None if recurs(line.text, text, line.end) else line.text


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
