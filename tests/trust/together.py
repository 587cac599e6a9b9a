"""Readers and writers at work in one index, each in a process of its own.

Every answer is held against the states that may have been the committed one while it was
worked out (``tests.trust.story``): no older than what was committed before the reader looked,
no newer than what had been begun when it answered.
"""

from __future__ import annotations

import json
import mmap
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import reelsearch
from reelsearch import Searcher
from reelsearch.errors import ReelsearchError
from reelsearch.index_report import Watch
from reelsearch.settings import Settings
from tests.trust.story import (
    QUERIES,
    State,
    Story,
    count_films,
    write_rows,
    write_texts,
)

KILLED, REBUILT, HELD = 0.15, 0.15, 3.0
"""The share of runs that are killed, and that rebuild; seconds for which a state is held."""

_MOST = 10_000
_SLOTS = ("texts begun", "texts committed", "rows begun", "rows committed")


class Board:
    """What both writers have begun and committed, as all processes see it: turns, by slot."""

    def __init__(self, path: Path) -> None:
        if not path.exists():
            path.write_bytes(bytes(8 * len(_SLOTS)))
        with path.open("r+b") as file:
            self._turns = memoryview(mmap.mmap(file.fileno(), 0)).cast("q")

    def say(self, slot: str, turn: int) -> None:
        """Write that *turn* has come to *slot*."""
        self._turns[_SLOTS.index(slot)] = turn

    def turn(self, slot: str) -> int:
        """The last turn that came to *slot*."""
        return int(self._turns[_SLOTS.index(slot)])

    def committed(self) -> tuple[int, int]:
        """The turns of texts and rows that every look at the index must show, or later ones."""
        return self.turn("texts committed"), self.turn("rows committed")

    def begun(self) -> tuple[int, int]:
        """The turns that a look may show already."""
        return self.turn("texts begun"), self.turn("rows begun")


