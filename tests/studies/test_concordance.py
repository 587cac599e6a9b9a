"""A concordance has every place of a word, each once, in the order that was asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from unittest.mock import ANY

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import reelsearch
from reelsearch import Concordance
from reelsearch.analysis import split_words
from reelsearch.errors import QuerySyntaxError, SettingError
from reelsearch.results import Span
from reelsearch.review import Location, Review
from reelsearch.snippets import Wanted, WantedPhrase
from reelsearch.snippets.occurrences import find_occurrences
from tests.film_folders import write_files

Ask = Callable[..., Concordance]

FILES = {
    "heat.txt": (
        "Heat (1995)\nDir: Michael Mann\n\nA kitchen is calm.\nThe kitchen fights back.\n\n"
        "Then, in a Kitchen, somebody fought; two kitchens burn."
    ),
    "alien.txt": "Alien (1979)\nReview by Ada Kitchen\n\nNo kitchen sink here, only a long table.",
    "us.txt": "Us (2019)\n\nWe two stand by the door, and the rain comes down without a sound.",
}


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    """Asks for a concordance of :data:`FILES`, or of others given first."""

    def make(words: str, files: Mapping[str, str] = FILES, **options: object) -> Concordance:
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        reelsearch.index([write_files(folder / "films", files)], folder / "index")
        with reelsearch.open(folder / "index") as searcher:
            return searcher.concordance(words, **options)  # type: ignore[arg-type]  # by name

    return make


def words_of(found: Concordance) -> list[str]:
    return [f"{line.before[-6:]}|{line.keyword}|{line.after[:6]}" for line in found]


def test_every_place_in_every_review_is_a_line(ask: Ask) -> None:
    found = ask("kitchen")
    assert (found.total, found.reviews, len(found)) == (5, 2, 5)
    assert [(line.path, line.line, line.paragraph) for line in ask("kitchen", sort="film")] == [
        ("alien.txt", 4, 1),
        ("heat.txt", 4, 1),
        ("heat.txt", 5, 1),
        ("heat.txt", 7, 2),
        ("heat.txt", 7, 2),
    ]


def test_what_stands_around_the_prose_is_no_place(ask: Ask) -> None:
    assert [line.path for line in ask("mann")] == []
    assert [line.reviewer for line in ask("kitchen", filters={"film": "alien"})] == ["Ada Kitchen"]


def test_lines_are_sorted_by_what_follows_or_precedes(ask: Ask) -> None:
    after = [line.after.split()[0] for line in ask("kitchen")]
    assert after == ["burn.", "fights", "is", "sink", ","]  # "somebody" comes last
    before = [line.before.split()[-1] for line in ask("kitchen", sort="before")]
    assert before == ["A", "a", "No", "The", "two"]


@pytest.mark.parametrize("sort", ["after", "film"])
def test_a_limit_keeps_the_first_lines_and_counts_them_all(ask: Ask, sort: str) -> None:
    everything = ask("kitchen", limit=None, sort=sort)
    for limit in (0, 1, 3, 99):
        found = ask("kitchen", limit=limit, sort=sort)
        assert found.lines == everything.lines[:limit]
        assert (found.total, found.reviews) == (5, 2)


def test_lines_come_one_by_one_in_the_order_of_films_or_dates(corpus_index: Path) -> None:
    with reelsearch.open(corpus_index) as searcher:
        for sort in ("film", "date"):
            lines = tuple(searcher.concordance_lines("kitchen OR film", sort=sort))
            found = searcher.concordance("kitchen OR film", sort=sort, limit=None)
            assert lines == found.lines
            first = searcher.concordance("kitchen OR film", sort=sort, limit=1)
            assert first == replace(found, lines=lines[:1], took=ANY)
        with pytest.raises(SettingError, match="by film or date"):
            next(searcher.concordance_lines("kitchen", sort="after"))
        dates = [line.date for line in searcher.concordance_lines("film", sort="date")]
        known = [date for date in dates if date]
        assert known == sorted(known)
        assert dates == known + [None] * (len(dates) - len(known))


def test_reading_lines_holds_one_review_at_a_time(corpus_index: Path) -> None:
    with reelsearch.open(corpus_index) as searcher:
        lines = searcher.concordance_lines("the")
        first = next(lines)
        assert first.keyword.lower() == "the"
        searcher.refresh()
        assert sum(1 for _ in lines) + 1 == searcher.concordance("the", limit=0).total


def test_context_joins_to_the_text_with_its_white_space_squeezed(ask: Ask) -> None:
    for line in ask("kitchen"):
        text = " ".join(FILES[line.path].split())
        assert f"{line.before}{line.keyword}{line.after}" in text
        assert FILES[line.path][line.start : line.end] == line.keyword


def test_long_context_is_cut_at_words(ask: Ask) -> None:
    text = f"Heat (1995)\n\n{'alpha beta ' * 40}knife {'gamma delta ' * 40}"
    (line,) = ask("knife", {"heat.txt": text})
    assert line.before.startswith(("alpha ", "beta "))
    assert line.after.endswith((" gamma", " delta"))
    assert 100 < len(line.before) <= 120
    assert 100 < len(line.after) <= 120


@pytest.mark.parametrize(
    ("typed", "exact", "expected"),
    [
        ("kitchens", False, 5),
        ("kitchens", True, 1),
        ("kitchen fights", False, 1),
        ("kitchen fought", True, 0),
        ('"kitchen back"~2', False, 1),
        ("kitch*", False, 5),
        ("kitch*", True, 5),
        ("sink OR burn", False, 2),
        ('sink OR "kitchen fights"', True, 2),
        ("film", False, 0),
    ],
)
def test_words_phrases_and_prefixes_are_found(
    ask: Ask, typed: str, exact: bool, expected: int
) -> None:
    found = ask(typed, exact=exact)
    assert found.total == len(found) == expected


def test_of_what_begins_at_one_place_the_longest_is_the_keyword(ask: Ask) -> None:
    found = ask('kitchen OR "kitchen fights"', sort="film", filters={"film": "heat"})
    keywords = [line.keyword.lower() for line in found]
    assert keywords == ["kitchen", "kitchen fights", "kitchen", "kitchens"]


@pytest.mark.parametrize("typed", ["film:heat", "kitchen -sink", "*", "a AND b", "…", "OR"])
def test_what_is_no_word_is_refused_with_the_way_out(ask: Ask, typed: str) -> None:
    with pytest.raises(QuerySyntaxError):
        ask(typed)


def test_an_unknown_order_or_a_negative_limit_is_refused(ask: Ask) -> None:
    with pytest.raises(SettingError, match="after, before, film, date"):
        ask("kitchen", sort="size")
    with pytest.raises(SettingError, match="None for all"):
        ask("kitchen", limit=-1)


def test_a_study_is_held_to_the_time_of_a_query(corpus_index: Path) -> None:
    settings = reelsearch.Settings(query_timeout=1e-9)
    with reelsearch.open(corpus_index) as searcher:
        (hit,) = searcher.search("film:parasite", passages=0)
    with reelsearch.open(corpus_index, settings=settings) as searcher:
        for ask in (
            lambda: searcher.concordance("the"),
            lambda: searcher.similar(hit.id),
            lambda: searcher.wording("ines valcourt"),
        ):
            with pytest.raises(reelsearch.QueryTimeoutError):
                ask()


def test_a_misspelt_filter_is_said(ask: Ask) -> None:
    found = ask("kitchen", filters={"reviewer": "ada kichten"})
    assert (found.total, len(found.notes)) == (1, 1)


_words = st.lists(
    st.sampled_from("knife knives Knife spider-man spiderman spider man the a. (knife)".split()),
    max_size=30,
)


def list_positions(text: str) -> list[tuple[set[str], int, int]]:
    """(forms, start, end) of every position, by the analysis alone."""
    return [
        ({part.text} | ({word.joined} if word.joined else set()), part.start, part.end)
        for word in split_words(text)
        for part in word.parts
    ]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_words, st.sampled_from(["knife", "spider", "the"]))
def test_occurrences_are_those_that_reading_word_by_word_finds(
    words: list[str], sought: str
) -> None:
    text = " ".join(words)
    review = Review(text, Location("/a", "a.txt"), (0, len(text)))
    found = list(find_occurrences(review, Wanted(words={sought: 1.0}), {sought}))
    expected = [Span(start, end) for forms, start, end in list_positions(text) if sought in forms]
    assert found == expected


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_words)
def test_a_phrase_stands_where_its_words_are_neighbours(words: list[str]) -> None:
    text = " ".join(words)
    review = Review(text, Location("/a", "a.txt"), (0, len(text)))
    wanted = Wanted(phrases=(WantedPhrase(("spider", "man")),))
    places = list_positions(text)
    starts = [
        places[i][1]
        for i in range(len(places) - 1)
        if "spider" in places[i][0] and "man" in places[i + 1][0]
    ]
    assert [start for start, _ in find_occurrences(review, wanted)] == starts
