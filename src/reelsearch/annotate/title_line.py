"""A title line → the film, and what stands in brackets or after it.

In: "Heat (1995)", "HEAT (15) Close-Up Film Review", "Heat / ***1/2 (R)", "Film Review:
Heat", "Heat review – a strapline", "A ★★★½ review of Heat (1995)", or a title alone.
Out: the facts, and how sure the line is to be a title. Refused (None): sentences, and
headings of the page ("Film Reviews").
"""

from __future__ import annotations

import re

from reelsearch.annotate.bracketed_title import KIND, parse_bracketed
from reelsearch.annotate.byline import read_byline
from reelsearch.annotate.credits_line import (
    parse_credits,
)
from reelsearch.annotate.dashed_title import parse_dashed
from reelsearch.annotate.directed_line import read_directed
from reelsearch.annotate.facts import Facts
from reelsearch.annotate.found_title import Sureness, TitleLine
from reelsearch.annotate.people import looks_like_name
from reelsearch.annotate.quoted_headline import festival_prefix, split_quoted
from reelsearch.annotate.ratings import parse_rating
from reelsearch.annotate.signature import read_signed_line
from reelsearch.annotate.title_bracket import (
    is_section_of_festival,
    read_bracket,
    read_maker_and_year,
)
from reelsearch.annotate.title_shape import MOST_WORDS, clean_title, is_heading, is_title_shaped
from reelsearch.readers.dates import MONTH_WORDS, find_date, match_date, parse_date

_LONGEST = 200
_PREFIX = re.compile(
    r"(?:re|fwd|rfr|rec|(?:just |re-?)?watched|seen)\s*:\s*(?=\S)|"
    r"(?:(?:my|some|a few) )?(?:thoughts|notes) on:?\s(?=[^()]{1,100}\((?:18|19|20)\d\d\))|"
    r"(?:film|movie|dvd|pick) of the (?:week|day|month|year)\s*[:–—|-]\s*|"
    r"(?:[A-Z][\w’' ]{1,40}\s)?(?:#\s?|[Nn]o\.?\s?)\d{1,4}(?:\s?(?:of|/)\s?\d{2,4})?\s*[.:–—"
    r"|-]\s*(?=\S)|"
    r"(?:[A-Z][\w’',& ]{1,40},?\s)?ep(?:isode)?\.?\s?\d{1,4}\s*[:–—-]\s+(?=\S)|"
    r"(?:entry|film|movie|day|night|week|episode|ep\.?|letter|post|review)\s#?\d{1,4}(?:\s?(?:/|of)\s?\d{1,4})?"
    r"\s*[:–—|-]\s+(?=\S)|"
    r"\d{1,3}[.)]\s+(?=[A-Z][^()]{0,80}(?:\(|$))|"
    rf"{KIND}reviews?(?:\s+of)?\s*[:–—|-]\s*|{KIND}review\s+of\s+",
    re.IGNORECASE,
)
_RATED_REVIEW = re.compile(
    rf"An?\s+(?P<rating>\S{{1,12}}(?:\s\S{{1,6}})?)\s+{KIND}review\s+of\s+", re.IGNORECASE
)
_SUFFIX = re.compile(
    rf"\s*[:,|(–—-]?\s*(?:an?\s)?{KIND}review(?:\s*&\s*film\s+summary)?\)?\s*"
    r"(?P<rest>(?:[:|(–—-]|by\s).{1,140})?$",
    re.IGNORECASE,
)
_REVIEWS = re.compile(
    r"(?P<name>[^\W\d_][\w.'’-]{0,20}(?:\s[^\W\d_][\w.'’-]{0,20}){1,3})\sreviews\s"
    r"|(?P<owner>[^\W_][\w.-]{1,30}(?:\s[^\W\d_][\w.-]{0,20}){0,3})['’]s?\sreview\sof\s"
)
_TAG = re.compile(
    r"\[(?:film|movie|cinema|review|film review|movie review)\]\s*(?=\S)", re.IGNORECASE
)
_LEADING_STARS = re.compile(r"[★⭐]{1,10}\s?½?☆{0,9}\s")
_YEAR_BEHIND = re.compile(r"\s\(((?:18|19|20)\d\d)\)(?=[,;:.]\s)")
_QUOTED_FIRST = re.compile(r"[“\"‘'](?P<title>[^“”\"‘]{2,60}?)[”\"’'](?=\s[a-z])")
_STRAP = re.compile(r"(?:\s[–—-]|:)\s(?=[a-zà-ÿ])(?![^:]{0,20}:).{4,110}$")
"""A strapline goes on in small letters: "Review: Heat – a cold film"."""

