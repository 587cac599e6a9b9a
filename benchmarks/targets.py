"""What reelsearch is to reach with a million short reviews, and whether it does."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.findings import CorpusFindings

MEASURED_WITH = "million"
CONTENDER, RIVAL = "reelsearch", "Tantivy"


@dataclass(frozen=True, slots=True)
class Target:
    """The median of *kind* is at most *most* milliseconds, and at most the rival's."""

    kind: str
    most: float | None = None
    beats_rival: bool = True


TARGETS = (
    Target("one rare word", 0.15),
    Target("one common word", 1.0),
    Target("any of 2", 1.4),
    Target("any of 3", 1.4),
    Target("any of 6", 1.4),
    Target("all of 2", 0.7, beats_rival=False),
    Target("all of 3", 0.7, beats_rival=False),
    Target("all of 6", 0.7, beats_rival=False),
    Target("phrase"),
    Target("prefix"),
    Target("word and range"),
)


def judge_targets(corpus: CorpusFindings) -> list[tuple[str, str, float, str]]:
    """(kind, target, median, verdict) of each target that *corpus* has the timings for."""
    rows = []
    for target in TARGETS:
        own, rival = corpus.find(target.kind, CONTENDER), corpus.find(target.kind, RIVAL)
        if own is None:
            continue
        if target.most is not None:
            rows.append(_judge(target.kind, own.median, target.most, ""))
        if target.beats_rival and rival is not None:
            rows.append(_judge(target.kind, own.median, rival.median, f" ({RIVAL})"))
    return rows


def _judge(kind: str, median: float, most: float, whose: str) -> tuple[str, str, float, str]:
    share = median / most if most else float("inf")
    verdict = f"reached: {share:.2f} of it" if share <= 1 else f"not reached: {share:.2f} times it"
    return kind, f"≤ {most:.3g} ms{whose}", median, verdict
