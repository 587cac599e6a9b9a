"""``python -m reelsearch`` is the command ``reelsearch``."""

from reelsearch.cli import main

main(prog_name="reelsearch")
