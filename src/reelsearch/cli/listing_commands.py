"""``reelsearch films | people | reviewers | themes``: what the index holds, counted."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from reelsearch.cli.options import (
    filter_options,
    format_option,
    index_option,
    make_filters,
    make_settings,
    timeout_option,
)
from reelsearch.cli.wording_option import with_words
from reelsearch.film_cards import FilmCard
from reelsearch.present import csv_rows, json_lines, records
from reelsearch.present.safety import clean_line
from reelsearch.results import Facet
from reelsearch.searching import Searcher


def _make_command(name: str, field: str, what: str, more: str = "") -> click.Command:
    @click.command(
        name,
        short_help=f"Count {what}.",
        help=f"""Count {what}, the most frequent first, over all reviews or those that match QUERY.
        {more}
        \b
        Examples:
          reelsearch {name}
          reelsearch {name} kitchen --limit 5

        Exit status: 0 if there is any, 1 if there is none, 2 for an error.""",
    )
    @click.argument("query", nargs=-1)
    @index_option
    @click.option(
        "--limit", "-n", default=50, show_default=True, metavar="N", help="How many values."
    )
    @filter_options
    @click.option("--exact", is_flag=True, help="Take names as they are typed, never a near one.")
    @timeout_option
    @format_option("text", "json", "csv")
    def command(query: tuple[str, ...], folder: Path, form: str, **options: Any) -> None:
        settings = make_settings({}, query_timeout=options["timeout"])
        with Searcher(folder, settings) as searcher:
            if field == "film" and query and form != "csv":
                cards = searcher.film_cards(" ".join(query), exact=options["exact"])
                if cards:
                    _print_cards(cards, form)
                    sys.exit(0)
            facet = searcher.count(
                field,
                " ".join(query) or "*",
                filters=make_filters(options),
                exact=options["exact"],
            )
        _print(facet, form, options["limit"])
        sys.exit(0 if facet.counts else 1)

    return command


def _print(facet: Facet, form: str, limit: int) -> None:
    shown = Facet(facet.field, facet.counts[:limit])
    if form == "json":
        click.echo(json_lines.dump_json(records.facet_record(shown)))
    elif form == "csv":
        click.echo(csv_rows.dump_facet(shown), nl=False)
    else:
        from reelsearch.present.terminal import make_console
        from reelsearch.present.terminal.counts import print_facet

        print_facet(make_console(sys.stdout), facet, limit)


def _print_cards(cards: tuple[FilmCard, ...], form: str) -> None:
    if form == "json":
        click.echo(json_lines.dump_json([records.film_record(card) for card in cards]))
        return
    from reelsearch.present.terminal import make_console
    from reelsearch.present.terminal.film_cards import print_film_card

    for note in dict.fromkeys(card.note for card in cards if card.note):
        click.echo(clean_line(note), err=True)
    for card in cards:
        print_film_card(make_console(sys.stdout), card)


films = _make_command(
    "films",
    "film",
    "the films that are reviewed",
    """If QUERY is a film, show it as its reviewers see it: how they rate it, what they say it
        is about, a passage from each, and where they differ.
        """,
)
people = _make_command("people", "person", "the people whom headers name")
reviewers = with_words(
    _make_command(
        "reviewers",
        "reviewer",
        "the reviewers",
        """With --words, QUERY is the name of one reviewer: show the words and two-word phrases that
        this reviewer uses more than all others do, each with a passage.

        \b
        Example:
          reelsearch reviewers "zoë lindqvist" --words
        """,
    )
)
themes = _make_command("themes", "theme", "the themes of the reviews")
