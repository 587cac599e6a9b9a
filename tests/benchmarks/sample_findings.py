"""Findings of a run that never was, for what renders them."""

from __future__ import annotations

from benchmarks.corpora import COUNTS
from benchmarks.findings import Agreement, Built, CorpusFindings, Findings, Timing


def make_corpus(label: str, own: float, rival: float) -> CorpusFindings:
    """One corpus with two contenders and two kinds of question."""
    reviews = COUNTS.get(label, 1_000)
    return CorpusFindings(
        label,
        reviews,
        reviews * 120,
        [Built("Tantivy", 2.0, 50_000_000, 7_000_000), Built("reelsearch", 3.0, 4_000_000, 9)],
        [
            Timing("one common word", "Tantivy", rival, rival * 2, 50),
            Timing("one common word", "reelsearch", own, own * 2, 50),
            Timing("fuzzy", "reelsearch", 250.0, 900.0, 50),
            Timing("fuzzy", "<Slow & Co>", 1e3, 2e3, 4),
        ],
        [
            Agreement("fuzzy", "<Slow & Co>", 3, 4, 0.125, "Another"),
            Agreement("facet", "Tantivy", 4, 4, 0.0, "Another"),
        ],
    )


def make_findings() -> Findings:
    """Two corpora of short reviews; the times of the larger one meet some targets."""
    return Findings(
        "A machine",
        ("reelsearch 1", "Tantivy 2"),
        "How it was done.",
        {"xapian": "not installed"},
        (make_corpus("lines", 0.1, 0.2), make_corpus("million", 0.8, 0.5)),
    )
