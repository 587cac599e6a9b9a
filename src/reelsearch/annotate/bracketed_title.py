"""A title with brackets behind it → the film, and what stands in them and after them.

In: "Heat (1995)", "Heat / ***1/2 (R)", "HEAT (15) Close-Up Film Review". Out: the facts.
Refused (None): brackets that say nothing of a film, and a line that goes on as a sentence.
"""

from __future__ import annotations

import re

from reelsearch.annotate.byline import read_paper
from reelsearch.annotate.credits_line import (
    is_director,
    scan_credits,
)
from reelsearch.annotate.facts import Facts
from reelsearch.annotate.found_title import Sureness, TitleLine
from reelsearch.annotate.labelled_line import read_value
from reelsearch.annotate.labels import find_labels
from reelsearch.annotate.parted_line import read_parts
from reelsearch.annotate.ratings import match_rating, parse_rating
from reelsearch.annotate.title_bracket import (
    read_bracket,
)
from reelsearch.annotate.title_shape import clean_title, is_title_shaped
from reelsearch.annotate.word_lists import read_words

KIND = (
    r"(?:(?:film|movie|cinema|dvd|blu-?ray|4k|uhd|capsule|quick|short|mini|spoiler-?free|retro"
    r"|theatrical|streaming|festival|tv|advance)\s+){0,3}"
)
_BRACKET = re.compile(r"[(\[]\s*([^()\[\]]{1,80}?)\s*[)\]]")
DASH = re.compile(
    r"\s+[–—|/-]\s+|\s*\|\s*|,\s+(?=(?:18|19|20)\d\d\b)|:\s+(?=\()|\s+(?=[★⭐🌟]|\*{2,}|\*\s(?:\*|½|1/2))"
)
_MADE_BY = re.compile(
    r"(?P<title>.{1,80}?),\s(?:de|di|von|by|dir\.?|directed by)\s(?P<name>[A-ZÀ-Þ].{3,40})"
)
_INITIALLED = re.compile(r"(?:[A-ZÀ-Þ]\. ?){1,3}[A-ZÀ-Þ][\w’'-]+")
_ASIDE = re.compile(r"[|–—-]\s\S.{1,60}")  # after the rating: "4/5 – seen at home"
_LONGEST_LISTED = 90
_MOST_SMALL = 4  # words
_REVIEW_OF_SORTS = re.compile(rf"{KIND}review\b\s*[:|–—-].{{1,140}}", re.IGNORECASE)
_PUBLISHED = re.compile(r"[|–—:,/-]?\s*(?P<name>.{0,60}?)\s*\breviews?\.?", re.IGNORECASE)
_STRAPLINE = re.compile(r"\s*[|–—:-]\s*[^.]{1,110}[^.]?")


def parse_bracketed(text: str) -> TitleLine | None:
    """A title with a year, a certificate, a grade or credits in brackets after it."""
    facts = Facts()
    first = end = -1
    for match in _BRACKET.finditer(text):
        said = read_bracket(match[1]) if match.start() else None
        if said is None and first >= 0 and is_director(match[1]):
            said = Facts(director=(match[1],))
        if said is None:
            if first >= 0:
                break
            continue
        if first < 0:
            first = match.start()
        elif text[end : match.start()].strip(" -–—/|,"):
            break
        end = match.end()
        facts.absorb(said)
    if first < 0:
        return None
    labels = find_labels(text[:first])
    if labels and labels[0].start == 0 and labels[0].field != "film" and not labels[0].by_chance:
        return None
    begin = 0
    if labels and labels[0].start == 0 and labels[0].field == "film" and not labels[0].bare:
        begin = text.find(":", 0, first) + 1
    film = _read_title(text[begin:first], facts)
    if film is None or not _read_rest(text[end:], facts):
        return None
    if not facts.director and (by := _MADE_BY.fullmatch(film)) and is_director(by["name"]):
        film, facts.director = clean_title(by["title"]), (by["name"],)
    title, dash, maker = film.rpartition(_dash_in(film))
    initialled = _INITIALLED.fullmatch(maker) is not None
    if dash and (facts.country or initialled) and not facts.director and is_director(maker):
        film, facts.director = clean_title(title), (maker,)
    original, slash, other = film.partition(" / ")
    facts.film = original if slash and facts.year and is_title_shaped(original) and other else film
    return TitleLine(facts, Sureness.BRACKETED)


