"""``reelsearch show``: one review in full."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from reelsearch.cli.options import format_option, index_option
from reelsearch.present import json_lines, records
from reelsearch.searching import Searcher


@click.command()
@click.argument("review_id", metavar="ID")
@index_option
@format_option("text", "json")
def show(review_id: str, folder: Path, form: str) -> None:
    """Show one review: its facts, and its text.

    ID is what “query” prints under a hit; the first letters of it are enough.

    \b
    Example:
      reelsearch show 7ukzq
    """
    with Searcher(folder) as searcher:
        review = searcher.review(review_id)
    if form == "json":
        evidence = {t: review.text[a:b] for t, (a, b) in review.theme_evidence.items()}
        record = {"id": review.id, **records.review_record(review), "theme_evidence": evidence}
        record["text"] = review.text
        click.echo(json_lines.dump_json(record))
        return
    from reelsearch.present.terminal import make_console
    from reelsearch.present.terminal.reviews import print_review

    print_review(make_console(sys.stdout), review)
