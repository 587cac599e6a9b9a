"""Names above the prose that no label explains → who directed, who wrote, and for whom.

In: the lines of the head. Out: the director right below the title with the year ("Ada Orr,
1995") or alone above the film's country and length; a paper's name beside a byline; the critic
whom a standfirst names, or whose name stands last above the prose. Refused: a name that the
prose has again, and one in a list of the cast.
"""

from __future__ import annotations

import re

from reelsearch.annotate.byline import name_paper, read_paper
from reelsearch.annotate.byword import find_named_critic
from reelsearch.annotate.credits_line import is_director, parse_credits
from reelsearch.annotate.facts import Facts
from reelsearch.annotate.film_years import YEAR
from reelsearch.annotate.head_lines import HeadLines
from reelsearch.annotate.header_facts import Header
from reelsearch.annotate.header_line import Said
from reelsearch.annotate.kickers import is_course, is_kicker
from reelsearch.annotate.labels import begins_with_label, find_labels
from reelsearch.annotate.lines import Line, Lines
from reelsearch.annotate.named_file import WHOLLY, agree
from reelsearch.annotate.occurrences import recurs
from reelsearch.annotate.opening import read_opening
from reelsearch.annotate.page_lines import is_page_line
from reelsearch.annotate.parted_line import find_lone_year, parse_parts
from reelsearch.annotate.people import is_lone_name
from reelsearch.annotate.places import is_country
from reelsearch.annotate.ratings import parse_rating
from reelsearch.annotate.signature import is_name_line, is_user, speaks_of
from reelsearch.annotate.title_shape import may_be_title
from reelsearch.annotate.weighed_film import find_weighed_film
from reelsearch.readers.dates import find_date, parse_date

_STRAY = 90  # characters; a longer line is prose

_MAKER = re.compile(
    rf"(?P<name>[^\d,()]{{5,50}}),?\s\(?(?P<year>{YEAR})\)?"
    r"|(?:de\s|di\s|d['’])(?P<maker>[A-ZÀ-Þ][^\d,()]{4,40})"
)
_ON_HOW_SEEN = re.compile(r"(?<=\d\d\d\d),\s(?:I|we|seen|watched|saw)\s.{3,60}$")
"""What diaries add to the director and the year: "Ada Orr 1995, I saw it on tape"."""

_AND = re.compile(r"\s(?:and|&|et|und|e|y)\s")
_ABROAD = re.compile(r"^(?:di|de|par|por|von|door|av|af)\s")  # "by"
_OF_STUDENTS = frozenset(
    ("course", "class", "module", "instructor", "professor", "teacher", "tutor", "lecturer")
)
_MOST_BETWEEN = 4  # lines
_TEACHERS = frozenset(("professor", "prof", "instructor", "lecturer", "tutor"))
_LONGEST_USER = 25
_MASTHEAD = 3  # lines
_INVERTED = re.compile(
    r"(?P<surname>[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)?),"
    r" (?P<given>[A-ZÀ-Þ][\w.’'-]*(?: [A-ZÀ-Þ][\w.’'-]*)?)"
)
_BOUGHT_STARS = re.compile(r"\d(?:\.\d)? out of \d stars?\b")
_ONE_WORD = re.compile(r"[^\W_][\w.-]{2,25}")


def take_signer(header: Header, head: HeadLines) -> None:
    """Take who wrote and for whom from lines that nothing beside them explains: a paper's name
    beside a byline or a date, a standfirst that names the critic, the name last above the prose."""
    lines, strays = head.lines, [*head.strays]
    for place in strays:
        signed = {place - 1, place + 1} & head.signed
        if header.facts.publication is None and signed and read_paper(lines[place].text):
            header.take(Facts(publication=name_paper(lines[place].text)), lines[place])
            head.strays.remove(place)
    if header.facts.reviewers:
        return
    first = (at for at in range(min(_MASTHEAD, len(lines))) if len(lines.raw(at)) <= _STRAY)
    behind = [place + 1 for place in head.strays[-1:] if _stands_over(lines, place + 1)]
    last = min(head.used, len(lines) - 1)
    for place in dict.fromkeys((*head.strays, *first, last, *behind)):
        if place in head.credits:
            continue
        name = find_named_critic(lines[place].text, head.text, lines[place].end)
        if name and not begins_with_label(lines[place].text):
            header.take(Facts(reviewers=(name,)), lines[place])
            if place in head.strays and lines[place].text.endswith(f"with {name}"):
                head.strays.remove(place)  # a column's name, and no film's
            return
    _take_user(header, head)
    if not header.facts.reviewers:
        _take_last_name(header, head)


