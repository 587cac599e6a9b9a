"""Runs written by other processes, so that more than one core works."""

from __future__ import annotations

import pickle
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue

from reelsearch.engines.whoosh_engine.codec.runs import Run, renew_table
from reelsearch.engines.whoosh_engine.codec.words import WordTable
from reelsearch.other_process import OtherProcess, answer_all


class Workers:
    """*count* processes, each started when it is first needed."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._busy: dict[Future[None], int] = {}  # with the bytes of its run
        self._threads = ThreadPoolExecutor(max_workers=max(count, 1))
        self._idle: SimpleQueue[OtherProcess] = SimpleQueue()
        self._all = [OtherProcess(serve) for _ in range(count)]
        for worker in self._all:
            self._idle.put(worker)

    def has_room(self, size: int) -> bool:
        """Whether to give another run: there is an idle process, or those that wait and are being
        written take less than *size* bytes. So no process is idle while a run is still being
        read, and what waits at the end can be written by whoever is free."""
        self._busy = {future: held for future, held in self._busy.items() if not future.done()}
        return len(self._busy) < self._count or sum(self._busy.values()) < size

    def write(self, payload: bytes, path: str) -> Future[None]:
        """Have a pickled run written to *path*. The future raises
        :class:`~reelsearch.other_process.ProcessFailedError`."""
        future = self._threads.submit(self._write, payload, path)
        self._busy[future] = len(payload)
        return future

    def close(self) -> None:
        """End all processes, whatever they are doing."""
        self._threads.shutdown(wait=False, cancel_futures=True)  # what waits must not begin now
        for worker in self._all:
            worker.kill()
        self._threads.shutdown()

    def _write(self, payload: bytes, path: str) -> None:
        worker = self._idle.get()
        try:
            worker.ask(path.encode("utf-8", "surrogateescape"), payload)
        finally:
            self._idle.put(worker)


def pickle_run(run: Run) -> bytes:
    """A run that has split nothing yet, for :meth:`Workers.write`."""
    return pickle.dumps(run, pickle.HIGHEST_PROTOCOL)


def serve() -> None:
    """Be a worker."""
    table = WordTable()

    def write(path: bytes, payload: bytes) -> bytes:
        nonlocal table
        try:
            write_run(pickle.loads(payload), path.decode("utf-8", "surrogateescape"), table)
        finally:
            table = renew_table(table)
        return b""

    answer_all(write, 2, sys.stdin.buffer, sys.stdout.buffer)


def write_run(run: Run, path: str, table: WordTable) -> None:
    """Write a run that has split nothing yet to *path*, a file that whoever asks has made.

    If that process was killed and the next one has removed the file, it does not come back.
    """
    with open(path, "r+b") as stream:
        stream.truncate()
        run.write(stream, table)
