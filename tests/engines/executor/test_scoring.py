"""The formula of BM25, worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from reelsearch.engines.whoosh_engine.executor.scoring import PLAIN, Formula, formula_of, idf
from reelsearch.schema import SEARCHED_FIELD


def test_idf_is_that_of_lucene() -> None:
    # ln(1 + (1000 - 9 + 0.5) / (9 + 0.5))
    assert idf(1000, 9) == pytest.approx(4.657, abs=5e-4)


def test_word_of_every_document_weighs_next_to_nothing_but_not_less() -> None:
    assert 0 < idf(1000, 1000) < 0.001


def test_score_of_a_document_of_mean_length() -> None:
    # tf 3 of k1 1.2: 3 * 2.2 / (3 + 1.2)
    scores = Formula(1.2, 0.75).score(2.0, np.array([3]), np.array([50]), 50.0)
    assert scores == pytest.approx([2 * 3 * 2.2 / 4.2])


def test_longer_documents_score_less_by_their_share() -> None:
    # twice the mean length and b 0.6: the norm is 3 * (0.4 + 0.6 * 2)
    scores = Formula(3.0, 0.6).score(1.0, np.array([2]), np.array([100]), 50.0)
    assert scores == pytest.approx([2 * 4 / (2 + 4.8)])


@pytest.mark.parametrize("formula", [PLAIN, Formula(3.0, 0.6)])
def test_no_repetition_scores_above_the_limit(formula: Formula) -> None:
    assert formula.score_one(1.0, 1e9, 1, 50.0) < formula.limit


def test_sum_of_the_fields_saturates_later_than_one_field() -> None:
    assert formula_of(SEARCHED_FIELD).k1 > formula_of("body").k1 == PLAIN.k1
