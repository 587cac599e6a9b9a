"""Contenders and questions in, times and agreement out.

All contenders are asked in one process, question by question, so that what disturbs the
machine disturbs them alike. Their order is drawn anew for every question: whoever comes after
an engine that reads much finds the processor's caches full of that, so none may always do.
Whole searches are asked in a pass of their own, after the others: one that follows the bare
query of the same engine finds everything that it reads in the caches, and leaves it there for
the next. Each question is asked once before the clock runs, in each pass.
"""

from __future__ import annotations

import gc
import math
import statistics
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from benchmarks.engines.adapter import Ask, Contender
from benchmarks.findings import Agreement, Timing
from benchmarks.questions import Question


@dataclass
class _Turn:
    """What one contender has been asked of one kind so far; *spent* is in seconds."""

    label: str
    asks: list[Ask]
    spent: float = 0.0
    asked: int = 0
    times: list[float] = field(default_factory=list)


def time_questions(
    contenders: Sequence[Contender],
    questions: Mapping[str, Sequence[Question]],
    rounds: int,
    patience: float,
) -> list[Timing]:
    """The median and the 99th percentile of each contender for each kind of question.

    A contender that takes more than *patience* seconds for a kind is asked only the first
    questions of it, and not in every round; ``asked`` says how many.
    """
    timings = []
    chance = Random("order of contenders")
    bare = [contender for contender in contenders if not contender.is_whole]
    whole = [contender for contender in contenders if contender.is_whole]
    for kind, of_kind in questions.items():
        for together in (bare, whole):
            turns = _prepare(together, of_kind)
            _warm_up(turns, patience / 2)
            gc.collect()
            for _ in range(rounds):
                _go_round(turns, patience, chance)
            timings += [
                Timing(kind, turn.label, *summarize(turn.times), turn.asked)
                for turn in turns
                if turn.times
            ]
    return timings


def _prepare(contenders: Sequence[Contender], questions: Sequence[Question]) -> list[_Turn]:
    """The turns of those that can be asked some of *questions*."""
    turns = []
    for contender in contenders:
        asks = [ask for question in questions if (ask := contender.prepare(question))]
        if asks:
            turns.append(_Turn(contender.label, asks))
    return turns


def _warm_up(turns: Sequence[_Turn], patience: float) -> None:
    """Ask each question once; no question is timed that was not asked here."""
    for turn in turns:
        # The first does not count: bm25s compiles itself in it.
        turn.asks[0]()
        turn.asked = 1
        spent = 0.0
        while turn.asked < len(turn.asks) and spent < patience:
            spent += _time(turn.asks[turn.asked])
            turn.asked += 1


def _go_round(turns: Sequence[_Turn], patience: float, chance: Random) -> None:
    for at in range(max((turn.asked for turn in turns), default=0)):
        for turn in chance.sample(turns, len(turns)):
            is_first_time = at >= len(turn.times)
            if at < turn.asked and (turn.spent < patience or is_first_time):
                took = _time(turn.asks[at])
                turn.spent += took
                turn.times.append(took * 1e3)


def _time(ask: Ask) -> float:
    started = time.perf_counter()
    ask()
    return time.perf_counter() - started


def summarize(times: Sequence[float]) -> tuple[float, float]:
    """The median, and the 99th percentile by nearest rank."""
    ordered = sorted(times)
    return statistics.median(ordered), ordered[math.ceil(0.99 * len(ordered)) - 1]


def compare_counts(
    contenders: Sequence[Contender], questions: Mapping[str, Sequence[Question]], most: int
) -> list[Agreement]:
    """How far the numbers of hits agree with those of the first contender.

    The first *most* questions of each kind are counted.
    """
    agreements = []
    for kind, of_kind in questions.items():
        counted = {
            contender.label: [contender.count(question) for question in of_kind[:most]]
            for contender in contenders
        }
        reference = counted[contenders[0].label]
        for label, counts in list(counted.items())[1:]:
            pairs = [
                (own, other)
                for own, other in zip(reference, counts, strict=True)
                if own is not None and other is not None
            ]
            if pairs:
                agreements.append(_compare(kind, label, contenders[0].label, pairs))
    return agreements


def _compare(kind: str, label: str, reference: str, pairs: Sequence[tuple[int, int]]) -> Agreement:
    apart = [abs(own - other) / max(own, other) for own, other in pairs if own != other]
    same = len(pairs) - len(apart)
    median = statistics.median(apart) if apart else 0.0
    return Agreement(kind, label, same, len(pairs), median, reference)
