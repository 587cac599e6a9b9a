"""What tests of pasted reviews share: prose that says nothing, reading, and comparing facts."""

from __future__ import annotations

from typing import Any

import pytest

from reelsearch.annotate import annotate
from reelsearch.review import Location, Review

PROSE = (
    "The night is long and the road is empty, and nobody in it says what he wants until the "
    "morning, when it is too late for wanting. What stays is the light on the water."
)


def read(text: str) -> Review:
    """The review that *text* is, with what it says of itself."""
    return annotate(Review(text=text, location=Location("/reviews", "a.txt")))


def check(review: Review, facts: dict[str, Any]) -> None:
    """Fail unless *review* has all the *facts*."""
    assert {name: getattr(review, name) for name in facts} == {
        name: pytest.approx(value) if isinstance(value, float) else value
        for name, value in facts.items()
    }
