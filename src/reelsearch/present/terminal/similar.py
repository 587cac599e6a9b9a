"""Reviews like another as a list to read, each with what it has in common with it."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from reelsearch.present.safety import clean_line
from reelsearch.present.terminal.consoles import FILM, QUIET, plain, print_indented
from reelsearch.present.terminal.hits import print_heading, render_passage, title_of
from reelsearch.review import Review
from reelsearch.studies.likeness import SimilarReview, SimilarReviews

_INDENT = 4


def print_similar(console: Console, found: SimilarReviews) -> None:
    """Which review they are like, and the reviews, numbered from 1."""
    heading = Text("Like ", QUIET)
    heading.append_text(_describe(found.review))
    print_heading(console, "", heading)
    console.print()
    for rank, similar in enumerate(found, 1):
        _print_one(console, rank, similar)


def print_summary(console: Console, found: SimilarReviews) -> None:
    """How many there are, and how long it took to find them."""
    took = f"({found.took * 1000:.0f} ms)"
    if not found.hits:
        console.print(Text(f"No review is like it. {took}", QUIET))
        return
    reviews = "1 review" if len(found) == 1 else f"{len(found):,} reviews"
    console.print(Text(f"{reviews} {took}", QUIET))


def _describe(review: Review) -> Text:
    text = plain(title_of(review), FILM)
    if review.reviewer:
        text.append(f" — {clean_line(review.reviewer)}", "")
    return text


def _print_one(console: Console, rank: int, similar: SimilarReview) -> None:
    review = similar.hit.review
    print_heading(console, f"{rank:>2}. ", _describe(review))
    for kind, names in (
        ("themes", similar.themes),
        ("people", similar.people),
        ("words", similar.words),
    ):
        if names:
            line = Text(f"{kind} in common: ", QUIET)
            line.append(clean_line(", ".join(names)), "")
            print_indented(console, line, _INDENT)
    for passage in similar.hit.passages:
        print_indented(console, render_passage(passage, review), _INDENT)
    print_indented(console, plain(f"{review.path} · {review.id}", QUIET), _INDENT)
    console.print()
