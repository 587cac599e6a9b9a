"""A concordance on a screen: the keyword in one column, and where each line stands.

Sorted by the words around, each line ends in a number, and the reviews follow below by
these numbers. Sorted by film or date, the lines of a review stand below its heading.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from reelsearch.present.safety import clean_line, mask
from reelsearch.present.terminal.consoles import (
    FILM,
    MATCH,
    NOTE,
    QUIET,
    plain,
    print_indented,
    print_rows,
)
from reelsearch.studies.concordance import Concordance, ConcordanceLine

_BY_PLACE = ("film", "date")
_WIDEST_KEYWORD = 0.4  # of the room for a line
_GAP = 2


def print_concordance(console: Console, found: Concordance, sort: str) -> None:
    """All lines, with what they stand in."""
    if not found.lines:
        return
    if sort in _BY_PLACE:
        _print_by_review(console, found.lines)
    else:
        _print_with_numbers(console, found.lines)
    console.print()


def _print_by_review(console: Console, lines: Sequence[ConcordanceLine]) -> None:
    rows = _lay_out(lines, [str(line.line) for line in lines], console.width)
    console.print(Text(f"{'line':>{console.width}}", QUIET), soft_wrap=True)
    before = None
    for line, row in zip(lines, rows, strict=True):
        if line.id != before:
            if before:
                console.print()
            print_indented(console, _describe(line), 0)
        before = line.id
        console.print(row, soft_wrap=True)


def _print_with_numbers(console: Console, lines: Sequence[ConcordanceLine]) -> None:
    first: dict[str, ConcordanceLine] = {}
    for line in lines:
        first.setdefault(line.id, line)
    numbers = {review: number for number, review in enumerate(first, 1)}
    references = [f"{numbers[line.id]}:{line.line}" for line in lines]
    console.print(Text(f"{'review:line':>{console.width}}", QUIET), soft_wrap=True)
    for row in _lay_out(lines, references, console.width):
        console.print(row, soft_wrap=True)
    console.print()
    named = [(Text(f"{numbers[review]:>3}"), _describe(line)) for review, line in first.items()]
    print_rows(console, named)


def print_notes(console: Console, found: Concordance) -> None:
    """What was done to a filter, one line each."""
    for note in found.notes:
        console.print(plain(note, NOTE))


def print_summary(console: Console, found: Concordance) -> None:
    """How often it stands in how many reviews."""
    took = f"({found.took * 1000:.0f} ms)"
    if not found.total:
        console.print(Text(f"It stands in no review. {took}", QUIET))
        return
    times = "once" if found.total == 1 else f"{found.total:,} times"
    reviews = "1 review" if found.reviews == 1 else f"{found.reviews:,} reviews"
    shown = f", {len(found):,} shown" if len(found) < found.total else ""
    console.print(Text(f"{times} in {reviews}{shown} {took}", QUIET))


def _describe(line: ConcordanceLine) -> Text:
    film = line.film or "(film not stated)"
    text = plain(f"{film} ({line.year})" if line.year else film, FILM)
    if line.reviewer:
        text.append(f" — {clean_line(line.reviewer)}", "")
    about = " · ".join(filter(None, (line.date, line.path, line.id)))
    text.append(f" · {clean_line(about)}", QUIET)
    return text


def _lay_out(lines: Sequence[ConcordanceLine], references: Sequence[str], width: int) -> list[Text]:
    """A row for each line, no wider than *width*, with the keywords below each other."""
    aside = max(map(len, references)) + _GAP
    room = max(width - aside, 12)
    keywords = [Text(mask(line.keyword), MATCH) for line in lines]
    widest = int(room * _WIDEST_KEYWORD)
    usual = min(max(keyword.cell_len for keyword in keywords), widest)
    left = (room - usual) // 2
    rows = []
    for line, keyword, reference in zip(lines, keywords, references, strict=True):
        keyword.truncate(room - left, overflow="ellipsis")
        row = _fit_before(mask(line.before), left)
        row.append_text(keyword)
        row.append_text(_fit_after(mask(line.after), room - left - keyword.cell_len))
        row.pad_right(room - row.cell_len + aside - len(reference))
        row.append(reference, QUIET)
        rows.append(row)
    return rows


def _fit_before(text: str, width: int) -> Text:
    """The end of *text*, from a word on, right-aligned in *width* columns."""
    at = max(len(text) - width, 0)
    fitted = Text(text[at:])
    while fitted.cell_len > width:
        at += 1
        fitted = Text(text[at:])
    if at and not text[at - 1].isspace():
        word = text.find(" ", at)
        # Without a blank, as in Chinese, it is cut where it must be.
        fitted = Text(text[word + 1 :] if 0 <= word < len(text) - 1 else text[at:])
    fitted.pad_left(width - fitted.cell_len)
    return fitted


def _fit_after(text: str, width: int) -> Text:
    """The beginning of *text*, up to a word's end, in at most *width* columns."""
    end = min(len(text), width)
    fitted = Text(text[:end])
    while fitted.cell_len > width:
        end -= 1
        fitted = Text(text[:end])
    if end < len(text) and not text[end].isspace():
        word = text.rfind(" ", 0, end)
        fitted = Text(text[:word] if word > 0 else text[:end])
    fitted.rstrip()
    return fitted
