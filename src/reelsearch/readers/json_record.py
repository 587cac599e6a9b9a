"""One JSON object to one review.

In: an object as the json module gives it. Out: a review, or a Rejection that says what
is wrong with the object. Keys are matched as columns are; nested keys are joined, so
``{"movie": {"title": …}}`` is the column *movie title*.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from reelsearch.readers import limits
from reelsearch.readers.columns import FILM_FACTS, explain_no_body, match_columns
from reelsearch.readers.conventions import Conventions
from reelsearch.readers.decode import mend_escaped
from reelsearch.readers.markup import strip_markup
from reelsearch.readers.record import Stated, Value, build_review, note_of
from reelsearch.review import Location, Rejection, Review

_ENVELOPES = re.compile(r"(?:data|fields|attributes|metadata|meta|record|node|_source)\.", re.I)
_HOLDERS = re.compile(r"(?:comment|review|post|entry|author_?details|user_?review)\.", re.I)
_OF_THE_REVIEW: Final = frozenset(("body", "rating", "rating_max", "date", "reviewer"))
"""The fields that what holds them ({"comment": {"comment": …}}) does not change."""

_LISTS: Final = ("reviews", "review", "data", "items", "results", "records", "rows", "entries")
_DEEPEST: Final = 4
_MOST_PARTS: Final = 200


class Number(str):
    """A JSON number as it was written: ``3.50`` stays ``3.50``, and any length is cheap."""

    __slots__ = ()


DECODER: Final = json.JSONDecoder(
    parse_float=Number, parse_int=Number, parse_constant=lambda _: None, strict=False
)
"""Reads NaN as null, and control codes in strings as themselves."""


class RecordReader:
    """Reads the objects of one file, which mostly have the same keys."""

    def __init__(self, columns: Mapping[str, str]) -> None:
        self._mapped = columns
        self._matched: dict[tuple[str, ...], dict[str, int]] = {}
        self._conventions = Conventions()

    def note(self, found: object) -> None:
        """Take an object into account before any is read: how its file writes ratings and dates."""
        if isinstance(found, dict):
            pairs, columns = self._match_object(found)
            self._conventions.note(*note_of(_state_object(pairs, columns, None)))

    def read(self, found: object, location: Location, line: int | None) -> Review | Rejection:
        """The review that *found* is, or why it is none."""
        if not isinstance(found, dict):
            return Rejection(
                location,
                f"a record is an object with named values and this one is {_name_kind(found)}; "
                "put it into an object with a text key",
            )
        pairs, columns = self._match_object(found)
        if "body" not in columns:
            return Rejection(location, explain_no_body([label for label, _ in pairs]))
        if isinstance(pairs[columns["body"]][1], bool):  # {"review": true, "comment": "..."}
            written = [pair for pair in pairs if not isinstance(pair[1], bool)]
            again = self._match(tuple(label for label, _ in written))
            pairs, columns = (written, again) if "body" in again else (pairs, columns)
        text = _text_of(pairs[columns["body"]][1])
        if text is None:
            label, value = pairs[columns["body"]]
            return Rejection(
                location,
                f"the text of a review is a string and {label!r} is {_name_kind(value)}; "
                "quote it, or leave the record out",
            )
        stated = _state_object(pairs, columns, line)
        return build_review(strip_markup(text), location, stated, (), self._conventions)

    def _match_object(
        self, found: Mapping[str, Any]
    ) -> tuple[list[tuple[str, object]], dict[str, int]]:
        is_flat = dict not in map(type, found.values()) and len(found) < limits.MOST_COLUMNS
        pairs = list(found.items() if is_flat else _flatten(found))
        return pairs, self._match(tuple(label for label, _ in pairs))

    def _match(self, labels: tuple[str, ...]) -> dict[str, int]:
        matched = self._matched.get(labels)
        if matched is None:
            names = [_ENVELOPES.sub("", label) for label in labels]
            mapped = {f: c for f, c in self._mapped.items() if c in labels or c in names}
            matched = match_columns([*names], mapped)
            inner = [_HOLDERS.sub("", name) for name in names]
            for field, at in match_columns(inner, {}).items():
                if field in _OF_THE_REVIEW and at not in matched.values():
                    matched.setdefault(field, at)
            if len(self._matched) < limits.MOST_COLUMNS:
                self._matched[labels] = matched
        return matched


def _state_object(
    pairs: Sequence[tuple[str, object]], columns: Mapping[str, int], line: int | None
) -> dict[str, Stated]:
    stated = {}
    for field, at in columns.items():
        label, held = pairs[at]
        if field != "body" and (value := _value_of(held)):
            stated[field] = Stated(label, value, line)
    return stated


def find_records(document: object) -> Iterator[object]:
    """The records in a whole document: a list, an object with a list in it, or one object.

    What the object around a list says about the film holds for each record of the list.
    """
    if isinstance(document, list):
        for item in document:
            yield from find_records(item) if _holds_list(item) else (item,)
        return
    name = _holds_list(document)
    if isinstance(document, dict) and name:
        around = {k: v for k, v in document.items() if k != name and _is_film_fact(k)}
        for item in document[name]:
            yield {**around, **item} if isinstance(item, dict) else item
    else:
        yield document


def _holds_list(document: object) -> str | None:
    if isinstance(document, dict):
        for name in document:
            held = document[name]
            if name.lower() in _LISTS and isinstance(held, list) and _has_object(held):
                return str(name)
    return None


def _has_object(held: Sequence[object]) -> bool:
    return not held or any(isinstance(item, dict) for item in held[:10])


def _is_film_fact(key: str) -> bool:
    return any(field in FILM_FACTS for field in match_columns([key], {}))


def _flatten(found: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    stack: list[tuple[str, object, int]] = [("", found, 0)]
    given = 0
    while stack and given < limits.MOST_COLUMNS:
        label, value, depth = stack.pop()
        if isinstance(value, dict) and depth < _DEEPEST:
            inner = [
                (f"{label}.{key}" if label else str(key), held, depth + 1)
                for key, held in list(value.items())[: limits.MOST_COLUMNS]
            ]
            stack.extend(reversed(inner))
        else:
            given += 1
            yield label, value


def _text_of(value: object) -> str | None:
    if value is None:
        return ""
    if isinstance(value, Number):
        return None
    if isinstance(value, str):
        return mend_escaped(value)
    if isinstance(value, list) and value and all(type(part) is str for part in value):
        return mend_escaped("\n\n".join(value))
    return None


def _value_of(value: object) -> Value | None:
    if isinstance(value, str):
        return mend_escaped(value).strip() or None
    if isinstance(value, list):
        parts = (_name_of(part) for part in value[:_MOST_PARTS])
        return tuple(part for part in parts if part) or None
    return None


def _name_of(part: object) -> str | None:
    if isinstance(part, dict):
        part = part.get("name") or part.get("title")
    return mend_escaped(part).strip() if isinstance(part, str) else None


def _name_kind(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case Number():
            return "a number"
        case str():
            return "a string"
        case list():
            return "a list"
        case _:
            return "an object"
