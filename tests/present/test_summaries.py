"""A large file summed up."""

from __future__ import annotations

from reelsearch.present.summaries import MOST_REJECTIONS, Summary
from reelsearch.review import Location, Origin, Provenance, Rejection, Review

WHERE = Location("/reviews", "many.csv")


def test_shares_are_of_the_reviews_not_of_the_rows() -> None:
    summary = Summary(WHERE)
    known = Provenance(Origin.GIVEN)
    summary.add(Review("A", WHERE, film="Heat", provenance={"film": known}))
    summary.add(Review("B", WHERE))
    summary.add(Rejection(WHERE, "no text"))
    assert (summary.reviews, summary.rejected) == (2, 1)
    assert summary.share("film") == 0.5
    assert summary.share("year") == 0.0


def test_only_the_first_rejections_are_kept() -> None:
    summary = Summary(WHERE)
    for _ in range(MOST_REJECTIONS + 5):
        summary.add(Rejection(WHERE, "no text"))
    assert len(summary.rejections) == MOST_REJECTIONS
    assert summary.rejected == MOST_REJECTIONS + 5
    assert summary.share("film") == 0.0
