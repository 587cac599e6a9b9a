"""Directors said outright anywhere in the prose: by whom a film is, and who does what with it."""

from __future__ import annotations

import pytest

from reelsearch.review import Origin
from tests.pasted_reviews import read

PROSE = (
    "The night is long and the road is empty, and nobody in it says what he wants until the "
    "morning, when it is too late for wanting. What stays is the light on the water. "
)


@pytest.mark.parametrize(
    ("sentence", "director"),
    [
        ("Last week I went to see Heat, the new film by Ada Orr, on my own.", "Ada Orr"),
        ("Heat is the latest comedy from Ada Orr.", "Ada Orr"),
        ("The film, directed by Ada Orr, is long.", "Ada Orr"),
        ("There is snow. First film by Ada Orr, hard to believe.", "Ada Orr"),
        ("There are others, but Ada Orr has made the first one that I believe.", "Ada Orr"),
        ("Well, Heat is written and directed by Ada Orr, and it shows.", "Ada Orr"),
        ("Ada Orr has never been a director for the faint of heart.", "Ada Orr"),
        ("Ada Orr tells us next to nothing and trusts us to add it up.", "Ada Orr"),
        ("Ada Orr, making her first film as a director, is out in the cold.", "Ada Orr"),
        ("It is a film by Ada Orr, and nobody else's.", "Ada Orr"),
        ("This cold little thriller was directed by Ada van den Berg.", "Ada van den Berg"),
        ("Directed by Ada Orr, the picture is cold and funny.", "Ada Orr"),
        ("Written and directed by Ada Orr. There are no jokes.", "Ada Orr"),
        ("Ada Orr wrote it and directed it, and it is a first go.", "Ada Orr"),
        ("Ada Orr directed, from her own play.", "Ada Orr"),
        ("If you like snow, Ada Orr has made a movie for you.", "Ada Orr"),
        ("J. K. Orr was thirty-three when she made this.", "J. K. Orr"),
        ("It is the coldest comedy that Ada Orr has filmed.", "Ada Orr"),
        ("Ada Orr puts you inside a boat and keeps you there.", "Ada Orr"),
        ("Ada Orr refuses to tell us who did it.", "Ada Orr"),
        ("For a quarter of an hour Ada Orr does not cut away.", "Ada Orr"),
        ("Ada Orr's first film as a director has no snow.", "Ada Orr"),
        ("The director is Ada Orr. There is no snow.", "Ada Orr"),
    ],
)
def test_who_directed_is_said_outright(sentence: str, director: str) -> None:
    review = read(f"Heat (1995)\n\n{PROSE}\n\n{PROSE * 8}{sentence} {PROSE}")
    if sentence.startswith(("Ada Orr's", "The director")):
        review = read(f"Heat (1995)\n\n{PROSE}{sentence} {PROSE}")
    assert review.director == (director,)
    origin = review.origin("director")
    assert origin.origin is Origin.INFERRED
    assert director in origin.evidence


@pytest.mark.parametrize(
    "sentence",
    [
        "Cold Water, a film by Ada Orr, had more snow.",
        "It is like a film by Ada Orr.",
        "It comes after an earlier film by Ada Orr.",
        "It is a drama from a novel by Ada Orr.",
        "Ada Orr directed Cold Water in a week.",
        "Ada Orr lets us know that she is ill. Ada Orr (Bo Lind) is a nurse.",
        "Randall (Ada Orr) is cold. Ada Orr lets us see that he is.",
        "Ada Orr tells us that she is cold.",
        "Ada Orr lets us see the fear behind the smile.",
        "Ada Orr puts you on edge, and inside the mind of a thief.",
        "Ada Orr shoots everything in amber, and Bo Lind cuts between the two fights.",
        "It is based on a film by Ada Orr.",
        "There is a scene borrowed from a thriller by Ada Orr.",
        "In one scene they go to see the new movie by Ada Orr.",
        "Ada Orr directed, in Cold Water, a far better film.",
        "Ada Orr wrote and directed Cold Water.",
        "Ada Orr has made a film or two like it.",
        "Ada Orr has made a film a year since then.",
        "Ada Orr is a director who would have cut the talk.",
        "Ada Orr puts the camera down and weeps.",
        "Cold Water was directed by Ada Orr, and it had more snow.",
        "Ada Orr, in her first film, is out in the cold.",
        "It is a film from Hong Kong, and cold.",
        "The hero makes a film by night.",
        "Bo Lind is cold, and Ada Orr's teeth are a film in themselves.",
    ],
)
def test_nobody_is_made_the_director_of_what_is_not_his(sentence: str) -> None:
    assert read(f"Heat (1995)\n\n{PROSE}{sentence} {PROSE}").director == ()


def test_a_standfirst_has_the_director_at_the_end_of_a_line() -> None:
    head = "Heat review – a cold night\n\nA cook is left behind in Ada Orr's warm comedy"
    assert read(f"{head}\n\nBo Lind\n12 May 2018\n\n{PROSE}").director == ("Ada Orr",)


def test_a_name_in_brackets_beside_other_such_names_is_an_actors() -> None:
    played = (
        f"A girl who wants to be called Heat (Bo Lind) fights with her mother (Cy Moor). {PROSE}"
    )
    assert read(f"Heat (1995)\n\n{played}").director == ()


@pytest.mark.parametrize(
    ("credits", "year"),
    [
        ("Ada Orr, France, 1995", 1995),
        ("1995, dir. Ada Orr", 1995),
        ("Ada Orr, 1995", 1995),
        ("dir. Ada Orr", None),
        ("directed by Ada Orr", None),
    ],
)
def test_credits_in_brackets_behind_the_title_in_the_prose_are_read(
    credits: str, year: int | None
) -> None:
    headers = (
        "From: Bo Lind <bo@post.example>\nDate: Mon, 20 Nov 2023 22:14:08 +0000\nSubject: Heat"
    )
    review = read(f"{headers}\n\nDear all,\n\nHeat ({credits}) won the big prize. {PROSE}")
    assert (review.director, review.year) == (("Ada Orr",), year)


def test_credits_in_brackets_behind_another_title_are_not_the_films() -> None:
    review = read(f"Heat\n\nHeat is colder than Cold Water (Ada Orr, France, 1990). {PROSE}")
    assert (review.director, review.year) == ((), None)
