"""The forms that lines around the prose have, one by one."""

from __future__ import annotations

from typing import Any

import pytest

from reelsearch.annotate.credits_line import parse_credits
from reelsearch.annotate.lines import read_line
from reelsearch.annotate.places import match_country
from reelsearch.review import Origin, Review
from tests.pasted_reviews import read

PROSE = "The first hour is patient, and the second is not, and both of them earn the last shot."
TWO = ("Al Pacino", "Robert De Niro")


FORMS: list[tuple[str, dict[str, Any]]] = [
    (
        "Heat (15) Close-Up Film Review",
        {"film": "Heat", "certificate": "15", "year": None, "publication": "Close-Up Film"},
    ),
    (
        "The Mercy (12A) | Close-Up Film Review",
        {"film": "The Mercy", "certificate": "12A", "publication": "Close-Up Film"},
    ),
    (
        "Dir: Michael Mann, 1995, US, 170m",
        {"director": ("Michael Mann",), "year": 1995, "country": ("US",), "runtime": 170},
    ),
    ("HEAT (1995)", {"film": "HEAT", "year": 1995, "certificate": None}),
    (
        "Heat / ***1/2 (R)",
        {"film": "Heat", "certificate": "R", "rating": 0.7, "rating_text": "***1/2"},
    ),
    (
        "Cert 15 81mins Stars 3",
        {"certificate": "15", "runtime": 81, "rating": 0.6, "rating_text": "Stars 3", "cast": ()},
    ),
    (
        "Certificate: 15 Running time: 113 minutes Starring: A Bo, C Do Directed by: E Fo",
        {"certificate": "15", "runtime": 113, "cast": ("A Bo", "C Do"), "director": ("E Fo",)},
    ),
    (
        "Cert – PG, Run-time – 1 hour 46 minutes, Director – Dougal Wilson",
        {"certificate": "PG", "runtime": 106, "director": ("Dougal Wilson",)},
    ),
    (
        "2023 | PG-13 | 2h 15m | Action, Drama",
        {"year": 2023, "certificate": "PG-13", "runtime": 135, "film": None},
    ),
    ("• Director: Noah Baumbach", {"director": ("Noah Baumbach",)}),
    (
        "“HEAT” (R) 3.25 STARS",
        {"film": "HEAT", "certificate": "R", "rating": 0.65, "rating_text": "3.25 STARS"},
    ),
    (
        "UK 2019. 91 minutes. UK certificate: 15.",
        {"country": ("UK",), "year": 2019, "runtime": 91, "certificate": "15"},
    ),
    ("** Directed by: ** Céline Sciamma", {"director": ("Céline Sciamma",)}),
    ("Starring Al Pacino and Robert De Niro", {"cast": TWO}),
    (
        "With: Al Pacino (Hanna), Robert De Niro (McCauley)",
        {"cast": TWO, "characters": {"Al Pacino": "Hanna", "Robert De Niro": "McCauley"}},
    ),
    ("Running Time: 2 hrs 50 mins", {"runtime": 170}),
    ("Rated R for violence.", {"certificate": "R"}),
    ("Review by A. Smith and B. Jones", {"reviewers": ("A. Smith", "B. Jones")}),
    (
        "By A Smith, Film Critic | 12 May 2018",
        {"reviewers": ("A Smith",), "date": "2018-05-12", "year": None},
    ),
    (
        "A ★★★½ review of Heat (1995)",
        {"film": "Heat", "year": 1995, "rating": 0.7, "rating_text": "★★★½"},
    ),
    ("**Directed by:** Greta Gerwig", {"director": ("Greta Gerwig",)}),
    ("Directors: Joel and Ethan Coen", {"director": ("Joel Coen", "Ethan Coen")}),
    ("DIRECTED BY — Sofia Coppola", {"director": ("Sofia Coppola",)}),
    ("A film by Agnès Varda", {"director": ("Agnès Varda",)}),
    ("Written and directed by Kogonada", {"director": ("Kogonada",), "people": ("Kogonada",)}),
    ("Stars: Al Pacino, Robert De Niro", {"cast": TWO, "rating": None}),
    ("Stars: 4", {"cast": (), "rating": 0.8}),
    ("Stars: ★★★★", {"cast": (), "rating": 0.8}),
    ("Running time: 1:52", {"runtime": 112}),
    ("Runtime - 113", {"runtime": 113}),
    ("Duration: PT125M", {"runtime": 125}),
    ("1 hr. 52 min.", {"runtime": 112}),
    ("Certificate: 12A (moderate threat)", {"certificate": "12A"}),
    ("MPAA rating: PG-13", {"certificate": "PG-13"}),
    ("Rating: PG", {"certificate": "PG", "rating": None}),
    ("Rating: 15", {"certificate": "15", "rating": None}),
    ("Rating: 7/10", {"rating": 0.7, "rating_text": "7/10"}),
    ("Verdict: B+", {"rating": 10 / 12, "rating_text": "B+"}),
    ("THE LORAX: (B)", {"film": "THE LORAX", "rating": 0.75, "certificate": None}),
    ("Country: France / Italy", {"country": ("France", "Italy")}),
    ("Country of origin: South Korea", {"country": ("South Korea",)}),
    ("Year: 1995", {"year": 1995}),
    ("Title: 1917", {"film": "1917", "year": None}),
    ("Film: Heat (1995)", {"film": "Heat", "year": 1995}),
    ("Movie: Heat", {"film": "Heat"}),
    ("Genre: Crime, Drama", {"film": None, "cast": ()}),
    ("Distributor: Warner Bros", {"publication": None}),
    ("Publication: The Herald", {"publication": "The Herald"}),
    ("Words: Dee Abara", {"reviewers": ("Dee Abara",)}),
    ("Critic – Dee Abara", {"reviewers": ("Dee Abara",)}),
    ("Reviewed by Dee Abara", {"reviewers": ("Dee Abara",)}),
    ("By Dee Abara", {"reviewers": ("Dee Abara",)}),
    ("by Dee Abara", {"reviewers": ("Dee Abara",)}),
    ("— Dee Abara", {"reviewers": ("Dee Abara",)}),
    ("Dee Abara, Chief Film Critic", {"reviewers": ("Dee Abara",)}),
    (
        "By Dee Abara for The Herald",
        {"reviewers": ("Dee Abara",), "publication": "The Herald"},
    ),
    ("Posted on 12 May 2018 by Dee Abara", {"reviewers": ("Dee Abara",), "date": "2018-05-12"}),
    ("By Variety Staff", {"reviewers": ()}),
    ("Staff", {"reviewers": ()}),
    ("Written by Dee Abara", {"reviewers": ("Dee Abara",), "people": ()}),
    ("Screenplay: Bo Wu", {"people": ("Bo Wu",), "reviewers": (), "cast": ()}),
    ("Date: 14/03/2009", {"date": "2009-03-14", "year": None}),
    ("12 May 2018", {"date": "2018-05-12", "year": None}),
]


