"""A stream in, the console that prints on it out; and the styles, in one place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from rich.console import Console
from rich.text import Text

from reelsearch.present.safety import clean_line

FILM = "bold"
MATCH = "bold yellow"
QUIET = "dim"
NOTE = "italic"
BAR = "cyan"


def make_console(stream: TextIO, width: int | None = None) -> Console:
    """A console that interprets nothing of what it prints. Colour only on a terminal,
    and not where ``NO_COLOR`` is set."""
    return Console(
        file=stream, width=width, markup=False, emoji=False, highlight=False, soft_wrap=False
    )


def plain(text: str, style: str = "") -> Text:
    """One line of text from outside, made safe. What is appended has a style of its own."""
    return Text().append(clean_line(text), style)


def print_indented(console: Console, text: Text, indent: int) -> None:
    """*text* wrapped to the console's width, each line *indent* columns in, none padded."""
    for line in text.wrap(console, max(console.width - indent, 10)):
        line.rstrip()
        console.print(Text(" " * indent).append_text(line), soft_wrap=True)


def print_rows(console: Console, rows: Sequence[tuple[Text, Text]]) -> None:
    """Names and values in two columns, the values wrapped beside their names."""
    width = max((name.cell_len for name, _ in rows), default=0) + 2
    for name, value in rows:
        lines = value.wrap(console, max(console.width - width, 10))
        for i, line in enumerate(lines):
            line.rstrip()
            first = name.copy() if i == 0 else Text()
            first.pad_right(width - first.cell_len)
            console.print(first.append_text(line), soft_wrap=True)
