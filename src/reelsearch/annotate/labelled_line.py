"""A line with labels → the facts.

In: "Dir: Michael Mann, 1995, US, 170m", "Certificate: 15 Running time: 113 minutes
Starring: A, B", "Directed by Jane Doe." Out: the facts, and the text before the first
label, which the caller has to account for. Refused (None): a line where a value is not
of the kind its label names, for then the label was a word of a sentence.
"""

from __future__ import annotations

import re

from reelsearch.annotate.byline import (
    name_paper,
    read_byline,
    read_dateline,
    read_hosts,
)
from reelsearch.annotate.credits_line import find_rating, parse_credits, scan_credits
from reelsearch.annotate.facts import Facts
from reelsearch.annotate.film_years import YEAR, find_release_year
from reelsearch.annotate.labels import Labelled, begins_with_label, find_labels
from reelsearch.annotate.masthead import read_paper_issue, read_published_in
from reelsearch.annotate.people import are_small_names, looks_like_name, split_people
from reelsearch.annotate.places import match_certificate
from reelsearch.annotate.rating_scale import find_scale, guess_bare_scale
from reelsearch.annotate.ratings import match_rating, parse_rating
from reelsearch.annotate.runtime import parse_runtime
from reelsearch.annotate.signature import read_signed_line
from reelsearch.annotate.title_shape import is_title_shaped
from reelsearch.readers.dates import find_date, match_date, parse_date

_LONGEST = 1_500
_LONGEST_PREFIX = 250
_LONGEST_SENDER = 60
_LONGEST_VERDICT = 80
_PEOPLE = {
    "director": ("director",),
    "cast": ("cast",),
    "writer": ("others",),
    "other": ("others",),
    "written by": ("written_by",),
    "director and writer": ("director", "others"),
}
_SUBJECTS = ("media", "english", "film", "drama", "film studies", "media studies")  # of schools
_PIECE = re.compile(r"\s*[,|;•·]\s*|(?<=[\w)]{3})\.\s+(?=[A-Z\d])|\s[–—/]\s")
_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]{2,60})[)\]]\s*")
_NEXT = re.compile(r"\s*(?:\||;|\s[–—-]\s|(?<=[\w)]{3})\.\s)\s*")
_YEAR = re.compile(rf"{YEAR}(?!\d)")
_WATCHED = ("watched", "seen", "just watched")
_SEEN_ON = re.compile(r"(?:on )?(\S.{5,30}?),?\s(?:at|in|on|with|via)\s", re.IGNORECASE)
_FILM_AND_YEAR = re.compile(r"[^()]{1,120}\s\((?:18|19|20)\d\d\)")
_SOFTENED = re.compile(
    r"(?:an?|the)\s(?:(?:strong|solid|low|high|generous|weak|reluctant|grudging|easy|firm|very|full)\s){0,2}"
    r"(?=[\dA-F★⭐*]|one|two|three|four|five|six|seven|eight|nine|ten)",
)
_ABROAD = tuple(
    "critique de|crítica de|recensione di|kritik von|recensie door|texte de|texto de"
    "|testo di".split("|")
)
"""Labels that may be the rest of a heading: "Crítica de cine"."""

_STRICT = (*"by text author from presenter presenters host hosts notes".split(), *_ABROAD)
"""Labels behind which anything may stand: what follows must be written as a name."""

_AGED = re.compile(r",?\s\(?aged?\s\d{1,2}(?:\s?½)?\)?$", re.IGNORECASE)
_BADGE = re.compile(r"(?<=\w)\s(?:Patron|Pro)$")  # as a site of film diaries marks who pays
_CLASS = re.compile(r",\s(?:class|year|form|grade|room)\s\d{1,2}\s?\w?$", re.IGNORECASE)
_TOWN = re.compile(r"(?<=\w)\s\([A-ZÀ-Þ][^()\d]{2,40}, [A-ZÀ-Þ][^()\d]{1,30}\)")  # "(Leeds, UK)"
_MOST_BEHIND = 4
_MOST_PIECES = 12
_FROM_BOOK = re.compile(
    r",?\s(?:from|based on|after)\s(?:an?|the|his|her|their)\s(?:[\w’'-]{1,20}\s){0,3}?"
    r"(?:story|novel|novella|play|book|memoir|script|screenplay|idea)\sby\s[^\d|]{3,60}$"
)
"""Whose story a film is made from: "Directed by Ada Orr, from a story by Bo Lind"."""

