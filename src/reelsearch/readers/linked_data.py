"""schema.org objects of reviews, as pages state them in JSON-LD.

In: objects decoded from JSON-LD. Out: what they state about each review, under the
field names of ``record``. Other objects (breadcrumbs, aggregate ratings) are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from json import JSONDecodeError
from typing import Any, Final

from reelsearch.readers import limits
from reelsearch.readers.clean import decode_entities
from reelsearch.readers.json_record import DECODER, Number
from reelsearch.readers.record import Stated, Value, is_number, read_number

Statement = dict[str, Stated]
Object = Mapping[str, Any]

_REVIEWS: Final = frozenset(("review", "criticreview", "userreview", "mediareview"))
_ARTICLES: Final = frozenset(
    "article newsarticle blogposting reviewnewsarticle socialmediaposting webpage".split()
)
_FILMS: Final = frozenset("movie film tvseries tvepisode tvseason creativework videoobject".split())
_THINGS: Final = frozenset(("thing", "product", ""))
_WRAPPER = re.compile(r"\A\s*(?:/\*\s*<!\[CDATA\[\s*\*/|//\s*<!\[CDATA\[|<!\[CDATA\[|<!--)\s*")
_WRAPPER_END = re.compile(r"\s*(?:/\*\s*\]\]>\s*\*/|//\s*\]\]>|\]\]>|-->)\s*\Z")
_BEST_BY_DEFAULT: Final = "5"  # schema.org: bestRating, if left out, is 5


def decode_linked_data(text: str) -> list[Object]:
    """The objects in one script element; none if it is not JSON."""
    text = _WRAPPER_END.sub("", _WRAPPER.sub("", text)).strip().rstrip(";")
    try:
        found = DECODER.decode(text)
    except (JSONDecodeError, RecursionError):
        return []
    return list(_walk(found))


def _walk(found: object) -> Iterator[Object]:
    """Every object in *found* that stands by itself: in a list, or in a graph."""
    stack, given = [found], 0
    while stack and given < limits.MOST_COLUMNS:
        item = stack.pop()
        if isinstance(item, list):
            stack.extend(reversed(item[: limits.MOST_COLUMNS]))
        elif isinstance(item, dict):
            given += 1
            yield item
            for name in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"):
                if isinstance(item.get(name), (dict, list)):
                    stack.append(item[name])


def find_reviews(objects: list[Object]) -> list[Statement]:
    """What is stated about each review in *objects*, in their order."""
    by_id = {str(o["@id"]): o for o in objects if "@id" in o and len(o) > 1}
    found: list[Statement] = []
    for item in objects:
        kinds = _kinds(item)
        if kinds & _REVIEWS:
            found.append(state_review(item, {}, by_id))
        for name in ("review", "reviews"):
            for nested in _as_list(item.get(name))[: limits.MOST_REVIEWS_IN_PAGE]:
                if isinstance(nested, dict) and (len(nested) > 1 or "@id" not in nested):
                    around = item if kinds & _FILMS else {}
                    found.append(state_review(nested, around, by_id))
    return [statement for statement in found if statement]


def find_article(objects: list[Object]) -> Statement:
    """What an article, and a film if it is the only one, state where there is no review."""
    by_id = {str(o["@id"]): o for o in objects if "@id" in o and len(o) > 1}
    statement: Statement = {}
    films = [item for item in objects if "movie" in _kinds(item) and item.get("name")]
    if len(films) == 1:
        statement |= _state_film(films[0])
    for item in objects:
        if _kinds(item) & _ARTICLES:
            about = _resolve(_first(item.get("about")), by_id)
            if "film" not in statement and isinstance(about, dict) and "movie" in _kinds(about):
                statement |= _state_film(about)
            for field, stated in _state_writing(item, by_id).items():
                statement.setdefault(field, stated)
    return statement


def state_review(item: Object, around: Object, by_id: Mapping[str, Object]) -> Statement:
    """What the review *item* states; *around* is the film it stands in, if it does."""
    reviewed = _resolve(_first(item.get("itemReviewed")), by_id) or around
    statement = _state_film({"name": reviewed} if isinstance(reviewed, str) else reviewed)
    statement |= _state_writing(item, by_id)
    rating = _resolve(_first(item.get("reviewRating")), by_id)
    _set(statement, "rating", "reviewRating", _state_rating(rating))
    return statement


def _state_film(film: object) -> Statement:
    statement: Statement = {}
    if not isinstance(film, dict):
        return statement
    kinds = _kinds(film)
    if kinds and not kinds & (_FILMS | _THINGS):
        return statement  # a review of a book or a restaurant
    _set(statement, "film", "itemReviewed.name", _text(film.get("name")))
    for name in ("dateCreated", "datePublished", "releasedEvent", "copyrightYear"):
        _set(statement, "released", f"itemReviewed.{name}", _text(film.get(name)))
    _set(statement, "director", "itemReviewed.director", _names(film.get("director")))
    cast = _names(film.get("actor")) or _names(film.get("actors"))
    _set(statement, "cast", "itemReviewed.actor", cast)
    _set(statement, "runtime", "itemReviewed.duration", _text(film.get("duration")))
    _set(statement, "certificate", "itemReviewed.contentRating", _text(film.get("contentRating")))
    _set(statement, "country", "itemReviewed.countryOfOrigin", _names(film.get("countryOfOrigin")))
    return statement


def _state_writing(item: Object, by_id: Mapping[str, Object]) -> Statement:
    statement: Statement = {}
    for name in ("reviewBody", "articleBody", "description", "text"):
        _set(statement, "body", name, _text(item.get(name)))
    authors = [_resolve(author, by_id) for author in _as_list(item.get("author"))]
    _set(statement, "reviewer", "author", _names(authors) or _names(item.get("creator")))
    for name in ("datePublished", "dateCreated"):
        _set(statement, "date", name, _text(item.get(name)))
    publishers = [_resolve(publisher, by_id) for publisher in _as_list(item.get("publisher"))]
    _set(statement, "publication", "publisher", _text([next(iter(publishers), None)]))
    return statement


def _state_rating(rating: object) -> str:
    if not isinstance(rating, dict):
        return _text(rating)
    value, best = _text(rating.get("ratingValue")), _text(rating.get("bestRating"))
    if not value or not is_number(value):
        return value
    worst = _text(rating.get("worstRating"))
    # A scale such as -4 to 4 cannot be written as a fraction; the bare value can stand.
    if worst.startswith("-"):
        return value
    if not best and read_number(value) > float(_BEST_BY_DEFAULT):
        return value  # it is of another scale, and does not say which
    return f"{value}/{best or _BEST_BY_DEFAULT}"


def _set(statement: Statement, field: str, label: str, value: Value | None) -> None:
    if value and field not in statement:
        statement[field] = Stated(label, value)


def _kinds(item: Object) -> frozenset[str]:
    kinds = _as_list(item.get("@type"))
    return frozenset(str(kind).rsplit("/", 1)[-1].lower() for kind in kinds)


def _as_list(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _first(value: object) -> object:
    return next(iter(_as_list(value)), None)


def _resolve(value: object, by_id: Mapping[str, Object]) -> Any:
    """The object that *value* points to by its ``@id``, else *value*."""
    if isinstance(value, dict) and "@id" in value and "name" not in value:
        return by_id.get(str(value["@id"]), value)
    return value


def _text(value: object) -> str:
    value = _first(value)
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name")
    if isinstance(value, str):
        # Pages escape what they put into JSON as they escape HTML.
        return str(value) if isinstance(value, Number) else decode_entities(value).strip()
    return ""


def _names(value: object) -> Value:
    """The names in a list of strings or objects; one string stays whole, to be split later."""
    if isinstance(value, str):
        return _text(value)
    names = (_text([part]) for part in _as_list(value)[: limits.MOST_COLUMNS])
    return tuple(dict.fromkeys(name for name in names if name))
