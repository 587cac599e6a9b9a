"""``reelsearch stats``: the size of an index, what it was made of, and its fields."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from reelsearch.cli.options import format_option, index_option
from reelsearch.engines.base import IndexStats, Verification
from reelsearch.engines.whoosh_engine.failures import REBUILD
from reelsearch.present import json_lines
from reelsearch.present.safety import clean_line
from reelsearch.schema import FIELDS
from reelsearch.searching import Searcher


@click.command()
@index_option
@click.option("--verify", is_flag=True, help="Read all of the index, and name what is damaged.")
@format_option("text", "json")
def stats(folder: Path, verify: bool, form: str) -> None:
    """Show how large the index is, what it was made of, and its fields.

    \b
    Examples:
      reelsearch stats --format json
      reelsearch stats --verify

    Exit status: 0, or 2 for an error; with --verify also if anything is damaged.
    """
    verified = None
    if verify:
        from reelsearch.engines.whoosh_engine.verifying import verify as verify_index

        verified = verify_index(folder)
        if verified.damage:
            _print_damage(verified, folder, form)
            sys.exit(2)
    with Searcher(folder) as searcher:
        found = searcher.stats()
    if form == "json":
        record = asdict(found)
        record["committed"] = _committed(found)
        if verified:
            record["verified"] = _record(verified)
        click.echo(json_lines.dump_json(record))
    else:
        _print(found, verified)


def _record(verified: Verification) -> dict[str, Any]:
    damage = [found._asdict() for found in verified.damage]
    return {"files": verified.files, "size": verified.size, "damage": damage}


def _print_damage(verified: Verification, folder: Path, form: str) -> None:
    if form == "json":
        click.echo(json_lines.dump_json({"verified": _record(verified)}))
    else:
        for file, reason in verified.damage:
            click.echo(clean_line(f"damaged: {file}: {reason}"))
    damaged = len({damage.file for damage in verified.damage})
    files = "1 file" if damaged == 1 else f"{damaged} files"
    said = f"reelsearch: {files} of the index in {folder} {'is' if damaged == 1 else 'are'} damaged"
    click.echo(clean_line(f"{said}. {REBUILD}"), err=True)


def _committed(found: IndexStats) -> str | None:
    if not found.committed:
        return None
    return datetime.fromtimestamp(found.committed, UTC).isoformat(timespec="seconds")


def _print(found: IndexStats, verified: Verification | None) -> None:
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
    if verified:
        read = f"{verified.files} files, {verified.size / 1024:,.0f} KB: all as they were written"
        rows.append(("verified", read))
    print_rows(make_console(sys.stdout), [(plain(n, QUIET), plain(v)) for n, v in rows])
