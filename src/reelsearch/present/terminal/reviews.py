"""One review in full, or what a file would become: each field, and how it is known."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from reelsearch.present.safety import clean_line, clean_lines
from reelsearch.present.summaries import Summary
from reelsearch.present.terminal.consoles import (
    FILM,
    NOTE,
    QUIET,
    plain,
    print_indented,
    print_rows,
)
from reelsearch.present.terminal.hits import title_of
from reelsearch.review import FACTS, Origin, Rejection, Review

_NAMES = max(map(len, FACTS)) + 4
"""The columns that names take, with the blanks before and after."""


def print_review(console: Console, review: Review) -> None:
    """The facts that are known, then the text."""
    heading = plain(title_of(review), FILM)
    if review.reviewer:
        heading.append(f" — {clean_line(review.reviewer)}", "")
    console.print(heading)
    console.print(plain(f"{review.path} · {review.id}", QUIET))
    facts = [name for name in FACTS if name not in ("film", "year", "reviewer")]
    print_rows(
        console,
        [(Text(n, QUIET), plain(v)) for n in facts if (v := show_value(review, n))],
    )
    if review.theme_evidence:
        console.print()
        for theme, (start, end) in review.theme_evidence.items():
            quoted = plain(f"{theme}: “{clean_line(review.text[start:end])}”", QUIET)
            print_indented(console, quoted, 0)
    console.print()
    print_indented(console, Text(clean_lines(review.text).rstrip()), 0)


def print_diagnosis(console: Console, item: Review | Rejection) -> None:
    """What a file, member or row would become, and the line that says so."""
    console.print(plain(str(item.location), FILM))
    if isinstance(item, Rejection):
        console.print(plain(f"  rejected: {item.reason}", "red"))
        console.print()
        return
    rows = []
    for name in FACTS:
        known = item.origin(name)
        if known.origin is Origin.MISSING:
            rows.append((Text(f"  {name}", QUIET), Text(str(known.origin), QUIET)))
            continue
        value = plain(show_value(item, name), "bold")
        value.append(f"  {known.origin}", QUIET)
        rows.append((Text(f"  {name}"), value))
        for line in _evidence(item, name):
            evidence = plain(f"  {line}", QUIET)
            evidence.truncate(max(console.width - _NAMES, 20), overflow="ellipsis")
            rows.append((Text(), evidence))
    print_rows(console, rows)
    for warning in item.warnings:
        console.print(plain(f"  note: {warning}", NOTE))
    console.print()


def _evidence(review: Review, name: str) -> Iterator[str]:
    """What said so, with its line; of themes found in the prose, for each of them."""
    known = review.origin(name)
    if name == "themes" and review.theme_evidence:
        first = next(iter(review.theme_evidence.values()))[0]
        # What is known of the first is its line in the file, of which this may be a part.
        above = known.line - review.text.count("\n", 0, first) if known.line else 1
        for theme, (start, end) in review.theme_evidence.items():
            line = above + review.text.count("\n", 0, start)
            yield f"{theme}: line {line}: {clean_line(review.text[start:end])}"
        return
    if known.evidence:
        yield f"line {known.line}: {known.evidence}" if known.line else known.evidence


def print_summary(console: Console, summary: Summary) -> None:
    """What share of a large file's reviews has which fact, and which rows would be rejected."""
    console.print(plain(summary.path, FILM))
    console.print(Text(f"  {summary.reviews:,} reviews, {summary.rejected:,} rejected"))
    rows = [(Text(f"  {name}"), Text(f"{summary.share(name):7.1%}")) for name in FACTS]
    print_rows(console, rows)
    for note in summary.notes:
        print_indented(console, plain(f"note: {note}", NOTE), 2)
    for rejection in summary.rejections:
        print_indented(console, plain(f"rejected: {rejection}", "red"), 2)
    if len(summary.rejections) < summary.rejected:
        more = summary.rejected - len(summary.rejections)
        console.print(Text(f"  … and {more:,} more; --format jsonl names all", QUIET))
    console.print()


def show_value(review: Review, name: str) -> str:
    """The value of a fact in words; empty if it is not known."""
    value = getattr(review, name)
    if name == "rating":
        if review.rating is None:
            return f"{review.rating_text} (not understood)" if review.rating_text else ""
        written = f" ({review.rating_text})" if review.rating_text else ""
        return f"{review.rating:.2f}{written}"
    if name == "cast":
        return ", ".join(
            f"{actor} ({review.characters[actor]})" if actor in review.characters else actor
            for actor in review.cast
        )
    if name == "runtime" and value is not None:
        return f"{value} minutes"
    if isinstance(value, tuple):
        return ", ".join(value)
    return "" if value is None else str(value)
