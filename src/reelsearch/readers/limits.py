"""The bounds every reader keeps to, so that no input can cost more than it is worth.

Sizes are in bytes, lengths in characters. ``Settings.largest_file`` bounds what is
read whole (a text, a page, a feed); these bound what is streamed or unpacked.
"""

from __future__ import annotations

from typing import Final

LONGEST_RECORD: Final = 1_000_000
"""One record of a table. The longest review is a tenth of that; more is an unclosed quote."""

LONGEST_LINE: Final = 4_000_000
"""One line of a table or of JSON lines, in bytes."""

MOST_COLUMNS: Final = 1_000
"""A header with more columns is not a table of reviews."""

MOST_COMPANION_ROWS: Final = 100_000
"""How many films are taken from the table that stands beside a table of reviews."""

MOST_MEMBERS: Final = 100_000
"""Members of one archive; the rest is refused."""

LARGEST_UNPACKED: Final = 1024 * 1024 * 1024
"""All that one archive or compressed file may unpack to."""

LARGEST_RATIO: Final = 200
"""Unpacked to packed size; prose packs to a third, a bomb to a thousandth."""

RATIO_COUNTS_FROM: Final = 4 * 1024 * 1024
"""Below this unpacked size the ratio is not looked at: small repetitive files are honest."""

DEEPEST_MARKUP: Final = 200
"""Nesting of elements or keys beyond which a document is not followed."""

DEEPEST_PAGE: Final = 500
"""Open elements of one kind in a page; parsers take time by the square of it."""

MOST_REVIEWS_IN_PAGE: Final = 1_000
"""Reviews taken from one page, feed or front matter."""
