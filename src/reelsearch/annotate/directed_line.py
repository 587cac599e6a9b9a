"""A line that names the film and who directed it, with blanks alone between them → the facts.

In: "Heat 1995 Directed by Ada Orr", "Heat (1995), d. Ada Orr", "Heat directed by Ada Orr & Bo
Lind". Out: the title, the year and the directors. Refused (None): a line with anything else.
"""

from __future__ import annotations

import re

from reelsearch.annotate.byline import name_paper
from reelsearch.annotate.credits_line import is_director
from reelsearch.annotate.facts import Facts
from reelsearch.annotate.film_years import YEAR
from reelsearch.annotate.people import is_person, looks_like_name
from reelsearch.annotate.title_shape import clean_title, is_title_shaped

_DIRECTED = re.compile(
    rf"(?P<title>[^,:|]{{1,80}}?)(?:,?\s[(\[]?(?P<year>{YEAR})[)\]]?(?:\s[^,:|]{{1,60}})?)?,?\s"
    r"(?:[Dd]irected by|DIRECTED BY|[Dd](?:ir)?\.)\s(?P<names>[A-ZÀ-Þ][^\d,|()]{3,60})"
)
"""As a site of film diaries heads its pages, with another title behind the year, or none:
"Heat 1995 Directed by Ada Orr"."""

_YEAR_ALONE = re.compile(rf"{YEAR}\s?[^\w\s]")  # "1995 · dir. Ada Orr"
_SAYS_DIRECTED = ("irected by ", "DIRECTED BY ", "ir. ", " d. ")
_MADE_BEHIND = re.compile(
    r"(?P<name>[A-ZÀ-Þ][\w.’'-]+(?:\s[\w.’'-]+){1,3})\s\((?:dir\.?|director|d|regie|réal\.?)\)(?=$|[,;.|])",
    re.IGNORECASE,
)
"""The director before the label: "Ada Orr (dir), UK 2007"."""

_OWNED_LABEL = re.compile(
    r"[A-ZÀ-Þ][\w-]{1,15}(?:['’]s|(?<=s)['’])\s(?=(?:verdict|rating|score|marks?|grade)\s?[:–—-])",
    re.IGNORECASE,
)
_DESCRIBED = re.compile(
    r"(?:[Aa]n?|[Tt]he)\s(?:[\w’'-]{1,20}\s){0,4}"
    r"(?:film|movie|picture|feature|documentary|debut|drama"
    rf"|comedy|thriller|western)\s(?:directed )?by\s(?P<name>[A-ZÀ-Þ][^\d,()]{{3,40}}?)"
    rf"(?:,?\s[(\[]?(?P<year>{YEAR})[)\]]?)?\.?"
)
"""What a title's second line says it is: "A documentary by Ada Orr (2005)"."""

_REVIEWED_FOR = re.compile(
    r"(?:reviewed|written|a review) for (?P<paper>.{3,50}?) by "
    r"(?P<name>[^\W\d_][^\d,()]{3,40}?)\.?",
    re.IGNORECASE,
)
_AND = re.compile(r"\s(?:and|&)\s")


def label_maker(text: str) -> str:
    """*text* with a label before the director, whom lists mark otherwise: "Ada Orr (dir), UK 2007",
    "d. Ada Orr; w/ Bo Lind"; and without whose a rating is: "Ada’s verdict: 4/5"."""
    if text[:1].isupper() and (owned := _OWNED_LABEL.match(text)):
        return text[owned.end() :]
    if text[:2] == "D " and " | " in text:  # "D Ada Orr | P Bo Lind | Ph Cy Moor"
        return f"Dir: {text[2:].partition(' | ')[0]}"
    if text[:3] == "d. ":
        return f"Dir: {text[3:]}".replace("; w/ ", ". Starring: ", 1)
    if "(" in text and (behind := _MADE_BEHIND.match(text)):
        return f"Dir: {behind['name']}{text[behind.end() :]}"
    return text


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


def read_by(text: str) -> Facts | None:
    """By whom the film is, or the review and for which paper, said in a line of its own."""
    if (made := _DESCRIBED.fullmatch(text)) and is_director(made["name"]):
        return Facts(director=(made["name"],), year=int(made["year"]) if made["year"] else None)
    match = _REVIEWED_FOR.fullmatch(text)
    if match is None or not looks_like_name(match["name"]) or not is_person(match["name"]):
        return None
    return Facts(reviewers=(match["name"],), publication=name_paper(match["paper"]))