def check(review: Review, facts: dict[str, Any]) -> None:
    for name, value in facts.items():
        if isinstance(value, float):
            assert getattr(review, name) == pytest.approx(value), name
        else:
            assert getattr(review, name) == value, name


@pytest.mark.parametrize(("line", "facts"), FORMS)
def test_line_above_the_prose(line: str, facts: dict[str, Any]) -> None:
    review = read(f"{line}\n\n{PROSE}")
    check(review, facts)
    if line not in ("Staff",):
        assert review.prose == PROSE
    for name, origin in review.provenance.items():
        assert (origin.origin, origin.evidence, origin.line) == (Origin.HEADER, line, 1), name


@pytest.mark.parametrize(("line", "facts"), FORMS)
def test_line_directly_above_the_prose(line: str, facts: dict[str, Any]) -> None:
    check(read(f"Zama\n{line}  \n{PROSE * 7}"), {"film": "Zama"} | _without_film(facts))


def _without_film(facts: dict[str, Any]) -> dict[str, Any]:
    return facts if facts.get("film") else {k: v for k, v in facts.items() if k != "film"}


CREDITS = [form for form in FORMS if not form[1].get("film") and form[0] != "Staff"]


@pytest.mark.parametrize(("line", "facts"), CREDITS)
def test_line_at_the_foot(line: str, facts: dict[str, Any]) -> None:
    review = read(f"{PROSE}\n\n{line}\n\n")
    check(review, facts)
    assert review.prose == PROSE
    assert {origin.line for origin in review.provenance.values()} <= {3}


