"""RSS and Atom: one review an item.

In: a ``.xml``, ``.rss`` or ``.atom`` file. Out: one review for each item with text; film,
year and rating where a Letterboxd feed states them, film and year from a headline that
reads ``Film (2017)``. A headline that says more is the first line of the text.
In a Letterboxd feed, items without a film (lists) and diary entries without words
(*Watched on …*) give nothing. Refuses: XML that is no feed.
"""

from __future__ import annotations

import re
from typing import Final

from reelsearch.errors import UnreadableError
from reelsearch.readers import limits
from reelsearch.readers.base import Content, Options, Read, at_row
from reelsearch.readers.clean import clean_label
from reelsearch.readers.content import read_whole
from reelsearch.readers.decode import decode
from reelsearch.readers.markup import html_to_text, strip_markup
from reelsearch.readers.record import Stated, build_review
from reelsearch.readers.safe_xml import Element, parse_xml
from reelsearch.readers.values import announces_film, has_title_form, says_more
from reelsearch.review import Rejection, Review

SUFFIXES: Final = (".xml", ".rss", ".atom")

_LETTERBOXD: Final = "letterboxd"
_ROOTS: Final = ("rss", "feed", "rdf")
_BEST: Final = 5.0
_LONGEST_TITLE: Final = 80
_LEAST_FILMS: Final = 2
_MOST_TITLE_WORDS: Final = 5
_SMALL_WORDS: Final = frozenset("a an and at by for from in of on or the to with".split())
_NO_FILM: Final = frozenset(
    "announcement back best books break christmas farewell festival goodbye guest hello help "
    "hiatus holiday holidays home housekeeping i interview links list monday my new news notes "
    "notice obituary our post preview questions reading roundup sunday summer thanks top update "
    "updates welcome week weekend we year you your".split()
)
"""Words of the titles that blogs give to other posts than reviews."""

_SPEAKS_OF_FILM = re.compile(
    r"\b(?:directed|(?:made|shot|filmed) (?:this|it)\b)"
    r"|\b(?:this (?:film|movie)|the (?:film|movie|picture))\b"
    r"|\b(?:one|two|three|four|five) stars\b|\b[0-9]{1,2}(?:\.5)?/(?:5|10)\b",
    re.I,
)
_WATCHED = re.compile(r"Watched on \w{3,12},? [^\n]{4,40}\Z")
_SPOILERS = re.compile(r"\AThis review may contain spoilers\.[ \t]{0,9}\n{1,9}")
_BODIES: Final = (
    ("encoded", "content"),
    ("content", "atom"),
    ("description", ""),
    ("summary", ""),
)
_DATES: Final = ("pubdate", "published", "date", "issued", "updated", "modified")


def read(content: Content, options: Options) -> Read:
    """One review or Rejection an item.

    Raises UnreadableError if the file is no feed.
    """
    decoded = decode(read_whole(content, options.settings.largest_file))
    root = parse_xml(decoded.text)
    if root.name not in _ROOTS:
        raise UnreadableError(
            f"an XML file is read as an RSS or Atom feed and this one is <{root.name[:40]}>; "
            "turn it into a table or JSON lines"
        )
    channel = root.find("channel") or root
    items = _list_items(root)
    is_letterboxd = any(e.space.find(_LETTERBOXD) >= 0 for item in items for e in item.elements())
    are_films = _are_films(items)
    for row, item in enumerate(items, 1):
        where = at_row(content.location, row)
        text = _SPOILERS.sub("", _find_text(item))
        if is_letterboxd:
            if item.find("filmtitle", _LETTERBOXD) is None or not text or _WATCHED.match(text):
                continue
            review = build_review(text, where, _state_letterboxd(item), decoded.warnings)
            yield _rate(review, item)
        else:
            headline = _find_headline(item)
            if text and announces_film(headline) and says_more(headline):
                text = f"{headline}\n\n{text}"
            stated = _state_item(item, channel)
            if "film" not in stated and (
                _names_film(headline, text) or (are_films and _is_film_alone(headline, text))
            ):
                stated["film"] = Stated("title", headline)
            yield build_review(text, where, stated, decoded.warnings)


