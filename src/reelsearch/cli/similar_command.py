"""``reelsearch similar``: reviews like one, and what makes them so."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from reelsearch.cli.options import (
    format_option,
    index_option,
    make_settings,
    timeout_option,
)
from reelsearch.searching import Searcher
from reelsearch.studies.likeness import SimilarReviews


@click.command()
@click.argument("review_id", metavar="ID")
@index_option
@click.option("--limit", "-n", default=10, show_default=True, metavar="N", help="How many reviews.")
@click.option(
    "--other-films",
    is_flag=True,
    help="Leave out the other reviews of the same film.",
)
@timeout_option
@format_option("text", "json", "jsonl", "csv")
def similar(review_id: str, folder: Path, form: str, **options: Any) -> None:
    """Show the reviews most like one, and what makes them so.

    ID is what “query” prints under a hit; the first letters of it are enough. Alike are
    reviews that share themes, people, and the words that tell the one from most others.
    The review itself is never among them; other reviews of its film are, unless you say
    --other-films.

    \b
    Examples:
      reelsearch similar mx54v
      reelsearch similar mx54v --other-films --limit 3

    Exit status: 0 if there is any, 1 if there is none, 2 for an error.
    """
    with Searcher(folder, make_settings({}, query_timeout=options["timeout"])) as searcher:
        found = searcher.similar(
            review_id, limit=options["limit"], other_films=options["other_films"]
        )
    _print(found, form)
    sys.exit(0 if found.hits else 1)


def _print(found: SimilarReviews, form: str) -> None:
    if form == "text":
        from reelsearch.present.terminal import make_console, similar

        similar.print_similar(make_console(sys.stdout), found)
        sys.stdout.flush()
        similar.print_summary(make_console(sys.stderr), found)
        return
    from reelsearch.present import csv_rows, json_lines, study_records

    if form == "json":
        click.echo(json_lines.dump_json(study_records.similar_record(found)))
    elif form == "jsonl":
        for hit in found:
            click.echo(json_lines.dump_line(study_records.similar_hit_record(hit)))
    else:
        click.echo(csv_rows.dump_similar(found), nl=False)