@pytest.mark.parametrize(
    "title",
    ["1917", "2046", "9", "8½", "300", "Us", "It", "M", "Her", "Up", "WALL·E", "Paddington 2"],
)
def test_title_alone_above_a_byline(title: str) -> None:
    review = read(f"\ufeff{title}\nby Dee Abara\n\n{PROSE}")
    assert (review.film, review.year, review.reviewer) == (title, None, "Dee Abara")
    assert review.origin("film").origin is Origin.HEADER


@pytest.mark.parametrize("title", ["1917", "Us", "Her", "(500) Days of Summer", "Mamma Mia!"])
def test_title_with_its_year(title: str) -> None:
    review = read(f"{title} (2013)\n\n{PROSE}")
    assert (review.film, review.year) == (title, 2013)


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        "A triumph.",
        "Film Review\n\n" + PROSE,
        "By the time the film ends we have stopped guessing.\n\nWe were wrong.",
        "Directed by a man who loved trains, this is about waiting.\n\nNothing arrives.",
        "With great care and little money, it is made.\n\nIt shows.",
        "Stars are born, and some are not.\n\nThis one is not.",
        "There is one word for the cast: superb.\n\nAnd one for the script.",
        "It runs two hours\nand it feels like three, which is\na compliment of a kind.",
        "© 2018 The Herald\n\n" + PROSE,
        "5 min read\n\n" + PROSE,
    ],
)
def test_prose_is_not_eaten(text: str) -> None:
    review = read(text)
    assert dict(review.provenance) == {}
    assert review.prose.endswith(text.rsplit("\n\n", 1)[-1])


@pytest.mark.parametrize(
    ("line", "director"),
    [
        ("Michael Mann, USA, 1995, 170 min", ("Michael Mann",)),
        ("Michael Mann | USA | 1995 | 170 min", ("Michael Mann",)),
        ("Michael Mann / USA / 1995 / 170 min", ("Michael Mann",)),
        ("Ada Orr, Bo Lind, USA, 1995, 170 min", ("Ada Orr", "Bo Lind")),
        ("Ada Orr and Bo Lind, USA, 1995, 170 min", ("Ada Orr", "Bo Lind")),
    ],
)
def test_name_before_country_year_and_minutes_is_the_director(
    line: str, director: tuple[str, ...]
) -> None:
    review = read(f"Heat\n{line}\n\n{PROSE}")
    assert (review.film, review.year, review.country) == ("Heat", 1995, ("USA",))
    assert (review.director, review.runtime, review.reviewers) == (director, 170, ())


def test_name_and_year_right_below_the_title_are_the_directors() -> None:
    review = read(f"Heat\nMichael Mann, 1995\n\n{PROSE}")
    assert (review.film, review.year, review.director) == ("Heat", 1995, ("Michael Mann",))
    assert read(f"This week\nMichael Mann, 1995\n\n{PROSE}").director == ()


def test_list_of_names_goes_over_several_lines() -> None:
    review = read(f"Heat\nStarring: Al Pacino,\nRobert De Niro\nRuntime: 170m\n\n{PROSE}")
    assert (review.cast, review.runtime) == (TWO, 170)
    review = read(f"Heat\nCast:\n• Al Pacino\n• Robert De Niro\n\nNot A Name\n{PROSE}")
    assert review.cast == TWO