def _take_user(header: Header, head: HeadLines) -> None:
    """Take a user's name alone above the title."""
    if not head.titles and not head.credits:
        return
    line = head.lines[0]
    named = 0 in head.strays and line.text.islower() and is_user(line.text)
    if named and not recurs(line.text, head.text, line.end):
        header.take(Facts(reviewers=(line.text,)), line)
        head.strays.remove(0)


def _stands_over(lines: Lines, place: int) -> bool:
    """Whether the line at *place* is a standfirst: set off from a longer one below it."""
    if place + 1 >= len(lines):
        return False
    apart = lines[place + 1].number > lines[place].number + 1
    return apart and len(lines.raw(place + 1)) > len(lines.raw(place))


def _take_last_name(header: Header, head: HeadLines) -> None:
    """Take the name that stands alone last above the prose."""
    lines = head.lines
    place = head.used
    if place < head.prose - 1 and head.prose - 1 in head.strays:
        place = head.prose - 1
    following = head.following(place)
    if (
        place in head.strays
        and place
        and following
        and (
            head.credits
            or head.titles
            or header.facts.rating is not None
            or (place + 1 == head.prose and len(head.strays) > 1)
        )
    ):
        line = lines[place]
        apart = following.number > line.number + 1 and len(following.text) > _STRAY
        labels = find_labels(lines[place - 1].text)
        listed = bool(labels) and labels[-1].field in ("cast", "others", "writer", "other")
        named = is_name_line(line.text) and not line.text.isupper() and not listed
        named = named and agree(line.text, head.named) != WHOLLY  # else it is the title
        if apart and named and not speaks_of(head.text, line.text, line.end):
            # Below credits that name no director it is the director who is named.
            made = place - 1 in head.credits and not header.facts.director
            beside = lines[place - 1].number == line.number - 1
            names = (_ABROAD.sub("", line.text),)
            header.take(Facts(director=names) if made and beside else Facts(reviewers=names), line)
            head.strays.remove(place)
            head.used = place + 1


def is_above_paper(head: HeadLines, place: int) -> bool:
    """Whether a name stands above a paper's name, and this above a site's line, as aggregators
    have it."""
    lines = head.lines
    if place + 2 >= len(lines) or len(lines.raw(place)) > _STRAY:
        return False
    line, paper, site = lines[place], lines[place + 1], lines[place + 2]
    if place and place == head.used:
        # Between what a page says of the rating and the review itself.
        above, behind = lines[place - 1], len(lines.raw(place + 2))
        apart = above.number < line.number - 1 and site.number > paper.number + 1
        if apart and behind > _STRAY and paper.number == line.number + 1:
            return is_name_line(line.text) and read_paper(paper.text) is not None
    together = paper.number == line.number + 1
    if not together or not is_name_line(line.text) or read_paper(line.text) is not None:
        return False
    site_below = site.number == paper.number + 1 and is_page_line(site.text)
    headed = place > 0 and is_page_line(lines[place - 1].text)
    return read_paper(paper.text) is not None and (headed or site_below)


def is_above_course(head: HeadLines, place: int) -> bool:
    """Whether a name is the first of a block that has a course's name or its teacher's, as
    students sign."""
    lines = head.lines
    if place > _MOST_BETWEEN or not is_name_line(lines[place].text) or head.names:
        return False
    block = 0
    while block + 1 < len(lines) and lines[block + 1].number == lines[block].number + 1:
        block += 1
        if block > _MOST_BETWEEN + 2 or len(lines.raw(block)) > _STRAY:
            return False
    named = (at for at in range(place) if is_name_line(lines[at].text))
    if place > block or next(named, None) is not None:
        return False
    if is_teacher(lines[place].text):
        return False
    below = (lines[at].text for at in range(block + 1))
    return any(is_course(text) or is_teacher(text) for text in below)


