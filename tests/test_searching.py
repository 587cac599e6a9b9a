from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import reelsearch
from reelsearch import Results, Searcher
from reelsearch.errors import (
    EngineError,
    IndexNotFoundError,
    QuerySyntaxError,
    ReelsearchError,
    ReviewNotFoundError,
    SettingError,
)
from reelsearch.query.expand import FilterValue
from reelsearch.schema import FIELDS, has_values
from reelsearch.searching import SORTS
from tests.film_folders import write_files

QUERIES = [
    "kitchen fight",
    '"kitchen fight"',
    "ana de armis",
    "the film",
    "balerina",
    "her it us up",
    "director:sciamma fire",
    "mcshain austria",
    "kitch*",
    "year:1990..2020 window",
    '"the film"~4',
    "light NOT kitchen",
    "(sea OR sand) film",
    "spiderman",
    "amelie",
]


@pytest.fixture(scope="module")
def searcher(corpus_index: Path) -> Iterator[Searcher]:
    with reelsearch.open(corpus_index) as searcher:
        yield searcher


def films(results: Results) -> list[str]:
    """The films found, in order, each once."""
    return list(dict.fromkeys((hit.review.film or "").lower() for hit in results))


def marked(results: Results) -> list[str]:
    """The words highlighted in the first hit."""
    hit = results.hits[0]
    return [hit.review.text[a:b] for passage in hit.passages for a, b in passage.spans]


# What is found


def test_words_that_stand_together_come_first(searcher: Searcher) -> None:
    results = searcher.search("kitchen fight")
    assert results.hits[0].review.film == "Ballerina"
    assert results.hits[0].review.reviewer == "Zoë Lindqvist"
    assert "The kitchen fight" in results.hits[0].passages[0].text
    assert marked(results) == ["kitchen fight"]
    assert results.total > len(results.hits[:1])
    scores = [hit.score for hit in results]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(
    ("query", "film", "note"),
    [
        ("ana de armis", "ballerina", "Ana de Armas"),
        ("balerina", "ballerina", "Ballerina"),
        ("McShain", "ballerina", "Ian McShane"),
        ("selin sciama", "portrait of a lady on fire", "Céline Sciamma"),
        ("by:valcort fire", "portrait of a lady on fire", "Ines Valcourt"),
        ("desmond pryse", "heat", "Desmond Pryce"),
    ],
)
def test_misspelt_name_is_found_and_said(
    searcher: Searcher, query: str, film: str, note: str
) -> None:
    results = searcher.search(query)
    assert films(results)[0] == film
    assert any("showing" in said and note in said for said in results.notes)
    exact = searcher.search(query, exact=True)
    assert not any("showing" in said for said in exact.notes)
    assert exact.hits == () or exact.hits[0].score != results.hits[0].score


def test_exact_search_takes_names_as_typed(searcher: Searcher) -> None:
    assert searcher.search("balerina", exact=True).total == 0
    assert searcher.search("film:balerina", exact=True).total == 0
    assert searcher.search("film:balerina").total == 2
    assert searcher.search("ballerina", exact=True).total >= 2


def test_names_that_tie_are_listed(tmp_path: Path) -> None:
    files = {f"{n}.txt": f"Review by Ann {n}\n\nA knife.\n" for n in ("Moore", "Moose")}
    reelsearch.index([write_files(tmp_path / "films", files)], tmp_path / "index")
    with reelsearch.open(tmp_path / "index") as searcher:
        results = searcher.search("by:moore")
        assert (results.total, results.notes) == (1, ())
        results = searcher.search('by:"Ann Moope"')
        assert results.total == 2
        assert "Ann Moore and Ann Moose" in results.notes[0]


def test_word_that_no_review_has_is_said_so(searcher: Searcher) -> None:
    results = searcher.search("zzzqqq")
    assert (results.hits, results.total, len(results)) == ((), 0, 0)
    assert any("zzzqqq" in note for note in results.notes)
    assert searcher.search("kitchen zzzqqq").total == searcher.search("kitchen").total


