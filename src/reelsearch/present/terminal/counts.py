"""Counted values as a list with bars."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from reelsearch.present.safety import clean_line
from reelsearch.present.terminal.consoles import BAR, FILM, QUIET
from reelsearch.results import Facet, FacetCount

_WIDEST_BAR = 24
_NARROWEST_NAME = 16


def print_facet(console: Console, facet: Facet, limit: int | None = None) -> None:
    """A heading, and a line for each of the first *limit* values: count, bar, value."""
    shown = facet.counts if limit is None else facet.counts[:limit]
    console.print(Text(f"{facet.field} ({len(facet.counts)})", FILM))
    print_counts(console, shown)
    if len(shown) < len(facet.counts):
        console.print(Text(f"  … and {len(facet.counts) - len(shown):,} more", QUIET))


def print_counts(console: Console, counts: Sequence[FacetCount]) -> None:
    """A line for each value: count, bar, value. A count of 0 has no bar."""
    most = max((count for _, count in counts), default=0)
    digits = len(f"{most:,}")
    bar_width = max(4, min(_WIDEST_BAR, console.width - digits - _NARROWEST_NAME - 4, most))
    room = console.width - digits - bar_width - 4
    for value, count in counts:
        bar = "█" * (max(1, round(bar_width * count / most)) if count else 0)
        line = Text(f"  {count:>{digits},} ")
        line.append(f"{bar:<{bar_width}} ", BAR)
        name = Text(clean_line(value))
        name.truncate(max(room, 8), overflow="ellipsis")
        line.append_text(name)
        console.print(line, no_wrap=True, overflow="ellipsis")
