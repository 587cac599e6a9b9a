"""From what was typed to the tree that an engine runs."""

import reelsearch.analysis.whoosh_version  # noqa: F401  (before any other import of Whoosh)