_LEADING_SHARE = re.compile(
    r"(?P<rating>\d{1,2}(?:[.,]\d)?\s?/\s?(?:4|5|10|100))\s?[:|–—-]\s(?=\S)"
)
_AFTER_DATE = re.compile(r"\s*[:|–—-]+\s+")


_ANNOUNCED = re.compile(
    r"[A-Z][a-z]+(?: [a-z]+){0,3}:\s(?=[^:()]{1,80}\((?:18|19|20)\d\d\)\W{0,3}$)"
)
"""What leads to a title and its year, in small words: "This issue: Heat (1995)"."""

_STEPS = (" > ", " » ", " › ")
_STEP = re.compile(r"\s[>»›]\s")
_YEAR_ENDS = re.compile(r"[(\[](?:18|19|20)\d\d[)\]]$")
_SHORT_DATE = re.compile(r"\d\d?([/.])\d\d?\1\d\d(?=\s)")


def parse_title_line(text: str) -> TitleLine | None:
    """What *text* says, if it is a title line that says more than the title alone."""
    if not text or len(text) > _LONGEST:
        return None
    if any(map(text.__contains__, _STEPS)) and (stepped := _parse_steps(text)):
        return stepped
    if text[0] == "[":
        text = _TAG.sub("", text)
    reviewed = "review" in text.lower()
    if reviewed and (match := _RATED_REVIEW.match(text)):
        rating = parse_rating(match["rating"])
        inner = parse_named(text[match.end() :])
        if rating is not None and inner is not None:
            inner.facts.absorb(Facts(rating=rating, rating_text=match["rating"]))
            return inner
        return None
    if reviewed and (match := _REVIEWS.match(text)):
        inner = parse_bracketed(text[match.end() :])
        name = match["name"] or match["owner"]
        if inner is not None and (match["owner"] or looks_like_name(name)):
            inner.facts.absorb(Facts(reviewers=(name,)))
            return inner
    if match := _LEADING_STARS.match(text):
        return _parse_rated(text, match)
    match = _PREFIX.match(text) or festival_prefix().match(text)
    if match and match.end() < len(text):
        return _parse_prefixed(text[match.end() :])
    if text[0].isdigit() and (found := _parse_dated(text) or _parse_led(text)):
        return found
    if found := _parse_quoted(text) or _parse_directed(text):
        return found
    found = parse_bracketed(text) or _parse_announced(text)
    if found is None and reviewed:
        found = _parse_reviewed(text)
    return found or parse_dashed(text)


def _parse_prefixed(text: str) -> TitleLine | None:
    """The title behind a prefix; behind "Festival blog #4 - " stands as often the day."""
    section, bar, rest = text.partition(" | ")
    if section.lower() in MONTH_WORDS:
        return None
    return parse_named(rest if bar and is_section_of_festival(section) else text)


def _parse_announced(text: str) -> TitleLine | None:
    """The title and its year behind small words: "This issue: Heat (1995)"."""
    announced = _ANNOUNCED.match(text)
    return parse_bracketed(text[announced.end() :]) if announced else None


def _parse_steps(text: str) -> TitleLine | None:
    """The title with its year among the steps of a site: "IMDb > Heat (1995) > Reviews"."""
    for step in _STEP.split(text):
        found = parse_bracketed(step) if _YEAR_ENDS.search(step) else None
        if found is not None:
            return found
    return None


def _parse_directed(text: str) -> TitleLine | None:
    """A title, its year and its director, with nothing but blanks between them."""
    facts = read_directed(text)
    if facts is None or facts.film is None or is_heading(facts.film):
        return None
    return TitleLine(facts, Sureness.BRACKETED if facts.year else Sureness.REVIEWED)


