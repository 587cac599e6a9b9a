"""What a page says about itself around its article: headline, byline, date, site.

In: a parsed page. Out: what it states for ``reviewer``, ``date``, ``publication``, and
``film`` and ``year`` where a headline reads ``Heat (1995)``. Refused: a byline or a date of
which the page has several, for then it is not told whose they are.
"""

from __future__ import annotations

import re
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from reelsearch.readers.record import Stated
from reelsearch.readers.values import announces_film, has_title_form

_METAS: Final = (
    ("date", "meta[property='article:published_time']"),
    ("date", "meta[itemprop='datePublished']"),
    ("date", "meta[name='date' i]"),
    ("date", "meta[name='pubdate' i]"),
    ("date", "meta[name='dc.date' i]"),
    ("publication", "meta[property='og:site_name']"),
    ("reviewer", "meta[name='author' i]"),
    ("reviewer", "meta[name='dc.creator' i]"),
    ("reviewer", "meta[property='article:author']"),
)
_ALONE: Final = (
    (
        "reviewer",
        "[rel~='author'], .author .fn, .byline .fn, .post-author .fn",
    ),
    ("date", "time.published, time.entry-date, abbr.published"),
    ("date", "time[datetime]:not([itemprop])"),  # with one it may be the film's
)
_HEADINGS: Final = ("[itemprop='headline']", ".entry-title", ".post-title", "h1")
_UNSEEN = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BY = re.compile(r"\A(?:posted |written |review(?:ed)? )?by\s+", re.I)
_TITLE_PARTS = re.compile(r"\s*[«»|]\s*|\s[–—-]\s|:\s")
_SECTION_WORDS: Final = frozenset(
    "a and arts blog cinema culture entertainment film films for home homepage in latest movie "
    "movies new news of on page reviews the welcome".split()
)
_MOST_WORDS: Final = 6
_SURELY_SITE: Final = 3
"""Words from which a name beside a film's is a site's, and hardly its director's."""

_MOST: Final = 50
_LONGEST: Final = 200


def state_page(page: LexborHTMLParser) -> dict[str, Stated]:
    """The facts that the page states around its article, before its furniture is removed."""
    stated: dict[str, Stated] = {}
    for field, selector in _METAS:
        node = page.css_first(selector)
        value = (node.attributes.get("content") or "").strip() if node is not None else ""
        if value and field not in stated and not value.startswith(("http://", "https://")):
            stated[field] = Stated(re.split(r"='|' ?i?\]", selector)[1], value)
    for field, selector in _ALONE:
        if field not in stated and (alone := _find_alone(page, selector)):
            stated[field] = Stated(selector.split(",")[0], alone)
    for label, value in list_headlines(page):
        if has_title_form(value):
            stated["film"] = Stated(label, value)
            break
    if "publication" not in stated and (site := _find_site(page, stated)):
        stated["publication"] = Stated("title", site)
    return stated


def _find_site(page: LexborHTMLParser, stated: dict[str, Stated]) -> str | None:
    """The site in the page's title, which the page has again at its top or links home with.

    Behind "«" or "|" at the title's end it needs no such proof, but for who wrote and a section.
    """
    node = page.css_first("title")
    title = " ".join(node.text().split())[:_LONGEST] if node is not None else ""
    parts = [part for part in _TITLE_PARTS.split(title) if part]
    if len(parts) < 2:
        return None
    headlines = [value.casefold() for _, value in list_headlines(page)]
    links, top = _read_links_home(page), _read_top(page)
    for part in (parts[-1], parts[0]):
        folded = part.casefold()
        headed = any(folded in headline for headline in headlines)
        if _may_be_site(part) and (folded in links or (top.startswith(folded) and not headed)):
            return part
    last = parts[-1]
    of_film = len(parts) == 2 and has_title_form(parts[0])
    if of_film and len(last.split()) >= _SURELY_SITE and _may_be_site(last):
        return last  # "Heat (1995) - Harbour Film Notes"
    writer = stated.get("reviewer")
    if not re.search(r"[«|]\s*\Z", title[: len(title) - len(last)]) or not _may_be_site(last):
        return None
    headed = any(last.casefold() in headline for headline in headlines)
    return None if headed or (writer is not None and last in writer.text) else last


def _read_links_home(page: LexborHTMLParser) -> set[str]:
    """What the links to the site's first page say, folded."""
    links = page.css("a[href='/'], a[rel~='home']")[:_MOST]
    return {" ".join(node.text().split()).casefold() for node in links}


def _read_top(page: LexborHTMLParser) -> str:
    """The first text of all, folded."""
    text = page.body.text(separator="\n") if page.body is not None else ""
    return " ".join(text.strip().split("\n", 1)[0].split()).casefold()


def _may_be_site(name: str) -> bool:
    """Whether *name* may be a site's: words that begin large, and no section, film or review."""
    words = name.split()
    if not 1 < len(words) <= _MOST_WORDS or has_title_form(name):
        return False
    telling = {word.casefold() for word in words} - _SECTION_WORDS
    return bool(telling) and not announces_film(name) and _begins_large(words)


def _begins_large(words: list[str]) -> bool:
    return all(word[0].isupper() or word in ("a", "and", "for", "in", "of", "on", "the", "&")
               for word in words)  # fmt: skip


def list_headlines(page: LexborHTMLParser) -> list[tuple[str, str]]:
    """The page's titles with what each is called, the surest first."""
    title = page.css_first("meta[property='og:title']")
    found = [("og:title", (title.attributes.get("content") or "") if title is not None else "")]
    for selector in _HEADINGS:
        nodes = page.css(selector)[:_MOST]
        if len(nodes) == 1 or (nodes and selector == "h1"):
            found.append((selector, nodes[0].text()))
    return [(label, " ".join(_UNSEEN.sub("", text).split())) for label, text in found]


def _find_alone(page: LexborHTMLParser, selector: str) -> str | None:
    """What all the elements of *selector* say, if they say the same."""
    said = {_say(node) for node in page.css(selector)[:_MOST]} - {""}
    return said.pop() if len(said) == 1 else None


def _say(node: LexborNode) -> str:
    attributes = node.attributes
    for name in ("datetime", "content", "title" if node.tag == "abbr" else "content"):
        if value := attributes.get(name):
            return value.strip()
    written = _BY.sub("", " ".join(node.text().split()))
    return written if len(written) <= _LONGEST else ""
