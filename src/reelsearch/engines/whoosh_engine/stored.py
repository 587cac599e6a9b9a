"""A review in, the JSON that an index stores out, and back again.

Plain data, so that reading an index a stranger made runs nothing. Fields without a
value are left out.
"""

from __future__ import annotations

import json
from dataclasses import fields
from operator import attrgetter
from typing import Any

from reelsearch.review import Location, Origin, Provenance, Review

_TUPLES = tuple(f.name for f in fields(Review) if str(f.type).startswith("tuple"))

_ATTRIBUTES = tuple(f.name for f in fields(Review))
_ORIGINS = {origin.value: origin for origin in Origin}
_DECODER = json.JSONDecoder()
_list_values = attrgetter(*_ATTRIBUTES)
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def dump_review(review: Review) -> str:
    """The review as JSON."""
    data: dict[str, Any] = {}
    for name, given in zip(_ATTRIBUTES, _list_values(review), strict=True):
        value: Any = given
        if not value and not isinstance(value, str | int | float):
            continue
        if name == "location":
            value = [value.source, value.path, value.member, value.row]
        elif name == "provenance":
            value = {fact: [p.origin, p.evidence, p.line] for fact, p in value.items()}
        elif name in ("characters", "theme_evidence"):
            value = dict(value)
        data[name] = value
    return _ENCODER.encode(data)


def load_review(stored: str) -> Review:
    """The review that :func:`dump_review` wrote. Raises ValueError, KeyError or TypeError
    where the JSON is not of that form."""
    data, end = _DECODER.raw_decode(stored)
    if end != len(stored):
        raise ValueError("something comes after the review")
    for name in _TUPLES:
        if name in data:
            data[name] = tuple(data[name])
    if (evidence := data.get("theme_evidence")) is not None:
        data["theme_evidence"] = {theme: (start, end) for theme, (start, end) in evidence.items()}
    data["location"] = Location(*data["location"])
    data["provenance"] = {
        name: Provenance(_ORIGINS[origin], evidence, line)
        for name, (origin, evidence, line) in data.get("provenance", {}).items()
    }
    return Review(**data)
