"""Which column holds which field: by names first, by what it holds where they say nothing."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelsearch.errors import UnreadableError
from reelsearch.readers.column_choice import choose_columns
from tests.readers.test_name_words import HELD, NAMES

PROSE = [
    "Two men sit down over coffee and tell each other. The fight is loud.",
    "A man walks out of the desert, and says nothing. I cried at the glass.",
    "An oil man buys a village. He falls for the sky above it, and so did I.",
    "A waitress mends the lives of others. It is all green and gold, and sweet.",
    "Seven tired people and a cat. The company does not care who comes home.",
    "A girl wants to lead. The speech in the school hall undid the back row.",
]
OPEN = {
    "body": PROSE,
    "film": ["Heat", "Paris, Texas", "Local Hero", "Amélie", "Alien", "Whale Rider"],
    "year": ["1995", "1984", "1983", "2001", "1979", "2002"],
    "director": ["Michael Mann", "Wim Wenders", "Bill Forsyth", "Jean-Pierre Jeunet",
                 "Ridley Scott", "Niki Caro"],
    "reviewer": ["Ada Orr", "Bo Lind", "Ada Orr", "Bo Lind", "Bo Lind", "Ada Orr"],
    "rating": ["4.5", "3", "5", "2.5", "4", "3.5"],
    "date": ["2019-01-04", "2019-01-19", "2019-02-23", "2019-03-13", "2019-03-30", "2019-04-26"],
    "publication": ["Harbour Weekly", "Evening Post", "Harbour Weekly", "Evening Post",
                    "Evening Post", "Harbour Weekly"],
}  # fmt: skip


def choose(table: dict[str, list[str]], mapped: dict[str, str] | None = None) -> dict[str, str]:
    """Field → the name of its column."""
    names = list(table)
    chosen = choose_columns(names, mapped or {}, list(table.values()))
    return {field: names[at] for field, at in chosen.columns.items()}


def test_columns_whose_names_say_nothing_are_known_by_what_they_hold() -> None:
    table = {f"x{number}": held for number, held in enumerate(OPEN.values())}
    assert choose(table) == {field: f"x{number}" for number, field in enumerate(OPEN)}


def test_what_was_taken_is_told() -> None:
    chosen = choose_columns(["What we said", "film", "q"], {}, [PROSE, OPEN["film"], OPEN["year"]])
    assert chosen.told == (
        "took the columns “What we said” for the text, “q” for the film's year; "
        "say --map FIELD=COLUMN to change that"
    )
    assert choose_columns(["film", "review"], {}, [["Heat"], ["Cold."]]).told == ""


def test_two_columns_of_prose_are_no_text() -> None:
    assert "body" not in choose({"x": PROSE, "y": PROSE[::-1]})
    assert choose({"x": PROSE, "plot": PROSE[::-1]})["body"] == "x"
    assert choose({"x": PROSE, "What we said": PROSE[::-1]})["body"] == "What we said"


@pytest.mark.parametrize(
    "held",
    [
        ["8", "7", "9", "6", "10", "7"],  # marks, or how many came
        ["1", "2", "3", "4", "5", "6"],
        ["2016", "2016", "2017", "2017", "2018", "2018"],  # seasons
        ["Drama", "Crime", "Comedy", "Drama", "Crime", "Drama"],
        ["Roxy", "Town Hall", "Roxy", "Town Hall", "Roxy", "Roxy"],
        ["yes", "no", "yes", "yes", "no", "no"],
        ["B", "A", "B", "C", "A", "B"],  # a grade, a row, a screen
        ["", "", "", "", "", ""],
    ],
)
def test_what_may_be_anything_stays_unused(held: list[str]) -> None:
    assert choose({"review": PROSE, "film": OPEN["film"], "x": held}) == {
        "body": "review",
        "film": "film",
    }


def test_two_columns_that_show_the_same_stay_unused() -> None:
    later = [str(int(year) + 1) for year in OPEN["year"]]
    assert "year" not in choose({"review": PROSE, "x": OPEN["year"], "y": later})
    assert "date" not in choose({"review": PROSE, "x": OPEN["date"], "y": OPEN["date"][::-1]})


def test_one_column_of_different_people_may_be_of_actors_or_critics() -> None:
    assert choose({"review": PROSE, "x": OPEN["director"]}) == {"body": "review"}


def test_titles_are_not_taken_for_people() -> None:
    named = ["Annie Hall", "Jackie Brown", "Donnie Darko", "Erin Brockovich", "Mary Poppins"]
    table = {"review": PROSE[:5], "critic": OPEN["reviewer"][:5], "x": named}
    assert "director" not in choose(table)


def test_names_come_before_contents() -> None:
    assert choose({"year": OPEN["year"], "x": ["1950", "1990", "1970"], "text": PROSE}) == {
        "year": "year",
        "body": "text",
    }


def test_a_column_that_cannot_be_what_it_is_called_is_not() -> None:
    table = {"made in": OPEN["year"], "Note": ["8", "7", "9", "6", "8", "7"], "Critique": PROSE}
    assert choose(table) == {"year": "made in", "rating": "Note", "body": "Critique"}
    assert choose({"Verdict": PROSE, "Film rating": ["8", "9"]}) == {
        "body": "Verdict",
        "rating": "Film rating",
    }
    assert choose({"text": PROSE, "Stars": OPEN["director"]})["cast"] == "Stars"


def test_notes_give_way_to_the_one_column_of_prose() -> None:
    aside = ["on DVD", "late", "at the Roxy", "with Jo", "on the train", "twice"]
    table = {"film": OPEN["film"], "Notes": aside, "What I thought": PROSE}
    assert choose(table)["body"] == "What I thought"


def test_a_name_is_the_films_unless_another_column_is() -> None:
    assert choose({"Name": ["Heat"], "review": ["Cold."]})["film"] == "Name"
    form = {"Name": ["Nora"], "Which film did you see?": ["Heat"], "review": ["Cold."]}
    assert choose(form) == {"reviewer": "Name", "film": "Which film did you see?", "body": "review"}


def test_a_title_is_a_headline_beside_a_column_of_films() -> None:
    table = {"post_title": ["A cold night"], "Film seen": ["Heat"], "review": ["Cold."]}
    assert choose(table)["film"] == "Film seen"
    table = {"Title": ["A cold night"], "meta_film": ["Heat"], "review": ["Cold."]}
    assert choose(table)["film"] == "meta_film"
    assert choose({"Title": ["Heat"], "Film type": ["35 mm"], "text": ["Cold."]})["film"] == "Title"


def test_what_is_only_called_a_text_gives_way_to_running_text() -> None:
    reaction = ["silence", "clapped", "silence", "clapped", "silence", "boos"]
    assert choose({"Audience reaction": reaction, "My jottings": PROSE})["body"] == "My jottings"
    signed = ["Carla Neri"] * 6
    table = {"Recensione di": signed, "Giudizio": PROSE}
    assert choose(table) == {"body": "Giudizio", "reviewer": "Recensione di"}


def test_days_of_something_else_are_no_date() -> None:
    assert choose({"Returned": OPEN["date"], "review": PROSE}) == {"body": "review"}


def test_pictures_are_no_films() -> None:
    pictures = [f"https://example.org/{number}.jpg" for number in range(6)]
    assert choose({"picture": pictures, "Title": OPEN["film"], "review": PROSE})["film"] == "Title"


def test_people_are_no_country() -> None:
    table = {"Director / country": OPEN["director"], "review": PROSE}
    assert choose(table) == {"director": "Director / country", "body": "review"}


def test_two_columns_of_which_neither_is_surer_stay_unused() -> None:
    table = {"review": PROSE, "Ada's marks": ["8", "7"], "Bo's marks": ["6", "9"]}
    assert choose(table) == {"body": "review"}


def test_of_two_columns_of_one_name_the_filled_one_is_taken() -> None:
    chosen = choose_columns(["film", "notes", "notes"], {}, [["Heat"], [""], ["Cold."]])
    assert chosen.columns == {"film": 0, "body": 2}


def test_what_a_person_mapped_comes_first_and_must_exist() -> None:
    table = {"film": OPEN["film"], "x": PROSE, "y": PROSE[::-1]}
    assert choose(table, {"body": "Y"})["body"] == "y"
    with pytest.raises(UnreadableError, match="no column 'z'"):
        choose(table, {"body": "z"})


POOL = [(name, HELD[f]) for f, names in NAMES.items() for name in names.split("|")]
POOL += [(f"x{number}", held) for number, held in enumerate(OPEN.values())]
POOL += [("review", PROSE), ("film", OPEN["film"]), ("Genre", ["Drama"] * 6), ("y", ["5"] * 6)]


@given(
    st.lists(st.sampled_from(POOL), min_size=1, max_size=9, unique_by=lambda c: c[0].casefold()),
    st.randoms(use_true_random=False),
)
def test_the_order_of_columns_changes_nothing(
    columns: list[tuple[str, list[str]]], chance: random.Random
) -> None:
    shuffled = columns.copy()
    chance.shuffle(shuffled)
    assert choose(dict(columns)) == choose(dict(shuffled))


@given(st.lists(st.lists(st.text(max_size=30), max_size=6), min_size=1, max_size=5))
def test_any_values_give_each_field_a_column_of_its_own(held: list[list[str]]) -> None:
    columns = choose_columns([f"x{number}" for number in range(len(held))], {}, held).columns
    assert len(set(columns.values())) == len(columns)


@pytest.mark.parametrize("name", ["Who by", "By whom?", "by who"])
def test_who_by_beside_a_film_is_the_director_or_the_reviewer_by_what_it_holds(name: str) -> None:
    table = {"film": OPEN["film"], "review": PROSE}
    assert choose(table | {name: OPEN["director"]})["director"] == name
    assert choose(table | {name: OPEN["reviewer"]})["reviewer"] == name
    some_again = [*OPEN["director"][:4], *OPEN["director"][:2]]
    chosen = choose(table | {name: some_again})
    assert {"director", "reviewer"}.isdisjoint(chosen)


def test_who_by_gives_way_to_a_column_that_says_so_and_needs_a_film() -> None:
    table = {"film": OPEN["film"], "review": PROSE, "Director": OPEN["director"][::-1]}
    assert choose(table | {"Who by": OPEN["director"]})["director"] == "Director"
    assert "director" not in choose({"review": PROSE, "Who by": OPEN["director"]})
