"""What stores and searches reviews. ``base`` is the seam; each engine is a package of its own."""

import reelsearch.analysis.whoosh_version  # noqa: F401  (before any other import of Whoosh)
