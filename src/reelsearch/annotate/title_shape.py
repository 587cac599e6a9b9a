"""A piece of text in, whether it is written as a film's title is out; and the bare title."""

from __future__ import annotations

import re

from reelsearch.annotate.word_lists import read_words
from reelsearch.readers.dates import MONTH_WORDS, find_date

MOST_WORDS = 14
"""Words of a title that stands by itself."""

_ORIGINAL = re.compile(r"(?P<title>[^()\[\]]{1,100}\S)\s(?:\(|\[)(?P<inside>[^()\[\]]{2,100})[)\]]")
_BESIDE = re.compile(
    r"\s[(\[](?:dvd|blu-?ray|4k|uhd|vhs|import|“[^“”]{2,60}”|\"[^\"]{2,60}\")[)\]]$", re.IGNORECASE
)
"""The disc behind a title, or what it means in English: "Heat [DVD]", "Ikiru (“To Live”)"."""

_YEARS = re.compile(r"(?:18|19|20)\d\d[/–-]\d\d(?:\d\d)?")
_GATHERINGS = ("Film Night", "Movie Night", "Film Club", "Film Society", "Cinema Club")
_MOST_FOREIGN = 7  # words: titles in these languages have one capital
_DAY = re.compile(rf"\b(?:{'|'.join(sorted(MONTH_WORDS))})\.?,? \d{{1,2}}\.?$", re.IGNORECASE)
_PAIRS = {"“": "”", '"': '"', "‘": "’", "'": "'", "*": "*", "_": "_", "«": "»"}


def clean_title(text: str) -> str:
    """*text* without the quotes, stars and separators around it."""
    text = re.sub(
        r"^(?:(?:subject\s*:\s*)?(?:re|fwd|rfr)|film|movie|title)\s*:\s*",
        "",
        text.strip(),
        flags=re.IGNORECASE,
    )
    text = text.strip(" ,:;–—|/\t").removesuffix(" -").removeprefix("- ").strip()
    while len(text) > 2 and _PAIRS.get(text[0]) == text[-1] and text[-1] not in text[1:-1]:
        text = text[1:-1].strip(" ,")
    if text[-1:] in (")", "]") and (beside := _BESIDE.search(text)) and beside.start():
        return text[: beside.start()]
    original = _ORIGINAL.fullmatch(text)
    apart = original and (not is_title_shaped(text) or _is_foreign(original["inside"]))
    apart = apart or (
        original
        and (_is_foreign(original["title"]) or original["title"].isupper() > text.isupper())
    )
    if original and apart and is_title_shaped(original["title"]):
        return original["title"]
    return text


def _is_foreign(words: str) -> bool:
    """Whether *words*, in brackets after a title, are that title in another language."""
    return not words.isascii() or not read_words("foreign_words.txt").isdisjoint(
        words.lower().split()
    )


def is_title_shaped(text: str) -> bool:
    """Whether *text* is written as a title is: capitals or figures, but for small words."""
    words = text.split()
    if not 1 <= len(words) <= 20 or len(text) > 120:
        return False
    small = read_words("title_connectors.txt")
    if len(words) <= _MOST_FOREIGN and words[0] in read_words("foreign_articles.txt"):
        return any(map(str.isalpha, text)) and text[-1] not in ".,;:"
    strong = 0
    for word in words:
        bare = word.strip("“”\"‘’'*_()[],:;!?.…«»¿¡-")
        if not bare:
            continue
        if bare[0].isupper() or bare[0].isdigit() or not bare[0].isalpha():
            strong += 1
        elif bare.lower() not in small and not any(letter.isupper() for letter in bare[1:]):
            return bare[0].isalpha() and not bare[0].islower() and strong > 0
        elif bare[0].isalpha() and not bare[0].islower():
            strong += 1
    return strong > 0


def is_heading(text: str) -> bool:
    """Whether *text* heads a page and not a film: "Film Reviews", "This Week"."""
    words = [word.strip("“”\"‘’'*_()[],:;!?.…").lower() for word in text.split()]
    heads = read_words("not_alone.txt")
    of_times = len(words) > 1 and "diary" in words
    return all(
        word in heads or _YEARS.fullmatch(word) or (of_times and word in (*MONTH_WORDS, "diary"))
        for word in words
        if word
    )


def may_be_title(text: str) -> bool:
    """Whether *text*, a line by itself, can be the film's title and nothing else."""
    if len(text) > 80 or len(text.split()) > MOST_WORDS or not text:
        return False
    if text[0] == "#" and text[1:2].isalpha():
        return False  # a channel or a tag
    if "|" in text or text.startswith(_GATHERINGS) or find_date(text) or _DAY.search(text):
        return False
    if text.endswith((",", ";", ":")) or (text.endswith(".") and not _ends_dotted(text)):
        return False
    return is_title_shaped(clean_title(text)) and not is_heading(text)


def _ends_dotted(text: str) -> bool:
    """Whether the full stop at the end is no sentence's: "Sally...", "E.T.", "Mr."."""
    last = text.rsplit(" ", 1)[-1]
    return text.endswith("...") or last.count(".") > 1 or len(last) <= 3
