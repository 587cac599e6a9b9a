"""Ratings that a line near the end or a sentence of the prose says."""

from __future__ import annotations

import pytest

from reelsearch.annotate import annotate
from reelsearch.review import Location, Review

PROSE = (
    "The night is long and the road is empty, and nobody in it says what he wants until the "
    "morning, when it is too late for wanting."
)


def rate(text: str) -> float | None:
    return annotate(Review(text=text, location=Location("/reviews", "a.txt"))).rating


@pytest.mark.parametrize(
    ("closing", "rating"),
    [
        ("8 out of 10 from me, Howard says 9.\n\nNext week: Ravi chooses.\n\nAda x", 0.8),
        ("8/10, would pole-vault again\n\n_____\nPosts: 12", 0.8),
        ("Three and a half stars, and one of them is for the dog.\n\nColm", 0.7),
        ("four and a half out of five, only because of the hats", 0.9),
        ("Anyway, five stars. Go.", 1.0),
        ("I would give it four out of five. Bo slept.\n\nLove to all,\n\nAda", 0.8),
        ("It's a solid 8.5/10 for me, minus a bit for the snow. And you?", 0.85),
        ("Nobody tells you what happened, and I love it. 9/10 from me, would be a 10 else.", 0.9),
        (f"{PROSE} {PROSE} Four and a half out of five, and that's me being mean.", 0.9),
        ("Out of five? I'm giving it a five. Take a coat.\n\n[MUSIC]", 1.0),
        ("The guild gave it 7.9 out of 10.\n\nFergus", 0.79),
        ("One star, for the lighting.\n\nYours", 0.2),
        ("RESOLVED: that it be awarded five stars out of five.\n\nBo Lind", 1.0),
        ("overall i'd say 8/10. she should have won everything", 0.8),
        ("[18/03/2020, 20:15] Ada: 9/10, minus one for the ending", 0.9),
        ("I rate it a +2 on the -4 to +4 scale.", 0.75),
    ],
)
def test_rating_that_one_of_the_last_lines_says(closing: str, rating: float) -> None:
    assert rate(f"Heat (1995)\n\n{PROSE}\n\n{closing}") == pytest.approx(rating)


@pytest.mark.parametrize(
    ("sentence", "rating"),
    [
        ("Rating: +3 (-4 to +4).", 0.875),
        ("Average score: 7.5/10", 0.75),
        ("My rating: 4 stars.", 0.8),
        ("Our scores: 4.1 / 5.", 0.82),
        ("Votes at the door: average 4.6 out of 5.", 0.92),
    ],
)
def test_rating_behind_a_label_amid_the_prose(sentence: str, rating: float) -> None:
    text = f"Heat (1995)\n\n{PROSE} {sentence} {PROSE}\n\n{PROSE} {PROSE} {PROSE}"
    assert rate(text) == pytest.approx(rating)


@pytest.mark.parametrize(
    "closing",
    [
        "Five stars was what the man next to me wrote on his pad.",
        "Two out of three critics will tell you otherwise.",
        "Love to the boys,\nC.",
        "9/10 from me\n7/10 from her\n\nWe differ, as we always do.\n\nUntil next week.",
    ],
)
def test_no_rating_is_made_of_what_is_none_or_of_two_that_differ(closing: str) -> None:
    assert rate(f"Heat (1995)\n\n{PROSE}\n\n{closing}") is None