def is_teacher(text: str) -> bool:
    """Whether *text* names one who teaches: "Professor Orr", "Instructor: Ada Orr"."""
    first, _, rest = text.partition(" ")
    return first.strip(".:").lower() in _TEACHERS and is_lone_name(f"Ada {rest}")


def is_buyer(head: HeadLines, place: int) -> bool:
    """Whether the line is right above the stars and the day that a shop writes of its buyers."""
    lines = head.lines
    if place + 2 >= len(lines) or len(lines.raw(place)) > _LONGEST_USER * 2:
        return False
    if _BOUGHT_STARS.match(lines[place + 1].text) is None:
        return False
    for at in range(place + 2, min(place + 2 + _MOST_BETWEEN, len(lines))):
        if lines[at].text.startswith("Reviewed in "):
            # What was bought may stand there, too, if the prose names nothing.
            end = lines[at].end
            prose = (end, len(head.text))
            found = read_opening(head.text, prose) or find_weighed_film(head.text, prose)
            return found is not None and not recurs(lines[place].text, head.text, end)
    return False


def is_paper_of_critic(head: HeadLines, place: int) -> bool:
    """Whether a paper's name stands below the one at *place*; one that only begins as papers' do
    where a line of the page stands above the two."""
    below = head.lines[place + 1].text
    told = place > 0 and below.startswith("The ") and is_page_line(head.lines[place - 1].text)
    return read_paper(below) is not None or (told and may_be_title(below))


def is_user_below_rating(head: HeadLines, place: int) -> bool:
    """Whether a user's name stands last above the prose, with the rating two lines above it."""
    lines, following = head.lines, head.following(place)
    if place < 2 or following is None or len(lines.raw(place)) > _LONGEST_USER:
        return False
    rated = len(lines.raw(place - 2)) <= _LONGEST_USER and parse_rating(lines[place - 2].text)
    return (
        is_user(lines[place].text) and len(following.text) > _STRAY and rated not in (False, None)
    )


def is_handle_above_owner(head: HeadLines, place: int) -> bool:
    """Whether a user's handle stands right above the name that it is made of."""
    line, following = head.lines[place], head.following(place)
    if line.text[:1] != "@" or following is None or len(following.text) > _LONGEST_USER:
        return False
    letters = "".join(filter(str.isalpha, following.text)).lower()
    return is_lone_name(following.text) and letters == line.text[1:].lower()


def is_between_rating_and_date(head: HeadLines, place: int) -> bool:
    """Whether one word stands between a line with the rating and one with the day."""
    lines = head.lines
    if not 0 < place < len(lines) - 1 or len(lines.raw(place)) > _LONGEST_USER:
        return False
    line = lines[place]
    together = lines[place - 1].number == line.number - 1 == lines[place + 1].number - 2
    if not together or not _ONE_WORD.fullmatch(line.text) or is_page_line(line.text):
        return False
    date = parse_date(lines[place + 1].text) if len(lines.raw(place + 1)) <= _STRAY else None
    rated = len(lines.raw(place - 1)) <= _LONGEST_USER and parse_rating(lines[place - 1].text)
    return date is not None and "-" in date and rated not in (False, None)


def read_student(head: HeadLines, place: int) -> Said | None:
    """Who is named above the course and the teacher: "Name: Ada Orr", "Course: FILM 2104"."""
    label, _, name = head.lines[place].text.partition(": ")
    if label.lower() != "name" or not is_lone_name(name):
        return None
    last = min(place + 1 + _MOST_BETWEEN, len(head.lines))
    below = (head.lines[at].text.partition(":")[0].lower() for at in range(place + 1, last))
    return Said(Facts(reviewers=(name,))) if not _OF_STUDENTS.isdisjoint(below) else None