_CAST_BEHIND = re.compile(
    r"\s?(?:[|•·;/–—]|-(?=\s)|(?<=[^\W\d_]{2})\.)\s"
    r"(?i:with|starring|stars|featuring|cast|con|avec|mit|med)\s?:?\s(?=[A-ZÀ-Þ])"
)
"""Where the cast begins behind the director and a mark: "Dir: Ada Orr / With Bo Lind"."""

_WITH = re.compile(r"\s(?:with|starring)\s(?=[A-ZÀ-Þ])")
_STOP = re.compile(r"(?:(?<=[^\W\d_]{3})|(?<=\d{4}))\.\s+(?=[A-ZÀ-Þ\d])")
_NO_CERTIFICATE = re.compile(r"(?:tbc|tba|none|n/?a)(?!\w)", re.IGNORECASE)
_ADVICE = re.compile(
    r"\s*,?\s*(?:for|on appeal|\()[^.]{0,300}(?:\.(?=\w)[^.]{0,300}){0,9}", re.IGNORECASE
)
_SENTENCE = re.compile(r"\.\s+")


def parse_labelled(text: str) -> tuple[str, Facts, str | None] | None:
    """What stands before the first label, the facts, and a label left without a value.

    None if the line has no label or a value is not of its label's kind.
    """
    if len(text) > _LONGEST:
        return None
    if len(text) > _LONGEST_PREFIX and not begins_with_label(text):
        return None
    labels = find_labels(text)
    if not labels:
        return None
    facts: Facts | None = None
    waiting: str | None = None
    for labelled in labels:
        if not labelled.value and not labelled.bare and labelled is labels[-1]:
            waiting = labelled.label
            continue
        read = read_value(labelled)
        if read is None:
            return None
        if facts is None:
            facts = read
        else:
            facts.absorb(read)
    if text.endswith(",") and labels[-1].field in _PEOPLE:
        waiting = "with" if facts and facts.cast else labels[-1].label
    return text[: labels[0].start].strip(" ,;|•·–—-"), facts or Facts(), waiting


def read_value(labelled: Labelled) -> Facts | None:
    """The facts in one label's value; None if it is not of the label's kind."""
    value, field = labelled.value, labelled.field
    if field == "written by" and (signed := read_byline(value)) and signed.date:
        return signed  # the day is that of the review, and so is the name
    if field in _PEOPLE:
        return _read_people(labelled)
    if field == "reviewer":
        return _read_reviewer(labelled)
    if (read := _READERS.get(field)) is not None:
        return read(labelled)
    if field == "released":
        return Facts(released=find_release_year(value)) if len(value) <= 200 else None
    if field == "country":
        return _read_countries(value)
    if field == "date":
        return _read_date(value, labelled.label, bare=labelled.bare)
    if field == "year":
        match = _YEAR.match(value)
        return Facts(year=int(match[0])) if match else None
    if field == "publication":
        if dated := read_dateline(value) or read_paper_issue(value):
            return dated
        named = value[:1].isupper() or value.startswith("the ")
        return Facts(publication=name_paper(value)) if named and len(value) <= 80 else None
    if labelled.label in ("seen on", "watched on", "seen at", "watched at") and (
        day := parse_date(value)
    ):
        return Facts(date=day if "-" in day else None)
    return Facts() if len(value) <= 200 else None


def _read_reviewer(labelled: Labelled) -> Facts | None:
    """Who wrote; behind "From:" without an address stands a town, a friend or the paper."""
    value = labelled.value
    if labelled.label == "from" and (issue := read_paper_issue(value)):
        return issue
    if labelled.label == "from" and "@" not in value:
        return None if labelled.bare or len(value) > _LONGEST_SENDER else Facts()
    value = _CLASS.sub("", _TOWN.sub("", _AGED.sub("", _BADGE.sub("", value))))
    loose = labelled.label not in _STRICT
    return read_byline(value, loose=loose or (not labelled.bare and labelled.label == "author"))


