"""One of several reviews of a file → its facts, its own and those that hold for all of them.

In: what was found in the review's own part, and on the page around one of the reviews. Out: the
review, whole again, with both. What it says itself comes first, but for the film where that is
named once above them all: there a headline is no title. Of the page only what stands outside the
reviews counts; it says nothing of how one film was rated.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from reelsearch.annotate.columnist import find_columnist
from reelsearch.annotate.page_facts import correct_page
from reelsearch.review import Origin, Page, Provenance, Review, Section

_OF_FILM = {
    "film": "film",
    "year": "year",
    "director": "director",
    "cast": "cast",
    "certificate": "certificate",
    "country": "country",
    "runtime": "runtime",
}
_OF_REVIEWS = {"reviewers": "reviewer", "date": "date", "publication": "publication"}
"""Attribute of Review → the fact whose origin is kept."""

_OF_SITE = {"publication": "publication"}
"""What a page tells of reviews that are each by somebody else."""


def cut_own(review: Review, section: Section, page: Review) -> Review:
    """*review* as if its own part were all there is, but for the film that the *page* names."""
    text = review.text[section.start : section.stop]
    own = replace(review, text=text, body=(0, len(text)), section=None)
    return _take(own, section, page, _OF_FILM) if section.page.names_film else own


def join_page(whole: Review, section: Section, own: Review, page: Review) -> Review:
    """The *whole* review with the facts of its *own* part, and those of the *page* that it lacks.

    What :func:`cut_own` gave has the number of its line in the file already.
    """
    given = cut_own(whole, section, page).provenance.values()
    origins = {
        name: known if known in given else _renumber(known, section.lines)
        for name, known in own.provenance.items()
    }
    start, stop = own.body
    joined = replace(
        own,
        text=whole.text,
        section=section,
        body=(section.start + start, section.start + stop),
        provenance=origins,
    )
    return _take(joined, section, page, _OF_REVIEWS if section.page.by_one else _OF_SITE)


def complete_page(found: Review, page: Page) -> Review:
    """What is *found* on the *page*, put right, with the columnist where it names none."""
    found = correct_page(found, page)
    if not page.by_one or _stands_outside(found.origin("reviewer"), page):
        return found
    columnist = find_columnist(page)
    if columnist is None:
        return found
    name, line = columnist
    origin = Provenance(Origin.HEADER, line.evidence, line.number)
    return found.with_facts({"reviewer": origin}, reviewers=(name,))


def _take(review: Review, section: Section, page: Review, names: dict[str, str]) -> Review:
    """*review* with what the *page* says of *names* and it does not itself."""
    values: dict[str, Any] = {}
    origins: dict[str, Provenance] = {}
    for attribute, name in names.items():
        known = page.origin(name)
        if _stands_outside(known, section.page) and getattr(review, attribute) in (None, ()):
            values[attribute] = getattr(page, attribute)
            origins[name] = _renumber(known, section.page.lines)
    return review.with_facts(origins, **values) if values else review


def _stands_outside(known: Provenance, page: Page) -> bool:
    """Whether the line that says so is none of the review's that the page has in it."""
    first, last = page.within
    return known.line is not None and not first <= known.line <= last


def _renumber(known: Provenance, lines: Sequence[int]) -> Provenance:
    """*known* with the number in the file of its line."""
    if known.line is None or not 1 <= known.line <= len(lines):
        return known
    return Provenance(known.origin, known.evidence, lines[known.line - 1])
