"""What the name of a file says of the reviews in it."""

from __future__ import annotations

import pytest

from reelsearch.annotate import annotate
from reelsearch.annotate.named_file import PARTLY, WHOLLY, agree, cut_to_name, read_file_words
from reelsearch.review import Location, Origin, Provenance, Review


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("reviews by Ada Orr.tsv", ("Ada Orr",)),
        ("old/Film_review_by_Ada_Orr.csv", ("Ada Orr",)),
        ("films by Ada Orr.csv", ()),
        ("reviews by us.csv", ()),
        ("Stand by Me.csv", ()),
    ],
)
def test_a_file_may_be_called_by_who_wrote_it(path: str, names: tuple[str, ...]) -> None:
    review = annotate(Review(text="Cold and blue.", location=Location("/r", path, row=2)))
    assert review.reviewers == names
    assert review.origin("reviewer").origin is (Origin.INFERRED if names else Origin.MISSING)


def test_who_signs_a_row_is_not_whose_file_it_is() -> None:
    given = Review(
        text="Cold and blue.",
        location=Location("/r", "reviews by Ada Orr.tsv", row=2),
        reviewers=("Bo Lind",),
        provenance={"reviewer": Provenance(Origin.GIVEN, "Bo Lind")},
    )
    assert annotate(given).reviewers == ("Bo Lind",)


def test_a_row_has_no_words_of_its_files_name() -> None:
    assert read_file_words(Location("/r", "x/La_Strada, draft.txt")) == ("la", "strada", "draft")
    assert read_file_words(Location("/r", "a.zip", member="x/Amélie.txt")) == ("amelie",)
    assert read_file_words(Location("/r", "heat.csv", row=1)) == ()


@pytest.mark.parametrize(
    ("title", "name", "far"),
    [
        ("The Third Man", "third man draft", WHOLLY),
        ("LA STRADA", "la strada", WHOLLY),
        ("The Man Who Shot Liberty Valance", "liberty valance", PARTLY),
        ("The Man Who Shot Liberty Valance", "liberty hall", 0),
        ("The", "the third man", WHOLLY),
        ("Heat", "", 0),
    ],
)
def test_a_title_agrees_by_the_words_that_tell(title: str, name: str, far: int) -> None:
    assert agree(title, tuple(name.split())) == far


def test_a_headline_is_cut_to_what_its_file_is_called() -> None:
    words = ("third", "man")
    assert cut_to_name("The Third Man: Zither and Sewers", words) == "The Third Man"
    assert cut_to_name("The Third Man", words) == "The Third Man"
    assert cut_to_name("Heat: Cold and Blue", ("heat",)) == "Heat: Cold and Blue"
