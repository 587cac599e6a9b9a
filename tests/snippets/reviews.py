"""What the tests of passages share: a review made of a text, and highlights as text."""

from __future__ import annotations

from reelsearch.analysis.analyzers import stem
from reelsearch.results import Passage
from reelsearch.review import Location, Review
from reelsearch.snippets import Wanted


def make_review(text: str, body: tuple[int, int] | None = None) -> Review:
    """A review of *text*, all of it prose unless *body* says otherwise."""
    return Review(text, Location("/reviews", "one.txt"), body or (0, len(text)))


def want(*words: str) -> Wanted:
    """Words as a person types them, all of the same weight."""
    return Wanted(words={stem(word): 1.0 for word in words})


def list_highlights(text: str, passage: Passage) -> list[str]:
    """The highlighted pieces of *passage*, in order."""
    return [text[span.start : span.end] for span in passage.spans]
