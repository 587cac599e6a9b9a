"""HTML that would keep a parser busy for hours, told before it is parsed.

In: HTML. Out: what is wrong with it, or nothing. An HTML parser looks through all open
elements at every tag, and through all attributes at every attribute; a page made for it
takes quadratic time. No person's page comes near these bounds.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from reelsearch.readers import limits

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]{0,40})")
_SPACE = re.compile(r"\s")
_LONG_TAG: Final = 10_000
_MOST_ATTRIBUTES: Final = 2_000
_MOST_OPEN: Final = 2_000
# They have no end tag, or may go without one: a thousand open paragraphs are honest.
_UNCOUNTED: Final = frozenset(
    "area base br col embed hr img input link meta source track wbr p li td th tr dt dd thead "
    "tbody tfoot html head body".split()
)
_RAW: Final = frozenset(("script", "style"))


def find_danger(html: str) -> str:
    """Why *html* must not be parsed, as the end of a sentence; ``""`` if it may."""
    return _find_deep_nesting(html) or _find_long_tag(html)


def _find_deep_nesting(html: str) -> str:
    opened: Counter[str] = Counter()
    total = at = 0
    while match := _TAG.search(html, at):
        at = match.end()
        name = match[2].lower()
        if name in _UNCOUNTED:
            continue
        if match[1]:
            if opened[name]:
                opened[name] -= 1
                total -= 1
        elif name in _RAW:
            # What a script holds is no markup.
            end = html.find(f"</{match[2]}", at)
            at = end if end >= 0 else at
        else:
            opened[name] += 1
            total += 1
            if opened[name] > limits.DEEPEST_PAGE or total > _MOST_OPEN:
                return f"its elements are nested over {limits.DEEPEST_PAGE} deep"
    return ""


def _find_long_tag(html: str) -> str:
    if len(html) < _LONG_TAG:
        return ""
    for piece in html.split("<"):
        if len(piece) > _LONG_TAG and piece[:1].isalpha():
            tag = piece[: piece.find(">")] if ">" in piece else piece
            # A picture written into its tag is long, but has no blanks.
            if len(tag) > _LONG_TAG and len(_SPACE.findall(tag)) > _MOST_ATTRIBUTES:
                return f"one of its tags has over {_MOST_ATTRIBUTES:,} attributes"
    return ""
