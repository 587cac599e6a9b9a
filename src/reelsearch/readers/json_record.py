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
from reelsearch.readers.column_choice import choose_columns, find_name_parts
from reelsearch.readers.column_contents import CELL, LONGEST_VALUE, MOST_CHARS, MOST_ROWS
from reelsearch.readers.columns import explain_no_body, is_known_name, match_columns
from reelsearch.readers.conventions import Conventions
from reelsearch.readers.decode import mend_escaped
from reelsearch.readers.markup import strip_markup
from reelsearch.readers.record import NOTED, Stated, Value, build_review, note_of
from reelsearch.review import Location, Rejection, Review

_ENVELOPES = re.compile(r"(?:data|fields|attributes|metadata|meta|record|node|_source)\.", re.I)
_NAMINGS = re.compile(r"\.(?:(?:display|full)[ _]?name|name|label|value|text)\Z", re.I)
_HOLDERS = re.compile(r"(?:comment|review|post|entry|author_?details|user_?review)\.", re.I)
_OF_THE_REVIEW: Final = frozenset(("body", "rating", "rating_max", "date", "reviewer"))
"""The fields that what holds them ({"comment": {"comment": …}}) does not change."""

_NAMED_BY: Final = ("name", "title", "fullName", "full_name", "displayName", "display_name",
                    "username", "userName", "login")  # fmt: skip
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
        self._first: list[list[tuple[str, object]]] | None = []
        self._size = 0
        self._held: dict[str, list[str]] = {}
        self._agreed: dict[str, str] = {}
        self._told = ""

    def note(self, found: object) -> None:
        """Take an object into account before any is read: how its file writes ratings and dates,
        and, of the first, what its keys hold."""
        if not isinstance(found, dict):
            return
        pairs = _list_pairs(found)
        if self._first is None:
            self._note_conventions(pairs)
            return
        self._first.append(pairs)
        for label, value in pairs:
            written = _write_value(value)
            self._size += len(label) + len(written) + CELL
            if label in self._held or len(self._held) < limits.MOST_COLUMNS:
                self._held.setdefault(label, []).append(written[:LONGEST_VALUE])
        if len(self._first) >= MOST_ROWS or self._size > MOST_CHARS:
            self._settle()

    def read(self, found: object, location: Location, line: int | None) -> Review | Rejection:
        """The review that *found* is, or why it is none."""
        self._settle()
        if not isinstance(found, dict):
            return Rejection(
                location,
                f"a record is an object with named values and this one is {_name_kind(found)}; "
                "put it into an object with a text key",
            )
        pairs = _list_pairs(found)
        columns = self._match(tuple(label for label, _ in pairs))
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
        told = (self._told,) if self._told else ()
        result = build_review(strip_markup(text), location, stated, told, self._conventions)
        if isinstance(result, Review):
            self._told = ""  # said once, with the first
        return result

    def _settle(self) -> None:
        """Have done with the first objects: what their keys hold is known from here on."""
        if self._first is None:
            return
        first, self._first = self._first, None
        labels = tuple(self._held)
        names = _list_names(labels)
        mapped = self._choose_mapped(labels, names)
        chosen = choose_columns(names, mapped, list(self._held.values()))
        self._agreed = {field: labels[at] for field, at in chosen.columns.items()}
        self._told = chosen.told
        for pairs in first:
            self._note_conventions(pairs)

    def _choose_mapped(self, labels: Sequence[str], names: Sequence[str]) -> dict[str, str]:
        """What a person said of keys that are there, by their *names*."""
        there = {**dict(zip(names, names, strict=True)), **dict(zip(labels, names, strict=True))}
        return {field: there[key] for field, key in self._mapped.items() if key in there}

    def _note_conventions(self, pairs: Sequence[tuple[str, object]]) -> None:
        columns = self._match(tuple(label for label, _ in pairs))
        noted = {field: columns[field] for field in NOTED if field in columns}
        self._conventions.note(*note_of(_state_object(pairs, noted, None)))

    def _match(self, labels: tuple[str, ...]) -> dict[str, int]:
        matched = self._matched.get(labels)
        if matched is None:
            matched = self._match_labels(labels)
            if len(self._matched) < limits.MOST_COLUMNS:
                self._matched[labels] = matched
        return matched

    def _match_labels(self, labels: tuple[str, ...]) -> dict[str, int]:
        """The fields of an object with these keys: as in the first objects, else by name."""
        names = _list_names(labels)
        matched = {f: labels.index(label) for f, label in self._agreed.items() if label in labels}
        taken = set(matched.values())
        left = ["" if at in taken else name for at, name in enumerate(names)]
        asked = self._choose_mapped(labels, names)
        mapped = {field: name for field, name in asked.items() if field not in matched}
        named = match_columns(left, mapped)
        if "body" not in matched and "body" not in named:
            held = [self._held.get(label, ()) for label in labels]
            named = choose_columns(left, mapped, held, by_contents=False).columns
        for field, at in named.items():
            if at not in taken:
                matched.setdefault(field, at)
        inner = [_HOLDERS.sub("", name) for name in names]
        for field, at in match_columns(inner, {}).items():
            if field in _OF_THE_REVIEW and at not in matched.values():
                matched.setdefault(field, at)
        return matched


def _list_names(labels: Sequence[str]) -> list[str]:
    """The names by which keys are known, without what only wraps a record or a name."""
    names = [_ENVELOPES.sub("", label) for label in labels]
    return [
        name if is_known_name(name) or is_known_name(_HOLDERS.sub("", name))
        else _NAMINGS.sub("", name)
        for name in names
    ]  # fmt: skip


def _list_pairs(found: Mapping[str, Any]) -> list[tuple[str, object]]:
    """The keys of *found* and of what is in it, joined, with their values."""
    is_flat = dict not in map(type, found.values()) and len(found) < limits.MOST_COLUMNS
    return list(found.items() if is_flat else _flatten(found))


def _state_object(
    pairs: Sequence[tuple[str, object]], columns: Mapping[str, int], line: int | None
) -> dict[str, Stated]:
    stated = {}
    for field, at in columns.items():
        label, held = pairs[at]
        if field != "body" and (value := _value_of(held)):
            stated[field] = Stated(label, value, line)
    return stated


def _flatten(found: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    stack: list[tuple[str, object, int]] = [("", found, 0)]
    given = 0
    while stack and given < limits.MOST_COLUMNS:
        label, value, depth = stack.pop()
        if isinstance(value, dict) and depth < _DEEPEST:
            if label and (name := _join_name(value)):
                value = {"name": name, **value}
            inner = [
                (f"{label}.{key}" if label else str(key), held, depth + 1)
                for key, held in list(value.items())[: limits.MOST_COLUMNS]
            ]
            stack.extend(reversed(inner))
        else:
            given += 1
            yield label, value


def _write_value(value: object) -> str:
    """*value* as a cell of a table would have it; what a list of objects names."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    held = _value_of(value)
    return held if isinstance(held, str) else "; ".join(held or ())


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
        part = _join_name(part) or next(
            (part[key] for key in _NAMED_BY if isinstance(part.get(key), str)), None
        )
    return mend_escaped(part).strip() if isinstance(part, str) else None


def _join_name(person: Mapping[str, Any]) -> str | None:
    """The given and the family name of a *person*, if no key has both."""
    keys = list(person)[:_MOST_PARTS]
    parts = None if "name" in person else find_name_parts(keys, None)
    held = [person[keys[at]] for at in parts or ()]
    return " ".join(held) if held and all(isinstance(part, str) for part in held) else None


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
