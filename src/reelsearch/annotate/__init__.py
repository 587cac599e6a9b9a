"""A review as read → the same review with its facts found, each with its origin.

In: a :class:`~reelsearch.review.Review` with its text and what its format states. Out:
the review with what the lines around the prose say (``HEADER``), what the opening says
(``INFERRED``), and the range of the prose. What the format states stays as it is, and
what is said nowhere stays unknown. The text itself is never altered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import Any

from reelsearch.annotate.byline import read_signers
from reelsearch.annotate.capsule import read_capsule
from reelsearch.annotate.characters import find_characters
from reelsearch.annotate.file_title import find_title_of_file
from reelsearch.annotate.header import read_header
from reelsearch.annotate.header_facts import Header
from reelsearch.annotate.lone_rating import find_lone_rating
from reelsearch.annotate.named_director import find_director, find_year_made
from reelsearch.annotate.named_file import find_signer, read_file_words
from reelsearch.annotate.named_film import find_named_film
from reelsearch.annotate.opening import Opening, find_year, read_opening, read_standfirst
from reelsearch.annotate.presented import read_stated_credits
from reelsearch.annotate.ratings import parse_rating
from reelsearch.annotate.said_rating import find_last_letter, find_said_rating
from reelsearch.annotate.sentences import split_sentences
from reelsearch.annotate.shared_facts import complete_page, cut_own, join_page
from reelsearch.annotate.stated_year import find_stated_year
from reelsearch.annotate.title_line import parse_title_line
from reelsearch.annotate.verdict import find_verdict
from reelsearch.annotate.weighed_film import find_weighed_film
from reelsearch.readers.dates import is_open
from reelsearch.review import MISSING, Location, Origin, Page, Provenance, Review

__all__ = ["annotate"]

_REACH = 1_500
_FIRST_SENTENCES = 3
_PLAIN_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?")
_SCALES = (4, 5, 6, 10, 20, 100)
_NEARLY = 0.001
_PICTURE = "\ufe0f"
_FIELDS = {
    "film": "film",
    "year": "year",
    "reviewers": "reviewer",
    "director": "director",
    "cast": "cast",
    "certificate": "certificate",
    "country": "country",
    "runtime": "runtime",
    "rating": "rating",
    "date": "date",
    "publication": "publication",
}
"""Attribute of Review and Facts → the fact whose origin is kept."""


def annotate(review: Review) -> Review:
    """*review* with its facts, each with its origin; what its format gave is kept."""
    section = review.section
    if section is None:
        return _annotate_text(review)
    page = _annotate_page(section.page)
    own = _annotate_text(cut_own(review, section, page))
    return join_page(review, section, own, page)


@lru_cache(maxsize=8)
def _annotate_page(page: Page) -> Review:
    """What the page around several reviews says; it is read once for all of them."""
    found = _annotate_text(Review(page.text, Location("", ""), body=(0, len(page.text))))
    return complete_page(found, page)


def _annotate_text(review: Review) -> Review:
    review = _complete_given(review)
    header = read_header(review.text, read_file_words(review.location))
    if header.title_guess and review.film is not None:
        header.facts.film = None  # a guess is not as good as the name of the file
    opening = _read_opening(review, header)
    found = _Found(review, {"body": header.body}, {}, [*review.warnings])
    _take_facts(found, header, opening)
    if "rating" in found.values:
        said_in = (
            header.facts if header.facts.rating is not None or opening is None else opening.facts
        )
        found.values["rating_text"] = _as_written(said_in.rating_text, review.text)
    elif not _is_known(review, "rating", "rating"):
        _read_verdict(found, header)
    elif review.rating is None and review.rating_text:
        _scale_given(found, header)
    if header.facts.complaint and found.get("rating") is None:
        found.values.setdefault("rating_text", review.rating_text or header.facts.complaint)
        found.warnings.append(_complain(header.facts.complaint))
    if "date" in found.values and is_open(said := found.origins["date"].evidence):
        found.warnings.append(f"{said[:60]!r} may begin with its day or its month; read day first")
    if len(found.warnings) > len(review.warnings):
        found.values["warnings"] = tuple(dict.fromkeys(found.warnings))
    _complete_year(found, header)
    _read_stated_credits(found, header)
    if not found.get("reviewers") and (signer := find_signer(review.location)):
        found.values["reviewers"] = (signer,)
        found.origins["reviewer"] = Provenance(Origin.INFERRED, signer)
    _name_people(found, header)
    return review.with_facts(found.origins, **found.values)


@dataclass(slots=True)
class _Found:
    """What is found for *review*: values by attribute, origins by fact, warnings."""

    review: Review
    values: dict[str, Any]
    origins: dict[str, Provenance]
    warnings: list[str]

    def get(self, attribute: str) -> Any:
        """The value found, else that of the review."""
        return self.values.get(attribute, getattr(self.review, attribute))

    def infer(self, name: str, start: int, end: int) -> None:
        """Note that the fact *name* was read out of the range of the text."""
        text = self.review.text
        line = text.count("\n", 0, start) + 1
        self.origins[name] = Provenance(Origin.INFERRED, text[start:end].strip(), line)


def _as_written(rating: str | None, text: str) -> str | None:
    """*rating* with the signs that make it a picture, which no line is read with."""
    if rating is None or _PICTURE not in text or rating.isascii() or rating in text:
        return rating
    match = re.search(f"{_PICTURE}?".join(map(re.escape, (*rating, ""))), text)
    return match[0] if match else rating


def _take_facts(found: _Found, header: Header, opening: Opening | None) -> None:
    """Take what the lines around the prose say, and the opening where they do not."""
    if opening is None and not header.lines:
        return
    review = found.review
    for attribute, name in _FIELDS.items():
        if (value := getattr(header.facts, attribute)) not in (None, ()):
            # What was only inferred, such as a film from a file's name, gives way to a line.
            inferred = review.origin(name).origin is Origin.INFERRED
            if inferred or not _is_known(review, attribute, name):
                line = header.lines[attribute]
                found.values[attribute] = value
                found.origins[name] = Provenance(Origin.HEADER, line.evidence, line.number)
            continue
        value = getattr(opening.facts, attribute) if opening else None
        if opening and value not in (None, ()) and not _is_known(review, attribute, name):
            found.values[attribute] = value
            found.infer(name, opening.start, opening.end)


def _is_known(review: Review, attribute: str, name: str) -> bool:
    """Whether the format gave the fact, or a value is there already."""
    given = review.origin(name).origin is Origin.GIVEN
    return given or getattr(review, attribute) not in (None, ())


def _complete_given(review: Review) -> Review:
    """Read what a format gave as text only: the rating, and who or what desk signed."""
    changes: dict[str, Any] = {}
    if review.rating is None and review.rating_text:
        rating = parse_rating(review.rating_text, review.rating_scale)
        if rating is None:
            changes["warnings"] = (*review.warnings, _complain(review.rating_text))
        else:
            changes["rating"] = rating
    review = replace(review, **changes) if changes else review
    review = _read_headline(review)
    return _read_signers(review) if review.reviewers else review


def _read_headline(review: Review) -> Review:
    """Part a headline that stands where the film's title should: "Heat review: cold and blue"."""
    film = review.film
    if film is None or "review" not in film.lower():
        return review
    found = parse_title_line(film)
    if found is None or found.facts.film in (None, film):
        return review
    origin = review.origin("film")
    values: dict[str, Any] = {"film": found.facts.film}
    origins: dict[str, Provenance] = {}
    for attribute, name in _FIELDS.items():
        said = getattr(found.facts, attribute)
        if said not in (None, ()) and not _is_known(review, attribute, name):
            values[attribute] = said
            origins[name] = origin
    if "rating" in values:
        values["rating_text"] = found.facts.rating_text
    return review.with_facts(origins, **values)


