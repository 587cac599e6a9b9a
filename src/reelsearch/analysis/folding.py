"""Text in, text out: letters as everyone can type them.

Case, accents, ligatures, width and invisible characters never decide a match, so
they go before anything is compared: *Amélie* and *amelie*, *Bœuf* and *boeuf*, *ﬁlm*
and *film* fold to the same letters. Letters of other scripts stay as they are, with
the marks that make them other letters (the vowels of Hindi, the strokes of か and が).
Folding what is folded changes nothing.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

LONGEST_KEPT = 100
"""Longer strings are folded each time, so that a hostile text does not fill the memory."""

# A vulgar fraction is a number of its own: 8½ is "8 1 2", never "81 2".
_FRACTIONS = str.maketrans(
    {
        fraction: f" {unicodedata.normalize('NFKD', fraction).replace('⁄', ' ')} "
        for fraction in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"
    }
)
# Letters that Unicode does not decompose, as people type them without the key.
_UNDECOMPOSED = str.maketrans(
    {
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "ħ": "h",
        "ı": "i",
        "ŋ": "n",
        # Apostrophes that count as letters, as in Hawaiʻi.
        "ʼ": "",
        "ʻ": "",
        # A soft hyphen and the zero-width characters are there for the layout only.
        "\u00ad": "",
        "\u034f": "",
        "\u200b": "",
        "\u200c": "",
        "\u200d": "",
        "\u2060": "",
        "\ufeff": "",
    }
)
# The combining classes of marks that may go: strokes through a letter, the points of
# Hebrew and Arabic, and all that is set above, below or beside. What lies between makes
# other letters of the same base.
_ACCENTS = frozenset({1, *range(10, 37), *range(200, 256)})


def fold(text: str) -> str:
    """*text* in lower case, without accents, ligatures and invisible characters."""
    if text.isascii():
        return text.lower()
    return _fold_kept(text) if len(text) <= LONGEST_KEPT else _fold(text)


def _fold(text: str) -> str:
    # Decomposed before the case is folded, since letters such as 𝐇 have a case only then.
    decomposed = unicodedata.normalize("NFKD", text.translate(_FRACTIONS))
    folded = decomposed.casefold().translate(_UNDECOMPOSED)
    bare = "".join(c for c in folded if unicodedata.combining(c) not in _ACCENTS)
    return unicodedata.normalize("NFC", bare)


_fold_kept = lru_cache(maxsize=32_768)(_fold)
