"""The film and its year out of the first sentences, and when to say nothing."""

from __future__ import annotations

import pytest

from reelsearch.annotate.sentences import split_sentences
from reelsearch.review import Origin
from tests.pasted_reviews import read


@pytest.mark.parametrize(
    ("text", "film", "year"),
    [
        ("Ballerina (2025) is a film of falls.", "Ballerina", 2025),
        ("In Parasite (2019), Bong climbs stairs. Parasite smells.", "Parasite", 2019),
        ("Nobody walks out of Bicycle Thieves (1948) dry-eyed.", "Bicycle Thieves", 1948),
        (
            "Céline Sciamma’s Portrait of a Lady on Fire (2019) looks back.",
            "Portrait of a Lady on Fire",
            2019,
        ),
        ("When “Get Out” (2017) opens, a man is lost.", "Get Out", 2017),
        ("Jordan Peele's 'Us' (2019) starts at a fair.", "Us", 2019),
        ("*Heat* (1995) is long.", "Heat", 1995),
        ("I saw *Up* with my son, who wept.", "Up", None),
        ("“Whiplash” is a film about hands.", "Whiplash", None),
        (
            "The Good, the Bad and the Ugly (1966) opens on a face.",
            "The Good, the Bad and the Ugly",
            1966,
        ),
        (
            "Crouching Tiger, Hidden Dragon (2000) flies.",
            "Crouching Tiger, Hidden Dragon",
            2000,
        ),
        ("2001: A Space Odyssey (1968) has a bone.", "2001: A Space Odyssey", 1968),
        ("Blade Runner 2049 (2017) is slow.", "Blade Runner 2049", 2017),
        ("12 Angry Men (1957) sweat.", "12 Angry Men", 1957),
        ("M (1931) whistles.", "M", 1931),
        ("It (2017) has a clown.", "It", 2017),
        ("Thelma & Louise (1991) drives.", "Thelma & Louise", 1991),
        ("In the Mood for Love (2000) is a film of stairs.", "In the Mood for Love", 2000),
        ("When Harry Met Sally... (1989) is the one.", "When Harry Met Sally...", 1989),
        ("In Bruges (2008) is a film about waiting.", "In Bruges", 2008),
        ("With Nashville (1975), Altman lets them talk.", "Nashville", 1975),
        ("Although Heat (1995) is long, it is quick.", "Heat", 1995),
        ("Hitchcock's Psycho (1960) turns. Psycho never rests.", "Psycho", 1960),
        ("Rosemary's Baby (1968) is still. Rosemary's Baby waits.", "Rosemary's Baby", 1968),
        ("Like The Exorcist (1973), The Babadook (2014) asks.", "The Babadook", 2014),
        ("Heat (Michael Mann, 1995) is blue.", "Heat", 1995),
    ],
)
def test_film_and_year_of_the_opening(text: str, film: str, year: int | None) -> None:
    review = read(text)
    assert (review.film, review.year) == (film, year)
    origin = review.origin("film")
    assert (origin.origin, origin.line) == (Origin.INFERRED, 1)
    assert origin.evidence in text


@pytest.mark.parametrize(
    "text",
    [
        "Not since Titanic (1997) has water been so busy.",
        "Unlike Alien (1979), this one talks.",
        "The sequel to Paddington (2014) is better.",
        "From the director of Heat (1995) comes a quiet one.",
        "She says “Stay” and he does not.",
        "“Run!” he shouts, and they do.",
        "He was born in Rome (1930-1989) and died there.",
        "It is *very* long.",
        "Ronin (1998) and Heat (1995) are cold.",
    ],
)
def test_film_is_left_unknown_where_nothing_tells(text: str) -> None:
    review = read(text)
    assert review.film is None


def test_year_alone_is_taken_where_the_title_is_unclear() -> None:
    review = read("Carlito's Way (1993) is a long goodbye.")
    assert (review.film, review.year) == (None, 1993)


def test_year_of_a_film_that_the_header_names() -> None:
    review = read("Paddington 2\nby Dee Abara\n\nPaddington 2 (2017) is kind.")
    assert (review.film, review.year) == ("Paddington 2", 2017)
    assert review.origin("film").origin is Origin.HEADER
    assert review.origin("year").origin is Origin.INFERRED
    assert review.origin("year").evidence == "Paddington 2 (2017) is kind."
    assert review.origin("year").line == 4


def test_year_of_another_film_is_not_taken() -> None:
    review = read("Paddington 2\nby Dee Abara\n\nIt is kinder than Heat (1995).")
    assert (review.film, review.year) == ("Paddington 2", None)


def test_title_may_go_over_a_line_end() -> None:
    review = read("We sat through The Passion of Joan\nof Arc (1928) in the cold.")
    assert review.film == "The Passion of Joan of Arc"


@pytest.mark.parametrize(
    ("ending", "rating", "written"),
    [
        ("It works. 8/10", 0.8, "8/10"),
        ("I give it 2 out of 5 stars.", 0.4, "2 out of 5 stars"),
        ("I'd give it a B+.", 10 / 12, "B+"),
        ("It works. ★★★★", 0.8, "★★★★"),
        ("On my four-star scale, I give it three stars.", 0.75, "three stars"),
    ],
)
def test_rating_in_the_last_words(ending: str, rating: float, written: str) -> None:
    review = read(f"A quiet film about bread.\n\n{ending}")
    assert review.rating == pytest.approx(rating)
    assert review.rating_text == written
    assert review.origin("rating").origin is Origin.INFERRED
    assert review.origin("rating").line == 3


@pytest.mark.parametrize(
    "ending",
    [
        "4 out of 11 found this helpful",
        "Others: Heat (8/10), Ronin (6/10).",
        "Heat is 8/10. Ronin is worse: 6/10",
        "My uncle gave it * * * * and a shrug.",
        "He is one of ten.",
    ],
)
def test_what_is_not_the_reviews_rating(ending: str) -> None:
    assert read(f"A quiet film about bread.\n\n{ending}").rating is None


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("By J. Lee and Dr. Bo. Then", ["By J. Lee and Dr. Bo.", "Then"]),
        ("Wait... Sally. So", ["Wait... Sally.", "So"]),
        ("Baby Jane? (1962) is old.", ["Baby Jane? (1962) is old."]),
        ("No stop\n\nhere", ["No stop", "here"]),
        ("He said “no.” She left.", ["He said “no.”", "She left."]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    found = [text[start:end] for start, end in split_sentences(text, 0, len(text))]
    assert found == sentences
