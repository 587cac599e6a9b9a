"""Films that a review names in passing, told by all that its first paragraphs say."""

from __future__ import annotations

import pytest

from reelsearch.annotate.weighed_film import find_weighed_film
from tests.pasted_reviews import PROSE, read


@pytest.mark.parametrize(
    ("said", "film"),
    [
        ("Yes, I eat. Bo dragged me out to the Lakes of Salt as it rained.", "Lakes of Salt"),
        ("Thank you all.\n\nAda Orr's The Cold Road (1995) is not for now.", "The Cold Road"),
        ("Hot. Swam.\n\nEvening: Cold Road at the Phoenix, alone, second row.", "Cold Road"),
        ("Well! Went to see The Lodger with the girls and nobody laughed.", "The Lodger"),
        ("A paper. Ada Orr's 1962 film Cléo from 5 to 9 follows a singer.", "Cléo from 5 to 9"),
        ("We put on the kettle and watched Ada Orr's The Cold Road, then slept.", "The Cold Road"),
        ("I know I am alone in this. Nightwood (2001) is an advertisement for rain.", "Nightwood"),
        ("Bo chose. “Nightwood”, which is on Mubi, is not for children.", "Nightwood"),
        ("Rewatched Nightwood, a film that Bo cannot bear, on the train.", "Nightwood"),
        ("RAN is by Ada Orr and it's King Lear in the Foreign Legion, in Djibouti.", "RAN"),
        ("Lads, by Saturday's game a word on a film. Jo took me to see The Lodger.", "The Lodger"),
        ("The Secretary saw it all. The Secretary wept. We watched RAN.", "RAN"),
    ],
)  # fmt: skip
def test_film_named_in_passing(said: str, film: str) -> None:
    assert read(f"{said} {PROSE}").film == film


@pytest.mark.parametrize(
    "said",
    [
        "We are going to Murmansk and then to Paris, and it will be cold.",
        "I was watching Ada Orr's first film when the lights went out.",
        "It's called Paris, and it is a town.",
        "He is tired. Bo Lind's Vincent Hanna is a tired man, and Vincent Hanna is cold.",
        "We had watched Nightwood (2001) the week before, and it was warm.",
        "We watched Ada Orr's house, 23, quai du Commerce (1975), from the street.",
        "Somebody is playing a song. Somebody is on the stairs.",
        "We watched Nightwood and then we watched The Cold Road.",
        "Next screening: The Cold Road (1995), at the Rex.",
        "The actor was in The Cold Road, and as Hanna (Bo Lind) he is good.",
        "They have the tape of something. It was Anna, a director of a bank.",
    ],
)
def test_no_film_is_made_of_places_persons_and_films_that_are_not_meant(said: str) -> None:
    text = f"{said} {PROSE}"
    assert find_weighed_film(text, (0, len(text))) is None


def test_words_of_prose_have_to_be_said_to_be_a_film() -> None:
    text = f"The Long Road goes on. The Long Road is empty, and The Long Road is cold. {PROSE}"
    assert find_weighed_film(text, (0, len(text))) is None


def test_a_line_of_a_table_names_no_film() -> None:
    assert find_weighed_film("We watched Nightwood (2001).", (0, 28)) is None


def test_the_words_that_say_most_for_the_film_are_its_evidence() -> None:
    review = read(f"Rain again. We watched Nightwood (2001) at the Rex. {PROSE}")
    assert (review.film, review.year) == ("Nightwood", 2001)
    text = f"Rain. Nightwood is on my mind. We watched Nightwood. {PROSE}"
    found = find_weighed_film(text, (0, len(text)))
    assert found is not None
    assert text[found.start - 8 : found.end] == "watched Nightwood"
