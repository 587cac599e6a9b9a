"""``reelsearch reviewers NAME --words``: what a reviewer leans on, in place of counts."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from reelsearch.cli.options import make_filters, make_settings
from reelsearch.errors import SettingError
from reelsearch.searching import Searcher
from reelsearch.studies.wording import Wording

_FEW = 10


def with_words(command: click.Command) -> click.Command:
    """*command*, which counts reviewers, with ``--words`` in addition."""
    count = command.callback
    assert count is not None

    def count_or_compare(*, words: bool, **options: Any) -> None:
        if words:
            _compare(**options)
        else:
            count(**options)

    described = f"What the reviewer QUERY says more than the others do; {_FEW} of each by default."
    command.params.insert(2, click.Option(["--words"], is_flag=True, help=described))
    command.callback = count_or_compare
    return command


def _compare(query: tuple[str, ...], folder: Path, form: str, **options: Any) -> None:
    name = " ".join(query).strip()
    if not name:
        raise SettingError("--words is of one reviewer, as in: reelsearch reviewers NAME --words")
    source = click.get_current_context().get_parameter_source("limit")
    with Searcher(folder, make_settings({}, query_timeout=options["timeout"])) as searcher:
        found = searcher.wording(
            name,
            limit=_FEW if source is ParameterSource.DEFAULT else options["limit"],
            filters=make_filters(options),
            exact=options["exact"],
        )
    _print(found, form)
    sys.exit(0 if found.words or found.phrases else 1)


def _print(found: Wording, form: str) -> None:
    from reelsearch.present import csv_rows, json_lines, study_records

    if form == "json":
        click.echo(json_lines.dump_json(study_records.wording_record(found)))
    elif form == "csv":
        favourites = map(study_records.favourite_record, (*found.words, *found.phrases))
        for row in csv_rows.dump_records(study_records.FAVOURITE_FIELDS, favourites):
            click.echo(row, nl=False)
    else:
        from reelsearch.present.terminal import make_console, wordings

        wordings.print_notes(make_console(sys.stderr), found)
        wordings.print_wording(make_console(sys.stdout), found)
