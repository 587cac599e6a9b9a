"""Which misspellings are taken for a name, and which words never are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelsearch.names import MatchKind
from tests.names.lexicons import ask, kind, texts

LETTERS = "abcdefghijklmnopqrstuvwxyz"
LONG = st.text(alphabet=LETTERS, min_size=6, max_size=12)
SHORT = st.text(alphabet=LETTERS, min_size=1, max_size=3)


@st.composite
def typos(draw: st.DrawFn) -> tuple[str, str]:
    """A name with a token of six letters or more, and the name with one slip in it."""
    before = draw(st.lists(st.text(alphabet=LETTERS, min_size=2, max_size=8), max_size=2))
    token = draw(LONG)
    at = draw(st.integers(0, len(token) - 2))
    letter = draw(st.sampled_from(LETTERS))
    slip = draw(
        st.sampled_from(
            [
                token[:at] + token[at + 1 :],
                token[:at] + letter + token[at:],
                token[:at] + letter + token[at + 1 :],
                token[:at] + token[at + 1] + token[at] + token[at + 2 :],
            ]
        )
    )
    return " ".join([*before, token]), " ".join([*before, slip])


@given(typos(), st.sampled_from(["film", "reviewer", "theme"]))
def test_one_slip_in_a_long_part_is_forgiven(typo: tuple[str, str], field: str) -> None:
    name, asked = typo
    assert texts(ask(asked, name, field=field)) == [name]


@given(st.lists(SHORT, min_size=1, max_size=6), st.text(alphabet=LETTERS + " ", max_size=12))
def test_a_name_of_three_letters_is_never_nearly_right(names: list[str], asked: str) -> None:
    for field in ("film", "person"):
        assert kind(ask(asked, *names, field=field)) is not MatchKind.FUZZY


@given(SHORT, st.lists(st.text(alphabet=LETTERS, min_size=1, max_size=6), min_size=1, max_size=6))
def test_a_question_of_three_letters_is_never_nearly_right(asked: str, names: list[str]) -> None:
    for field in ("film", "person"):
        assert kind(ask(asked, *names, field=field)) is not MatchKind.FUZZY


@given(
    st.lists(st.text(alphabet="abcdefghijklm", min_size=4, max_size=7), min_size=1, max_size=3),
    st.text(alphabet="nopqrstuvwxyz", min_size=4, max_size=7),
    st.integers(0, 3),
)
def test_a_part_that_the_name_has_not_even_nearly_disqualifies_it(
    words: list[str], other: str, place: int
) -> None:
    asked = " ".join([*words[:place], other, *words[place:]])
    assert texts(ask(asked, " ".join(words), field="film")) == []


@pytest.mark.parametrize(
    ("asked", "name", "field"),
    [
        ("ana de armis", "Ana de Armas", "cast"),
        ("armis", "Ana de Armas", "cast"),
        ("mathew kamara", "Matthew Morlai Kamara", "reviewer"),
        ("m. kamarra", "Matthew Morlai Kamara", "reviewer"),
        ("McShain", "Ian McShane", "cast"),
        ("ian mcshain", "Ian McShane", "cast"),
        ("balerina", "Ballerina", "film"),
        ("the matrx", "The Matrix", "film"),
        ("shawshenk", "The Shawshank Redemption", "film"),
        ("Schwartzeneggar", "Arnold Schwarzenegger", "cast"),
        ("Arnold Schwartzeneggar", "Arnold Schwarzenegger", "cast"),
        ("shahruk", "Shah Rukh Khan", "cast"),
        ("shah ruk", "Shahrukh Khan", "cast"),
        ("spidermann", "Spider-Man", "film"),
        ("spider mann", "Spider-Man", "film"),
        ("jon smith", "John Smith", "reviewer"),
        ("Tom Huddleston", "Tom Huddlestone", "reviewer"),
        ("Tom Huddlestone", "Tom Huddleston", "reviewer"),
        ("Elliot Silverstein", "Elliott Silverstein", "director"),
        ("Matt Tynauer", "Matt Tyrnauer", "director"),
        ("Fahran Akhtar", "Farhan Akhtar", "director"),
        ("PJ Nabarro", "Patrick Nabarro", "reviewer"),
        ("Patrick Nabarro", "PJ Nabarro", "reviewer"),
        ("David Zelag Goodman", "David Z Goodman", "person"),
        ("Ana de Armas", "Ana Armas", "cast"),
        ("Michael W. Phillips", "Michael Phillips", "reviewer"),
        ("Joel Cohen", "Joel Coen", "director"),
        ("Kevin Lee", "K. Lee", "director"),
        ("copolla", "Sofia Coppola", "director"),
        ("vengence", "vengeance", "theme"),
        ("rome", "Roma", "film"),
        ("heet", "Heat", "film"),
    ],
)
def test_a_misspelling_finds_the_name(asked: str, name: str, field: str) -> None:
    resolution = ask(asked, name, "Pauline Kael", field=field)
    assert (texts(resolution), kind(resolution)) == ([name], MatchKind.FUZZY)


@pytest.mark.parametrize(
    ("asked", "name", "field"),
    [
        ("kamara", "M", "film"),
        ("her", "Heat", "film"),
        ("hers", "Her", "film"),
        ("us", "Up", "film"),
        ("it", "If", "film"),
        ("head", "Heat", "film"),
        ("Blade Runner 2046", "Blade Runner 2049", "film"),
        ("1918", "1917", "film"),
        ("Rocky II", "Rocky III", "film"),
        ("The Godfather Part III", "The Godfather Part II", "film"),
        ("Malcolm X", "Malcolm", "film"),
        ("Scream VI", "Scream V", "film"),
        ("Bob Thomas", "Rob Thomas", "reviewer"),
        ("Laura Clifford", "Robin Clifford", "reviewer"),
        ("Robert Downey Sr.", "Robert Downey Jr.", "cast"),
        ("Michael W. Phillips", "Michael A. Phillips", "reviewer"),
        ("Matt Zoller Seitz", "Matt Zoller", "reviewer"),
        ("Kevin X", "Mary K X", "reviewer"),
        ("K. Kamara", "Matthew Morlai Kamara", "reviewer"),
        ("Ana de", "Ana", "cast"),
        ("Malcol X", "Malcolm", "film"),
        ("Ann Hallingten", "Ann Harrington", "cast"),
        ("Tim Cruise", "Tom Cruise", "cast"),
        ("matrix1", "Matrix", "film"),
        ("matrixx", "Matrix1", "film"),
        ("10001 BC", "10000 BC", "film"),
    ],
)
def test_what_only_looks_alike_is_not_taken_for_a_name(asked: str, name: str, field: str) -> None:
    assert texts(ask(asked, name, field=field)) == []


def test_of_two_near_names_the_one_that_has_little_else_is_shown() -> None:
    names = ["The Shinning Path of the Northern Kings", "The Shining"]
    assert texts(ask("shinin", *names, field="film")) == ["The Shining"]


def test_of_two_orders_the_one_that_was_asked_is_shown() -> None:
    assert texts(ask("Christofer James", "James Christopher", "Christopher James")) == [
        "Christopher James"
    ]


def test_nearer_is_better_and_equally_near_are_all_shown() -> None:
    assert texts(ask("joel cone", "Joel Coen", "Joel Conner")) == ["Joel Coen"]
    assert texts(ask("jon smith", "Jon Smyth", "John Smith")) == ["John Smith", "Jon Smyth"]
