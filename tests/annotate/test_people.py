"""Lists of names, who is a person, and who plays whom."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelsearch.annotate.characters import find_characters
from reelsearch.annotate.people import is_person, looks_like_name, split_people


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Al Pacino", ["Al Pacino"]),
        ("Al Pacino and Robert De Niro", ["Al Pacino", "Robert De Niro"]),
        ("Ana Lily, Bo Wu and Cy Orr", ["Ana Lily", "Bo Wu", "Cy Orr"]),
        ("Ana Lily, Bo Wu, and Cy Orr", ["Ana Lily", "Bo Wu", "Cy Orr"]),
        ("A. Smith & B. Jones", ["A. Smith", "B. Jones"]),
        ("Ana Lily | Bo Wu", ["Ana Lily", "Bo Wu"]),
        ("Ana Lily / Bo Wu; Cy Orr", ["Ana Lily", "Bo Wu", "Cy Orr"]),
        ("Robert Downey Jr, Jude Law", ["Robert Downey Jr", "Jude Law"]),
        ("Robert Downey, Jr., Jude Law", ["Robert Downey, Jr.", "Jude Law"]),
        ("Harry Connick Jr.", ["Harry Connick Jr."]),
        ("Sacha Baron Cohen, John Hart III", ["Sacha Baron Cohen", "John Hart III"]),
        ("Ana Lily, Bo Wu and more", ["Ana Lily", "Bo Wu"]),
        ("Ana Lily, Bo Wu, et al.", ["Ana Lily", "Bo Wu"]),
        ("Ana Lily et al", ["Ana Lily"]),
        ("Ana Lily, Bo Wu and others.", ["Ana Lily", "Bo Wu"]),
        ("Ana Lily, Ana Lily", ["Ana Lily"]),
        ("armand assante, sandy bo", ["armand assante", "sandy bo"]),
        ("the voices of Ana Lily and Bo Wu", ["Ana Lily", "Bo Wu"]),
        ("", []),
        (", and &", []),
    ],
)
def test_names_are_split_as_written(text: str, names: list[str]) -> None:
    assert [name for name, _ in split_people(text)] == names


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Al Pacino (Hanna), Val Kilmer", (("Al Pacino", "Hanna"), ("Val Kilmer", None))),
        ("Al Pacino as Hanna, Val Kilmer", (("Al Pacino", "Hanna"), ("Val Kilmer", None))),
        ("Ana Lily (Bo, a nurse), Cy Orr", (("Ana Lily", "Bo, a nurse"), ("Cy Orr", None))),
        ("Ana Lily (voice)", (("Ana Lily", None),)),
        ("Ana Lily ... Bo", (("Ana Lily", "Bo"),)),
    ],
)
def test_part_stands_beside_its_actor(text: str, pairs: tuple[tuple[str, str | None], ...]) -> None:
    assert split_people(text) == pairs


def test_shared_surname_is_given_to_both_only_where_asked_for() -> None:
    shared = split_people("Joel and Ethan Coen", shared_surname=True)
    assert [name for name, _ in shared] == ["Joel Coen", "Ethan Coen"]
    assert [name for name, _ in split_people("Zendaya and Ana Lily")] == ["Zendaya", "Ana Lily"]


@pytest.mark.parametrize("name", ["Staff", "Variety Staff", "MFB Critics", "Urban Cinefile", "a@b"])
def test_desks_are_not_persons(name: str) -> None:
    assert not is_person(name)


@pytest.mark.parametrize("name", ["O. Hart", "Siân O’Hara", "Jean-Luc Bo", "Kogonada"])
def test_persons_are_persons(name: str) -> None:
    assert is_person(name)


@pytest.mark.parametrize(
    ("text", "is_name"),
    [
        ("Guillermo del Toro", True),
        ("Chiara D'Anna", True),
        ("H. L. Brannigan", True),
        ("Bong Joon-ho", True),
        ("a man who waits", False),
        ("Heat is a film", False),
        ("", False),
    ],
)
def test_shape_of_a_name(text: str, is_name: bool) -> None:
    assert looks_like_name(text) is is_name


def test_prose_says_who_plays_whom() -> None:
    prose = "When Vera (Ana Lily) meets Dr. Moss (Bo van Wu), a nurse (Cy Orr) laughs. Rome (1960)."
    found = find_characters(prose, (0, len(prose)))
    assert {actor: part for actor, (part, _) in found.items()} == {
        "Ana Lily": "Vera",
        "Bo van Wu": "Moss",
    }
    assert prose[found["Ana Lily"][1] :].startswith("(Ana Lily)")


@pytest.mark.parametrize(
    "prose",
    ["It was Rome (again, sadly).", "the war (World War Two)", "See Below (yes)", "(Al Bo)"],
)
def test_asides_are_no_actors(prose: str) -> None:
    assert find_characters(prose, (0, len(prose))) == {}


@given(st.text(max_size=300))
def test_names_are_made_of_the_text(text: str) -> None:
    for name, part in split_people(text):
        assert name.strip()
        for word in (*name.split(), *(part or "").split()):
            assert word.rstrip(".") in text
