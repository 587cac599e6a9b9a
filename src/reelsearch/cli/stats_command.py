"""``reelsearch stats``: the size of an index, what it was made of, and its fields."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from reelsearch.cli.options import format_option, index_option
from reelsearch.engines.base import IndexStats
from reelsearch.present import json_lines
from reelsearch.schema import FIELDS
from reelsearch.searching import Searcher


@click.command()
@index_option
@format_option("text", "json")
def stats(folder: Path, form: str) -> None:
    """Show how large the index is, what it was made of, and its fields.

    \b
    Example:
      reelsearch stats --format json
    """
    with Searcher(folder) as searcher:
        found = searcher.stats()
    if form == "json":
        record = asdict(found)
        record["committed"] = _committed(found)
        click.echo(json_lines.dump_json(record))
    else:
        _print(found)


def _committed(found: IndexStats) -> str | None:
    if not found.committed:
        return None
    return datetime.fromtimestamp(found.committed, UTC).isoformat(timespec="seconds")


def _print(found: IndexStats) -> None:
    from reelsearch.present.terminal import make_console
    from reelsearch.present.terminal.consoles import QUIET, plain, print_rows

    rows = [
        ("reviews", f"{found.reviews:,}"),
        ("size", f"{found.size / 1024:,.0f} KB in {found.segments} segments"),
        ("format", str(found.format)),
        ("last commit", _committed(found) or "none yet"),
        *(("source", source) for source in found.sources),
        ("terms", ", ".join(f"{f.name} {found.terms.get(f.name, 0):,}" for f in FIELDS)),
    ]
    print_rows(make_console(sys.stdout), [(plain(n, QUIET), plain(v)) for n, v in rows])
