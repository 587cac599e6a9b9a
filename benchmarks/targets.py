"""What reelsearch is to reach beside the others, and whether it does, corpus by corpus."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from benchmarks.findings import CorpusFindings, Timing

CONTENDER, RIVAL = "reelsearch", "Tantivy"
WHOLE, WHOLE_RIVAL = "reelsearch, whole search", "Tantivy, whole search"
WHOLE_RUN, ALL_FIELDS = "reelsearch, whole run", "reelsearch, all its fields"
STOCK = "Whoosh"
LONG, SHORT = "full", "million"
"""The corpora for which targets are set."""

BRIEF = 0.1
"""Where the rival takes less (ms), what counts is :data:`AT_MOST`, not the ratio."""
AT_MOST = 0.15
WHOLE_AT_MOST = 5.0
MEDIAN, P99, WHOLE_RATIO = 1.0, 1.2, 2.0
STOCK_RATIO = {"one common word": 0.02}
STOCK_RATIO_ELSE = 0.5
BUILD_RATIO, RUN_RATIO, DISK_RATIO, PEAK = 1.3, 3.0, 1.6, 700e6


class Verdict(NamedTuple):
    """What is judged, the target and what was measured as text, and how far it was reached."""

    what: str
    target: str
    measured: str
    verdict: str


def judge_targets(corpus: CorpusFindings) -> list[Verdict]:
    """A row for each target that is set for *corpus* and that it has the figures for."""
    rows = list(_judge_builds(corpus))
    for kind in dict.fromkeys(timing.kind for timing in corpus.timings):
        own, rival = corpus.find(kind, CONTENDER), corpus.find(kind, RIVAL)
        if corpus.label == SHORT and own is not None and rival is not None:
            rows += _judge_executing(own, rival)
        stock = corpus.find(kind, STOCK)
        if corpus.label == LONG and own is not None and stock is not None:
            most = STOCK_RATIO.get(kind, STOCK_RATIO_ELSE)
            rows.append(_judge_ratio(kind, own.median, stock.median, most, STOCK))
        whole, rival = corpus.find(kind, WHOLE), corpus.find(kind, WHOLE_RIVAL)
        if corpus.label == SHORT and whole is not None and rival is not None:
            name = f"{kind}, whole search"
            rows.append(_judge_ratio(name, whole.median, rival.median, WHOLE_RATIO, WHOLE_RIVAL))
            rows.append(_judge(name, whole.median, WHOLE_AT_MOST, "ms"))
    return rows


def _judge_executing(own: Timing, rival: Timing) -> Iterator[Verdict]:
    if rival.median < BRIEF:
        yield _judge(own.kind, own.median, AT_MOST, "ms")
        return
    yield _judge_ratio(own.kind, own.median, rival.median, MEDIAN, RIVAL)
    yield _judge_ratio(f"{own.kind}, 99th percentile", own.p99, rival.p99, P99, RIVAL)


def _judge_builds(corpus: CorpusFindings) -> Iterator[Verdict]:
    builds = {built.label: built for built in corpus.builds}
    own, rival = builds.get(CONTENDER), builds.get(RIVAL)
    run, alone = builds.get(WHOLE_RUN), builds.get(ALL_FIELDS)
    if own is not None and rival is not None:
        if corpus.label == LONG:
            yield _judge_ratio("building", own.seconds, rival.seconds, BUILD_RATIO, RIVAL)
        if corpus.label == SHORT:
            yield _judge_ratio("on disk", own.disk, rival.disk, DISK_RATIO, RIVAL)
    if own is not None and corpus.label == SHORT:
        yield _judge("peak memory of building", own.peak / 1e6, PEAK / 1e6, "MB")
    if run is not None and alone is not None and corpus.label == LONG:
        yield _judge_ratio("the whole run", run.seconds, alone.seconds, RUN_RATIO, ALL_FIELDS)


def _judge_ratio(what: str, own: float, other: float, most: float, whose: str) -> Verdict:
    ratio = own / other if other else float("inf")
    target = f"≤ {most:.3g} × {whose}"
    return Verdict(what, target, f"{ratio:.2f} ×", _say(ratio / most))


def _judge(what: str, own: float, most: float, unit: str) -> Verdict:
    return Verdict(what, f"≤ {most:.3g} {unit}", f"{own:.3g} {unit}", _say(own / most))


def _say(share: float) -> str:
    return "reached" if share <= 1 else f"missed by a factor of {share:.2f}"
