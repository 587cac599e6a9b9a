"""A headline or prose that has what the file is called."""

from __future__ import annotations

import pytest

from reelsearch.annotate import annotate
from reelsearch.review import Location, Origin, Review
from tests.pasted_reviews import PROSE


def read(text: str, location: Location) -> Review:
    return annotate(Review(text=text, location=location))


@pytest.mark.parametrize(
    ("headline", "path"),
    [
        ("Cold Road: Learning to Drive", "cold_road.txt"),
        ("Cold Road – Learning to Drive", "2012/cold-road.txt"),
        ("Bo’s Cold Road: Learning to Drive", "bos cold road.txt"),
    ],
)
def test_a_headline_that_begins_as_the_file_is_called_names_the_film(
    headline: str, path: str
) -> None:
    text = (
        f"THE DIAL WEEKLY\nScreens\n\n{headline}\nOne goes out into the cold\nBy Ada Orr\n\n{PROSE}"
    )
    review = read(text, Location("/reviews", path))
    assert review.film == headline.split(":", maxsplit=1)[0].split(" –", maxsplit=1)[0]
    assert review.origin("film").origin is Origin.HEADER
    assert review.origin("film").evidence == headline


@pytest.mark.parametrize(
    ("prose", "path", "film"),
    [
        ("Right so. HEAT. It is long.", "facebook - heat.txt", "HEAT"),
        (
            "So, Cold Road, which is twenty this year.",
            "radio talk cold road (script).txt",
            "Cold Road",
        ),
        ("Paddington 2. I laughed, and so did she.", "paddington 2 (mums net).txt", "Paddington 2"),
        ("It was a HEAT WAVE in here, I can tell you.", "heat notes.txt", None),
        ("In a cold way the road went on.", "facebook - cold road.txt", None),
    ],
)
def test_prose_names_what_a_part_of_the_files_name_says(
    prose: str, path: str, film: str | None
) -> None:
    assert read(f"{prose} {PROSE} {PROSE}", Location("/reviews", path)).film == film


@pytest.mark.parametrize(
    ("headline", "location"),
    [
        ("Cold Road: Learning to Drive", Location("/r", "cold_road.csv", row=2)),
        ("Cold Road: Learning to Drive", Location("/r", "notes.txt")),
        ("Notes: Learning to Drive", Location("/r", "notes.txt")),
        ("Cannes Day 4: Learning to Drive", Location("/r", "cannes day 4.txt")),
        ("Film Club: Learning to Drive", Location("/r", "film club.txt")),
        ("Cold Roads: Learning to Drive", Location("/r", "cold road.txt")),
        ("Cold Road: Learning to Drive", Location("/r", "a.zip", member="x/warm road.txt")),
    ],
)
def test_a_file_of_another_name_names_no_film(headline: str, location: Location) -> None:
    text = (
        f"THE DIAL WEEKLY\nScreens\n\n{headline}\nOne goes out into the cold\nBy Ada Orr\n\n{PROSE}"
    )
    assert read(text, location).film != headline.split(":", maxsplit=1)[0]
