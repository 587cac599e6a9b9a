"""Records as JSON that is safe to print: one document, or one line for each."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from reelsearch.present.safety import escape_json


def dump_json(record: Mapping[str, Any] | list[Any]) -> str:
    """A document over several lines."""
    return escape_json(json.dumps(record, ensure_ascii=False, indent=2))


def dump_line(record: Mapping[str, Any]) -> str:
    """A record in one line."""
    return escape_json(json.dumps(record, ensure_ascii=False))