def _names_film(headline: str, text: str) -> bool:
    """Whether *headline* is a title alone, which the text then names as its film."""
    if not 0 < len(headline) <= _LONGEST_TITLE or announces_film(headline):
        return False
    return re.search(rf"(?<![\w’'-]){re.escape(headline)}(?![\w-])", text) is not None


def _are_films(items: list[Element]) -> bool:
    """Whether most titles of a feed, two or more, are those of films with their years."""
    films = sum(announces_film(_find_headline(item)) for item in items)
    return films >= _LEAST_FILMS and films * 2 > len(items)


def _is_film_alone(headline: str, text: str) -> bool:
    """Whether *headline* in a feed of films is a title alone, above words on a film."""
    if announces_film(headline) or not _SPEAKS_OF_FILM.search(text):
        return False
    words = headline.split()
    large = [word for word in words if word.casefold() not in _SMALL_WORDS]
    return (
        1 < len(words) <= _MOST_TITLE_WORDS
        and _NO_FILM.isdisjoint(word.casefold() for word in words)
        and all(word.isalpha() and word[0].isupper() for word in large)
    )


def _list_items(root: Element) -> list[Element]:
    holders = [root, *(e for e in root.elements() if e.name == "channel")]
    items = [e for h in holders for e in h.elements() if e.name in ("item", "entry")]
    return items[: limits.MOST_REVIEWS_IN_PAGE]


def _find_text(item: Element) -> str:
    for name, space in _BODIES:
        body = item.find(name, space)
        if body is None:
            continue
        kind = body.attributes.get("type", "html")
        if kind == "text":
            text = body.text()
        else:
            # Inline XHTML is elements, all else is HTML written as text.
            text = html_to_text(body.markup() if any(body.elements()) else body.text())
        if text.strip():
            return text.strip()
    return ""


def _state_letterboxd(item: Element) -> dict[str, Stated]:
    stated: dict[str, Stated] = {}
    for field, name in (("film", "filmtitle"), ("year", "filmyear"), ("rating", "memberrating")):
        _set(stated, field, f"letterboxd:{name}", item.find(name, _LETTERBOXD))
    _set(stated, "reviewer", "dc:creator", item.find("creator"))
    _set(stated, "date", "pubDate", item.find("pubdate"))
    return stated


def _state_item(item: Element, channel: Element) -> dict[str, Stated]:
    stated: dict[str, Stated] = {}
    if has_title_form(headline := _find_headline(item)):
        stated["film"] = Stated("title", headline)
    author = _find_author(item) or _find_author(channel)
    if author is not None:
        _set(stated, "reviewer", author.name, author.find("name") or author)
    for name in _DATES:
        _set(stated, "date", name, item.find(name))
    _set(stated, "publication", "title of the feed", channel.find("title"))
    return stated


def _find_headline(item: Element) -> str:
    title = item.find("title")
    return clean_label(strip_markup(title.text())) if title is not None else ""


def _find_author(holder: Element) -> Element | None:
    """Who wrote an item; a feed may say it once, for all of them."""
    return holder.find("creator") or holder.find("author")


def _set(stated: dict[str, Stated], field: str, label: str, element: Element | None) -> None:
    text = strip_markup(element.text()) if element is not None else ""
    if field == "reviewer":
        text = _drop_address(text)
    if text and field not in stated:
        stated[field] = Stated(label, text)


def _drop_address(author: str) -> str:
    # RSS has "editor@example.com (A. Smith)"; an address is never kept.
    if "@" not in author:
        return author
    named = re.search(r"\(([^()]{1,200})\)", author)
    return named[1].strip() if named and "@" not in named[1] else ""


def _rate(review: Review | Rejection, item: Element) -> Review | Rejection:
    stars = item.find("memberrating", _LETTERBOXD)
    if stars is None or not isinstance(review, Review):
        return review
    try:
        value = float(stars.text()) / _BEST
    except ValueError:
        return review
    return review.with_facts({}, rating=value) if 0 <= value <= 1 else review
