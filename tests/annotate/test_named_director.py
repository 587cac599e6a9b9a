"""Directors named in plain words, above the prose and in its first paragraphs."""

from __future__ import annotations

import pytest

from reelsearch.review import Origin
from tests.pasted_reviews import PROSE, read


@pytest.mark.parametrize(
    ("sentence", "director"),
    [
        ("That is the opening of Ada Orr's first talking picture.", "Ada Orr"),
        ("Ada Orr’s film is shot like a boxing picture.", "Ada Orr"),
        ("In Ada Orr's Heat nobody is warm.", "Ada Orr"),
        ("Heat, which Ada Orr shot in a week, is the saddest of them.", "Ada Orr"),
        ("Ada Orr directs a film of vampires, and Heat has no garlic.", "Ada Orr"),
        ("The debut of writer-director Ada Orr is cold.", "Ada Orr"),
        ("The director, Ada Orr, lets nobody out.", "Ada Orr"),
        ("IN ADA ORR'S peculiar little film a man stands about a house.", "Ada Orr"),
        ("It is Wong Kar-wai's loneliest drama.", "Wong Kar-wai"),
        ("Jean-Luc van den Berg's comedy about a flood has no jokes.", "Jean-Luc van den Berg"),
    ],
)
def test_who_directed_is_said_in_words(sentence: str, director: str) -> None:
    review = read(f"Heat (1995)\n\n{sentence} {PROSE}")
    assert review.director == (director,)
    assert review.origin("director").origin is Origin.INFERRED


@pytest.mark.parametrize(
    "sentence",
    [
        "It is colder than Ada Orr's first film.",
        "Like Ada Orr's drama, it is set by the sea.",
        "Ada Orr's previous film had more snow.",
        "Ada Orr's film Cold Water had more snow.",
        "Ada Orr's latest comedy is cold. Orr plays a policeman with a cold.",
        "Stephen King's Heat was a longer book.",
        "We meet the Director, Ada Orr in a fur coat, and her dancers.",
        "The funeral director Ada Orr has a cold.",
        "South Korea's film industry is cold.",
        "New York's movie houses are cold.",
        "Ada Orr's brother's film is cold.",
        "Ada Orr's drama was cold, and Bo Lind's comedy was warm.",
        "Warner Bros.'s film is cold.",
    ],
)
def test_who_directed_is_not_made_up(sentence: str) -> None:
    assert read(f"Heat (1995)\n\n{sentence} {PROSE}").director == ()


def test_credits_come_before_words() -> None:
    text = f"Heat (1995)\nDirector: Bo Lind\n\nAda Orr's film is cold. {PROSE}"
    assert read(text).director == ("Bo Lind",)


def test_one_who_is_in_the_cast_does_not_direct() -> None:
    text = f"Heat (1995)\nStarring: Ada Orr, Cy Moor\n\nAda Orr's new thriller is cold. {PROSE}"
    assert read(text).director == ()


def test_the_first_sentence_names_the_film_and_who_made_it() -> None:
    review = read(f"Cold Water, which Ada Orr shot in a week while ill, is a warm film. {PROSE}")
    assert (review.film, review.director) == ("Cold Water", ("Ada Orr",))


@pytest.mark.parametrize(
    ("sentence", "year"),
    [
        ("Ada Orr's 1971 film is cold.", 1971),
        ("Ada Orr’s 1971 debut comedy about a flood is cold.", 1971),
        ("Ada Orr made this in 1971 from a story of her own.", 1971),
        ("Ada Orr's 1971 film Cold Water had more snow.", None),
        ("It has none of the snow of Ada Orr's 1971 marriage.", None),
        ("It is cold, like Ada Orr's 1971 film.", None),
        ("Ada Orr made this in 1971. Ada Orr shot it in 1970.", None),
        ("Bo Lind's 1971 film was warm.", None),
    ],
)
def test_year_is_said_beside_who_directed(sentence: str, year: int | None) -> None:
    review = read(f"Heat\nDirector: Ada Orr\n\n{sentence} {PROSE}")
    assert (review.film, review.director, review.year) == ("Heat", ("Ada Orr",), year)


def test_year_of_the_credits_comes_before_the_one_beside_who_directed() -> None:
    assert read(f"Heat (1972)\nDirector: Ada Orr\n\nAda Orr's 1971 film. {PROSE}").year == 1972
