"""What a page or a newsletter has above all else → the paper.

In: the lines of a review, and its film if the head names one. Out: the name of the paper or
newsletter that heads the page ("The Dial Gazette", "THE SLOW FADE" above "Issue 41").
Refused: a line that is the film's, and a name that the text has again.
"""

from __future__ import annotations

import re

from reelsearch.annotate.byline import PAPER_WORDS, name_paper, read_paper
from reelsearch.annotate.credits_line import read_leading_rating
from reelsearch.annotate.facts import Facts
from reelsearch.annotate.kickers import is_breadcrumb, is_kicker, is_section
from reelsearch.annotate.lines import Lines
from reelsearch.annotate.occurrences import recurs
from reelsearch.annotate.page_lines import is_page_line
from reelsearch.annotate.title_shape import is_heading, is_title_shaped, may_be_title
from reelsearch.readers.dates import find_date, parse_date

_MOST_LINES = 8
_REACH = 4
_MOST_WORDS = 7
_ISSUE = re.compile(
    r"(?:(?:issue|no\.?|nr\.?|n[°º]\.?|number|vol\.?|volume|edition|dispatch|letter|newsletter)\s?#?|#)"
    r"\s?\d{1,4}\b(?:\s*[,/–—-]?\s*(?:issue|no\.?|number)\s?#?\s?\d{1,4}\b)?(?P<rest>.{0,60})",
    re.IGNORECASE,
)
_PAPER_ISSUE = re.compile(
    r"(?P<paper>[^,;:()|\d]{3,60}?)(?:\s\w{3,6}day)?[,;]?\s\(?(?=(?:vol|volume|no|nr|issue|number|spring|summer|autumn"
    r"|fall|winter|advent|lent|easter|christmas|michaelmas|hilary|trinity|january|february|march|april"
    r"|may|june|july|august|september|october|november|december)\b)(?P<rest>(?=.*\d).{3,60})",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"\b(?:(?:vol|volume|no|nr|issue|number)\b\.?\s?#?\d{1,4}"
    r"|(?:spring|summer|autumn|fall|winter|advent|lent|easter|christmas|michaelmas|hilary|trinity)"
    r"(?: term)?)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"((?:1[89]|20)\d\d)(?:[/–-]\d\d(?!\d))?")
_CLUBS = frozenset("society club institute festival theatre theater cinema season series".split())
"""Words of those who show films; what they hand out has no paper's name."""

_NUMBERED = re.compile(r"\D{4,60},?\s(?:#|no\.\s?|issue\s#?)\s?\d{1,4}", re.IGNORECASE)
_LONGEST_ISSUE = 120
_BESIDE = re.compile(r"\s[–—|-]\s")
_TERM = re.compile(
    r"(?:spring|summer|autumn|fall|winter|advent|lent|easter|christmas|michaelmas|hilary|trinity)"
    r"(?:\s(?:term|issue|edition|number|quarter))?,?\s(?:18|19|20)\d\d",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[,|•·:]\s*|\s[–—-]\s")
_PAGE = re.compile(r"(?:pp?\.?|pages?)\s?[A-Z]?\d{1,4}(?:\s?[–-]\s?\d{1,4})?", re.IGNORECASE)
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,?$", re.IGNORECASE)
_KIND = re.compile(
    r".{0,50}\b(?:newsletter|newspaper|quarterly|fortnightly|weekly|monthly|magazine|zine|fanzine|blog"
    r"|journal|letter (?:about|for|on|to)|(?:horror|film|movie|weekly) letter|podcast|paper of"
    r"|bulletin of|(?:news|cinema|films?|reviews|writing) since \d{4})\b.{0,80}",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"(?P<name>[A-Z][^:–—|]{1,40}?)(?::| \|) (?:an?|the) (?:[\w-]{1,15} ){0,3}"
    r"(?:blog|journal|newsletter|magazine|zine|podcast|website|bulletin|quarterly)\b.{0,60}"
)
"""A site that says in one line what it is: "Docket: a blog about documentaries"."""

_STATION = re.compile(
    r"(?P<name>(?:[A-Z\d][\w.’'&]{0,20}\s){1,3}(?:FM|AM)(?=\s?(?:[–—|/:,-]\s|$))"
    r"|(?:[A-Z\d][\w.’'&]{0,20}\s){1,3}(?:Radio|RADIO|TV|Television)(?=\s[–—|/,-]\s"
    r".{0,60}\b(?i:script|broadcast|slot|show|programme|program|transcript)\b))"
)
"""A station's name before its programme's: "Harbour FM – Friday Film Slot"."""

_FILMS = frozenset("films movies reviews pictures cinema".split())
_OF_REVIEWS = ("reviewed", "review by", "written", "by ", "directed", "dir", "seen ", "watched ")
"""How a line begins that says who wrote for a magazine, or made the film."""

_BESIDE_KIND = re.compile(r"\s[*•|–—-]\s|,\s")
_THANKS = re.compile(
    r"\b(?:thanks|thank you) for reading (?P<name>[^!.\n]{3,50}?)"
    r"(?:[!.]|(?<! to)(?<! of)(?<! in)(?<! on)(?<! for)(?:,? a |,? the )|$)",
    re.IGNORECASE | re.MULTILINE,
)
_NEW_POSTS = "to receive new posts"
_REACH_THANKS = 600
_MOST_LINKS = 5
_BARS = re.compile(r"\s*[|>»›•·/]\s*|\s{3,}")
_ROW_MARKS = frozenset("|>/")
_WEAK = re.compile(
    r"\b(?:films?|cinema|screen|online|star|sun|today|blog|reviews?)\b", re.IGNORECASE
)
"""Words of papers' names that as often stand in the names of columns."""

_LINKS = frozenset(("home", "about", "archive", "archives", "contact", "reviews", "subscribe"))


def read_issue_line(text: str) -> Facts | None:
    """The date of a line such as "Issue 41 – 26 January 2020"; None if it is no such line."""
    match = _ISSUE.fullmatch(text)
    if match is None:
        return Facts() if _TERM.fullmatch(text) else None
    rest = match["rest"].strip(" ,|•·*()–—-")
    if not rest:
        return Facts()
    date = find_date(rest)
    if date is None or rest[: date[1]].strip() or rest[date[2] :].strip(" .)"):
        return None
    return Facts(date=date[0])


def read_paper_issue(text: str) -> Facts | None:
    """The paper and the date of "The Dial Quarterly, Vol. 12, No. 3, Summer 1962"."""
    match = _PAPER_ISSUE.fullmatch(text) if len(text) <= _LONGEST_ISSUE else None
    if (
        match is None
        or not is_title_shaped(match["paper"])
        or is_kicker(text.split(",", maxsplit=1)[0])
    ):
        return None
    paper = _BESIDE.split(_WEEKDAY.sub("", match["paper"]), maxsplit=1)[0]
    date = find_date(match["rest"])
    year = _YEAR.search(match["rest"])
    rest = _COUNT.sub(
        "", match["rest"][: date[1]] + match["rest"][date[2] :] if date else match["rest"]
    )
    if _YEAR.sub("", rest).strip(" ,.;|()–—-/"):
        return None
    written = date[0] if date else year[1] if year else None
    return Facts(publication=name_paper(paper), date=written)


def read_sure_issue(text: str) -> Facts | None:
    """A paper and its issue; without a date only one that is called as papers are, for else it
    may be a film: "Compartment No. 6"."""
    issue = read_paper_issue(text)
    told = issue is not None and (issue.date or read_paper(issue.publication or ""))
    return issue if told else None


def read_published_in(label: str, text: str) -> str | None:
    """The paper of "in The Dial" behind the day on which it was *label*: published, printed."""
    lead, _, name = text.strip(" .").partition(" ")
    if lead not in ("in", "by", "for") or label.endswith("seen"):
        return None
    if not label.startswith(("published", "first published", "printed", "originally", "appeared")):
        return None
    words = name.split()
    large = words[:1] == ["The"] and 1 < len(words) < _MOST_WORDS and is_title_shaped(name)
    return read_paper(name) or (name if large else None)


def read_masthead_line(text: str) -> Facts | None:
    """The paper and the date of the first line: "The Dial Gazette • April 5, 1996 • MOVIES"."""
    if len(text) > _LONGEST_ISSUE:
        return None
    if station := _STATION.match(text):
        date = find_date(text)
        return Facts(publication=station["name"], date=date[0] if date else None)
    found = read_paper_issue(text)
    if found is not None and found.date:
        return found
    date = find_date(text)
    if date is None or "-" not in date[0]:
        return None
    parts = [part.strip(" ,|•·:()–—-.") for part in (text[: date[1]], text[date[2] :])]
    name, *before = _BARS.split(_WEEKDAY.sub("", parts[0]).strip(" ,|•·:()–—-."))
    name = name.strip(" ,|")
    before = [part for each in before if (part := each.strip(" ,|"))]
    if not all(is_kicker(part) or is_section(part) for part in before):
        return None
    behind = [part.strip() for part in _PARTS.split(parts[1]) if part.strip()]
    if not all(is_kicker(part) or is_section(part) or _PAGE.fullmatch(part) for part in behind):
        return None
    if any(map(str.isdigit, name)) or not (
        read_paper(name) or ((behind or before) and _may_be_paper(name))
    ):
        return None
    return Facts(publication=name_paper(name), date=date[0])


def find_masthead(lines: Lines) -> int | None:
    """The place of a newsletter's name: the first line with its number, or the line above it."""
    if _CALLED.fullmatch(lines[0].text if len(lines) and len(lines.raw(0)) <= 120 else ""):
        return 0
    if find_described(lines) is not None or _is_above_dated_section(lines):
        return 0
    if len(lines) > 1 and len(lines.raw(0)) <= 90 and _NUMBERED.fullmatch(lines[0].text):
        dated = len(lines.raw(1)) <= 90 and find_date(lines[1].text) is not None
        return 0 if dated and _may_be_paper(name_paper(lines[0].text)) else None
    for place in range(1, min(len(lines), _REACH)):
        if len(lines.raw(place)) > 90 or read_issue_line(lines[place].text) is None:
            continue
        if place + 1 < len(lines) and lines.raw(place + 1).lstrip().startswith("("):
            return None  # "Volume 2" of a film, which has its credits below it
        above = [at for at in range(place) if _may_be_paper(name_masthead(lines[at].text))]
        papers = (at for at in above if read_paper(name_masthead(lines[at].text)))
        return next(papers, above[0] if above else None)
    return None


def _is_above_dated_section(lines: Lines) -> bool:
    """Whether the first line stands right above a section and the day: "Film | 17 March 2023"."""
    if len(lines) < 2 or len(lines.raw(0)) > 60 or len(lines.raw(1)) > 60:
        return False
    name, below = lines[0], lines[1]
    date = find_date(below.text) if below.number == name.number + 1 else None
    if date is None or "-" not in date[0] or not _may_be_paper(name.text):
        return False
    around = f"{_WEEKDAY.sub('', below.text[: date[1]].rstrip())}|{below.text[date[2] :]}"
    parts = [part for each in _PARTS.split(around) if (part := each.strip(" ,|"))]
    return bool(parts) and all(is_section(part) or _PAGE.fullmatch(part) for part in parts)


def read_row_of_page(lines: Lines, text: str) -> str | None:
    """The paper that the first line has before its page and its section: "THE DIAL | In the
    Middle | Film"; a site's title of a page has the film's name there, which comes again."""
    if not len(lines) or len(lines.raw(0)) > 90 or _ROW_MARKS.isdisjoint(lines.raw(0)):
        return None
    name, *behind = (part.strip() for part in _BARS.split(lines[0].text))
    filed = behind and (is_section(behind[-1]) or is_kicker(behind[-1]))
    if not filed or not _may_be_paper(name):
        return None
    return None if recurs(name, text, lines[0].end) else name


def name_masthead(text: str) -> str:
    """The name in a masthead that says of what kind it is: "NIGHT LIGHTS * the horror letter"."""
    if called := _CALLED.fullmatch(text):
        return name_paper(called["name"])
    name, *behind = _BESIDE_KIND.split(text, maxsplit=1)
    if read_paper(name) and behind and is_section(behind[0]):
        return name_paper(name)
    return name_paper(name if behind and _KIND.fullmatch(behind[0]) else text)


def read_filed_paper(text: str) -> Facts | None:
    """The paper before its section: "The Campus Lantern, Arts & Culture"."""
    name, comma, section = text.partition(", ")
    told = comma and is_section(section) and not section[-1:].isdigit() and _names_paper(name)
    paper = read_paper(name) if told else None  # "Film and History, Review 2" is a course
    return Facts(publication=name_paper(paper)) if paper else None


def find_paper_above(lines: Lines, text: str, film_line: int | None) -> int | None:
    """The place of the paper's name above the film's title: a paper by its words, or what the
    links of a page stand above."""
    film_line = film_line or (lines[1].number if len(lines) > 1 else None)
    if film_line is None:
        return None
    page = False
    for place in range(min(len(lines), _MOST_LINES)):
        line = lines[place]
        if line.number >= film_line:
            return None
        if is_page_line(line.text):
            page = True
        elif (not place and _is_site_alone(lines, text)) or (
            _may_be_paper(line.text) and (page or _heads_page(lines, place))
        ):
            return place
        elif _names_paper(line.text) and _CLUBS.isdisjoint(line.text.lower().split()):
            return None if recurs(line.text, text, line.end) else place
        else:
            return None
    return None


def _names_paper(text: str) -> bool:
    """Whether *text* names a paper, and not only by words that are weak."""
    for word in text.split(maxsplit=_MOST_WORDS)[:_MOST_WORDS]:
        # None is in a paper's name, and prose has one among its first words.
        if word[0].islower() and word not in PAPER_WORDS and not _WEAK.search(word):
            return False
    return read_paper(_WEAK.sub("", text)) is not None


def _heads_page(lines: Lines, place: int) -> bool:
    """Whether the first line of all stands above links or a paper's sections."""
    if place or len(lines) < 2 or read_leading_rating(lines[1].text):
        return False  # above stars stands a buyer
    if is_page_line(lines[1].text) or _is_row(lines[1].text):
        return True
    return any(_is_links(lines[at].text) for at in range(2, min(len(lines), _MOST_LINKS)))


def names_site(lines: Lines) -> bool:
    """Whether the first line is a site's or a paper's name: right below it stands a row of
    sections, or soon a row of links that leads home."""
    if _is_row(lines[1].text if len(lines) > 1 else ""):
        return True
    for at in range(1, min(len(lines), _MOST_LINKS)):
        raw = lines.raw(at)
        if len(raw) <= _LONGEST_ISSUE and "|" in raw:
            parts = [part.strip().lower() for part in _BARS.split(raw)]
            if len(parts) > 2 and "home" in parts:
                return True
    return False


def _is_site_alone(lines: Lines, text: str) -> bool:
    """Whether the first line is one word, a site's name, above the row that leads home."""
    name = lines[0].text
    one = name.isalpha() and name[:1].isupper() and not is_kicker(name) and not is_heading(name)
    return one and names_site(lines) and not recurs(name, text, lines[0].end)


def _is_row(text: str) -> bool:
    """Whether *text* is a row of two sections of a paper or more: "Arts > Film"."""
    return len(_BARS.split(text)) > 1 and (is_kicker(text) or is_breadcrumb(text))


def _is_links(text: str) -> bool:
    """Whether *text* is a row of links, of which not all have to be known."""
    parts = _BARS.split(text)
    known = (
        sum(map(is_page_line, parts))
        + sum(map(is_section, parts))
        + sum(part.strip().lower() in _LINKS for part in parts)
    )
    return is_page_line(text) or (len(parts) > 2 and known > 1)


def find_described(lines: Lines) -> int | None:
    """The place of a name that the line below says the kind of: "A monthly letter for ..."."""
    if len(lines) < 2 or len(lines.raw(0)) > 60 or len(lines.raw(1)) > 120:
        return None
    if not any(map(str.isalpha, lines.raw(0))):
        return None
    below = lines[1].text
    kind = _KIND.fullmatch(below) is not None or _is_tagline(lines)
    if not kind or below.lower().startswith(_OF_REVIEWS) or below.endswith((".", "!", "?")):
        return None
    name = lines[0].text
    if not any(map(str.isalpha, name)) or name.endswith(")"):
        return None  # "Heat (1995)" stands above a paper
    return 0 if is_title_shaped(name) and not is_kicker(name) and not is_heading(name) else None


def _is_tagline(lines: Lines) -> bool:
    """Whether the second line says small what a site has: "travel films and films that travel"."""
    if len(lines) < 3 or len(lines.raw(2)) > 80:
        return False
    name, below = lines[0], lines[1]
    title = lines[3] if len(lines) > 3 and is_page_line(lines[2].text) else lines[2]
    words = below.text.split()
    beside = below.number == name.number + 1 and title.number > below.number + 1
    small = below.text[:1].islower() or ("," in below.text and not is_title_shaped(below.text))
    small = small and words[0] not in ("a", "an", "the") and "by" not in words
    if not beside or not small or any(map(str.isdigit, name.text + below.text)):
        return False
    of_films = not _FILMS.isdisjoint(word.lower().strip(",") for word in words)
    return of_films and (may_be_title(title.text) or parse_date(title.text) is not None)


def find_thanked(text: str) -> str | None:
    """The newsletter of "Thanks for reading Slow Light!" at the end."""
    end = text[-_REACH_THANKS:]
    if "for reading" not in end and _NEW_POSTS in text[:_REACH_THANKS]:
        end = text  # such a site writes so above the first paragraph, too
    match = _THANKS.search(end) if "for reading" in end else None
    name = match["name"].strip() if match else ""
    at = len(text) - len(end) + match.start() if match else 0
    if not name or not is_title_shaped(name):
        return None
    # A site of newsletters writes so below each of them.
    asks = match is not None and _NEW_POSTS in end[match.end() : match.end() + _LONGEST_ISSUE]
    return name if asks or 0 <= text.find(name, 0, _REACH_THANKS) < at else None


def _may_be_paper(text: str) -> bool:
    if not 1 < len(text.split(maxsplit=_MOST_WORDS)) <= _MOST_WORDS or text.endswith(
        (".", ":", ",")
    ):
        return False
    if find_date(text) or is_kicker(text):
        return False
    return is_title_shaped(text) and not is_heading(text) and not is_page_line(text)
