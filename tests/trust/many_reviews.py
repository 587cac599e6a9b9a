"""Reviews in any number, made up from a seed, and every kind of question to ask of them.

Words are made of syllables, and as frequent as in a language: the n-th of them about one n-th
as often as the first (Zipf's law). Questions are drawn from the reviews, so that they find some.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from reelsearch.analysis.identity import make_id
from reelsearch.engines.base import Remembered
from reelsearch.engines.whoosh_engine.opening import open_writer
from reelsearch.results import Results
from reelsearch.review import Location, Review
from reelsearch.searching import Searcher

SOURCE = "/made-up"
_WORDS = 20_000
_FILMS, _PEOPLE = 400, 300
_THEMES = ("war", "family", "revenge", "friendship", "love")
_SYLLABLES = [a + b for a, b in product("bdfgklmnprstvz", ("a", "e", "i", "o", "u", "an", "or"))]

Question = Callable[[Searcher], Any]
"""Asks it of a searcher; gives plain data, the same for the same reviews."""


@cache
def list_words() -> tuple[str, ...]:
    """The words, the most frequent first."""
    chance = random.Random(1)
    words: dict[str, None] = {}
    while len(words) < _WORDS:
        words["".join(chance.choices(_SYLLABLES, k=chance.choice((1, 2, 3, 3, 4))))] = None
    return tuple(words)


def make_review(number: int) -> Review:
    """The review of that number."""
    chance = random.Random(number)
    text = "\n\n".join(" ".join(_make_sentences(chance)) for _ in range(chance.randint(1, 2)))
    place = Location(SOURCE, "rows.jsonl", row=number + 1)
    film = chance.randrange(_FILMS)
    people = tuple(name_person(n) for n in chance.sample(range(_PEOPLE), 3))
    return Review(
        text,
        place,
        (0, len(text)),
        film=name_film(film),
        year=1930 + film % 90,
        reviewers=people[:1],
        director=people[1:2],
        people=people,
        rating=chance.randint(0, 10) / 10,
        themes=tuple(chance.sample(_THEMES, chance.randint(0, 2))),
        id=make_id(place),
    )


def name_film(number: int) -> str:
    """The title of a film."""
    return f"{list_words()[900 + number]} {list_words()[7 * number + 300]}".title()


def name_person(number: int) -> str:
    """The name of someone who is in some of the reviews."""
    return f"{list_words()[2_000 + 3 * number]} {list_words()[5_000 + number]}".title()


def _make_sentences(chance: random.Random) -> Iterator[str]:
    words = list_words()
    for _ in range(chance.randint(1, 3)):
        length = chance.randint(5, 12)
        drawn = [words[int(_WORDS ** chance.random()) - 1] for _ in range(length)]
        yield " ".join(drawn).capitalize() + "."


def write_reviews(folder: Path, count: int) -> None:
    """An index of *count* reviews: three commits, so several segments, and some removed."""
    parts = (range(count * 3 // 5), range(count * 3 // 5, count - 5), range(count - 5, count))
    for part in parts:
        writer, _ = open_writer(folder, rebuild=False, wait=0, on_wait=lambda: None)
        for number in part:
            writer.add(make_review(number), "print")
        writer.commit(Remembered((SOURCE,)))


def draw_questions(count: int, chance: random.Random) -> list[tuple[str, Question]]:
    """A question of each kind, with what it is, for an index of *count* reviews."""
    review = make_review(chance.randrange(count))
    sentence = review.text.split(".")[0].casefold().split()
    start = chance.randrange(len(sentence) - 2)
    one, two, three = sentence[start : start + 3]
    often, rare = list_words()[chance.randrange(30)], list_words()[chance.randrange(300, _WORDS)]
    misspelt = rare[:1] + rare[2:] if len(rare) > 5 else rare
    low = chance.randrange(1930, 2000)
    film, (critic, *_) = review.film or "", review.people
    searches: Sequence[tuple[str, dict[str, Any]]] = (
        (often, {}),
        (rare, {"explain": True}),
        (f"{one} {two} {three} {often}", {}),
        (f"{one} OR {rare} OR {often}", {"passages": None}),
        (f"{one} AND {two} AND {three}", {}),
        (f'"{one} {two}"', {"passages": None}),
        (f'"{one} {three}"~5', {}),
        (f"{one} /s {three}", {}),
        (f"{one} /p {three} -{rare}", {}),
        (f"{rare[:3]}*", {}),
        (f"{rare[:2]}?{rare[3:]}", {}),
        (misspelt, {}),
        (f"year:{low}..{low + 9} {one}", {"facets": ["film", "year", "theme"]}),
        (f"rating:>=0.8 {often}", {"sort": "-year"}),
        ("*", {"facets": ["reviewer"], "filters": {"theme": "war"}, "sort": "rating"}),
        (f"film:({film}) {one}", {}),
        (f"by:{critic[:-1]}", {}),
        (f"person:({critic}) OR theme:love {rare}", {"limit": 30, "offset": 5}),
        (f"{one} {rare}", {"related": True}),
    )
    questions = [(f"{query} {how}", _make_search(query, how)) for query, how in searches]
    return [
        *questions,
        (f"similar to {review.id}", lambda searcher: _tell_similar(searcher, review.id)),
        (f"concordance of {rare}", lambda searcher: _tell_places(searcher, rare)),
        (f"review {review.id}", lambda searcher: searcher.review(review.id).text),
        (f"card of {film}", lambda searcher: repr(searcher.film_cards(film))),
        ("stats", lambda searcher: searcher.stats().terms),
    ]


def _make_search(query: str, how: dict[str, Any]) -> Question:
    return lambda searcher: _tell_results(searcher.search(query, **how))


def _tell_results(found: Results) -> list[Any]:
    shown = [
        [hit.id, round(hit.score, 6), hit.review.text, [repr(p) for p in hit.passages]]
        for hit in found
    ]
    counts = {name: repr(facet.counts) for name, facet in found.facets.items()}
    return [found.total, shown, counts, list(found.notes), repr(found.did_you_mean)]


def _tell_similar(searcher: Searcher, review_id: str) -> list[Any]:
    return [repr(one) for one in searcher.similar(review_id)]


def _tell_places(searcher: Searcher, word: str) -> list[Any]:
    found = searcher.concordance(word, limit=50)
    return [found.total, [repr(line) for line in found]]
