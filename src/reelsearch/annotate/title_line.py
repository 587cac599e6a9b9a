"""A title line → the film, and what stands in brackets or after it.

In: "Heat (1995)", "HEAT (15) Close-Up Film Review", "Heat / ***1/2 (R)", "Film Review:
Heat", "Heat review – a strapline", "A ★★★½ review of Heat (1995)", or a title alone.
Out: the facts, and how sure the line is to be a title. Refused (None): sentences, and
headings of the page ("Film Reviews").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from reelsearch.annotate.byline import read_byline, read_paper
from reelsearch.annotate.credits_line import (
    is_director,
    parse_credits,
    parse_named_credits,
    scan_credits,
)
from reelsearch.annotate.directed_line import read_directed
from reelsearch.annotate.facts import Facts
from reelsearch.annotate.film_years import YEAR
from reelsearch.annotate.labelled_line import read_value
from reelsearch.annotate.labels import find_labels
from reelsearch.annotate.parted_line import is_studio, read_listed, read_parts
from reelsearch.annotate.people import looks_like_name
from reelsearch.annotate.quoted_headline import festival_prefix, split_quoted
from reelsearch.annotate.ratings import match_rating, parse_rating
from reelsearch.annotate.signature import read_signed_line
from reelsearch.annotate.title_bracket import (
    is_section_of_festival,
    read_bracket,
    read_maker_and_year,
)
from reelsearch.annotate.title_shape import MOST_WORDS, clean_title, is_heading, is_title_shaped
from reelsearch.annotate.word_lists import read_words
from reelsearch.readers.dates import find_date, match_date, parse_date


class Sureness(IntEnum):
    """How much says that a line is a title."""

    ALONE = 1  # a title and nothing else
    REVIEWED = 2  # "Heat review", "Film review: Heat", "Heat, 1995"
    BRACKETED = 3  # "Heat (1995)", "Heat (15)"


@dataclass(frozen=True, slots=True)
class TitleLine:
    """A title as found, with the other facts of its line."""

    facts: Facts
    sureness: Sureness


_LONGEST = 200
_BRACKET = re.compile(r"[(\[]\s*([^()\[\]]{1,80}?)\s*[)\]]")
_YEAR = re.compile(YEAR)
_KIND = (
    r"(?:(?:film|movie|cinema|dvd|blu-?ray|4k|uhd|capsule|quick|short|mini|spoiler-?free|retro"
    r"|theatrical|streaming|festival|tv|advance)\s+){0,3}"
)
_PREFIX = re.compile(
    r"(?:re|fwd|rfr|rec|(?:just |re-?)?watched|seen)\s*:\s*(?=\S)|"
    r"(?:(?:my|some|a few) )?(?:thoughts|notes) on:?\s(?=[^()]{1,100}\((?:18|19|20)\d\d\))|"
    r"(?:film|movie|dvd|pick) of the (?:week|day|month|year)\s*[:–—|-]\s*|"
    r"(?:[A-Z][\w’' ]{1,40}\s)?(?:#\s?|[Nn]o\.?\s?)\d{1,4}(?:\s?(?:of|/)\s?\d{2,4})?\s*[.:–—"
    r"|-]\s*(?=\S)|"
    r"(?:entry|film|movie|day|night|week|episode|ep\.?|letter|post|review)\s#?\d{1,4}(?:\s?(?:/|of)\s?\d{1,4})?"
    r"\s*[:–—|-]\s+(?=\S)|"
    r"\d{1,3}[.)]\s+(?=[A-Z][^()]{0,80}(?:\(|$))|"
    rf"{_KIND}reviews?(?:\s+of)?\s*[:–—|-]\s*|{_KIND}review\s+of\s+",
    re.IGNORECASE,
)
_RATED_REVIEW = re.compile(
    rf"An?\s+(?P<rating>\S{{1,12}}(?:\s\S{{1,6}})?)\s+{_KIND}review\s+of\s+", re.IGNORECASE
)
_SUFFIX = re.compile(
    rf"\s*[:,|(–—-]?\s*(?:an?\s)?{_KIND}review(?:\s*&\s*film\s+summary)?\)?\s*"
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
_PUBLISHED = re.compile(r"[|–—:,/-]?\s*(?P<name>.{0,60}?)\s*\breviews?\.?", re.IGNORECASE)
_REVIEW_OF_SORTS = re.compile(rf"{_KIND}review\b\s*[:|–—-].{{1,140}}", re.IGNORECASE)
_STRAPLINE = re.compile(r"\s*[|–—:-]\s*[^.]{1,110}[^.]?")
_DASH = re.compile(
    r"\s+[–—|/-]\s+|\s*\|\s*|,\s+(?=(?:18|19|20)\d\d\b)|:\s+(?=\()|\s+(?=[★⭐]|\*{2,}|\*\s(?:\*|½|1/2))"
)
_YEAR_BEHIND = re.compile(r"\s\(((?:18|19|20)\d\d)\)(?=[,;:.]\s)")
_STRAP = re.compile(r"(?:\s[–—-]|:)\s(?=[a-zà-ÿ])(?![^:]{0,20}:).{4,110}$")
"""A strapline goes on in small letters: "Review: Heat – a cold film"."""

_MADE_BY = re.compile(
    r"(?P<title>.{1,80}?),\s(?:de|di|von|by|dir\.?|directed by)\s(?P<name>[A-ZÀ-Þ].{3,40})"
)
_COURSES = (
    "studies",
    "term",
    "semester",
    "seminar",
    "class",
    "course",
    "module",
    "issue",
    "edition",
)
_LEADING_SHARE = re.compile(
    r"(?P<rating>\d{1,2}(?:[.,]\d)?\s?/\s?(?:4|5|10|100))\s?[:|–—-]\s(?=\S)"
)
_COUNTRIES = re.compile(r"\s\((?:[A-Z][\w. ]{1,20})(?:/[A-Z][\w. ]{1,20}){0,4}\)")
_ASIDE = re.compile(r"[|–—-]\s\S.{1,60}")  # after the rating: "4/5 – seen at home"
_AFTER_DATE = re.compile(r"\s*[:|–—-]+\s+")
"""A title and, in brackets, what it is in another language, in which titles have no capitals."""


_SHORT_DATE = re.compile(r"\d\d?([/.])\d\d?\1\d\d(?=\s)")


def parse_title_line(text: str) -> TitleLine | None:
    """What *text* says, if it is a title line that says more than the title alone."""
    if not text or len(text) > _LONGEST:
        return None
    if text[0] == "[":
        text = _TAG.sub("", text)
    reviewed = "review" in text.lower()
    if reviewed and (match := _RATED_REVIEW.match(text)):
        rating = parse_rating(match["rating"])
        inner = _parse_named(text[match.end() :])
        if rating is not None and inner is not None:
            inner.facts.absorb(Facts(rating=rating, rating_text=match["rating"]))
            return inner
        return None
    if reviewed and (match := _REVIEWS.match(text)):
        inner = _parse_bracketed(text[match.end() :])
        name = match["name"] or match["owner"]
        if inner is not None and (match["owner"] or looks_like_name(name)):
            inner.facts.absorb(Facts(reviewers=(name,)))
            return inner
    if match := _LEADING_STARS.match(text):
        return _parse_rated(text, match)
    match = _PREFIX.match(text) or festival_prefix().match(text)
    if match and match.end() < len(text):
        section, bar, rest = text[match.end() :].partition(" | ")
        return _parse_named(
            rest if bar and is_section_of_festival(section) else text[match.end() :]
        )
    if text[0].isdigit() and (found := _parse_dated(text) or _parse_led(text)):
        return found
    if found := _parse_quoted(text) or _parse_directed(text):
        return found
    found = _parse_bracketed(text)
    if found is None and reviewed:
        found = _parse_reviewed(text)
    return found or _parse_dashed(text)


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
    inner = _parse_named(title)
    if inner is not None:
        inner.facts.absorb(Facts(rating=parse_rating(stars[0]), rating_text=stars[0].strip()))
    return inner


def _parse_named(text: str) -> TitleLine | None:
    """A title that the line has announced as one."""
    found = _parse_bracketed(text) or _parse_quoted(text) or _parse_dashed(text)
    if found is not None:
        return found
    text = _STRAP.sub("", text)
    film = clean_title(text.split("|", maxsplit=1)[0])
    if (match := _YEAR_BEHIND.search(film)) and is_title_shaped(film[: match.start()]):
        facts = Facts(film=clean_title(film[: match.start()]), year=int(match[1]))
        return TitleLine(facts, Sureness.BRACKETED)
    return TitleLine(Facts(film=film), Sureness.REVIEWED) if is_title_shaped(film) else None


def _parse_led(text: str) -> TitleLine | None:
    """A title behind its rating: "10/10 – Heat, Ada Orr, 1995"."""
    led = _LEADING_SHARE.match(text)
    title, _, maker = text[led.end() :].partition(", ") if led else ("", "", "")
    if (made := read_maker_and_year(maker)) and is_title_shaped(title):
        made.film = clean_title(title)
        inner: TitleLine | None = TitleLine(made, Sureness.REVIEWED)
    else:
        inner = _parse_named(text[led.end() :]) if led else None
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
    bracketed = _parse_bracketed(f"{film} {parts[2].lstrip()}")
    return bracketed or TitleLine(Facts(film=film), Sureness.REVIEWED)


def _parse_bracketed(text: str) -> TitleLine | None:
    """A title with a year, a certificate, a grade or credits in brackets after it."""
    facts = Facts()
    first = end = -1
    for match in _BRACKET.finditer(text):
        said = read_bracket(match[1]) if match.start() else None
        if said is None and first >= 0 and is_director(match[1]):
            said = Facts(director=(match[1],))
        if said is None:
            if first >= 0:
                break
            continue
        if first < 0:
            first = match.start()
        elif text[end : match.start()].strip(" -–—/|,"):
            break
        end = match.end()
        facts.absorb(said)
    if first < 0:
        return None
    labels = find_labels(text[:first])
    if labels and labels[0].start == 0 and labels[0].field != "film" and not labels[0].by_chance:
        return None
    begin = 0
    if labels and labels[0].start == 0 and labels[0].field == "film" and not labels[0].bare:
        begin = text.find(":", 0, first) + 1
    film = _read_title(text[begin:first], facts)
    if film is None or not _read_rest(text[end:], facts):
        return None
    if not facts.director and (by := _MADE_BY.fullmatch(film)) and is_director(by["name"]):
        film, facts.director = clean_title(by["title"]), (by["name"],)
    title, dash, maker = film.rpartition(_dash_in(film))
    if dash and facts.country and not facts.director and is_director(maker):
        film, facts.director = clean_title(title), (maker,)
    facts.film = film
    return TitleLine(facts, Sureness.BRACKETED)


def _dash_in(text: str) -> str:
    """The spaced dash in *text*, or what is in none."""
    return next((dash for dash in (" — ", " – ", " - ") if dash in text), "\n")


def _read_title(text: str, facts: Facts) -> str | None:
    """The title before the brackets; a rating between the two goes into *facts*."""
    for match in _DASH.finditer(text):
        tail = text[match.end() :].strip(" :")
        if (rating := parse_rating(tail)) is not None and not tail[:1].isalpha():
            facts.absorb(Facts(rating=rating, rating_text=tail))
            text = text[: match.start()]
            break
    film = clean_title(text)
    quoted = film != text.strip(" ,:;–—-|/")
    if not film or (not any(letter.isalnum() for letter in film) and len(film) > 3):
        return None
    if quoted or is_title_shaped(film):
        return film
    return film if film.islower() and len(film.split()) <= 4 else None


def _read_rest(text: str, facts: Facts) -> bool:
    """Whether what follows the brackets belongs to a title line; its facts are taken."""
    stars = text.strip(" .,;:|–—-/")
    if stars[:1] == "*" and (rating := parse_rating(stars)) is not None:
        facts.absorb(Facts(rating=rating, rating_text=stars))
        return True
    rest = text.strip(' .,;:|–—-/”"’*_')
    if not rest:
        return True
    if found := scan_credits(text):
        facts.absorb(found[0])
        return True
    found_rating = match_rating(rest)
    behind = rest[found_rating[1] :].strip(" .,!") if found_rating else ""
    if found_rating and found_rating[0] is not None and (not behind or _ASIDE.fullmatch(behind)):
        written = rest[: found_rating[1]].strip() if behind else rest
        facts.absorb(Facts(rating=found_rating[0], rating_text=written))
        return True
    parted, understood, left = read_parts(rest)
    if understood and understood > len(left):
        facts.absorb(parted)
        return True
    labels = find_labels(text)
    if labels and not text[: labels[0].start].strip(" ,;|•·–—-"):
        for labelled in labels:
            said = read_value(labelled)
            if said is None:
                return False
            facts.absorb(said)
        return True
    if _REVIEW_OF_SORTS.fullmatch(rest):
        return True
    if match := _PUBLISHED.fullmatch(rest):
        facts.publication = _read_publication(match["name"])
        return len(match["name"].split()) <= 6
    if text.lstrip()[:1] == "|" and (paper := read_paper(rest)):
        facts.publication = paper
        return True
    return bool(_STRAPLINE.fullmatch(text))


def _read_publication(name: str) -> str | None:
    """*name* if it is a site's or paper's, "Close-Up Film" in "Close-Up Film Review"."""
    name = name.strip(" |–—:,-/")
    words = name.split()
    if not words or any(word.lower() in read_words("not_alone.txt") for word in words[:1]):
        return None
    return name if len(words) > 1 and all(word[:1].isupper() for word in words) else None


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


def _parse_dashed(text: str) -> TitleLine | None:
    """ "Heat, 1995", "Heat | 1995 | R", "Heat ★★★★", "Heat – 4/5", "Heat: B+"."""
    dated = find_date(text)
    if listed := _parse_listed(text, dated):
        return listed
    for match in (*_DASH.finditer(text), *re.finditer(r"[:,]\s+", text)):
        tail = text[match.end() :].strip()
        film = clean_title(text[: match.start()].split("|", maxsplit=1)[0])
        inside_date = dated is not None and dated[1] < match.end() < dated[2]
        if inside_date or not tail or not is_title_shaped(film) or is_heading(film):
            continue
        if is_studio(film) or film.rsplit(" ", 1)[-1].lower() in _COURSES:
            continue  # "MGM, 1968", "MA Film Studies, 2019"
        if scan_credits(film.rpartition(",")[2]) is not None and "," in film:
            continue
        facts = Facts(film=film)
        rating = parse_rating(tail)
        if (
            rating is not None
            and match[0][0] != ","
            and not (tail.isalpha() and match[0].isspace())
        ):
            facts.absorb(Facts(rating=rating, rating_text=tail))
            return TitleLine(facts, Sureness.REVIEWED)
        found = scan_credits(tail)
        said = found[0] if found is not None else parse_named_credits(tail)
        said = said or _read_title_parts(tail)
        if said is not None and _tells_of_film(said):
            facts.absorb(said)
            return TitleLine(facts, Sureness.REVIEWED)
    return None


def _read_title_parts(tail: str) -> Facts | None:
    """The year and the director in parts behind a title: "1995 - Ada Orr", "Ada Orr / 1995"."""
    facts, _, left = read_parts(_COUNTRIES.sub("", tail))
    if (
        (facts.year is None and facts.rating is None)
        or len(left) > 1
        or not all(map(is_director, left))
    ):
        return None
    facts.director = facts.director or tuple(left)
    return facts


def _parse_listed(text: str, dated: tuple[str, int, int] | None) -> TitleLine | None:
    """A title, commas and all, and credits after it: "Dune: Part Two, 12A, 166 mins"."""
    for match in re.finditer(r",\s+", text):
        if dated is not None and dated[1] < match.end() < dated[2]:
            continue
        film, rest = clean_title(text[: match.start()]), text[match.end() :]
        named = parse_named_credits(rest)
        if named is None or not (named.director and named.year and named.country):
            named = read_listed(rest)
        if named and is_title_shaped(film) and not is_heading(film):
            named.film = film
            return TitleLine(named, Sureness.REVIEWED)
        said = scan_credits(rest)
        if said is None or said[2] < 2 or not _tells_of_film(said[0]):
            continue
        if is_studio(film):
            return None
        if is_title_shaped(film) and not is_heading(film) and scan_credits(film) is None:
            said[0].film = film
            return TitleLine(said[0], Sureness.REVIEWED)
        return None
    return None


def _tells_of_film(facts: Facts) -> bool:
    """Whether *facts* are a film's; a name with a date alone is a byline's."""
    return bool(facts.year or facts.runtime or facts.certificate or facts.rating is not None)
