"""Which words of a query that names no field are taken for a misspelt name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelsearch.names import Lexicon, MatchKind, find_names
from tests.names.lexicons import lexicon_of, texts

FIELDS = ("film", "person", "reviewer")


def index_names() -> Lexicon:
    return lexicon_of(
        film=["Ballerina", "M", "Heat", "Kitchen Stories", "Spider-Man: Homecoming"],
        person=[
            "Ana de Armas",
            "Anjelica Huston",
            "Shah Rukh Khan",
            "Tom Block",
            "Ian McShane",
            "Jon Voight",
            "John Featherstonehaugh",
        ],
        reviewer=["Matthew Morlai Kamara", "Jenna Busch", "Andrea Beach"],
    )


def look(query: str, *unknown: str) -> list[tuple[str, list[str]]]:
    """The words of *query* that were taken for names, and these names."""
    words = query.split()
    places = {i for i, word in enumerate(words) if word in unknown}
    return [
        (" ".join(words[start:end]), texts(resolution))
        for start, end, resolution in find_names(words, places, index_names(), FIELDS)
    ]


@pytest.mark.parametrize(
    ("query", "unknown", "words", "name"),
    [
        ("ana de armis kitchen", "armis", "ana de armis", "Ana de Armas"),
        ("kitchen ana de armis", "armis", "ana de armis", "Ana de Armas"),
        ("mathew kamara ballet", "mathew", "mathew kamara", "Matthew Morlai Kamara"),
        ("balerina fight", "balerina", "balerina", "Ballerina"),
        ("the balerina fight", "balerina", "balerina", "Ballerina"),
        ("shahruk dance", "shahruk", "shahruk", "Shah Rukh Khan"),
        ("shahrukh dance", "shahrukh", "shahrukh", "Shah Rukh Khan"),
        ("shah ruk khan dance", "ruk", "shah ruk khan", "Shah Rukh Khan"),
        ("spidermann homecoming", "spidermann", "spidermann homecoming", "Spider-Man: Homecoming"),
        ("mcshain villain", "mcshain", "mcshain", "Ian McShane"),
        ("Balerina, fight", "Balerina,", "Balerina,", "Ballerina"),
    ],
)
def test_the_longest_range_that_means_a_name_is_found(
    query: str, unknown: str, words: str, name: str
) -> None:
    assert look(query, unknown) == [(words, [name])]


@pytest.mark.parametrize(
    ("query", "unknown"),
    [
        ("kitchen fight zzzqqq", "zzzqqq"),
        ("blocks of flats", "blocks"),
        ("the bush fire", "bush"),
        ("a bach cantata", "bach"),
        ("head over heels", "head"),
        ("m zzz", "zzz"),
        ("— …", "—"),
        ("", ""),
    ],
)
def test_a_word_that_is_only_like_a_part_of_a_name_is_left_alone(query: str, unknown: str) -> None:
    assert look(query, unknown) == []


def test_a_word_that_the_index_has_is_never_taken_for_another() -> None:
    assert look("balerina fight") == []
    assert look("ane de armis", "armis") == []
    assert look("anjelicca hustin", "hustin") == [("hustin", ["Anjelica Huston"])]
    assert look("anjelicca hustin", "anjelicca", "hustin") == [
        ("anjelicca hustin", ["Anjelica Huston"])
    ]
    assert look("jon fetherstonehaugh", "fetherstonehaugh") == [
        ("fetherstonehaugh", ["John Featherstonehaugh"])
    ]


def test_a_range_does_not_reach_over_a_mark() -> None:
    assert look("anjelica — hustin", "hustin") == [("hustin", ["Anjelica Huston"])]


def test_two_names_in_one_query_are_both_found() -> None:
    assert look("anjelica hustin balerina", "hustin", "balerina") == [
        ("anjelica hustin", ["Anjelica Huston"]),
        ("balerina", ["Ballerina"]),
    ]


def test_a_found_name_says_what_it_is_shown_for() -> None:
    (found,) = find_names(["anjelica", "hustin", "fight"], {1}, index_names(), FIELDS)
    assert (found.start, found.end) == (0, 2)
    assert found.resolution.matches[0].kind is MatchKind.FUZZY
    assert found.resolution.note == "no “anjelica hustin”; showing Anjelica Huston"


def test_equal_names_of_several_fields_are_listed_in_the_order_of_the_fields() -> None:
    lexicon = lexicon_of(person=["Ballerina"], film=["Ballerina"])
    (found,) = find_names(["balerina"], {0}, lexicon, FIELDS)
    assert [match.name.field for match in found.resolution.matches] == ["film", "person"]


def test_places_outside_the_query_are_ignored() -> None:
    assert find_names(["balerina"], {-1, 7}, index_names(), FIELDS) == ()


@given(
    st.lists(
        st.sampled_from(["balerina", "mathew", "kamara", "ana", "de", "armis", "fight"]),
        max_size=12,
    ),
    st.sets(st.integers(0, 11)),
)
def test_ranges_are_in_order_apart_and_have_an_unknown_word(
    words: list[str], unknown: set[int]
) -> None:
    end = 0
    for found in find_names(words, unknown, index_names(), FIELDS):
        assert end <= found.start < found.end <= len(words)
        assert unknown.intersection(range(found.start, found.end))
        end = found.end
