"""Which film, reviewer or person of the index is meant by what was typed.

In: text as typed, and the names of an index (a :class:`Lexicon`). Out: the names it
means, and what to tell the person where they are spelt otherwise. It never sees an
engine; and names that differ are never merged, only found for each other.
"""

from reelsearch.names.lexicon import Lexicon, Name
from reelsearch.names.resolver import Match, MatchKind, Resolution, match_words, resolve, suggest
from reelsearch.names.windows import FreeName, find_names

__all__ = [
    "FreeName",
    "Lexicon",
    "Match",
    "MatchKind",
    "Name",
    "Resolution",
    "find_names",
    "match_words",
    "resolve",
    "suggest",
]