def _dash_in(text: str) -> str:
    """The spaced dash in *text*, or what is in none."""
    return next((dash for dash in (" — ", " – ", " - ") if dash in text), "\n")


def _read_title(text: str, facts: Facts) -> str | None:
    """The title before the brackets; a rating between the two goes into *facts*."""
    for match in DASH.finditer(text):
        tail = text[match.end() :].strip(" :")
        if (rating := parse_rating(tail)) is not None and not tail[:1].isalpha():
            facts.absorb(Facts(rating=rating, rating_text=tail))
            text = text[: match.start()]
            break
    film = clean_title(text)
    quoted = film != text.strip(" ,:;–—-|/")
    if not film or (not any(letter.isalnum() for letter in film) and len(film) > 3):
        return None
    if quoted or is_title_shaped(film):
        return film
    small = film.islower() or (film[0].isupper() and facts.director and facts.year)
    return film if small and len(film.split()) <= _MOST_SMALL else None


def _read_rest(text: str, facts: Facts) -> bool:
    """Whether what follows the brackets belongs to a title line; its facts are taken."""
    stars = text.strip(" .,;:|–—-/")
    if stars[:1] == "*" and (rating := parse_rating(stars)) is not None:
        facts.absorb(Facts(rating=rating, rating_text=stars))
        return True
    rest = text.strip(' .,;:|–—-/”"’*_')
    if not rest:
        return True
    if found := scan_credits(text):
        facts.absorb(found[0])
        return True
    found_rating = match_rating(rest)
    behind = rest[found_rating[1] :].strip(" .,!") if found_rating else ""
    if found_rating and found_rating[0] is not None and (not behind or _ASIDE.fullmatch(behind)):
        written = rest[: found_rating[1]].strip() if behind else rest
        facts.absorb(Facts(rating=found_rating[0], rating_text=written))
        return True
    parted, understood, left = read_parts(rest)
    if understood and understood > len(left):
        facts.absorb(parted)
        if len(left) == 1 and rest.startswith(left[0]) and is_director(left[0]):
            facts.director = facts.director or (left[0],)
        return True
    labels = find_labels(text)
    if labels and not text[: labels[0].start].strip(" ,;|•·–—-"):
        for labelled in labels:
            said = read_value(labelled)
            if said is None:
                return False
            facts.absorb(said)
        return True
    if _REVIEW_OF_SORTS.fullmatch(rest):
        return True
    if match := _PUBLISHED.fullmatch(rest):
        facts.publication = _read_publication(match["name"])
        return len(match["name"].split()) <= 6
    if text.lstrip()[:1] == "|" and (paper := read_paper(rest)):
        facts.publication = paper
        return True
    return bool(_STRAPLINE.fullmatch(text)) or _read_listed(rest, facts)


def _read_listed(rest: str, facts: Facts) -> bool:
    """Whether *rest* lists credits between commas, and no more of other words than of these."""
    if facts.year is None or len(rest) > _LONGEST_LISTED:
        return False
    pieces = [piece.strip() for piece in rest.split(",")]
    said = [scan_credits(piece) for piece in pieces]
    left = [piece for piece, found in zip(pieces, said, strict=True) if found is None]
    if 2 * len(left) >= len(pieces) or not all(map(is_title_shaped, left)):
        return False
    for found in said:
        facts.absorb(found[0] if found else Facts())
    return True


def _read_publication(name: str) -> str | None:
    """*name* if it is a site's or paper's, "Close-Up Film" in "Close-Up Film Review"."""
    name = name.strip(" |–—:,-/")
    words = name.split()
    if not words or any(word.lower() in read_words("not_alone.txt") for word in words[:1]):
        return None
    return name if len(words) > 1 and all(word[:1].isupper() for word in words) else None