def _read_signers(review: Review) -> Review:
    """Part those who signed together; a desk's name tells the publication and nobody's."""
    signed = read_signers(review.reviewers)
    if signed.reviewers == review.reviewers:
        return review
    origin = review.origin("reviewer")
    origins = {"reviewer": origin if signed.reviewers else MISSING}
    publication = review.publication
    if publication is None and signed.publication:
        publication = signed.publication
        origins["publication"] = origin
    return review.with_facts(origins, reviewers=signed.reviewers, publication=publication)


def _complain(written: str) -> str:
    return f"A rating must be a share of a known scale; {written!r} is none, so it is left out."


def _read_opening(review: Review, header: Header) -> Opening | None:
    """The opening's film and year, where neither the format nor a sure header names one."""
    film = review.film or header.facts.film
    capsule = read_capsule(review.text, header.body)
    if capsule is not None and film in (None, capsule.facts.film):
        return capsule
    if film is not None and not (header.title_guess and review.film is None):
        return None
    opening = read_opening(review.text, header.body)
    if opening is None and film is None and header.body[0]:
        opening = read_opening(review.text, (0, header.body[0]))
    if opening is None and film is None:
        opening = find_named_film(review.text, header.body)
        opening = opening or find_title_of_file(review.text, review.location)
        opening = opening or find_weighed_film(review.text, header.body)
        opening = opening or read_standfirst(review.text, header.body[0])
    if opening is None:
        return None
    year = review.year or header.facts.year
    if year is not None and opening.facts.year not in (None, year):
        return None
    if opening.facts.film:
        header.facts.film = None
    return opening


