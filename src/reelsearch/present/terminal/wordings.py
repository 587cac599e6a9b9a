"""What a reviewer leans on as two lists to read: words, then phrases, each with a passage."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from reelsearch.present.safety import clean_line
from reelsearch.present.terminal.consoles import (
    FILM,
    MATCH,
    NOTE,
    QUIET,
    plain,
    print_indented,
)
from reelsearch.present.terminal.hits import render_passage, title_of
from reelsearch.studies.wording import Favourite, Wording

_INDENT = 4


def print_wording(console: Console, found: Wording) -> None:
    """Whose words they are, what they are compared with, and the words and phrases."""
    if found.reviewer is None:
        return
    heading = plain(found.reviewer, FILM)
    heading.append(f" — {_count(found.reviews, 'review')}, {_count(found.tokens, 'word')}", "")
    print_indented(console, heading, 0)
    beside = f"beside {_count(found.others, 'review')} by others, "
    beside += _count(found.others_tokens, "word")
    print_indented(console, Text(beside, QUIET), 0)
    for name, favourites in (("words", found.words), ("phrases", found.phrases)):
        console.print()
        if favourites:
            _print_list(console, f"{name} used more than others use them", favourites)
        else:
            print_indented(console, Text(f"no {name} used clearly more than by others", QUIET), 0)
    console.print()


def print_notes(console: Console, found: Wording) -> None:
    """Which name was meant, one line each."""
    for note in found.notes:
        console.print(plain(note, NOTE))


def _print_list(console: Console, title: str, favourites: Sequence[Favourite]) -> None:
    print_indented(console, Text(f"{title} (per 10,000 words)", QUIET), 0)
    for favourite in favourites:
        line = plain(favourite.text, MATCH)
        line.append(f"  {_times(favourite.count)} in {_count(favourite.reviews, 'review')}", "")
        line.append(f"  {favourite.rate:.1f}, others {favourite.others_rate:.1f}", QUIET)
        print_indented(console, line, _INDENT // 2)
        passage = render_passage(favourite.passage, favourite.review)
        passage.append(f" ({clean_line(title_of(favourite.review))})", QUIET)
        print_indented(console, passage, _INDENT)


def _times(count: int) -> str:
    return "twice" if count == 2 else f"{count:,} times"


def _count(count: int, what: str) -> str:
    return f"1 {what}" if count == 1 else f"{count:,} {what}s"
