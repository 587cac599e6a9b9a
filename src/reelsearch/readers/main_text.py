"""The article of a web page, without what stands around it.

In: a parsed page. Out: the text of its article: what is marked as one, else the block
with the most prose in it. Menus, footers, comments and the like are left out.
"""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from reelsearch.readers.markup import node_to_text

_MARKED: Final = (
    "[itemprop='reviewBody'], [itemprop='articleBody']",
    "article",
    "main, [role='main']",
    "#content, .entry-content, .post-content, .article-body, .post-body",
)
_BLOCKS: Final = "div, section, td, body"
_HEADS: Final = "h1, main, [itemprop='reviewBody']"
_HEADLINES: Final = "h1, h2, .entry-title, .post-title, [itemprop='headline']"
_HOLDERS: Final = frozenset(("main", "article", "section"))
_TITLES: Final = ("h1", "h2", "h3")
_TITLE_CLASSES: Final = frozenset(("post-title", "entry-title"))
_MOST_BETWEEN: Final = 6  # nodes, blanks among them
_LONGEST_HEAD: Final = 600
_LONGEST_LOOSE: Final = 200
_NEVER_FURNITURE: Final = frozenset(("html", "body", "main", "article", "-text"))
_LEAST_ARTICLE: Final = 80
_MOST_OF_PAGE: Final = 0.5
_MOST_NODES: Final = 200_000
_WORD = re.compile(r"[A-Za-z]+")


def _load_furniture() -> frozenset[str]:
    text = files("reelsearch.readers").joinpath("page_furniture.txt").read_text("utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


_LISTED: Final = _load_furniture()
_COMMENTS: Final = frozenset(word[1:] for word in _LISTED if word.startswith("!"))
_FURNITURE: Final = frozenset(word.removeprefix("!") for word in _LISTED)
# "has-sidebar" and "comments-open" are said of a page that has them, not of themselves.
_SAID_OF_LAYOUT: Final = frozenset("has with without no open closed on off".split())


def find_main_text(page: LexborHTMLParser) -> str:
    """The text of the page's article; ``""`` if the page has no text.

    *page* is changed: its furniture is removed.
    """
    body = page.body
    if body is None:
        return ""
    remove_furniture(page)
    for selector in _MARKED:
        found = [(node_to_text(node), node) for node in page.css(selector)[:50]]
        longest = max(found, key=lambda pair: len(pair[0]), default=None)
        if longest is not None and len(longest[0]) >= _LEAST_ARTICLE:
            return _find_head(longest[1], longest[0]) + longest[0]
    densest = _find_densest(body)
    if densest is None:
        return node_to_text(body)
    whole = node_to_text(densest)
    return _find_head(densest, whole, _LONGEST_LOOSE) + whole if whole else node_to_text(body)


def _find_head(article: LexborNode, text: str, longest_loose: int = 0) -> str:
    """What stands between the page's headline and an *article* that has none, if it is short:
    shorter where nothing marks what holds the two."""
    if article.css_first(_HEADLINES) is not None:
        return ""
    holder = article.parent
    while holder is not None and holder.tag not in ("body", "html"):
        heading = holder.css_first("h1")
        if heading is not None:
            around = node_to_text(holder)
            start, end = around.find(node_to_text(heading)), around.find(text)
            is_head = holder.tag in _HOLDERS or holder.attributes.get("role") == "main"
            longest = _LONGEST_HEAD if is_head else longest_loose
            return around[start:end] if start >= 0 and 0 <= end - start <= longest else ""
        holder = holder.parent
    return _find_title_beside(article)


def _find_title_beside(article: LexborNode) -> str:
    """The title that stands right before *article* in what holds both, and what is between."""
    above: list[str] = []
    node = article.prev
    for _ in range(_MOST_BETWEEN):
        if node is None:
            return ""
        text = (node.text() if node.tag == "-text" else node_to_text(node)).strip()
        above += [text] if text else []
        if sum(map(len, above)) > _LONGEST_LOOSE:
            return ""
        if text and (node.tag in _TITLES or not _TITLE_CLASSES.isdisjoint(_list_classes(node))):
            return "".join(f"{each}\n\n" for each in reversed(above))
        node = node.prev
    return ""


def _list_classes(node: LexborNode) -> list[str]:
    return (node.attributes.get("class") or "").split() if node.tag != "-text" else []


def remove_furniture(page: LexborHTMLParser) -> None:
    """Take out of *page* what its classes and ids call a menu, a footer, comments."""
    body = page.body
    if body is None:
        return
    most = len(body.text()) * _MOST_OF_PAGE
    for node in page.css("[class], [id]")[:_MOST_NODES]:
        words = _name_words(node)
        if not _COMMENTS.isdisjoint(words):
            if node.tag not in ("html", "body") and node.css_first(_HEADS) is None:
                node.remove()
        elif node.tag in _NEVER_FURNITURE or _FURNITURE.isdisjoint(words):
            continue
        elif len(node.text()) <= most:
            node.remove()


def _name_words(node: LexborNode) -> set[str]:
    """The words in the class and id of *node* that say what it is."""
    attributes = node.attributes
    named = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower()
    words: set[str] = set()
    for name in named.split():
        parts = _WORD.findall(name)
        if _SAID_OF_LAYOUT.isdisjoint(parts):
            words.update(parts)
    return words


def _find_densest(body: LexborNode) -> LexborNode | None:
    """The block whose own paragraphs, not those of blocks in it, hold the most text."""
    best, most = None, 0
    for node in [*body.css(_BLOCKS)[:_MOST_NODES], body]:
        size = 0
        child = node.child
        while child is not None:
            if child.tag in ("p", "-text", "br", "blockquote", "em", "i"):
                size += len((child.text() or "").strip())
            child = child.next
        if size > most:
            best, most = node, size
    return best