@pytest.mark.parametrize("title", ["M", "It", "Us", "Her", "Up", "1917", "8½", "Roma"])
def test_short_title_is_found_first_and_never_misspelt(searcher: Searcher, title: str) -> None:
    results = searcher.search(title)
    assert films(results)[0] == title.lower()
    assert results.notes == ()
    assert title.lower() in {word.lower() for word in marked(results)}


@pytest.mark.parametrize("query", ["X", "Uz", "Hei", "film:X", "film:Q"])
def test_short_name_is_not_taken_for_another(searcher: Searcher, query: str) -> None:
    results = searcher.search(query)
    assert not any("showing" in note for note in results.notes)


@pytest.mark.parametrize(
    ("query", "film"),
    [
        ("amelie", "amélie"),
        ("spiderman", "spider-man: into the spider-verse"),
        ("spider man", "spider-man: into the spider-verse"),
        ("walle", "wall·e"),
        ("thelma and louise", "thelma & louise"),
        ("cleo from 5 to 7", "cléo from 5 to 7"),
    ],
)
def test_spelling_of_signs_never_decides(searcher: Searcher, query: str, film: str) -> None:
    assert films(searcher.search(query))[0] == film


# What is asked


FILTERS: dict[str, tuple[FilterValue, int]] = {
    "film": ("Heat", 2),
    "year": (1995, 2),
    "reviewer": ("Ines Valcourt", 3),
    "director": ("Celine Sciamma", 2),
    "cast": ("keanu reeves", 1),
    "person": ("Al Pacino", 2),
    "certificate": ("15", 5),
    "country": ("UK", 2),
    "runtime": ((100, 110), 2),
    "rating": ((0.75, None), 4),
    "date": ("2018", 4),
    "body": ("knife", 1),
}


@pytest.mark.parametrize("field", FILTERS)
def test_filter_keeps_what_has_the_value(searcher: Searcher, field: str) -> None:
    value, count = FILTERS[field]
    everything = {hit.id for hit in searcher.search("*", limit=100)}
    kept = {hit.id for hit in searcher.search("", filters={field: value}, limit=100)}
    assert len(kept) == searcher.search("*", filters={field: value}).total == count
    assert kept < everything
    words = searcher.search("the", filters={field: value}, limit=100)
    assert {hit.id for hit in words} == kept & {hit.id for hit in searcher.search("the", limit=100)}


def test_every_field_can_be_filtered_by(searcher: Searcher) -> None:
    for field in FIELDS:
        value: FilterValue = "2018" if field.name in {"year", "runtime", "date"} else "1"
        assert searcher.search("", filters={field.name: value}).total >= 0


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ((2018, 2019), lambda year: 2018 <= year <= 2019),
        ((None, 1930), lambda year: year <= 1930),
        ((2024, None), lambda year: year >= 2024),
        ([1995, 1922], lambda year: year in {1995, 1922}),
        ([(None, 1925), (2025, None)], lambda year: not 1925 < year < 2025),
    ],
)
def test_year_filter_takes_ranges_and_lists(searcher: Searcher, bounds: Any, expected: Any) -> None:
    everything = searcher.search("*", limit=100, passages=0)
    wanted = {hit.id for hit in everything if hit.review.year and expected(hit.review.year)}
    found = searcher.search("", filters={"year": bounds}, limit=100, passages=0)
    assert {hit.id for hit in found} == wanted
    assert wanted


def test_filters_must_all_hold(searcher: Searcher) -> None:
    both = searcher.search("", filters={"film": "Heat", "person": "Ashley Judd"})
    assert [hit.review.path for hit in both] == ["Heat 1995 - notes.txt"]
    assert searcher.search("", filters={"film": "Heat", "year": 2018}).total == 0
    assert searcher.search("", filters={"country": []}).total == 0


@pytest.mark.parametrize(
    "filters", [{"nonsense": 1}, {"year": "abc"}, {"year": (2019, 2018)}, {"rating": "7/5"}]
)
def test_filter_that_means_nothing_is_an_error(searcher: Searcher, filters: Any) -> None:
    with pytest.raises((QuerySyntaxError, SettingError)):
        searcher.search("kitchen", filters=filters)


