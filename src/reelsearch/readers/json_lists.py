"""Where the records stand in a JSON document that is more than a list of them.

In: a document as the json module gives it. Out: its records, each with what the objects
around it say about the film, the paper and who wrote. An object is a record itself if it has
a text; if not, what it holds is looked through: ``{"data": {"items": [...]}}``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

from reelsearch.readers import limits
from reelsearch.readers.columns import FILM_FACTS, fold_name, match_columns
from reelsearch.readers.name_words import find_fields

_LISTS: Final = ("reviews", "review", "data", "items", "results", "records", "rows", "entries")
_DEEPEST: Final = 5
_LOOKED_AT: Final = 10
_FACTS: Final = frozenset((*FILM_FACTS, "publication", "reviewer"))
"""What holds for all the records of a list, if the object around it says so: an export is of one
person, or of one paper."""


def find_records(document: object, mapped: Mapping[str, str]) -> Iterator[object]:
    """The records in a whole document: a list, an object with lists in it, or one object.

    What the objects around a list say about the film, the paper and who wrote holds for each
    record of the list that says nothing of it. *mapped* is what a person said of the keys:
    field → key.
    """
    return _Search(mapped.get("body", "")).find(document, {}, 0)


class _Search:
    def __init__(self, body: str) -> None:
        self._body = fold_name(body)

    def find(self, held: object, around: Mapping[str, Any], depth: int) -> Iterator[object]:
        if isinstance(held, list):
            for item in held:
                yield from self.find(item, around, depth + 1) if type(item) is dict else (item,)
            return
        if not isinstance(held, dict):
            yield held
            return
        parts = self._choose_parts(held) if depth < _DEEPEST else []
        if not parts:
            yield _join(around, held)
            return
        facts = {k: v for k, v in held.items() if k not in parts and _fields_of(k) & _FACTS}
        for key in parts:
            yield from self.find(held[key], _join(around, facts), depth + 1)

    def _choose_parts(self, held: Mapping[str, Any]) -> list[str]:
        """The keys of *held* in which there are records; none if it is one itself."""
        looked_at = list(held.items())[: limits.MOST_COLUMNS]
        for key, value in looked_at:
            if key.casefold() in _LISTS and _is_list_of_objects(value, or_empty=True):
                return [key]
        if any(self._is_body(key) and not _is_list_of_objects(value) for key, value in looked_at):
            return []
        inner = [key for key, value in looked_at if type(value) is dict and self._has_text(value)]
        if inner:
            return inner if _are_alike([held[key] for key in inner]) else []
        return [key for key, value in looked_at if not _known(key) and _leads_to_list(value, 0)]

    def _has_text(self, held: Mapping[str, Any]) -> bool:
        """Whether *held*, or an object in it, has a string that is a review."""
        looked_at = list(held.items())[: limits.MOST_COLUMNS]
        inner = [item for _, value in looked_at if type(value) is dict for item in value.items()]
        return any(
            isinstance(value, str) and self._is_body(key)
            for key, value in (*looked_at, *inner[: limits.MOST_COLUMNS])
        )

    def _is_body(self, key: str) -> bool:
        return "body" in _known(key) or (bool(self._body) and fold_name(key) == self._body)


def _are_alike(records: list[dict[str, Any]]) -> bool:
    """Whether *records* are more than one, and most keys of each are those of the first."""
    first = records[0].keys()
    alike = (len(first & record.keys()) * 2 >= len(record) for record in records)
    return len(records) > 1 and all(alike)


def _leads_to_list(value: object, depth: int) -> bool:
    if isinstance(value, dict) and depth < _DEEPEST:
        inner = list(value.items())[: limits.MOST_COLUMNS]
        return any(_leads_to_list(held, depth + 1) for key, held in inner if not _known(key))
    return _is_list_of_objects(value)


def _is_list_of_objects(value: object, *, or_empty: bool = False) -> bool:
    if not isinstance(value, list):
        return False
    return any(isinstance(item, dict) for item in value[:_LOOKED_AT]) or (or_empty and not value)


def _join(around: Mapping[str, Any], record: dict[str, Any]) -> dict[str, Any]:
    """*record* with what is said *around* it of fields that it says nothing of."""
    if not around:
        return record
    own = {field for key in list(record)[: limits.MOST_COLUMNS] for field in _fields_of(key)}
    return {**{key: v for key, v in around.items() if not _fields_of(key) & own}, **record}


@lru_cache(maxsize=4_096)
def _known(key: str) -> frozenset[str]:
    """The fields of which *key* is a whole known name."""
    return frozenset(match_columns([key], {}))


@lru_cache(maxsize=4_096)
def _fields_of(key: str) -> frozenset[str]:
    """The fields that *key* speaks of, as a whole or by its words."""
    return _known(key) or frozenset(spoken.field for spoken in find_fields(key)[:1])
