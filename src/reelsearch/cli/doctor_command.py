"""``reelsearch doctor``: what each file would become, and why; nothing is indexed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

import click

from reelsearch.annotate.theme_lexicon import load_lexicon
from reelsearch.cli.options import (
    format_option,
    limit_options,
    make_settings,
    mapping_option,
    parse_mapping,
)
from reelsearch.present import json_lines, records
from reelsearch.present.summaries import Summary
from reelsearch.present.terminal import make_console
from reelsearch.present.terminal.reviews import print_diagnosis, print_summary
from reelsearch.readers import SkippedFile, walk
from reelsearch.reading import Reading, read_reviews
from reelsearch.review import Rejection, Review

_FEW = 20
"""A file of more reviews than this is summarised on a screen."""


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@mapping_option
@click.option(
    "--themes",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Themes of your own, beside the built-in ones.",
)
@limit_options("max_file", "max_review", "max_depth")
@format_option("text", "jsonl")
def doctor(
    paths: tuple[Path, ...], mapping: tuple[str, ...], themes: Path, form: str, **limits: int
) -> None:
    """Show what each file would become: every field, which line said so, what is missing.

    A file of many reviews is summed up: how many of them have a film, a reviewer and so
    on, and which rows would be rejected.

    \b
    Examples:
      reelsearch doctor corpus/
      reelsearch doctor corpus/heat.txt --format jsonl
      reelsearch doctor reviews.csv --map body=quote

    Exit status: 0 if every file can be read, 1 if one is rejected, 2 for an error.
    """
    how = Reading(make_settings(limits), parse_mapping(mapping), load_lexicon(themes))
    rejected = False
    for items in chain.from_iterable(_read(path, how) for path in paths):
        if form == "jsonl":
            rejected |= _print_lines(items)
        else:
            rejected |= _print_file(items)
    sys.exit(1 if rejected else 0)


def _read(path: Path, how: Reading) -> Iterator[Iterator[Review | Rejection]]:
    """For each file below *path* what it would become."""
    for found in walk(path, how.settings):
        if isinstance(found, Rejection):
            yield iter([found])
        elif not isinstance(found, SkippedFile):
            yield read_reviews(found, how)


def _print_lines(items: Iterator[Review | Rejection]) -> bool:
    rejected = False
    for item in items:
        rejected = rejected or isinstance(item, Rejection)
        click.echo(json_lines.dump_line(records.diagnosis_record(item)))
    return rejected


def _print_file(items: Iterator[Review | Rejection]) -> bool:
    console = make_console(sys.stdout)
    first = list(islice(items, _FEW + 1))
    if len(first) <= _FEW:
        for item in first:
            print_diagnosis(console, item)
        return any(isinstance(item, Rejection) for item in first)
    summary = Summary(first[0].location)
    for item in chain(first, items):
        summary.add(item)
    print_summary(console, summary)
    return summary.rejected > 0