@pytest.mark.parametrize("query", ["", "  ", "\t\n"])
def test_empty_query_is_an_error_but_with_filters(searcher: Searcher, query: str) -> None:
    with pytest.raises(QuerySyntaxError, match="at least one word"):
        searcher.search(query)
    assert searcher.search(query, filters={"year": 1995}).total == 2


@pytest.mark.parametrize("query", ["...", "!?", "“”", "—", "'", "&&", "\udcff", "\x00", "* *"])
def test_query_without_words_finds_nothing_or_is_refused(searcher: Searcher, query: str) -> None:
    try:
        found = searcher.search(query).total
    except QuerySyntaxError:
        found = 0
    assert found in {0, len(searcher)} if "*" in query or "&" in query else found == 0


def test_star_is_every_review(searcher: Searcher) -> None:
    results = searcher.search("*", limit=1000)
    assert results.total == len(results) == len(searcher) == searcher.stats().reviews == 48


def test_limits_and_offsets_are_checked(searcher: Searcher) -> None:
    assert searcher.search("*", limit=0).hits == ()
    assert searcher.search("*", limit=0).total == 48
    assert searcher.search("*", offset=1000).hits == ()
    assert searcher.search("*", offset=1000).total == 48
    for options in ({"limit": -1}, {"offset": -1}):
        with pytest.raises(SettingError):
            searcher.search("*", **options)  # type: ignore[arg-type]  # mypy cannot see into **


def test_unknown_sort_or_facet_is_an_error_that_lists_the_right_ones(searcher: Searcher) -> None:
    with pytest.raises(SettingError, match="score, date"):
        searcher.search("*", sort="director")
    with pytest.raises(SettingError, match="film, year"):
        searcher.search("*", facets=["runtime"])


# Order and pages


@pytest.mark.parametrize("sort", [*SORTS, *(f"-{name}" for name in SORTS)])
@pytest.mark.parametrize("query", ["*", "the"])
def test_sort_orders_hits_with_unknown_last(searcher: Searcher, sort: str, query: str) -> None:
    hits = searcher.search(query, sort=sort, limit=100, passages=0).hits
    assert {hit.id for hit in hits} == {hit.id for hit in searcher.search(query, limit=100)}
    name = sort.removeprefix("-")
    if name == "score":
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
        return
    values = [getattr(hit.review, name) for hit in hits]
    known = [value for value in values if value is not None]
    assert values[len(known) :] == [None] * (len(values) - len(known))
    if name != "film":
        assert known == sorted(known, reverse=sort.startswith("-"))


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("size", [3, 7])
def test_pages_never_repeat_or_lose_a_hit(searcher: Searcher, query: str, size: int) -> None:
    whole = searcher.search(query, limit=200, passages=0)
    assert whole.total == len(whole.hits)
    pages = [
        hit.id
        for offset in range(0, whole.total + size, size)
        for hit in searcher.search(query, limit=size, offset=offset, passages=0)
    ]
    assert pages == [hit.id for hit in whole]


# Facets


@pytest.mark.parametrize("query", ["*", "kitchen fight", "film:heat", "zzzqqq"])
def test_facets_count_over_all_hits(searcher: Searcher, query: str) -> None:
    names = [field.name for field in FIELDS if has_values(field)]
    results = searcher.search(query, limit=1, facets=names)
    assert list(results.facets) == names
    hits = searcher.search(query, limit=100, passages=0).hits
    reviewers = Counter(name for hit in hits for name in hit.review.reviewers)
    years = Counter(str(hit.review.year) for hit in hits if hit.review.year)
    for name, expected in (("reviewer", reviewers), ("year", years)):
        counts = results.facets[name].counts
        assert dict(counts) == expected
        assert list(counts) == sorted(counts, key=lambda c: (-c.count, c.value))


def test_count_is_the_facet_of_a_search(searcher: Searcher) -> None:
    counted = searcher.count("by", "heat", filters={"year": 1995})
    results = searcher.search("heat", filters={"year": 1995}, facets=["by"])
    assert counted == results.facets["reviewer"]
    assert {count.value for count in counted.counts} == {"Desmond Pryce", "Bex Underwood"}
    assert searcher.count("film").counts[0].count == 2


