"""``reelsearch query``: find reviews, the best passage first."""

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
    limit_options,
    make_filters,
    make_settings,
    timeout_option,
)
from reelsearch.results import Results
from reelsearch.searching import SORTS, Searcher


@click.command()
@click.argument("query", nargs=-1)
@index_option
@click.option("--limit", "-n", default=10, show_default=True, metavar="N", help="How many hits.")
@click.option("--offset", default=0, metavar="N", help="Leave out the first N hits.")
@filter_options
@click.option(
    "--sort",
    metavar="FIELD",
    help=f"Order by {', '.join(SORTS)}; with “-” before it highest first.",
)
@click.option("--facet", multiple=True, metavar="FIELD", help="Count the values of a field too.")
@click.option(
    "--passages",
    type=COUNT_OR_ALL,
    default="1",
    show_default=True,
    metavar="N|all",
    help="How many passages of each, the best first.",
)
@click.option("--exact", is_flag=True, help="Take words and names as they are typed only.")
@click.option(
    "--names",
    "nicknames",
    type=click.Path(path_type=Path),
    envvar="REELSEARCH_NAMES",
    show_envvar=True,
    metavar="FILE",
    help="What you call people, one a line: The Coens = Joel Coen; Ethan Coen",
)
@click.option("--related", is_flag=True, help="Look for words that go with those typed as well.")
@click.option("--explain", is_flag=True, help="Show what each word added to the score.")
@timeout_option
@limit_options("max_query", "max_terms")
@format_option("text", "json", "jsonl", "csv")
def query(query: tuple[str, ...], folder: Path, form: str, **options: Any) -> None:
    """Find reviews, the best passage first.

    All the words beat some of them, "a phrase in quotes" is a phrase, and a misspelt name
    finds the name that was meant. docs/query-syntax.md has it all.

    \b
    Examples:
      reelsearch query "kitchen fight"
      reelsearch query '"kitchen fight"'             only as a phrase
      reelsearch query 'film:balerina'               however it is spelt
      reelsearch query 'year:1990..1999 rating:>=4/5 -war'
      reelsearch query --reviewer "mathew kamara" ballet
      reelsearch query "kitchen /s fight" --passages all
      reelsearch query --format json mirror | jq .total

    Exit status: 0 if anything was found, 1 if not, 2 for an error.
    """
    with Searcher(folder, make_settings(options, nicknames=options["nicknames"])) as searcher:
        results = searcher.search(
            " ".join(query),
            limit=options["limit"],
            offset=options["offset"],
            filters=make_filters(options),
            facets=options["facet"],
            sort=options["sort"],
            passages=options["passages"],
            exact=options["exact"],
            related=options["related"],
            explain=options["explain"],
            timeout=options["timeout"],
        )
    if form == "text":
        _print_text(results, options["offset"], numbered=options["passages"] != 1)
    else:
        _print(results, form)
    sys.exit(0 if results.total else 1)


def _print(results: Results, form: str) -> None:
    from reelsearch.present import csv_rows, json_lines, records

    if form == "json":
        click.echo(json_lines.dump_json(records.results_record(results)))
    elif form == "jsonl":
        for hit in results:
            click.echo(json_lines.dump_line(records.hit_record(hit)))
    else:
        click.echo(csv_rows.dump_hits(results), nl=False)


def _print_text(results: Results, offset: int, *, numbered: bool) -> None:
    from reelsearch.present.terminal import make_console
    from reelsearch.present.terminal.hits import print_notes, print_results, print_summary

    beside = make_console(sys.stderr)
    print_notes(beside, results)
    print_results(make_console(sys.stdout), results, offset, numbered=numbered)
    sys.stdout.flush()
    print_summary(beside, results, offset)
