"""What every engine must do, as tests over the protocols of ``engines.base``.

A suite for one engine is a class made from :class:`EngineContract`, with a fixture
``home`` that gives a :class:`Home` without reviews.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh import query as q

from reelsearch.analysis.identity import hash_content, make_id
from reelsearch.analysis.units import PARAGRAPH, SENTENCE
from reelsearch.engines.base import (
    Engine,
    IndexedFile,
    Ranked,
    Remembered,
    Request,
    Writer,
    ask_for_id,
)
from reelsearch.engines.budget import Budget
from reelsearch.errors import EngineError, QueryTimeoutError, TooManyTermsError
from reelsearch.query.same_unit import SameUnit
from reelsearch.results import FacetCount
from reelsearch.review import Location, Review

SOURCE = "/films"


class Home(Protocol):
    """A place where an engine keeps one index."""

    def write(self, *, rebuild: bool = False) -> Writer:
        """A writer for the index."""

    def open(self) -> Engine:
        """The index as the last commit left it."""


def make_review(path: str, text: str, **facts: Any) -> Review:
    """A review from a file of its own, with its prose and its id."""
    location = Location(SOURCE, path)
    return Review(text, location, (0, len(text)), id=make_id(location), **facts)


def store(home: Home, *reviews: Review) -> None:
    """Add *reviews* to the index and commit."""
    writer = home.write()
    for review in reviews:
        writer.add(review, f"print of {review.path}")
    writer.commit(Remembered((SOURCE,)))


def erase(home: Home, *paths: str) -> None:
    """Remove the reviews of the files at *paths* and commit."""
    writer = home.write()
    for file in [file for file in writer.files() if file.path in paths]:
        writer.remove(file)
    writer.commit(Remembered((SOURCE,)))


def body(*words: str) -> q.Query:
    """Reviews with any of *words*, given as stems."""
    clauses = [q.Term("body", word) for word in words]
    return clauses[0] if len(clauses) == 1 else q.Or(clauses)


@contextmanager
def opened(home: Home) -> Iterator[Engine]:
    """The index, closed again afterwards."""
    engine = home.open()
    try:
        yield engine
    finally:
        engine.close()


def list_paths(engine: Engine, ranked: Sequence[Ranked]) -> list[str]:
    """The paths of the reviews found, in their order."""
    return [engine.review(found.doc).path for found in ranked]


def find(home: Home, query: q.Query, **options: Any) -> list[str]:
    """The paths of what *query* finds, in order."""
    with opened(home) as engine:
        return list_paths(engine, engine.search(Request(query, **options)).ranked)


class EngineContract:
    """The tests; see the module."""

    # Adding, removing, committing

    def test_new_index_is_empty(self, home: Home) -> None:
        store(home)
        with opened(home) as engine:
            assert engine.doc_count == 0
            assert engine.search(Request(q.Every())).total == 0
            assert engine.search(Request(body("knife"))).ranked == ()
            assert list(engine.terms("film_value")) == []
            assert engine.frequency("body", "knife") == 0
            assert not engine.matches(body("knife"))
            answer = engine.search(Request(q.Every(), sort="year", facets=["film"]))
            assert answer.facets == {"film": ()}

    def test_review_comes_back_as_it_was_added(self, home: Home) -> None:
        review = make_review("a.txt", "A knife\nin the dark.", film="Psycho", year=1960)
        store(home, review)
        with opened(home) as engine:
            found = engine.search(Request(body("knife")))
            assert found.total == 1
            assert engine.review(found.ranked[0].doc) == review

    def test_nothing_is_seen_before_the_commit(self, home: Home) -> None:
        store(home, make_review("a.txt", "A knife."))
        writer = home.write()
        writer.add(make_review("b.txt", "A second knife."), "print")
        assert find(home, body("knife")) == ["a.txt"]
        writer.commit(Remembered((SOURCE,)))
        assert sorted(find(home, body("knife"))) == ["a.txt", "b.txt"]

    def test_cancelled_change_leaves_no_trace(self, home: Home) -> None:
        store(home, make_review("a.txt", "A knife."))
        writer = home.write()
        writer.add(make_review("b.txt", "A second knife."), "print")
        writer.remove(next(iter(writer.files())))
        writer.cancel()
        assert find(home, body("knife")) == ["a.txt"]

    def test_cancelling_after_a_commit_changes_nothing(self, home: Home) -> None:
        writer = home.write()
        writer.add(make_review("a.txt", "A knife."), "print")
        writer.commit(Remembered((SOURCE,)))
        writer.cancel()
        assert find(home, body("knife")) == ["a.txt"]
        home.write().cancel()

    def test_open_engine_keeps_its_state_while_others_write(self, home: Home) -> None:
        store(home, make_review("a.txt", "A knife."), make_review("b.txt", "A spoon."))
        with opened(home) as engine:
            erase(home, "a.txt")
            store(home, make_review("c.txt", "A fork and a knife."))
            assert list_paths(engine, engine.search(Request(body("knife"))).ranked) == ["a.txt"]
        assert find(home, body("knife")) == ["c.txt"]

    def test_removed_file_takes_all_its_reviews_along(self, home: Home) -> None:
        rows = [
            Review(f"A knife, row {n}.", Location(SOURCE, "t.csv", row=n), (0, 15), id=f"id{n}")
            for n in (1, 2)
        ]
        writer = home.write()
        for row in rows:
            writer.add(row, "one print")
        writer.add(make_review("a.txt", "A knife."), "another print")
        writer.commit(Remembered((SOURCE,)))
        erase(home, "t.csv")
        assert find(home, body("knife")) == ["a.txt"]
        with opened(home) as engine:
            assert engine.doc_count == 1

    def test_files_are_listed_with_their_fingerprints_and_counts(self, home: Home) -> None:
        store(home, make_review("a.txt", "A knife."), make_review("b.txt", "A spoon."))
        erase(home, "a.txt")
        writer = home.write()
        assert list(writer.files()) == [IndexedFile(SOURCE, "b.txt", "print of b.txt", 1)]
        writer.cancel()

    @pytest.mark.parametrize(
        "path", ["a\x1fb.txt", "a\nb.txt", 'q"\\.txt', "é—ü.txt", "\\xff.txt", "-a.txt", " .txt"]
    )
    def test_any_file_name_is_listed_and_can_be_removed(self, home: Home, path: str) -> None:
        store(home, make_review(path, "A knife."), make_review("z.txt", "A knife, again."))
        writer = home.write()
        assert {file.path for file in writer.files()} == {path, "z.txt"}
        writer.cancel()
        erase(home, path)
        assert find(home, body("knife")) == ["z.txt"]

    def test_updated_review_is_found_by_its_new_words_only(self, home: Home) -> None:
        store(home, make_review("a.txt", "A knife."))
        writer = home.write()
        writer.remove(next(iter(writer.files())))
        writer.add(make_review("a.txt", "A spoon."), "new print")
        writer.commit(Remembered((SOURCE,)))
        assert find(home, body("spoon")) == ["a.txt"]
        assert find(home, body("knife")) == []

    def test_rebuild_replaces_everything(self, home: Home) -> None:
        store(home, make_review("a.txt", "A knife."))
        writer = home.write(rebuild=True)
        assert list(writer.files()) == []
        writer.add(make_review("b.txt", "A spoon."), "print")
        assert find(home, q.Every()) == ["a.txt"]
        writer.commit(Remembered((SOURCE,)))
        assert find(home, q.Every()) == ["b.txt"]

    def test_same_random_numbers_do_not_write_over_a_segment(self, home: Home) -> None:
        for n in range(3):
            random.seed(0)
            store(home, make_review(f"{n}.txt", f"Knife {n}."))
        assert sorted(find(home, body("knife"))) == ["0.txt", "1.txt", "2.txt"]

    def test_review_is_known_by_id_and_content_until_removed(self, home: Home) -> None:
        old, new = make_review("a.txt", "A knife."), make_review("b.txt", "A spoon.")
        store(home, old)
        writer = home.write()
        for review, known in ((old, True), (new, False)):
            assert writer.has_review("id", review.id) is known
            assert writer.has_review("content", hash_content(review)) is known
        writer.add(new, "print")
        assert writer.has_review("id", new.id)
        assert writer.has_review("content", hash_content(new))
        writer.remove(next(iter(writer.files())))
        assert not writer.has_review("id", old.id)
        assert not writer.has_review("content", hash_content(old))
        writer.cancel()

    # Ranking

    def test_more_of_the_word_in_less_text_ranks_higher(self, home: Home) -> None:
        store(
            home,
            make_review("long.txt", "A knife, and then the sea and the sand and the sky again."),
            make_review("best.txt", "Knife, knife."),
            make_review("none.txt", "A spoon."),
        )
        assert find(home, body("knife")) == ["best.txt", "long.txt"]

    def test_rarer_word_counts_for_more(self, home: Home) -> None:
        store(
            home,
            *(make_review(f"{n}.txt", f"The sea, take {n}.") for n in range(5)),
            make_review("rare.txt", "The knife, take nine."),
        )
        assert find(home, body("sea", "knife"))[0] == "rare.txt"

    def test_words_in_one_sentence_or_paragraph_are_found_in_every_segment(
        self, home: Home
    ) -> None:
        for number in range(4):
            store(
                home,
                make_review(f"near{number}.txt", "A knife, a door. It rains."),
                make_review(f"apart{number}.txt", "A knife is there. A door is open."),
                make_review(f"far{number}.txt", "A knife is there.\n\nA door is open."),
            )
        erase(home, "near0.txt", "apart1.txt")
        knife, door = body("knife"), body("door")
        near = [f"near{number}.txt" for number in (1, 2, 3)]
        apart = [f"apart{number}.txt" for number in (0, 2, 3)]
        assert sorted(find(home, SameUnit(SENTENCE, [knife, door]))) == near
        assert sorted(find(home, SameUnit(PARAGRAPH, [knife, door]))) == sorted(near + apart)
        assert sorted(find(home, SameUnit(PARAGRAPH, [door], [knife]))) == [
            f"far{number}.txt" for number in range(4)
        ]
        with opened(home) as engine:
            found = engine.search(Request(SameUnit(SENTENCE, [knife, door]), sort="film"))
            assert found.total == 3
            scores = engine.score(q.And([knife, door]), [doc for doc, _ in found.ranked])
            assert engine.score(SameUnit(SENTENCE, [knife, door]), list(scores)) == scores

    def test_equal_scores_keep_one_order(self, home: Home) -> None:
        store(home, *(make_review(f"{n}.txt", "A knife.", year=n) for n in range(1950, 1970)))
        whole = find(home, body("knife"), limit=20)
        assert [find(home, body("knife"), limit=1, offset=n)[0] for n in range(20)] == whole

    def test_filter_restricts_and_leaves_scores_alone(self, home: Home) -> None:
        store(
            home,
            make_review("a.txt", "Knife, knife.", year=1960),
            make_review("b.txt", "The sea and a knife.", year=1998),
        )
        with opened(home) as engine:
            plain = engine.search(Request(body("knife")))
            only = q.NumericRange("year", 1990, 2000)
            filtered = engine.search(Request(body("knife"), filter=only))
            assert filtered.total == 1
            assert filtered.ranked == plain.ranked[1:]

    def test_total_that_is_not_asked_for_is_a_lower_bound(self, home: Home) -> None:
        store(home, *(make_review(f"{n}.txt", f"Knife number {n}.") for n in range(30)))
        with opened(home) as engine:
            counted = engine.search(Request(body("knife"), limit=10))
            answer = engine.search(Request(body("knife"), limit=10, count=False))
            assert answer.ranked == counted.ranked
            assert 10 <= answer.total <= counted.total == 30

    def test_total_counts_beyond_the_page(self, home: Home) -> None:
        store(home, *(make_review(f"{n}.txt", f"Knife number {n}.") for n in range(30)))
        with opened(home) as engine:
            kinds: list[dict[str, Any]] = [
                {},
                {"facets": ["film"]},
                {"sort": "year"},
                {"rescore": body("number")},
            ]
            for options in kinds:
                for limit, offset, count in ((10, 0, 10), (10, 25, 5), (10, 99, 0), (0, 0, 0)):
                    request = Request(body("knife"), limit=limit, offset=offset, **options)
                    answer = engine.search(request)
                    assert (answer.total, len(answer.ranked)) == (30, count)

    def test_total_is_the_same_at_every_limit(self, home: Home) -> None:
        # Many blocks of postings, words of different weights, and a range beside them.
        texts = ["Knife.", "A knife and a knife, and no more than that.", "A spoon.", "Knife " * 9]
        store(
            home,
            *(
                make_review(f"{n}.txt", texts[n % 4] + " and so on" * (n % 7), year=1900 + n % 50)
                for n in range(1_200)
            ),
        )
        words = q.Or([q.Term("body", "knife", boost=1.5), q.Term("body", "spoon")])
        query = q.And([words, q.NumericRange("year", 1910, 1920)])
        with opened(home) as engine:
            totals = {engine.search(Request(query, limit=n)).total for n in (1, 10, 100, 1_200)}
        assert totals == {sum(10 <= n % 50 <= 20 for n in range(1_200))}

    def test_rescore_moves_a_candidate_up(self, home: Home) -> None:
        store(
            home,
            make_review("first.txt", "Kitchen kitchen fight fight."),
            make_review("second.txt", "The kitchen fight in the long grey morning of the film."),
        )
        together = q.Phrase("body", ["kitchen", "fight"], boost=50.0)
        bare = body("kitchen", "fight")
        assert find(home, bare) == ["first.txt", "second.txt"]
        near = q.Phrase("body", ["kitchen", "fight", "in"], boost=50.0)
        assert find(home, bare, rescore=near) == ["second.txt", "first.txt"]
        assert find(home, bare, rescore=together)[0] == "first.txt"

    def test_rescore_adds_no_hits(self, home: Home) -> None:
        store(home, make_review("a.txt", "A knife."), make_review("b.txt", "A spoon."))
        assert find(home, body("knife"), rescore=body("spoon")) == ["a.txt"]

    def test_pages_of_a_rescored_search_make_up_the_whole(self, home: Home) -> None:
        # The last of them would be first if the window were to grow with the page.
        texts = ["knife " * (30 - n) + "sea " * n for n in range(29)] + ["knife " + "sea " * 29]
        store(home, *(make_review(f"{n:02}.txt", f"{t} take {n}") for n, t in enumerate(texts)))
        options = {"rescore": q.Term("body", "sea", boost=100.0), "window": 10}
        pages = [find(home, body("knife"), limit=7, offset=n, **options) for n in range(0, 30, 7)]
        assert sorted(path for page in pages for path in page) == [f"{n:02}.txt" for n in range(30)]
        assert [p for page in pages for p in page] == find(home, body("knife"), limit=30, **options)

    def test_score_is_what_a_search_gives(self, home: Home) -> None:
        store(home, *(make_review(f"{n}.txt", "sea " * n + f"knife take {n}") for n in range(9)))
        store(home, make_review("other.txt", "A knife of another segment."))
        with opened(home) as engine:
            ranked = engine.search(Request(body("knife", "take"), limit=20)).ranked
            scores = engine.score(body("knife", "take"), [found.doc for found in ranked])
            assert scores == pytest.approx(dict(ranked))
            assert engine.score(body("nowhere"), [found.doc for found in ranked]) == {}
            assert engine.score(body("knife"), []) == {}

    def test_one_review_is_found_by_its_id(self, home: Home) -> None:
        reviews = [make_review(f"{n}.txt", f"Knife {n}.") for n in range(3)]
        store(home, *reviews)
        with opened(home) as engine:
            for review in reviews:
                (found,) = engine.search(ask_for_id(review.id)).ranked
                assert engine.review(found.doc) == review

    # Sorting

    @pytest.mark.parametrize(
        ("field", "low", "middle", "high"),
        [
            ("year", {"year": 1895}, {"year": 1960}, {"year": 2024}),
            ("runtime", {"runtime": 1}, {"runtime": 99}, {"runtime": 450}),
            ("rating", {"rating": 0.0}, {"rating": 0.25}, {"rating": 1.0}),
            ("date", {"date": "1999"}, {"date": "1999-01"}, {"date": "1999-01-02"}),
            ("film", {"film": "Àlpha"}, {"film": "beta"}, {"film": "Gamma"}),
        ],
    )
    def test_sort_is_by_value_both_ways_with_unknown_last(
        self, home: Home, field: str, low: Any, middle: Any, high: Any
    ) -> None:
        store(
            home,
            make_review("high.txt", "Knife one.", **high),
            make_review("none.txt", "Knife two."),
            make_review("low.txt", "Knife three.", **low),
        )
        store(home, make_review("middle.txt", "Knife four.", **middle))
        up = ["low.txt", "middle.txt", "high.txt", "none.txt"]
        down = ["high.txt", "middle.txt", "low.txt", "none.txt"]
        assert find(home, q.Every(), sort=field) == up
        assert find(home, q.Every(), sort=f"-{field}") == down
        assert find(home, q.Every(), sort=f"-{field}", offset=1, limit=2) == down[1:3]
        erase(home, "middle.txt")
        assert find(home, q.Every(), sort=field) == ["low.txt", "high.txt", "none.txt"]

    def test_sort_goes_over_segments_without_any_value(self, home: Home) -> None:
        store(home, *(make_review(f"a{n}.txt", f"Knife a{n}.", year=1990 + n) for n in range(5)))
        store(home, make_review("none.txt", "Knife of no year."))
        store(home, make_review("first.txt", "Knife of all years.", year=1950))
        down = [f"a{n}.txt" for n in (4, 3, 2, 1, 0)]
        assert find(home, q.Every(), sort="-year") == [*down, "first.txt", "none.txt"]
        by_runtime = find(home, q.Every(), sort="runtime")
        assert by_runtime == [*reversed(down), "none.txt", "first.txt"]

    # Facets, terms, frequencies

    def test_facets_count_all_that_match(self, home: Home) -> None:
        facts: list[dict[str, Any]] = [
            {"film": "Suspiria", "year": 1977, "reviewers": ("A. Kael", "B. Sarris")},
            {"film": "Suspiria", "year": 2018, "reviewers": ("A. Kael",)},
            {"film": "Up", "rating": 0.75, "date": "2009-05-01"},
        ]
        store(home, *(make_review(f"{n}.txt", f"A knife {n}.", **f) for n, f in enumerate(facts)))
        store(home, make_review("other.txt", "A spoon.", film="Up"))
        with opened(home) as engine:
            names = ["film", "reviewer", "rating", "date", "country"]
            facets = engine.search(Request(body("knife"), limit=1, facets=names)).facets
            assert facets["film"] == (
                FacetCount("Suspiria (1977)", 1),
                FacetCount("Suspiria (2018)", 1),
                FacetCount("Up", 1),
            )
            assert facets["reviewer"] == (FacetCount("A. Kael", 2), FacetCount("B. Sarris", 1))
            assert facets["rating"] == (FacetCount("0.75", 1),)
            assert facets["date"] == (FacetCount("2009", 1),)
            assert facets["country"] == ()
            everything = engine.search(Request(q.Every(), facets=["film"])).facets["film"]
            assert everything[0] == FacetCount("Up", 2)

    def test_facets_leave_out_what_was_removed(self, home: Home) -> None:
        store(home, *(make_review(f"{n}.txt", f"Knife {n}.", film="Up") for n in range(6)))
        store(home, make_review("z.txt", "Knife z.", film="Jaws"))
        erase(home, "0.txt", "3.txt", "z.txt")
        with opened(home) as engine:
            for query in (q.Every(), body("knife")):
                facets = engine.search(Request(query, facets=["film"])).facets
                assert facets["film"] == (FacetCount("Up", 4),)

    def test_terms_are_in_order_with_their_counts(self, home: Home) -> None:
        store(home, make_review("a.txt", "x", film="Rocco"), make_review("b.txt", "y", film="Roma"))
        store(home, make_review("c.txt", "z", film="Roma"), make_review("d.txt", "w", film="Up"))
        with opened(home) as engine:
            assert list(engine.terms("film_value")) == [("Rocco", 1), ("Roma", 2), ("Up", 1)]
            assert list(engine.terms("film_value", "Ro")) == [("Rocco", 1), ("Roma", 2)]
            assert list(engine.terms("film_value", "Rox")) == []

    def test_terms_of_removed_reviews_are_gone(self, home: Home) -> None:
        store(home, make_review("a.txt", "x", film="Up"), make_review("b.txt", "y", film="Roma"))
        store(home, make_review("c.txt", "z", film="Roma"), make_review("d.txt", "w", film="Jaws"))
        erase(home, "a.txt", "b.txt")
        with opened(home) as engine:
            assert [term for term, _ in engine.terms("film_value")] == ["Jaws", "Roma"]
            assert engine.frequency("film_value", "Up") == 0
            assert engine.frequency("film_key", "roma") >= 1

    def test_frequency_counts_reviews(self, home: Home) -> None:
        store(home, make_review("a.txt", "Knife, knife."), make_review("b.txt", "The knife."))
        store(home, make_review("c.txt", "A knife."), make_review("d.txt", "A spoon."))
        with opened(home) as engine:
            assert engine.frequency("body", "knife") == 3
            assert engine.frequency("body", "fork") == 0
            assert engine.matches(body("spoon"))
            assert not engine.matches(body("fork"))

    def test_stats_tell_what_the_index_holds(self, home: Home) -> None:
        store(home, make_review("a.txt", "Knife.", film="Up"), make_review("b.txt", "Spoon."))
        with opened(home) as engine:
            stats = engine.stats()
        assert (stats.reviews, stats.sources) == (2, (SOURCE,))
        assert stats.terms["film"] == 1
        assert stats.terms["body"] == 2
        assert stats.size > 0
        assert stats.segments >= 1
        assert stats.committed > 0

    # Closing

    def test_closed_engine_answers_nothing(self, home: Home) -> None:
        store(home, make_review("a.txt", "A knife."))
        engine = home.open()
        engine.close()
        engine.close()
        with pytest.raises(EngineError, match="closed"):
            engine.search(Request(q.Every()))
        with pytest.raises(EngineError, match="closed"):
            engine.review(0)
        with pytest.raises(EngineError, match="closed"):
            engine.terms("film")
        with pytest.raises(EngineError, match="closed"):
            assert engine.doc_count

    # Where two ways must agree

    @settings(
        max_examples=25,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(data=st.data())
    def test_best_few_are_the_first_of_all(self, home: Home, data: st.DataObject) -> None:
        words = st.sampled_from(["sea", "knife", "spoon", "grey"])
        texts = data.draw(
            st.lists(st.lists(words, min_size=1, max_size=12), min_size=1, max_size=30)
        )
        writer = home.write(rebuild=True)
        for n, text in enumerate(texts):
            writer.add(make_review(f"{n}.txt", f"take{n} {' '.join(text)}"), "print")
        writer.commit(Remembered())
        asked = data.draw(st.lists(words, min_size=1, max_size=3, unique=True))
        query = body(*asked)
        removed = data.draw(st.sets(st.integers(0, len(texts) - 1), max_size=5))
        erase(home, *(f"{n}.txt" for n in removed))
        expected = {n for n, t in enumerate(texts) if {*asked} & {*t} and n not in removed}
        with opened(home) as engine:
            everything = engine.search(Request(query, limit=100))
            assert everything.total == len(expected)
            found = list_paths(engine, everything.ranked)
            assert {int(path.removesuffix(".txt")) for path in found} == expected
            limit = data.draw(st.integers(0, 8))
            few = engine.search(Request(query, limit=limit))
            assert few.total == len(expected)
            assert few.ranked == everything.ranked[:limit]

    # What a query may cost

    @pytest.mark.parametrize("query", [body("knife"), q.FuzzyTerm("body", "knive"), q.Every()])
    @pytest.mark.parametrize("more", [{}, {"sort": "year"}, {"facets": ["film"]}, {"limit": 0}])
    def test_query_out_of_time_is_stopped(
        self, home: Home, query: q.Query, more: dict[str, Any]
    ) -> None:
        store(home, make_review("a.txt", "A knife."))
        over = Budget(1e-9)
        with opened(home) as engine:
            with pytest.raises(QueryTimeoutError):
                engine.search(Request(query, budget=over, **more))
            assert engine.search(Request(query, budget=Budget(60.0), **more)).total == 1

    @pytest.mark.parametrize("beside", [q.Every(), q.FuzzyTerm("body", "knive")])
    def test_prefix_for_too_many_words_is_refused(self, home: Home, beside: q.Query) -> None:
        store(home, make_review("a.txt", "A knife, a knight and a knot."))
        query = q.And([beside, q.Prefix("word", "kn")])
        with opened(home) as engine:
            with pytest.raises(TooManyTermsError, match="stands for 3"):
                engine.search(Request(query, budget=Budget(most_terms=2)))
            assert engine.search(Request(query, budget=Budget(most_terms=3))).total == 1
