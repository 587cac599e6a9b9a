from __future__ import annotations

import datetime
import math
from collections.abc import Collection, Sequence

import pytest

from reelsearch.errors import QuerySyntaxError, SettingError
from reelsearch.query.expand import Expander, FilterValue
from reelsearch.query.parser import parse_query
from reelsearch.query.plan import FoundName, NameInQuery, Plan, weigh
from tests.query.fakes import FakeIndex, FakeNames
from tests.query.trees import FIXTURES, read_goldens, show_plan, show_sought, show_tree

INDEX = FakeIndex()
PLANS = [
    pytest.param(typed, expected, id=f"{path.stem}: {typed}")
    for path in sorted(FIXTURES.glob("plan_*.txt"))
    for typed, expected in read_goldens(path.name)
]


def make_plan(typed: str, *, exact: bool = False) -> Plan:
    return Expander(INDEX, FakeNames(), typed, exact=exact).expand(parse_query(typed))


def show_filters(filters: dict[str, FilterValue]) -> str:
    clause = Expander(INDEX, FakeNames()).expand_filters(filters)
    return "none" if clause is None else show_tree(clause)


@pytest.mark.parametrize(("typed", "expected"), PLANS)
def test_plan_is_what_an_index_is_asked(typed: str, expected: str) -> None:
    assert show_plan(make_plan(typed)) == expected


@pytest.mark.parametrize(("typed", "expected"), list(read_goldens("shown.txt")))
def test_passages_are_to_show_what_was_asked_for(typed: str, expected: str) -> None:
    assert show_sought(make_plan(typed)) == expected


@pytest.mark.parametrize(("typed", "expected"), list(read_goldens("refused.txt")))
def test_refusal_says_what_the_field_takes(typed: str, expected: str) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        make_plan(typed)
    assert str(caught.value) == expected


def test_rarer_words_weigh_more_in_passages() -> None:
    stems = make_plan("kitchen coffee").stems
    assert stems["coffe"] > stems["kitchen"] > 0


def test_phrases_weigh_as_their_words_together() -> None:
    plan = make_plan("kitchen coffee")
    assert plan.phrases[0].weight == pytest.approx(plan.stems["kitchen"] + plan.stems["coffe"])


def test_compound_weighs_no_more_than_its_commonest_part() -> None:
    assert make_plan("third-man").stems["thirdman"] == weigh(INDEX, 1) < weigh(INDEX, 0)


@pytest.mark.parametrize("count", [-1000, -1, INDEX.doc_count + 1000])
def test_a_made_up_count_has_a_weight(count: int) -> None:
    # An index may be from a stranger.
    assert 0 <= weigh(INDEX, count) <= weigh(INDEX, 0)


def test_weight_is_never_negative() -> None:
    weights = [weigh(INDEX, count) for count in range(5)]
    assert weights == sorted(weights, reverse=True)
    assert weights[-1] > 0
    assert weights[1] == pytest.approx(math.log(1 + 3.5 / 1.5))


def test_exact_takes_unknown_words_as_typed() -> None:
    plan = make_plan("pacinno", exact=True)
    assert show_tree(plan.query) == "nothing"
    assert plan.notes == ["no review has “pacinno”"]


def test_names_are_asked_for_only_what_no_review_has() -> None:
    asked: list[tuple[list[str], set[int]]] = []

    class Recorder(FakeNames):
        def find_within(
            self, words: Sequence[str], unknown: Collection[int]
        ) -> tuple[NameInQuery, ...]:
            asked.append((list(words), set(unknown)))
            return ()

    typed = "Kitchen Pacinno's 1999 zzz"
    Expander(INDEX, Recorder(), typed).expand(parse_query(typed))
    assert asked == [(["Kitchen", "Pacinno's", "1999", "zzz"], {1, 3})]
    Expander(INDEX, Recorder(), "kitchen").expand(parse_query("kitchen"))
    assert len(asked) == 1


def test_all_names_that_may_be_meant_are_searched() -> None:
    class Both(FakeNames):
        def find(self, asked: str, field: str) -> tuple[tuple[FoundName, ...], str | None]:
            return (FoundName(field, "Sam Raimi"), FoundName(field, "Sam Mendes")), "two Sams"

    typed = "director:sammy"
    plan = Expander(INDEX, Both(), typed).expand(parse_query(typed))
    assert INDEX.find(plan.query) == {1, 3}
    assert plan.notes == ["two Sams"]
    assert show_sought(plan) == "<sam raimi>, <sam mendes>"


