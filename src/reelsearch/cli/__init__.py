"""The command line: ``reelsearch COMMAND``. One command a file; this one only finds them.

Exit status as grep's: 0 hits, 1 none, 2 error. Data goes to standard output, everything
else to standard error.
"""

from __future__ import annotations

import io
import sys
from importlib import import_module
from typing import IO, Any

import click

from reelsearch.errors import ReelsearchError

_COMMANDS = {
    "index": "index_command",
    "query": "query_command",
    "show": "show_command",
    "similar": "similar_command",
    "concordance": "concordance_command",
    "films": "listing_commands",
    "people": "listing_commands",
    "reviewers": "listing_commands",
    "themes": "listing_commands",
    "doctor": "doctor_command",
    "stats": "stats_command",
}


class _Commands(click.Group):
    """Imports a command's module when the command is asked for: a query needs no readers."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"reelsearch.cli.{_COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        for stream in (sys.stdout, sys.stderr):
            # What a terminal's encoding lacks is shown as "?", not as a traceback.
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")
        try:
            return super().invoke(ctx)
        except ReelsearchError as error:
            raise _Failure(str(error)) from error


class _Failure(click.ClickException):
    """An error of ours, shown as one and not as a mistake in the command's use."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        from reelsearch.present.safety import clean_lines  # only an error needs it

        click.echo(clean_lines(f"reelsearch: {self.message}"), file=file, err=True)


def _show_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version  # slow to import, and seldom asked for

        click.echo(f"reelsearch {version('reelsearch')}")
        ctx.exit()


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version and stop.",
)
def main() -> None:
    """Paste film reviews into a folder, and find the passage you mean.

    \b
    Examples:
      reelsearch index corpus/
      reelsearch query "kitchen fight"
      reelsearch query --reviewer "mathew kamara" ballet
      reelsearch doctor corpus/
    """
