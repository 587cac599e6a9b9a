"""``reelsearch concordance``: every place of a word or phrase, in its context."""

from __future__ import annotations

import sys
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
from reelsearch.studies.concordance import SORTS, Concordance


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
    with Searcher(folder, make_settings({}, query_timeout=options["timeout"])) as searcher:
        found = searcher.concordance(
            " ".join(words),
            limit=options["limit"],
            sort=options["sort"],
            filters=make_filters(options),
            exact=options["exact"],
        )
    _print(found, form, options["sort"])
    sys.exit(0 if found.total else 1)


def _print(found: Concordance, form: str, sort: str) -> None:
    if form == "text":
        from reelsearch.present.terminal import concordances, make_console

        beside = make_console(sys.stderr)
        concordances.print_notes(beside, found)
        concordances.print_concordance(make_console(sys.stdout), found, sort)
        sys.stdout.flush()
        concordances.print_summary(beside, found)
        return
    from reelsearch.present import csv_rows, json_lines, study_records

    if form == "json":
        click.echo(json_lines.dump_json(study_records.concordance_record(found)))
        return
    lines = map(study_records.line_record, found)
    if form == "jsonl":
        for line in lines:
            click.echo(json_lines.dump_line(line))
    else:
        click.echo(csv_rows.dump_records(study_records.LINE_FIELDS, lines), nl=False)