def _read_people(labelled: Labelled) -> Facts | None:
    """Names, then perhaps credits: "Michael Mann, 1995, US, 170m"."""
    value = labelled.value
    if labelled.field == "cast" and not labelled.bare:
        if labelled.label == "stars" and (rating := parse_rating(f"{value} stars")) is not None:
            return Facts(rating=rating, rating_text=f"Stars {value}")
        if labelled.label == "stars" and (rating := parse_rating(value)) is not None:
            return Facts(rating=rating, rating_text=value)
    facts = Facts()
    if labelled.bare:
        value, _, more = value.partition(";")
        _take_behind(more, facts)
    for bracket in _BRACKET.finditer(value) if "(" in value or "[" in value else ():
        found = parse_credits(bracket[1])
        if found is None and _YEAR.fullmatch(bracket[1]):
            found = Facts(year=int(bracket[1]))
        if found is not None:
            facts.absorb(found)
            value = value.replace(bracket[0], ", ", 1)
    fields = _PEOPLE[labelled.field]
    if "director" in fields:
        value = _cut_director(value, facts)
    head, tail = _peel_credits(value)
    facts.absorb(tail)
    people = split_people(head, shared_surname="cast" not in fields)
    telling = " " in labelled.label or labelled.label == "dir"
    sure = not labelled.bare or (labelled.plain and telling and are_small_names(people))
    any_case = sure and not re.search(r"[A-Z]", value)
    names = [(name, part) for name, part in people if looks_like_name(name, any_case=any_case)]
    if not names or (labelled.bare and len(names) < len(people)) or 2 * len(names) < len(people):
        return None
    if len(names) < 2 and (labelled.label == "c" or (labelled.bare and labelled.label == "with")):
        return None  # "C:" may be the camera's
    if labelled.by_chance and any(len(name.split()) < 2 for name, _ in names):
        return None
    for field in fields:
        setattr(facts, field, tuple(name for name, _ in names))
    facts.characters.update({name: part for name, part in names if part})
    return facts


def _cut_director(value: str, facts: Facts) -> str:
    """*value* up to what stands behind the director, of which the credits go into *facts*."""
    value = _FROM_BOOK.sub("", value)
    led = _CAST_BEHIND.search(value)
    if led is None and (joined := _WITH.search(value)) and "," in value[joined.end() :]:
        led = joined
    if led is not None:
        _take_behind(value[led.end() :], facts)
        value = value[: led.start()]
    value = _read_behind_bar(value, facts)
    if stop := _STOP.search(value):
        _take_behind(value[stop.end() :], facts)
        return value[: stop.start()]
    return value


def _read_behind_bar(value: str, facts: Facts) -> str:
    """*value* before its first bar or dot, if credits with a number in them stand behind it."""
    bar = next((mark for mark in (" | ", " · ", " • ") if mark in value), None)
    if bar is None:
        return value
    names, _, behind = value.partition(bar)
    if ":" not in behind and not any(map(str.isdigit, behind)):
        return value
    for piece in _PIECE.split(behind)[:_MOST_PIECES]:
        said = scan_credits(piece)
        facts.absorb(said[0] if said else Facts())
    return names


def _take_behind(text: str, facts: Facts) -> None:
    """Take what stands behind the director and a full stop: the cast, as capsules have it."""
    for piece in text.rstrip(" .").split(". ")[:_MOST_BEHIND]:
        people = split_people(piece.strip(" ."))
        if len(people) > 1 and all(" " in name and looks_like_name(name) for name, _ in people):
            facts.absorb(Facts(cast=tuple(name for name, _ in people)))
        elif said := scan_credits(piece):
            facts.absorb(said[0])


def _peel_credits(value: str) -> tuple[str, Facts]:
    """*value* up to the credits it ends with, and these."""
    for match in _PIECE.finditer(value):
        found = scan_credits(value[match.end() :])
        if found is not None:
            return value[: match.start()], found[0]
    return value, Facts()


def _read_rating(labelled: Labelled) -> Facts | None:
    value = _SOFTENED.sub("", labelled.value)
    certificate = match_certificate(value)
    if certificate and labelled.label == "rating" and not value[0].isdigit():
        return _read_certificate(labelled)
    if (rating := parse_rating(value, find_scale(labelled))) is not None:
        return Facts(rating=rating, rating_text=value)
    if certificate and labelled.label == "rating" and certificate[1] == len(value):
        return _read_certificate(labelled)
    if ", " in value and (scale := find_scale(labelled)):
        part = value.partition(", ")[0]
        if (rating := parse_rating(part, scale)) is not None:
            return Facts(rating=rating, rating_text=part)
    first = _NEXT.split(value, maxsplit=1)
    if (rating := parse_rating(first[0])) is not None:
        rest = scan_credits(first[1]) if len(first) > 1 else None
        facts = Facts(rating=rating, rating_text=first[0].strip())
        if rest is not None:
            facts.absorb(rest[0])
        elif len(value) > 120:
            return None
        return facts
    if labelled.bare:
        return None
    if (told := find_rating(value)) and len(value) <= _LONGEST_VERDICT:
        return Facts(rating=told[0], rating_text=value[told[1] : told[2]].strip())
    if labelled.label in ("score", "original score") and looks_like_name(value):
        return Facts(others=(value,))
    found = match_rating(value)
    if found is not None and len(value) <= 40:
        return Facts(rating_text=value, complaint=value)
    return Facts() if len(value) <= 30 and not certificate else None


