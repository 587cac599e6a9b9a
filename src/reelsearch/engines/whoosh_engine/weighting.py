"""The executor's BM25 as a weighting model of Whoosh: for its matchers, over the same index."""

from __future__ import annotations

from typing import Any

from whoosh.scoring import BaseScorer, BM25FScorer, WeightingModel, WeightScorer

from reelsearch.engines.whoosh_engine.executor.scoring import formula_of, idf


class Weighting(WeightingModel):
    """Pass it to ``Index.searcher(weighting=...)``, and Whoosh scores as the executor does."""

    def idf(self, searcher: Any, fieldname: str, text: str) -> float:
        """How much a term weighs in the whole index."""
        parent = searcher.get_parent()
        return idf(parent.doc_count_all(), parent.doc_frequency(fieldname, text))

    def supports_block_quality(self) -> bool:
        """A score can be bounded by the weights and lengths of a block of postings."""
        return True

    def scorer(self, searcher: Any, fieldname: str, text: str, qf: int = 1) -> BaseScorer:
        """What scores the postings of a term."""
        if not searcher.schema[fieldname].scorable:
            return WeightScorer.for_(searcher, fieldname, text)
        formula = formula_of(fieldname)
        return BM25FScorer(searcher, fieldname, text, formula.b, formula.k1, qf=qf)
