"""``python -m reelsearch`` is the command ``reelsearch``."""

from reelsearch.cli.process import run

run()
