"""A line that names the film and who directed it, with blanks alone between them → the facts.

In: "Heat 1995 Directed by Ada Orr", "Heat (1995), d. Ada Orr", "Heat directed by Ada Orr & Bo
Lind". Out: the title, the year and the directors. Refused (None): a line with anything else.
"""

from __future__ import annotations

import re

from reelsearch.annotate.credits_line import is_director
from reelsearch.annotate.facts import Facts
from reelsearch.annotate.film_years import YEAR
from reelsearch.annotate.title_shape import clean_title, is_title_shaped

_DIRECTED = re.compile(
    rf"(?P<title>[^,:|]{{1,80}}?)(?:,?\s[(\[]?(?P<year>{YEAR})[)\]]?(?:\s[^,:|]{{1,60}})?)?,?\s"
    r"(?:[Dd]irected by|DIRECTED BY|[Dd](?:ir)?\.)\s(?P<names>[A-ZÀ-Þ][^\d,|()]{3,60})"
)
"""As a site of film diaries heads its pages, with another title behind the year, or none:
"Heat 1995 Directed by Ada Orr"."""

_YEAR_ALONE = re.compile(rf"{YEAR}\s?[^\w\s]")  # "1995 · dir. Ada Orr"
_SAYS_DIRECTED = ("irected by ", "DIRECTED BY ", "ir. ", " d. ")
_AND = re.compile(r"\s(?:and|&)\s")


def read_directed(text: str) -> Facts | None:
    """The film, its year and its directors, if *text* has all but the year and nothing more."""
    said = any(map(text.__contains__, _SAYS_DIRECTED))
    match = _DIRECTED.fullmatch(text) if said else None
    film = clean_title(match["title"]) if match else ""
    if match is None or not film or not is_title_shaped(film):
        return None
    if not match["year"] and _YEAR_ALONE.fullmatch(match["title"]):
        return None
    names = tuple(_AND.split(match["names"].strip(" .")))
    if not all(map(is_director, names)):
        return None
    return Facts(film=film, director=names, year=int(match["year"]) if match["year"] else None)
