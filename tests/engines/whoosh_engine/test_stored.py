from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelsearch.engines.whoosh_engine.stored import dump_review, load_review
from reelsearch.review import Location, Origin, Provenance, Review

text = st.text(max_size=40)
names = st.lists(text, max_size=3).map(tuple)
known = st.builds(
    Provenance, st.sampled_from(Origin), text, st.none() | st.integers(min_value=1, max_value=99)
)
reviews = st.builds(
    Review,
    text=text,
    location=st.builds(Location, text, text, st.none() | text, st.none() | st.integers(0, 9**9)),
    body=st.tuples(st.integers(0, 99), st.integers(0, 99)),
    film=st.none() | text,
    year=st.none() | st.integers(),
    reviewers=names,
    director=names,
    cast=names,
    people=names,
    certificate=st.none() | text,
    country=names,
    runtime=st.none() | st.integers(),
    rating=st.none() | st.floats(0, 1),
    rating_text=st.none() | text,
    date=st.none() | text,
    publication=st.none() | text,
    themes=names,
    characters=st.dictionaries(text, text, max_size=3),
    provenance=st.dictionaries(text, known, max_size=3),
    warnings=names,
    id=text,
)


@given(reviews)
def test_stored_review_comes_back_the_same(review: Review) -> None:
    assert load_review(dump_review(review)) == review


@given(st.text(alphabet=st.characters(categories=["Cs", "Cc", "Lo"]), max_size=20))
def test_text_that_is_not_valid_unicode_comes_back_the_same(odd: str) -> None:
    review = Review(odd, Location(odd, odd))
    assert load_review(dump_review(review)) == review


def test_unknown_values_are_not_stored() -> None:
    stored = json.loads(dump_review(Review("A knife.", Location("/films", "a.txt"))))
    assert sorted(stored) == ["body", "id", "location", "text"]


@pytest.mark.parametrize(
    "stored", ["", "{}", "[]", "null", '{"text": "x"}', '{"location": [1], "no": "field"}']
)
def test_other_json_is_refused(stored: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError, AttributeError)):
        load_review(stored)
