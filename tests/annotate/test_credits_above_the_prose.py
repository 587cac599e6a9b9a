"""How catalogues, quoted mails and other languages give a film's credits above the prose."""

from __future__ import annotations

from typing import Any

import pytest

from reelsearch.annotate import annotate
from reelsearch.review import Location, Review
from tests.pasted_reviews import PROSE


def read(text: str) -> Review:
    return annotate(Review(text=f"{text}\n\n{PROSE}", location=Location("/reviews", "a.txt")))


def check(review: Review, facts: dict[str, Any]) -> None:
    assert {name: getattr(review, name) for name in facts} == {
        name: pytest.approx(value) if isinstance(value, float) else value
        for name, value in facts.items()
    }
    assert review.text[slice(*review.body)] == PROSE


@pytest.mark.parametrize(
    ("head", "facts"),
    [
        (
            "Yi Yi (Edward Yang, Taiwan/Japan 2000, 173 min.)",
            {"film": "Yi Yi", "year": 2000, "director": ("Edward Yang",), "runtime": 173},
        ),
        (
            "NOSTALGHIA (Italy/USSR 1983, Andrei Tarkovsky, 125 min)",
            {"film": "NOSTALGHIA", "year": 1983, "director": ("Andrei Tarkovsky",)},
        ),
        (
            "Missing (Costa-Gavras, 1982)",
            {"film": "Missing", "year": 1982, "director": ("Costa-Gavras",)},
        ),
        (
            "Zodiac (Paramount Pictures, 2007)",
            {"film": "Zodiac", "year": 2007, "director": ()},
        ),
        (
            "High and Low\n(Akira Kurosawa, Japan 1963)",
            {"film": "High and Low", "year": 1963, "director": ("Akira Kurosawa",)},
        ),
        (
            "35 Shots of Rum\nClaire Denis, France/Germany 2008",
            {"film": "35 Shots of Rum", "year": 2008, "country": ("France", "Germany")},
        ),
        (
            "Z\ndir. Costa-Gavras, France/Algeria 1969, 127 mins",
            {"film": "Z", "year": 1969, "director": ("Costa-Gavras",), "runtime": 127},
        ),
        ("M\n1931", {"film": "M", "year": 1931}),
        ("Stalker\n(1979)", {"film": "Stalker", "year": 1979}),
        ("1917\n2019", {"film": "1917", "year": 2019}),
        (
            "Song of Granite\nIreland 2017. In Irish and English, with subtitles.",
            {"film": "Song of Granite", "year": 2017, "country": ("Ireland",)},
        ),
        (
            ">> Gilda\n>> 1946 / Columbia / 110 min\n>> D: Charles Vidor",
            {"film": "Gilda", "year": 1946, "runtime": 110, "director": ("Charles Vidor",)},
        ),
        (
            "Gilda\nW: Jo Eisinger, Marion Parsonnet; D: Charles Vidor\n"
            "C: Rita Hayworth, Glenn Ford",
            {"director": ("Charles Vidor",), "cast": ("Rita Hayworth", "Glenn Ford")},
        ),
        (
            "FILM: Nope (2022) / dir. Jordan Peele / my rating 3 out of 5",
            {"film": "Nope", "year": 2022, "director": ("Jordan Peele",), "rating": 0.6},
        ),
        (
            "Nope (2022) | dir. Jordan Peele | 130 min | 7/10",
            {"film": "Nope", "director": ("Jordan Peele",), "runtime": 130, "rating": 0.7},
        ),
        (
            "Toni Erdmann\nRegie: Maren Ade, Deutschland/Österreich 2016\nLaufzeit: 162 Min.",
            {"director": ("Maren Ade",), "year": 2016, "runtime": 162},
        ),
        (
            "Portrait de la jeune fille en feu\nRéalisation : Céline Sciamma\n"
            "Avec : Noémie Merlant, Adèle Haenel\nAnnée : 2019 - Durée : 122 min",
            {"director": ("Céline Sciamma",), "cast": ("Noémie Merlant", "Adèle Haenel")},
        ),
        (
            "Volver\nDirigida por Pedro Almodóvar\n"
            "Reparto: Penélope Cruz, Carmen Maura\nPaís: España",
            {"director": ("Pedro Almodóvar",), "cast": ("Penélope Cruz", "Carmen Maura")},
        ),
    ],
)  # fmt: skip
def test_credits(head: str, facts: dict[str, Any]) -> None:
    check(read(head), facts)


@pytest.mark.parametrize("title", ["La La Land", "Malcolm X", "Plan B"])
def test_a_title_that_ends_like_a_label_stays_whole(title: str) -> None:
    assert read(f"{title} - review").film == title


def test_a_letter_that_may_be_the_cameras_names_no_cast() -> None:
    assert read("Gilda (1946)\nC: Rudolph Maté").cast == ()