@dataclass(slots=True)
class Tally:
    """What one process did, counted, and what was wrong."""

    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Take in what *other* has."""
        self.counts += other.counts
        self.wrong += other.wrong


class Stage(NamedTuple):
    """Where it all happens, with which story, until when (``time.monotonic``)."""

    home: Path
    seed: int
    until: float

    @property
    def folder(self) -> Path:
        """The folder of the index."""
        return self.home / "index"

    def board(self) -> Board:
        """The board, opened."""
        return Board(self.home / "board")

    def is_over(self) -> bool:
        """Whether the time is up."""
        return time.monotonic() >= self.until


# Writers


def write_all_texts(stage: Stage) -> Tally:
    """The writer of the folder: changes, rebuilds and killed runs, one after another."""
    folder = stage.home / "texts"

    def make(story: Story, turn: int) -> None:
        write_texts(story.texts(turn), folder)

    return _write(stage, "texts", folder, make)


def write_all_rows(stage: Stage) -> Tally:
    """The writer of the table."""
    path = stage.home / "rows.jsonl"

    def make(story: Story, turn: int) -> None:
        write_rows(story.rows(turn), path)

    return _write(stage, "rows", path, make)


def _write(stage: Stage, kind: str, source: Path, make: Callable[[Story, int], None]) -> Tally:
    board, story, tally = stage.board(), Story(stage.seed), Tally()
    chance = random.Random(f"{stage.seed} {kind}")
    turn = board.turn(f"{kind} committed")
    while not stage.is_over():
        turn += 1
        board.say(f"{kind} begun", turn)
        make(story, turn)
        if chance.random() < KILLED:
            tally.counts["runs killed"] += _run_killed(stage, source, chance.uniform(0.0, 0.06))
        # Only the folder's writer may read all sources: the other's table changes as a whole.
        rebuild = kind == "texts" and chance.random() < REBUILT
        try:
            tally.counts["waits for the other writer"] += _run(stage, source, rebuild=rebuild)
        except ReelsearchError as error:
            tally.wrong.append(f"{kind} at {turn}: {type(error).__name__}: {error}")
            break
        board.say(f"{kind} committed", turn)
        tally.counts["rebuilds" if rebuild else "commits"] += 1
    return tally


def _run(stage: Stage, source: Path, *, rebuild: bool) -> int:
    """Bring the index up to date; how often the other writer had to be waited for."""
    waits: list[int] = []
    reelsearch.index(
        [source],
        stage.folder,
        rebuild=rebuild,
        settings=Settings(lock_wait=30.0),
        watch=Watch(on_wait=lambda: waits.append(1)),
    )
    return len(waits)


def _run_killed(stage: Stage, source: Path, after: float) -> int:
    """A run in a process of its own, killed *after* so many seconds; 1 if it was still running."""
    child = os.fork()
    if child == 0:
        try:
            _run(stage, source, rebuild=False)
        finally:
            os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return int(os.WIFSIGNALED(status))


# Readers


def read_in_threads(stage: Stage, threads: int = 4) -> Tally:
    """Threads that share a searcher, which one of them refreshes."""
    board, story, tally, lock = stage.board(), Story(stage.seed), Tally(), threading.Lock()
    refreshed = [board.committed()]
    with reelsearch.open(stage.folder) as searcher, ThreadPoolExecutor(threads) as pool:

        def refresh() -> None:
            while not stage.is_over():
                time.sleep(0.02)
                before = board.committed()
                searcher.refresh()
                refreshed[0] = before
                with lock:
                    tally.counts["refreshes"] += 1

        def search(number: int) -> None:
            mine = Tally()
            for query in _ask_round(number):
                if stage.is_over() or mine.wrong:
                    break
                least = refreshed[0]
                check(mine, story, query, searcher, Window(least, board.begun))
            with lock:
                tally.add(mine)

        for done in [pool.submit(refresh), *(pool.submit(search, n) for n in range(threads - 1))]:
            done.result()
    return tally


def read_anew(stage: Stage) -> Tally:
    """Opens the index for every few questions."""
    board, story, tally = stage.board(), Story(stage.seed), Tally()
    while not stage.is_over() and not tally.wrong:
        least = board.committed()
        with reelsearch.open(stage.folder) as searcher:
            for query in QUERIES:
                check(tally, story, query, searcher, Window(least, board.begun))
        tally.counts["openings"] += 1
    return tally


def read_held(stage: Stage) -> Tally:
    """Opens the index and keeps it while others go on: it must stay what it was."""
    board, story, tally = stage.board(), Story(stage.seed), Tally()
    while not stage.is_over() and not tally.wrong:
        least = board.committed()
        with reelsearch.open(stage.folder) as searcher:
            turns = check(tally, story, "*", searcher, Window(least, board.begun))
            until = min(time.monotonic() + HELD, stage.until)
            for query in _ask_round(0):
                if time.monotonic() > until or turns is None or tally.wrong:
                    break
                check(tally, story, query, searcher, Window(turns, partial(_same, turns)))
        tally.counts["states held"] += 1
    return tally


def read_by_command(stage: Stage) -> Tally:
    """The command line, a process for each question."""
    board, story, tally = stage.board(), Story(stage.seed), Tally()
    for query in _ask_round(0):
        if stage.is_over() or tally.wrong:
            break
        least = board.committed()
        command = [sys.executable, "-m", "reelsearch", "query", query, "--format", "json"]
        command += ["--limit", str(_MOST), "--facet", "film", "--index", str(stage.folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode not in (0, 1) or done.stderr.strip():
            tally.wrong.append(f"{query}: {done.returncode}: {done.stderr[-500:]}")
            break
        record = json.loads(done.stdout)
        texts = dict.fromkeys(hit["path"] for hit in record["hits"])
        films = {count["value"]: count["count"] for count in record["facets"]["film"]}
        found = Found(record["total"], texts, films)
        _judge(tally, story, query, found, least, board.begun())
        tally.counts["commands"] += 1
    return tally


def _same(turns: tuple[int, int]) -> tuple[int, int]:
    return turns


def _ask_round(start: int) -> Iterator[str]:
    """The queries, over and over."""
    while True:
        yield from QUERIES[start:] + QUERIES[:start]


# Answers


class Window(NamedTuple):
    """The turns (of texts, of rows) an answer may show: *least*, and what *most* says after."""

    least: tuple[int, int]
    most: Callable[[], tuple[int, int]]


class Found(NamedTuple):
    """An answer: how many match, the texts of those shown, which are all, by path, and the
    films. A text of None is not known."""

    total: int
    texts: dict[str, str | None]
    films: dict[str, int]

    def tell_apart(self, state: State) -> str:
        """What differs, where the reviews are those of *state*."""
        if self.total != len(state):
            return f"the total of {self.total}"
        if self.films != (films := count_films(state)):
            return f"the films {self.films} for {dict(films)}"
        others = [
            path for path, text in self.texts.items() if state[path].prose not in (text or "")
        ]
        return f"the texts of {others}"

    def is_of(self, state: State) -> bool:
        """Whether it is what *state* gives."""
        return (
            self.total == len(state)
            and self.texts.keys() == state.keys()
            and self.films == count_films(state)
            and all(text is None or state[path].prose in text for path, text in self.texts.items())
        )


def check(
    tally: Tally, story: Story, query: str, searcher: Searcher, window: Window
) -> tuple[int, int] | None:
    """Ask *query*, and hold the answer against the story; the turns it shows, None if it is
    wrong."""
    try:
        results = searcher.search(query, limit=_MOST, facets=["film"])
    except Exception as error:
        tally.wrong.append(f"{query}: {type(error).__name__}: {error}")
        return None
    found = Found(
        results.total,
        {hit.review.path: hit.review.text for hit in results},
        {count.value: count.count for count in results.facets["film"].counts},
    )
    most = window.most()
    return _judge(tally, story, query, found, window.least, most)


def _judge(
    tally: Tally,
    story: Story,
    query: str,
    found: Found,
    least: tuple[int, int],
    most: tuple[int, int],
) -> tuple[int, int] | None:
    tally.counts["searches"] += 1
    near: list[str] = []
    for turn in range(least[0], most[0] + 1):
        texts = _matching(story.texts(turn), query)
        if not texts.keys() <= found.texts.keys():
            continue
        for row_turn in range(least[1], most[1] + 1):
            state = {**texts, **_matching(story.rows(row_turn), query)}
            if found.is_of(state):
                return turn, row_turn
            if found.texts.keys() == state.keys():
                near.append(f"{(turn, row_turn)} but for {found.tell_apart(state)}")
    said = f"{query}: {found.total} of {sorted(found.texts)} is no state from {least} to {most}"
    tally.wrong.append(f"{said}; it is {' or '.join(near) or 'none at all'}")
    return None


def _matching(state: State, query: str) -> State:
    return {path: told for path, told in state.items() if told.matches(query)}


# All of them


PLAYERS: dict[str, Callable[[Stage], Tally]] = {
    "writer of texts": write_all_texts,
    "writer of rows": write_all_rows,
    "threads": read_in_threads,
    "anew": read_anew,
    "held": read_held,
    "command": read_by_command,
}


def play(stage: Stage) -> dict[str, Tally]:
    """Run all players, each in a process, until the time is up; what each did."""
    prepare(stage)
    children = {name: _start(stage, name, player) for name, player in PLAYERS.items()}
    tallies: dict[str, Tally] = {}
    for name, (child, path) in children.items():
        _, waited = os.waitpid(child, 0)
        status = os.waitstatus_to_exitcode(waited)
        tallies[name] = Tally(wrong=[f"it ended with {status}"])
        if status == 0 and path.exists():
            counts, wrong = json.loads(path.read_bytes())
            tallies[name] = Tally(Counter(counts), wrong)
    return tallies


def prepare(stage: Stage) -> None:
    """Make the first state of both sources, and an index of it."""
    story, board = Story(stage.seed), stage.board()
    write_texts(story.texts(1), stage.home / "texts")
    write_rows(story.rows(1), stage.home / "rows.jsonl")
    reelsearch.index([stage.home / "texts", stage.home / "rows.jsonl"], stage.folder)
    for slot in _SLOTS:
        board.say(slot, 1)


def _start(stage: Stage, name: str, player: Callable[[Stage], Tally]) -> tuple[int, Path]:
    path = stage.home / f"{name.replace(' ', '_')}.json"
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        status = 70
        try:
            with _killed_when_late(stage):
                tally = player(stage)
            path.write_text(json.dumps([tally.counts, tally.wrong]), "utf-8")
            status = 0
        except BaseException as error:  # whatever it is, it is told, and ends here
            told: Any = [{}, [f"{type(error).__name__}: {error}"]]
            path.write_text(json.dumps(told), "utf-8")
            status = 0
        finally:
            os._exit(status)
    return child, path


@contextmanager
def _killed_when_late(stage: Stage) -> Iterator[None]:
    """A player that has not ended a minute after the others hangs."""
    signal.alarm(int(stage.until - time.monotonic()) + 60)
    yield
    signal.alarm(0)
