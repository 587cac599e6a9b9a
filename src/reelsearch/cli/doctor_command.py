"""``reelsearch doctor``: what each file would become, and why; nothing is indexed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from reelsearch.cli.options import format_option
from reelsearch.indexing import read_reviews
from reelsearch.present import json_lines, records
from reelsearch.readers import SkippedFile, walk
from reelsearch.review import Rejection, Review
from reelsearch.settings import DEFAULT


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@format_option("text", "jsonl")
def doctor(paths: tuple[Path, ...], form: str) -> None:
    """Show what each file would become: every field, which line said so, what is missing.

    \b
    Examples:
      reelsearch doctor corpus/
      reelsearch doctor corpus/heat.txt --format jsonl

    Exit status: 0 if every file can be read, 1 if one is rejected, 2 for an error.
    """
    rejected = False
    for item in _read(paths):
        rejected = rejected or isinstance(item, Rejection)
        if form == "jsonl":
            click.echo(json_lines.dump_line(records.diagnosis_record(item)))
        else:
            _print(item)
    sys.exit(1 if rejected else 0)


def _read(paths: tuple[Path, ...]) -> Iterator[Review | Rejection]:
    for path in paths:
        for found in walk(path, DEFAULT):
            if isinstance(found, Rejection):
                yield found
            elif not isinstance(found, SkippedFile):
                yield from read_reviews(found)


def _print(item: Review | Rejection) -> None:
    from reelsearch.present.terminal import make_console
    from reelsearch.present.terminal.reviews import print_diagnosis

    print_diagnosis(make_console(sys.stdout), item)