def _read_certificate(labelled: Labelled) -> Facts | None:
    value = labelled.value.upper() if labelled.plain else labelled.value
    if found := match_certificate(value):
        certificate, end = found
        facts = Facts(certificate=certificate)
        rest = value[end:]
        if advice := _ADVICE.match(rest):
            for sentence in _SENTENCE.split(rest[advice.end() :]):
                if (said := scan_credits(sentence)) and said[1]:
                    facts.absorb(said[0])
        else:
            more = scan_credits(rest)
            if more is None:
                return None if labelled.bare or len(value) > 160 else facts
            facts.absorb(more[0])
        return facts
    if match := _NO_CERTIFICATE.match(value):
        more = scan_credits(value[match.end() :])
        return more[0] if more is not None else None
    scale = guess_bare_scale(labelled)
    if labelled.label == "rated" and (rating := parse_rating(value, scale)) is not None:
        return Facts(rating=rating, rating_text=value)
    return None


def _read_runtime(labelled: Labelled) -> Facts | None:
    minutes = parse_runtime(labelled.value)
    if minutes is None or len(labelled.value) > 120:
        return None
    facts = Facts(runtime=minutes)
    if rest := scan_credits(labelled.value):
        facts.absorb(rest[0])
    return facts


def _read_countries(value: str) -> Facts | None:
    head = _NEXT.split(value.strip(" ."), maxsplit=1)[0]
    names = [name.strip(" .") for name in re.split(r"\s*[,/;&+|]\s*|\s+and\s+", head)]
    if value.rstrip().endswith((".A.", ".S.", ".K.")):
        names[-1] += "."
    names = [name for name in names if name and not _YEAR.fullmatch(name)]
    if not names or any(len(name) > 40 or not name[0].isupper() for name in names):
        return None
    facts = Facts(country=tuple(dict.fromkeys(name for name in names if not name[0].isdigit())))
    if rest := scan_credits(value):
        facts.absorb(rest[0])
    return facts


def _read_date(value: str, labelled_as: str, *, bare: bool) -> Facts | None:
    date = parse_date(value)
    if date is not None:
        return Facts(date=date)
    dateline = read_dateline(value)
    if dateline is not None and " " not in value.partition(",")[0]:
        return Facts(date=dateline.date)  # "Filed: Cannes, May 18, 2008"
    dated = find_date(value)
    if dated and not dated[1] and (paper := read_published_in(labelled_as, value[dated[2] :])):
        return Facts(date=dated[0], publication=paper)
    found = read_byline(value)
    if found is not None and found.date:
        return found
    signed, sure = read_signed_line(value) or (None, False)
    if signed is not None and (sure or not signed.reviewers):
        return signed
    if dated is not None and dated[1] == 0:
        rest = value[dated[2] :].strip(" ,|•·–—-")
        signed = read_byline(rest[3:]) if rest[:3].lower() == "by " else None
        if signed is not None or (len(rest) <= 40 and not bare):
            signed = signed or Facts()
            signed.date = dated[0]
            return signed
    return None if bare or len(value) > 60 else Facts()


def _read_film(labelled: Labelled) -> Facts | None:
    """The value of "Title:"; the year in its brackets is read by the caller."""
    value = labelled.value
    if labelled.bare:
        return None
    if (date := parse_date(value)) and "-" in date:
        return Facts(date=date)  # "Reviewed: 12 May 2018"
    dated = match_date(value, 0) if labelled.label in _WATCHED else None
    if dated and "-" in dated[0] and value[dated[1] : dated[1] + 1] in (",", ";", " "):
        return Facts(date=dated[0])  # "Seen: 24.01.2009, Odeon"
    if (
        labelled.label in _WATCHED
        and (seen := _SEEN_ON.match(value))
        and (when := parse_date(seen[1]))
    ):
        return Facts(date=when if "-" in when else None)
    if labelled.label in _WATCHED and not _FILM_AND_YEAR.match(value):
        return Facts() if len(value) <= 60 else None  # "Watched: on the big screen"
    title = value.partition(". ")[0]  # "We watched: Heat. Nobody else had."
    value = title if is_title_shaped(title) and not is_title_shaped(value) else value
    if labelled.label == "subject" and value.lower() in _SUBJECTS:
        return Facts()
    return Facts(film=value) if 0 < len(value) <= 160 else None


_READERS = {
    "host": lambda labelled: read_hosts(labelled.value),
    "rating": _read_rating,
    "certificate": _read_certificate,
    "runtime": _read_runtime,
    "film": _read_film,
}
