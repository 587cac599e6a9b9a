"""One line of the head or foot → what it says.

In: a line, the one after it, and a label that still waits for its value. Out:
:class:`Said`. Refused (None): a line with anything in it that is not accounted for; it
may be prose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from reelsearch.annotate.byline import read_dateline, read_paper
from reelsearch.annotate.credit_sentences import SEEN_AT, read_credit_sentences
from reelsearch.annotate.credits_line import (
    parse_credits,
    parse_named_credits,
    read_leading_rating,
    scan_credits,
)
from reelsearch.annotate.directed_line import label_maker, read_by
from reelsearch.annotate.facts import Facts
from reelsearch.annotate.found_title import Sureness
from reelsearch.annotate.labelled_line import parse_labelled
from reelsearch.annotate.labels import Labelled, begins_with_label, find_labels, is_label
from reelsearch.annotate.lines import Line
from reelsearch.annotate.masthead import (
    read_filed_paper,
    read_issue_line,
    read_masthead_line,
    read_sure_issue,
)
from reelsearch.annotate.page_lines import is_page_line
from reelsearch.annotate.parted_line import (
    find_lone_year,
    is_studio,
    parse_parts,
    read_made_line,
)
from reelsearch.annotate.people import looks_like_name, split_people
from reelsearch.annotate.places import is_certificate, is_country
from reelsearch.annotate.questions import label_answer, name_answer
from reelsearch.annotate.ratings import parse_rating
from reelsearch.annotate.signature import read_role_line, read_signature, read_signed_line
from reelsearch.annotate.stated_title import read_stated_title
from reelsearch.annotate.title_line import parse_title_line
from reelsearch.annotate.title_shape import clean_title, may_be_title
from reelsearch.readers.dates import parse_date

_ORNAMENT = re.compile(r"[\s\-=_*~#.•·—–+|<>]{1,200}")
_LONGEST_LINE = 250
_QUESTION = 37  # characters of a question
_ONE_WORD = 6  # characters: "When:"
_LONG_LINE = 90
_TELLING = re.compile(r"[\d(\[|:：★⭐*–—•·/]|review", re.IGNORECASE)
"""A line longer than a title has one of these, begins with a label, or is prose."""

_SCALE = re.compile(r"\(?out of (?:a possible )?(?:\d{1,3}|four|five|six|ten)(?: stars)?\)?", re.I)
_LONGEST_RATING = 20
_LONGEST_LIST = 400
_LONGEST_CERTIFICATE = 5
_LONGEST_CAPTION = 90
_RUBRIC = re.compile(
    r"(?:©|\(c\)\s|copyright\b|https?://|www\.|all rights reserved|[\w.+-]{1,60}@[\w.-]{1,60}$"
    r"|share (?:this|on)\b|(?:contains|warning:?|some) (?:mild |major |minor )?spoilers"
    r"|spoilers? (?:warning|alert|ahead|follow)|(?:film|movie) reviews?$|reviews?$"
    r"|\d{1,2}[ -]min(?:ute)?s? read|(?:photo|image|picture)s?(?: credit)?s?(?::| by | courtesy)"
    r"|(?:[\w.&'’-]{1,30} ){0,3}staff$"
    r"|the end$"
    r"|-?30-?$|end$|ends$|(?:film |full )?credits:?$|cast (?:and|&) crew:?$"
    r"|(?:film )?details:?$|the facts:?$|fact ?file:?$|info(?:rmation)?:?$).{0,160}",
    re.IGNORECASE,
)
_RUBRIC_WORDS = frozenset(
    "copyright all share contains warning some spoiler spoilers film movie review reviews photo"
    " photos image images picture pictures the end ends credits full cast details facts fact"
    " factfile info information mild major minor".split()
)
"""The words that a line of ``_RUBRIC`` may begin with, if it begins with a word."""

_OWN_REVIEW = re.compile(
    r"(?:a )?(?P<name>[^\W_][\w.-]{1,30}(?:\s[^\W\d_][\w.-]{0,20}){0,3})['’]s?\sreview"
    r"(?:\s(?:published|posted)\son\s\S{3,30})?:?",
    re.IGNORECASE,
)
"""As the sites of film diaries head a review: "ada_o's review published on Letterboxd:"."""

_NOW_SHOWING = re.compile(
    r"(?:out now|now showing|streaming now|on (?:general )?release"
    r"|in (?:cinemas|theat(?:er|re)s)(?: now)?)\s*[/|,·–—-]\s*",
    re.IGNORECASE,
)
_SHOWING = ("out now", "now showing", "streaming now", "release", "cinemas", "theat")
"""What ``_NOW_SHOWING`` does not match without, in lower case."""

_TOLD = frozenset("posted published reviewed updated watched rewatched seen added last".split())
"""What a line with the day of the review begins with."""

_STARS = ("★", "⭐", "☆", "½", "stars")
"""How a rating ends that no title begins with: "5.0 out of 5 stars Worth the money"."""

_DOTS = ("·", "•", "|")
_PART_SCORE = re.compile(r"[A-Z][\w/&' -]{1,30}:\s(?P<rating>[\d★⭐*A-F].{0,12})")
_WHOLE_RATED = re.compile(r"\b(?:rating|score|grade|marks?|verdict|stars)\b", re.IGNORECASE)
_SHORT_LINE = 60
_BEGINS_CREDITS = re.compile(
    r"(?:d['’]|(?:de|di|von|avec|con|mit|by|with)\s)[A-ZÀ-Þ][\w.’'-]+(?:\s[\w.’'-]+){1,3}(?:$|,)"
)
"""A line below the title that begins small: "de Ada Orr", "avec Bo Lind, Cy Moor"."""

_RELEASE = re.compile(
    r".{1,80}\s(?:is|are) (?:out|released|in (?:UK |US |Irish )?(?:cinemas|theat(?:er|re)s)"
    r"|available|streaming|on (?:Netflix|Mubi|Prime|digital|DVD|Blu-ray|general release))\b"
    r".{0,100}",
    re.IGNORECASE,
)
_NOW_OUT = re.compile(
    r"(?:(?:now )?(?:in|at) (?:UK |US |Irish |select(?:ed)? )?(?:cinemas|theat(?:er|re)s)"
    r"|(?:now )?(?:showing|streaming|playing|available|opens|released|out)\b"
    r"|on (?:digital|demand|DVD|Blu-ray))"
    r"(?=.*\d|.*\b(?:now|from|on)\b)[^.]{0,80}\.?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Said:
    """A header line understood: its facts, and the label that waits for the next line."""

    facts: Facts
    sureness: int = 0
    waiting: str | None = None


def read_header_line(
    line: Line, following: Line | None, waiting: str | None, *, head: bool, first: bool
) -> Said | None:
    """What a header line says; None if the line is not one."""
    text = _join_scale(line.text, following)
    if not first and any(map(text.casefold().__contains__, _SHOWING)):
        text = _NOW_SHOWING.sub("", text)
    asked_within = _QUESTION if text[:1] in ("w", "W", "h", "H") else _ONE_WORD
    if "?" in text[:_QUESTION] or ":" in text[:asked_within]:
        text = label_answer(text)
        line = line if text is line.text else replace(line, text=text)
    text = label_maker(text)
    if not text or (len(text) <= _LONGEST_LINE and _is_passed_over(text)):
        return Said(Facts())
    if not head and len(text) <= 160 and (_RELEASE.fullmatch(text) or _NOW_OUT.fullmatch(text)):
        return Said(Facts())
    if len(text) > _LONGEST_LINE or (len(text) > _LONG_LINE and not _TELLING.search(text)):
        return _understand_long(line, waiting) or _understand_sentences(text)
    if not first and (told := _understand_parts(text)):
        return told
    asked = text.rstrip(":") if is_label(text) else name_answer(text)
    if asked and following is not None and following.number == line.number + 1:
        return Said(Facts(), waiting=asked)
    # What stands in brackets after a title tells more than a label further on does.
    title = _understand_title(line, following) if head and ("(" in text or "[" in text) else None
    if title and title.sureness == Sureness.BRACKETED:
        return title
    if head and not first and len(text) <= _LONGEST_CERTIFICATE and is_certificate(text):
        return Said(Facts(certificate=text))
    if said := _understand_labels(text, head=head) or _understand_plain(text, first=first):
        return said
    if not first and (parted := parse_parts(text)):
        return Said(parted)
    title = title or (_understand_title(line, following) if head else None)
    return title or _understand_waiting(line, waiting) or _understand_sentences(text)


def _join_scale(text: str, following: Line | None) -> str:
    """*text*, a rating, with the scale that the next line has: "3.5 stars", "(out of 4)"."""
    if following is None or len(text) > _LONGEST_RATING or not _SCALE.fullmatch(following.text):
        return text
    return f"{text} {following.text}" if parse_rating(text) is not None else text


def _is_passed_over(text: str) -> bool:
    """Whether the line is of the page and says nothing of the film: a rule, "Share this"."""
    first = text.split(" ", 1)[0].lower().rstrip(":")
    if first == "out" and _SCALE.fullmatch(text):
        return True  # of the rating above it
    if first.isalpha() and first not in _RUBRIC_WORDS and "@" not in text:
        return text.lower().endswith("staff") and _RUBRIC.fullmatch(text) is not None
    return (_ORNAMENT.fullmatch(text) or _RUBRIC.fullmatch(text)) is not None


def _understand_long(line: Line, waiting: str | None) -> Said | None:
    """A line as long as a paragraph: it is a list of names after a label, or prose."""
    text = line.text.lstrip("-–—* ")
    if begins_with_label(text):
        return _understand_labels(text, head=False)
    return _understand_waiting(line, waiting)


def _understand_sentences(text: str) -> Said | None:
    facts = read_credit_sentences(text)
    return None if facts is None else Said(facts)


def _understand_parts(text: str) -> Said | None:
    """A line that rates a part of the film, or whose first part is who made it and when."""
    if _is_part_score(text):
        return Said(Facts())
    made = read_made_line(text)
    return None if made is None else Said(made)


def _is_part_score(text: str) -> bool:
    """Whether the line rates a part of the film, or of the disc: "Acting: 7/10"."""
    match = _PART_SCORE.fullmatch(text)
    if match is None or any(_rates_film(labelled) for labelled in find_labels(text)):
        return False
    if _WHOLE_RATED.search(text[: match.start("rating")]):
        return False
    return parse_rating(match["rating"]) is not None


def _rates_film(labelled: Labelled) -> bool:
    """Whether the label is one for a rating of the whole, not of its script or its cast."""
    return labelled.field in ("rating", "film") or labelled.label in ("stars", "rated")


def _understand_title(line: Line, following: Line | None) -> Said | None:
    if len(line.text) > 40 and runs_on(line, following):
        return None
    found = parse_title_line(line.text)
    return None if found is None else Said(found.facts, int(found.sureness))


def _understand_plain(text: str, *, first: bool) -> Said | None:
    """A rating, credits, a date or a signature by itself."""
    if not (first and text.replace(".", "").isdigit()):
        letter = text.rstrip(".,").isalpha() and len(text) < 4  # "C.", as a letter is signed
        if not letter and not text.isdigit() and (rating := parse_rating(text)) is not None:
            return Said(Facts(rating=rating, rating_text=text))
    if found := _understand_credits(text, first=first):
        return Said(found)
    date = parse_date(text)
    if date and "-" in date:
        return Said(Facts(date=date))
    if match := _OWN_REVIEW.fullmatch(text):
        return Said(Facts(reviewers=(match["name"],)))
    byline = read_signature(text) or read_role_line(text)
    if byline is None and " by " in text and not first:
        byline = read_by(text)
    if byline is None and not first:
        facts, sure = read_signed_line(text) or (Facts(), False)
        told = facts.rating is not None or text.split(" ", 1)[0].lower() in _TOLD
        if (facts.date and told and not facts.reviewers) or (told and sure):
            return Said(facts)
        if led := read_leading_rating(text):
            return Said(Facts(rating=led[0], rating_text=led[1]))
        byline = read_dateline(text) or read_issue_line(text) or read_sure_issue(text)
        byline = byline or read_filed_paper(text)
        if text.startswith("for ") and (paper := read_paper(text[4:])):
            byline = Facts(publication=paper)
    if byline is None and first and (led := read_leading_rating(text)) and led[1].endswith(_STARS):
        byline = Facts(rating=led[0], rating_text=led[1])
    if byline is None and first:
        byline = read_masthead_line(text)
    return None if byline is None else Said(byline)


def _understand_credits(text: str, *, first: bool) -> Facts | None:
    """Credits alone; on the first line only what a title could not be ("Brazil, 1985")."""
    if not first:
        return parse_credits(text) or parse_named_credits(text)
    found = scan_credits(text)
    if found is None or not found[1] or (found[2] < 2 and may_be_title(text)):
        return None
    return found[0]


def _understand_labels(text: str, *, head: bool) -> Said | None:
    found = parse_labelled(text.lstrip("-–—* ") if not read_signature(text) else text)
    if found is None:
        return None
    prefix, facts, waiting = found
    sureness = 0
    facts = read_stated_title(facts)
    if prefix and facts.is_empty():
        return Said(facts) if len(prefix) <= _LONGEST_CAPTION else None  # "Bo Lind. Photo: A. Orr"
    if prefix:
        before = _read_year_before(prefix, text) or _understand_prefix(prefix, head=head)
        if before is None:
            return None
        sureness = before.sureness
        if facts.director and len(before.facts.director) == 1 and not before.facts.film:
            # Who directed is said behind the label: "Heat | US 1995 | Dir. Ada Orr".
            before.facts.film, before.facts.director = before.facts.director[0], ()
            sureness = int(Sureness.REVIEWED)
        before.facts.absorb(facts)
        facts = before.facts
    return Said(facts, sureness, waiting)


def _read_year_before(prefix: str, text: str) -> Said | None:
    """The year before a dot or a bar and a label: "1995 · dir. Ada Orr"."""
    if not prefix.isdigit() or text[text.find(prefix) + len(prefix) :].lstrip()[:1] not in _DOTS:
        return None
    year = find_lone_year(prefix)
    return Said(Facts(year=year)) if year else None


def _understand_prefix(prefix: str, *, head: bool) -> Said | None:
    """What stands before the first label of a line: credits, a date, the title."""
    if " " not in prefix and is_studio(prefix):
        return Said(Facts())
    studio, _, rest = prefix.partition(",")
    prefix = rest.strip() if rest and is_studio(studio) else prefix
    if year := find_lone_year(prefix) if rest else None:
        return Said(Facts(year=year))
    whole = prefix.rstrip(".")
    if found := parse_credits(prefix) or parse_credits(whole) or parse_named_credits(prefix):
        return Said(found)
    if is_country(prefix):
        return Said(Facts(country=(prefix,)))
    genres = scan_credits(prefix)
    told = genres is not None and not genres[2]
    if told or SEEN_AT.fullmatch(prefix) or is_page_line(prefix):
        return Said(Facts())
    if (date := parse_date(prefix)) and "-" in date:
        return Said(Facts(date=date))
    names = split_people(prefix)
    if "," in prefix and len(names) > 1 and all(looks_like_name(name) for name, _ in names):
        return Said(Facts())
    prefix = prefix.rstrip(".") if prefix.count(".") == 1 else prefix
    title = parse_title_line(prefix)
    if title is not None:
        return Said(title.facts, int(title.sureness))
    if prefix.endswith(("&", " and", "/")):
        return None
    title_behind = prefix[:1] in "“\"‘'«" and clean_title(prefix) != prefix
    if (head or title_behind) and may_be_title(clean_title(prefix)):
        return Said(Facts(film=clean_title(prefix)), int(Sureness.ALONE))
    return None


def _understand_waiting(line: Line, waiting: str | None) -> Said | None:
    """A line that goes on with the label of the line before it."""
    if waiting is None or len(line.text) > _LONGEST_LIST:
        return None
    found = parse_labelled(f"{waiting}: {line.text}")
    if found is None or found[0] or found[1].is_empty():
        return None
    return Said(found[1], waiting=waiting)


def runs_on(line: Line, following: Line | None) -> bool:
    """Whether the sentence of *line* goes on in the next line: it is wrapped prose."""
    if following is None or following.number > line.number + 1:
        return False
    if not following.text[:1].islower() or parse_labelled(following.text) is not None:
        return False
    if len(line.text) <= _SHORT_LINE and _BEGINS_CREDITS.match(following.text):
        return False
    if parse_date(following.text) is not None:
        return False
    return read_signed_line(following.text) is None  # "ada99, 12 March 2004"