# Passages


@pytest.mark.parametrize("query", QUERIES)
def test_passages_are_true_to_the_text(searcher: Searcher, query: str) -> None:
    for hit in searcher.search(query, limit=100, passages=3):
        text = hit.review.text
        assert 1 <= len(hit.passages) <= 3
        for passage in hit.passages:
            assert passage.text == text[passage.start : passage.end]
            assert passage.text.strip()
            bounds = [passage.start, *(at for span in passage.spans for at in span), passage.end]
            assert bounds == sorted(bounds)
            assert all(start < end for start, end in passage.spans)
        ranges = sorted((passage.start, passage.end) for passage in hit.passages)
        ends = [at for pair in ranges for at in pair]
        assert ends == sorted(ends)


@pytest.mark.parametrize("query", [q for q in QUERIES if "year:" not in q and "director:" not in q])
def test_something_is_highlighted_in_every_hit(searcher: Searcher, query: str) -> None:
    hits = searcher.search(query, limit=100).hits
    assert hits
    assert [hit.review.path for hit in hits if not hit.passages[0].spans] == []


def test_no_passages_when_none_are_wanted(searcher: Searcher) -> None:
    assert all(hit.passages == () for hit in searcher.search("kitchen", passages=0))


def test_text_far_into_a_review_is_found_and_shown(tmp_path: Path) -> None:
    long = "Solaris is a film about the sea. " + "It goes on and on. " * 4000 + "Then a zeppelin."
    reelsearch.index([write_files(tmp_path / "films", {"long.txt": long})], tmp_path / "index")
    with reelsearch.open(tmp_path / "index") as searcher:
        for query in ("zeppelin", '"then a zeppelin"', "zep*", "a zeppelin"):
            results = searcher.search(query)
            assert "zeppelin" in marked(results)[-1].lower()
            assert results.hits[0].passages[0].start > 70_000
            assert results.hits[0].review.text == long


# Explaining, single reviews


def test_explanation_adds_up_to_the_score(searcher: Searcher) -> None:
    for query in ("kitchen fight", "heat", "balerina", "film:heat pacino"):
        for hit in searcher.search(query, explain=True):
            assert hit.explanation
            assert sum(hit.explanation.values()) == pytest.approx(hit.score)
    assert searcher.search("heat").hits[0].explanation is None


CLAUSES = (
    *("kitchen", "fight", "the", "what", "Spider-Man", "heat", "pacino", "1977", "kichen", "zzz"),
    *('"kitchen fight"', "film:heat", "-war", "mo*", "year:>1990", "(heat OR love)"),
    *("theme:love", "(love AND -war)"),
)
EXPLAINED = st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=4).map(" ".join)


@given(EXPLAINED | EXPLAINED.map(lambda typed: f"NOT ({typed}) OR love"), st.booleans())
@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_explanation_of_any_query_adds_up_to_the_score(
    searcher: Searcher, typed: str, related: bool
) -> None:
    for hit in searcher.search(typed, limit=20, passages=0, explain=True, related=related):
        assert hit.explanation is not None
        assert sum(hit.explanation.values()) == pytest.approx(hit.score)


def test_explanation_divides_a_word_among_the_fields_that_have_it(searcher: Searcher) -> None:
    hit = searcher.search("ballerina", explain=True).hits[0]
    assert hit.explanation
    counted = len(re.findall(r"(?i)\bballerina\b", hit.review.prose))
    title, text = (hit.explanation[f"“ballerina” in {name}"] for name in ("film", "body"))
    assert title * counted == pytest.approx(text * 3)


def test_review_is_found_by_its_id_and_by_the_beginning_of_it(searcher: Searcher) -> None:
    for hit in searcher.search("*", limit=100, passages=0):
        assert searcher.review(hit.id) == hit.review
        assert searcher.review(f" {hit.id[:8].upper()} ") == hit.review


