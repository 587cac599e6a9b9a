"""The block of keys at the head of a Markdown file.

In: the file's text. Out: its keys and values, the text below, and how many lines the
block took. YAML between ``---``, JSON (which is YAML) after ``---json``, and TOML between
``+++`` are read; what is not valid (``title: John Wick: Chapter 2``) is read line by
line. Values stay as they
were written: *1917* is a title and *No* is one too. Refuses: aliases (a few lines of
them unfold to gigabytes), blocks that are no mapping.
"""

from __future__ import annotations

import datetime
import re
import tomllib
from typing import Any, Final, NamedTuple

import yaml

from reelsearch.readers.record import Value

LONGEST_BLOCK: Final = 20_000
_MOST_BRACKETS: Final = 100
_MOST_KEYS: Final = 500

_OPENING = re.compile(r"(---|\+\+\+)(?:[ \t]*|(?<=---)(?:json|yaml)[ \t]*)\n")
_CLOSINGS: Final = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.M),
    "+++": re.compile(r"^\+\+\+[ \t]*$", re.M),
}
_KEY = re.compile(r"([A-Za-z_][\w .-]{0,60}?)[ \t]{0,20}[:=](?:[ \t]{1,20}(.{0,2000}))?\Z")
_ITEM = re.compile(r"[ \t]{0,20}-[ \t]{1,20}(.{1,500})\Z")


class FrontMatter(NamedTuple):
    """``keys`` maps a key to its value and the line it stands on (1 is the file's first)."""

    keys: dict[str, tuple[Value, int | None]]
    text: str
    warnings: tuple[str, ...] = ()


class _RefusedError(Exception):
    """Valid YAML of a kind that no front matter needs."""


class _Loader(yaml.BaseLoader):
    """Makes strings, lists and mappings of strings; no other objects, and no aliases."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise _RefusedError("an alias")
        return super().compose_node(parent, index)


def split_front_matter(text: str) -> FrontMatter:
    """The keys at the head of *text* and what stands below; no keys if there is no block."""
    opening = _OPENING.match(text)
    if not opening:
        return FrontMatter({}, text)
    fence = opening[1]
    end = _CLOSINGS[fence].search(text, opening.end(), opening.end() + LONGEST_BLOCK)
    if end is None:
        return FrontMatter({}, text)
    block, rest = text[opening.end() : end.start()], text[end.end() :].lstrip("\n")
    parsed = _parse_toml(block) if fence == "+++" else _parse_yaml(block)
    warnings: tuple[str, ...] = ()
    if parsed is None:
        kind = "TOML" if fence == "+++" else "YAML"
        parsed = _parse_by_line(block)
        warnings = (f"the front matter is not valid {kind}; read line by line",)
    lines = _find_lines(block)
    keys = {key: (value, lines.get(key)) for key, value in parsed.items()}
    return FrontMatter(keys, rest, warnings)


def _parse_yaml(block: str) -> dict[str, Value] | None:
    # The parser takes seconds over thousands of open brackets.
    if block.count("[") + block.count("{") > _MOST_BRACKETS:
        return None
    try:
        # As safe as safe_load, and it does not make a number of "1917" nor False of "No".
        found = yaml.load(block, Loader=_Loader)
    except (yaml.YAMLError, _RefusedError, RecursionError, ValueError):
        return None
    if found is None or found == "":
        return {}
    return _take_values(found) if isinstance(found, dict) else None


def _parse_toml(block: str) -> dict[str, Value] | None:
    try:
        return _take_values(tomllib.loads(block))
    except (tomllib.TOMLDecodeError, RecursionError, ValueError):
        return None


def _take_values(found: dict[Any, Any]) -> dict[str, Value]:
    """The keys of *found*, and those of a mapping in it (``params``, ``film``) joined to it."""
    keys: dict[str, Value] = {}
    for key, value in list(found.items())[:_MOST_KEYS]:
        if isinstance(value, dict):
            inner = {f"{key} {name}": held for name, held in list(value.items())[:_MOST_KEYS]}
            for name, held in inner.items():
                if (taken := _take_value(held)) is not None:
                    keys[str(name)] = taken
        elif (taken := _take_value(value)) is not None:
            keys[str(key)] = taken
    return keys


def _take_value(value: object) -> Value | None:
    match value:
        case str():
            return value.strip()
        case bool() | dict():
            return None
        case int() | float():
            return str(value)
        case datetime.date() | datetime.time():
            return value.isoformat()
        case list():
            parts = (_take_value(part) for part in value[:_MOST_KEYS])
            return tuple(part for part in parts if isinstance(part, str) and part)
    return None


def _parse_by_line(block: str) -> dict[str, Value]:
    keys: dict[str, Value] = {}
    last = ""
    for line in block.split("\n"):
        if match := _KEY.match(line.rstrip()):
            last = match[1].strip()
            keys.setdefault(last, _strip_quotes(match[2] or ""))
        elif (item := _ITEM.match(line.rstrip())) and last:
            held = keys[last]
            # An empty value with items below it is a list.
            before = held if isinstance(held, tuple) else ((held,) if held else ())
            keys[last] = (*before[:_MOST_KEYS], str(_strip_quotes(item[1])))
        if len(keys) >= _MOST_KEYS:
            break
    return keys


def _strip_quotes(value: str) -> Value:
    value = value.strip()
    if len(value) > 1 and value[0] == "[" and value[-1] == "]":
        parts = (part.strip().strip("\"'") for part in value[1:-1].split(","))
        return tuple(part for part in parts if part)
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value


def _find_lines(block: str) -> dict[str, int]:
    """Key → its line in the file, whose first line is the fence."""
    lines: dict[str, int] = {}
    for number, line in enumerate(block.split("\n"), start=2):
        if match := _KEY.match(line.rstrip()):
            lines.setdefault(match[1].strip(), number)
    return lines
