"""``reelsearch concordance``: every place of a word or phrase, in its context."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from itertools import chain, islice
from pathlib import Path
from typing import Any

import click

from reelsearch.cli.options import (
    COUNT_OR_ALL,
    filter_options,
    format_option,
    index_option,
    make_filters,
    make_settings,
    timeout_option,
)
from reelsearch.searching import Searcher
from reelsearch.studies.concordance import SORTS, Concordance, ConcordanceLine


@click.command()
@click.argument("words", nargs=-1, required=True)
@index_option
@click.option(
    "--limit",
    "-n",
    type=COUNT_OR_ALL,
    default="100",
    show_default=True,
    metavar="N|all",
    help="How many lines; all are counted.",
)
@filter_options
@click.option(
    "--sort",
    type=click.Choice(SORTS),
    default=SORTS[0],
    show_default=True,
    help="Order by the words that follow or precede, by film or by date.",
)
@click.option("--exact", is_flag=True, help="Take words and names only as they are typed.")
@timeout_option
@format_option("text", "csv", "json", "jsonl")
def concordance(words: tuple[str, ...], folder: Path, form: str, **options: Any) -> None:
    """Show every place of a word or phrase, each in its context.

    Several words are a phrase. Other endings of a word are found too (fights for fight),
    unless you say --exact. Only the text of reviews is looked at, not what stands around
    it; each line says in which line of which file it stands.

    \b
    Examples:
      reelsearch concordance kitchen
      reelsearch concordance "a film about" --sort before
      reelsearch concordance 'ballet*' --film suspiria
      reelsearch concordance 'love OR hate' --reviewer kamara
      reelsearch concordance kitchen --limit all --format csv > kitchen.csv

    Exit status: 0 if it stands anywhere, 1 if not, 2 for an error.
    """
    asked, sort = " ".join(words), options["sort"]
    restricted = {"filters": make_filters(options), "exact": options["exact"]}
    with Searcher(folder, make_settings({}, query_timeout=options["timeout"])) as searcher:
        if form in ("csv", "jsonl") and sort in ("film", "date") and options["limit"] != 0:
            # As they come: a frequent word stands in more lines than a memory holds.
            lines = searcher.concordance_lines(asked, sort=sort, **restricted)
            found_any = _print_lines(islice(lines, options["limit"]), form)
        else:
            found = searcher.concordance(asked, limit=options["limit"], sort=sort, **restricted)
            _print(found, form, sort)
            found_any = found.total > 0
    sys.exit(0 if found_any else 1)


def _print(found: Concordance, form: str, sort: str) -> None:
    if form == "text":
        from reelsearch.present.terminal import concordances, make_console

        beside = make_console(sys.stderr)
        concordances.print_notes(beside, found)
        concordances.print_concordance(make_console(sys.stdout), found, sort)
        sys.stdout.flush()
        concordances.print_summary(beside, found)
    elif form == "json":
        from reelsearch.present import json_lines, study_records

        click.echo(json_lines.dump_json(study_records.concordance_record(found)))
    else:
        _print_lines(found, form)


def _print_lines(lines: Iterable[ConcordanceLine], form: str) -> bool:
    """Print each as it comes; whether there was any."""
    from reelsearch.present import csv_rows, json_lines, study_records

    waiting = iter(lines)
    first = next(waiting, None)  # before the heading: what was asked may be refused
    records = map(study_records.line_record, chain([first] if first else [], waiting))
    if form == "jsonl":
        for record in records:
            click.echo(json_lines.dump_line(record))
    else:
        for row in csv_rows.dump_records(study_records.LINE_FIELDS, records):
            click.echo(row, nl=False)
    return first is not None