def test_words_of_a_misspelt_name_are_one_clause() -> None:
    class Pair(FakeNames):
        def find_within(
            self, words: Sequence[str], unknown: Collection[int]
        ) -> tuple[NameInQuery, ...]:
            return (NameInQuery(0, 2, (FoundName("person", "Al Pacino"),), None),)

    typed = "all pacinno kitchen"
    plan = Expander(INDEX, Pair(), typed).expand(parse_query(typed))
    name = 'or(person_key:“al pacino”^2.41, body:"al pacino")'
    assert show_tree(plan.query).replace("\n", "").replace("  ", "") == (
        f"or({name},searched:kitchen,score 600 (and({name}, searched:kitchen)))"
    )
    assert plan.notes == []


@pytest.mark.parametrize(
    ("typed", "labels"),
    [
        ("suit", ["“suit”"]),
        ("1949", ["“1949”", "“1949” as year"]),
        (
            "suit joy",
            [
                "“suit”",
                "“joy”",
                "“suit joy” next to each other",
                "“suit joy” near each other",
                "all the words",
            ],
        ),
        ("Heat", ["“Heat”", "the title as typed", "the whole title"]),
        ("suit ki*", ["“suit”", "ki*", "all the words"]),
        ('director:mann "a joy"', ["director:mann", '"a joy"']),
        ("*", ["every review"]),
        ("heet", ["the name Heat"]),
    ],
)
def test_parts_say_what_each_summand_stands_for(typed: str, labels: list[str]) -> None:
    assert [label for label, _ in make_plan(typed).parts] == labels


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, "none"),
        ({"year": 1995}, "and(year:[1995 to 1995])"),
        ({"year": "1990s"}, "and(year:[1990 to 1999])"),
        ({"year": (1990, 2000)}, "and(year:[1990 to 2000])"),
        ({"year": (None, 2000)}, "and(year:[to 2000])"),
        ({"year": (1990, None)}, "and(year:[1990 to])"),
        ({"rating": (0.1 + 0.2, None)}, "and(rating:[0.295 to])"),
        ({"rating": 1.0}, "and(rating:[0.995 to 1.005])"),
        ({"date": datetime.date(2018, 5, 12)}, "and(date:[20180512 to 20180512])"),
        ({"date": ("2018-05", None)}, "and(date:[20180500 to])"),
        ({"year": [1995, (2000, 2005)]}, "and(or(year:[1995 to 1995], year:[2000 to 2005]))"),
        ({"year": []}, "and(nothing)"),
        ({"cert": ["15", "PG-13"]}, "and(or(certificate:15, certificate:pg13))"),
        ({"title": "Heat"}, "and(or(film:heat, film_key:heat^4))"),
        ({"director": "raimy"}, "and(or(director_key:“sam raimi”^1.2))"),
        (
            {"film": "Heat", "year": 1995},
            "and(or(film:heat, film_key:heat^4), year:[1995 to 1995])",
        ),
    ],
)
def test_filters_are_what_would_be_typed(filters: dict[str, FilterValue], expected: str) -> None:
    assert show_filters(filters) == expected


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"colour": "red"}, "A filter names a field: film, .* There is no “colour”"),
        ({"film": None}, "on film takes a value, a list of values; got None"),
        ({"film": ("a", "b")}, r"on film takes a value, a list of values; got \('a', 'b'\)"),
        ({"year": (1990,)}, r"or a range \(low, high\); got \(1990,\)"),
        ({"year": True}, "got True"),
        ({"theme": ["war", None]}, "got None"),
    ],
)
def test_filters_that_mean_nothing_are_refused(
    filters: dict[str, FilterValue], message: str
) -> None:
    with pytest.raises(SettingError, match=message):
        show_filters(filters)


@pytest.mark.parametrize(
    ("filters", "marked"),
    [
        ({"year": "199x"}, "199x"),
        ({"year": (2000, 1990)}, "2000..1990"),
        ({"year": (None, None)}, ".."),
        ({"rating": 4}, "4"),
        ({"film": "???"}, "???"),
    ],
)
def test_filters_that_a_field_cannot_take_are_refused(
    filters: dict[str, FilterValue], marked: str
) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        show_filters(filters)
    error = caught.value
    assert error.query == f"{next(iter(filters))}:{marked}"
    assert error.query[error.start : error.end] == marked


def test_each_term_is_looked_up_once() -> None:
    asked: list[tuple[str, str]] = []

    class Counting(FakeIndex):
        def frequency(self, field: str, term: str) -> int:
            asked.append((field, term))
            return super().frequency(field, term)

    typed = "kitchen fight al pacino kichen"
    Expander(Counting(), FakeNames(), typed).expand(parse_query(typed))
    assert asked
    assert len(asked) == len(set(asked))