@pytest.mark.parametrize(
    "asked", ["", "abc", "zzzz", "\udcff" * 5, "****", "a" * 10_000, "x\x00yz"]
)
def test_review_without_such_an_id_is_an_error(searcher: Searcher, asked: str) -> None:
    with pytest.raises(ReviewNotFoundError, match="there is none"):
        searcher.review(asked)


def test_beginning_of_several_ids_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = iter(("knif00000001", "knif00000002"))
    monkeypatch.setattr("reelsearch.indexing.make_id", lambda *_: next(ids))
    files = {"a.txt": "A knife.", "b.txt": "A spoon."}
    reelsearch.index([write_files(tmp_path / "films", files)], tmp_path / "index")
    with reelsearch.open(tmp_path / "index") as searcher:
        with pytest.raises(ReviewNotFoundError, match="2 reviews begin so"):
            searcher.review("knif")
        assert searcher.review("knif00000002").text == "A spoon."


# Results


def test_results_are_a_sequence_of_hits(searcher: Searcher) -> None:
    results = searcher.search("kitchen fight", limit=3)
    assert list(results) == list(results.hits)
    assert len(results) == 3
    assert results.query == "kitchen fight"
    assert results.took > 0
    for hit in results:
        assert hit.id == hit.review.id


def test_same_search_gives_the_same_answer(searcher: Searcher) -> None:
    for query in QUERIES:
        first, second = (searcher.search(query, facets=["film"], passages=2) for _ in range(2))
        assert (first.hits, first.notes, first.facets) == (second.hits, second.notes, second.facets)


# Opening, closing, refreshing


def test_searcher_needs_an_index(tmp_path: Path) -> None:
    with pytest.raises(IndexNotFoundError, match="reelsearch index"):
        reelsearch.open(tmp_path / "none")


def test_closed_searcher_says_that_it_is_closed(corpus_index: Path) -> None:
    with reelsearch.open(corpus_index) as searcher:
        pass
    searcher.close()
    calls: list[Any] = [
        lambda: searcher.search("kitchen"),
        lambda: searcher.review("abcdefgh"),
        lambda: searcher.count("film"),
        lambda: len(searcher),
        searcher.stats,
    ]
    for call in calls:
        with pytest.raises(EngineError, match="closed"):
            call()


def test_searcher_keeps_its_state_until_refreshed(tmp_path: Path) -> None:
    films = write_files(tmp_path / "films", {"a.txt": "A knife.", "b.txt": "A spoon."})
    reelsearch.index([films], tmp_path / "index")
    with reelsearch.open(tmp_path / "index") as searcher:
        assert searcher.search("balloon").total == 0
        write_files(films, {"a.txt": "Up is a film about a balloon."})
        (films / "b.txt").unlink()
        reelsearch.index([films], tmp_path / "index")
        assert [hit.review.text for hit in searcher.search("knife")] == ["A knife."]
        assert (searcher.search("balloon").total, len(searcher)) == (0, 2)
        searcher.refresh()
        assert (searcher.search("balloon").total, len(searcher)) == (1, 1)
        assert searcher.search("knife").total == 0
        reelsearch.index([], tmp_path / "index", rebuild=True)
        assert searcher.search("balloon").total == 1
        searcher.refresh()
        assert searcher.search("baloon").notes == searcher.search("baloon").notes


def test_refresh_knows_the_new_names(tmp_path: Path) -> None:
    films = write_files(tmp_path / "films", {"a.txt": "Psycho (1960)\nDir: Alfred Hitchcock\n\nX."})
    reelsearch.index([films], tmp_path / "index")
    with reelsearch.open(tmp_path / "index") as searcher:
        assert searcher.search("director:spielburg").total == 0
        write_files(films, {"b.txt": "Jaws (1975)\nDir: Steven Spielberg\n\nY."})
        reelsearch.index([films], tmp_path / "index")
        searcher.refresh()
        assert searcher.search("director:spielburg").total == 1


