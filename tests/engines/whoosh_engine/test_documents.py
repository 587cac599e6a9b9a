"""What of a review is indexed where."""

from __future__ import annotations

from pathlib import Path

import pytest

from reelsearch.engines.whoosh_engine.documents import list_searched, make_document
from reelsearch.readers import FoundFile, walk
from reelsearch.reading import Reading, read_reviews
from reelsearch.review import Location, Review
from reelsearch.schema import SEARCHED_FIELD
from reelsearch.settings import DEFAULT

PLACE = Location("/films", "heat.txt")


def test_review_is_searched_by_the_texts_that_an_explanation_names(corpus: Path) -> None:
    how = Reading()
    found = [file for file in walk(corpus, DEFAULT) if isinstance(file, FoundFile)]
    reviews = [item for file in found for item in read_reviews(file, how)]
    assert any(isinstance(review, Review) and review.themes for review in reviews)
    for review in reviews:
        assert isinstance(review, Review)
        searched = make_document(review, "f")[SEARCHED_FIELD]
        assert searched == [(text, field.weight) for field, text in list_searched(review)]


def test_fields_without_a_value_are_left_out_and_a_rating_of_nothing_is_one() -> None:
    document = make_document(Review("Cold.", PLACE, (0, 5), rating=0.0), "f")
    assert document["rating"] == 0.0
    assert document["rating_value"] == ["0"]
    assert {"film", "film_key", "header", "year", "theme_value"}.isdisjoint(document)


def test_theme_is_indexed_by_its_other_names_and_counted_under_its_own() -> None:
    review = Review("Cold.", PLACE, (0, 5), themes=("grief",), theme_synonyms=("mourning",))
    document = make_document(review, "f")
    assert document["theme_key"] == ["grief", "mourning"]
    assert document["theme_value"] == ["grief"]


@pytest.mark.parametrize(("date", "number"), [("2018-05", 20180500), ("May", None)])
def test_date_that_is_none_has_no_number(date: str, number: int | None) -> None:
    document = make_document(Review("Cold.", PLACE, (0, 5), date=date), "f")
    assert document.get("date") == number