def test_title_above_the_credits_at_the_foot() -> None:
    review = read(f"{PROSE}\n\nSaint Maud\nDirector: Rose Glass\nUK 2019. 84 minutes.")
    assert (review.film, review.year, review.director) == ("Saint Maud", 2019, ("Rose Glass",))
    assert review.prose == PROSE


def test_rating_that_is_none_is_kept_as_written_with_a_warning() -> None:
    review = read(f"Heat (1995)\nRating: 6/5\n\n{PROSE}")
    assert (review.rating, review.rating_text) == (None, "6/5")
    assert len(review.warnings) == 1
    assert "6/5" in review.warnings[0]


def test_desk_is_no_reviewer_even_where_a_label_says_so() -> None:
    assert read(f"Heat (1995)\nReview by MFB Critics\n\n{PROSE}").reviewers == ()


def test_label_inside_a_title_is_part_of_it() -> None:
    review = read(f"The Director: A Life (2010)\n\n{PROSE}")
    assert (review.film, review.director) == ("The Director: A Life", ())


@pytest.mark.parametrize("title", ["Cast Away", "Stars at Noon", "Rated X", "By the Sea"])
def test_title_may_begin_with_a_labels_word(title: str) -> None:
    review = read(f"{title} (2000)\n\n{PROSE}")
    assert (review.film, review.cast, review.reviewers) == (title, (), ())


def test_wrapped_prose_is_no_title_line() -> None:
    text = "Last Night at the Plaza They Showed Us Heat (1995)\nand nobody left before the end."
    assert read(text).prose == text


def test_name_and_date_are_no_title() -> None:
    review = read(f"Dee Abara | May 12, 2018\n\n{PROSE}")
    assert (review.film, review.year, review.reviewers) == (None, None, ())


def test_name_under_the_credits_at_the_foot_does_not_hide_them() -> None:
    review = read(f"{PROSE}\n\nDirector: Michael Mann\nRuntime: 170m\nDee Abara")
    assert (review.director, review.runtime) == (("Michael Mann",), 170)
    assert review.prose == PROSE


def test_names_of_two_lists_stand_once() -> None:
    review = read(f"Heat (1995)\nStarring: Al Pacino\nCast: Robert De Niro, Al Pacino\n\n{PROSE}")
    assert review.cast == TWO


def test_scores_of_parts_give_way_to_the_overall_one() -> None:
    review = read(f"Heat (1995)\nStory: 7/10\nActing: 9/10\nOverall: 8/10\n\n{PROSE}")
    assert (review.film, review.rating_text) == ("Heat", "8/10")


def test_labels_may_stand_on_lines_of_their_own() -> None:
    review = read(f"Heat\nDIRECTOR\nMichael Mann\nCAST\nAl Pacino\nRobert De Niro\n\n{PROSE}")
    assert (review.film, review.director, review.cast) == ("Heat", ("Michael Mann",), TWO)


def test_stars_of_a_rating_are_not_taken_for_bold() -> None:
    assert read_line(1, 0, "** 1/2").text == "** 1/2"
    assert read_line(1, 0, "**Cast:** Al").text == "Cast: Al"
    assert read_line(1, 0, "  • *Dir. Ana Bo*  ").text == "Dir. Ana Bo"


@pytest.mark.parametrize("text", ["Brazil", "2046", "15", "R", "Drama", "It, 2017", "us 1995 x"])
def test_what_could_be_a_title_is_no_credits_line(text: str) -> None:
    assert parse_credits(text) is None


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("US", "US"),
        ("U.S.A.", "U.S.A."),
        ("South Korea", "South Korea"),
        ("It", None),
        ("Us", None),
    ],
)
def test_country_is_kept_as_written(text: str, country: str | None) -> None:
    found = match_country(text)
    assert (found and found[0]) == country
