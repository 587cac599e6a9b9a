from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from reelsearch.present.explanations import round_parts

PARTS = st.lists(st.floats(0, 700), min_size=1, max_size=12)


@given(PARTS, st.integers(0, 4))
@example([0.05], 1)  # its product with ten is half-way, itself is above
def test_rounded_parts_sum_to_the_rounded_score(parts: list[float], digits: int) -> None:
    labelled = {str(number): part for number, part in enumerate(parts)}
    rounded = round_parts(labelled, sum(parts), digits)
    assert round(sum(rounded.values()), digits) == round(sum(parts), digits)


@given(PARTS)
def test_no_part_is_off_by_more_than_one_unit(parts: list[float]) -> None:
    labelled = {str(number): part for number, part in enumerate(parts)}
    rounded = round_parts(labelled, sum(parts), 2)
    assert all(abs(rounded[label] - part) < 0.0101 for label, part in labelled.items())
    assert list(rounded) == list(labelled)


def test_what_would_be_lost_by_rounding_goes_to_the_largest_remainder() -> None:
    assert round_parts({"a": 1.04, "b": 1.04, "c": 1.03}, 3.11, 1) == {"a": 1.1, "b": 1.0, "c": 1.0}
