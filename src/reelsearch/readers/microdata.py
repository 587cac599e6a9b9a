"""Reviews that a page marks in its own elements: microdata, hReview and h-review.

In: a parsed page. Out: what the marks state about each review, under the field names of
``record``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from reelsearch.readers import limits
from reelsearch.readers.markup import node_to_text
from reelsearch.readers.record import Stated, is_number, read_number

Statement = dict[str, Stated]

_REVIEW_TYPE = re.compile(r"schema\.org/(?:Review|CriticReview|UserReview)\s*\Z", re.I)
_FILM_TYPE = re.compile(r"schema\.org/(?:Movie|TVSeries|CreativeWork)\s*\Z", re.I)
_BEST: Final = "5"
_BEGIN: Final = 80
_LONGEST_HEAD: Final = 1_000
_LONGEST_LINE: Final = 160
_MOST_LINES: Final = 6
_SAYS_CREDITS: Final = r"\bdir(?:\.|ector(?:\s?[:–—-]|\s(?-i:[A-Z]))|ected by\b)"
_SAYS_RATING: Final = r"[★⭐]|\b(?:rating|score|grade|stars?)\b|\d\s?/\s?(?:4|5|10|100)(?!\d)"
_CREDITS = re.compile(_SAYS_CREDITS, re.I)
_RATES = re.compile(_SAYS_RATING, re.I)
_TELLS = re.compile(f"{_SAYS_CREDITS}|{_SAYS_RATING}", re.I)
_OF_OTHERS = re.compile(
    r"\b(?:rate this|your rating|votes?|ratings|reviews|average|users?)\b", re.I
)
"""Lines in which readers rate."""


def find_reviews(page: LexborHTMLParser) -> list[Statement]:
    """What is stated about each marked review, in the order of the page."""
    scopes = page.css("[itemscope][itemtype]")[: limits.MOST_REVIEWS_IN_PAGE * 10]
    reviews = [node for node in scopes if _REVIEW_TYPE.search(node.attributes["itemtype"] or "")]
    found = [_state_item(node, page) for node in reviews[: limits.MOST_REVIEWS_IN_PAGE]]
    if not found:
        roots = page.css(".hreview, .h-review")[: limits.MOST_REVIEWS_IN_PAGE]
        found = [_state_classes(node) for node in roots]
    return [statement for statement in found if statement]


def _state_item(review: LexborNode, page: LexborHTMLParser) -> Statement:
    own = _properties(review)
    statement: Statement = {}
    film = own.get("itemreviewed")
    if film is None:
        around = page.css("[itemscope][itemtype]")
        films = [n for n in around if _FILM_TYPE.search(n.attributes["itemtype"] or "")]
        film = films[0] if len(films) == 1 else None
    if film is not None:
        inner = _properties(film) if "itemscope" in film.attributes else {}
        _set(statement, "film", "itemReviewed", _value(inner["name"]) if "name" in inner else
             _value(film))  # fmt: skip
        for name in ("datecreated", "datepublished"):
            if name in inner:
                _set(statement, "released", f"itemReviewed {name}", _value(inner[name]))
        for field, name in (("director", "director"), ("cast", "actor"), ("runtime", "duration"),
                            ("certificate", "contentrating")):  # fmt: skip
            if name in inner:
                _set(statement, field, f"itemReviewed {name}", _name(inner[name]))
    for field, name, take in _ITEM_FIELDS:
        if name in own:
            _set(statement, field, name, take(own[name]))
    if "reviewrating" in own:
        _set(statement, "rating", "reviewRating", _rating(own["reviewrating"]))
    _add_seen(statement, review)
    return statement


def _properties(scope: LexborNode) -> dict[str, LexborNode]:
    """The first element of each ``itemprop`` that belongs to *scope* and not to one in it."""
    found: dict[str, LexborNode] = {}
    stack = list(scope.iter())[::-1]
    seen = 0
    while stack and seen < limits.MOST_MEMBERS:
        node = stack.pop()
        seen += 1
        for name in (node.attributes.get("itemprop") or "").lower().split():
            found.setdefault(name, node)
        if "itemscope" not in node.attributes:
            stack.extend(list(node.iter())[::-1])
    return found


def _value(node: LexborNode) -> str:
    attributes = node.attributes
    for name in ("content", "datetime", "title" if node.tag == "abbr" else "value"):
        if attributes.get(name):
            return str(attributes[name]).strip()
    return node_to_text(node)


def _name(node: LexborNode) -> str:
    inner = _properties(node) if "itemscope" in node.attributes else {}
    return _value(inner["name"]) if "name" in inner else _value(node)


def _rating(node: LexborNode) -> str:
    inner = _properties(node) if "itemscope" in node.attributes else {}
    value = _value(inner["ratingvalue"]) if "ratingvalue" in inner else _value(node)
    return _join_scale(value, _value(inner["bestrating"]) if "bestrating" in inner else "")


def _join_scale(value: str, best: str) -> str:
    # A value over the scale that goes without saying is of one that is not said.
    if not is_number(value) or (not best and read_number(value) > float(_BEST)):
        return value
    return f"{value}/{best or _BEST}"


_ITEM_FIELDS: Final[tuple[tuple[str, str, Callable[[LexborNode], str]], ...]] = (
    ("reviewer", "author", _name),
    ("date", "datepublished", _value),
    ("date", "datecreated", _value),
    ("publication", "publisher", _name),
    ("body", "reviewbody", node_to_text),
    ("body", "description", node_to_text),
)

_CLASSES: Final = (
    ("film", ".p-item .p-name, .p-item, .item .fn, .item"),
    ("reviewer", ".p-author .p-name, .p-author, .reviewer .fn, .reviewer"),
    ("date", ".dt-reviewed, .dt-published, .dtreviewed"),
    ("body", ".e-content, .description"),
)


def _state_classes(review: LexborNode) -> Statement:
    statement: Statement = {}
    for field, selector in _CLASSES:
        for choice in selector.split(", "):
            node = review.css_first(choice)
            if node is not None:
                take = node_to_text if field == "body" else _value
                _set(statement, field, choice.split()[0].lstrip("."), take(node))
                break
    node = review.css_first(".p-rating, .rating")
    if node is not None:
        inner = node.css_first(".value, .p-rating-value") or node
        best = review.css_first(".p-best, .best")
        scale = _value(best) if best is not None else ""
        _set(statement, "rating", "rating", _join_scale(_value(inner), scale))
    _add_seen(statement, review)
    return statement


def _add_seen(statement: Statement, review: LexborNode) -> None:
    """Put above the body the lines over it that say what no mark states: director, rating."""
    body = statement.get("body")
    if body is None or not ({"director", "rating"} - statement.keys()):
        return
    whole = node_to_text(review)
    end = whole.find(body.text_whole[:_BEGIN])
    lines = [line.strip() for line in whole[: max(0, min(end, _LONGEST_HEAD))].split("\n")]
    tells = _CREDITS if "rating" in statement else _RATES if "director" in statement else _TELLS
    kept = [line for line in lines if len(line) <= _LONGEST_LINE and tells.search(line)]
    kept = [line for line in kept if not _OF_OTHERS.search(line)]
    if kept:
        head = "\n".join(kept[:_MOST_LINES])
        statement["body"] = Stated(body.label, f"{head}\n\n{body.text_whole}", body.line)


def _set(statement: Statement, field: str, label: str, value: str) -> None:
    if value and field not in statement:
        statement[field] = Stated(label, value)
