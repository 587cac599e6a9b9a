"""Text in, text out: letters as everyone can type them.

Case, accents, ligatures, width and invisible characters never decide a match, so
they go before anything is compared: *Amélie* and *amelie*, *Bœuf* and *boeuf*, *ﬁlm*
and *film* fold to the same letters. Letters of other scripts stay as they are.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Letters that Unicode does not decompose, as people type them without the key.
_UNDECOMPOSED = {
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
    "ß": "ss",
    # A vulgar fraction is a number of its own: 8½ is "8 1 2", never "81 2".
    "½": " 1 2 ",
    "¼": " 1 4 ",
    "¾": " 3 4 ",
    "⅓": " 1 3 ",
    "⅔": " 2 3 ",
    # A soft hyphen and the zero-width characters are there for the layout only.
    "\u00ad": "",
    "\u200b": "",
    "\u200c": "",
    "\u200d": "",
    "\u2060": "",
    "\ufeff": "",
}
_TABLE = str.maketrans(_UNDECOMPOSED)


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """*text* in lower case, without accents, ligatures and invisible characters."""
    if text.isascii():
        return text.lower()
    lowered = text.lower().translate(_TABLE)
    decomposed = unicodedata.normalize("NFKD", lowered)
    return "".join(c for c in decomposed if not unicodedata.combining(c))