def _complete_year(found: _Found, header: Header) -> None:
    """Take the year in brackets after the film's title, or of its release, where none is known."""
    film = found.get("film")
    if film is None or "year" in found.values or _is_known(found.review, "year", "year"):
        return
    named = find_year(found.review.text, film)
    if named is not None:
        found.values["year"] = named.facts.year
        found.infer("year", named.start, named.end)
    elif header.facts.released:
        line = header.lines["released"]
        found.values["year"] = header.facts.released
        found.origins["year"] = Provenance(Origin.HEADER, line.evidence, line.number)


def _read_stated_credits(found: _Found, header: Header) -> None:
    """Take who directed and who is in it where the first sentences say so of the film."""
    review, film = found.review, found.get("film")
    start, end = header.body[0], min(header.body[1], header.body[0] + _REACH)
    reach = review.text[start:end]
    if film is None:
        return
    if "irected by" in reach or "tarring" in reach:
        _read_stated_sentences(found, film, start, end)
    if not found.get("director") and not _is_known(review, "director", "director"):
        others = (*found.get("cast"), *found.get("reviewers"), *header.facts.others)
        named = find_director(review.text, (start, end, header.body[1]), film, others)
        if named is not None:
            found.values["director"] = (named[0],)
            found.infer("director", *named[1:])
    makers = found.get("director")
    if found.get("year") is None and not _is_known(review, "year", "year"):
        made = find_year_made(review.text, end, film, makers[0]) if len(makers) == 1 else None
        made = made or find_stated_year(review.text, start, end, film)
        if made is not None:
            found.values["year"] = made[0]
            found.infer("year", *made[1:])


def _read_stated_sentences(found: _Found, film: str, start: int, end: int) -> None:
    """Take who directed and who is in it of the sentences that say so with these words."""
    review = found.review
    for sentence in islice(split_sentences(review.text, start, end), _FIRST_SENTENCES):
        said = read_stated_credits(" ".join(review.text[slice(*sentence)].split()), film)
        for name in ("director", "cast"):
            value = getattr(said, name)
            if value and not found.get(name) and not _is_known(review, name, name):
                found.values[name] = value
                found.infer(name, *sentence)


def _read_verdict(found: _Found, header: Header) -> None:
    """Look for the rating in the last words of the prose, then in the rest of it."""
    text = found.review.text
    if header.facts.complaint:
        return
    verdict = find_verdict(text, header.body) or find_said_rating(text, header.body)
    if verdict is None and found.get("reviewers"):
        verdict = find_last_letter(text)
        if verdict is not None and verdict[0].rating_text in found.get("reviewers"):
            verdict = None  # it is the initial that signs
    verdict = verdict or find_lone_rating(text, header.body[0])
    if verdict is None:
        return
    facts, start, end = verdict
    found.values.update(rating=facts.rating, rating_text=facts.rating_text)
    found.infer("rating", start, end)


def _scale_given(found: _Found, header: Header) -> None:
    """Take the scale that the text says for the number that the format gave without one."""
    given = (found.review.rating_text or "").strip()
    if not _PLAIN_NUMBER.fullmatch(given):
        return
    said = header.facts
    if said.rating is None:
        body = header.body
        verdict = find_verdict(found.review.text, body) or find_said_rating(found.review.text, body)
        if verdict is None:
            return
        said = verdict[0]
    number = float(given.replace(",", "."))
    if said.rating is None or not any(
        abs(number - said.rating * scale) < _NEARLY for scale in _SCALES
    ):
        return
    found.values["rating"] = said.rating
    found.warnings.remove(_complain(found.review.rating_text or ""))
    found.values["warnings"] = tuple(found.warnings)


def _name_people(found: _Found, header: Header) -> None:
    """Add everyone named, and who plays whom."""
    review = found.review
    pairs = find_characters(review.text, header.body)
    if pairs or header.facts.characters:
        played = {actor: part for actor, (part, _) in pairs.items()}
        found.values["characters"] = {**played, **header.facts.characters, **review.characters}
    if _is_known(review, "people", "people"):
        return
    stated = (*found.get("director"), *found.get("cast"), *header.facts.others)
    people = tuple(dict.fromkeys((*stated, *pairs)))
    if not people:
        return
    found.values["people"] = people
    for name in ("director", "cast"):
        if found.get(name):
            known = found.origins.get(name) or review.origin(name)
            given = known.origin is Origin.MISSING
            found.origins["people"] = Provenance(Origin.GIVEN) if given else known
            return
    if stated:
        line = header.lines["others"]
        found.origins["people"] = Provenance(Origin.HEADER, line.evidence, line.number)
    else:
        _, place = next(iter(pairs.values()))
        start = review.text.rfind("\n", 0, place) + 1
        end = review.text.find("\n", place)
        found.infer("people", start, len(review.text) if end < 0 else end)
