"""A label or a whole name in, what is compared of it out.

Spaces, hyphens and dots do not decide a match: *PG-13* is ``pg13``, *South Korea* is
``southkorea``. A whole name keeps its words apart: *Spider-Man* is ``spider man``.
"""

from __future__ import annotations

from functools import lru_cache

from reelsearch.analysis.folding import LONGEST_KEPT
from reelsearch.analysis.words import split_words


def name_tokens(name: str) -> tuple[str, ...]:
    """The folded parts of a name in order: ``("ana", "de", "armas")``."""
    return _split_kept(name) if len(name) <= LONGEST_KEPT else _split(name)


def _split(name: str) -> tuple[str, ...]:
    return tuple(part.text for word in split_words(name) for part in word.parts)


_split_kept = lru_cache(maxsize=16_384)(_split)
"""A film, a critic or a theme stands in many reviews."""


def name_key(name: str) -> str:
    """The one term under which a whole name is found, however it is spelt."""
    return " ".join(name_tokens(name))


def label_term(label: str) -> str:
    """The one term under which a label (a certificate, a country) is found."""
    return "".join(name_tokens(label))
