"""A film as its reviewers see it, on one screen."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from reelsearch.film_cards import FilmCard
from reelsearch.present.safety import clean_line
from reelsearch.present.terminal.consoles import FILM, QUIET, plain, print_indented
from reelsearch.present.terminal.counts import print_counts
from reelsearch.present.terminal.hits import render_passage, title_of

_INDENT = 4
_MOST_THEMES = 10


def print_film_card(console: Console, card: FilmCard) -> None:
    """Title, ratings, themes, a passage from each reviewer, and where they differ."""
    number = len(card.hits)
    heading = plain(title_of(card.hits[0].review), FILM)
    heading.append(f" — {number} review{'s' if number > 1 else ''}", "")
    console.print(heading)
    if card.ratings:
        _print_section(console, "ratings")
        print_counts(console, card.ratings)
    if card.themes:
        _print_section(console, "themes, with how many mention each")
        print_counts(console, card.themes[:_MOST_THEMES])
    for hit in card.hits:
        who = clean_line(hit.review.reviewer or "unsigned")
        rating = f" · {clean_line(hit.review.rating_text)}" if hit.review.rating_text else ""
        console.print()
        console.print(Text(f"  {who}{rating}"))
        for passage in hit.passages:
            print_indented(console, render_passage(passage, hit.review), _INDENT)
        print_indented(console, plain(f"{hit.review.path} · {hit.id}", QUIET), _INDENT)
    if card.differences:
        _print_section(console, "where they differ")
        for difference in card.differences:
            print_indented(console, plain(difference), _INDENT)
    console.print()


def _print_section(console: Console, name: str) -> None:
    console.print()
    console.print(Text(f"  {name}", QUIET))
