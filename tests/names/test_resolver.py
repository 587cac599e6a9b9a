"""Which names a question means, of which kind, and what the person is told."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reelsearch.names import Lexicon, MatchKind, resolve, suggest
from tests.names.lexicons import ask, kind, lexicon_of, texts

WORDS = st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=9)
NAMES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
FIELDS = st.sampled_from(["film", "person", "theme", "publication"])


def accent(text: str) -> str:
    return "".join(c + "\u0301" if c in "aeiouAEIOU" else c for c in text)


VARIANTS = [
    str.upper,
    str.title,
    str.swapcase,
    accent,
    lambda text: unicodedata.normalize("NFC", accent(text)),
    lambda text: text.replace(" ", "-"),
    lambda text: text.replace(" ", ""),
    lambda text: text.replace(" ", "  "),
    lambda text: f"“{text}”",
]


@given(st.lists(NAMES, min_size=1, max_size=8), st.sampled_from(VARIANTS), FIELDS, st.data())
def test_a_name_means_itself_exactly_however_it_is_written(
    names: list[str], vary: object, field: str, data: st.DataObject
) -> None:
    assert callable(vary)
    name = data.draw(st.sampled_from(names))
    resolution = ask(vary(name), *names, field=field)
    assert kind(resolution) is MatchKind.EXACT
    assert name in texts(resolution) or len(resolution.matches) == 8
    assert resolution.note is None


@given(st.lists(NAMES, min_size=2, max_size=8, unique=True), st.data())
def test_the_order_in_which_names_are_given_changes_nothing(
    names: list[str], data: st.DataObject
) -> None:
    asked = data.draw(st.one_of(NAMES, st.sampled_from(names).map(lambda name: name[:-1] + "x")))
    shuffled = data.draw(st.permutations(names))
    for field in ("film", "person"):
        assert ask(asked, *names, field=field) == ask(asked, *shuffled, field=field)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Richard La Gravenese", "Richard LaGravenese"),
        ("Robert DeNiro", "Robert De Niro"),
        ("Shahrukh Khan", "Shah Rukh Khan"),
        ("Kristin Scott-Thomas", "Kristin Scott Thomas"),
        ("Renee Zellweger", "Renée Zellweger"),
        ("J.J. Abrams", "JJ Abrams"),
        ("J. J. Abrams", "JJ Abrams"),
        ("A O Scott", "A.O. Scott"),
        ("Scott O'Hara", "Scott O’Hara"),
        ("Scott OHara", "Scott O’Hara"),
    ],
)
def test_two_spellings_of_a_person_are_exactly_the_same(one: str, other: str) -> None:
    assert kind(ask(one, other)) is MatchKind.EXACT
    assert kind(ask(other, one)) is MatchKind.EXACT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("spiderman", "Spider-Man"),
        ("spider man", "Spider-Man"),
        ("Matrix, The", "The Matrix"),
        ("Fast and Furious", "Fast & Furious"),
        ("Wall-E", "WALL·E"),
        ("Amelie", "Amélie"),
        ("L'Avventura", "L’avventura"),
        ("m", "M"),
        ("IT", "It"),
    ],
)
def test_two_spellings_of_a_title_are_exactly_the_same(one: str, other: str) -> None:
    assert kind(ask(one, other, field="film")) is MatchKind.EXACT
    assert kind(ask(other, one, field="film")) is MatchKind.EXACT


def test_every_spelling_of_the_same_title_is_found() -> None:
    found = ask("The Thing", "Thing, The", "The Thing", "The Thing Called Love", field="film")
    assert sorted(texts(found)) == ["The Thing", "Thing, The"]


def test_words_that_end_elsewhere_are_another_name() -> None:
    assert texts(ask("Anna Lee", "Anna Lee", "Ann Alee")) == ["Anna Lee"]


@pytest.mark.parametrize(
    ("asked", "name", "field"),
    [
        ("Yimou Zhang", "Zhang Yimou", "director"),
        ("Zhang Yimou", "Yimou Zhang", "director"),
        ("Robert Downey", "Robert Downey Jr.", "cast"),
        ("Robert Downey Jr", "Robert Downey", "cast"),
        ("Robert Downey Junior", "Robert Downey Jr.", "cast"),
        ("Harry Connick Junior", "Connick Harry", "cast"),
        ("matrix", "The Matrix", "film"),
        ("matrix", "Matrix, The", "film"),
        ("Matrix, The", "Matrix", "film"),
        ("the matrix", "Matrix", "film"),
        ("Guardian", "The Guardian", "publication"),
    ],
)
def test_order_suffix_and_article_do_not_count(asked: str, name: str, field: str) -> None:
    resolution = ask(asked, name, field=field)
    assert (texts(resolution), kind(resolution)) == ([name], MatchKind.FOLDED)
    assert resolution.note is None


@pytest.mark.parametrize(
    ("asked", "name", "field"),
    [
        ("kamara", "Matthew Morlai Kamara", "reviewer"),
        ("M. Kamara", "Matthew Morlai Kamara", "reviewer"),
        ("m m kamara", "Matthew Morlai Kamara", "reviewer"),
        ("kamara matthew", "Matthew Morlai Kamara", "reviewer"),
        ("Matt Zoller", "Matt Zoller Seitz", "reviewer"),
        ("Nick De", "Nick De Semlyen", "reviewer"),
        ("David Z Goodman", "David Zelag Goodman", "person"),
        ("Mastan Burmawalla", "Mastan Alibhai Burmawalla", "director"),
        ("PJ Nabarro", "Patrick John Nabarro", "reviewer"),
        ("deniro", "Robert De Niro", "cast"),
        ("de niro", "Robert DeNiro", "cast"),
        ("spiderman", "Spider-Man: Homecoming", "film"),
        ("blade runner", "Blade Runner 2049", "film"),
        ("grief", "grief and loss", "theme"),
    ],
)
def test_a_name_that_has_all_that_was_asked_is_found(asked: str, name: str, field: str) -> None:
    resolution = ask(asked, name, "Ordinary People", field=field)
    assert (texts(resolution), kind(resolution)) == ([name], MatchKind.SUBSET)
    assert resolution.note is None


@pytest.mark.parametrize(
    ("asked", "name", "field"),
    [
        ("K. Kamara", "Matthew Morlai Kamara", "reviewer"),
        ("M.", "Matthew Morlai Kamara", "reviewer"),
        ("M X", "Malcolm X", "film"),
        ("smith smith", "Kevin Smith", "director"),
    ],
)
def test_each_part_that_was_asked_needs_a_part_of_its_own(
    asked: str, name: str, field: str
) -> None:
    assert texts(ask(asked, name, field=field)) == []


def test_only_the_best_kind_is_returned() -> None:
    assert texts(ask("Joel Coen", "Joel Cohen", "Joel Coen", "Joel Coen Smith")) == ["Joel Coen"]
    assert texts(ask("James Christopher", "Christopher James", "James Christopher")) == [
        "James Christopher"
    ]
    assert texts(ask("the matrix", "The Matrix Reloaded", "Matrix", field="film")) == ["Matrix"]
    assert texts(ask("coen", "Joel Cohen", "Joel Coen", "Ethan Coen")) == [
        "Joel Coen",
        "Ethan Coen",
    ]


def test_the_more_of_a_name_was_asked_the_higher_it_ranks() -> None:
    found = ask("smith", "Charles Martin Smith", "Lois Smith")
    assert texts(found) == ["Lois Smith", "Charles Martin Smith"]


def test_equal_matches_come_by_field_then_by_frequency() -> None:
    lexicon = Lexicon(
        {"person": [("Carol", 1)], "film": [("Carol", 9)], "cast": [("Ann Lee", 1), ("Bob Lee", 4)]}
    )
    matches = resolve("carol", lexicon, ["person", "film"]).matches
    assert [match.name.field for match in matches] == ["person", "film"]
    assert texts(resolve("lee", lexicon, ["cast"])) == ["Bob Lee", "Ann Lee"]


def test_no_more_than_the_limit_is_returned() -> None:
    lexicon = lexicon_of(cast=[f"{first} Lee" for first in ("Ann", "Bob", "Cat", "Dan")])
    assert len(resolve("lee", lexicon, ["cast"], limit=3).matches) == 3


def test_exact_leaves_out_what_is_only_near() -> None:
    assert texts(ask("ana de armis", "Ana de Armas", exact=True)) == []
    assert texts(ask("de armas", "Ana de Armas", exact=True)) == ["Ana de Armas"]


@pytest.mark.parametrize(
    ("asked", "names", "note"),
    [
        ("ana de armis", ["Ana de Armas"], "no “ana de armis”; showing Ana de Armas"),
        (
            "jon smith",
            ["Jon Smyth", "John Smith", "Rob Smith"],
            "no “jon smith”; showing John Smith and Jon Smyth",
        ),
        (
            "kim hansen",
            ["Kim Hanson", "Kim Hanssen", "Kim Jansen"],
            "no “kim hansen”; showing Kim Hanson, Kim Hanssen and Kim Jansen",
        ),
        (
            " marten \t brest ",
            [f"{name} Brest" for name in ("Martin", "Martan", "Marton", "Maarten", "Marden")]
            + ["Morten Brest", "Marthen Brest"],
            "no “marten brest”; showing Maarten Brest, Marden Brest, Martan Brest, "
            "Marthen Brest, Martin Brest … and 2 more",
        ),
        ("zzqqxv", ["Ana de Armas"], None),
    ],
)
def test_the_note_says_what_is_shown_instead(
    asked: str, names: Sequence[str], note: str | None
) -> None:
    assert ask(asked, *names).note == note


def test_one_name_in_two_fields_is_shown_once_in_the_note() -> None:
    lexicon = lexicon_of(person=["Greta Gerwig"], director=["Greta Gerwig"])
    resolution = resolve("greta gerwick", lexicon, ["director", "person"])
    assert [match.name.field for match in resolution.matches] == ["director", "person"]
    assert resolution.note == "no “greta gerwick”; showing Greta Gerwig"


def test_a_question_longer_than_any_name_is_only_looked_up() -> None:
    title = " ".join(f"part{n}" for n in range(40))
    assert kind(ask(title, title, field="film")) is MatchKind.EXACT
    assert texts(ask(title + " end", title, field="film")) == []


def test_suggestions_are_near_names_best_first() -> None:
    lexicon = lexicon_of(reviewer=["Matt Zoller", "Mary Zoller", "Pauline Kael"], film=["M"])
    assert suggest("Matt Zoler", lexicon, ["reviewer"]) == ("Matt Zoller",)
    assert suggest("Matt Zoller Seitz", lexicon, ["reviewer"])[0] == "Matt Zoller"
    assert suggest("qqqq", lexicon, ["reviewer", "film"]) == ()
    assert suggest("", lexicon, ["reviewer", "film"]) == ()


def test_no_more_suggestions_than_asked_for() -> None:
    lexicon = lexicon_of(reviewer=["Matt Zolla", "Matt Zoller", "Mat Zoller"])
    assert suggest("Matt Zoller Seitz", lexicon, ["reviewer"], limit=2) == (
        "Matt Zoller",
        "Mat Zoller",
    )


@given(NAMES, st.text(max_size=30))
def test_any_text_can_be_asked(name: str, asked: str) -> None:
    assume(asked.strip())
    for field in ("film", "reviewer"):
        for match in ask(asked, name, field=field).matches:
            assert 0 <= match.score <= 1
            assert match.name.text == name