def is_user_above_date(head: HeadLines, place: int) -> bool:
    """Whether one small word stands first and above a date, and a title set off below them."""
    if place or len(head.lines) < 4 or len(head.lines.raw(0)) > _LONGEST_USER:
        return False
    line, dated, title, prose = (head.lines[at] for at in range(4))
    apart = title.number > dated.number + 1 and prose.number > title.number + 1
    user = line.text.isalpha() and line.text.islower() and dated.number == line.number + 1
    if not (apart and user and may_be_title(title.text) and title.text[:1].isupper()):
        return False
    date = parse_date(dated.text)
    return date is not None and "-" in date and not recurs(line.text, head.text, line.end)


def find_below_name(head: HeadLines, place: int) -> Line | None:
    """The line below the one at *place*, and below a paper's name and a site's line there."""
    line = head.lines[place]
    for at in range(place + 1, min(place + 1 + _MOST_BETWEEN, len(head.lines))):
        below = head.lines[at]
        if below.number != line.number + at - place:
            return None
        paper = (
            at == place + 1 and is_paper_of_critic(head, place) and read_paper(line.text) is None
        )
        if at == place + 1 and is_course(below.text):
            continue
        if not paper and (not is_page_line(below.text) or find_date(below.text)):
            return below
    return None


def read_maker(head: HeadLines, place: int) -> Said | None:
    """The director and the year right below a line that may be the title: "Ada Orr, 1995"."""
    line = head.lines[place]
    match = _MAKER.fullmatch(_ON_HOW_SEEN.sub("", line.text)) if place else None
    name = (match["name"] or match["maker"]) if match else ""
    small = match is not None and bool(match["year"]) and head.text.islower()
    if small:
        name = name.title()
    if (
        match is None
        or begins_with_label(line.text)
        or not (is_director(name) and is_name_line(name))
        or recurs(name, head.text, line.end)
    ):
        return None
    above = head.lines[place - 1]
    titled = may_be_title(above.text.title() if small else above.text)
    if above.number < line.number - 2 or not titled or is_kicker(above.text):
        return None
    if begins_with_label(above.text) or place - 1 in head.credits:
        return None
    facts = Facts(director=(name,), year=int(match["year"]) if match["year"] else None)
    if small and place == 1:
        facts.film = above.text  # all is written small
    return Said(facts)


def read_maker_inverted(head: HeadLines, place: int) -> Said | None:
    """The director as catalogues have it, below the title and above the credits: "Orr, Ada"."""
    match = _INVERTED.fullmatch(head.lines[place].text) if place else None
    following = head.following(place)
    if match is None or following is None or following.number != head.lines[place].number + 1:
        return None
    ruled = not any(map(str.isalnum, head.lines[place - 1].text))
    above = max(place - 1 - ruled, 0)
    said = parse_credits(following.text) or parse_parts(following.text)
    if said is None or not (said.year and said.country):
        return None
    if not may_be_title(head.lines[above].text) or "," in head.lines[above].text:
        return None
    return Said(Facts(director=(f"{match['given']} {match['surname']}",)))


def read_maker_alone(head: HeadLines, place: int) -> Said | None:
    """The director alone between the title and the film's country, year and length."""
    following = head.following(place)
    line = head.lines[place]
    if not place or following is None or following.number != line.number + 1:
        return None
    names = tuple(_AND.split(line.text))
    if not all(is_lone_name(name) and is_director(name) for name in names):
        return None
    above = head.lines[place - 1]
    year = find_lone_year(above.text)
    titled = may_be_title(above.text) or above.evidence.startswith("(") or year is not None
    if above.number != line.number - 1 or not titled or place - 1 in head.signed:
        return None
    said = parse_parts(following.text) or parse_credits(following.text)
    if said is None and year and is_country(following.text):
        said = Facts(country=(following.text,))
    if said is None or said.date or said.director:
        return None
    told = (said.year or year) and (said.country or said.runtime)
    return Said(Facts(director=names)) if told else None
