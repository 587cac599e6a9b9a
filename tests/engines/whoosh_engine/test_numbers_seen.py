from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelsearch.engines.whoosh_engine import numbers_seen
from reelsearch.engines.whoosh_engine.numbers_seen import NumbersSeen

NUMBERS = st.integers(0, 2**64 - 1) | st.integers(0, 20)


@given(st.lists(NUMBERS), NUMBERS)
def test_it_is_a_set_of_numbers(added: list[int], other: int) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(numbers_seen, "_RECENT", 4)
        seen = NumbersSeen()
        for number in added:
            seen.add(number)
        assert len(seen) == len(set(added))
        assert all(number in seen for number in added)
        assert (other in seen) == (other in set(added))
