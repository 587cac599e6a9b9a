"""Films that a review names in plain words, and words that look like it and are none."""

from __future__ import annotations

import pytest

from reelsearch.review import Origin
from tests.pasted_reviews import read

PROSE = (
    "The night is long and the road is empty, and nobody in it says what he wants until the "
    "morning, when it is too late for wanting. What stays is the light on the water, and a woman "
    "who folds a letter four times before she burns it. There is not a great deal of plot, and I "
    "did not miss it for a moment, nor did the man who sat beside me with his coat on."
)


@pytest.mark.parametrize(
    ("sentence", "film"),
    [
        ("I finally watched Ran last night, thirty years late.", "Ran"),
        ("Rewatched The Cold Road with my sister.", "The Cold Road"),
        ("I finally saw Days of Salt last night, thirty years late.", "Days of Salt"),
        ("If you see one, make it “The Cold Road”, which is on at the Regent.", "The Cold Road"),
        ("The Cold Road is directed by Ada Orr, who also made Heat.", "The Cold Road"),
        ("It was Nightwood, a black and white thing by the Polish director Ada Orr.", "Nightwood"),
        ("The Lives of Salt at the Ritzy with Jo. Packed.", "The Lives of Salt"),
        ("It is called The Cold Road, and nobody here had heard of it.", "The Cold Road"),
        ("You asked what I made of Nightwood. Here it is.", "Nightwood"),
        ("On Tuesday they were showing Salt Lake, and there went the evening.", "Salt Lake"),
        ("Nineteen of us went to the Scala to see RAN.", "RAN"),
        ("Went with Margaret to the Regal to see Ran (Akira Kurosawa).", "Ran"),
        ("The Cold Road was on in the village hall on Saturday.", "The Cold Road"),
        ("In Ada Orr's The Cold Road, a brother comes home.", "The Cold Road"),
        ("Tonight on the television: The Cold Road.", "The Cold Road"),
        ("Ada Orr's “Nightwood” opens with a door, and it is broken down.", "Nightwood"),
        ("This week it's Nightwood, and I am not well.", "Nightwood"),
        ("Nightwood. Ada Orr's first film looks at a family that is none.", "Nightwood"),
        ("hi all. so i watched cold road (1995) alone with the lights off.", "cold road"),
        ("Dear Editor,\n\nI write about your dismissal of Ran (Akira Kurosawa, 1985).", "Ran"),
        ("Rain. Gutter gone. Dentist.\n\nTo the Rex with Phil, for Ran (1985), soaked.", "Ran"),
    ],
)
def test_film_that_the_first_sentences_name(sentence: str, film: str) -> None:
    review = read(f"{sentence} {PROSE}")
    assert review.film == film
    assert review.origin("film").origin is Origin.INFERRED


@pytest.mark.parametrize(
    "sentence",
    [
        "I saw Ada Orr last night in the foyer.",
        "I went to see Margaret, who was ill.",
        "It begins well. We had seen Ran (1985) the week before.",
        "It was on Netflix and I watched it twice.",
        "I watched Saturday pass from the window.",
        "Not since I watched like Ran again.",
        "He called Tuesday the longest day he knew of.",
    ],
)
def test_no_film_is_made_of_persons_days_and_other_films(sentence: str) -> None:
    assert read(f"{sentence} {PROSE}").film is None


def test_line_of_a_table_names_no_film_in_plain_words() -> None:
    assert read("I finally watched Ran last night.").film is None


@pytest.mark.parametrize(
    ("sentence", "director"),
    [
        ("They showed Ran, by Akira Kurosawa, in the rain.", ("Akira Kurosawa",)),
        ("We watched Ran (Akira Kurosawa) in the rain.", ("Akira Kurosawa",)),
        ("This week it's Ran, Akira Kurosawa's last great film.", ("Akira Kurosawa",)),
        ("Nightwood. Ada Orr made a film about a creek and I cried for it.", ("Ada Orr",)),
        ("We watched Ran in the rain. Akira Kurosawa wrote and directed.", ("Akira Kurosawa",)),
        ("We watched Ran in the rain. King Ran (Cy Moor) divides his land.", ()),
        ("We watched Ran, by Akira Kurosawa after the play by another, in the rain.", ()),
    ],
)
def test_director_named_right_behind_the_title(sentence: str, director: tuple[str, ...]) -> None:
    assert read(f"{sentence} {PROSE}").director == director
