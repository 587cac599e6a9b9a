"""What a query may cost."""

from __future__ import annotations

import time

import pytest

from reelsearch.engines.budget import UNBOUNDED, Budget
from reelsearch.errors import QueryTimeoutError, SettingError, TooManyTermsError


def test_time_is_over_after_the_seconds_and_not_before(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    budget = Budget(2.5)
    now[0] = 102.4
    budget.check_time()
    now[0] = 102.5
    with pytest.raises(QueryTimeoutError, match=r"2\.5 seconds.*--timeout"):
        budget.check_time()


def test_terms_are_counted_up_to_the_limit() -> None:
    budget = Budget(most_terms=3)
    budget.check_terms("ki", 3)
    with pytest.raises(
        TooManyTermsError, match=r"3 words here, and “ki\*” stands for 4.*--max-terms"
    ):
        budget.check_terms("ki", 4)


@pytest.mark.parametrize("seconds", [0.0, -1.0, float("nan")])
def test_time_limit_must_be_a_time(seconds: float) -> None:
    with pytest.raises(SettingError, match="more than 0 seconds"):
        Budget(seconds)


def test_nothing_is_refused_without_limits() -> None:
    UNBOUNDED.check_time()
    UNBOUNDED.check_terms("", 10**9)
