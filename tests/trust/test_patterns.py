"""The program's regular expressions are found, and so is what keeps them busy."""

from __future__ import annotations

import re

import pytest

from tests.trust import patterns
from tests.trust.patterns import list_patterns, list_pumps


def test_patterns_of_every_part_are_found() -> None:
    found = {pattern.pattern for pattern in list_patterns()}
    assert len(found) > 100
    assert len(list_pumps()) > 100


@pytest.mark.parametrize(
    ("pattern", "before", "piece"),
    [
        (r"(a+)+b", "", "a"),
        (r"x\s*y", "x", "a1 "[2]),
        (r"Dir:\s{1,9}([A-Z][a-z]+, )*", "Dir: ", "Aa, "),
        (r"[^<]*>", "", "a"),
        (r"(?:ab|cd)(?=\w*)", "ab", "a"),
    ],
)
def test_repetition_is_pumped(
    pattern: str, before: str, piece: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patterns, "list_patterns", lambda: [re.compile(pattern)])
    list_pumps.cache_clear()
    try:
        pumps = list_pumps()
    finally:
        list_pumps.cache_clear()
    assert (before, piece) in {(pump.before, pump.piece) for pump in pumps}


def test_short_repetitions_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "list_patterns", lambda: [re.compile(r"a{1,9}b?")])
    list_pumps.cache_clear()
    try:
        assert list_pumps() == ()
    finally:
        list_pumps.cache_clear()
