"""HTML to plain text: paragraphs as lines, without scripts, menus or comments.

In: a fragment or a page's node. Out: text with ``\\n`` between lines and a blank line
between paragraphs. Nothing is fetched and nothing is run.
"""

from __future__ import annotations

import re
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from reelsearch.readers.clean import decode_entities
from reelsearch.readers.markup_guard import find_danger

_DROPPED: Final = frozenset(
    "script style noscript template svg math nav aside footer form button select textarea iframe "
    "object embed audio video canvas head figure -comment _comment".split()
)
_PARAGRAPHS: Final = frozenset(
    "p div section article main aside header blockquote pre h1 h2 h3 h4 h5 h6 ul ol dl table "
    "figure figcaption address hr body html details fieldset".split()
)
_LINES: Final = frozenset("li dt dd tr summary option".split())
_CELLS: Final = frozenset(("td", "th"))

_TAG = re.compile(
    r"</?(?:p|br|i|b|em|strong|a|u|s|q|div|span|blockquote|ul|ol|li|h[1-6]|hr|pre|code|cite|font"
    r"|center|img|sup|sub|small|big|strike|del|ins|table|tr|td|script|style|iframe)\b[^<>]{0,2000}>",
    re.I,
)
_ANY_TAG = re.compile(r"<[^<>]*>")
_PARAGRAPH_TAG = re.compile(r"<(?:p|br|div|li|h[1-6])\b", re.I)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_AROUND_BREAK = re.compile(r" {0,9}\n {0,9}")
_MANY_BREAKS = re.compile(r"\n{3,}")


def has_markup(text: str) -> bool:
    """Whether *text* holds an HTML tag; ``a < b`` is none."""
    return "<" in text and _TAG.search(text) is not None


def strip_markup(text: str) -> str:
    """A cell or value as plain text: its tags, if it has any, and its entities."""
    return html_to_text(text) if has_markup(text) else decode_entities(text)


def html_to_text(html: str) -> str:
    """The text that a browser would show for the fragment or page *html*."""
    # Line ends in a fragment are the author's where no tag makes paragraphs.
    if "\n" in html and not _PARAGRAPH_TAG.search(html):
        html = html.replace("\r\n", "\n").replace("\n", "<br>")
    if find_danger(html):
        return tidy(decode_entities(_ANY_TAG.sub(" ", html)))
    body = LexborHTMLParser(html).body
    return node_to_text(body) if body is not None else ""


def node_to_text(root: LexborNode) -> str:
    """The text below *root*, in its order."""
    parts: list[str] = []
    stack: list[LexborNode | str] = [root]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            parts.append(item)
            continue
        tag = item.tag or ""
        if tag == "-text":
            parts.append(_SPACES.sub(" ", item.text_content or ""))
        elif tag == "br":
            parts.append("\n")
        elif tag not in _DROPPED and not _is_unseen(item):
            ends = _break_for(tag)
            parts.append(ends)
            stack.append(ends)
            if tag == "pre":
                parts.append(item.text() or "")
            else:
                stack.extend(reversed(list(item.iter(include_text=True))))
    return tidy("".join(parts))


def tidy(text: str) -> str:
    """*text* with at most one blank line in a row, and no blanks around line ends."""
    text = _AROUND_BREAK.sub("\n", re.sub(r" {2,}", " ", text))
    return _MANY_BREAKS.sub("\n\n", text).strip()


def _break_for(tag: str) -> str:
    if tag in _PARAGRAPHS:
        return "\n\n"
    if tag in _LINES:
        return "\n"
    return " " if tag in _CELLS else ""


def _is_unseen(node: LexborNode) -> bool:
    attributes = node.attributes
    if not attributes:
        return False
    style = (attributes.get("style") or "").replace(" ", "").lower()
    return (
        "hidden" in attributes or attributes.get("aria-hidden") == "true" or "display:none" in style
    )
