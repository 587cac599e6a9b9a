"""A review as read → the same review with its facts found, each with its origin.

In: a :class:`~reelsearch.review.Review` with its text and what its format states. Out:
the review with what the lines around the prose say (``HEADER``), what the opening says
(``INFERRED``), and the range of the prose. What the format states stays as it is, and
what is said nowhere stays unknown. The text itself is never altered.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from reelsearch.annotate.characters import find_characters
from reelsearch.annotate.dates import parse_date
from reelsearch.annotate.header import Header, read_header
from reelsearch.annotate.opening import Opening, find_year, read_opening
from reelsearch.annotate.ratings import parse_rating
from reelsearch.annotate.verdict import find_verdict
from reelsearch.review import Origin, Provenance, Review

__all__ = ["annotate"]

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
    review = _complete_given(review)
    header = read_header(review.text)
    opening = _read_opening(review, header)
    values: dict[str, Any] = {"body": header.body}
    origins: dict[str, Provenance] = {}
    warnings = [*review.warnings]
    for attribute, name in _FIELDS.items():
        if _is_known(review, attribute, name):
            continue
        found = getattr(header.facts, attribute)
        if found not in (None, ()):
            line = header.lines[attribute]
            values[attribute] = found
            origins[name] = Provenance(Origin.HEADER, line.evidence, line.number)
        elif opening is not None and (found := getattr(opening.facts, attribute)) not in (None, ()):
            values[attribute] = found
            origins[name] = _infer(review.text, opening.start, opening.end)
    if "rating" in values:
        values["rating_text"] = header.facts.rating_text or values.get("rating_text")
    elif not _is_known(review, "rating", "rating"):
        _read_verdict(review, header, values, origins)
    if header.facts.complaint and values.get("rating") is None and review.rating is None:
        values.setdefault("rating_text", review.rating_text or header.facts.complaint)
        warnings.append(_complain(header.facts.complaint))
    values["warnings"] = tuple(dict.fromkeys(warnings))
    annotated = review.with_facts(origins, **values)
    annotated = _complete_year(annotated)
    return _name_people(annotated, header)


def _is_known(review: Review, attribute: str, name: str) -> bool:
    """Whether the format gave the fact, or a value is there already."""
    given = review.origin(name).origin is Origin.GIVEN
    return given or getattr(review, attribute) not in (None, ())


def _complete_given(review: Review) -> Review:
    """Read the raw rating and date that a format gave as text only."""
    changes: dict[str, Any] = {}
    if review.rating is None and review.rating_text:
        rating = parse_rating(review.rating_text)
        if rating is None:
            changes["warnings"] = (*review.warnings, _complain(review.rating_text))
        else:
            changes["rating"] = rating
    if review.date and not review.date[:4].isdigit():
        date = parse_date(review.date)
        if date is not None:
            changes["date"] = date
    return replace(review, **changes) if changes else review


def _complain(written: str) -> str:
    return f"A rating must be a share of a known scale; {written!r} is none, so it is left out."


def _read_opening(review: Review, header: Header) -> Opening | None:
    """The opening's film and year, where neither the format nor a sure header names one."""
    film = review.film or header.facts.film
    if film is not None and not (header.title_guess and review.film is None):
        return None
    opening = read_opening(review.text, header.body)
    if opening is None:
        return None
    year = review.year or header.facts.year
    if year is not None and opening.facts.year not in (None, year):
        return None
    if opening.facts.film:
        header.facts.film = None
    return opening


def _complete_year(review: Review) -> Review:
    """Take the year that stands in brackets after the film's title, where none is known."""
    if review.film is None or _is_known(review, "year", "year"):
        return review
    found = find_year(review.text, review.film)
    if found is None:
        return review
    origin = _infer(review.text, found.start, found.end)
    return review.with_facts({"year": origin}, year=found.facts.year)


def _read_verdict(
    review: Review, header: Header, values: dict[str, Any], origins: dict[str, Provenance]
) -> None:
    """Look for the rating in the last words of the prose."""
    found = find_verdict(review.text, header.body)
    if found is None or header.facts.complaint:
        return
    facts, start, end = found
    values.update(rating=facts.rating, rating_text=facts.rating_text)
    origins["rating"] = _infer(review.text, start, end)


def _infer(text: str, start: int, end: int) -> Provenance:
    return Provenance(Origin.INFERRED, text[start:end].strip(), text.count("\n", 0, start) + 1)


def _name_people(review: Review, header: Header) -> Review:
    """Add everyone named, and who plays whom."""
    pairs = find_characters(review.prose)
    characters = {**pairs, **header.facts.characters, **review.characters}
    review = replace(review, characters=characters)
    if _is_known(review, "people", "people"):
        return review
    stated = (*review.director, *review.cast, *header.facts.others)
    people = tuple(dict.fromkeys((*stated, *pairs)))
    if not people:
        return review
    origin = _find_people_origin(review, header, stated)
    return review.with_facts({"people": origin}, people=people)


def _find_people_origin(review: Review, header: Header, stated: tuple[str, ...]) -> Provenance:
    for name in ("director", "cast"):
        if stated and getattr(review, name):
            known = review.origin(name)
            return Provenance(Origin.GIVEN) if known.origin is Origin.MISSING else known
    if stated:
        line = header.lines["others"]
        return Provenance(Origin.HEADER, line.evidence, line.number)
    actor = next(iter(find_characters(review.prose)))
    place = review.text.index(f"({actor})", review.body[0])
    start = review.text.rfind("\n", 0, place) + 1
    end = review.text.find("\n", place)
    return _infer(review.text, start, len(review.text) if end < 0 else end)
