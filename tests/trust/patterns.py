"""The repetitions in the program's regular expressions, each as a text that keeps it busy.

A regular expression that backtracks does so over what one of its repetitions matches: so for
each repetition without an end, a text that leads to it and a piece to repeat. What becomes of
such texts is measured in ``tests.trust.growth``.
"""

from __future__ import annotations

import pkgutil
import re
import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

import reelsearch

_parser: Any = import_module("re._parser")  # the one that ``re`` itself uses
_LONG = 40
"""A repetition that ends after fewer is none to worry about."""
_TRIED = "a1 A-.:,'\"()[]<>&/*_#é’\n\t"


class Pump(NamedTuple):
    """*piece* repeated after *before* is what a repetition of *pattern* takes in."""

    before: str
    piece: str
    pattern: str


def list_patterns() -> Iterator[re.Pattern[str]]:
    """Every expression over text that a module of the package keeps."""
    for found in pkgutil.walk_packages(reelsearch.__path__, "reelsearch."):
        if not found.name.endswith("__main__"):
            import_module(found.name)
    for name, module in sorted(sys.modules.items()):
        if name.startswith("reelsearch."):
            for value in list(vars(module).values()):
                yield from _find_patterns(value)


def _find_patterns(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif isinstance(value, (tuple, list, set, frozenset)):
        for item in value:
            yield from _find_patterns(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _find_patterns(item)


@cache
def list_pumps() -> tuple[Pump, ...]:
    """A pump for each repetition of each pattern, none twice."""
    pumps: dict[tuple[str, str], Pump] = {}
    for pattern in list_patterns():
        tree = _parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
        for before, piece in _find_repeats(list(tree), ""):
            if piece:
                pumps.setdefault((before, piece), Pump(before, piece, pattern.pattern))
    return tuple(pumps.values())


def _find_repeats(nodes: list[tuple[Any, Any]], before: str) -> Iterator[tuple[str, str]]:
    for kind, value in nodes:
        for inner, is_repeated in _open(kind, value):
            if is_repeated:
                yield before, _witness(inner)
            yield from _find_repeats(inner, before)
        before += _witness([(kind, value)])


def _open(kind: Any, value: Any) -> Iterator[tuple[list[tuple[Any, Any]], bool]]:
    """What stands within a node, and whether it is repeated for long."""
    match str(kind):
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            _, most, inner = value
            yield list(inner), int(most) >= _LONG
        case "SUBPATTERN":
            yield list(value[3]), False
        case "ATOMIC_GROUP":
            yield list(value), False
        case "BRANCH":
            for inner in value[1]:
                yield list(inner), False
        case "ASSERT" | "ASSERT_NOT":
            yield list(value[1]), False


def _witness(nodes: list[tuple[Any, Any]]) -> str:
    """A text that *nodes* match, nearly always: it is for trying, and not for proof."""
    return "".join(_witness_of(str(kind), value) for kind, value in nodes)


def _witness_of(kind: str, value: Any) -> str:
    match kind:
        case "LITERAL":
            return chr(value)
        case "NOT_LITERAL":
            return next(char for char in _TRIED if ord(char) != int(value))
        case "ANY":
            return "a"
        case "IN":
            return _pick(value)
        case "BRANCH":
            return _witness(list(value[1][0]))
        case "SUBPATTERN":
            return _witness(list(value[3]))
        case "ATOMIC_GROUP":
            return _witness(list(value))
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            least, _, inner = value
            return _witness(list(inner)) * min(int(least), _LONG)
    return ""


def _pick(members: list[tuple[Any, Any]]) -> str:
    """A character of a class."""
    is_negated = bool(members) and str(members[0][0]) == "NEGATE"
    for char in (*_TRIED, *(_first_of(kind, value) for kind, value in members)):
        if char and is_negated != any(_holds(str(kind), value, char) for kind, value in members):
            return str(char)
    return ""


def _first_of(kind: Any, value: Any) -> str:
    match str(kind):
        case "LITERAL":
            return chr(value)
        case "RANGE":
            return chr(value[0])
    return ""


def _holds(kind: str, value: Any, char: str) -> bool:
    match kind:
        case "LITERAL":
            return ord(char) == int(value)
        case "RANGE":
            return bool(value[0] <= ord(char) <= value[1])
        case "CATEGORY":
            name = str(value)
            found = {
                "DIGIT": char.isdigit(),
                "SPACE": char.isspace(),
                "WORD": char.isalnum() or char == "_",
            }[name.rpartition("_")[2]]
            return found != ("_NOT_" in name)
    return False
