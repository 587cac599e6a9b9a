"""Whole reviews: what is kept, what is found, and what is never made up."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelsearch.annotate import annotate
from reelsearch.review import Location, Origin, Provenance, Review

HERE = Path(__file__).resolve().parent
FACTS = "film year reviewer director cast certificate country runtime rating date".split()
PLACE = Location("/reviews", "a.txt")


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]


def check(review: Review, facts: dict[str, Any]) -> None:
    """Every fact is as stated, and what is not stated is missing."""
    found = {name: getattr(review, "reviewers" if name == "reviewer" else name) for name in FACTS}
    found = {name: list(v) if isinstance(v, tuple) else v for name, v in found.items()}
    expected = {name: facts.get(name) or ([] if found[name] == [] else None) for name in FACTS}
    if facts.get("rating") is not None:
        expected["rating"] = pytest.approx(facts["rating"], abs=0.005)
    assert found == expected


@pytest.mark.parametrize(
    "case", read_jsonl(HERE / "texts.jsonl"), ids=lambda case: case["text"][:40]
)
def test_text_gives_its_facts_and_no_others(case: dict[str, Any]) -> None:
    check(annotate(Review(text=case["text"], location=PLACE)), case["facts"])


@pytest.mark.parametrize(
    "case", read_jsonl(HERE.parent / "corpus_facts.jsonl"), ids=lambda case: case["path"]
)
def test_corpus_file_gives_its_facts(case: dict[str, Any], corpus: Path) -> None:
    text = (corpus / case["path"]).read_text("utf-8-sig")
    check(annotate(Review(text=text, location=PLACE)), case)


def test_given_facts_are_kept() -> None:
    given_by = {name: Provenance(Origin.GIVEN) for name in ("film", "year", "reviewer")}
    review = Review(
        text="HEAT (1995)\nReview by Dee Abara\nCert: 15\n\nA quiet film.",
        location=PLACE,
        film="Ronin",
        year=1998,
        reviewers=("Cy Orr",),
        provenance=given_by,
    )
    found = annotate(review)
    assert (found.film, found.year, found.reviewers) == ("Ronin", 1998, ("Cy Orr",))
    assert found.origin("film") == Provenance(Origin.GIVEN)
    assert found.certificate == "15"
    assert found.prose == "A quiet film."


def test_given_facts_that_are_empty_are_not_looked_for() -> None:
    review = Review(text="8/10", location=PLACE, provenance={"rating": Provenance(Origin.GIVEN)})
    assert annotate(review).rating is None


def test_rating_given_as_text_is_read() -> None:
    found = annotate(Review(text="A quiet film.", location=PLACE, rating_text="3.5/5"))
    assert found.rating == pytest.approx(0.7)
    assert found.rating_text == "3.5/5"


def test_rating_given_as_text_that_is_none_is_warned_of() -> None:
    found = annotate(Review(text="A quiet film.", location=PLACE, rating_text="R"))
    assert (found.rating, found.rating_text, len(found.warnings)) == (None, "R", 1)


def test_blurb_of_one_line_is_all_prose() -> None:
    for text in ("Starring Al Pacino", "Heat (1995)", "8/10", "A triumph."):
        assert annotate(Review(text=text, location=PLACE)).prose == text


def test_header_without_prose_leaves_all_of_the_text() -> None:
    text = "Heat (1995)\nDir: Michael Mann\n"
    found = annotate(Review(text=text, location=PLACE))
    assert (found.film, found.body) == ("Heat", (0, len(text)))


def test_people_are_everyone_named_once_and_in_order() -> None:
    text = (
        "Heat (1995)\nDirector: Ana Lily\nCast: Bo Wu, Ana Lily\nWriter: Cy Orr\n\n"
        "Vera (Di Poe) waits for Max (Bo Wu)."
    )
    found = annotate(Review(text=text, location=PLACE))
    assert found.people == ("Ana Lily", "Bo Wu", "Cy Orr", "Di Poe")
    assert found.cast == ("Bo Wu", "Ana Lily")
    assert found.characters == {"Di Poe": "Vera", "Bo Wu": "Max"}
    assert found.origin("people").origin is Origin.HEADER


def test_people_of_the_prose_alone_are_inferred() -> None:
    found = annotate(Review(text="A wait.\n\nVera (Di Poe) waits.", location=PLACE))
    assert (found.people, found.cast) == (("Di Poe",), ())
    origin = found.origin("people")
    assert origin == Provenance(Origin.INFERRED, "Vera (Di Poe) waits.", 3)


LINES = st.sampled_from(
    [
        "Heat (1995)",
        "Dir: Michael Mann, 1995, US, 170m",
        "Cast:",
        "Cast: Al Pacino,",
        "Al Pacino (Hanna)",
        "By Dee Abara",
        "Rating: 4/5",
        "★★★½",
        "Rated R for violence.",
        "12 May 2018",
        "",
        "---",
        "A quiet film about bread, and about Heat (1995) too.",
        "“Heat” is long. I give it 3 out of 4.",
        "Written by",
        "In the (2001) “",
    ]
)


def check_invariants(text: str) -> None:
    review = annotate(Review(text=text, location=PLACE))
    assert review.text == text
    start, end = review.body
    assert 0 <= start <= end <= len(text)
    assert review.prose.strip() or not text.strip() or not text.strip("\ufeff\u200b \n")
    assert review.rating is None or 0 <= review.rating <= 1
    lines = text.split("\n")
    for origin in review.provenance.values():
        assert origin.evidence
        assert origin.evidence in text
        assert origin.line is not None
        assert origin.evidence.split("\n")[0].strip() in lines[origin.line - 1]
    # Marks of no width part no words, so a title may have lost one.
    visible = text.translate(
        dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u2060\u00ad\ufe0e\ufe0f"))
    )
    values = (review.film, *review.cast, *review.director, *review.people, *review.country)
    for value in values:
        for word in (value or "").split():
            assert word in text or word in visible
    if review.year is not None:
        assert str(review.year) in text


def test_control_codes_part_words() -> None:
    assert annotate(Review(text="Red\x1fRoad\nBy Ada Orr", location=PLACE)).film == "Red Road"


@given(st.text(max_size=400))
def test_any_text_is_annotated_and_kept(text: str) -> None:
    check_invariants(text)


@given(st.lists(LINES, max_size=12))
def test_any_lines_are_annotated_and_kept(lines: list[str]) -> None:
    check_invariants("\n".join(lines))


@given(st.lists(LINES | st.text(max_size=40), max_size=8))
def test_annotating_twice_changes_nothing(lines: list[str]) -> None:
    once = annotate(Review(text="\n".join(lines), location=PLACE))
    assert annotate(once) == once