def _parse_rated(text: str, stars: re.Match[str]) -> TitleLine | None:
    """A title after its stars; "★★★★ Watched 12 Mar 2023" has none."""
    title = text[stars.end() :].strip(" |:–—-")
    if not title or (find_date(text) and read_signed_line(text)):
        return None
    inner = parse_named(title)
    if inner is not None:
        inner.facts.absorb(Facts(rating=parse_rating(stars[0]), rating_text=stars[0].strip()))
    return inner


def parse_named(text: str) -> TitleLine | None:
    """A title that its line, or a label, has announced as one."""
    found = parse_bracketed(text) or _parse_quoted(text) or parse_dashed(text)
    if found is not None:
        return found
    quoted = _QUOTED_FIRST.match(text)
    if quoted and is_title_shaped(quoted["title"]):
        return TitleLine(Facts(film=clean_title(quoted["title"])), Sureness.REVIEWED)
    text = _STRAP.sub("", text)
    film = clean_title(text.split("|", maxsplit=1)[0])
    if (match := _YEAR_BEHIND.search(film)) and is_title_shaped(film[: match.start()]):
        facts = Facts(film=clean_title(film[: match.start()]), year=int(match[1]))
        return TitleLine(facts, Sureness.BRACKETED)
    named = is_title_shaped(film) and not is_heading(film)
    return TitleLine(Facts(film=film), Sureness.REVIEWED) if named else None


def _parse_led(text: str) -> TitleLine | None:
    """A title behind its rating: "10/10 – Heat, Ada Orr, 1995"."""
    led = _LEADING_SHARE.match(text)
    title, _, maker = text[led.end() :].partition(", ") if led else ("", "", "")
    if (made := read_maker_and_year(maker)) and is_title_shaped(title):
        made.film = clean_title(title)
        inner: TitleLine | None = TitleLine(made, Sureness.REVIEWED)
    else:
        inner = parse_named(text[led.end() :]) if led else None
    if led and inner is not None:
        inner.facts.absorb(Facts(rating=parse_rating(led["rating"]), rating_text=led["rating"]))
    return inner


def _parse_dated(text: str) -> TitleLine | None:
    """A line of a diary: "12/11/2021 - Heat - 4/5"."""
    found = match_date(text, 0) or _match_short_date(text)
    mark = _AFTER_DATE.match(text, found[1]) if found else None
    if found is None or "-" not in found[0]:
        return None
    title = parse_title_line(text[mark.end() if mark else found[1] :].strip())
    if title is None or (mark is None and title.sureness < Sureness.BRACKETED):
        return None
    title.facts.absorb(Facts(date=found[0]))
    return title


def _match_short_date(text: str) -> tuple[str, int] | None:
    """The date that *text* begins with in the short form of diaries, and its end: "24/1/09"."""
    match = _SHORT_DATE.match(text)
    date = parse_date(match[0]) if match else None
    return (date, match.end()) if match and date else None


def _parse_quoted(text: str) -> TitleLine | None:
    """A headline that names its film in quotation marks: "Cannes: ‘Heat’ is cold (1995)"."""
    parts = split_quoted(text)
    if parts is None or (parts[0] and not is_title_shaped(parts[0])):
        return None
    film = clean_title(parts[1])
    if not is_title_shaped(film):
        return None
    bracketed = parse_bracketed(f"{film} {parts[2].lstrip()}")
    return bracketed or TitleLine(Facts(film=film), Sureness.REVIEWED)


def _parse_reviewed(text: str) -> TitleLine | None:
    """ "Heat review – a strapline", "Heat movie review"."""
    match = _SUFFIX.search(text)
    if match is None or not match.start():
        return None
    facts = Facts()
    film = clean_title(text[: match.start()])
    if not is_title_shaped(film) or is_heading(film) or len(film.split()) > MOST_WORDS:
        return None
    rest = (match["rest"] or "").strip(" |–—:-")
    if found := parse_credits(rest) if rest else None:
        facts.absorb(found)
    elif rest and (bracket := read_bracket(rest.strip("()"))):
        facts.absorb(bracket)
    elif rest[:3].lower() == "by " and (byline := read_byline(rest[3:])):
        facts.absorb(byline)
    facts.film = film
    return TitleLine(facts, Sureness.REVIEWED)
