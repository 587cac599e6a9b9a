"""``reelsearch index``: bring an index up to date with files and folders of reviews."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from reelsearch import indexing
from reelsearch.cli.options import (
    format_option,
    index_option,
    limit_options,
    make_settings,
    mapping_option,
    parse_mapping,
)
from reelsearch.index_report import IndexReport, Watch
from reelsearch.present.json_lines import dump_json
from reelsearch.present.terminal import make_console
from reelsearch.present.terminal.consoles import plain
from reelsearch.present.terminal.said_of_rows import Said, join_rows
from reelsearch.settings import DEFAULT

_SHOWN = 20
_MANY = 1_000


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@index_option
@click.option("--rebuild", is_flag=True, help="Read everything again, beside the old index.")
@click.option(
    "--forget",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Remove a source and its reviews from the index.",
)
@mapping_option
@click.option(
    "--themes",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Themes of your own, beside the built-in ones.",
)
@click.option(
    "--max-errors",
    type=int,
    default=DEFAULT.most_errors,
    metavar="N",
    help="Stop if more than N files and rows are rejected.",
)
@click.option(
    "--wait",
    default=DEFAULT.lock_wait,
    show_default=True,
    metavar="SECONDS",
    help="How long to wait while another process is writing.",
)
@limit_options("max_file", "max_review", "max_depth")
@click.option(
    "--memory",
    type=click.IntRange(min=64),
    default=DEFAULT.memory,
    show_default=True,
    metavar="MB",
    help="How much memory writing may take, in megabytes.",
)
@click.option("--verbose", "-v", is_flag=True, help="Show every reason and note, not the first 20.")
@format_option("text", "json")
def index(paths: tuple[Path, ...], folder: Path, form: str, **options: Any) -> None:
    """Bring the index up to date with PATHS: files or folders of reviews.

    The index remembers its sources. Another PATH adds to it; no PATH refreshes all of
    them. Only files whose content has changed are read again.

    \b
    Examples:
      reelsearch index corpus/
      reelsearch index                                refresh what it was made of
      reelsearch index --rebuild
      reelsearch index reviews.csv --map body=quote

    Exit status: 0 if everything was read, 1 if something was rejected (the rest is
    indexed), 2 for an error.
    """
    console = make_console(sys.stderr)
    with _progress(console) as watch:
        report = indexing.index(
            paths,
            folder,
            rebuild=options["rebuild"],
            forget=options["forget"],
            columns=parse_mapping(options["mapping"]),
            themes=options["themes"],
            settings=make_settings(
                options,
                lock_wait=options["wait"],
                most_errors=options["max_errors"],
                memory=options["memory"],
            ),
            watch=watch,
        )
    if form == "json":
        click.echo(dump_json(_record(report)))
    else:
        _print_report(report, None if options["verbose"] else _SHOWN)
    sys.exit(1 if report.rejected else 0)


@contextmanager
def _progress(console: Console) -> Iterator[Watch]:
    """Progress where standard error is a terminal; the word about waiting everywhere."""

    def say_waiting() -> None:
        console.print("Another process is writing to this index; waiting for it to end …")

    if not console.is_terminal:
        yield Watch(on_wait=say_waiting)
        return
    columns = (
        TextColumn("Reading"),
        BarColumn(bar_width=None),
        MofNCompleteColumn(),
        TextColumn("files, {task.fields[reviews]:,} reviews, {task.fields[rate]:,.0f}/s"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=None, reviews=0, rate=0.0)
        started = time.monotonic()

        def show(done: float, total: int, reviews: int) -> None:
            rate = reviews / max(time.monotonic() - started, 0.001)
            progress.update(task, completed=done, total=total, reviews=reviews, rate=rate)

        yield Watch(on_progress=show, on_wait=say_waiting)


def _record(report: IndexReport) -> dict[str, Any]:
    record = asdict(report)
    record["rejections"] = [
        {
            "path": r.location.path,
            "member": r.location.member,
            "row": r.location.row,
            "reason": r.reason,
        }
        for r in report.rejections
    ]
    record["took_ms"] = round(record.pop("took") * 1000, 3)
    return record


def _print_said(kind: str, lines: Sequence[str], total: int, most: int | None) -> None:
    """*lines*, the first of *total*: those that say the same as one, *most* of these; or each."""
    beside = make_console(sys.stderr)
    said = [Said(line, 1) for line in lines] if most is None else join_rows(lines)
    for line, _ in said[:most]:
        beside.print(plain(f"{kind}: {line}"))
    if (hidden := total - sum(rows for _, rows in said[:most])) > 0:
        verbose = "" if most is None else f"; --verbose shows each of the first {len(lines):,}"
        beside.print(Text(f"… and {hidden:,} more{verbose}"))


def _print_report(report: IndexReport, most: int | None) -> None:
    _print_said("rejected", [str(r) for r in report.rejections], report.rejected, most)
    _print_said("note", report.warnings, len(report.warnings), most)
    counts = [
        f"{report.added} added",
        f"{report.updated} updated",
        f"{report.removed} removed",
        f"{report.unchanged} unchanged",
        f"{report.rejected} rejected",
    ]
    if report.duplicates:
        counts.append(f"{report.duplicates} already there")
    if report.skipped:
        kinds = "file of another kind" if report.skipped == 1 else "files of other kinds"
        counts.append(f"{report.skipped} {kinds} passed over")
    rate = ""
    if (read := report.added + report.updated) >= _MANY:
        rate = f", {read / max(report.took, 0.001):,.0f} reviews/s"
    make_console(sys.stdout).print(Text(f"{', '.join(counts)} ({report.took:.1f} s{rate})"))