def test_searcher_stays_open_if_there_is_nothing_to_refresh_to(tmp_path: Path) -> None:
    films = write_files(tmp_path / "films", {"a.txt": "A knife."})
    reelsearch.index([films], tmp_path / "index")
    with reelsearch.open(tmp_path / "index") as searcher:
        (tmp_path / "index" / "reelsearch.json").unlink()
        with pytest.raises(IndexNotFoundError):
            searcher.refresh()
        assert searcher.search("knife").total == 1


# Whatever is typed


pieces = "kitchen fight Heat film: by: year: 2018 .. ( ) \" * OR AND NOT - ~2 armis Ω >= [ TO 's"
words = st.sampled_from([*pieces.split(), "\x00", "\ud800"])


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(query=st.lists(words, max_size=7).map(" ".join) | st.text(max_size=20), exact=st.booleans())
def test_any_query_is_answered_or_refused(searcher: Searcher, query: str, exact: bool) -> None:
    try:
        results = searcher.search(query, exact=exact, facets=["film"])
    except ReelsearchError as error:
        results = Results(str(error), (), 0)
        assert isinstance(error, QuerySyntaxError)  # noqa: PT017 (only this kind may be raised)
    assert len(results.hits) == min(results.total, 10)


# Words that go with the query


def test_related_words_find_what_lacks_the_words_typed(tmp_path: Path) -> None:
    films = {
        "a.txt": "The submarine creaks, and the torpedo waits in its tube.",
        "b.txt": "A submarine, a periscope, a torpedo, and thirty silent men.",
        "c.txt": "Torpedo after torpedo, and a periscope that sees nothing.",
        **{f"{n}.txt": f"A wedding number {n}, with cake and an uncle." for n in range(12)},
    }
    write_files(tmp_path / "films", films)
    reelsearch.index([tmp_path / "films"], tmp_path / "index")
    with reelsearch.open(tmp_path / "index") as searcher:
        plain = [hit.review.path for hit in searcher.search("submarine")]
        related = [hit.review.path for hit in searcher.search("submarine", related=True)]
        pages = [searcher.search("submarine", related=True, offset=n, limit=1) for n in range(3)]
    assert sorted(plain) == ["a.txt", "b.txt"]
    assert sorted(related[:2]) == ["a.txt", "b.txt"]
    assert related[2:] == ["c.txt"]
    assert [page.hits[0].review.path for page in pages] == related


def test_related_words_keep_to_the_filters(searcher: Searcher) -> None:
    hits = searcher.search("kitchen", related=True, filters={"year": (2000, 2020)}, limit=50)
    assert hits.total
    assert all(2000 <= (hit.review.year or 0) <= 2020 for hit in hits)


def test_query_without_words_has_nothing_related(searcher: Searcher) -> None:
    plain = searcher.search("film:heat", passages=0)
    related = searcher.search("film:heat", passages=0, related=True)
    assert [hit.id for hit in related] == [hit.id for hit in plain]


HEADLINE = """Section: Culture

ONE KITCHEN, TWO KNIVES

A standfirst of the Harbour Gazette: why nobody laughs at the operating system

Ballerina (2025)
Review by Zoë Lindqvist

The film opens in a hotel and ends in a village. It has a plate that nobody breaks, and the
man who ought to break it is looking at the sea.

Printed in the Harbour Gazette, with thanks to the projectionist
"""


def test_every_word_of_a_file_can_be_found(tmp_path: Path) -> None:
    """Also those that are taken for a header or a sign-off and for no field's value."""
    (tmp_path / "ballerina.txt").write_text(HEADLINE, "utf-8")
    (tmp_path / "heat.txt").write_text("Heat (1995) is a film about work and its cost.", "utf-8")
    reelsearch.index([tmp_path], tmp_path / "index")
    with reelsearch.open(tmp_path / "index") as searcher:
        for word in set(re.findall(r"\w+", HEADLINE)):
            results = searcher.search(word, exact=True)
            assert any("Lindqvist" in hit.review.text for hit in results), word
        for phrase in ('"operating system"', '"two knives"', "header:knives", "standf*"):
            assert [hit.review.film for hit in searcher.search(phrase)] == ["Ballerina"], phrase
        assert searcher.search("header:hotel").total == 0
        assert searcher.search("body:knives").total == 0
